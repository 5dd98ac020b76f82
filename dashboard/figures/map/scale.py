"""The scale: a round number of kilometres as a line, in a low corner of the map where nothing else lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import formats
from dashboard.figures import theme
from dashboard.figures.grid import Box
from dashboard.figures.map.projection import Window, kilometre
from dashboard.figures.segments import Segment, crosses

_EDGE, _HEIGHT, _WORDS = 6.0, 22.0, 60.0
"""Pixels to the edge of the map; of the line and its words."""


@dataclass(frozen=True)
class Scale:
    """`left`, `right`: the ends of the line in pixels; `low`: how far down it lies."""

    kilometres: int
    left: float
    right: float
    low: float

    @property
    def room(self) -> Box:
        """What it takes with its words, in pixels."""
        middle, half = (self.left + self.right) / 2, max(self.right - self.left, _WORDS) / 2
        return middle - half, self.low - _HEIGHT, middle + half, self.low + 1


def find_scale(view: Window, border: Sequence[Segment]) -> Scale:
    """At the right, unless the border runs there and not at the left."""
    one = kilometre((view.bottom + view.top) / 2) / view.unit
    steps = [n * 10**power for power in range(5) for n in (1, 2, 5)]
    length = min(steps, key=lambda step: abs(step * one - view.width / 6))
    wide, low = length * one, view.height - _EDGE
    spare = max(0.0, (_WORDS - wide) / 2)
    lefts = (view.width - _EDGE - spare - wide, _EDGE + spare)
    corners = [Scale(length, left, left + wide, low) for left in lefts]
    return next((corner for corner in corners if not any(crosses(line, corner.room) for line in border)), corners[0])


def drawn(scale: Scale, view: Window) -> tuple[dict[str, Any], dict[str, Any]]:
    """Its line and its words."""
    (left, low), (right, _) = view.point(scale.left, scale.low), view.point(scale.right, scale.low)
    tick = 4 * view.unit
    path = f"M{left} {low + tick}L{left} {low}L{right} {low}L{right} {low + tick}"
    line = {"type": "path", "path": path, "xref": "x", "yref": "y", "line": {"color": theme.INK_3, "width": 1}}
    words = {
        "x": (left + right) / 2,
        "y": low,
        "text": f"{formats.number(scale.kilometres)}{formats.NBSP}км",
        "showarrow": False,
        "yshift": 11,
        "font": {"size": theme.T_NOTE, "color": theme.INK_3, "family": theme.SANS},
    }
    return line, words

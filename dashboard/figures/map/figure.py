"""The whole drawing, and what can be said of it without drawing: its ratio, the circles of its key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard import formats
from dashboard.figures import theme
from dashboard.figures.grid import Box
from dashboard.figures.labels import place_labels
from dashboard.figures.map.inset import NOTHING, axis, draw_inset, find_inset
from dashboard.figures.map.marks import Spot, circles, dots, labelled, marks, names, radius_of
from dashboard.figures.map.outline import Outline, read_outline
from dashboard.figures.map.projection import Canvas, Point, Window, extent_of, fit, kilometre

_CITY_SIZE, _CITY_SIZE_NARROW = 16, 14
_SCALE_WORDS, _SCALE_HEIGHT = 60.0, 20.0


def map_figure(spots: Sequence[Spot], outline: Path | None, canvas: Canvas) -> dict[str, Any]:
    """Without an outline only the circles are drawn."""
    ground = read_outline(outline)
    view = _view([(spot.lat, spot.lon) for spot in spots], ground, canvas)
    found = dots(spots, canvas)
    on_map = marks(found, view, _CITY_SIZE_NARROW if canvas.cities_only else _CITY_SIZE)
    inset = find_inset(found, on_map, view) if canvas.with_inset else None
    ordered = labelled(on_map, inset.members if inset else frozenset(), cities_only=canvas.cities_only)
    keep_out = [_scale_room(view), *([inset.box] if inset else [])]
    placed = place_labels(ordered, view.width, view.height, keep_out=keep_out)
    more = draw_inset(inset, view) if inset else NOTHING
    layout = {
        "xaxis": axis(view.left, view.right),
        "yaxis": axis(view.bottom, view.top),
        **more.axes,
        "annotations": [*names(placed, found, view), _scale_text(view), *more.annotations],
        "shapes": [_scale_bar(view), *more.shapes],
    }
    return theme.figure([*ground.land, circles(found, view), *more.traces], **layout)


def ratio(where: Sequence[Point], outline: Path | None, canvas: Canvas) -> float:
    """Width to height of the map of some places, by latitude and longitude."""
    view = _view(where, read_outline(outline), canvas)
    return view.width / view.height


def key_radii(most: int, canvas: Canvas) -> list[tuple[int, float]]:
    """Two round counts and the radii of their circles, for the key below a map whose largest circle is `most`."""
    rounds = [10**power for power in range(1, len(str(most)))] or ([most] if most else [])
    return [(n, radius_of(n, most, canvas)) for n in rounds[-2:][::-1]]


def _view(where: Sequence[Point], ground: Outline, canvas: Canvas) -> Window:
    return fit([*ground.extents, *([extent_of(where)] if where else [])], canvas)


# --- scale ------------------------------------------------------------------------------------------------------------


def _scale_length(view: Window) -> tuple[int, float]:
    """A round number of kilometres about a sixth of the width, and its length in the plane."""
    one = kilometre((view.bottom + view.top) / 2)
    wanted = (view.right - view.left) / 6 / one
    steps = [n * 10**power for power in range(5) for n in (1, 2, 5)]
    length = min(steps, key=lambda step: abs(step - wanted))
    return length, length * one


def _scale_room(view: Window) -> Box:
    """The pixels that it takes with its words."""
    _, length = _scale_length(view)
    right, low = view.pixel(*_scale_end(view))
    return right - max(length / view.unit, _SCALE_WORDS), low - _SCALE_HEIGHT, right, low


def _scale_end(view: Window) -> Point:
    """Its right end, in the low right corner of the map."""
    return view.right - 0.02 * (view.right - view.left), view.bottom + 0.02 * (view.top - view.bottom)


def _scale_bar(view: Window) -> dict[str, Any]:
    _, length = _scale_length(view)
    right, y = _scale_end(view)
    tick = 0.008 * (view.top - view.bottom)
    path = f"M{right - length} {y + tick}L{right - length} {y}L{right} {y}L{right} {y + tick}"
    return {"type": "path", "path": path, "xref": "x", "yref": "y", "line": {"color": theme.INK_3, "width": 1}}


def _scale_text(view: Window) -> dict[str, Any]:
    kilometres, length = _scale_length(view)
    right, y = _scale_end(view)
    return {
        "x": right - length / 2,
        "y": y,
        "text": f"{formats.number(kilometres)}{formats.NBSP}км",
        "showarrow": False,
        "yshift": 10,
        "font": {"size": theme.T_NOTE, "color": theme.INK_3, "family": theme.SANS},
    }

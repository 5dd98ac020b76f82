"""Labels that do not collide: each tries twelve positions at growing distance, then gives way to the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

CHARACTER = 0.56
BOLD = 0.62
"""Mean width of a character of the sans face, as a part of its size."""
_AIR = 1.5
"""Pixels around a label that stay free."""
LINE = 1.25
_ANGLES = (0, 180, 90, 270, 30, 330, 150, 210, 60, 300, 120, 240)
_GAPS = (4.0, 9.0, 16.0)


@dataclass(frozen=True)
class Mark:
    """A circle with its label: centre and radius in pixels (y grows downwards), size of type in pixels."""

    key: str
    x: float
    y: float
    radius: float
    text: str
    size: float
    bold: bool = False


@dataclass(frozen=True)
class Placed:
    """Where a label stands: its middle in pixels from the middle of its circle (right, down)."""

    mark: Mark
    dx: float
    dy: float


Box = tuple[float, float, float, float]
"""left, top, right, bottom"""


def place_labels(marks: Sequence[Mark], width: float, height: float, *, keep_out: Sequence[Box] = ()) -> list[Placed]:
    """Labels for as many marks as find room, in the order given: earlier marks choose first."""
    circles = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    taken: list[Box] = list(keep_out)
    placed: list[Placed] = []
    for index, mark in enumerate(marks):
        others = circles[:index] + circles[index + 1 :]
        for dx, dy in _positions(mark):
            box = _box(mark, dx, dy)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_overlap(box, other) for other in (*taken, *others)):
                taken.append(box)
                placed.append(Placed(mark, dx, dy))
                break
    return placed


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    return len(text) * size * (BOLD if bold else CHARACTER)


def _half(mark: Mark) -> tuple[float, float]:
    return text_width(mark.text, mark.size, bold=mark.bold) / 2 + _AIR, mark.size * LINE / 2


def _positions(mark: Mark) -> Iterator[tuple[float, float]]:
    half_width, half_height = _half(mark)
    for gap in _GAPS:
        reach = mark.radius + gap
        for angle in _ANGLES:
            across, down = cos(radians(angle)), -sin(radians(angle))
            yield across * (reach + half_width), down * (reach + half_height)


def _box(mark: Mark, dx: float, dy: float) -> Box:
    half_width, half_height = _half(mark)
    x, y = mark.x + dx, mark.y + dy
    return (x - half_width, y - half_height, x + half_width, y + half_height)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

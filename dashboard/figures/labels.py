"""Labels that do not collide: each tries twelve positions at growing distance, then gives way to the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

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
    """Labels for as many marks as find room, in the order given: earlier marks choose first.

    A mark that finds none may ask one label before it to stand elsewhere; no label is given up for another.
    """
    rooms = {m.key: _rooms(m, marks, width, height, keep_out) for m in marks if m.text}
    placed: dict[str, Placed] = {}
    for key, room in rooms.items():
        for label in room:
            in_the_way = [other for other in placed.values() if _overlap(_box(label), _box(other))]
            if not in_the_way:
                placed[key] = label
                break
        else:
            placed |= _moved(room, rooms, placed)
    return [placed[mark.key] for mark in marks if mark.key in placed]


def _rooms(mark: Mark, marks: Sequence[Mark], width: float, height: float, keep_out: Sequence[Box]) -> list[Placed]:
    """Where its label would lie on the map and on no circle; last the places where it could be taken for a neighbour's."""
    found = []
    for dx, dy in _positions(mark, width):
        label = Placed(mark, dx, dy)
        box = _box(label)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
        if inside and not any(_overlap(box, other) for other in keep_out) and all(_gap(box, m) >= 0 for m in marks):
            found.append((any(_gap(box, m) < _gap(box, mark) for m in marks if m.text and m is not mark), label))
    return [label for _, label in sorted(found, key=lambda one: one[0])]


def _moved(room: Sequence[Placed], rooms: Mapping[str, Sequence[Placed]], placed: Mapping[str, Placed]) -> dict[str, Placed]:
    """The new label and one that moved for it; nothing where none can."""
    for label in room:
        in_the_way = [other for other in placed.values() if _overlap(_box(label), _box(other))]
        if len(in_the_way) != 1:
            continue
        (other,) = in_the_way
        rest = [_box(one) for one in placed.values() if one is not other] + [_box(label)]
        for instead in rooms[other.mark.key]:
            if not any(_overlap(_box(instead), box) for box in rest):
                return {label.mark.key: label, other.mark.key: instead}
    return {}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    return len(text) * size * (BOLD if bold else CHARACTER)


def _half(mark: Mark) -> tuple[float, float]:
    return text_width(mark.text, mark.size, bold=mark.bold) / 2 + _AIR, mark.size * LINE / 2


def _positions(mark: Mark, width: float) -> Iterator[tuple[float, float]]:
    """Twelve sides and corners of the label at each distance from the circle; at the edge of the map it moves along the edge."""
    half_width, half_height = _half(mark)
    for gap in _GAPS:
        reach = mark.radius + gap
        for angle in _ANGLES:
            across, down = round(cos(radians(angle)), 9), round(-sin(radians(angle)), 9)
            dx, dy = reach * across + _side(across) * half_width, reach * down + _side(down) * half_height
            yield min(max(dx, half_width - mark.x), width - half_width - mark.x), dy


def _side(part: float) -> int:
    return (part > 0) - (part < 0)


def _box(label: Placed) -> Box:
    half_width, half_height = _half(label.mark)
    x, y = label.mark.x + label.dx, label.mark.y + label.dy
    return (x - half_width, y - half_height, x + half_width, y + half_height)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _gap(box: Box, mark: Mark) -> float:
    """Pixels between the box and the circle; less than nothing where they share a point."""
    across = mark.x - min(max(mark.x, box[0]), box[2])
    down = mark.y - min(max(mark.y, box[1]), box[3])
    return hypot(across, down) - mark.radius

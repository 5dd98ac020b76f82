"""Labels that do not collide: each tries twelve positions at growing distance, then gives way to the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import cos, hypot, radians, sin
from typing import NamedTuple

from dashboard.figures.grid import Box, Grid

CHARACTER = 0.56
BOLD = 0.62
"""Mean width of a character of the sans face, as a part of its size."""
_AIR = 1.5
"""Pixels around a label that stay free."""
LINE = 1.25
_ANGLES = (0, 180, 90, 270, 30, 330, 150, 210, 60, 300, 120, 240)
_WAYS = tuple((round(cos(radians(angle)), 9), round(-sin(radians(angle)), 9)) for angle in _ANGLES)
_SIDES = tuple((across, down, (across > 0) - (across < 0), (down > 0) - (down < 0)) for across, down in _WAYS)
"""From the circle to the label: the way, and on which side of it the label begins."""
_GAPS = (4.0, 9.0, 16.0)


class Mark(NamedTuple):
    """A circle with its label: centre and radius in pixels (y grows downwards), size of type in pixels.

    `over`: the label may lie on circles smaller than this.
    """

    key: str
    x: float
    y: float
    radius: float
    text: str
    size: float
    bold: bool = False
    over: float = 0


class Placed(NamedTuple):
    """Where a label stands: its middle in pixels from the middle of its circle (right, down), and the room it takes."""

    mark: Mark
    dx: float
    dy: float
    box: Box


def place_labels(marks: Sequence[Mark], width: float, height: float, *, keep_out: Sequence[Box] = ()) -> list[Placed]:
    """Labels for as many marks as find room, in the order given: earlier marks choose first.

    A mark that finds none may ask one label before it to stand elsewhere; no label is given up for another.
    """
    ground = _Ground(width, height, _grid(marks), keep_out)
    rooms: _Rooms = cache(lambda mark: tuple(_rooms(mark, ground)))
    standing = _Standing()
    for mark in (mark for mark in marks if mark.text):
        for label in _with_room(mark, ground, rooms, standing):
            standing.put(label)
    return [standing.by_key[mark.key] for mark in marks if mark.key in standing.by_key]


_Circle = tuple[float, float, float, bool]
"""Middle, radius, and whether it has a name."""


@dataclass(frozen=True)
class _Ground:
    """What labels are placed on: the map's size, its circles, boxes that stay free."""

    width: float
    height: float
    circles: Grid[_Circle]
    keep_out: Sequence[Box]


def _grid(marks: Sequence[Mark]) -> Grid[_Circle]:
    circles: Grid[_Circle] = Grid()
    for _, x, y, radius, text, *_ in marks:
        circles.add((x, y, radius, bool(text)), (x - radius, y - radius, x + radius, y + radius))
    return circles


@dataclass(frozen=True)
class _Standing:
    """Labels that have found their room so far."""

    by_key: dict[str, Placed] = field(default_factory=dict)
    _grid: Grid[Placed] = field(default_factory=Grid)

    def put(self, label: Placed) -> None:
        """A label that stood elsewhere moves."""
        if before := self.by_key.get(label.mark.key):
            self._grid.remove(before, before.box)
        self.by_key[label.mark.key] = label
        self._grid.add(label, label.box)

    def touching(self, box: Box) -> set[str]:
        """The keys of the labels that share a point with the box."""
        return {label.mark.key for labels in self._grid.near(box) for label in labels if _overlap(label.box, box)}


_Rooms = Callable[[Mark], tuple[Placed, ...]]


def _with_room(mark: Mark, ground: _Ground, rooms: _Rooms, standing: _Standing) -> list[Placed]:
    """The label where it finds room, or with another that moves for it; nothing where none can."""
    taken = []
    for label in _rooms(mark, ground):
        if not standing.touching(label.box):
            return [label]
        taken.append(label)
    return _moved(taken, rooms, standing)


def _rooms(mark: Mark, ground: _Ground) -> Iterator[Placed]:
    """Where its label would lie on the map and on no circle that it must keep off; last the places where it could be taken for a
    neighbour's.
    """
    doubtful = []
    for dx, dy, box in _positions(mark, ground.width):
        if _is_free(box, ground, mark.over):
            label = Placed(mark, dx, dy, box)
            if _is_doubtful(label, ground.circles):
                doubtful.append(label)
            else:
                yield label
    yield from doubtful


def _is_free(box: Box, ground: _Ground, over: float) -> bool:
    if box[0] < 0 or box[1] < 0 or box[2] > ground.width or box[3] > ground.height:
        return False
    for other in ground.keep_out:
        if _overlap(box, other):
            return False
    for circles in ground.circles.near(box):
        for x, y, radius, _ in circles:
            if radius >= over and _gap(box, x, y, radius) < 0:
                return False
    return True


def _is_doubtful(label: Placed, circles: Grid[_Circle]) -> bool:
    """Whether another circle that has a name is nearer to the label than its own."""
    left, top, right, bottom = label.box
    own = _gap(label.box, label.mark.x, label.mark.y, label.mark.radius)
    around = circles.near((left - own, top - own, right + own, bottom + own))
    return any(has_name and _gap(label.box, x, y, radius) < own for found in around for x, y, radius, has_name in found)


def _moved(taken: Sequence[Placed], rooms: _Rooms, standing: _Standing) -> list[Placed]:
    for label in taken:
        in_the_way = standing.touching(label.box)
        if len(in_the_way) != 1:
            continue
        (other,) = in_the_way
        for instead in rooms(standing.by_key[other].mark):
            if not _overlap(instead.box, label.box) and standing.touching(instead.box) <= in_the_way:
                return [label, instead]
    return []


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    return len(text) * size * (BOLD if bold else CHARACTER)


def _positions(mark: Mark, width: float) -> Iterator[tuple[float, float, Box]]:
    """Twelve sides and corners of the label at each distance from the circle; at the edge of the map it moves along the edge."""
    half_width, half_height = text_width(mark.text, mark.size, bold=mark.bold) / 2 + _AIR, mark.size * LINE / 2
    least, most = half_width - mark.x, width - half_width - mark.x
    for gap in _GAPS:
        reach = mark.radius + gap
        for across, down, side, above in _SIDES:
            dx, dy = min(max(reach * across + side * half_width, least), most), reach * down + above * half_height
            x, y = mark.x + dx, mark.y + dy
            yield dx, dy, (x - half_width, y - half_height, x + half_width, y + half_height)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _gap(box: Box, x: float, y: float, radius: float) -> float:
    """Pixels between the box and the circle; less than nothing where they share a point."""
    left, top, right, bottom = box
    across = left - x if x < left else x - right if x > right else 0.0
    down = top - y if y < top else y - bottom if y > bottom else 0.0
    return hypot(across, down) - radius

"""Labels that do not collide: each tries twelve positions at growing distance, then gives way to the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import cos, hypot, pi, sin
from typing import NamedTuple

from dashboard.figures.grid import Box, Grid
from dashboard.figures.segments import Segment, box_of, crosses, distance

_AIR = 2.0
"""Pixels around a label that stay free: its letters have an edge of the ground's colour."""
LINE = 1.25
_HOURS = (3, 9, 12, 6, 2, 4, 10, 8, 1, 5, 11, 7)
"""The twelve positions, as on a clock, in the order in which they are tried."""
_GAPS = (4.0, 9.0, 16.0)
_FAR = (24.0, 34.0, 46.0, 66.0, 90.0, 120.0, 150.0)
"""Pixels from the circle to its label; far off stand only bold ones, and a line leads to them."""
_TRIES = 3


class Mark(NamedTuple):
    """A circle with its label: centre and radius in pixels (y grows downwards), size of type in pixels.

    `hour`: where it stands if there is room, as on a clock, 12 above.
    """

    key: str
    x: float
    y: float
    radius: float
    text: str
    size: float
    bold: bool = False
    hour: int = 0


class Placed(NamedTuple):
    """Where a label stands: its middle in pixels from the middle of its circle (right, down), the room it takes, and the line that
    leads to it, if any.
    """

    mark: Mark
    dx: float
    dy: float
    box: Box
    line: Segment | None = None

    @property
    def room(self) -> Box:
        """The box around the label and its line."""
        if self.line is None:
            return self.box
        left, top, right, bottom = box_of(self.line)
        return min(left, self.box[0]), min(top, self.box[1]), max(right, self.box[2]), max(bottom, self.box[3])


def place_labels(
    marks: Sequence[Mark], width: float, height: float, *, keep_out: Sequence[Box] = (), lines: Sequence[Segment] = ()
) -> list[Placed]:
    """Labels for as many marks as find room, in the order given: earlier marks choose first. None lies on a circle, in a box to keep
    out of, or on a line.

    A mark that finds none may ask one label before it to stand elsewhere, though not far off; no label is given up for another. A bold
    one that finds none all the same chooses first the next time, until more bold ones would be left out.
    """
    ground = _Ground(width, height, _by_squares(marks), keep_out, _drawn(lines))
    rooms: _Rooms = cache(lambda mark: tuple(_rooms(mark, ground)))
    named = [mark for mark in marks if mark.text]
    best = _placed(named, rooms)
    for _ in range(_TRIES):
        left_out = [mark for mark in named if mark.bold and mark.key not in best]
        again = _placed(named := [*left_out, *(mark for mark in named if mark not in left_out)], rooms) if left_out else {}
        if not left_out or _bold(again) <= _bold(best):
            break
        best = again
    return [best[mark.key] for mark in marks if mark.key in best]


def _placed(marks: Sequence[Mark], rooms: _Rooms) -> dict[str, Placed]:
    standing = _Standing()
    for mark in marks:
        for label in _with_room(mark, rooms, standing):
            standing.put(label)
    return standing.by_key


def _bold(placed: Mapping[str, Placed]) -> int:
    return sum(label.mark.bold for label in placed.values())


@dataclass(frozen=True)
class _Ground:
    """What labels are placed on: the map's size, its circles, boxes and lines that stay free."""

    width: float
    height: float
    circles: Grid[Mark]
    keep_out: Sequence[Box]
    lines: Grid[Segment]


def _by_squares(marks: Sequence[Mark]) -> Grid[Mark]:
    circles: Grid[Mark] = Grid()
    for mark in marks:
        circles.add(mark, _around(mark))
    return circles


def _drawn(lines: Sequence[Segment]) -> Grid[Segment]:
    drawn: Grid[Segment] = Grid()
    for line in lines:
        drawn.add(line, box_of(line))
    return drawn


@dataclass(frozen=True)
class _Standing:
    """Labels that have found their room so far."""

    by_key: dict[str, Placed] = field(default_factory=dict)
    _grid: Grid[Placed] = field(default_factory=Grid)

    def put(self, label: Placed) -> None:
        """A label that stood elsewhere moves."""
        if before := self.by_key.get(label.mark.key):
            self._grid.remove(before, before.room)
        self.by_key[label.mark.key] = label
        self._grid.add(label, label.room)

    def touching(self, label: Placed) -> set[str]:
        """The keys of the labels that it would touch, or whose line."""
        return {other.mark.key for labels in self._grid.near(label.room) for other in labels if _touch(other, label)}


_Rooms = Callable[[Mark], tuple[Placed, ...]]


def _with_room(mark: Mark, rooms: _Rooms, standing: _Standing) -> list[Placed]:
    """The label where it finds room, or with another that moves for it; nothing where none can."""
    taken = []
    for label in rooms(mark):
        if not standing.touching(label):
            return [label]
        taken.append(label)
    return _moved(taken, rooms, standing)


def _rooms(mark: Mark, ground: _Ground) -> Iterator[Placed]:
    """Where its label would lie on the map, on nothing that it must keep off, and would not be taken for a neighbour's: first near
    the circle, then far off; where it was wished before all.
    """
    for hours in ((mark.hour,), _HOURS) if mark.hour else (_HOURS,):
        yield from (label for label in _free(mark, ground, hours, _GAPS) if not _is_doubtful(label, ground.circles))
        if mark.bold:
            yield from _free(mark, ground, hours, _FAR)


def _free(mark: Mark, ground: _Ground, hours: Sequence[int], gaps: Sequence[float]) -> Iterator[Placed]:
    for gap in gaps:
        for hour in hours:
            label = _at(mark, hour, gap, ground.width)
            if _is_free(label.box, ground) and not (label.line and _passes(label, ground.circles)):
                yield label


def _at(mark: Mark, hour: int, gap: float, width: float) -> Placed:
    """The label at a position of the clock; at the edge of the map it moves along the edge."""
    across, down = _way(hour)
    side, above = (across > 0) - (across < 0), (down > 0) - (down < 0)
    half_width, half_height = text_width(mark.text, mark.size, bold=mark.bold) / 2 + _AIR, mark.size * LINE / 2
    reach = mark.radius + gap
    dx = min(max(reach * across + side * half_width, half_width - mark.x), width - half_width - mark.x)
    dy = reach * down + above * half_height
    x, y = mark.x + dx, mark.y + dy
    box = (x - half_width, y - half_height, x + half_width, y + half_height)
    return Placed(mark, dx, dy, box, _lead(mark, box) if gap >= _FAR[0] else None)


@cache
def _way(hour: int) -> tuple[float, float]:
    """Where an hour of the clock lies from its middle: right, down."""
    return round(sin(hour * pi / 6), 9), round(-cos(hour * pi / 6), 9)


def _lead(mark: Mark, box: Box) -> Segment:
    """From the edge of the circle towards the middle of the box, as far as that begins."""
    across, down = (box[0] + box[2]) / 2 - mark.x, (box[1] + box[3]) / 2 - mark.y
    away = hypot(across, down) or 1.0
    inside = min((box[2] - box[0]) / 2 / abs(across) if across else 1.0, (box[3] - box[1]) / 2 / abs(down) if down else 1.0)
    begins, ends = mark.radius / away, 1 - inside
    return mark.x + across * begins, mark.y + down * begins, mark.x + across * ends, mark.y + down * ends


def _is_free(box: Box, ground: _Ground) -> bool:
    if box[0] < 0 or box[1] < 0 or box[2] > ground.width or box[3] > ground.height:
        return False
    if any(_overlap(box, other) for other in ground.keep_out):
        return False
    for circles in ground.circles.near(box):
        for mark in circles:
            if _gap(box, mark) < 0:
                return False
    return not any(crosses(line, box) for lines in ground.lines.near(box) for line in lines)


def _is_doubtful(label: Placed, circles: Grid[Mark]) -> bool:
    """Whether another circle is nearer to the label than its own: of a bold one, another that has a name."""
    left, top, right, bottom = label.box
    own = _gap(label.box, label.mark)
    around = circles.near((left - own, top - own, right + own, bottom + own))
    return any(_gap(label.box, mark) < own for found in around for mark in found if mark.text or not label.mark.bold)


def _passes(label: Placed, circles: Grid[Mark]) -> bool:
    """Whether its line would be taken for that of another bold circle on its way."""
    others = (mark for found in circles.near(label.room) for mark in found if mark.bold and mark.key != label.mark.key)
    return any(label.line and distance(label.line, mark.x, mark.y) < mark.radius for mark in others)


def _around(mark: Mark) -> Box:
    return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius


def _moved(taken: Sequence[Placed], rooms: _Rooms, standing: _Standing) -> list[Placed]:
    for label in taken:
        in_the_way = standing.touching(label)
        if len(in_the_way) != 1:
            continue
        (other,) = in_the_way
        for instead in rooms(standing.by_key[other].mark):
            if instead.line is None and not _touch(instead, label) and standing.touching(instead) <= in_the_way:
                return [label, instead]
    return []


_SPACES, _WIDE, _THIN = frozenset(" \u00a0"), frozenset("жмфшщыюmwЖМФШЩЫЮMW"), frozenset("-.,()/'\"ijlrft")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Of a text in the sans face; a little more rather than less."""
    return _ems(text) * size * (1.03 if bold else 1.0)


@cache
def _ems(text: str) -> float:
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    """The width of a letter as a part of its size."""
    if letter in _SPACES:
        return 0.25
    if letter in _THIN:
        return 0.4
    if letter in _WIDE:
        return 0.97 if letter.isupper() else 0.8
    return 0.73 if letter.isupper() else 0.62


def _touch(one: Placed, other: Placed) -> bool:
    """Whether two labels, or the line of one and the other, share a point."""
    if _overlap(one.box, other.box):
        return True
    return bool((one.line and crosses(one.line, other.box)) or (other.line and crosses(other.line, one.box)))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _gap(box: Box, circle: Mark) -> float:
    """Pixels between the box and the circle; less than nothing where they share a point."""
    left, top, right, bottom = box
    x, y = circle.x, circle.y
    across = left - x if x < left else x - right if x > right else 0.0
    down = top - y if y < top else y - bottom if y > bottom else 0.0
    return hypot(across, down) - circle.radius

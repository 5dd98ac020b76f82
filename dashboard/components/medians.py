"""Medians as dots on lines of days: one row a city, guides at the medians of all cities, numbers above the dots, no axis.

What fits where is decided for the least width that the drawing has; places are shares of the lines' width, so that it may grow.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from dashboard import formats
from dashboard.components import parts
from dashboard.components.markup import draw

WIDE, NARROW = 530, 288
"""The least widths that it is drawn for: what has room on a desk collides on a phone."""
_SIZES = (("only-wide", WIDE), ("only-narrow", NARROW))
_LABEL = "Медиана дней от зачисления до каждой части по городам"

# Pixels; the stylesheet has the same.
NAMES_WIDTH, MOST_NAMES_WIDTH = 118, 162
"""Of the names: at least, and at most where there is room."""
_BEFORE, _AFTER = 8, 30
"""Free at the left and at the right of the lines."""
_DOT = 11
_CHARACTER, _NAME_CHARACTER = 7.4, 8.2
"""Mean width of a character of the labels, and of the names, which are bold."""
_LEAST_GAP = 1
"""Between two labels that find no room of a character's width on either side."""

Row = tuple[str, Sequence[float | None]]
"""The name of a city, and its days to each part."""


@dataclass(frozen=True)
class Head:
    """The name of a part above its guide; `line` counts from the lowest."""

    text: str
    place: float
    line: int = 0


@dataclass(frozen=True)
class Dot:
    place: float
    hover: str


@dataclass(frozen=True)
class Label:
    """The number of a dot, or of several."""

    text: str
    place: float
    below: bool


@dataclass(frozen=True)
class City:
    """A row; `said` is what a screen reader says of it."""

    name: Sequence[str]
    said: str
    dots: Sequence[Dot]
    labels: Sequence[Label]

    @property
    def furthest(self) -> float:
        return max((dot.place for dot in self.dots), default=0.0)


@dataclass(frozen=True)
class Chart:
    """`names`: pixels of their column; `lines`: how many the heads take."""

    names: float
    lines: int
    guides: Sequence[float]
    heads: Sequence[Head]
    cities: Sequence[City]


@dataclass(frozen=True)
class _Track:
    """Where the lines run, from 0 days on; `pixel` is a pixel's share of its least width."""

    days: float
    pixel: float

    def at(self, days: float) -> float:
        return days / self.days

    def half(self, characters: float) -> float:
        return characters * _CHARACTER / 2 * self.pixel

    def inside(self, place: float, half: float) -> float:
        """Where a text of this half width stands that must lie neither on the names nor over the right edge."""
        return max(half - _BEFORE / 2 * self.pixel, min(place, 1 + _AFTER * self.pixel - half))


def dots(names: Sequence[str], rows: Sequence[Row]) -> Markup:
    """The drawing for a desk and for a phone; one of them is seen, and read."""
    return parts.together(*(draw("medians.html", "medians", chart(names, rows, width), _LABEL, seen) for seen, width in _SIZES))


def chart(names: Sequence[str], rows: Sequence[Row], width: int = WIDE) -> Chart:
    """`rows`: the first one gives the guides. `width`: the least the drawing will have."""
    room = MOST_NAMES_WIDTH if width >= WIDE else NAMES_WIDTH
    cities = [_two_lines(city, int(room / _NAME_CHARACTER)) for city, _ in rows]
    left = min(room, max(NAMES_WIDTH, *(len(line) * _NAME_CHARACTER + _BEFORE for city in cities for line in city)))
    longest = max((days for _, row in rows for days in row if days is not None), default=1.0) or 1.0
    track = _Track(longest * 1.07, 1 / (width - left - _AFTER))
    guides = [(part, track.at(days)) for part, days in _known(names, rows[0][1])]
    heads = _heads(guides, track)
    return Chart(
        names=left,
        lines=max([2, *(head.line + 1 for head in heads)]),
        guides=[place for _, place in guides],
        heads=[*_zero(heads, track), *heads],
        cities=[_city(lines, city, _known(names, row), track) for lines, (city, row) in zip(cities, rows, strict=True)],
    )


def _known(names: Sequence[str], row: Sequence[float | None]) -> list[tuple[str, float]]:
    """The parts that somebody came to, with the days."""
    return [(part, days) for part, days in zip(names, row, strict=True) if days is not None]


def _two_lines(name: str, characters: int) -> list[str]:
    """A long name on two lines, parted at a space or after a hyphen; what is longer still ends in «…»."""
    lines = wrap(name, characters, break_long_words=False) or [""]
    lines = lines[:2] if len(lines) < 3 else [lines[0], " ".join(lines[1:])]
    return [line if len(line) <= characters else f"{line[: characters - 1].rstrip()}…" for line in lines]


def _heads(guides: Sequence[tuple[str, float]], track: _Track) -> list[Head]:
    """A name goes to a second or third line where the first has no room, then is cut, then gives way."""
    made: list[Head] = []
    free = [0.0, 0.0, 0.0]
    for part, guide in guides:
        for text, line in itertools.product(dict.fromkeys((part, formats.abbreviation(part))), range(len(free))):
            half = track.half(len(text))
            place = track.inside(guide, half)
            if place - half >= free[line]:
                made.append(Head(text, place, line))
                free[line] = place + half
                break
    return made


def _zero(heads: Sequence[Head], track: _Track) -> list[Head]:
    """Where the lines begin, if no name is in the way."""
    starts = [head.place - track.half(len(head.text)) for head in heads if head.line == 0]
    return [Head("0", 0)] if starts and min(starts) > track.half(2) else []


def _city(lines: Sequence[str], name: str, known: Sequence[tuple[str, float]], track: _Track) -> City:
    days = [f"{part}: {formats.counted(value, *formats.DAYS)}" for part, value in known]
    made = [Dot(track.at(value), f"{name}, {said}") for (_, value), said in zip(known, days, strict=True)]
    return City(
        lines,
        f"{name}. {', '.join(days) or 'Нет данных'}",
        made,
        _labels(_touching(sorted(value for _, value in known), track), track),
    )


def _labels(groups: Sequence[Sequence[float]], track: _Track) -> list[Label]:
    """The numbers above the dots, or below where there is more room; those that have room nowhere join their neighbours'."""
    made: list[Label] = []
    above = below = -math.inf  # up to where each side is written on
    for n, group in enumerate(groups):
        text = _together(group)
        half = track.half(_characters(text))
        place = track.inside(track.at(sum(group) / len(group)), half)
        start = place - half
        if min(above, below) > start - _LEAST_GAP * track.pixel:
            return _labels([*groups[: n - 1], [*groups[n - 1], *group], *groups[n + 1 :]], track)
        under = above > max(below, start - _CHARACTER * track.pixel)
        made.append(Label(text, place, under))
        above, below = (above, place + half) if under else (place + half, below)
    return made


def _touching(values: Sequence[float], track: _Track) -> list[list[float]]:
    """Dots that lie on one another share a label."""
    groups: list[list[float]] = []
    for value in values:
        if groups and track.at(value - groups[-1][-1]) < _DOT / 2 * track.pixel:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def _together(group: Sequence[float]) -> str:
    """«63 и 63»; three and more of the same are said once."""
    values = [formats.number(value) for value in group]
    return values[0] if len(values) > 2 and len(set(values)) == 1 else formats.listed(values)


def _characters(text: str) -> float:
    """The length of a text of numbers; a comma and a space are half as wide."""
    return len(text) - sum(text.count(narrow) for narrow in ", \u00a0") / 2

"""Counts that run on from day to day: how much there was at the end of any of them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate


@dataclass(frozen=True)
class Running:
    """A count by city and day, added up once, so that any period costs the same."""

    _days: Mapping[str, array[int]]
    """By city: the ordinals of the days on which something was counted, in order."""
    _sums: Mapping[str, array[int]]
    """By city: how much there was by the end of each of them."""

    @classmethod
    def of(cls, counts: Iterable[tuple[str, date, int]]) -> Running:
        """From city, day and count; a city's days in order, each once."""
        found: dict[str, list[tuple[int, int]]] = {}
        for city, day, count in counts:
            found.setdefault(city, []).append((day.toordinal(), int(count)))
        days = {city: array("q", (day for day, _ in own)) for city, own in found.items()}
        sums = {city: array("q", accumulate(count for _, count in own)) for city, own in found.items()}
        return cls(days, sums)

    def count(self, cities: Iterable[str], until: date, since: date = date.min) -> int:
        """In these cities together, from one day to another, both included."""
        return sum(self._by(city, until.toordinal()) - self._by(city, since.toordinal() - 1) for city in cities)

    def by_city(self, until: date, since: date = date.min) -> dict[str, int]:
        return {city: self.count([city], until, since) for city in self._days}

    def changes(self, cities: Iterable[str]) -> list[tuple[date, int]]:
        """What each day added in these cities together, in the order of days."""
        found: dict[int, int] = {}
        for city in cities:
            for day, count in self._changes(city):
                found[day] = found.get(day, 0) + count
        return [(date.fromordinal(day), count) for day, count in sorted(found.items())]

    @property
    def nbytes(self) -> int:
        """Its size in a cache."""
        return sum(16 * len(days) for days in self._days.values())

    def _by(self, city: str, ordinal: int) -> int:
        """By the end of a day."""
        at = bisect_right(self._days.get(city, ()), ordinal)
        return self._sums[city][at - 1] if at else 0

    def _changes(self, city: str) -> Iterator[tuple[int, int]]:
        before = 0
        for day, total in zip(self._days.get(city, ()), self._sums.get(city, ()), strict=True):
            yield day, total - before
            before = total

"""Meetings of mentors, column by column, so that any view of them takes the same few operations however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Meetings:
    """The same place in each column is one meeting: `who` and `where` are places in `mentors` and `cities`, a day is an ordinal."""

    mentors: tuple[str, ...]
    cities: tuple[str, ...]
    who: Numbers
    where: Numbers
    days: Numbers
    minutes: Numbers
    """Nought of a meeting of unknown length."""

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, date, int]]) -> Meetings:
        """From mentor, city of the organisation, day and minutes."""
        mentors: dict[str, int] = {}
        cities: dict[str, int] = {}
        numbers = [
            (mentors.setdefault(mentor, len(mentors)), cities.setdefault(city, len(cities)), day.toordinal(), minutes)
            for mentor, city, day, minutes in rows
        ]
        columns = np.array(numbers, "int64").reshape(-1, 4).T.copy()
        return cls(tuple(mentors), tuple(cities), *columns)

    @property
    def nbytes(self) -> int:
        """Its size in a cache."""
        return 4 * self.days.nbytes

    def up_to(self, until: date, cities: Collection[str] = ()) -> Meetings:
        """Those up to a day, with organisations of some cities; without `cities`, of all."""
        chosen = self.days <= until.toordinal()
        if cities:
            chosen &= np.array([city in cities for city in self.cities], "bool")[self.where]
        who, where, days, minutes = (column[chosen] for column in (self.who, self.where, self.days, self.minutes))
        return replace(self, who=who, where=where, days=days, minutes=minutes)

    def months(self) -> tuple[date, ...]:
        """The first days of the months that have any."""
        return tuple(sorted({date.fromordinal(day).replace(day=1) for day in np.unique(self.days).tolist()}))

    def latest(self) -> date | None:
        """The day of the last one of all."""
        return date.fromordinal(int(self.days.max())) if len(self.days) else None

    def last(self) -> list[int]:
        """The day of each mentor's last one; 0 without any."""
        found = np.zeros(len(self.mentors), "int64")
        np.maximum.at(found, self.who, self.days)
        days: list[int] = found.tolist()
        return days

    def minutes_since(self, starts: list[int]) -> list[list[int]]:
        """The minutes of each mentor in each stretch of days: from one of the `starts` to the day before the next, the last without
        an end.
        """
        return self._summed(starts, self.minutes)

    def number_since(self, starts: list[int]) -> list[list[int]]:
        """How many of each mentor are in each stretch of days, whether or not their length is known."""
        return self._summed(starts, np.ones_like(self.minutes))

    def _summed(self, starts: list[int], of_each: Numbers) -> list[list[int]]:
        stretch = np.searchsorted(starts, self.days, side="right") - 1
        inside = stretch >= 0
        cells = self.who[inside] * len(starts) + stretch[inside]
        summed = np.bincount(cells, of_each[inside], len(self.mentors) * len(starts))
        sums: list[list[int]] = summed.astype("int64").reshape(-1, len(starts)).tolist()
        return sums

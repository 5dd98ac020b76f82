"""Medians of days with how many people each stands on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.indicators.cities import EVERYWHERE
from dashboard.indicators.medians import weighted_median
from dashboard.indicators.table import Cell, Column, Table
from data_loader.programme import Programme, SchoolStep

TOO_FEW = "мало данных"
"""Said in place of a median of fewer people than the programme's least."""


@dataclass(frozen=True)
class Median:
    """Days from enrolment to a part, and of how many people that is the median; None of nobody."""

    days: float | None
    people: int


@dataclass(frozen=True)
class Medians:
    """Medians by row and part. A median of fewer than `few` people is no number to read."""

    parts: tuple[SchoolStep, ...]
    rows: tuple[tuple[str, tuple[Median, ...]], ...]
    few: int

    def known(self, median: Median) -> float | None:
        """Its days where enough people have it."""
        return median.days if median.people >= self.few else None

    @property
    def longest(self) -> float:
        """Of those that are shown."""
        return max((self.known(median) or 0.0 for _, row in self.rows for median in row), default=0.0)

    @property
    def people(self) -> int:
        """With how many anything could be counted."""
        return max((median.people for _, row in self.rows for median in row), default=0)

    def of(self, names: Collection[str]) -> Medians:
        """The same of some of the cities, by name; the row of all cities stays."""
        return replace(self, rows=tuple(row for row in self.rows if row[0] in names or row[0] == EVERYWHERE))


def medians(lags: pd.DataFrame, cities: Sequence[tuple[str, str]], programme: Programme) -> Medians:
    """`lags`: people of all cities per city, item and lag_days. The first row is all cities of the programme, if it has several."""
    parts = tuple(part for part in programme.parts if part.key != programme.enrolment.key)
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for city, part, lag, count in zip(*(lags[name].tolist() for name in ("city", "item", "lag_days", "count")), strict=True):
        for where in (city, EVERYWHERE):
            found.setdefault((where, part), []).append((lag, count))
    several = [(EVERYWHERE, EVERYWHERE)] if len(programme.cities) > 1 else []
    rows = [(name, tuple(_median(found.get((key, part.key), ())) for part in parts)) for key, name in (*several, *cities)]
    return Medians(parts, tuple(rows), programme.attention.few)


def _median(counted: Sequence[tuple[int, int]]) -> Median:
    return Median(weighted_median(counted) if counted else None, sum(count for _, count in counted))


def medians_table(found: Medians) -> Table:
    """Two columns a part: the days, and how many people they are the median of."""
    columns = [Column("Город")]
    for part in found.parts:
        columns += [Column(f"{part.name}, дней", numeric=True), Column(f"{part.name}, человек", numeric=True)]
    rows = [(name, *(cell for median in row for cell in _cells(median, found))) for name, row in found.rows]
    return Table(tuple(columns), tuple(rows))


def _cells(median: Median, found: Medians) -> tuple[Cell, Cell]:
    return (found.known(median) if median.people >= found.few or not median.people else TOO_FEW), median.people

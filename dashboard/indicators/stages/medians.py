"""Medians of days: how long it took to each part, and which cohorts are too young to judge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from dashboard.indicators.cities import EVERYWHERE
from dashboard.indicators.table import Column, Table
from data_loader.programme import Programme, SchoolStep


def weighted_median(counted: Sequence[tuple[int, int]]) -> float:
    """The median of (value, how many people have it); between two middle values their mean."""
    ordered = sorted(counted)
    n = sum(count for _, count in ordered)
    low, high = (_at(ordered, place) for place in ((n + 1) // 2, n // 2 + 1))
    return (low + high) / 2


def _at(ordered: Sequence[tuple[int, int]], place: int) -> int:
    """The value of the person in this place, from 1 on."""
    running = 0
    for value, count in ordered:
        running += count
        if running >= place:
            return value
    raise ValueError("fewer people than the place")


def young_cohorts(first_days: pd.DataFrame, programme: Programme, today: date) -> frozenset[str]:
    """Cohorts younger than the maturity time after the median first day of their participants.

    `first_days`: people entering the first step, one row per cohort and day.
    """
    grown = (today - timedelta(days=programme.attention.maturity_days)).toordinal()
    days: dict[str, list[tuple[int, int]]] = {}
    for cohort, day, count in zip(*(first_days[name].tolist() for name in ("cohort", "day", "count")), strict=True):
        days.setdefault(cohort, []).append((day.toordinal(), count))
    return frozenset(cohort for cohort, counted in days.items() if weighted_median(counted) > grown)


@dataclass(frozen=True)
class Medians:
    """Median days from enrolment to each part: by row, None where nobody came; the first row gives the guides."""

    parts: tuple[SchoolStep, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]

    @property
    def longest(self) -> float:
        return max((value for _, row in self.rows for value in row if value is not None), default=0.0)

    def of(self, names: Collection[str]) -> Medians:
        """The same of some of the cities, by name; the row of all cities stays."""
        return Medians(self.parts, tuple(row for row in self.rows if row[0] in names or row[0] == EVERYWHERE))


def medians(lags: pd.DataFrame, cities: Sequence[tuple[str, str]], programme: Programme) -> Medians:
    """`lags`: people of all cities per city, item and lag_days. The first row is all cities of the programme, if it has several."""
    parts = tuple(part for part in programme.parts if part.key != programme.enrolment.key)
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for city, part, lag, count in zip(*(lags[name].tolist() for name in ("city", "item", "lag_days", "count")), strict=True):
        for where in (city, EVERYWHERE):
            found.setdefault((where, part), []).append((lag, count))
    several = [(EVERYWHERE, EVERYWHERE)] if len(programme.cities) > 1 else []
    rows = [(name, tuple(_median(found.get((key, part.key))) for part in parts)) for key, name in (*several, *cities)]
    return Medians(parts, tuple(rows))


def _median(counted: Sequence[tuple[int, int]] | None) -> float | None:
    return weighted_median(counted) if counted else None


def medians_table(found: Medians) -> Table:
    columns = (Column("Город"), *(Column(part.name, numeric=True) for part in found.parts))
    return Table(columns, tuple((name, *row) for name, row in found.rows))

"""The four numbers that the programme is steered by: how far each is, what happened lately, whether it lags behind its goal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import formats
from dashboard.indicators.definition import Indicator, Progress
from dashboard.indicators.table import Cell, Column, Table
from dashboard.running import Running
from data_loader.months import last_of_month, months_back
from data_loader.programme import Attention

RECENT_DAYS = 30
MONTHS_SHOWN = 12
HORIZON_DAYS = 365
"""A goal that is due later than this cannot lag yet."""


@dataclass(frozen=True)
class Goal:
    value: float
    due_on: date


@dataclass(frozen=True)
class Number:
    """One of the four numbers as on `until`: with its goal and what happened lately."""

    indicator: Indicator
    value: float
    goal: Goal | None
    recent: float
    """What the last 30 days added."""
    months: tuple[tuple[date, float], ...]
    """First day and count of each of the last twelve months, the oldest first; the last may be incomplete."""
    reached_on: date | None
    """The day the goal was reached; None while it is not."""
    until: date
    no_goal: str = "Цель не задана"
    """What is said where there is no goal."""
    missing: str = ""
    """Why there is nothing to count, where nothing was ever recorded: then the value is unknown, not 0."""

    @property
    def progress(self) -> Progress:
        return Progress(self.value, self.goal.value if self.goal else None)

    @property
    def days_left(self) -> int:
        """Days to the due date; negative when it is past, 0 without a goal."""
        return (self.goal.due_on - self.until).days if self.goal else 0

    def is_behind(self, attention: Attention) -> bool:
        return is_behind(self.value, self.goal, self.until, attention)


def is_behind(value: float, goal: Goal | None, until: date, attention: Attention) -> bool:
    """Below the programme's share of a goal that is due within a year, or not there when the goal fell due."""
    if goal is None or value >= goal.value:
        return False
    left = (goal.due_on - until).days
    return left < 0 or (left <= HORIZON_DAYS and value < attention.goal_share * goal.value)


# --- from counts by day -----------------------------------------------------------------------------------------------


def number(
    indicator: Indicator,
    counts: Running,
    cities: Collection[str],
    goal: Goal | None,
    until: date,
    *,
    per_unit: int = 1,
    no_goal: str = "Цель не задана",
    missing: str = "",
) -> Number:
    """What some cities counted up to a day; `per_unit` counts make one unit (60 minutes an hour)."""

    def units(last: date, first: date = date.min) -> float:
        count = counts.count(cities, last, first)
        return count if per_unit == 1 else count / per_unit

    value = units(until)
    return Number(
        indicator=indicator,
        value=value,
        goal=goal,
        recent=units(until, first_recent(until)),
        months=tuple((first, units(min(last_of_month(first), until), first)) for first in last_months(until)),
        reached_on=_reached_on(counts.changes(cities), goal.value * per_unit, until) if goal and value >= goal.value else None,
        until=until,
        no_goal=no_goal,
        missing=missing,
    )


def first_recent(until: date) -> date:
    """The first of the last 30 days."""
    return until - timedelta(days=RECENT_DAYS - 1)


def last_months(until: date, number_of: int = MONTHS_SHOWN) -> list[date]:
    """First days of the last months up to and with that of `until`, the oldest first."""
    return [months_back(until, n) for n in reversed(range(number_of))]


def _reached_on(days: Iterable[tuple[date, int]], goal: float, until: date) -> date | None:
    """The first day from which the goal is held to the end: a count that fell below again does not count."""
    held: date | None = None
    total = 0
    for day, count in days:
        if day > until:
            break
        total += count
        held = None if total < goal else held or day
    return held


# --- the table --------------------------------------------------------------------------------------------------------


def numbers_table(numbers: Sequence[Number]) -> Table:
    """One row per number: value, goal, the last 30 days, twelve months."""
    months = [first for first, _ in numbers[0].months] if numbers else []
    titles = ["Всего", "Цель", "К дате", "За 30 дней", *(f"{formats.short_month(m)} {m.year}" for m in months)]
    columns = (Column("Показатель"), *(Column(title, numeric=True) for title in titles))
    return Table(columns, tuple(_row(found) for found in numbers))


def _row(found: Number) -> tuple[Cell, ...]:
    counts = (found.recent, *(count for _, count in found.months))
    return (
        found.indicator.title,
        None if found.missing else _plain(found.value),
        found.goal.value if found.goal else "не задана",
        found.goal.due_on if found.goal else "—",
        *(None if found.missing else _plain(count) for count in counts),
    )


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 2)

"""The four numbers that the programme is steered by: how far each is, what happened lately, how it runs towards its goal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import formats
from dashboard.indicators.definition import Indicator, Progress
from dashboard.indicators.goals import Goal, Pace, last_months, pace
from dashboard.indicators.table import Cell, Column, Table
from dashboard.running import Running
from data_loader.months import last_of_month

RECENT_DAYS = 30


@dataclass(frozen=True)
class Number:
    """One of the four numbers as on `until`: with its pace towards a goal and what happened lately."""

    indicator: Indicator
    value: float
    pace: Pace | None
    """None without a goal."""
    recent: float
    """What the last 30 days added."""
    months: tuple[tuple[date, float], ...]
    """First day and count of each of the last twelve months, the oldest first; the last may be unfinished."""
    until: date
    no_goal: str = "Цель не задана"
    """What is said where there is no goal."""
    missing: str = ""
    """Why there is nothing to count, where nothing was ever recorded: then the value is unknown, not 0."""

    @property
    def goal(self) -> Goal | None:
        return self.pace.goal if self.pace else None

    @property
    def progress(self) -> Progress:
        return Progress(self.value, self.goal.value if self.goal else None)

    @property
    def is_unfinished(self) -> bool:
        """Whether the last of the months is not over."""
        return bool(self.months) and self.until < last_of_month(self.months[-1][0])

    @property
    def last_whole_month(self) -> tuple[date, float] | None:
        whole = self.months[:-1] if self.is_unfinished else self.months
        return whole[-1] if whole else None

    @property
    def is_behind(self) -> bool:
        return self.pace is not None and self.pace.is_behind

    @property
    def is_missed(self) -> bool:
        return self.pace is not None and self.pace.is_missed


@dataclass(frozen=True)
class Aim:
    """The goal of a number and the day of the programme's first record; what is said where there is none."""

    goal: Goal | None = None
    first: date | None = None
    no_goal: str = "Цель не задана"


def number(
    indicator: Indicator,
    counts: Running,
    cities: Collection[str],
    aim: Aim,
    until: date,
    *,
    per_unit: int = 1,
    missing: str = "",
) -> Number:
    """What some cities counted up to a day; `per_unit` counts make one unit (60 minutes an hour)."""

    def units(last: date, first: date = date.min) -> float:
        count = counts.count(cities, last, first)
        return count if per_unit == 1 else count / per_unit

    return Number(
        indicator=indicator,
        value=units(until),
        pace=pace(counts, cities, aim.goal, until, aim.first, per_unit=per_unit) if aim.goal else None,
        recent=units(until, first_recent(until)),
        months=tuple((first, units(min(last_of_month(first), until), first)) for first in last_months(until)),
        until=until,
        no_goal=aim.no_goal,
        missing=missing,
    )


def first_recent(until: date) -> date:
    """The first of the last 30 days."""
    return until - timedelta(days=RECENT_DAYS - 1)


# --- the table --------------------------------------------------------------------------------------------------------


def numbers_table(numbers: Sequence[Number]) -> Table:
    """One row per number: value, goal and pace, the last 30 days, twelve months."""
    titles = ["Всего", "Цель", "К дате", "Прошло срока, %", "Нужно в месяц", "За 90 дней в месяц", f"За {RECENT_DAYS} дней"]
    columns = [*titles, *(_month_title(numbers[0], first) for first, _ in (numbers[0].months if numbers else ()))]
    return Table(
        (Column("Показатель"), *(Column(title, numeric=True) for title in columns)), tuple(_row(found) for found in numbers)
    )


def _month_title(found: Number, first: date) -> str:
    unfinished = " (не окончен)" if found.is_unfinished and first == found.months[-1][0] else ""
    return f"{formats.short_month(first)} {first.year}{unfinished}"


def _row(found: Number) -> tuple[Cell, ...]:
    counts = (found.recent, *(count for _, count in found.months))
    return (
        found.indicator.title,
        None if found.missing else _plain(found.value),
        *_aim(found),
        *(None if found.missing else _plain(count) for count in counts),
    )


def _aim(found: Number) -> tuple[Cell, ...]:
    if found.pace is None:
        return ("не задана", "—", "", "", "")
    one = found.pace
    ahead = not found.missing and not one.is_met and one.days_left >= 0
    needed = (_rounded(one.needed, 1), _rounded(one.given, 1)) if ahead else ("", "")
    return (_plain(one.goal.value), one.goal.due_on, _rounded(100 * one.share_of_time, 0), *needed)


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else _rounded(value, 2)


def _rounded(value: float, digits: int) -> float:
    return float(formats.rounded(value, digits))

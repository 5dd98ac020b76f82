"""Goals know the time: whether one is met, missed, or behind is asked of its pace, never of its size alone.

A month is 30.44 days everywhere, so that paces of any length compare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import formats
from dashboard.grammar import nouns, verbs
from dashboard.indicators.definition import Progress
from dashboard.running import Running
from data_loader.months import last_of_month, months_back
from data_loader.programme import Attention

PACE_DAYS = 90
"""The pace is that of the last so many days."""
MONTH = 30.4375
"""Days of a month, on average."""
MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Goal:
    """A number to be reached by a day. `start_on`: since when it counts; without it, since the first record of the programme.

    `cities`: it is the sum of so many cities' goals (up to 1: it is one goal); `overdue`: how much of such a sum fell due before the day
    it is looked at.
    """

    value: float
    due_on: date
    start_on: date | None = None
    cities: int = 0
    overdue: float = 0.0


@dataclass(frozen=True)
class Pace:
    """A number on its way to a goal, as on a day. `recent`: what the last 90 days gave, or all days since `begun`; `best`: the best
    month of the last twelve; `reached_on`: the day from which the goal is held.
    """

    goal: Goal
    value: float
    on: date
    begun: date
    recent: float
    best: float
    reached_on: date | None = None

    @property
    def progress(self) -> Progress:
        return Progress(self.value, self.goal.value)

    @property
    def missing(self) -> float:
        return self.progress.missing

    @property
    def days_left(self) -> int:
        """To the due day; negative when it is past."""
        return (self.goal.due_on - self.on).days

    @property
    def days_run(self) -> int:
        return (self.on - self.begun).days + 1

    @property
    def given(self) -> float:
        """What a month of the recent pace gives."""
        return self.recent / max(1, min(PACE_DAYS, self.days_run)) * MONTH

    @property
    def needed(self) -> float:
        """What a month must give until the due day."""
        return self.missing / max(1, self.days_left) * MONTH

    @property
    def share_of_goal(self) -> float:
        return self.progress.filled

    @property
    def share_of_time(self) -> float:
        """How much of the time from the beginning to the due day is gone, 0 to 1."""
        whole = (self.goal.due_on - self.begun).days
        return min(1.0, max(0.0, (self.on - self.begun).days / whole)) if whole > 0 else 1.0

    # --- what is said of it

    @property
    def is_met(self) -> bool:
        return self.progress.reached

    @property
    def is_early(self) -> bool:
        """Met before its day."""
        return self.is_met and self.reached_on is not None and self.reached_on < self.goal.due_on

    @property
    def is_missed(self) -> bool:
        """Its day is past, and it was not met by then."""
        return self.days_left < 0 and not self.is_met

    @property
    def is_behind(self) -> bool:
        """Neither as far as the time, nor fast enough to be met by its day; within its first 90 days too early to say, unless the day
        is near.
        """
        if self.is_met or self.days_left < 0 or (self.days_run < PACE_DAYS <= self.days_left):
            return False
        return self.given < self.needed and self.share_of_goal < self.share_of_time

    @property
    def is_out_of_reach(self) -> bool:
        """Behind, its day near, and not to be met though every month were like the best of the last year. Farther ahead nobody knows,
        nor from a year that gave nothing, unless today is the day.
        """
        known = self.best > 0 or not self.days_left
        return self.is_behind and known and self.days_left < PACE_DAYS and self.missing > self.best * self.days_left / MONTH

    def is_urgent(self, attention: Attention) -> bool:
        """Behind by much: out of reach, or at less than the programme's share of the pace that is needed."""
        return self.is_out_of_reach or (self.is_behind and self.given < attention.goal_share * self.needed)


def pace(counts: Running, cities: Collection[str], goal: Goal, on: date, first: date | None, *, per_unit: int = 1) -> Pace:
    """Of what some cities counted up to a day; `first` is the day of the first record of the programme, `per_unit` counts make one
    unit (60 minutes an hour).
    """

    def units(last: date, first: date = date.min) -> float:
        return counts.count(cities, last, first) / per_unit

    begun = min(goal.start_on or first or on, on)
    months = (units(min(last_of_month(first), on), first) for first in last_months(on))
    return Pace(
        goal=goal,
        value=_plain(units(on)),
        on=on,
        begun=begun,
        recent=units(on, max(begun, on - timedelta(days=PACE_DAYS - 1))),
        best=max(months, default=0.0),
        reached_on=_reached_on(counts.changes(cities), goal.value * per_unit, on),
    )


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


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


# --- words ------------------------------------------------------------------------------------------------------------


def time_left(found: Pace) -> str:
    """«До 31 декабря остался 61 день»; the year is named when it is not the one on screen."""
    due, left = found.goal.due_on, found.days_left
    if left < 0:
        return f"Срок прошёл {_day(due, found.on)}"
    if left == 0:
        return "Срок — сегодня"
    return f"До {_day(due, found.on)} {verbs.REMAINS.of(left)} {nouns.DAY.counted(left)}"


def pace_said(found: Pace) -> str:
    """«нужно по 7 в месяц, последние 90 дней — по 0,7»; of less than a month «нужно 14 за 12 дней, за последние 90 дней было 2»."""
    days = nouns.DAY.counted(min(PACE_DAYS, max(1, found.days_run)))
    if found.days_left < MONTH:
        when = "сегодня" if found.days_left == 0 else f"за {nouns.DAY.counted(found.days_left)}"
        return f"нужно {formats.number(found.missing)} {when}, за последние {days} было {formats.number(found.recent)}"
    given = f"последние {days}{formats.NBSP}— по{formats.NBSP}{formats.number(found.given)}"
    if not found.recent:
        given = f"за последние {days}{formats.NBSP}— 0"
    return f"нужно по {formats.number(found.needed)} в месяц, {given}"


def best_said(found: Pace) -> str:
    """«лучший месяц за год дал 12: и таким темпом к сроку не успеть»; on the last day there is nothing to add."""
    if not found.is_out_of_reach or not found.days_left:
        return ""
    return f"лучший месяц за год дал {formats.number(found.best)}: и таким темпом к{formats.NBSP}сроку не успеть"


def shares_said(found: Pace) -> str:
    """«44 % цели за 83 % срока»."""
    return f"{formats.percent(found.share_of_goal)} цели за{formats.NBSP}{formats.percent(found.share_of_time)} срока"


def met_said(found: Pace) -> str:
    """«досрочно, в июле 2026 г.», «в июле 2026 г.», «после срока, в августе 2026 г.»."""
    if found.reached_on is None:
        return ""
    when = formats.in_month(found.reached_on, year=True)
    if found.is_early:
        return f"досрочно, {when}"
    return f"после срока, {when}" if found.reached_on > found.goal.due_on else when


def sum_said(goal: Goal) -> str:
    """«Сумма целей пяти городов; у 60 из неё срок прошёл»; nothing of a goal that is one."""
    if goal.cities < 2:
        return ""
    cities = f"{formats.number_word(goal.cities, 'gen')} {nouns.CITY.case(goal.cities, 'gen')}"
    late = f"; из них с прошедшим сроком{formats.NBSP}— {formats.number(goal.overdue)}" if goal.overdue else ""
    return f"Сумма целей {cities}{late}"


def _day(day: date, on: date) -> str:
    return formats.short_day(day) if day.year == on.year else formats.day(day)

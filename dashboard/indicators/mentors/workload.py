"""The mentors' workload: open cases by state, hours against declared capacity, hours by week, days without a contact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.indicators.mentors.meetings import MONTHS, WEEKS, Met, met, months_to, weeks_to
from dashboard.indicators.table import Cell, Table, table
from dashboard.meetings import Meetings
from dashboard.rows import KnownMentor, MentorCases
from data_loader.months import last_of_month

_LEVELS = (0.0, 1.0, 2.0, 3.0, 4.0)
"""Hours above which a week takes the next step of the sequential scale."""


@dataclass(frozen=True)
class Mentor:
    """One mentor on one day. `declared` is None where no hours were declared; `silent_days` None without any meeting."""

    key: str
    name: str
    late: int
    waiting: int
    in_touch: int
    hours: float
    mean: float
    declared: float | None
    silent_days: int | None
    weeks: tuple[float, ...]

    @property
    def cases(self) -> int:
        return self.late + self.waiting + self.in_touch

    @property
    def is_over(self) -> bool:
        return self.declared is not None and self.hours > self.declared


@dataclass(frozen=True)
class Workload:
    """All mentors, the most urgent first; `month` is the one chosen, `day` the last one shown.

    `here`: «в этом городе» where cases and hours are only those of chosen cities; capacity is always that of all.
    """

    mentors: tuple[Mentor, ...]
    month: date
    day: date
    months: tuple[tuple[date, float], ...]
    """Hours of all mentors in the last twelve months, the chosen one last."""
    last: date | None = None
    """The day of the last meeting of any."""
    cases_known: bool = True
    """Whether any case was ever recorded by that day: else nobody can say who is free."""
    here: str = ""

    @property
    def hours(self) -> float:
        return self.months[-1][1]

    @property
    def scale(self) -> float:
        """The longest track: the largest declaration or month, but a month no more than twice the largest declaration."""
        declared = max((m.declared for m in self.mentors if m.declared), default=0.0)
        hours = max((m.hours for m in self.mentors), default=0.0)
        mean = max((m.mean for m in self.mentors), default=0.0)
        return (max(declared, min(hours, 2 * declared)) if declared else max(hours, mean)) or 1.0

    @property
    def weeks(self) -> list[date]:
        """The Mondays of the weeks whose hours are counted."""
        return weeks_to(self.day)


def last_day(month: date, today: date) -> date:
    """The last day of a month, or today in the month of today."""
    return min(last_of_month(month), today)


def level(hours: float) -> int:
    """Step of the sequential scale for the hours of a week, 0 (none) to 5 (more than four)."""
    return bisect_left(_LEVELS, hours)


def workload(
    known: Iterable[KnownMentor],
    cases: Mapping[str, MentorCases],
    meetings: Meetings,
    month: date,
    day: date,
    *,
    cases_known: bool = True,
    here: str = "",
) -> Workload:
    """`cases` by mentor, as they are on `day`; `meetings` up to it."""
    found = met(meetings, month, day)
    mentors = [_mentor(one, cases.get(one.mentor, MentorCases()), found.get(one.mentor), day) for one in known]
    mentors.sort(key=_urgency)
    minutes = [sum(some) for some in zip(*(one.months for one in found.values()), strict=True)] or [0] * MONTHS
    months = tuple((start, total / 60) for start, total in zip(months_to(month), minutes, strict=True))
    last = max((one.last for one in found.values()), default=None)
    return Workload(tuple(mentors), month, day, months, last, cases_known, here)


def _mentor(known: KnownMentor, cases: MentorCases, met: Met | None, day: date) -> Mentor:
    return Mentor(
        key=known.mentor,
        name=known.name,
        late=cases.late,
        waiting=cases.waiting,
        in_touch=cases.in_touch,
        hours=met.months[-1] / 60 if met else 0.0,
        mean=sum(met.months) / 60 / MONTHS if met else 0.0,
        declared=known.declared,
        silent_days=(day - met.last).days if met else None,
        weeks=tuple(minutes / 60 for minutes in met.weeks) if met else (0.0,) * WEEKS,
    )


def _urgency(mentor: Mentor) -> tuple[bool, int, int, str]:
    """Who has cases without a contact first, then who is silent longest; who has no case last."""
    return (not mentor.cases, -mentor.late, -(mentor.silent_days or 0) if mentor.cases else 0, mentor.name)


def workload_table(found: Workload) -> Table:
    here = f" {found.here}" if found.here else ""
    columns = (
        f"Наставник | #Открытых дел{here} | #Контакта давно не было | #Ход за органом | #Часов за месяц{here} | #Заявлено"
        f" | #В среднем за 12 мес. | #Дней без контакта{here}"
    )
    rows: list[tuple[Cell, ...]] = [
        (m.name, *_cases(m, found), m.hours, m.declared, round(m.mean, 1), m.silent_days) for m in found.mentors
    ]
    return table(columns, rows)


def _cases(mentor: Mentor, found: Workload) -> tuple[Cell, ...]:
    return (mentor.cases, mentor.late, mentor.waiting) if found.cases_known else (None, None, None)

"""The mentors' workload: open cases by state, hours against declared capacity, hours by week, days without a contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from statistics import median

from dashboard import formats
from dashboard.indicators.mentors.declared import DeclaredMonth, declared_month
from dashboard.indicators.mentors.meetings import WEEKS, Met, met, months_to, weeks_to, whole
from dashboard.indicators.mentors.states import states
from dashboard.indicators.mentors.weeks import Scale, scale_of
from dashboard.indicators.table import Cell, Table, table
from dashboard.indicators.waiting import Term
from dashboard.meetings import Meetings
from dashboard.rows import KnownMentor, MentorCases
from data_loader.months import last_of_month


@dataclass(frozen=True)
class Mentor:
    """One mentor on one day. `declared` is None where no hours were declared; `silent_days` None without any meeting; `mean` None
    where too few months are over.
    """

    key: str
    name: str
    cases: MentorCases
    hours: float
    mean: float | None
    declared: float | None
    silent_days: int | None
    weeks: tuple[float, ...]

    @property
    def is_over(self) -> bool:
        """More hours than declared; without an open case they are no alarm."""
        return self.exceeds and self.cases.open > 0

    @property
    def exceeds(self) -> bool:
        return self.declared is not None and self.hours > self.declared


@dataclass(frozen=True)
class Month:
    """Hours and number of all meetings of a month."""

    start: date
    hours: float
    meetings: int


@dataclass(frozen=True)
class Workload:
    """All mentors, the most urgent first; `day` is the last one shown, in the month chosen.

    `here`: «в этом городе» where cases and hours are only those of chosen cities; capacity is always that of all.
    """

    mentors: tuple[Mentor, ...]
    day: date
    began: date
    """The day of the first fact of the programme: before it there was nobody to meet."""
    months: tuple[Month, ...]
    """The chosen one last; at most twelve before it, none before the programme began."""
    few: int
    """Of fewer months a mean or a median says nothing."""
    last: date | None = None
    """The day of the last meeting of any."""
    cases_known: bool = True
    """Whether any case was ever recorded by that day: else nobody can say who is free."""
    here: str = ""

    @property
    def month(self) -> date:
        return self.months[-1].start

    @property
    def hours(self) -> float:
        return self.months[-1].hours

    @property
    def is_over(self) -> bool:
        """Whether the month has ended: an unfinished one is neither compared nor part of a mean."""
        return self.day == last_of_month(self.month)

    @property
    def when(self) -> str:
        """«в октябре», «в октябре (месяц не окончен)»."""
        return f"{formats.in_month(self.month)}{unfinished(self.day)}"

    @property
    def earlier(self) -> tuple[Month, ...]:
        return self.months[:-1]

    @property
    def usual(self) -> float | None:
        """The median of the hours of the earlier months; None of few."""
        return median(month.hours for month in self.earlier) if len(self.earlier) >= self.few else None

    @property
    def averaged(self) -> int:
        """Of how many months the means are."""
        return len(whole(self.months, self.is_over))

    @property
    def averages(self) -> bool:
        """Whether the months are enough for a mean."""
        return self.averaged >= max(self.few, 1)

    @property
    def cases(self) -> MentorCases:
        return sum((mentor.cases for mentor in self.mentors), MentorCases())

    @property
    def declared(self) -> DeclaredMonth | None:
        """Hours against the declared; of some cities they are not comparable."""
        if self.here:
            return None
        return declared_month(
            self.month,
            {mentor.key: int(formats.rounded(mentor.hours * 60, 0)) for mentor in self.mentors},
            {mentor.key: mentor.declared for mentor in self.mentors},
            {mentor.key: mentor.cases.settled for mentor in self.mentors},
        )

    @property
    def scale(self) -> float:
        """The longest track: the largest declaration or month, but a month no more than twice the largest declaration."""
        declared = max((m.declared for m in self.mentors if m.declared), default=0.0)
        hours = max((m.hours for m in self.mentors), default=0.0)
        mean = max((m.mean or 0.0 for m in self.mentors), default=0.0)
        return (max(declared, min(hours, 2 * declared)) if declared else max(hours, mean)) or 1.0

    @property
    def weeks(self) -> list[date]:
        """The Mondays of the weeks whose hours are counted."""
        return weeks_to(self.day)

    @property
    def week_scale(self) -> Scale:
        return scale_of([hours for mentor in self.mentors for hours in mentor.weeks])


def unfinished(day: date) -> str:
    """Said of the month of a day that is not its last: it is not yet to be compared."""
    return "" if day == last_of_month(day) else f" (месяц не{formats.NBSP}окончен)"


def last_day(month: date, today: date) -> date:
    """The last day of a month, or today in the month of today."""
    return min(last_of_month(month), today)


def workload(
    known: Iterable[KnownMentor],
    cases: Mapping[str, MentorCases],
    meetings: Meetings,
    day: date,
    *,
    began: date | None,
    few: int,
    cases_known: bool = True,
    here: str = "",
) -> Workload:
    """Of the month of `day`: `cases` by mentor, as they are on it; `meetings` up to it."""
    since = began or day
    starts = months_to(day.replace(day=1), since)
    found = met(meetings, starts, day)
    nothing = Met(None, [0] * WEEKS, [0] * len(starts), [0] * len(starts))
    everybody = Workload((), day, since, _months(starts, [*found.values()]), few, meetings.latest(), cases_known, here)
    mentors = [_mentor(one, cases.get(one.mentor, MentorCases()), found.get(one.mentor, nothing), everybody) for one in known]
    return replace(everybody, mentors=tuple(sorted(mentors, key=_urgency)))


def _months(starts: Sequence[date], found: Sequence[Met]) -> tuple[Month, ...]:
    minutes, meetings = (
        [sum(of_month) for of_month in zip(*rows, strict=True)] or [0] * len(starts)
        for rows in ([one.months for one in found], [one.meetings for one in found])
    )
    return tuple(Month(start, total / 60, number) for start, total, number in zip(starts, minutes, meetings, strict=True))


def _mentor(known: KnownMentor, cases: MentorCases, met: Met, among: Workload) -> Mentor:
    averaged = whole(met.months, among.is_over)
    return Mentor(
        key=known.mentor,
        name=known.name,
        cases=cases,
        hours=met.months[-1] / 60,
        mean=sum(averaged) / (60 * len(averaged)) if among.averages else None,
        declared=known.declared,
        silent_days=(among.day - met.last).days if met.last else None,
        weeks=tuple(minutes / 60 for minutes in met.weeks),
    )


def _urgency(mentor: Mentor) -> tuple[bool, int, float, str]:
    """Who has cases without a meeting first, then who is silent longest; who has no case last."""
    if not mentor.cases.open:
        return True, 0, 0, mentor.name
    never = inf if mentor.cases.late else 0
    return False, -mentor.cases.late, -(never if mentor.silent_days is None else mentor.silent_days), mentor.name


def workload_table(found: Workload, term: Term) -> Table:
    here = f" {found.here}" if found.here else ""
    columns = (
        f"Наставник | #Открытых дел{here} на {formats.day(found.day)} | {_titles(term)} | #Из первых ни одной встречи"
        f" | #Часов{here} {found.when} | #Заявлено часов в месяц | #В среднем часов за месяц | #Среднее: за сколько месяцев"
        f" | #Дней без контакта{here}"
    )
    return table(columns, [(m.name, *_states(m, found, term), *_hours(m, found), m.silent_days) for m in found.mentors])


def _titles(term: Term) -> str:
    return " | ".join(f"#{formats.capital(state.words)}" for state in states(MentorCases(), term))


def _states(mentor: Mentor, found: Workload, term: Term) -> tuple[Cell, ...]:
    of = mentor.cases
    cells = (of.open, *(state.cases for state in states(of, term)), of.unmet)
    return cells if found.cases_known else (None,) * len(cells)


def _hours(mentor: Mentor, found: Workload) -> tuple[Cell, ...]:
    mean: Cell = "мало данных" if mentor.mean is None else mentor.mean
    return mentor.hours, mentor.declared, mean, found.averaged

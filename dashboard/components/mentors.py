"""Parts of the mentors page: one mentor is one line of reading; cities without a mentor; whom to give one first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from dashboard import formats
from dashboard.components import parts
from dashboard.components.markup import draw
from dashboard.indicators.mentors import WEEKS, CityWithout, Mentor, Scale, Workload, states, states_said
from dashboard.indicators.table import Table
from dashboard.indicators.waiting import Term, waiting_term
from dashboard.rows import OrganisationWithoutMentor
from data_loader.programme import Programme

FIRST = 8
MOST_SQUARES = 12
"""More cases are bars."""
MENTORS_AT_ONCE = 15

_number = lru_cache(4096)(formats.number)
_counted = lru_cache(4096)(formats.counted)
"""Hours are the same few numbers again and again."""

_STROKES = [f"M{week} 0h1" for week in range(WEEKS)]


@dataclass(frozen=True)
class _Track:
    """Declared hours on one scale, as ratios: how long the track is, its fill (the month), where the declared hours end if the fill
    goes over them, the tick (the mean of the months; None of too few).
    """

    kind: str
    fill: float
    tick: float | None
    length: float | None = None
    due: float | None = None


@dataclass(frozen=True)
class _Strip:
    """Hours by week: what it shows in words, the hours of each week, the strokes of each step of the scale."""

    label: str
    hours: str
    steps: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class _Line:
    """One mentor as it is drawn: open cases as marks and in words, hours of the month and what follows them, the strip of weeks."""

    mentor: Mentor
    marks: Markup
    states: str
    hours: str
    words: str
    track: _Track
    silent_too_long: bool
    strip: _Strip


class _Head(NamedTuple):
    """Of the hours: what the tick is; names of months, and in which column of weeks each stands."""

    mean: str
    months: list[tuple[int, str]]


def workload_rows(found: Workload, programme: Programme) -> Markup:
    """The first mentors with open cases, the others of them behind a fold, those without a case behind another; where nobody has a
    case, or nobody knows, they are all alike.
    """
    busy = [mentor for mentor in found.mentors if mentor.cases.open]
    idle = [mentor for mentor in found.mentors if not mentor.cases.open] if busy else []
    table = _table(found, waiting_term(programme.attention))
    shown = parts.unfolding(busy or found.mentors, MENTORS_AT_ONCE, table, *formats.MENTORS)
    if not idle:
        return shown
    words = f"{formats.counted(len(idle), *formats.MENTORS)} без открытых дел {found.here}".strip()
    return parts.together(shown, parts.folded(idle, table, words))


def _table(found: Workload, term: Term) -> Callable[[Sequence[Mentor], bool], Markup]:
    """Behind a fold too a table has its head: what was said above is far away there."""
    days, scale, weeks = [f"{day:%d.%m}" for day in found.weeks], found.scale, found.week_scale
    first_week = sum(monday + timedelta(days=6) < found.began for monday in found.weeks)
    head = _Head(_mean_words(found), _months(found.weeks))

    def line(mentor: Mentor) -> _Line:
        silent = mentor.cases.late > 0 and (mentor.silent_days is None or term.is_over(mentor.silent_days))
        marks, said = _marks(mentor, found, term), states_said(mentor.cases, found.day, term)
        hours, words, track = _number(mentor.hours), _load_words(mentor, found), _track(mentor, found, scale)
        return _Line(mentor, marks, said, hours, words, track, silent, _strip(mentor, days, weeks))

    return lambda mentors, _: draw("mentors.html", "workload", list(map(line, mentors)), found, head, first_week)


def _months(mondays: Sequence[date]) -> list[tuple[int, str]]:
    """Names of the months, and in which column the week stands in which each begins; the last columns have no room for a name."""
    ends = [monday + timedelta(days=6) for monday in mondays[:-2]]
    return [(column, formats.short_month(end)) for column, end in enumerate(ends, start=1) if end.day <= 7]


# --- open cases -------------------------------------------------------------------------------------------------------


def _marks(mentor: Mentor, found: Workload, term: Term) -> Markup:
    if not found.cases_known:
        return draw("mentors.html", "muted", "нет данных")
    counts: dict[parts.Status, int] = {state.key: state.cases for state in states(mentor.cases, term)}
    many = mentor.cases.open > MOST_SQUARES
    return parts.stacked(counts, mentor.cases.open) if many else parts.squares(counts)


def states_key(found: Workload, term: Term) -> list[Markup]:
    """The words of the marks that are there."""
    return [parts.swatch(state.key, state.words) for state in states(found.cases, term) if state.cases]


# --- hours ------------------------------------------------------------------------------------------------------------


def hours_key(found: Workload) -> Markup:
    """What the bars and the strips of weeks mean: the red, the hatching, the steps of blue."""
    bounds = [formats.number(hours) for hours in found.week_scale.bounds]
    weeks = [*(f"до{formats.NBSP}{bound}" for bound in bounds), f"больше{formats.NBSP}{bounds[-1]}"]
    return draw("mentors.html", "hours_key", any(m.is_over for m in found.mentors), found.is_over, weeks, found.weeks[0])


def _load_words(mentor: Mentor, found: Workload) -> str:
    mean = "" if mentor.mean is None else f", в{formats.NBSP}среднем {_number(mentor.mean)} {_of_months(found)}"
    if mentor.declared is None:
        return f"{formats.NBSP}ч, заявлено: нет данных{mean}"
    declared = f"{_number(mentor.declared)}{formats.NBSP}ч"
    if found.here:
        return f"{formats.NBSP}ч{mean}, заявлено на{formats.NBSP}все города {declared}"
    return f" из{formats.NBSP}{declared}{mean}"


def _of_months(found: Workload) -> str:
    return f"за{formats.NBSP}{found.averaged}{formats.NBSP}мес."


def _mean_words(found: Workload) -> str:
    """Of the tick."""
    if found.averages:
        return f"черта — среднее {_of_months(found)}"
    return f"среднее — мало данных, {found.averaged}{formats.NBSP}мес."


def _track(mentor: Mentor, found: Workload, scale: float) -> _Track:
    kind = "load" if found.is_over else "load unfinished"
    if mentor.declared is None:
        return _Track(f"{kind} unknown", mentor.hours / scale, None if mentor.mean is None else mentor.mean / scale)
    track = max(mentor.declared, mentor.hours) or 1.0
    fill, length = mentor.hours / track, track / scale
    tick = None if mentor.mean is None else mentor.mean / track
    if not mentor.exceeds:
        return _Track(kind, fill, tick, length)
    return _Track(f"{kind} over" if mentor.is_over else kind, fill, tick, length, mentor.declared / track)


def _strip(mentor: Mentor, days: Sequence[str], scale: Scale) -> _Strip:
    """Weeks of one step share a path: an element a week would outweigh the rest of the page."""
    label = f"{mentor.name}: за год {_counted(sum(mentor.weeks), *formats.HOURS)}"
    hours = [f"{day}: {_number(some)}" for day, some in zip(days, mentor.weeks, strict=True) if some]
    steps: dict[int, list[str]] = {}
    for stroke, some in zip(_STROKES, mentor.weeks, strict=True):
        if some:
            steps.setdefault(scale.level(some), []).append(stroke)
    return _Strip(label, "; ".join(hours), [(step, "".join(strokes)) for step, strokes in sorted(steps.items())])


# --- organisations without a mentor -----------------------------------------------------------------------------------


def without_key(found: Sequence[CityWithout]) -> list[Markup]:
    """The words of the segments that are there."""
    people, others = sum(city.with_people for city in found), sum(city.without - city.with_people for city in found)
    key: tuple[tuple[int, parts.Status, str], ...] = (
        (people, "late", "есть участники, которые не выбыли"),
        (others, "gone", "таких участников нет"),
    )
    return [parts.swatch(status, words) for number, status, words in key if number]


def then_rows(known: Table) -> Markup:
    """By city, in numbers alone."""
    return draw("mentors.html", "then", known)


def without_rows(found: Sequence[CityWithout]) -> Markup:
    """Length: all organisations of the city; filled: without a mentor, in accent those with people who learn."""
    return draw("mentors.html", "without", found, max((city.organisations for city in found), default=0) or 1)


def organisations_list(found: Sequence[OrganisationWithoutMentor], programme: Programme, total: int) -> Markup:
    """Whom to give a mentor first; the rest behind a fold. `total`: how many there are."""

    def table(rows: Sequence[OrganisationWithoutMentor], head: bool) -> Markup:
        return draw("mentors.html", "needing", rows, programme, head)

    return parts.unfolding(found, FIRST, table, *formats.ORGANISATIONS, total=total)

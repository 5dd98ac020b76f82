"""Parts of the mentors page: one mentor is one line of reading; cities without a mentor; whom to give one first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup

from dashboard import formats
from dashboard.components import parts
from dashboard.components.markup import draw
from dashboard.indicators.mentors import WEEKS, CityWithout, Mentor, Workload, level
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
    goes over them, the tick (the mean of twelve months).
    """

    kind: str
    fill: float
    tick: float
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
    """One mentor as it is drawn: marks of open cases, hours of the month and what follows them, days without a contact."""

    mentor: Mentor
    marks: Markup
    hours: str
    words: str
    track: _Track
    silent_too_long: bool
    strip: _Strip


def workload_rows(found: Workload, programme: Programme) -> Markup:
    """The first mentors, and the rest behind a fold."""
    days, scale, term = [f"{monday:%d.%m}" for monday in found.weeks], found.scale, programme.attention.waiting_days

    def line(mentor: Mentor) -> _Line:
        silent = (mentor.silent_days or 0) > term and mentor.late > 0
        hours, words, track = _number(mentor.hours), _load_words(mentor, found), _track(mentor, scale)
        return _Line(mentor, _marks(mentor, found), hours, words, track, silent, _strip(mentor, days))

    def table(mentors: Sequence[Mentor], head: bool) -> Markup:
        return draw("mentors.html", "workload", list(map(line, mentors)), found, _months(found.weeks) if head else None)

    return parts.unfolding(found.mentors, MENTORS_AT_ONCE, table, *formats.MENTORS)


def _months(mondays: Sequence[date]) -> list[tuple[int, str]]:
    """Names of the months, and in which column the week stands in which each begins; the last columns have no room for a name."""
    ends = [monday + timedelta(days=6) for monday in mondays[:-2]]
    return [(column, formats.short_month(end)) for column, end in enumerate(ends, start=1) if end.day <= 7]


def _marks(mentor: Mentor, found: Workload) -> Markup:
    if not found.cases_known:
        return draw("mentors.html", "muted", "нет данных")
    if not mentor.cases:
        return draw("mentors.html", "muted", "нет дел" if found.here else "свободен")
    counts: dict[parts.Status, int] = {"late": mentor.late, "wait": mentor.waiting, "done": mentor.in_touch}
    return parts.stacked(counts, mentor.cases) if mentor.cases > MOST_SQUARES else parts.squares(counts)


def _load_words(mentor: Mentor, found: Workload) -> str:
    if mentor.declared is None:
        return f"{formats.NBSP}ч, заявлено: нет данных"
    declared = f"{_number(mentor.declared)}{formats.NBSP}ч"
    if found.here:
        return f"{formats.NBSP}ч, заявлено на{formats.NBSP}все города {declared}"
    return f" из{formats.NBSP}{declared}, в{formats.NBSP}среднем {_number(mentor.mean)}"


def _track(mentor: Mentor, scale: float) -> _Track:
    if mentor.declared is None:
        return _Track("load unknown", mentor.hours / scale, mentor.mean / scale)
    track = max(mentor.declared, mentor.hours) or 1.0
    fill, tick, length = mentor.hours / track, mentor.mean / track, track / scale
    if not mentor.is_over:
        return _Track("load", fill, tick, length)
    return _Track("load over", fill, tick, length, mentor.declared / track)


def _strip(mentor: Mentor, days: Sequence[str]) -> _Strip:
    """Weeks of one step share a path: an element a week would outweigh the rest of the page."""
    label = f"{mentor.name}: за год {_counted(sum(mentor.weeks), *formats.HOURS)}"
    hours = [f"{day}: {_number(some)}" for day, some in zip(days, mentor.weeks, strict=True) if some]
    steps: dict[int, list[str]] = {}
    for stroke, some in zip(_STROKES, mentor.weeks, strict=True):
        if some:
            steps.setdefault(level(some), []).append(stroke)
    return _Strip(label, "; ".join(hours), [(step, "".join(strokes)) for step, strokes in sorted(steps.items())])


# --- organisations without a mentor -----------------------------------------------------------------------------------


def without_rows(found: Sequence[CityWithout]) -> Markup:
    """Length: all organisations of the city; filled: without a mentor, in accent those with people who learn."""
    return draw("mentors.html", "without", found, max((city.organisations for city in found), default=0) or 1)


def organisations_list(found: Sequence[OrganisationWithoutMentor], programme: Programme, total: int) -> Markup:
    """Whom to give a mentor first; the rest behind a fold. `total`: how many there are."""

    def table(rows: Sequence[OrganisationWithoutMentor], head: bool) -> Markup:
        return draw("mentors.html", "needing", rows, programme, head)

    return parts.unfolding(found, FIRST, table, *formats.ORGANISATIONS, total=total)

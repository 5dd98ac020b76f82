"""What the rules look at, and what they give: facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.indicators.comparison import Comparison
from dashboard.indicators.goals import Pace
from dashboard.indicators.mentors import DeclaredMonth
from dashboard.indicators.overview import Number
from dashboard.indicators.waiting import Arrivals
from dashboard.rows import MentorCases
from data_loader.programme import Programme

Subject = Literal["funnel", "stages", "mentors", "beneficiaries", "methodology"]


@dataclass(frozen=True)
class Fact:
    """Something to act on, and the view that shows it: a page with some cities chosen, a unit, the place on the page."""

    key: str
    headline: str
    detail: str
    page: Subject
    cities: tuple[str, ...] = ()
    unit: str = ""
    month: date | None = None
    anchor: str = ""
    now: bool = False
    """Somebody must act now."""


@dataclass(frozen=True)
class Enrolment:
    """The enrolment of a city on its way to its goal; `recent`: how many of it in the last 30 days."""

    city: str
    pace: Pace
    recent: int


@dataclass(frozen=True)
class Filled:
    """A sheet: the day of its last fact, and of the last load that had rows of it."""

    last: date
    loaded: date | None = None


@dataclass(frozen=True)
class Situation:
    """What the rules look at. What describes today only is not known under an earlier `until`: None."""

    programme: Programme
    until: date
    cities: tuple[str, ...]
    """Cities shown."""
    numbers: tuple[Number, ...] = ()
    enrolment: tuple[Enrolment, ...] = ()
    """Cities that have a goal."""
    compared: Comparison | None = None
    waiting: Arrivals | None = None
    """All cities: people by city, step and day of arrival there."""
    organisations: Arrivals | None = None
    """All cities: organisations by city, item (track/step) and day of arrival there."""
    without_mentor: Mapping[str, int] | None = None
    """By city."""
    declared: DeclaredMonth | None = None
    """The last whole month of mentoring."""
    contact: MentorCases | None = None
    """All open cases together."""
    sheets: Mapping[str, Filled] | None = None
    """Sheets that have facts."""


Rule = Callable[[Situation], Fact | None]


def chosen(s: Situation) -> tuple[str, ...]:
    """The cities of the view, to be kept in a link; empty for all."""
    return () if len(s.cities) == len(s.programme.cities) else s.cities


def where_shown(s: Situation, cities: tuple[str, ...]) -> tuple[str, ...]:
    """One city where it is about one; else the cities of the view."""
    return cities if len(cities) == 1 else chosen(s)

"""What the rules look at, and what they give: facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard import formats
from dashboard.indicators.overview import Arrivals, Goal, MonthOfMentoring, Number
from data_loader.programme import Programme

Subject = Literal["funnel", "stages", "mentors", "beneficiaries", "methodology"]


@dataclass(frozen=True)
class Fact:
    """Something to act on, and the view that shows it: a page with some cities chosen and a unit."""

    key: str
    weight: float
    headline: str
    detail: str
    page: Subject
    cities: tuple[str, ...] = ()
    unit: str = ""
    month: date | None = None
    now: bool = False
    """Somebody must act now."""


@dataclass(frozen=True)
class Contact:
    """Open cases in which the mentor has to move, and those of them without a contact for longer than the waiting days."""

    cases: int
    silent: int


@dataclass(frozen=True)
class Enrolment:
    """People enrolled in a city against its goal; `recent` of them in the last 30 days."""

    city: str
    enrolled: int
    goal: Goal
    recent: int


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
    entered: Mapping[tuple[str, str], int] | None = None
    """All cities: people by city and step entered."""
    waiting: Arrivals | None = None
    """All cities: people by city, step and day of arrival there."""
    organisations: Arrivals | None = None
    """Cities shown: organisations by city, item (track/step) and day of arrival there."""
    without_mentor: Mapping[str, int] | None = None
    """By city."""
    mentoring: MonthOfMentoring | None = None
    contact: Contact | None = None
    last_days: Mapping[str, date | None] | None = None
    """Day of the last fact by sheet."""


Rule = Callable[[Situation], Fact | None]


def chosen(s: Situation) -> tuple[str, ...]:
    """The cities of the view, to be kept in a link; empty for all."""
    return () if len(s.cities) == len(s.programme.cities) else s.cities


def where_shown(s: Situation, cities: tuple[str, ...]) -> tuple[str, ...]:
    """One city where it is about one; else the cities of the view."""
    return cities if len(cities) == 1 else chosen(s)


def counted_days(n: int) -> str:
    return formats.counted(n, *formats.DAYS)

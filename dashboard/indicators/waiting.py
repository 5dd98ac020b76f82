"""The one rule for waiting: how long is too long at a step, of people and of organisations alike.

Who has been at a step for more days than its term stands there; who has been there for fewer is within the term, and nothing is
claimed of them. Nobody stands at the last step: it is the end of the way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from data_loader.measures import join_item
from data_loader.programme import Attention, Programme, Track, TrackStep

Arrivals = Mapping[tuple[str, str, date], int]
"""How many are at a step now, by city, item of the step and day of arrival there."""


@dataclass(frozen=True)
class Term:
    """How many days one may be at a step. `due` and `extension` are the legal clock, where the step has one."""

    days: int
    due: int | None = None
    extension: int = 0

    @property
    def is_legal(self) -> bool:
        return self.due is not None

    def is_over(self, days: int) -> bool:
        """Whether so many days at the step are too long: the last day of the term is still within it."""
        return days > self.days

    def first_day(self, today: date) -> date:
        """Who arrived before this day stands today; who arrived on it or later is within the term."""
        return today - timedelta(days=self.days)


Terms = Mapping[str, Term]
"""By the item of each step on which one can stand."""


def waiting_term(attention: Attention) -> Term:
    """Of everything that has no clock of its own: steps of the School, cases without a contact, sheets."""
    return Term(attention.waiting_days)


def track_term(step: TrackStep, attention: Attention) -> Term:
    """The legal clock of a step with its extension; without one the waiting days of the programme, and then nothing extends them."""
    if step.due_days is None:
        return waiting_term(attention)
    extension = step.extension_days or 0
    return Term(step.due_days + extension, step.due_days, extension)


def school_terms(programme: Programme) -> dict[str, Term]:
    """By step of the School but the last."""
    return {step.key: waiting_term(programme.attention) for step in programme.steps[:-1]}


def track_terms(track: Track, attention: Attention) -> dict[str, Term]:
    """By item of the track's steps but the last."""
    return {join_item(track.key, step.key): track_term(step, attention) for step in track.steps[:-1]}


class Wait(NamedTuple):
    """So many who have been at a step of a city for so many days."""

    city: str
    item: str
    days: int
    people: int
    """Or organisations."""


def arrivals(waiting: pd.DataFrame) -> dict[tuple[str, str, date], int]:
    """From a frame of the measure: one row per city, item and day; other columns are summed up."""
    found: dict[tuple[str, str, date], int] = {}
    for city, item, day, count in _rows(waiting, "city", "item", "day", "count"):
        key = (city, item, day.date())
        found[key] = found.get(key, 0) + count
    return found


def _rows(frame: pd.DataFrame, *names: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(frame[name].tolist() for name in names), strict=True)


def standing(found: Arrivals, terms: Terms, today: date, cities: Collection[str] | None = None) -> list[Wait]:
    """Who stands: beyond the term of a step on which one can stand, the longest first; without `cities` everywhere."""
    return [wait for wait in _waits(found, terms, today, cities) if terms[wait.item].is_over(wait.days)]


def within_term(found: Arrivals, terms: Terms, today: date, cities: Collection[str] | None = None) -> list[Wait]:
    """Who is at such a step and within its term."""
    return [wait for wait in _waits(found, terms, today, cities) if not terms[wait.item].is_over(wait.days)]


def _waits(found: Arrivals, terms: Terms, today: date, cities: Collection[str] | None) -> list[Wait]:
    waits = [
        Wait(city, item, (today - day).days, count)
        for (city, item, day), count in found.items()
        if item in terms and (cities is None or city in cities)
    ]
    return sorted(waits, key=lambda wait: -wait.days)


def standing_anchor(city: str, step: str) -> str:
    """Where the stages page shows who stands at a step of a city."""
    return f"standing-{city}-{step}"

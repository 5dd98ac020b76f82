"""Hours of one month against the declared ones: only of mentors who declared some and have a case to spend them on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Apart:
    """Mentors who are left out of a comparison, and the hours that are left out with them."""

    mentors: int = 0
    hours: float = 0.0


@dataclass(frozen=True)
class DeclaredMonth:
    """Hours of a month and hours declared for it. All hours of the month are `hours`, `undeclared.hours` and `idle.hours`."""

    month: date
    hours: float
    declared: float
    mentors: int
    """Who declared hours and have an open case at the end of the month that is not new."""
    undeclared: Apart
    """Who declared none."""
    idle: Apart
    """Who declared hours and have no open case at the end of the month, or only new ones: they are not behind anything."""


def declared_month(
    month: date, minutes: Mapping[str, int], declared: Mapping[str, float | None], cases: Mapping[str, int]
) -> DeclaredMonth | None:
    """By mentor: `minutes` of the month, `declared` hours a month, open `cases` at its end that are not new. None where no hours are declared for a
    case.
    """
    stated = [mentor for mentor, hours in declared.items() if hours is not None]
    busy = [mentor for mentor in stated if cases.get(mentor)]
    expected = sum(declared[mentor] or 0.0 for mentor in busy)
    if not expected:
        return None
    spent = _apart(busy, minutes)
    return DeclaredMonth(
        month,
        spent.hours,
        expected,
        spent.mentors,
        undeclared=_apart([mentor for mentor, hours in declared.items() if hours is None], minutes),
        idle=_apart([mentor for mentor in stated if not cases.get(mentor)], minutes),
    )


def _apart(mentors: Iterable[str], minutes: Mapping[str, int]) -> Apart:
    spent = [minutes.get(mentor, 0) for mentor in mentors]
    return Apart(len(spent), sum(spent) / 60)

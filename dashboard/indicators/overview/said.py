"""What a number says about itself: its goal and pace, the split by register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.indicators.goals import Pace, met_said, pace_said, shares_said, sum_said, time_left
from dashboard.indicators.overview.numbers import Number
from data_loader.programme import Track


@dataclass(frozen=True)
class Said:
    """One sentence of fact: the strong words first. `act`: somebody must act here."""

    strong: str
    rest: str = ""
    act: bool = False
    apart: bool = False
    """Begins on a line of its own."""


@dataclass(frozen=True)
class Kpi:
    """A number as it stands on the screen."""

    title: str
    number: Number
    said: tuple[Said, ...]
    unit_after_goal: str = ""
    all_cohorts: bool = False
    """The view asks for some cohorts, and this number knows none."""


def goal_said(number: Number) -> tuple[Said, ...]:
    """«Не хватает 29. До 31 декабря остался 61 день», then the pace; «Цель достигнута досрочно, в июле 2026 г.», «Цель не задана»."""
    found = number.pace
    if found is None:
        return (Said("", number.no_goal),)
    of_sum = sum_said(found.goal)
    return (*_said(found), *((Said("", of_sum, apart=True),) if of_sum else ()))


def _said(found: Pace) -> tuple[Said, ...]:
    if found.is_met:
        return (Said("Цель достигнута", met_said(found)),)
    lacking = f"Не хватает {formats.number(found.missing)}."
    if found.is_missed:
        return (Said(lacking, time_left(found)),)
    words = formats.capital(f"{pace_said(found)}; {shares_said(found)}")
    return (Said(lacking, time_left(found), act=found.is_behind), Said("", words, apart=True))


def registered_said(number: Number, tracks: Sequence[tuple[str, int]], both: int) -> tuple[Said, ...]:
    """The goal, then the split by register: `tracks` are short names with their counts; `both`: organisations in several of them."""
    split = ", ".join(f"{name}{formats.NBSP}— {formats.number(count)}" for name, count in tracks)
    if not split:
        return goal_said(number)
    if both:
        split += f"; из них в{formats.NBSP}{'обоих' if len(tracks) == 2 else 'нескольких'}{formats.NBSP}— {formats.number(both)}"
    return (*goal_said(number), Said("", formats.capital(split), apart=True))


def short_names(tracks: Sequence[Track]) -> list[str]:
    """Names without a first word that all of them share: «Реестр ИОПУ», «Реестр поставщиков» -> «ИОПУ», «поставщиков»."""
    first = {track.name.split()[0] for track in tracks}
    shared = len(tracks) > 1 and len(first) == 1 and all(len(track.name.split()) > 1 for track in tracks)
    return [track.name.split(maxsplit=1)[1] if shared else track.name for track in tracks]

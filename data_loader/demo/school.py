"""Participants and their way through the School: most move on, some wait, leave, come back or skip a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from data_loader.demo.frame import Frame, Row
from data_loader.months import months_back

PARTICIPANTS, LEAST_PARTICIPANTS = 150, 25
COHORTS = 4
YOUNGEST_DAYS = 75
LONG_AGO = 300
"""Days since applying after which hardly anybody still stands: they have gone on or been written off."""
_STANDS_LONG, _STANDS = 0.82, 0.72
"""Luck beyond which a person stands still: fewer of those who applied long ago."""
CAST = 8
"""The first people play a part each; they belong to the older cohorts, where it shows."""


@dataclass(frozen=True)
class _Fate:
    """Where one person's way ends or bends, by the number of the step."""

    stops: int | None = None
    leaves: str | None = None
    """The exit taken there; without one the person stands still."""
    returns: bool = False
    skips: int | None = None
    turned: bool = False
    """Two neighbouring parts in the opposite order."""


def cohorts(frame: Frame) -> list[tuple[str, date]]:
    """Names and first days, half a year apart; the last began so lately that it is young by the programme's own measure."""
    maturity = frame.programme.attention.maturity_days
    day = frame.ago(min(YOUNGEST_DAYS, max(10, maturity // 2)))
    day = day.replace(day=min(day.day, 28))  # a day that every month has
    found = []
    for _ in range(COHORTS):
        found.append((f"{day.year}-{1 if day.month <= 6 else 2}", day))
        day = months_back(day, 6).replace(day=day.day)
    return found[::-1]


def participants(frame: Frame, homes: Sequence[Row]) -> list[Row]:
    chance = frame.chance("participants")
    names = [name for name, _ in cohorts(frame)]
    rows: list[Row] = []
    for n, city in enumerate(frame.cities(frame.many(PARTICIPANTS, LEAST_PARTICIPANTS), chance)):
        near = [home for home in homes if home["city"] == city.name] or homes
        alone = n % 20 == 19
        cohort = names[n % (COHORTS - 1)] if n < CAST else chance.choices(names, (3, 3, 3, 2))[0]
        rows.append(
            {"participant": f"У-{n + 1:04d}", "full_name": f"Участник {n + 1:03d}",
             "organisation": "" if alone else chance.choice(near)["organisation"], "city": city.name, "cohort": cohort,
             "role": chance.choice(("лидер", "активист"))}
        )  # fmt: skip
    return rows


def steps(frame: Frame, people: Sequence[Row]) -> list[Row]:
    chance = frame.chance("steps")
    begins = dict(cohorts(frame))
    cast = _cast(frame)
    careless = frame.programme.cities[-1].name if len(frame.programme.cities) > 1 else None
    rows: list[Row] = []
    for n, person in enumerate(people):
        applied = min(begins[person["cohort"]] + timedelta(days=chance.randint(0, 25)), frame.today)
        old = (frame.today - applied).days > LONG_AGO
        fate = cast[n] if n < CAST else _fate(frame, chance, careless=person["city"] == careless, old=old)
        if n >= CAST and old and chance.random() < 0.75:
            fate = _written_off(frame, fate)
        rows += _way(frame, chance, person["participant"], applied, fate)
    return rows


def _cast(frame: Frame) -> list[_Fate]:
    """One person for every state that pages have to show, whatever chance does afterwards."""
    all_steps, exits = frame.programme.steps, frame.programme.school.exits
    parts = [number for number, step in enumerate(all_steps) if step.part] or list(range(len(all_steps)))
    first, middle = parts[0], parts[len(parts) // 2]
    turned_away, gone = (exits[0].key, exits[-1].key) if exits else (None, None)
    return [
        _Fate(),
        _Fate(stops=0, leaves=turned_away),
        _Fate(stops=first, leaves=gone),
        _Fate(stops=min(middle, len(all_steps) - 2)) if len(all_steps) > 1 else _Fate(),
        _Fate(skips=middle),
        _Fate(stops=first, leaves=gone, returns=True),
        _Fate(turned=True),
        _Fate(stops=0),
    ]


def _fate(frame: Frame, chance: Random, *, careless: bool, old: bool) -> _Fate:
    """What becomes of a person; a careless city loses people between enrolment and the second part."""
    programme = frame.programme
    last = len(programme.steps) - 1
    exits: list[str | None] = [*(exit_.key for exit_ in programme.school.exits)] or [None]
    enrolled = programme.steps.index(programme.enrolment)
    luck = chance.random()
    if careless and luck < 0.5:
        return _Fate(min(enrolled + chance.randint(0, 1), max(last - 1, 0)), exits[-1] if luck < 0.3 else None)
    if luck > 0.94:
        return _Fate(0, exits[0])
    if luck > 0.87:
        return _Fate(chance.randint(min(enrolled, last), max(last - 1, enrolled)), exits[-1])
    return _staying_fate(frame, chance, luck, stands=_STANDS_LONG if old else _STANDS)


def _staying_fate(frame: Frame, chance: Random, luck: float, *, stands: float) -> _Fate:
    last = len(frame.programme.steps) - 1
    if luck > stands:
        return _Fate(chance.randint(0, max(last - 1, 0)))
    parts = [number for number, step in enumerate(frame.programme.steps) if step.part and 0 < number < last]
    return _Fate(skips=chance.choice(parts)) if parts and luck > stands - 0.1 else _Fate()


def _written_off(frame: Frame, fate: _Fate) -> _Fate:
    """Who has stood still for very long is mostly recorded as gone."""
    exits = frame.programme.school.exits
    return replace(fate, leaves=exits[-1].key) if exits and fate.stops is not None and fate.leaves is None else fate


def _way(frame: Frame, chance: Random, person: str, applied: date, fate: _Fate) -> list[Row]:
    names = {named.key: named.name for named in (*frame.programme.steps, *frame.programme.school.exits)}
    return [
        {"participant": person, "step": names[key], "date": when, "comment": comment}
        for key, when, comment in _turned(fate, _walked(frame, chance, applied, fate))
        if when <= frame.today
    ]


_Walked = list[tuple[str, date, str]]
"""Steps and exits with their days and comments."""


def _walked(frame: Frame, chance: Random, applied: date, fate: _Fate) -> _Walked:
    found: _Walked = []
    day = applied
    for number, step in enumerate(frame.programme.steps):
        if number != fate.skips:
            found.append((step.key, day, ""))
        if number == fate.stops:
            if fate.leaves is not None:
                left = day + timedelta(days=chance.randint(1, 12))
                found.append((fate.leaves, left, "по семейным обстоятельствам" if number else ""))
            if not fate.returns:
                break
        # who returns does so after the exit, which lies up to 12 days ahead
        day += timedelta(days=chance.randint(13, 24) if fate.returns else chance.randint(8, 24))
    return found


def _turned(fate: _Fate, found: _Walked) -> _Walked:
    if not fate.turned or len(found) <= 2:
        return found
    (one, early, _), (two, late, _) = found[-3:-1]
    return [*found[:-3], (one, late, "сначала следующая часть"), (two, early, ""), found[-1]]

"""Reference data of a view: settlements, targets, cohorts on record, the log of loads, how fresh each source is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd
from sqlalchemy import select

from dashboard.filters import Filters
from dashboard.queries.cache import remembered
from dashboard.queries.counts import counts, latest_days, running
from dashboard.queries.database import Snapshot, in_force
from dashboard.viewer import Viewer
from data_loader.names import match_key
from data_loader.schema import load, place, target


def places(snapshot: Snapshot) -> pd.DataFrame:
    """One row per settlement: place, name, city, lat, lon, oktmo, population."""
    columns = ["place", "name", "city", "lat", "lon", "oktmo", "population"]
    rows = snapshot.connection.execute(select(*(place.c[name] for name in columns)).order_by(place.c.place)).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=columns)


# --- targets ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Target:
    value: float
    due_on: date


@dataclass(frozen=True)
class Targets:
    """All targets on record, by indicator as spreadsheets may call it (`match_key`) and city ("": the whole programme)."""

    found: Mapping[tuple[str, str], tuple[Target, ...]]
    cities: tuple[str, ...]
    """Of the programme."""
    today: date

    def of(self, cities: Sequence[str], *names: str) -> Target | None:
        """The programme's, or the sum of the chosen cities' where all of them have one.

        `names` are the key and the title of the indicator. Without a target of the programme, the sum of all cities' stands in
        for it.
        """
        if not cities and (whole := self._nearest("", names)) is not None:
            return whole
        keys = cities or self.cities
        goals = [goal for city in keys if (goal := self._nearest(city, names)) is not None]
        if not goals or len(goals) < len(keys):
            return None
        return Target(sum(goal.value for goal in goals), max(goal.due_on for goal in goals))

    def by_city(self, *names: str) -> dict[str, Target]:
        """The target of each city that has one."""
        return {city: goal for city in self.cities if (goal := self._nearest(city, names)) is not None}

    def _nearest(self, city: str, names: Sequence[str]) -> Target | None:
        """The nearest due date that is not past, else the last."""
        goals = [goal for name in names for goal in self.found.get((match_key(name), city), ())]
        if ahead := [goal for goal in goals if goal.due_on >= self.today]:
            return min(ahead, key=lambda goal: goal.due_on)
        return max(goals, key=lambda goal: goal.due_on, default=None)


def targets(snapshot: Snapshot) -> Targets:
    query = select(target.c.indicator, target.c.city, target.c.due_on, target.c.value)
    found: dict[tuple[str, str], tuple[Target, ...]] = {}
    for indicator, city, due_on, value in snapshot.connection.execute(query):
        key = (match_key(indicator), city)
        found[key] = (*found.get(key, ()), Target(value, due_on))
    return Targets(found, tuple(city.key for city in snapshot.programme.cities), snapshot.today)


# --- what can be chosen -------------------------------------------------------------------------------------


def cohorts_on_record(snapshot: Snapshot, viewer: Viewer) -> tuple[str, ...]:
    """Cohorts that have participants with a step, in order of their names."""
    frame = counts(snapshot, viewer, "participants_entered", ["cohort"], items=[snapshot.programme.steps[0].key])
    return tuple(sorted(frame["cohort"]))


def enrolled_by_city(snapshot: Snapshot, viewer: Viewer, filters: Filters) -> dict[str, int]:
    """Participants at the enrolment step per city, whatever cities are chosen: shown beside the cities in the menu."""
    items = [snapshot.programme.enrolment.key]
    found = running(snapshot, viewer, "participants_entered", items=items, cohorts=filters.cohorts)
    return {city.key: found.count([city.key], filters.until or date.max) for city in snapshot.programme.cities}


# --- freshness ----------------------------------------------------------------------------------------------

SOURCES = (
    ("Услуги", "services_given_city"),
    ("Этапы", "participants_reached"),
    ("Статус", "organisations_reached"),
    ("Встречи", "mentor_meetings"),
    ("Закрепления", "open_cases"),
)
"""Sheets whose rows are dated facts, and the measure whose days tell how fresh each is."""


def last_days(snapshot: Snapshot, viewer: Viewer) -> dict[str, date | None]:
    """The day of the last fact on record per sheet, newest first; None where there is none."""
    found = latest_days(snapshot, viewer, [measure for _, measure in SOURCES])
    days = {sheet: found.get(measure) for sheet, measure in SOURCES}
    return dict(sorted(days.items(), key=lambda entry: entry[1] or date.min, reverse=True))


# --- loads --------------------------------------------------------------------------------------------------


class Rows(NamedTuple):
    """Rows of spreadsheets, per sheet, in the loads that are in force."""

    taken: dict[str, int]
    refused: dict[str, int]

    @property
    def all_taken(self) -> int:
        return sum(self.taken.values())

    @property
    def all_refused(self) -> int:
        return sum(self.refused.values())


def rows_loaded(snapshot: Snapshot, viewer: Viewer) -> Rows:
    """What the loads in force at this snapshot took and refused."""
    return remembered(snapshot, viewer, "rows loaded", lambda: _rows_loaded(snapshot))


def _rows_loaded(snapshot: Snapshot) -> Rows:
    found = Rows({}, {})
    for row in snapshot.connection.execute(select(load.c.taken, load.c.refused).where(in_force(snapshot.load))):
        for sums, loaded in zip(found, row, strict=True):
            for sheet, number in (loaded or {}).items():
                sums[sheet] = sums.get(sheet, 0) + int(number)
    return found

"""Reference data of a view: settlements, targets, cohorts on record, the log of loads, how fresh each source
is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import select

from dashboard.filters import Filters
from dashboard.queries.counts import by_key, counts
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


def target_for(snapshot: Snapshot, filters: Filters, *names: str) -> Target | None:
    """The target of what is shown: the programme's, or the sum of the chosen cities' where all of them have
    one.

    `names` are the key and the title of the indicator, as a spreadsheet may call it. Without a programme
    target, the sum of all cities' targets stands in for it.
    """
    return _target_of(_targets(snapshot, names), snapshot, filters.cities)


def city_targets(snapshot: Snapshot, *names: str) -> dict[str, Target]:
    """The target of each city that has one, by city key."""
    found = _targets(snapshot, names)
    nearest = {city.key: _nearest(found.get(city.key, []), snapshot.today) for city in snapshot.programme.cities}
    return {city: goal for city, goal in nearest.items() if goal is not None}


def _targets(snapshot: Snapshot, names: Sequence[str]) -> dict[str, list[Target]]:
    wanted = {match_key(name) for name in names}
    rows = snapshot.connection.execute(select(target.c.indicator, target.c.city, target.c.due_on, target.c.value)).all()
    found: dict[str, list[Target]] = {}
    for row in rows:
        if match_key(row.indicator) in wanted:
            found.setdefault(row.city, []).append(Target(row.value, row.due_on))
    return found


def _target_of(found: dict[str, list[Target]], snapshot: Snapshot, cities: tuple[str, ...]) -> Target | None:
    if not cities and (whole := _nearest(found.get("", []), snapshot.today)) is not None:
        return whole
    keys = cities or tuple(city.key for city in snapshot.programme.cities)
    parts = [goal for key in keys if (goal := _nearest(found.get(key, []), snapshot.today)) is not None]
    if not parts or len(parts) < len(keys):
        return None
    return Target(sum(goal.value for goal in parts), max(goal.due_on for goal in parts))


def _nearest(goals: Sequence[Target], today: date) -> Target | None:
    """The nearest due date that is not past, else the last."""
    ahead = [goal for goal in goals if goal.due_on >= today]
    if ahead:
        return min(ahead, key=lambda goal: goal.due_on)
    return max(goals, key=lambda goal: goal.due_on, default=None)


# --- what can be chosen -------------------------------------------------------------------------------------


def cohorts_on_record(snapshot: Snapshot, viewer: Viewer) -> tuple[str, ...]:
    """Cohorts that have participants with a step, in order of their names."""
    frame = counts(snapshot, viewer, "participants_entered", ["cohort"], items=[snapshot.programme.steps[0].key])
    return tuple(sorted(frame["cohort"]))


def enrolled_by_city(snapshot: Snapshot, viewer: Viewer, filters: Filters) -> dict[str, int]:
    """Participants at the enrolment step per city, whatever cities are chosen: shown beside the cities in the menu."""
    step = snapshot.programme.enrolment.key
    frame = counts(
        snapshot,
        viewer,
        "participants_entered",
        ["city"],
        items=[step],
        cohorts=filters.cohorts,
        until=filters.until,
    )
    found = by_key(frame, "city")
    return {city.key: found.get(city.key, 0) for city in snapshot.programme.cities}


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
    found = {sheet: _last_day(snapshot, viewer, measure) for sheet, measure in SOURCES}
    return dict(sorted(found.items(), key=lambda entry: entry[1] or date.min, reverse=True))


def _last_day(snapshot: Snapshot, viewer: Viewer, measure: str) -> date | None:
    """Of a level, the last day on which something began."""
    frame = counts(snapshot, viewer, measure, ["item", "day"], until=snapshot.today)
    days = frame.loc[frame["count"] > 0, "day"]
    return None if days.empty else days.max().date()


# --- loads --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rows:
    """Rows of spreadsheets, per sheet, in the loads that are in force."""

    taken: dict[str, int]
    refused: dict[str, int]

    @property
    def all_taken(self) -> int:
        return sum(self.taken.values())

    @property
    def all_refused(self) -> int:
        return sum(self.refused.values())


def rows_loaded(snapshot: Snapshot) -> Rows:
    """What the loads in force at this snapshot took and refused."""
    taken: dict[str, int] = {}
    refused: dict[str, int] = {}
    for row in snapshot.connection.execute(select(load.c.taken, load.c.refused).where(in_force(snapshot.load))):
        for sums, found in ((taken, row.taken), (refused, row.refused)):
            for sheet, number in (found or {}).items():
                sums[sheet] = sums.get(sheet, 0) + int(number)
    return Rows(taken, refused)


def _sum(per_sheet: Any) -> int:
    return sum(int(number) for number in (per_sheet or {}).values())

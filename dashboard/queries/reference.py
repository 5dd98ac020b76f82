"""Reference data of a view: settlements, targets, cohorts on record, the log of loads, how fresh each source is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import FromClause, Table, and_, select

from dashboard.filters import Filters
from dashboard.queries.cache import remembered
from dashboard.queries.counts import counts, first_days, latest_days, running
from dashboard.queries.database import Snapshot, in_force
from dashboard.viewer import Viewer
from data_loader.history import as_of
from data_loader.names import match_key
from data_loader.schema import load, load_problem, place, target


def places(snapshot: Snapshot) -> pd.DataFrame:
    """One row per settlement as it was then: place, name, city, lat, lon, oktmo, population."""
    known = _known(snapshot, place)
    columns = ["place", "name", "city", "lat", "lon", "oktmo", "population"]
    rows = snapshot.connection.execute(select(*(known.c[name] for name in columns)).order_by(known.c.place)).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=columns)


def _known(snapshot: Snapshot, table: Table) -> FromClause:
    """A reference table as it was after the load of a snapshot."""
    return as_of(table, snapshot.load) if snapshot.historic else table


# --- targets ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Target:
    value: float
    due_on: date
    start_on: date | None = None
    """From when it counts; None: from the first record of the indicator. Of a sum the earliest, when all have one."""
    cities: int = 0
    """How many cities' goals were summed; 0: the programme's own."""
    overdue: float = 0
    """The part of the value whose day is past on the day asked."""


@dataclass(frozen=True)
class FallenDue:
    """A goal whose day is past: the programme's own (no `cities`), or the sum of what these cities had for that day."""

    value: float
    due_on: date
    start_on: date | None
    cities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Targets:
    """All targets on record, by indicator as spreadsheets may call it (`match_key`) and city ("": the whole programme).

    `names` are the key and the title of an indicator, `on` is the day asked.
    """

    found: Mapping[tuple[str, str], tuple[Target, ...]]
    cities: tuple[str, ...]
    """Of the programme."""

    def of(self, cities: Sequence[str], *names: str, on: date) -> Target | None:
        """The programme's, or the sum of the chosen cities' where all of them have one.

        Without a target of the programme, the sum of all cities' stands in for it.
        """
        if not cities and (whole := self._in_force("", names, on)) is not None:
            return replace(whole, overdue=_overdue(whole, on))
        keys = cities or self.cities
        goals = [goal for city in keys if (goal := self._in_force(city, names, on)) is not None]
        return _sum(goals, on) if goals and len(goals) == len(keys) else None

    def by_city(self, *names: str, on: date) -> dict[str, Target]:
        """The target of each city that has one."""
        return {city: goal for city in self.cities if (goal := self.of((city,), *names, on=on)) is not None}

    def fallen_due(self, cities: Sequence[str], *names: str, on: date) -> tuple[FallenDue, ...]:
        """The goals whose day was past, in the order of their days: the programme's, or of the chosen cities those of one day
        together. Where the programme never had one of its own, all its cities' stand in for them.
        """
        if not cities and (whole := self._all("", names)):
            return tuple(FallenDue(goal.value, goal.due_on, goal.start_on) for goal in _past(whole, on))
        of_day: dict[date, dict[str, Target]] = {}
        for city in cities or self.cities:
            for goal in _past(self._all(city, names), on):
                of_day.setdefault(goal.due_on, {})[city] = goal
        return tuple(_fallen(day, of_day[day]) for day in sorted(of_day))

    def _in_force(self, city: str, names: Sequence[str], on: date) -> Target | None:
        """The nearest that has begun and is not past, else the last that fell due."""
        goals = self._all(city, names)
        if current := [goal for goal in goals if goal.due_on >= on and (goal.start_on is None or goal.start_on <= on)]:
            return min(current, key=lambda goal: goal.due_on)
        return max(_past(goals, on), key=lambda goal: goal.due_on, default=None)

    def _all(self, city: str, names: Sequence[str]) -> list[Target]:
        return [goal for name in names for goal in self.found.get((match_key(name), city), ())]


def _past(goals: Sequence[Target], on: date) -> list[Target]:
    return sorted((goal for goal in goals if goal.due_on < on), key=lambda goal: goal.due_on)


def _overdue(goal: Target, on: date) -> float:
    return goal.value if goal.due_on < on else 0


def _sum(goals: Sequence[Target], on: date) -> Target:
    """Of cities' goals, due when the last of them is."""
    value, overdue = sum(goal.value for goal in goals), sum(_overdue(goal, on) for goal in goals)
    return Target(value, max(goal.due_on for goal in goals), _first_start(goals), len(goals), overdue)


def _fallen(day: date, goals: Mapping[str, Target]) -> FallenDue:
    return FallenDue(sum(goal.value for goal in goals.values()), day, _first_start(tuple(goals.values())), tuple(goals))


def _first_start(goals: Sequence[Target]) -> date | None:
    starts = [goal.start_on for goal in goals if goal.start_on is not None]
    return min(starts) if len(starts) == len(goals) else None


def targets(snapshot: Snapshot) -> Targets:
    """Goals of nothing are left out: sheets cannot set them, databases of before may hold some."""
    known = _known(snapshot, target).c
    query = select(known.indicator, known.city, known.due_on, known.value, known.start_on).where(known.value > 0)
    found: dict[tuple[str, str], tuple[Target, ...]] = {}
    for indicator, city, due_on, value, start_on in snapshot.connection.execute(query):
        key = (match_key(indicator), city)
        found[key] = (*found.get(key, ()), Target(value, due_on, start_on))
    return Targets(found, tuple(city.key for city in snapshot.programme.cities))


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
    ("Услуги", "services", "services_given_city"),
    ("Этапы", "steps", "participants_reached"),
    ("Статус", "status", "organisations_reached"),
    ("Встречи", "sessions", "mentor_meetings"),
    ("Закрепления", "assignments", "open_cases"),
)
"""Sheets whose rows are dated facts, their keys, and the measure whose days tell how fresh each is."""
_MEASURES = tuple(measure for _, _, measure in SOURCES)


def last_days(snapshot: Snapshot, viewer: Viewer) -> dict[str, date | None]:
    """The day of the last fact on record per sheet, newest first; None where there is none."""
    found = latest_days(snapshot, viewer, _MEASURES)
    days = {sheet: found.get(measure) for sheet, _, measure in SOURCES}
    return dict(sorted(days.items(), key=lambda entry: entry[1] or date.min, reverse=True))


def first_day(snapshot: Snapshot, viewer: Viewer) -> date | None:
    """The day of the first fact on record in any sheet: when the programme began."""
    return min(first_days(snapshot, viewer, _MEASURES).values(), default=None)


# --- loads --------------------------------------------------------------------------------------------------


class OnRecord(NamedTuple):
    rows: dict[str, int] | None
    """Per sheet, by its English key, after the load of the snapshot; None: not known of loads before they noted it."""
    refused: int
    """Rows that loads in force refused and that no later load of the same file and sheet brought again."""


def rows_on_record(snapshot: Snapshot, viewer: Viewer) -> OnRecord:
    """How many rows there are, however often they were loaded, and how many refusals are still open."""
    return remembered(snapshot, viewer, "rows on record", lambda: _rows_on_record(snapshot))


def last_uploads(snapshot: Snapshot, viewer: Viewer) -> dict[str, date]:
    """The day of the last load in force that had rows of a sheet, per sheet of `SOURCES`, by its Russian name; without one, none."""
    return remembered(snapshot, viewer, "last uploads", lambda: _last_uploads(snapshot))


def _rows_on_record(snapshot: Snapshot) -> OnRecord:
    if not snapshot.load:
        return OnRecord({}, 0)
    rows = snapshot.connection.execute(select(load.c.on_record).where(load.c.load_id == snapshot.load)).scalar()
    return OnRecord(rows, len(_open_refusals(snapshot)))


def _open_refusals(snapshot: Snapshot) -> set[tuple[Any, ...]]:
    """Each once: a copy of a file is refused alike under any name, so rows are told apart by their sheet, not by their file."""
    names = ("load_id", "file", "sheet", "row", "column", "value", "rule")
    query = select(*(load_problem.c[name] for name in names)).join(load, load.c.load_id == load_problem.c.load_id)
    of_rows = and_(load_problem.c.level == "error", load_problem.c.row.is_not(None), load_problem.c.column != "")
    newest = _newest_loads(snapshot)
    found = set()
    for load_id, file, sheet, *what in snapshot.connection.execute(query.where(in_force(snapshot.load), of_rows)):
        by_name, by_file = newest.get((file, sheet), _Newest(0)), newest.get((file, None), _Newest(0))
        if load_id >= max(by_name.load, by_file.load):
            found.add((by_name.key or sheet or file, *what))
    return found


class _Newest(NamedTuple):
    load: int
    key: str = ""
    """What kind of sheet it was there."""


def _newest_loads(snapshot: Snapshot) -> dict[tuple[str, str | None], _Newest]:
    """The last load in force of every file and sheet in it; of a load that did not note its sheets, of the file (no sheet)."""
    found: dict[tuple[str, str | None], _Newest] = {}
    query = select(load.c.load_id, load.c.files).where(in_force(snapshot.load)).order_by(load.c.load_id)
    for load_id, files in snapshot.connection.execute(query):
        found |= {
            (file["file"], name): _Newest(load_id, key) for file in files for name, key in file.get("sheets", {None: ""}).items()
        }
    return found


def _last_uploads(snapshot: Snapshot) -> dict[str, date]:
    query = select(load.c.day, load.c.taken).where(in_force(snapshot.load)).order_by(load.c.load_id)
    taken = [(day, rows or {}) for day, rows in snapshot.connection.execute(query)]
    return {sheet: day for sheet, key, _ in SOURCES for day, rows in taken if rows.get(key)}

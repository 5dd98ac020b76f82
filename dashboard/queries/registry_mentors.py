"""Mentors and the organisations without one, by name: for staff. Cases one by one are in `registry_overview.open_cases`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select

from dashboard.queries.cache import remembered
from dashboard.queries.database import Snapshot
from dashboard.viewer import Viewer, check_can_see_names
from data_loader.measures import participants_staying
from data_loader.programme import Programme
from data_loader.schema import assignment, mentor, organisation, organisation_step, participant


def mentors(snapshot: Snapshot, viewer: Viewer) -> pd.DataFrame:
    """One row per mentor: mentor, name, declared (hours a month, NaN where not declared)."""
    check_can_see_names(viewer)
    query = select(mentor.c.mentor, mentor.c.full_name, mentor.c.hours_per_month).order_by(mentor.c.mentor)
    rows = [(row.mentor, row.full_name or row.mentor, row.hours_per_month) for row in snapshot.connection.execute(query)]
    return pd.DataFrame(rows, columns=["mentor", "name", "declared"]).astype({"declared": "float64"})


def organisations_by_city(snapshot: Snapshot, viewer: Viewer) -> dict[str, int]:
    """Organisations on record per city."""
    check_can_see_names(viewer)
    query = select(organisation.c.city, func.count()).group_by(organisation.c.city)
    return {row.city: int(row[1]) for row in snapshot.connection.execute(query)}


def organisations_without_mentor(snapshot: Snapshot, viewer: Viewer, until: date, cities: Iterable[str] = ()) -> pd.DataFrame:
    """One row per organisation on record outside anyone's care and not in a register on a day; who most need a mentor first.

    Columns: organisation, name, city, field, learning (participants enrolled who have not left), finishing (of these, at the
    last step).
    """
    check_can_see_names(viewer)
    asked = (until, tuple(cities))
    return remembered((snapshot.version, viewer.role, "without mentor", asked), lambda: _without_mentor(snapshot, *asked))


def _without_mentor(snapshot: Snapshot, until: date, cities: tuple[str, ...]) -> pd.DataFrame:
    in_care = exists().where(
        assignment.c.organisation == organisation.c.organisation,
        assignment.c.from_day <= until,
        or_(assignment.c.to_day.is_(None), assignment.c.to_day >= until),
    )
    query = select(organisation.c.organisation, organisation.c.name, organisation.c.city, organisation.c.field)
    query = query.where(~in_care, ~_registered(snapshot.programme, until))
    if cities:
        query = query.where(organisation.c.city.in_(cities))
    learning = _learning(snapshot, until)
    rows = [
        (row.organisation, row.name or row.organisation, row.city, row.field, *learning.get(row.organisation, (0, 0)))
        for row in snapshot.connection.execute(query)
    ]
    rows.sort(key=lambda row: (-row[4], -row[5], row[1]))
    return pd.DataFrame(rows, columns=["organisation", "name", "city", "field", "learning", "finishing"])


def _registered(programme: Programme, until: date) -> ColumnElement[bool]:
    steps = organisation_step.c
    last = [and_(steps.track == track.key, steps.step == track.last_step.key) for track in programme.tracks]
    return exists().where(steps.organisation == organisation.c.organisation, steps.day <= until, or_(false(), *last))


def _learning(snapshot: Snapshot, until: date) -> dict[str, tuple[int, int]]:
    """Per organisation: participants past enrolment who have not left, and how many of them stand at the last step."""
    programme = snapshot.programme
    there = participants_staying(programme, until)
    at_the_end = case((there.c.position == len(programme.steps) - 1, 1), else_=0)
    query = (
        select(participant.c.organisation, func.count(), func.sum(at_the_end))
        .join(there, there.c.owner == participant.c.participant)
        .where(participant.c.organisation.is_not(None), there.c.position >= programme.steps.index(programme.enrolment))
        .group_by(participant.c.organisation)
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in snapshot.connection.execute(query)}

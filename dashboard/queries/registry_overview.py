"""What the overview reads from the registry: declared hours, and how long each case has been without a contact. For staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Select, and_, func, or_, select

from dashboard.queries.database import Snapshot
from dashboard.viewer import Viewer, check_can_see_names
from data_loader.programme import Programme
from data_loader.schema import assignment, mentor, organisation, organisation_step, session


def declared_hours(snapshot: Snapshot, viewer: Viewer) -> dict[str, float | None]:
    """Declared hours a month by mentor; None where none are declared."""
    check_can_see_names(viewer)
    rows = snapshot.connection.execute(select(mentor.c.mentor, mentor.c.hours_per_month))
    return {row.mentor: row.hours_per_month for row in rows}


def open_cases(snapshot: Snapshot, viewer: Viewer, until: date, cities: Iterable[str] = ()) -> pd.DataFrame:
    """One row per case in care on a day: mentor, organisation, city, last (day of the last meeting, or the first of care),
    authority (an authority has to move, not the mentor).
    """
    check_can_see_names(viewer)
    rows = snapshot.connection.execute(_in_care(until, tuple(cities))).all()
    waiting = _at_an_authority(snapshot, until)
    cases = [(row.mentor, row.organisation, row.city, row.met or row.since, row.organisation in waiting) for row in rows]
    return pd.DataFrame(cases, columns=["mentor", "organisation", "city", "last", "authority"])


def _in_care(until: date, cities: tuple[str, ...]) -> Select[Any]:
    """One row per pair of mentor and organisation, however many assignments overlap."""
    met = (
        select(func.max(session.c.day))
        .where(
            session.c.mentor == assignment.c.mentor, session.c.organisation == assignment.c.organisation, session.c.day <= until
        )
        .scalar_subquery()
    )
    open_then = and_(assignment.c.from_day <= until, or_(assignment.c.to_day.is_(None), assignment.c.to_day >= until))
    query = (
        select(
            assignment.c.mentor,
            assignment.c.organisation,
            organisation.c.city,
            func.max(assignment.c.from_day).label("since"),
            met.label("met"),
        )
        .join(organisation, organisation.c.organisation == assignment.c.organisation)
        .where(open_then)
        .group_by(assignment.c.mentor, assignment.c.organisation, organisation.c.city)
    )
    return query.where(organisation.c.city.in_(cities)) if cities else query


def _at_an_authority(snapshot: Snapshot, until: date) -> set[str]:
    """Organisations whose furthest step of a latest attempt waits for an authority, with no exit since."""
    steps = organisation_step.c
    query = select(steps.organisation, steps.track, steps.attempt, steps.step).where(steps.day <= until)
    rows = snapshot.connection.execute(query).all()
    attempts: dict[tuple[str, str], dict[int, set[str]]] = {}
    for row in rows:
        attempts.setdefault((row.organisation, row.track), {}).setdefault(row.attempt, set()).add(row.step)
    return {name for (name, track), found in attempts.items() if _waits(snapshot.programme, track, found[max(found)])}


def _waits(programme: Programme, track: str, keys: set[str]) -> bool:
    """Whether these steps of one attempt leave the next move to an authority."""
    known = next((one for one in programme.tracks if one.key == track), None)
    if known is None or keys & {exit_.key for exit_ in known.exits}:
        return False
    reached = [step for step in known.steps if step.key in keys]
    return bool(reached) and reached[-1].waits_for is not None

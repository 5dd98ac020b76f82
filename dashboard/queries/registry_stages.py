"""Who stands still, by name: for staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import select

from dashboard.queries.cache import remembered
from dashboard.queries.database import Snapshot
from dashboard.viewer import Viewer, check_can_see_names
from data_loader.measures import participants_staying
from data_loader.schema import organisation, participant

COLUMNS = ["participant", "name", "city", "organisation", "step", "days"]


def standing_people(
    snapshot: Snapshot, viewer: Viewer, today: date, *, cities: Iterable[str] = (), cohorts: Iterable[str] = ()
) -> pd.DataFrame:
    """One row per participant who has not left, stands at a step before the last and longer than the term; the longest first.

    Columns: participant, name, city, organisation (its name), step (its key), days. The registry as it is now.
    """
    check_can_see_names(viewer)
    asked = (today, tuple(cities), tuple(cohorts))
    return remembered((snapshot.version, viewer.role, "standing people", asked), lambda: _standing(snapshot, *asked))


def _standing(snapshot: Snapshot, today: date, cities: tuple[str, ...], cohorts: tuple[str, ...]) -> pd.DataFrame:
    programme = snapshot.programme
    there = participants_staying(programme)
    query = (
        select(there.c.owner, participant.c.full_name, there.c.city, organisation.c.name, there.c.step, there.c.day)
        .join(participant, participant.c.participant == there.c.owner)
        .outerjoin(organisation, organisation.c.organisation == participant.c.organisation)
        .where(
            there.c.position < len(programme.steps) - 1,
            there.c.day < today - timedelta(days=programme.attention.waiting_days),
        )
        .order_by(there.c.day, there.c.owner)
    )
    if cities:
        query = query.where(there.c.city.in_(cities))
    if cohorts:
        query = query.where(there.c.cohort.in_(cohorts))
    rows = [
        (code, name or code, city, home or "", step, (today - day).days)
        for code, name, city, home, step, day in snapshot.connection.execute(query)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)

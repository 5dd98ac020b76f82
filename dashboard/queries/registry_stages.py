"""Who stands still, by name: for staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import select

from dashboard.queries.database import Snapshot
from dashboard.queries.whereabouts import whereabouts
from dashboard.viewer import Viewer, check_can_see_names
from data_loader.schema import organisation, participant, participant_step

COLUMNS = ["participant", "name", "city", "organisation", "step", "days"]


def standing_people(
    snapshot: Snapshot, viewer: Viewer, today: date, *, cities: Iterable[str] = (), cohorts: Iterable[str] = ()
) -> pd.DataFrame:
    """One row per participant who has not left, stands at a step before the last and longer than the term; the longest first.

    Columns: participant, name, city, organisation (its name), step (its key), days. The registry as it is now.
    """
    check_can_see_names(viewer)
    programme = snapshot.programme
    query = (
        select(
            participant.c.participant,
            participant.c.full_name,
            participant.c.city,
            organisation.c.name,
            participant_step.c.step,
            participant_step.c.day,
        )
        .join(participant_step, participant_step.c.participant == participant.c.participant)
        .outerjoin(organisation, organisation.c.organisation == participant.c.organisation)
    )
    if chosen := tuple(cities):
        query = query.where(participant.c.city.in_(chosen))
    if chosen := tuple(cohorts):
        query = query.where(participant.c.cohort.in_(chosen))
    people: dict[str, list[tuple[str, str, str, str, str, date]]] = {}
    for row in snapshot.connection.execute(query):
        people.setdefault(row.participant, []).append(tuple(row))
    found = []
    term = today - timedelta(days=programme.attention.waiting_days)
    for code, rows in people.items():
        place = whereabouts(((row[4], row[5]) for row in rows), programme)
        if place is None:
            continue
        number, arrived = place
        if number < len(programme.steps) - 1 and arrived < term:
            _, name, city, home, _, _ = rows[0]
            found.append((code, name or code, city, home or "", programme.steps[number].key, (today - arrived).days))
    found.sort(key=lambda row: (-row[5], row[0]))
    return pd.DataFrame(found, columns=COLUMNS)

"""Who stands still, by name: for staff."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, false, or_, select

from dashboard.queries.cache import remembered
from dashboard.queries.database import Snapshot
from dashboard.rows import Listed, StandingPerson
from dashboard.viewer import Viewer, check_can_see_names
from data_loader.measures import participants_staying
from data_loader.schema import organisation, participant

_AT_ONCE = 500
"""Codes in one SELECT: databases bound the number of values."""


class _Standing(NamedTuple):
    participant: str
    city: str
    cohort: str
    step: str
    day: date


def standing_people(
    snapshot: Snapshot,
    viewer: Viewer,
    today: date,
    before: Mapping[str, date],
    *,
    cities: Collection[str] = (),
    cohorts: Collection[str] = (),
    most: int | None = None,
) -> Listed[StandingPerson]:
    """Who has not left, and came to a step `before` the day that is given for it; the longest there first, `most` of them.

    The registry as it is now. Who stands is found once for all views of a load; names are read of those who are listed.
    """
    check_can_see_names(viewer)
    everybody = remembered(
        snapshot, viewer, ("standing people", today, tuple(before.items())), lambda: _standing(snapshot, before)
    )
    found = [one for one in everybody if (not cities or one.city in cities) and (not cohorts or one.cohort in cohorts)]
    return Listed(tuple(_named(snapshot, found[:most], today)), len(found))


def _standing(snapshot: Snapshot, before: Mapping[str, date]) -> list[_Standing]:
    there = participants_staying(snapshot.programme)
    query = (
        select(there.c.owner, there.c.city, there.c.cohort, there.c.step, there.c.day)
        .where(or_(false(), *(and_(there.c.step == step, there.c.day < day) for step, day in before.items())))
        .order_by(there.c.day, there.c.owner)
    )
    return [_Standing(*row) for row in snapshot.connection.execute(query)]


def _named(snapshot: Snapshot, found: Sequence[_Standing], today: date) -> list[StandingPerson]:
    names: dict[str, tuple[str, str]] = {}
    for at in range(0, len(found), _AT_ONCE):
        names |= _names(snapshot, [one.participant for one in found[at : at + _AT_ONCE]])
    return [
        StandingPerson(
            one.participant, names[one.participant][0], one.city, names[one.participant][1], one.step, (today - one.day).days
        )
        for one in found
    ]


def _names(snapshot: Snapshot, codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The name of each participant (the code where there is none), and of the organisation."""
    query = (
        select(participant.c.participant, participant.c.full_name, organisation.c.name)
        .outerjoin(organisation, organisation.c.organisation == participant.c.organisation)
        .where(participant.c.participant.in_(codes))
    )
    return {code: (name or code, home or "") for code, name, home in snapshot.connection.execute(query)}

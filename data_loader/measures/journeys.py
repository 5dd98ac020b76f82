"""Journeys: who went which steps, of the School and of the tracks that organisations take into a register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    cast,
    func,
    literal,
    select,
    union_all,
)

from data_loader.measures.owners import ORGANISATION, PARTICIPANT, Owners, owned
from data_loader.programme import Named, Programme
from data_loader.schema import organisation, organisation_step, participant, participant_step
from data_loader.shapes import Txt

Day = date | BindParameter[date]
"""A day, or the place of one in a statement that is built once: building costs more than running it."""


@dataclass(frozen=True)
class Journey:
    """Who went which steps: one row per owner, track and step in `steps`, per owner, track and exit in `exits`.

    Columns: owner, track, city, cohort, step, position, day; a School has the one track ''.
    """

    steps: Subquery
    exits: Subquery
    order: Subquery
    with_track: bool

    def item(self, rows: FromClause, *keys: str) -> ColumnElement[Any]:
        names = ("track", *keys) if self.with_track else keys
        text: ColumnElement[Any] = rows.c[names[0]]
        for name in names[1:]:
            text = text + "/" + rows.c[name]
        return text


# --- the School -------------------------------------------------------------------------------------------------------


def school(programme: Programme, owners: Owners) -> Journey:
    """The participants' way."""
    order = _ordered(("", programme.steps))
    exits = _ordered(("", programme.school.exits))
    return Journey(_of_school(order, owners), _of_school(exits, owners), order, with_track=False)


def _of_school(order: Subquery, owners: Owners) -> Subquery:
    source = owned(participant_step, owners, PARTICIPANT)
    source = source.join(participant, participant.c.participant == participant_step.c.participant)
    source = source.join(order, order.c.step == participant_step.c.step)
    columns = (
        participant_step.c.participant.label("owner"),
        order.c.track,
        participant.c.city,
        participant.c.cohort,
        participant_step.c.step,
        order.c.position,
        participant_step.c.day,
    )
    return select(*columns).select_from(source).subquery()


# --- the tracks -------------------------------------------------------------------------------------------------------


def tracks(programme: Programme, owners: Owners, *, latest_attempt: bool, until: Day | None = None) -> Journey:
    """The organisations' ways; an organisation that was refused and tries again begins anew with `latest_attempt`. With a day, by
    the rows up to it.
    """
    attempts = _attempts(owners, until)
    order = _ordered(*((track.key, track.steps) for track in programme.tracks))
    exits = _ordered(*((track.key, track.exits) for track in programme.tracks))
    steps_of, exits_of = (_of_tracks(attempts, found, latest_attempt) for found in (order, exits))
    return Journey(steps_of, exits_of, order, with_track=True)


def _attempts(owners: Owners, until: Day | None) -> Subquery:
    """Every step with the number of its attempt and of the organisation's latest one on that track."""
    step = organisation_step.c
    source = owned(organisation_step, owners, ORGANISATION)
    source = source.join(organisation, organisation.c.organisation == step.organisation)
    latest = func.max(step.attempt).over(partition_by=(step.organisation, step.track))
    columns: list[ColumnElement[Any]] = [
        step.organisation.label("owner"),
        step.track,
        organisation.c.city,
        cast(literal(""), Txt).label("cohort"),
        step.step,
        step.day,
        step.attempt,
        latest.label("latest"),
    ]
    chosen = select(*columns).select_from(source)
    return (chosen if until is None else chosen.where(step.day <= until)).subquery()


def _of_tracks(attempts: Subquery, order: Subquery, latest_attempt: bool) -> Subquery:
    made = attempts.c
    known = attempts.join(order, and_(order.c.track == made.track, order.c.step == made.step))
    columns = (made.owner, made.track, made.city, made.cohort, made.step, order.c.position, made.day)
    chosen = select(*columns).select_from(known)
    return (chosen.where(made.attempt == made.latest) if latest_attempt else chosen).subquery()


# --- the order of steps -----------------------------------------------------------------------------------------------


def _ordered(*groups: tuple[str, Sequence[Named]]) -> Subquery:
    """(track, its steps in order) -> rows of track, step, position.

    The programme is a file, not a table: its order enters the SELECT as a table of constants.
    """
    rows = [_place(track, step.key, position) for track, steps in groups for position, step in enumerate(steps)]
    return union_all(*(rows or [_nowhere()])).subquery()


def _place(track: str, step: str, position: int) -> Select[Any]:
    columns: list[ColumnElement[Any]] = [
        cast(literal(track), Txt).label("track"),
        cast(literal(step), Txt).label("step"),
        literal(position, Integer).label("position"),
    ]
    return select(*columns)


def _nowhere() -> Select[Any]:
    """No row, for a programme without exits or tracks: a UNION of nothing cannot be written."""
    return _place("", "", 0).where(literal(False))

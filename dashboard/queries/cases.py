"""Cases in care on a day, as a SELECT: since when no contact, and whose move it is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, Select, Subquery, and_, exists, false, func, or_, select

from data_loader.measures import Day
from data_loader.programme import Programme, Track
from data_loader.schema import assignment, organisation, organisation_step, session


def cases_in_care(until: Day) -> Subquery:
    """One row per pair of mentor and organisation, however many assignments overlap.

    Columns: mentor, organisation, city, last (day of the last meeting, or the first of care).
    """
    own = assignment.c
    open_then = and_(own.from_day <= until, or_(own.to_day.is_(None), own.to_day >= until))
    return (
        select(
            own.mentor,
            own.organisation,
            organisation.c.city,
            func.coalesce(_met(until), func.max(own.from_day)).label("last"),
        )
        .join(organisation, organisation.c.organisation == own.organisation)
        .where(open_then)
        .group_by(own.mentor, own.organisation, organisation.c.city)
        .subquery()
    )


def _met(until: Day) -> ScalarSelect[date]:
    """The day of the last meeting of a case."""
    both = and_(session.c.mentor == assignment.c.mentor, session.c.organisation == assignment.c.organisation)
    return select(func.max(session.c.day)).where(both, session.c.day <= until).scalar_subquery()


def at_an_authority(programme: Programme, until: Day) -> Select[str]:
    """Organisations whose mentor cannot move: the furthest step of a latest attempt waits for an authority, with no exit."""
    own = organisation_step.c
    waits = [
        and_(own.track == track.key, own.step == step.key, ~_followed(track, place, until))
        for track in programme.tracks
        for place, step in enumerate(track.steps)
        if step.waits_for
    ]
    return select(own.organisation).where(own.day <= until, or_(false(), *waits))


def _followed(track: Track, place: int, until: Day) -> ColumnElement[bool]:
    """Whether a later step, an exit or another attempt is on record too."""
    own, other = organisation_step.c, organisation_step.alias().c
    after = [one.key for one in (*track.steps[place + 1 :], *track.exits)]
    later = or_(other.attempt > own.attempt, and_(other.attempt == own.attempt, other.step.in_(after)))
    return exists().where(other.organisation == own.organisation, other.track == track.key, other.day <= until, later)

"""Cases in care on a day, as a SELECT: since when, when the mentor last met the organisation, whose turn it is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ScalarSelect, Select, Subquery, and_, false, func, or_, select

from data_loader.measures import Day, organisations_staying, stretches_of_care
from data_loader.programme import Programme
from data_loader.schema import organisation, session


def cases_in_care(until: Day) -> Subquery:
    """One row per pair of mentor and organisation, however many assignments overlap.

    Columns: mentor, organisation, city, since (the first day of this stretch of care), met (the day of the last meeting of the two,
    before this care too; NULL without any).
    """
    care = stretches_of_care()
    own = care.c
    return (
        select(own.mentor, own.organisation, organisation.c.city, own.from_day.label("since"), _met(care, until).label("met"))
        .join(organisation, organisation.c.organisation == own.organisation)
        .where(own.from_day <= until, own.to_day >= until)
        .subquery()
    )


def _met(care: Subquery, until: Day) -> ScalarSelect[date]:
    """The day of the last meeting of a case."""
    both = and_(session.c.mentor == care.c.mentor, session.c.organisation == care.c.organisation)
    return select(func.max(session.c.day)).where(both, session.c.day <= until).scalar_subquery()


def at_an_authority(programme: Programme, until: Day) -> Select[str]:
    """Organisations that stand at a step of a track that waits for an authority: the rule of those who wait in the funnel."""
    own = organisations_staying(programme, until).c
    waits = [
        and_(own.track == track.key, own.step == step.key) for track in programme.tracks for step in track.steps if step.waits_for
    ]
    return select(own.owner.label("organisation")).where(or_(false(), *waits))

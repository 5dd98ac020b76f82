"""Mentors, their cases and meetings, and the organisations without one, by name: for staff.

What is read here is read once for all cities: whichever of them a view shows, it picks from what is remembered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, Subquery, and_, bindparam, case, exists, func, or_, select

from dashboard.meetings import Meetings
from dashboard.queries.cache import remembered
from dashboard.queries.cases import at_an_authority, cases_in_care
from dashboard.queries.database import Snapshot
from dashboard.rows import KnownMentor, Listed, MentorCases, OrganisationWithoutMentor
from dashboard.viewer import Viewer, check_can_see_names
from data_loader.measures import Day, at_an_end, has_left, is_on_record
from data_loader.programme import Programme
from data_loader.schema import EPOCH, assignment, mentor, organisation, organisation_step, participant, session

UNTIL: Day = bindparam("until", type_=Date)
LONG_AGO: Day = bindparam("long_ago", type_=Date)

# --- mentors ----------------------------------------------------------------------------------------------------------


def mentors(snapshot: Snapshot, viewer: Viewer) -> list[KnownMentor]:
    """All on record, by code."""
    check_can_see_names(viewer)
    return remembered(snapshot, viewer, "mentors", lambda: _mentors(snapshot))


def _mentors(snapshot: Snapshot) -> list[KnownMentor]:
    query = select(mentor.c.mentor, mentor.c.full_name, mentor.c.hours_per_month).order_by(mentor.c.mentor)
    return [KnownMentor(code, name or code, declared) for code, name, declared in snapshot.connection.execute(query)]


def mentor_cases(
    snapshot: Snapshot, viewer: Viewer, until: date, long_ago: date, cities: Collection[str] = ()
) -> dict[str, MentorCases]:
    """The cases in care on a day, by mentor. `long_ago`: a meeting before this day, or care that began before it, is over the term."""
    check_can_see_names(viewer)
    found: dict[str, MentorCases] = {}
    asked = ("mentor cases", until, long_ago)
    for code, city, some in remembered(snapshot, viewer, asked, lambda: _cases(snapshot, until, long_ago)):
        if not cities or city in cities:
            found[code] = found[code] + some if code in found else some
    return found


def _cases(snapshot: Snapshot, until: date, long_ago: date) -> list[tuple[str, str, MentorCases]]:
    """By mentor and city."""
    found = snapshot.connection.execute(_cases_query(snapshot.programme), {"until": until, "long_ago": long_ago})
    return [
        (code, city, MentorCases(int(late), int(waiting), int(in_touch), int(new), int(unmet), int(young), since))
        for code, city, late, waiting, in_touch, new, unmet, young, since in found
    ]


@lru_cache(maxsize=8)
def _cases_query(programme: Programme) -> Select[Any]:
    """By mentor and city, in the order of `MentorCases`."""
    cases, theirs = cases_in_care(UNTIL).c, at_an_authority(programme, UNTIL).distinct().cte()
    own, met = theirs.c.organisation.is_(None), func.coalesce(cases.met, EPOCH)
    young, in_touch = cases.since >= LONG_AGO, met >= LONG_AGO
    late = and_(own, ~in_touch, ~young)
    unmet = and_(late, met < cases.since)
    return (
        select(
            cases.mentor,
            cases.city,
            *(_number(those) for those in (late, ~own, and_(own, in_touch), and_(own, ~in_touch, young), unmet)),
            _number(and_(own, in_touch, young)),
            func.min(case((unmet, cases.since))),
        )
        .outerjoin(theirs, theirs.c.organisation == cases.organisation)
        .group_by(cases.mentor, cases.city)
    )


def _number(those: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((those, 1), else_=0))


def cases_known(snapshot: Snapshot, viewer: Viewer, until: date) -> bool:
    """Whether any organisation was given to a mentor by a day."""
    check_can_see_names(viewer)
    return bool(snapshot.connection.execute(select(exists().where(assignment.c.from_day <= until))).scalar())


def meetings(snapshot: Snapshot, viewer: Viewer) -> Meetings:
    """All that are on record."""
    check_can_see_names(viewer)
    query = select(session.c.mentor, organisation.c.city, session.c.day, session.c.minutes)
    query = query.join(organisation, organisation.c.organisation == session.c.organisation)
    return remembered(snapshot, viewer, "meetings", lambda: Meetings.of(snapshot.connection.execute(query)))


# --- organisations ----------------------------------------------------------------------------------------------------


def organisations_by_city(snapshot: Snapshot, viewer: Viewer) -> dict[str, int]:
    """Organisations on record per city."""
    check_can_see_names(viewer)
    query = select(organisation.c.city, func.count()).group_by(organisation.c.city)
    return remembered(snapshot, viewer, "organisations", lambda: dict(snapshot.connection.execute(query).all()))


def organisations_without_mentor(
    snapshot: Snapshot, viewer: Viewer, until: date, cities: Collection[str] = (), most: int | None = None
) -> Listed[OrganisationWithoutMentor]:
    """Organisations on record outside anyone's care and not in a register on a day: who most need a mentor first, `most` of them."""
    check_can_see_names(viewer)
    found = [one for one in _without(snapshot, viewer, until) if not cities or one.city in cities]
    return Listed(tuple(found[:most]), len(found))


def organisations_with_people(snapshot: Snapshot, viewer: Viewer, until: date) -> dict[str, int]:
    """Of the organisations without a mentor, those with people who learn, by city."""
    check_can_see_names(viewer)
    return Counter(one.city for one in _without(snapshot, viewer, until) if one.learning)


def _without(snapshot: Snapshot, viewer: Viewer, until: date) -> Sequence[OrganisationWithoutMentor]:
    return remembered(snapshot, viewer, ("without mentor", until), lambda: _read_without(snapshot, until))


def _read_without(snapshot: Snapshot, until: date) -> list[OrganisationWithoutMentor]:
    rows = snapshot.connection.execute(_without_query(snapshot.programme), {"until": until})
    return [
        OrganisationWithoutMentor(code, known, city, field, int(some), int(few)) for code, known, city, field, some, few in rows
    ]


@lru_cache(maxsize=8)
def _without_query(programme: Programme) -> Select[Any]:
    own = organisation.c
    name = func.coalesce(func.nullif(own.name, ""), own.organisation).label("name")
    alone = select(own.organisation, name, own.city, own.field).where(~_in_care(UNTIL), ~_registered(programme, UNTIL)).cte()
    people = _people(programme, UNTIL, alone.c.organisation)
    learning, finishing = (func.coalesce(number, 0) for number in (people.c.learning, people.c.finishing))
    return (
        select(alone, learning, finishing)
        .outerjoin(people, people.c.organisation == alone.c.organisation)
        .order_by(learning.desc(), finishing.desc(), alone.c.name, alone.c.organisation)
    )


def _in_care(until: Day) -> ColumnElement[bool]:
    care = assignment.c
    still = or_(care.to_day.is_(None), care.to_day >= until)
    return exists().where(care.organisation == organisation.c.organisation, care.from_day <= until, still)


def _registered(programme: Programme, until: Day) -> ColumnElement[bool]:
    steps = organisation_step.c
    registered = at_an_end(programme, steps.track, steps.step)
    return exists().where(steps.organisation == organisation.c.organisation, steps.day <= until, registered)


# --- the people of an organisation ------------------------------------------------------------------------------------


def _people(programme: Programme, until: Day, among: ColumnElement[str]) -> Subquery:
    """By organisation, of those among others: participants past enrolment who have not left, and those of them at the last step.

    They are looked up (`has_left`), not found among all.
    """
    learning = [step.key for step in programme.steps[programme.steps.index(programme.enrolment) :]]
    at_the_end = case((is_on_record(participant.c.participant, learning[-1:], until), 1), else_=0)
    own = participant.c.organisation
    return (
        select(own, func.count().label("learning"), func.sum(at_the_end).label("finishing"))
        .where(
            own.in_(select(among)),
            is_on_record(participant.c.participant, learning, until),
            ~has_left(programme, participant.c.participant, until),
        )
        .group_by(own)
        .subquery()
    )

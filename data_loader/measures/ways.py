"""What is counted of a journey: who reached and entered a step, waits there, left from there, and how long it took."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, and_, exists, func, select

from data_loader.measures.days import days_between, month_start
from data_loader.measures.dimensions import counted
from data_loader.measures.journeys import Day, Journey, school, tracks
from data_loader.measures.owners import Owners
from data_loader.programme import Programme
from data_loader.schema import participant_step

# --- reached and entered ----------------------------------------------------------------------------------------------


def reached(journey: Journey) -> Select[Any]:
    """Each owner once per step, on the first day it is on record."""
    return _first_days(journey, journey.steps, journey.steps.c.step)


def entered(journey: Journey) -> Select[Any]:
    """Each owner once per step that it or any later step is on record for, on the first such day.

    People are written down where they are, not everywhere they have been: a later step says that the earlier ones are passed.
    """
    steps, order = journey.steps, journey.order
    passed = steps.join(order, and_(order.c.track == steps.c.track, order.c.position <= steps.c.position))
    return _first_days(journey, passed, order.c.step)


def _first_days(journey: Journey, source: FromClause, step: ColumnElement[Any]) -> Select[Any]:
    own = journey.steps.c
    keys = (own.owner, own.track, own.city, own.cohort, step)
    first = select(*keys, func.min(own.day).label("day")).select_from(source).group_by(*keys)
    return _by_journey(journey, first.subquery())


# --- waiting and left -------------------------------------------------------------------------------------------------


def left(journey: Journey) -> Select[Any]:
    """An exit that a later step follows does not count; on the same day the exit counts."""
    at, out = _furthest(journey), _exit_in_force(journey)
    columns = (at.c.track, at.c.city, at.c.cohort, at.c.step, out.c.step.label("exit"), out.c.day)
    rows = select(*columns).select_from(at.join(out, _in_force(at, out))).subquery()
    return _by_journey(journey, rows, "step", "exit")


def waiting(journey: Journey) -> Select[Any]:
    return _by_journey(journey, _staying(journey))


def participants_staying(programme: Programme) -> Subquery:
    """One row per participant who has not left, as the measure of those who wait counts them.

    Columns: owner (the participant), city, cohort, step, position (its place among the steps), day (of arrival there).
    """
    return _staying(school(programme, None))


def organisations_staying(programme: Programme, until: Day) -> Subquery:
    """One row per organisation and track that it is on, as the measure of those who wait counts them, by rows up to a day.

    Columns: owner (the organisation), track, city, step, day (of arrival there).
    """
    return _staying(tracks(programme, None, latest_attempt=True, until=until))


def has_left(programme: Programme, owner: ColumnElement[str], until: Day) -> ColumnElement[bool]:
    """Whether one participant has left by a day, as the measure of those who left counts them: the last exit is dated by then, and
    no later step is on record at all, be it after that day. For a few who are looked up instead of all who are ranked; a test
    holds the two together.
    """
    out, after = participant_step.alias(), participant_step.alias()
    exits = [exit_.key for exit_ in programme.school.exits]
    anything = [*exits, *(step.key for step in programme.steps)]
    followed = exists().where(after.c.participant == out.c.participant, after.c.step.in_(anything), after.c.day > out.c.day)
    return exists().where(*_rows(out, owner, exits, until), ~followed)


def is_on_record(owner: ColumnElement[str], steps: Sequence[str], until: Day) -> ColumnElement[bool]:
    """Whether one participant is on record for one of these steps by a day."""
    return exists().where(*_rows(participant_step.alias(), owner, steps, until))


def _rows(rows: FromClause, owner: ColumnElement[str], steps: Sequence[str], until: Day) -> tuple[ColumnElement[bool], ...]:
    return rows.c.participant == owner, rows.c.step.in_(steps), rows.c.day <= until


def _staying(journey: Journey) -> Subquery:
    """One row per owner and track without an exit in force: the furthest step, its position, the day of arrival there."""
    at, out = _furthest(journey), _exit_in_force(journey)
    columns = (at.c.owner, at.c.track, at.c.city, at.c.cohort, at.c.step, at.c.position, at.c.day)
    return select(*columns).select_from(at.outerjoin(out, _in_force(at, out))).where(out.c.owner.is_(None)).subquery()


def _in_force(at: Subquery, out: Subquery) -> ColumnElement[bool]:
    """A step after the exit means that the person came back; on one day the exit is taken to be the later of the two."""
    return and_(out.c.owner == at.c.owner, out.c.track == at.c.track, out.c.day >= at.c.last_day)


def _furthest(journey: Journey) -> Subquery:
    """One row per owner and track: the furthest step, the day of arrival there, the last day of any step."""
    steps = journey.steps
    per_owner = (steps.c.owner, steps.c.track)
    ranked = select(
        steps,
        func.row_number().over(partition_by=per_owner, order_by=(steps.c.position.desc(), steps.c.day)).label("rank"),
        func.max(steps.c.day).over(partition_by=per_owner).label("last_day"),
    ).subquery()
    return select(ranked).where(ranked.c.rank == 1).subquery()


def _exit_in_force(journey: Journey) -> Subquery:
    """One row per owner and track with an exit: the last by date and order."""
    exits = journey.exits
    rank = func.row_number().over(
        partition_by=(exits.c.owner, exits.c.track), order_by=(exits.c.day.desc(), exits.c.position.desc())
    )
    ranked = select(exits, rank.label("rank")).subquery()
    return select(ranked).where(ranked.c.rank == 1).subquery()


def _by_journey(journey: Journey, rows: Subquery, *keys: str) -> Select[Any]:
    """Organisations have no cohort, so a journey with tracks leaves that dimension unused."""
    used = {"city": rows.c.city, "item": journey.item(rows, *(keys or ("step",))), "day": rows.c.day}
    return counted(rows, **used, **({} if journey.with_track else {"cohort": rows.c.cohort}))


# --- how long it took -------------------------------------------------------------------------------------------------


def lag(programme: Programme, owners: Owners) -> Select[Any]:
    """Days from enrolment to each later step; a step dated before enrolment is a matter of data quality, not a lag.

    By month: days times lags would be about as many counts as people, and a page reads them all.
    """
    rows = _lags(programme, owners)
    used = {name: rows.c[name] for name in ("city", "cohort", "day", "lag_days")}
    return counted(rows, item=rows.c.step, **used)


def _lags(programme: Programme, owners: Owners) -> Subquery:
    steps, start = (school(programme, owners).steps for _ in range(2))
    enrolment = [step.key for step in programme.steps].index(programme.enrolment.key)
    days = days_between(steps.c.day, start.c.day).label("lag_days")
    return (
        select(steps.c.city, steps.c.cohort, steps.c.step, month_start(steps.c.day).label("day"), days)
        .select_from(steps.join(start, start.c.owner == steps.c.owner))
        .where(start.c.position == enrolment, steps.c.position > enrolment, steps.c.day >= start.c.day)
        .subquery()
    )

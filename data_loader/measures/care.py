"""Care: cases that mentors have open, organisations that nobody cares for, and the meetings between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, Integer, Select, Subquery, case, func, literal, select, union_all

from data_loader.measures.days import next_day
from data_loader.measures.dimensions import counted
from data_loader.measures.owners import CASE, ORGANISATION, Owner, Owners, owned
from data_loader.measures.registers import registration
from data_loader.programme import Programme
from data_loader.schema import EPOCH, assignment, organisation, session

FAR = date(9999, 12, 31)
"""The end of care that has no end: a day, since a NULL would be neither before nor after anything."""


# --- open cases and organisations without a mentor --------------------------------------------------------------------


def open_cases(programme: Programme, owners: Owners) -> Select[Any]:
    stretches = stretches_of_care(owners)
    changes = union_all(*_events(stretches, "mentor", "organisation", sign=1)).subquery()
    rows = _at_home(changes)
    return counted(rows, func.sum(changes.c.change), city=organisation.c.city, item=changes.c.mentor, day=changes.c.day)


def stretches_of_care(owners: Owners = None) -> Subquery:
    """One row per stretch of days in which a mentor cares for an organisation: mentor, organisation, from_day, to_day (or `FAR`)."""
    return _islands(_care(owners, CASE).subquery(), "mentor", "organisation")


def without_mentor(programme: Programme, owners: Owners) -> Select[Any]:
    """Every organisation is without one from the epoch on, but for the days it is cared for or registered.

    A registered organisation has come to its end: it needs no mentor and is not missed on this list ever again.
    """
    stretches = _islands(_covered(programme, owners).subquery(), "organisation")
    changes = union_all(_on_record(owners), *_events(stretches, "organisation", sign=-1)).subquery()
    return counted(_at_home(changes), func.sum(changes.c.change), city=organisation.c.city, day=changes.c.day)


def _care(owners: Owners, owner: Owner) -> Select[Any]:
    return select(
        assignment.c.mentor,
        assignment.c.organisation,
        assignment.c.from_day,
        func.coalesce(assignment.c.to_day, literal(FAR, Date)).label("to_day"),
    ).select_from(owned(assignment, owners, owner))


def _covered(programme: Programme, owners: Owners) -> Any:
    care = _care(owners, ORGANISATION).subquery()
    registered = registration(programme, owners)
    return union_all(
        select(care.c.organisation, care.c.from_day, care.c.to_day),
        select(registered.c.owner, registered.c.day, literal(FAR, Date)),
    )


def _on_record(owners: Owners) -> Select[Any]:
    since, one = literal(EPOCH, Date).label("day"), literal(1, Integer).label("change")
    return select(organisation.c.organisation, since, one).select_from(owned(organisation, owners, ORGANISATION))


def _at_home(changes: Subquery) -> FromClause:
    """With the organisation, for its city."""
    return changes.join(organisation, organisation.c.organisation == changes.c.organisation)


# --- stretches of time ------------------------------------------------------------------------------------------------


def _islands(intervals: Subquery, *owner: str) -> Subquery:
    """Overlapping intervals of an owner merged: one row per owner and stretch, with `from_day` and `to_day`.

    «Gaps and islands»: two rows of care that overlap are one case, and summing their changes would count it twice. An interval
    starts a stretch unless some earlier one still lasts; the starts so far number the stretches. The end so far is a maximum,
    not the end of the row before: a short interval may lie inside a long one.
    """
    numbered = _numbered(_marked(intervals, owner), owner)
    keys = [numbered.c[name] for name in owner]
    return (
        select(*keys, func.min(numbered.c.from_day).label("from_day"), func.max(numbered.c.to_day).label("to_day"))
        .group_by(*keys, numbered.c.stretch)
        .subquery()
    )


def _marked(intervals: Subquery, owner: tuple[str, ...]) -> Subquery:
    """`starts`: 1 where no earlier interval reaches the first day of this one. An end is a last day, so the same day overlaps."""
    end_so_far = func.max(intervals.c.to_day).over(**_within(intervals, owner), rows=(None, -1))
    return select(intervals, case((end_so_far >= intervals.c.from_day, 0), else_=1).label("starts")).subquery()


def _numbered(marked: Subquery, owner: tuple[str, ...]) -> Subquery:
    number = func.sum(marked.c.starts).over(**_within(marked, owner), rows=(None, 0))
    return select(marked, number.label("stretch")).subquery()


def _within(intervals: Subquery, owner: tuple[str, ...]) -> dict[str, Any]:
    """One order for both windows: ROWS frames that disagree on it would number other rows than they marked."""
    own = [intervals.c[name] for name in owner]
    return {"partition_by": own, "order_by": (intervals.c.from_day, intervals.c.to_day)}


def _events(stretches: Subquery, *keep: str, sign: int) -> list[Select[Any]]:
    """A level as changes: `sign` at the start of each stretch, the opposite on the day after its end.

    Changes can be added up over loads and cities, as all counts are; a level of every day could not.
    """
    kept = [stretches.c[name] for name in keep]
    return [
        select(*kept, stretches.c.from_day.label("day"), literal(sign, Integer).label("change")),
        select(*kept, next_day(stretches.c.to_day).label("day"), literal(-sign, Integer).label("change")).where(
            stretches.c.to_day < literal(FAR, Date)
        ),
    ]


# --- meetings ---------------------------------------------------------------------------------------------------------


def sessions(unit: ColumnElement[Any]) -> Callable[[Programme, Owners], Select[Any]]:
    def chosen(programme: Programme, owners: Owners) -> Select[Any]:
        rows = owned(session, owners, CASE).join(organisation, organisation.c.organisation == session.c.organisation)
        return counted(rows, unit, city=organisation.c.city, item=session.c.mentor, day=session.c.day)

    return chosen

"""Owners: whose units are counted together, and how a touched row of the registry leads to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, Select, and_, select, true, union

from data_loader.schema import assignment, service, session


@dataclass(frozen=True)
class Owner:
    """Whose units are counted together. `leads[table]` selects the owners that touched rows of a table lead to."""

    key: str
    columns: tuple[str, ...]
    leads: dict[str, Callable[[FromClause], Select[Any]]]


def _own(*columns: str) -> Callable[[FromClause], Select[Any]]:
    return lambda touched: select(*(touched.c[name] for name in columns)).distinct()


def _cases_of_organisations(touched: FromClause) -> Select[Any]:
    """A city is the organisation's, so an organisation that moves takes the counts of all its cases along."""
    cases = union(
        *(
            select(table.c.mentor, table.c.organisation).where(table.c.organisation.in_(select(touched.c.organisation)))
            for table in (assignment, session)
        )
    ).subquery()
    return select(cases.c.mentor, cases.c.organisation)


def _people_of_places(touched: FromClause) -> Select[Any]:
    """A service has the city of its place, so a place that changes its city moves everybody helped there."""
    return select(service.c.beneficiary).where(service.c.place.in_(select(touched.c.place))).distinct()


PARTICIPANT = Owner(
    "participant",
    ("participant",),
    {"participant": _own("participant"), "participant_step": _own("participant")},
)
ORGANISATION = Owner(
    "organisation",
    ("organisation",),
    {name: _own("organisation") for name in ("organisation", "organisation_step", "assignment")},
)
CASE = Owner(
    "case",
    ("mentor", "organisation"),
    {
        "assignment": _own("mentor", "organisation"),
        "session": _own("mentor", "organisation"),
        "organisation": _cases_of_organisations,
    },
)
PERSON = Owner("beneficiary", ("beneficiary",), {"service": _own("beneficiary"), "place": _people_of_places})
OWNERS = (PARTICIPANT, ORGANISATION, CASE, PERSON)

COUNTED_COLUMNS: dict[str, tuple[str, ...]] = {
    "organisation": ("city",),
    "place": ("city",),
    "participant": ("city", "cohort"),
    "participant_step": ("day",),
    "organisation_step": ("day",),
    "assignment": ("to_day",),
    "session": ("minutes",),
    "service": ("category", "quantity"),
}
"""Columns beside the natural key that counts depend on: a row that changed in others touches no owner."""

Owners = FromClause | None
"""The owners to count, as a table with the owner's columns; None counts everybody (a recount)."""


def owned(table: FromClause, owners: Owners, owner: Owner) -> FromClause:
    """The rows of a table that belong to the owners to be counted."""
    return table if owners is None else table.join(owners, _same(table, owners, owner.columns))


def _same(table: FromClause, owners: FromClause, columns: Sequence[str]) -> Any:
    return and_(true(), *(table.c[name] == owners.c[name] for name in columns))

"""Help: people who were helped, each once, and the services they were given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select

from data_loader.measures.days import month_start
from data_loader.measures.dimensions import counted
from data_loader.measures.owners import PERSON, Owners, owned
from data_loader.programme import Programme
from data_loader.schema import place, service

Counting = Callable[[Programme, Owners], Select[Any]]


def people(*, by_place: bool) -> Counting:
    """Each person once, at the first service: the least (date, organisation, service, place)."""

    def chosen(programme: Programme, owners: Owners) -> Select[Any]:
        return _at_places(_first_services(owners), func.count(), by_place=by_place)

    return chosen


def services(*, by_place: bool) -> Counting:
    def chosen(programme: Programme, owners: Owners) -> Select[Any]:
        rows = (
            select(service.c.place, service.c.category, service.c.day, service.c.quantity)
            .select_from(owned(service, owners, PERSON))
            .subquery()
        )
        return _at_places(rows, func.sum(rows.c.quantity), by_place=by_place)

    return chosen


def _first_services(owners: Owners) -> Subquery:
    """The tie of several services on one day is broken by the rest of the natural key, so that every database, and every order
    of loads, picks the same one: else a recount would move people between cities.
    """
    given = service.c
    rank = func.row_number().over(
        partition_by=given.beneficiary, order_by=(given.day, given.organisation, given.service, given.place)
    )
    columns = (given.place, given.category, given.day, rank.label("rank"))
    ranked = select(*columns).select_from(owned(service, owners, PERSON)).subquery()
    return select(ranked).where(ranked.c.rank == 1).subquery()


def _at_places(rows: Subquery, count: ColumnElement[Any], *, by_place: bool) -> Select[Any]:
    """By place and month, or by city and day: places times days would be about as many counts as services."""
    located = rows.join(place, place.c.place == rows.c.place)
    used = {"city": place.c.city, "item": rows.c.category}
    if by_place:
        return counted(located, count, **used, place=rows.c.place, day=month_start(rows.c.day))
    return counted(located, count, **used, day=rows.c.day)

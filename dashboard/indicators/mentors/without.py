"""Organisations without a mentor, by city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.grammar import nouns
from dashboard.indicators.cities import together
from dashboard.indicators.table import Cell, Table, table
from data_loader.programme import Programme


@dataclass(frozen=True)
class CityWithout:
    """Organisations of a city without a mentor, of all its organisations; `with_people`: of these, with people who learn."""

    name: str
    without: int
    with_people: int
    organisations: int


def without_mentor(
    counted: Mapping[str, int],
    with_people: Mapping[str, int],
    organisations: Mapping[str, int],
    cities: Sequence[tuple[str, str]],
) -> tuple[CityWithout, ...]:
    """Of each of `cities` (key, name); the three numbers by city key."""
    return tuple(
        CityWithout(name, counted.get(key, 0), with_people.get(key, 0), organisations.get(key, 0)) for key, name in cities
    )


def without_said(found: Sequence[CityWithout]) -> str:
    """«без наставника и не в реестре 24 из 60 организаций»."""
    without, whole = sum(city.without for city in found), sum(city.organisations for city in found)
    if not without:
        return f"без наставника {nouns.ORGANISATION.none_of(whole)}" if whole > 1 else "организаций без наставника нет"
    some = f"{formats.out_of(without, whole)}{formats.NBSP}{nouns.ORGANISATION.case(whole, 'gen')}"
    return (
        f"без наставника и не{formats.NBSP}в{formats.NBSP}реестре {some if without < whole else nouns.ORGANISATION.all_of(whole)}"
    )


def without_table(found: Sequence[CityWithout], programme: Programme) -> Table:
    rows: list[tuple[Cell, ...]] = [(c.name, c.without, c.with_people, c.organisations) for c in found]
    columns = "Город | #Без наставника | #Из них с участниками | #Всего организаций"
    if len(rows) < 2:
        return table(columns, rows)
    total = (sum(c.without for c in found), sum(c.with_people for c in found), sum(c.organisations for c in found))
    return table(columns, [*rows, (together(len(rows), programme), *total)], sums=1)

"""Organisations without a mentor: how many by city, and whom to give one first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.components.mentors import FIRST, organisations_list, without_key, without_rows
from dashboard.indicators.mentors import WITHOUT, CityWithout, Workload, without_mentor, without_said, without_table
from dashboard.indicators.table import Table, table
from dashboard.queries import registry_mentors as registry
from dashboard.queries.counts import by_key
from dashboard.rows import Listed, OrganisationWithoutMentor


def without_blocks(view: View, load: Workload) -> list[Block]:
    """Counted and named; who is without a mentor is unknown where no case was ever recorded."""
    if not load.cases_known:
        why = "К этому дню в листе «Закрепления» записей ещё нет: загрузите его, и организации без наставника появятся здесь."
        return [_empty("У кого нет наставника, неизвестно", why)]
    found = _cities(view, load.day)
    if not any(city.organisations for city in found):
        return [_empty(formats.capital(f"{load.here} организаций нет".strip()), "В листе «Организации» о них нет записей.")]
    listed = registry.organisations_without_mentor(view.snapshot, view.viewer, load.day, view.filters.cities, view.most)
    return [_without_block(view, found, load.day), _needing_block(view, listed, load.day)]


def _empty(title: str, why: str) -> Block:
    return Block("without", title, partial(notice.empty, title, why))


def _cities(view: View, day: date) -> Sequence[CityWithout]:
    counted = by_key(view.counts("organisations_without_mentor", ["city"], until=day, cities=()), "city")
    with_people = registry.organisations_with_people(view.snapshot, view.viewer, day)
    every = registry.organisations_by_city(view.snapshot, view.viewer)
    return without_mentor(counted, with_people, every, view.cities_shown)


def _without_block(view: View, found: Sequence[CityWithout], day: date) -> Block:
    then = ", записанные сейчас" if day < view.today else ""
    length = f"Длина — все организации города{then}."
    return Block(
        "without",
        "Организации без наставника",
        partial(without_rows, found),
        without_table(found, view.programme),
        indicators=(WITHOUT,),
        sub=[f"На {formats.day(day)} {without_said(found)}. {length}", *without_key(found)],
        column="left",
    )


def _needing_block(view: View, found: Listed[OrganisationWithoutMentor], day: date) -> Block:
    def drawn() -> Markup:
        if found.total:
            return organisations_list(found.rows, view.programme, found.total)
        why = f"На {formats.day(day)} каждая организация, которой ещё нет в реестре, за кем-то закреплена."
        return notice.empty("Без наставника никого", formats.bind(why))

    has_order = found.total > 1 and found.rows[0].learning > 0
    return Block(
        "needing",
        "Кому наставник нужен в первую очередь" if has_order else "Кому нужен наставник",
        drawn,
        _needing_table(view, found),
        sheets=("Этапы",),
        indicators=(WITHOUT,),
        sub=_needing_said(found, day),
        column="right",
    )


def _needing_said(found: Listed[OrganisationWithoutMentor], day: date) -> str:
    """Of which day, in which order where there is one, and how many of them."""
    then = f"На {formats.day(day)}"
    if not found.total:
        return ""
    which = parts.first_of(found.total, FIRST)
    first = f"; {which}" if which else ""
    if not found.rows[0].learning:
        return f"{then} действующих участников нет{' ни в одной' if found.total > 1 else ''}{first}"
    return f"{then}; сначала те, где больше действующих участников{first}" if found.total > 1 else then


def _needing_table(view: View, found: Listed[OrganisationWithoutMentor]) -> Table:
    rows: list[Any] = [
        (one.name, view.programme.city(one.city).name, one.field, one.learning, one.finishing) for one in found.rows
    ]
    return table("Организация | Город | Направление | #Участников | #Из них на последнем шаге", rows, left_out=found.left_out)

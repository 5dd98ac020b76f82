"""A row per city."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.overview.known import Known
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.components.city_rows import city_rows as rows_of_cities
from dashboard.indicators.overview import (
    ENROLLED,
    PEOPLE,
    REGISTERED,
    STANDING,
    CityCounts,
    CityRows,
    cities_table,
    city_rows,
    short_names,
)
from dashboard.indicators.waiting import school_terms, standing


def cities_block(known: Known) -> Block:
    view = known.view
    found = city_rows(_city_counts(known), view.programme, known.cities, short_names(view.programme.tracks), known.compared)
    return Block(
        "cities",
        "Путь участников по городам",
        lambda: rows_of_cities(found) if known.days.get("Этапы") else _no_path(),
        cities_table(found),
        indicators=(ENROLLED, STANDING, REGISTERED, PEOPLE),
        sub=[*_about_cities(view, found), *_marks(found)],
    )


def _about_cities(view: View, found: CityRows) -> list[str]:
    about = ["Сколько человек вошло в каждый шаг, в одном масштабе"]
    if view.filters.cohorts and (found.registers or found.rows[0].people is not None):
        about.append("Организации и благополучатели — по всем потокам")
    return [f"{part}." for part in about]


def _marks(found: CityRows) -> Sequence[Markup]:
    """The key of what is red here, of what there is of it."""
    words = ("набор отстаёт от цели", "дошло меньше, чем в других городах", "стоят чаще, чем в других городах")
    shown = [word for word, is_shown in zip(words, found.marks, strict=True) if is_shown]
    return [parts.key_mark("lowmark", formats.capital("; ".join(shown)))] if shown else []


def _no_path() -> Markup:
    return notice.empty(
        "Показывать пока нечего", "В листе «Этапы» записей ещё нет: загрузите его, и путь участников появится здесь."
    )


def _city_counts(known: Known) -> CityCounts:
    view = known.view
    return CityCounts(
        entered=known.entered,
        standing=_standing(known),
        registers=_registers(known) if known.days.get("Статус") else None,
        people=known.people.by_city(view.until) if known.days.get("Услуги") else None,
        paces=known.city_paces,
    )


def _standing(known: Known) -> dict[str, int] | None:
    """People who stand at a step, by city; not known of a past day."""
    if known.waiting is None:
        return None
    found: dict[str, int] = {}
    for wait in standing(known.waiting, school_terms(known.view.programme), known.view.today):
        found[wait.city] = found.get(wait.city, 0) + wait.people
    return found


def _registers(known: Known) -> list[dict[str, int]]:
    """Organisations by city at the end of each register of the programme."""
    return [{city: count for (city, item), count in known.at_the_end.items() if item == end} for end in known.ends]

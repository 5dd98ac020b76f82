"""A row per city."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.arrangement.overview.known import Known
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components import notice
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
    standing_by_city,
)


def cities_block(known: Known) -> Block:
    view = known.view
    found = city_rows(_city_counts(known), view.programme, known.cities, view.until)
    return Block(
        "cities",
        "Путь участников по городам",
        lambda: rows_of_cities(found) if known.days.get("Этапы") else _no_path(),
        cities_table(found),
        indicators=(ENROLLED, STANDING, REGISTERED, PEOPLE),
        sub=_about_cities(view, found),
    )


def _about_cities(view: View, found: CityRows) -> str:
    about = ["Сколько человек вошло в каждый шаг, в одном масштабе"]
    if found.drop:
        about.append("Красным — самое резкое падение")
    if view.filters.cohorts and (found.register or found.rows[0].people is not None):
        about.append("Организации и благополучатели — по всем потокам")
    return ". ".join(about)


def _no_path() -> Markup:
    return notice.empty(
        "Показывать пока нечего", "В листе «Этапы» записей ещё нет: загрузите его, и путь участников появится здесь."
    )


def _city_counts(known: Known) -> CityCounts:
    view = known.view
    standing = None if known.waiting is None else standing_by_city(known.waiting, view.programme, view.today)
    return CityCounts(
        entered=known.entered,
        standing=standing,
        registered=_first_register(known) if known.days.get("Статус") else None,
        people=known.people.by_city(view.until) if known.days.get("Услуги") else None,
        goals=known.city_goals(),
    )


def _first_register(known: Known) -> dict[str, int] | None:
    """Organisations by city at the end of the programme's first register; None without registers."""
    if not known.ends:
        return None
    return {city: count for (city, item), count in known.at_the_end.items() if item == known.ends[0]}

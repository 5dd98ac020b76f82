"""The map: where people were helped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block, Figure
from dashboard.components import notice, parts
from dashboard.components.settlements import SIZES, has_map, map_and_list, map_key, spots
from dashboard.figures.map import Canvas, Spot, map_figure
from dashboard.filters import Offer
from dashboard.indicators.beneficiaries import (
    INDICATORS,
    Beneficiaries,
    Settlement,
    beneficiaries,
    message,
    on_record,
    settlements_table,
)
from dashboard.indicators.cities import here
from dashboard.queries import reference
from dashboard.queries.cache import remembered
from dashboard.queries.counts import by_key
from data_loader.months import last_complete_month, last_of_month
from data_loader.programme import Programme

UNITS = [("", "Люди"), ("services", "Услуги")]
NOBODY = "На карте пока никого"


def blocks(view: View) -> list[Block]:
    values = _values(view)
    said = message(values, view.programme, unit=view.filters.unit, category=_category_name(view))
    still = ["Месяц не окончен: числа ещё могут вырасти."] if values.unfinished else []
    lead = Block("lead", said.text, partial(parts.lead, said.text, *still))
    return [lead, _settlements(view, values) if values.settlements else _nowhere(view)]


def months(view: View) -> tuple[date, ...]:
    """Months that have services."""
    return tuple(by_key(view.counts("services_given", ["day"], until=None), "day"))


OFFER = Offer(parts=("city", "month", "until"), monthly=True, all_months=True, units=("services",), beside=("category",))
SUBJECT = Subject("beneficiaries", "Карта", OFFER, blocks, months, draws=True)


def _values(view: View) -> Beneficiaries:
    """All cities are counted, so that those who choose one ask nothing new."""
    shown: dict[str, Any] = {"cities": (), "items": (view.filters.category,) if view.filters.category else ()}
    if month := view.filters.month:
        shown |= {"since": month, "until": last_of_month(month)}
    people, services = (by_key(view.counts(what, ["place"], **shown), "place") for what in ("people_reached", "services_given"))
    cities, new = view.filters.cities, month is not None
    unfinished = month is not None and _is_unfinished(month, view)
    return beneficiaries(people, services, _on_record(view), view.programme, cities=cities, new=new, unfinished=unfinished)


def _is_unfinished(month: date, view: View) -> bool:
    return month > last_complete_month(view.today)


def _on_record(view: View) -> tuple[Settlement, ...]:
    """All settlements: read, and told from cities by their names, once for all views."""

    def read() -> tuple[Settlement, ...]:
        places = reference.places(view.snapshot)[["place", "name", "city", "lat", "lon"]]
        return on_record(places.itertuples(index=False, name=None), view.programme)

    return remembered(view.snapshot, view.viewer, "settlements", read)


def _settlements(view: View, values: Beneficiaries) -> Block:
    unit, programme = view.filters.unit, view.programme
    counted = "услуг" if unit == "services" else "людей, которым помогли впервые" if view.filters.month else "разных людей"
    found = cache(partial(spots, values, unit, programme))
    sizes = SIZES if has_map(values, unit, programme) else {}
    return Block(
        "settlements",
        "Услуги по месту" if unit == "services" else "Благополучатели по месту первой услуги",
        partial(map_and_list, values, unit, programme),
        settlements_table(values, programme, unit),
        remark=programme.map.credit or "",
        indicators=INDICATORS,
        sub=f"Площадь круга — число {counted}{_period(view)}{', по всем потокам' if view.cohorts else ''}",
        beside=parts.together(map_key(values, unit, programme), parts.segments("unit", UNITS, unit, "Что считать")),
        under=_categories(view),
        class_name="map",
        figures={name: partial(_figure, found, programme, canvas, close=bool(values.cities)) for name, canvas in sizes.items()},
    )


def _figure(found: Callable[[], list[Spot]], programme: Programme, canvas: Canvas, *, close: bool) -> Figure:
    """Of chosen cities the map comes close."""
    return map_figure(found(), programme.outline_path, canvas, close=close)


def _nowhere(view: View) -> Block:
    why = "Нет листа «Населённые пункты»: загрузите его вместе с листом «Услуги», и места появятся здесь."
    actions = []
    if view.filters.cities and _on_record(view):
        why = f"В листе «Населённые пункты» {here(len(view.filters.cities))} нет ни одного места."
        actions = [parts.button("Показать все города", view.filters.but(cities=()).href(view.path), first=True)]
    return Block("settlements", NOBODY, partial(notice.empty, NOBODY, why, actions))


def _categories(view: View) -> Markup | None:
    if not view.programme.categories:
        return None
    options = [("", "Все категории"), *((c.key, c.name) for c in view.programme.categories)]
    return parts.pills("category", options, view.filters.category, "Категория")


def _category_name(view: View) -> str:
    return view.programme.category(view.filters.category).name if view.filters.category else ""


def _period(view: View) -> str:
    """«, с февраля 2025 г. по октябрь 2026 г.»: the months that have services in what is shown; one that is not over is said to be so."""
    if month := view.filters.month:
        return f", {formats.month(month)}{', месяц не окончен' if _is_unfinished(month, view) else ''}"
    found = by_key(view.counts("services_given", ["day"]), "day")
    if not found:
        return ""
    first, last = min(found), max(found)
    still = f", {formats.month_name(last)} не окончен" if _is_unfinished(last, view) else ""
    if first == last:
        return f", {formats.month(last)}{still}"
    return f", с {formats.from_month(first, year=True)} по {formats.month(last)}{still}"

"""The map: where people were helped."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import Input, Output, callback, html

from dashboard import formats
from dashboard.callbacks.view import LOAD_VERSION, VIEW, View, explained, open_view, page_body
from dashboard.components import notice, parts
from dashboard.components.chart import chart
from dashboard.components.settlements import map_of, settlements_list
from dashboard.filters import Offer, end_of_month
from dashboard.indicators.beneficiaries import INDICATORS, Beneficiaries, beneficiaries, message, settlements_table
from dashboard.indicators.cities import here
from dashboard.queries import reference

PAGE = "beneficiaries"
BODY = "beneficiaries-body"
OFFER = Offer(parts=("city", "month", "until"), monthly=True, all_months=True, units=("services",), beside=("category",))


@callback(Output(BODY, "children"), Input(VIEW, "data"), Input(LOAD_VERSION, "data"), prevent_initial_call=True)
def show(query: str, _: Any) -> list[Any]:
    return content(query or "")


@explained
def content(query: str) -> list[Any]:
    with open_view(PAGE, query, OFFER) as view:
        values = _values(view)
        said = message(values, view.programme, unit=view.filters.unit, category=_category_name(view))
        return page_body(view, parts.lead(said.text), _map(view, values), months=_months(view))


def _values(view: View) -> Beneficiaries:
    shown: dict[str, Any] = {"items": (view.filters.category,) if view.filters.category else ()}
    if month := view.filters.month:
        shown |= {"since": month, "until": end_of_month(month)}
    return beneficiaries(
        view.counts("people_reached", ["place"], **shown),
        view.counts("services_given", ["place"], **shown),
        reference.places(view.snapshot),
        view.programme,
        cities=view.filters.cities,
        new=view.filters.month is not None,
    )


def _months(view: View) -> tuple[date, ...]:
    """Months that have services."""
    return tuple(day.date() for day in view.counts("services_given", ["day"], until=None)["day"])


def _map(view: View, values: Beneficiaries) -> html.Figure | html.Div:
    unit = view.filters.unit
    if not values.settlements:
        return _nowhere(view)
    counted = "услуг" if unit == "services" else "людей, которым помогли впервые" if view.filters.month else "разных людей"
    title = "Услуги по месту" if unit == "services" else "Благополучатели по месту первой услуги"
    return chart(
        view.shown,
        "settlements",
        title,
        html.Div([map_of(values, unit, view.programme), settlements_list(values, unit)], className="mapgrid"),
        settlements_table(values, unit),
        source=". ".join(["листы «Услуги», «Населённые пункты»", *filter(None, [view.programme.map.credit])]),
        indicators=INDICATORS,
        sub=f"Площадь круга — число {counted}{_period(view)}{', по всем потокам' if view.cohorts else ''}",
        beside=parts.segments("unit", [("", "Люди"), ("services", "Услуги")], unit, "Что считать"),
        under=_categories(view),
        class_name="map",
    )


def _nowhere(view: View) -> html.Div:
    if view.filters.cities and not reference.places(view.snapshot).empty:
        why = f"В листе «Населённые пункты» {here(len(view.filters.cities))} нет ни одного места."
        everything = parts.button("Показать все города", view.filters.but(cities=()).href(view.path), first=True)
        return notice.empty("На карте пока никого", why, [everything])
    why = "Нет листа «Населённые пункты»: загрузите его вместе с листом «Услуги», и места появятся здесь."
    return notice.empty("На карте пока никого", why)


def _categories(view: View) -> Any:
    if not view.programme.categories:
        return None
    options = [("", "Все категории"), *((c.key, c.name) for c in view.programme.categories)]
    return parts.pills("category", options, view.filters.category, "Категория")


def _category_name(view: View) -> str:
    return view.programme.category(view.filters.category).name if view.filters.category else ""


def _period(view: View) -> str:
    """«, с февраля 2025 г. по октябрь 2026 г.»: the months that have services in what is shown."""
    if view.filters.month:
        return f", {formats.month(view.filters.month)}"
    months = view.counts("services_given", ["day"])["day"]
    if months.empty:
        return ""
    first, last = months.min().date(), months.max().date()
    if first == last:
        return f", {formats.month(last)}"
    return f", с {formats.from_month(first, year=True)} по {formats.month(last)}"

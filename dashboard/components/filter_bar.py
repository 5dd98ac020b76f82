"""The filter bar: a sentence whose words can be changed, and at its right the date and load of the data.

Every menu is a native `<details>`; the controls have the ids `parts.filter_id(part)`, and `assets/view.js`
turns their values into the URL. Nothing here asks the server.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard import formats
from dashboard.components.parts import aria, filter_id
from dashboard.filters import Filters, Offer, Phrase, phrases
from dashboard.stamp import Stamp
from data_loader.programme import Programme


@dataclass(frozen=True)
class Choices:
    """What can be chosen, from the data: enrolled people per city, cohorts on record, months that have data."""

    enrolled: Mapping[str, int] = field(default_factory=dict)
    cohorts: Sequence[str] = ()
    months: Sequence[date] = ()


@dataclass(frozen=True)
class Bar:
    """What the filter bar is made of."""

    filters: Filters
    programme: Programme
    today: date
    offer: Offer
    choices: Choices
    stamp: Stamp
    path: str


def filter_bar(bar: Bar) -> html.Div:
    said = phrases(bar.filters, bar.programme, bar.today, bar.offer, with_cohorts=bool(bar.choices.cohorts))
    sentence: list[Any] = []
    for number, phrase in enumerate(said):
        sentence += [", " if number else "", _before(phrase, first=number == 0), _word(phrase, bar)]
    if bar.filters.anything:
        reset = bar.filters.but(cities=(), cohorts=(), until=None, month=None, category="")
        sentence += [" ", dcc.Link("Сбросить", href=reset.href(bar.path), className="reset nw")]
    return html.Div(html.Div([html.Span(sentence), _fresh(bar.stamp)], className="page"), className="says")


def known_bar(filters: Filters, stamp: Stamp, today: date, path: str) -> html.Div | None:
    """The dark bar over a view of the past; None over the newest data."""
    if filters.known_at is None:
        return None
    when = f"на {formats.day(today)}"
    if isinstance(filters.known_at, int):
        when = f"после загрузки № {filters.known_at}, {formats.day(stamp.day)}"
    back = dcc.Link("К последним данным", href=filters.but(known_at=None).href(path), className="back")
    words = html.Span(html.B(formats.bind(f"Как было известно {when}")))
    return html.Div(html.Div([words, back], className="page"), className="known", role="status")


# --- inside -------------------------------------------------------------------------------------------------


def _before(phrase: Phrase, *, first: bool) -> str:
    words = formats.capital(phrase.before) if first else phrase.before
    return f"{words} " if words else ""


def _fresh(stamp: Stamp) -> html.Span:
    if not stamp.load:
        return html.Span("Данных ещё нет", className="fresh")
    if stamp.demo:
        return html.Span([html.Span("Демонстрационные данные", className="demo"), f" {stamp.on()}"], className="fresh")
    return html.Span(f"Данные {stamp.on()}", className="fresh")


def _word(phrase: Phrase, bar: Bar) -> Any:
    if phrase.part == "city" and len(bar.programme.cities) == 1:
        return html.B(phrase.words)
    label, content = _MENUS[phrase.part]
    return _menu(phrase, label, content(bar))


def _menu(phrase: Phrase, label: str, content: Sequence[Any]) -> html.Details:
    words: list[Any] = [html.Span(f"{label}: ", className="vh"), phrase.words]
    summary = html.Summary(words, className="tok", id=f"pick-{phrase.part}-word")
    menu = html.Div(list(content), className="menu", role="group", **aria(label=label))
    return html.Details([summary, menu], className="pick", id=f"pick-{phrase.part}")


def _cities(bar: Bar) -> list[Any]:
    enrolled = bar.choices.enrolled
    options = [{"value": city.key, "label": [city.name, _count(enrolled.get(city.key))]} for city in bar.programme.cities]
    control = dbc.Checklist(id=filter_id("city"), options=options, value=list(bar.filters.cities))
    return [control, _foot("зачислено человек", "Все города", bar.filters.but(cities=()).href(bar.path))]


def _count(number: int | None) -> Any:
    return html.Span("" if number is None else formats.number(number))


def _cohorts(bar: Bar) -> list[Any]:
    options = [{"value": cohort, "label": cohort or "без названия"} for cohort in bar.choices.cohorts]
    control = dbc.Checklist(id=filter_id("cohort"), options=options, value=list(bar.filters.cohorts))
    return [control, _foot("", "Все потоки", bar.filters.but(cohorts=()).href(bar.path))]


def _categories(bar: Bar) -> list[Any]:
    options = [{"value": "", "label": "Все категории"}]
    options += [{"value": category.key, "label": category.name} for category in bar.programme.categories]
    return [dbc.RadioItems(id=filter_id("category"), options=options, value=bar.filters.category)]


def _months(bar: Bar) -> list[Any]:
    """Newest first; the default is the month of today, or all months where the page can show them."""
    default, chosen = None if bar.offer.all_months else bar.today.replace(day=1), bar.filters.month
    known = {month for month in (default, *bar.choices.months, chosen) if month}
    options = [{"value": "", "label": "Все месяцы"}] if default is None else []
    options += [
        {"value": "" if month == default else f"{month:%Y-%m}", "label": formats.month(month)}
        for month in sorted(known, reverse=True)
    ]
    value = f"{chosen:%Y-%m}" if chosen and chosen != default else ""
    return [html.Div(dbc.RadioItems(id=filter_id("month"), options=options, value=value), className="tall")]


def _until(bar: Bar) -> list[Any]:
    day, last = formats.iso(bar.filters.until or bar.today), formats.iso(bar.today)
    control = dbc.Input(id=filter_id("until"), type="date", value=day, max=last, min="1990-01-01")
    label = html.Label([html.Span("Последний день"), control], className="day")
    return [label, _foot("", "По последний день", bar.filters.but(until=None).href(bar.path))]


_MENUS: dict[str, tuple[str, Callable[[Bar], list[Any]]]] = {
    "city": ("Города", _cities),
    "cohort": ("Потоки", _cohorts),
    "category": ("Категория", _categories),
    "month": ("Месяц", _months),
    "until": ("События по какой день", _until),
}


def _foot(words: str, link: str, href: str) -> html.Div:
    return html.Div([html.Span(words, className="mut"), dcc.Link(link, href=href)], className="ft")

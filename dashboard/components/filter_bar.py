"""The filter bar: a sentence whose words can be changed, and at its right the date and load of the data.

Every menu is a native `<details>`; the controls have the ids `parts.filter_id(part)`, and `assets/view.js`
turns their values into the URL. Nothing here asks the server.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """What can be chosen, from the data: enrolled people per city, cohorts on record, months that have
    data."""

    enrolled: Mapping[str, int] = field(default_factory=dict)
    cohorts: Sequence[str] = ()
    months: Sequence[date] = ()


def filter_bar(
    filters: Filters,
    programme: Programme,
    today: date,
    offer: Offer,
    choices: Choices,
    stamp: Stamp,
    path: str,
) -> html.Div:
    said = phrases(filters, programme, today, offer, with_cohorts=bool(choices.cohorts))
    sentence: list[Any] = []
    for number, phrase in enumerate(said):
        sentence += [
            ", " if number else "",
            _before(phrase, first=number == 0),
            _word(phrase, filters, programme, today, choices, path),
        ]
    if filters.anything:
        reset = filters.but(cities=(), cohorts=(), until=None, month=None, category="")
        sentence += [" ", dcc.Link("Сбросить", href=reset.href(path), className="reset nw")]
    return html.Div(html.Div([html.Span(sentence), _fresh(stamp)], className="page"), className="says")


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
    words = phrase.before[:1].upper() + phrase.before[1:] if first else phrase.before
    return f"{words} " if words else ""


def _fresh(stamp: Stamp) -> html.Span:
    if not stamp.load:
        return html.Span("Данных ещё нет", className="fresh")
    if stamp.demo:
        return html.Span(
            [html.Span("Демонстрационные данные", className="demo"), f" {stamp.on()}"], className="fresh"
        )
    return html.Span(f"Данные {stamp.on()}", className="fresh")


def _word(
    phrase: Phrase, filters: Filters, programme: Programme, today: date, choices: Choices, path: str
) -> Any:
    if phrase.part == "city":
        if len(programme.cities) == 1:
            return html.B(phrase.words)
        return _menu(phrase, "Города", _cities(filters, programme, choices, path))
    if phrase.part == "cohort":
        return _menu(phrase, "Потоки", _cohorts(filters, choices, path))
    if phrase.part == "category":
        return _menu(phrase, "Категория", _categories(filters, programme))
    if phrase.part == "month":
        return _menu(phrase, "Месяц", _months(filters, today, choices))
    return _menu(phrase, "События по какой день", _until(filters, today, path))


def _menu(phrase: Phrase, label: str, content: Sequence[Any]) -> html.Details:
    words: list[Any] = [html.Span(f"{label}: ", className="vh"), phrase.words]
    summary = html.Summary(words, className="tok", id=f"pick-{phrase.part}-word")
    menu = html.Div(list(content), className="menu", role="group", **aria(label=label))
    return html.Details([summary, menu], className="pick", id=f"pick-{phrase.part}")


def _cities(filters: Filters, programme: Programme, choices: Choices, path: str) -> list[Any]:
    options = [
        {"value": city.key, "label": [city.name, _count(choices.enrolled.get(city.key))]}
        for city in programme.cities
    ]
    control = dbc.Checklist(id=filter_id("city"), options=options, value=list(filters.cities))
    return [control, _foot("зачислено человек", "Все города", filters.but(cities=()).href(path))]


def _count(number: int | None) -> Any:
    return html.Span("" if number is None else formats.number(number))


def _cohorts(filters: Filters, choices: Choices, path: str) -> list[Any]:
    options = [{"value": cohort, "label": cohort or "без названия"} for cohort in choices.cohorts]
    control = dbc.Checklist(id=filter_id("cohort"), options=options, value=list(filters.cohorts))
    return [control, _foot("", "Все потоки", filters.but(cohorts=()).href(path))]


def _categories(filters: Filters, programme: Programme) -> list[Any]:
    options = [{"value": "", "label": "Все категории"}]
    options += [{"value": category.key, "label": category.name} for category in programme.categories]
    return [dbc.RadioItems(id=filter_id("category"), options=options, value=filters.category)]


def _months(filters: Filters, today: date, choices: Choices) -> list[Any]:
    """Newest first; the month of today is the default."""
    this = today.replace(day=1)
    months = sorted({this, *choices.months, *([filters.month] if filters.month else [])}, reverse=True)
    options = [
        {"value": "" if month == this else f"{month:%Y-%m}", "label": formats.month(month)}
        for month in months
    ]
    chosen = "" if filters.month in (None, this) else f"{filters.month:%Y-%m}"
    return [html.Div(dbc.RadioItems(id=filter_id("month"), options=options, value=chosen), className="tall")]


def _until(filters: Filters, today: date, path: str) -> list[Any]:
    day = formats.iso(filters.until or today)
    control = dbc.Input(
        id=filter_id("until"), type="date", value=day, max=formats.iso(today), min="1990-01-01"
    )
    label = html.Label([html.Span("Последний день"), control], className="day")
    return [label, _foot("", "По последний день", filters.but(until=None).href(path))]


def _foot(words: str, link: str, href: str) -> html.Div:
    return html.Div([html.Span(words, className="mut"), dcc.Link(link, href=href)], className="ft")

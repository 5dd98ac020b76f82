"""The funnel: people through the School, or organisations onto the registers."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import ALL, ClientsideFunction, Input, Output, callback, clientside_callback, html

from dashboard import formats
from dashboard.callbacks.view import LOAD_VERSION, VIEW, View, explained, open_view, page_body
from dashboard.components import notice, parts
from dashboard.components.chart import chart
from dashboard.components.funnel import BARS, people
from dashboard.components.funnel_tracks import few, organisations, term_words
from dashboard.filters import Offer
from dashboard.indicators.funnel import (
    CONVERSION,
    ENTERED,
    TRACK,
    Funnel,
    funnel_table,
    message,
    school_funnel,
    track_funnel,
    tracks_message,
)
from data_loader.programme import City, Track

PAGE = "funnel"
BODY = "funnel-body"
ORGANISATIONS = "organisations"
OFFER = Offer(parts=("city", "cohort", "until"), units=(ORGANISATIONS,))


@callback(Output(BODY, "children"), Input(VIEW, "data"), Input(LOAD_VERSION, "data"), prevent_initial_call=True)
def show(query: str, _: Any) -> list[Any]:
    return content(query or "")


clientside_callback(
    ClientsideFunction("funnel", "open"),
    Input({"type": BARS, "column": ALL}, "clickData"),
    prevent_initial_call=True,
)


@explained
def content(query: str) -> list[Any]:
    with open_view(PAGE, query, OFFER) as view:
        return _organisations(view) if view.filters.unit == ORGANISATIONS and view.programme.tracks else _people(view)


def _everywhere(view: View, measure: str, *by: str) -> pd.DataFrame:
    """Of all cities: those shown are measured against them."""
    return view.counts(measure, ["city", "item", *by], cities=())


def _people(view: View) -> list[Any]:
    cities = view.filters.city_keys(view.programme)
    waiting = None if view.filters.until else _everywhere(view, "participants_waiting", "day")
    entered, left = (_everywhere(view, f"participants_{what}") for what in ("entered", "left"))
    funnel = school_funnel(entered, left, waiting, view.programme, cities, view.today)
    lead = parts.lead(message(funnel, view.programme).text, beside=_switch(view))
    if not funnel.total.steps[0].entered:
        return page_body(view, lead, _nobody())
    return page_body(view, lead, _people_chart(view, funnel))


def _people_chart(view: View, funnel: Funnel) -> html.Figure:
    points = formats.number(view.programme.attention.points_behind)
    many = len(funnel.cities) > 1
    return chart(
        view.shown,
        "steps",
        f"Каждый шаг: кто пошёл дальше, ждёт{', стоит' if funnel.known_late else ''} и выбыл",
        people(funnel, view.programme, lambda city: _who_stands(view, city)),
        funnel_table(funnel, view.programme.school.exits),
        source=f"{ENTERED.source}; справа — доля от вошедших в предыдущий шаг"
        + (f", красным — больше чем на {points} пунктов ниже, чем по всем городам" if funnel.compared else ""),
        indicators=(ENTERED, CONVERSION),
        sub=[f"Человек{'; все города в одном масштабе' if many else ''}.", *_people_key(view, funnel)],
    )


def _people_key(view: View, funnel: Funnel) -> list[html.Span]:
    days = formats.days_genitive(view.programme.attention.waiting_days)
    waiting = [parts.swatch("wait", f"ждут до {days}"), parts.swatch("late", f"стоят дольше {days}")]
    exits = ", ".join(exit_.counted.few if exit_.counted else exit_.name.lower() for exit_ in view.programme.school.exits)
    return [
        parts.swatch("done", "пошли дальше"),
        *(waiting if funnel.known_late else [parts.swatch("wait", f"ждали: кто дольше {days}, видно только на последний день")]),
        *([parts.swatch("gone", exits)] if exits else []),
    ]


def _who_stands(view: View, city: City) -> str:
    """The view that names those who stand still in a city; nobody can on a past day."""
    return view.filters.but(cities=(city.key,), unit="").href("/stages")


def _organisations(view: View) -> list[Any]:
    funnels = [(track, _track(view, track)) for track in view.programme.tracks]
    charts = [_track_chart(view, number, *pair) for number, pair in enumerate(funnels)]
    return page_body(view, parts.lead(tracks_message(funnels).text, beside=_switch(view)), *charts)


def _track(view: View, track: Track) -> Funnel:
    waiting = None if view.filters.until else _everywhere(view, "organisations_waiting", "day")
    entered, left = (_everywhere(view, f"organisations_{what}") for what in ("entered", "left"))
    return track_funnel(entered, left, waiting, track, view.programme, view.filters.city_keys(view.programme), view.today)


def _track_chart(view: View, number: int, track: Track, funnel: Funnel) -> html.Figure:
    drawing: Any = organisations(funnel, track, view.programme.attention, f"track-{number + 1}")
    if not funnel.total.steps[0].entered:
        drawing = notice.empty("На этом пути пока никого", "В листе «Статус» нет записей об этом реестре для выбранных городов.")
    return chart(
        view.shown,
        f"track-{track.key}",
        f"Путь организаций в{formats.NBSP}{track.forms.acc}" if track.forms.acc else f"Путь организаций: {track.name}",
        drawing,
        funnel_table(funnel, track.exits),
        source=f"{TRACK.source}; {term_words(track, view.programme.attention)}",
        indicators=(TRACK,),
        sub=[_track_unit(view, funnel), *_track_key(track, funnel)],
    )


def _track_unit(view: View, funnel: Funnel) -> str:
    unit = "Один квадрат — одна организация" if few(funnel) else "Организаций; все города в одном масштабе"
    return f"{unit}{'; по всем потокам' if view.filters.cohorts else ''}."


def _track_key(track: Track, funnel: Funnel) -> list[html.Span]:
    waiting = [parts.swatch("wait", "ждёт в срок"), parts.swatch("late", "стоит дольше срока")]
    return [
        parts.swatch("done", "пошла дальше"),
        *(waiting if funnel.known_late else [parts.swatch("wait", "ждала: кто дольше срока, видно только на последний день")]),
        *([parts.swatch("gone", ", ".join(exit_.name.lower() for exit_ in track.exits))] if track.exits else []),
    ]


def _switch(view: View) -> Any:
    if not view.programme.tracks:
        return None
    return parts.segments("unit", [("", "Люди"), (ORGANISATIONS, "Организации")], view.filters.unit, "Кого считать")


def _nobody() -> html.Div:
    return notice.empty(
        "Воронке нечего показать",
        "В выбранных данных нет записей листа «Этапы».",
        [parts.button("Показать всё", "/funnel", first=True)],
    )

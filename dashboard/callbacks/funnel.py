"""The funnel: people through the School, or organisations onto the registers."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, callback, html

from dashboard import formats
from dashboard.callbacks.view import LOAD_VERSION, VIEW, View, explained, open_view, page_body
from dashboard.components import notice, parts
from dashboard.components.chart import chart
from dashboard.components.funnel import organisations, people
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
    track_message,
)
from data_loader.programme import Track

PAGE = "funnel"
BODY = "funnel-body"
ORGANISATIONS = "organisations"
OFFER = Offer(parts=("city", "cohort", "until"), units=(ORGANISATIONS,))


@callback(Output(BODY, "children"), Input(VIEW, "data"), Input(LOAD_VERSION, "data"), prevent_initial_call=True)
def show(query: str, _: Any) -> list[Any]:
    return content(query or "")


@explained
def content(query: str) -> list[Any]:
    with open_view(PAGE, query, OFFER) as view:
        return _organisations(view) if view.filters.unit == ORGANISATIONS and view.programme.tracks else _people(view)


def _people(view: View) -> list[Any]:
    cities = view.filters.city_keys(view.programme)
    waiting = None if view.filters.until else view.counts("participants_waiting", ["city", "item", "day"])
    entered, left = (view.counts(f"participants_{what}", ["city", "item"]) for what in ("entered", "left"))
    funnel = school_funnel(entered, left, waiting, view.programme, cities, view.today)
    lead = parts.lead(message(funnel, view.programme).text, beside=_switch(view))
    if not funnel.total.steps[0].entered:
        return page_body(view, lead, _nobody())
    return page_body(view, lead, _people_chart(view, funnel))


def _people_chart(view: View, funnel: Funnel) -> html.Figure:
    days = formats.counted(view.programme.attention.waiting_days, *formats.DAYS)
    known = funnel.total.steps[0].late is not None
    waiting = [parts.swatch("wait", f"ждут до {days}"), parts.swatch("late", f"стоят дольше {days}")]
    keys = [
        parts.swatch("done", "пошли дальше"),
        *(waiting if known else [parts.swatch("wait", "ждали")]),
        parts.swatch("gone", "выбыли, отказано"),
    ]
    points = formats.number(view.programme.attention.points_behind)
    return chart(
        view.shown,
        "steps",
        "Каждый шаг: кто пошёл дальше, ждёт, стоит и выбыл",
        people(funnel, view.programme),
        funnel_table(funnel, view.programme.school.exits),
        source=f"{ENTERED.source}; справа — доля от вошедших в предыдущий шаг, красным — больше чем на {points} пунктов ниже, чем по всем городам",
        indicators=(ENTERED, CONVERSION),
        sub=["Человек; все города в одном масштабе.", *keys],
    )


def _organisations(view: View) -> list[Any]:
    funnels = [_track(view, track) for track in view.programme.tracks]
    said = track_message(funnels[0], view.programme.tracks[0])
    charts = [_track_chart(view, track, funnel) for track, funnel in zip(view.programme.tracks, funnels, strict=True)]
    return page_body(view, parts.lead(said.text, beside=_switch(view)), *charts)


def _track(view: View, track: Track) -> Funnel:
    waiting = None if view.filters.until else view.counts("organisations_waiting", ["city", "item", "day"])
    entered, left = (view.counts(f"organisations_{what}", ["city", "item"]) for what in ("entered", "left"))
    return track_funnel(entered, left, waiting, track, view.programme, view.filters.city_keys(view.programme), view.today)


def _track_chart(view: View, track: Track, funnel: Funnel) -> html.Figure:
    title = f"Путь организаций: {track.name}"
    few = funnel.largest <= 12
    keys = [
        parts.swatch("done", "пошла дальше"),
        parts.swatch("wait", "ждёт в срок"),
        parts.swatch("late", "стоит дольше срока"),
        parts.swatch("gone", "отказ"),
    ]
    unit = (
        "Один квадрат — одна организация; по всем потокам."
        if few
        else "Организация; все города в одном масштабе; по всем потокам."
    )
    clock = "; срок — настройка, сверьте с действующим актом" if any(step.due_days for step in track.steps) else ""
    drawing: Any = organisations(funnel, track, view.programme)
    if not funnel.total.steps[0].entered:
        drawing = notice.empty("На этом пути пока никого", "В листе «Статус» нет записей об этом реестре для выбранных городов.")
    return chart(
        view.shown,
        f"track-{track.key}",
        title,
        drawing,
        funnel_table(funnel, track.exits),
        source=f"{TRACK.source}{clock}",
        indicators=(TRACK,),
        sub=[unit, *keys],
    )


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

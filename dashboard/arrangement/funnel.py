"""The funnel: people through the School, or organisations onto the registers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd
from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.components.funnel import people
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
from data_loader.programme import City, Programme, Track

ORGANISATIONS = "organisations"


def blocks(view: View) -> list[Block]:
    return _organisations(view) if view.filters.unit == ORGANISATIONS and view.programme.tracks else _people(view)


SUBJECT = Subject("funnel", "Воронка", Offer(parts=("city", "cohort", "until"), units=(ORGANISATIONS,)), blocks)


def _lead(view: View, text: str) -> Block:
    return Block("lead", text, partial(parts.lead, text, beside=_switch(view.filters.unit) if view.programme.tracks else None))


def _switch(unit: str) -> Markup:
    return parts.segments("unit", [("", "Люди"), (ORGANISATIONS, "Организации")], unit, "Кого считать")


def _everywhere(view: View, owner: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame | None]:
    """Who entered each step, left at it and waits there, in all cities: those shown are measured against them. Nobody is known to
    wait on a past day.
    """
    entered, left = (view.counts(f"{owner}_{what}", ["city", "item"], cities=()) for what in ("entered", "left"))
    waiting = None if view.filters.until else view.counts(f"{owner}_waiting", ["city", "item", "day"], cities=())
    return entered, left, waiting


# --- people -----------------------------------------------------------------------------------------------------------


def _people(view: View) -> list[Block]:
    cities = view.filters.city_keys(view.programme)
    funnel = school_funnel(*_everywhere(view, "participants"), view.programme, cities, view.today)
    lead = _lead(view, message(funnel, view.programme).text)
    return [lead, _people_block(view, funnel) if funnel.total.steps[0].entered else _nobody()]


def _people_block(view: View, funnel: Funnel) -> Block:
    far = f", красным — больше чем на {formats.number(view.programme.attention.points_behind)} пунктов ниже, чем по всем городам"
    return Block(
        "steps",
        f"Каждый шаг: кто пошёл дальше, ждёт{', стоит' if funnel.known_late else ''} и выбыл",
        lambda: people(funnel, view.programme, partial(_who_stands, view)),
        funnel_table(funnel, view.programme.school.exits),
        remark=f"справа — доля от вошедших в предыдущий шаг{far if funnel.compared else ''}",
        indicators=(ENTERED, CONVERSION),
        sub=[
            f"Человек{'; все города в одном масштабе' if len(funnel.cities) > 1 else ''}.",
            *_people_key(view.programme, funnel),
        ],
    )


def _people_key(programme: Programme, funnel: Funnel) -> list[Markup]:
    days = formats.days_genitive(programme.attention.waiting_days)
    waiting = [parts.swatch("wait", f"ждут до {days}"), parts.swatch("late", f"стоят дольше {days}")]
    if not funnel.known_late:
        waiting = [parts.swatch("wait", f"ждали: кто дольше {days}, видно только на последний день")]
    exits = (exit_.counted.few if exit_.counted else exit_.name.lower() for exit_ in programme.school.exits)
    return [parts.swatch("done", "пошли дальше"), *waiting, *_gone(exits)]


def _gone(exits: Iterable[str]) -> list[Markup]:
    names = ", ".join(exits)
    return [parts.swatch("gone", names)] if names else []


def _who_stands(view: View, city: City) -> str:
    """The view that names those who stand still in a city."""
    return view.filters.but(cities=(city.key,), unit="").href("/stages")


def _nobody() -> Block:
    title = "Воронке нечего показать"
    again = parts.button("Показать всё", "/funnel", first=True)
    return Block("nobody", title, partial(notice.empty, title, "В выбранных данных нет записей листа «Этапы».", [again]))


# --- organisations ----------------------------------------------------------------------------------------------------


def _organisations(view: View) -> list[Block]:
    counted, cities = _everywhere(view, ORGANISATIONS), view.filters.city_keys(view.programme)
    funnels = [(track, track_funnel(*counted, track, view.programme, cities, view.today)) for track in view.programme.tracks]
    lead = _lead(view, tracks_message(funnels).text)
    return [lead, *(_track_block(view, f"track-{number}", *pair) for number, pair in enumerate(funnels, start=1))]


def _track_block(view: View, name: str, track: Track, funnel: Funnel) -> Block:
    attention = view.programme.attention

    def drawn() -> Markup:
        if funnel.total.steps[0].entered:
            return organisations(funnel, track, attention, name)
        return notice.empty("На этом пути пока никого", "В листе «Статус» нет записей об этом реестре для выбранных городов.")

    return Block(
        f"track-{track.key}",
        f"Путь организаций в{formats.NBSP}{track.forms.acc}" if track.forms.acc else f"Путь организаций: {track.name}",
        drawn,
        funnel_table(funnel, track.exits),
        remark=term_words(track, attention),
        indicators=(TRACK,),
        sub=[_track_unit(view, funnel), *_track_key(track, funnel)],
    )


def _track_unit(view: View, funnel: Funnel) -> str:
    unit = "Один квадрат — одна организация" if few(funnel) else "Организаций; все города в одном масштабе"
    return f"{unit}{'; по всем потокам' if view.filters.cohorts else ''}."


def _track_key(track: Track, funnel: Funnel) -> list[Markup]:
    waiting = [parts.swatch("wait", "ждёт в срок"), parts.swatch("late", "стоит дольше срока")]
    if not funnel.known_late:
        waiting = [parts.swatch("wait", "ждала: кто дольше срока, видно только на последний день")]
    return [parts.swatch("done", "пошла дальше"), *waiting, *_gone(exit_.name.lower() for exit_ in track.exits)]

"""The funnel: people through the School, or organisations onto the registers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd
from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.comparing import began, compared, grown, young
from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.components.funnel import drawn, people, red
from dashboard.components.funnel_tracks import few, organisations, term_words
from dashboard.filters import Offer
from dashboard.grammar import nouns
from dashboard.indicators.cohorts import about_young
from dashboard.indicators.differences import about
from dashboard.indicators.funnel import (
    CONVERSION,
    ENTERED,
    ON_GROWN,
    TRACK,
    Frames,
    Funnel,
    Step,
    funnel_table,
    message,
    school_funnel,
    track_funnel,
    tracks_message,
)
from dashboard.indicators.waiting import standing_anchor
from data_loader.programme import City, Programme, Track

ORGANISATIONS = "organisations"


def blocks(view: View) -> list[Block]:
    return _organisations(view) if view.filters.unit == ORGANISATIONS and view.programme.tracks else _people(view)


SUBJECT = Subject("funnel", "Воронка", Offer(parts=("city", "cohort", "until"), units=(ORGANISATIONS,)), blocks)


def _lead(view: View, text: str, *paragraphs: str) -> Block:
    switch = _switch(view.filters.unit) if view.programme.tracks else None
    return Block("lead", text, partial(parts.lead, text, *filter(None, paragraphs), beside=switch))


def _switch(unit: str) -> Markup:
    return parts.segments("unit", [("", "Люди"), (ORGANISATIONS, "Организации")], unit, "Кого считать")


def _everywhere(view: View, owner: str) -> Frames:
    """In all cities: those shown are part of them. Nobody is known to stand on a past day."""
    entered, left = (view.counts(f"{owner}_{what}", ["city", "item"], cities=()) for what in ("entered", "left"))
    waiting = None if view.filters.until else view.counts(f"{owner}_waiting", ["city", "item", "day"], cities=())
    return Frames(entered, left, waiting)


# --- people -----------------------------------------------------------------------------------------------------------


def _people(view: View) -> list[Block]:
    cities = view.filters.city_keys(view.programme)
    frames = _everywhere(view, "participants")
    funnel = school_funnel(frames, _grown(view, frames.entered), view.programme, cities, view.today, compared(view))
    said = message(funnel, view.programme)
    if not funnel.total.steps[0].entered:
        return [_lead(view, said.text), _nobody()]
    without = _about_young(view, funnel) if said.key in ON_GROWN else ""
    under = " ".join(filter(None, [without, about(funnel.apart, funnel.shown, view.programme)]))
    return [_lead(view, said.text, under), _people_block(view, funnel)]


def _grown(view: View, everybody: pd.DataFrame) -> pd.DataFrame:
    """Of the same, those of cohorts that can be judged."""
    cohorts = grown(view)
    return view.counts("participants_entered", ["city", "item"], cities=(), cohorts=cohorts) if cohorts else everybody.iloc[:0]


def _about_young(view: View, funnel: Funnel) -> str:
    """Which of the cohorts shown it is too early to judge; nothing where nobody is enrolled in them."""
    completed, found = funnel.total.completed, young(view)
    if not completed or not completed.young:
        return ""
    enrolled = view.counts("participants_entered", ["cohort"], items=[view.programme.enrolment.key])
    names = [name or "без названия" for name in enrolled["cohort"].tolist() if name in found]
    return about_young(names, began(view), alone=not completed.grown.denominator)


def _people_block(view: View, funnel: Funnel) -> Block:
    return Block(
        "steps",
        f"Каждый шаг: кто пошёл дальше, кто на шаге{', кто стоит' if funnel.known_late else ''} и кто выбыл",
        lambda: people(funnel, view.programme, partial(_who_stands, view)),
        funnel_table(funnel, view.programme.school.exits),
        remark="рядом с числом — из скольких вошедших в предыдущий шаг",
        indicators=(ENTERED, CONVERSION),
        sub=[
            f"Число людей{'; все города в одном масштабе' if len(funnel.cities) > 1 else ''}.",
            *_people_key(view.programme, funnel),
        ],
    )


def _people_key(programme: Programme, funnel: Funnel) -> list[Markup]:
    days = nouns.DAY.counted_in(programme.attention.waiting_days, "gen")
    within = f"на шаге до {days}" if funnel.known_late else f"на шаге: кто дольше {days}, видно только на последний день"
    exits = (exit_.counted.few if exit_.counted else exit_.name.lower() for exit_ in programme.school.exits)
    return [*_key(funnel, "пошли дальше", within, f"стоят дольше {days}", exits), *_red(funnel, days)]


def _red(funnel: Funnel, days: str) -> list[Markup]:
    """What red words say, where there are any."""
    behind, standing = (any(one.city in funnel.shown for one in some) for some in (funnel.apart.behind, funnel.apart.standing))
    said = [*(["дошла меньшая доля зачисленных"] if behind else []), *([f"дольше {days} стоит большая"] if standing else [])]
    return [red(f"{' или '.join(said)}, чем в других городах; вряд ли случайно")] if said else []


def _key(funnel: Funnel, done: str, wait: str, late: str, exits: Iterable[str]) -> list[Markup]:
    """A word for every status that is drawn."""
    words: dict[parts.Status, str] = {"done": done, "wait": wait, "late": late, "gone": ", ".join(exits)}
    found = drawn(funnel)
    return [parts.swatch(status, said) for status, said in words.items() if status in found]


def _who_stands(view: View, city: City, step: Step) -> str:
    """Where those who stand at a step of a city are marked and named."""
    return f"{view.filters.but(cities=(city.key,), unit='').href('/stages')}#{standing_anchor(city.key, step.key)}"


def _nobody() -> Block:
    title = "Воронке нечего показать"
    again = parts.button("Показать всё", "/funnel", first=True)
    return Block("nobody", title, partial(notice.empty, title, "В выбранных данных нет записей листа «Этапы».", [again]))


# --- organisations ----------------------------------------------------------------------------------------------------


def _organisations(view: View) -> list[Block]:
    frames, cities = _everywhere(view, ORGANISATIONS), view.filters.city_keys(view.programme)
    funnels = [(track, track_funnel(frames, track, view.programme, cities, view.today)) for track in view.programme.tracks]
    lead = _lead(view, tracks_message(funnels).text)
    return [lead, *(_track_block(view, f"track-{number}", *pair) for number, pair in enumerate(funnels, start=1))]


def _track_block(view: View, name: str, track: Track, funnel: Funnel) -> Block:
    attention = view.programme.attention

    def made() -> Markup:
        if funnel.total.steps[0].entered:
            return organisations(funnel, track, attention, name)
        return notice.empty("На этом пути пока никого", "В листе «Статус» нет записей об этом реестре для выбранных городов.")

    return Block(
        f"track-{track.key}",
        f"Путь организаций в{formats.NBSP}{track.forms.acc}" if track.forms.acc else f"Путь организаций: {track.name}",
        made,
        funnel_table(funnel, track.exits),
        remark=term_words(track, attention),
        indicators=(TRACK,),
        sub=[*_track_unit(view, funnel), *_track_key(track, funnel)],
    )


def _track_unit(view: View, funnel: Funnel) -> list[str]:
    """What a mark is, where there are marks."""
    several = "; все города в одном масштабе" if len(funnel.cities) > 1 else ""
    unit = "Один квадрат — одна организация" if few(funnel) else f"Число организаций{several}"
    return [f"{unit}{'; по всем потокам' if view.filters.cohorts else ''}."] if funnel.largest else []


def _track_key(track: Track, funnel: Funnel) -> list[Markup]:
    within = "на шаге в срок" if funnel.known_late else "на шаге: кто дольше срока, видно только на последний день"
    return _key(funnel, "пошла дальше", within, "стоит дольше срока", (exit_.name.lower() for exit_ in track.exits))

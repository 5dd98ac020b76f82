"""The overview: four numbers, a row per city, what needs attention, how fresh the data are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
from dash import Input, Output, callback, html

from dashboard import formats
from dashboard.callbacks.view import LOAD_VERSION, VIEW, View, explained, open_view, page_body, path_of
from dashboard.components import notice, parts
from dashboard.components.chart import chart
from dashboard.components.city_rows import city_rows as rows_of_cities
from dashboard.components.freshness import freshness
from dashboard.components.kpi import kpis
from dashboard.components.watch import watch
from dashboard.filters import Offer, last_complete_month, say_cohorts
from dashboard.indicators.attention import Contact, Enrolment, Fact, Situation, attention, contact, is_old, looked_at
from dashboard.indicators.definition import Indicator
from dashboard.indicators.message import Message
from dashboard.indicators.overview import (
    ENROLLED,
    HOURS,
    PEOPLE,
    RECENT_DAYS,
    REGISTERED,
    STANDING,
    CityCounts,
    CityRows,
    Goal,
    Kpi,
    MonthOfMentoring,
    Number,
    Said,
    cities_table,
    city_rows,
    goal_said,
    hours_said,
    message,
    month_of_mentoring,
    number,
    numbers_table,
    registered_said,
    short_names,
    standing_by_city,
)
from dashboard.queries import reference
from dashboard.queries.counts import by_key
from dashboard.queries.registry_overview import declared_hours, open_cases
from data_loader.measures import join_item

PAGE = "overview"
BODY = "overview-body"
OFFER = Offer(parts=("city", "cohort", "until"))
ALL_COHORTS = "Участники — выбранных потоков; организации, наставники и благополучатели — по всем потокам"


@callback(Output(BODY, "children"), Input(VIEW, "data"), Input(LOAD_VERSION, "data"), prevent_initial_call=True)
def show(query: str, _: Any) -> list[Any]:
    return content(query or "")


@explained
def content(query: str) -> list[Any]:
    with open_view(PAGE, query, OFFER) as view:
        days = reference.last_days(view.snapshot, view.viewer)
        numbers = _numbers(view, days)
        mentoring = _mentoring(view, numbers[HOURS.key])
        situation = _situation(view, numbers, mentoring, days)
        facts = [(fact, _href(view, fact)) for fact in attention(situation)]
        blocks = [
            parts.lead(_message(view, numbers).text),
            _four(view, numbers, mentoring),
            watch(facts, looked_at(situation), ALL_COHORTS if view.filters.cohorts else ""),
            _cities(view, days),
            _fresh(view, days),
        ]
        return page_body(view, html.Div(blocks, className="split"))


def _message(view: View, numbers: Mapping[str, Number]) -> Message:
    """Of chosen cohorts only what knows cohorts; one city of several is named."""
    chosen = [view.programme.city(key).name for key in view.filters.cities[:1] if len(view.filters.cities) == 1]
    if not view.filters.cohorts:
        return message(list(numbers.values()), view.programme, about=", ".join(chosen))
    return message([numbers[ENROLLED.key]], view.programme, about=", ".join([*chosen, say_cohorts(view.filters)]))


# --- the four numbers -------------------------------------------------------------------------------------------------


Days = Mapping[str, date | None]
"""The day of the last fact on record by sheet."""


def _numbers(view: View, days: Days) -> dict[str, Number]:
    """By the key of the indicator."""
    enrolled = view.counts("participants_entered", ["day"], items=[view.programme.enrolment.key])
    registered = view.counts("organisations_registered", ["day"])
    no_register = "" if view.programme.tracks else "В программе не заданы реестры"
    found = (
        _number(view, ENROLLED, enrolled, has_goal=not view.filters.cohorts, missing=_missing(days, "Этапы")),
        _number(view, REGISTERED, registered, missing=no_register or _missing(days, "Статус")),
        _number(view, PEOPLE, view.counts("people_reached_city", ["day"]), missing=_missing(days, "Услуги")),
        _number(view, HOURS, view.counts("mentoring_minutes", ["day"]), per_unit=60, missing=_missing(days, "Встречи")),
    )
    return {one.indicator.key: one for one in found}


def _number(
    view: View, indicator: Indicator, days: pd.DataFrame, *, missing: str, has_goal: bool = True, per_unit: int = 1
) -> Number:
    goal = _goal(reference.target_for(view.snapshot, view.filters, indicator.key, indicator.title)) if has_goal else None
    about = {"no_goal": _no_goal(view, has_goal), "missing": missing}
    return number(indicator, days, goal, view.until, per_unit=per_unit, **about)


def _missing(days: Days, sheet: str) -> str:
    return "" if days.get(sheet) else f"В листе {formats.quoted(sheet)} записей ещё нет"


def _goal(found: reference.Target | None) -> Goal | None:
    return Goal(found.value, found.due_on) if found else None


def _no_goal(view: View, has_goal: bool) -> str:
    if not has_goal:
        return "Цель задана на все потоки вместе"
    return "Цель для этого выбора не задана" if view.filters.cities else "Цель не задана"


def _four(view: View, numbers: dict[str, Number], mentoring: MonthOfMentoring | None) -> html.Figure:
    return chart(
        view.shown,
        "numbers",
        "Главные числа программы",
        kpis(_cards(view, numbers, mentoring)),
        numbers_table(list(numbers.values())),
        source="листы «Этапы», «Статус», «Услуги», «Встречи», «Цели»",
        indicators=[ENROLLED, REGISTERED, PEOPLE, HOURS],
        class_name="numbers",
    )


def _cards(view: View, numbers: dict[str, Number], mentoring: MonthOfMentoring | None) -> list[Kpi]:
    rules = view.programme.attention
    enrolled, registered, people, hours = numbers.values()
    return [
        _card(view, enrolled, (goal_said(enrolled, rules),)),
        _card(view, registered, registered_said(registered, _by_track(view), rules)),
        _card(view, people, (goal_said(people, rules),)),
        _card(view, hours, hours_said(hours, mentoring, rules)),
    ]


def _card(view: View, found: Number, said: tuple[Said, ...]) -> Kpi:
    unit = ""
    if found.indicator is REGISTERED and found.goal:
        unit = formats.plural(found.goal.value, "организации", "организаций", "организаций")
    title = "Благополучателей" if found.indicator is PEOPLE else found.indicator.title
    return Kpi(title, found, said, unit, all_cohorts=bool(view.filters.cohorts) and found.indicator is not ENROLLED)


def _by_track(view: View) -> list[tuple[str, int]]:
    """Organisations at the last step of each register, under its short name."""
    tracks = view.programme.tracks
    if not tracks:
        return []
    items = [join_item(track.key, track.last_step.key) for track in tracks]
    found = by_key(view.counts("organisations_reached", ["item"], items=items), "item")
    return [(name, found.get(item, 0)) for name, item in zip(short_names(tracks), items, strict=True)]


def _mentoring(view: View, hours: Number) -> MonthOfMentoring | None:
    """Hours of the last whole month against the declared, once there are any; a declaration knows neither cities nor the past."""
    if view.filters.cities or view.snapshot.historic or not hours.value:
        return None
    month = last_complete_month(view.until)
    end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    minutes = by_key(view.counts("mentoring_minutes", ["item"], since=month, until=end), "item")
    return month_of_mentoring(month, minutes, declared_hours(view.snapshot, view.viewer))


# --- a row per city ---------------------------------------------------------------------------------------------------


def _cities(view: View, days: Days) -> html.Figure:
    found = city_rows(_city_counts(view, days), view.programme, view.filters.city_keys(view.programme), view.until)
    return chart(
        view.shown,
        "cities",
        "Путь участников по городам",
        rows_of_cities(found) if days.get("Этапы") else _no_path(),
        cities_table(found),
        source="листы «Этапы», «Статус», «Услуги», «Цели»",
        indicators=[ENROLLED, STANDING, REGISTERED, PEOPLE],
        sub=_about_cities(view, found),
    )


def _about_cities(view: View, found: CityRows) -> str:
    about = ["Сколько человек вошло в каждый шаг, в одном масштабе"]
    if found.drop:
        about.append("Красным — самое резкое падение")
    if view.filters.cohorts and (found.register or found.rows[0].people is not None):
        about.append("Организации и благополучатели — по всем потокам")
    return ". ".join(about)


def _no_path() -> html.Div:
    return notice.empty(
        "Показывать пока нечего", "В листе «Этапы» записей ещё нет: загрузите его, и путь участников появится здесь."
    )


def _city_counts(view: View, days: Days) -> CityCounts:
    """Of all cities: what stands out in one is measured against the others."""
    people = by_key(view.counts("people_reached_city", ["city"], cities=()), "city")
    return CityCounts(
        entered=_entered(view),
        standing=None if view.filters.until else standing_by_city(_waiting(view), view.programme, view.today),
        registered=_first_register(view) if days.get("Статус") else None,
        people=people if days.get("Услуги") else None,
        goals={} if view.filters.cohorts else _city_goals(view),
    )


def _entered(view: View) -> dict[tuple[str, str], int]:
    return by_key(view.counts("participants_entered", ["city", "item"], cities=()), "city", "item")


def _waiting(view: View) -> pd.DataFrame:
    """Of all cities, as they stand today."""
    return view.counts("participants_waiting", ["city", "item", "day"], cities=())


def _first_register(view: View) -> dict[str, int] | None:
    """Organisations by city at the end of the programme's first register; None without registers."""
    if not view.programme.tracks:
        return None
    track = view.programme.tracks[0]
    item = join_item(track.key, track.last_step.key)
    return by_key(view.counts("organisations_reached", ["city"], items=[item], cities=()), "city")


def _city_goals(view: View) -> dict[str, Goal]:
    found = reference.city_targets(view.snapshot, ENROLLED.key, ENROLLED.title)
    return {city: Goal(goal.value, goal.due_on) for city, goal in found.items()}


# --- what needs attention ---------------------------------------------------------------------------------------------


def _situation(view: View, numbers: dict[str, Number], mentoring: MonthOfMentoring | None, days: Days) -> Situation:
    is_now = view.filters.until is None
    return Situation(
        programme=view.programme,
        until=view.until,
        cities=view.filters.city_keys(view.programme),
        numbers=tuple(numbers.values()),
        enrolment=_enrolment(view) if days.get("Этапы") else (),
        entered=_entered(view),
        waiting=_waiting(view) if is_now else None,
        organisations=view.counts("organisations_waiting", ["city", "item", "day"]) if is_now else None,
        without_mentor=by_key(view.counts("organisations_without_mentor", ["city"]), "city") if days["Закрепления"] else None,
        mentoring=mentoring,
        contact=_contact(view),
        last_days=days if is_now else None,
    )


def _enrolment(view: View) -> tuple[Enrolment, ...]:
    """Of the cities shown that have a goal; goals know no cohorts."""
    if view.filters.cohorts:
        return ()
    items = [view.programme.enrolment.key]
    since = view.until - timedelta(days=RECENT_DAYS - 1)
    enrolled = by_key(view.counts("participants_entered", ["city"], items=items), "city")
    recent = by_key(view.counts("participants_entered", ["city"], items=items, since=since), "city")
    goals = _city_goals(view)
    cities: Sequence[str] = view.filters.city_keys(view.programme)
    return tuple(Enrolment(city, enrolled.get(city, 0), goals[city], recent.get(city, 0)) for city in cities if city in goals)


def _contact(view: View) -> Contact | None:
    """The registry knows only the present."""
    if view.snapshot.historic:
        return None
    cases = open_cases(view.snapshot, view.viewer, view.until, view.filters.cities)
    return contact(cases, view.until, view.programme)


def _href(view: View, fact: Fact) -> str:
    changes = {"cities": fact.cities, "unit": fact.unit, "month": fact.month}
    return view.filters.but(**changes).href(path_of(fact.page))


# --- freshness --------------------------------------------------------------------------------------------------------


def _fresh(view: View, days: Days) -> html.Section:
    rows = reference.rows_loaded(view.snapshot)
    return freshness(days, view.today, lambda day: is_old(day, view.today, view.programme), rows.all_taken, rows.all_refused)

"""The mentors: workload and last contact, organisations without a mentor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from dash import Input, Output, callback, dcc, html

from dashboard import formats
from dashboard.callbacks.view import LOAD_VERSION, VIEW, View, explained, open_view, page_body
from dashboard.components import notice, parts
from dashboard.components.chart import chart
from dashboard.components.mentors import FIRST, MOST_SQUARES, organisations_list, without_rows, workload_rows
from dashboard.filters import Offer
from dashboard.indicators.cities import here
from dashboard.indicators.mentors import (
    CASES,
    LOAD,
    SILENCE,
    WITHOUT,
    CityWithout,
    Workload,
    last_day,
    message,
    without_mentor,
    without_table,
    workload,
    workload_table,
)
from dashboard.indicators.table import Table, table
from dashboard.queries.counts import by_key
from dashboard.queries.registry_mentors import mentors, organisations_by_city, organisations_without_mentor
from dashboard.queries.registry_overview import open_cases

PAGE = "mentors"
BODY = "mentors-body"
OFFER = Offer(parts=("city", "month"))


@callback(Output(BODY, "children"), Input(VIEW, "data"), Input(LOAD_VERSION, "data"), prevent_initial_call=True)
def show(query: str, _: Any) -> list[Any]:
    return content(query or "")


@explained
def content(query: str) -> list[Any]:
    with open_view(PAGE, query, OFFER) as view:
        if view.snapshot.historic:
            return page_body(view, parts.lead("Нагрузка наставников видна только по последней загрузке"), _latest_only(view))
        month = view.filters.month or view.today.replace(day=1)
        day = last_day(month, view.today)
        found = _workload(view, month, day)
        lead = parts.lead(message(found, view.programme).text, *_where_meetings_are(view, found))
        body = [_workload_chart(view, found)] if found.mentors else [_nobody()]
        return page_body(view, lead, *body, _without(view, found), months=_months(view))


def _workload(view: View, month: date, day: date) -> Workload:
    cases = open_cases(view.snapshot, view.viewer, day, view.filters.cities)
    minutes = view.counts("mentoring_minutes", ["item", "day"], until=day)
    return workload(
        mentors(view.snapshot, view.viewer),
        cases,
        minutes,
        month,
        day,
        view.programme,
        cases_known=_cases_known(view, day),
        here=here(len(view.filters.cities)),
    )


def _cases_known(view: View, day: date) -> bool:
    """Whether any organisation was given to a mentor by that day."""
    return not view.counts("open_cases", ["day"], until=day, cities=()).empty


def _months(view: View) -> tuple[date, ...]:
    """Months that have meetings, up to the present one."""
    days = view.counts("mentor_meetings", ["day"], until=view.today)["day"]
    return tuple(sorted({day.date().replace(day=1) for day in days}))


def _where_meetings_are(view: View, found: Workload) -> list[Any]:
    """A way out of twelve months without a meeting, where there are meetings before them."""
    before = [month for month in _months(view) if month < found.month]
    if not before or any(hours for _, hours in found.months):
        return []
    link = dcc.Link(formats.month(before[-1]), href=view.filters.but(month=before[-1]).href(view.path))
    return [["Последний месяц со встречами — ", link]]


def _workload_chart(view: View, found: Workload) -> html.Figure:
    days = formats.days_genitive(view.programme.attention.waiting_days)
    last = view.counts("mentor_meetings", ["day"], until=found.day)["day"]
    recorded = "" if last.empty else f"; последняя встреча записана {formats.day(last.max().date())}"
    return chart(
        view.shown,
        "workload",
        "Нагрузка и последний контакт",
        workload_rows(found, view.programme),
        workload_table(found),
        source=f"листы «Наставники», «Закрепления», «Встречи»{recorded}",
        indicators=(LOAD, CASES, SILENCE),
        sub=[
            f"Дела: один квадрат — одна организация{_bars(found)}; по всем потокам.",
            *([f"Дела, часы и контакты — только {found.here}."] if found.here else []),
            parts.swatch("late", f"контакта не было больше {days}"),
            parts.swatch("wait", "ждёт ответа органа"),
            parts.swatch("done", "был контакт"),
        ],
    )


def _bars(found: Workload) -> str:
    most = max(mentor.cases for mentor in found.mentors)
    return f", полоса — доли, где дел больше {MOST_SQUARES}" if most > MOST_SQUARES else ""


def _without(view: View, load: Workload) -> html.Div:
    """Organisations without a mentor, counted and named; who is without one is unknown where no case was ever recorded."""
    if not load.cases_known:
        why = "К этому дню в листе «Закрепления» записей ещё нет: загрузите его, и организации без наставника появятся здесь."
        return notice.empty("У кого нет наставника, неизвестно", why)
    listed = organisations_without_mentor(view.snapshot, view.viewer, load.day, view.filters.cities)
    cities = [(key, view.programme.city(key).name) for key in view.filters.city_keys(view.programme)]
    counted = by_key(view.counts("organisations_without_mentor", ["city"], until=load.day), "city")
    found = without_mentor(counted, listed, organisations_by_city(view.snapshot, view.viewer), cities)
    if not any(city.organisations for city in found):
        return notice.empty(formats.capital(f"{load.here} организаций нет".strip()), "В листе «Организации» о них нет записей.")
    return html.Div([_without_chart(view, found), _needing_chart(view, listed)], className="cols c57")


def _without_chart(view: View, found: Sequence[CityWithout]) -> html.Figure:
    without, whole = sum(city.without for city in found), sum(city.organisations for city in found)
    return chart(
        view.shown,
        "without",
        "Организации без наставника",
        without_rows(found),
        without_table(found, view.programme),
        source=WITHOUT.source,
        indicators=(WITHOUT,),
        sub=[
            f"{formats.out_of(without, whole)}; ещё не в реестре. Длина — все организации города.",
            parts.swatch("late", "учатся участники"),
            parts.swatch("gone", "никто не учится"),
        ],
    )


def _needing_chart(view: View, found: pd.DataFrame) -> html.Figure:
    drawing: Any = organisations_list(found, view.programme)
    if found.empty:
        drawing = notice.empty("Наставник есть у всех", "Каждая организация, которой он нужен, за кем-то закреплена.")
    return chart(
        view.shown,
        "needing",
        "Кому наставник нужен в первую очередь",
        drawing,
        _needing_table(view, found),
        source="листы «Организации», «Закрепления», «Этапы», «Статус»",
        indicators=(WITHOUT,),
        sub="" if found.empty else f"Больше всего действующих участников; {parts.first_of(len(found), FIRST)}",
    )


def _needing_table(view: View, found: pd.DataFrame) -> Table:
    rows: list[Any] = [
        (row["name"], view.programme.city(row["city"]).name, row["field"], int(row["learning"]), int(row["finishing"]))
        for row in found.to_dict("records")
    ]
    return table("Организация | Город | Направление | #Учатся | #Из них на последнем шаге", rows)


def _latest_only(view: View) -> html.Div:
    again = parts.button("Показать последнюю загрузку", view.filters.but(known_at=None).href(view.path), first=True)
    why = "Имена, закрепления и заявленные часы хранятся только последние: рядом с прежними числами они ввели бы в заблуждение."
    return notice.empty("Прежней загрузки здесь не показать", why, [again])


def _nobody() -> html.Div:
    return notice.empty(
        "Наставников пока нет", "Загрузите листы «Наставники», «Закрепления» и «Встречи», и нагрузка появится здесь."
    )

"""Parts of the mentors page: one mentor is one line of reading; cities without a mentor; whom to give one first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
from dash import html

from dashboard import formats
from dashboard.components import parts
from dashboard.indicators.mentors import WEEKS, CityWithout, Mentor, Workload, level
from data_loader.programme import Programme

FIRST = 8
MOST_SQUARES = 12
"""More cases are bars."""
MENTORS_AT_ONCE = 15
NAME = 12
"""Letters of a word of a name that have room in its column."""


def workload_rows(found: Workload, programme: Programme) -> list[Any]:
    """The first mentors, and the rest behind a fold."""

    def table(mentors: Sequence[Mentor], head: bool) -> html.Div:
        columns = html.Colgroup([html.Col(className=f"m{number}") for number in range(5)])
        body = html.Tbody([_row(mentor, found, programme) for mentor in mentors])
        return html.Div(
            html.Table([columns, *([html.Thead(_head(found))] if head else []), body], className="men"), className="scroll"
        )

    return parts.unfolding(found.mentors, MENTORS_AT_ONCE, table, *formats.MENTORS)


def _head(found: Workload) -> html.Tr:
    when = formats.in_month(found.month)
    weeks = html.Th(
        [
            html.Div(
                [f"Часы по неделям с {formats.day(found.first_week)} ", parts.scale("0", f"больше 4{formats.NBSP}ч")],
                className="hh",
            ),
            _months(found),
        ],
        scope="col",
        className="heatcell",
    )
    return html.Tr(
        [
            html.Th("Наставник", scope="col"),
            html.Th("Открытые дела", scope="col"),
            html.Th(
                [f"Часы {when}{'' if found.here else ' из заявленных'};", html.Br(), "черта — среднее за 12 месяцев"], scope="col"
            ),
            html.Th(["Дней без", html.Br(), "контакта"], scope="col", className="num"),
            weeks,
        ]
    )


def _months(found: Workload) -> html.Div:
    """Names of the months above the weeks in which they begin."""
    marks: list[Any] = []
    for week in range(WEEKS - 2):
        start = found.first_week + timedelta(weeks=week)
        begins = next((start + timedelta(days=d) for d in range(7) if (start + timedelta(days=d)).day == 1), None)
        if begins is not None:
            marks.append(html.Span(formats.short_month(begins), style={"gridColumn": str(week + 1)}))
    return html.Div(marks, className="heatmonths")


def _row(mentor: Mentor, found: Workload, programme: Programme) -> html.Tr:
    return html.Tr(
        [
            html.Th(formats.breakable(mentor.name, NAME), scope="row", className="who"),
            html.Td(_cases(mentor, found)),
            html.Td([_load_words(mentor, found), _load(mentor, found)], className="ld"),
            _silence(mentor, programme),
            html.Td(
                _heat(mentor, found.first_week),
                className="heatcell",
                **parts.data(u=f"по неделям с {formats.day(found.first_week)}, часы"),
            ),
        ]
    )


def _cases(mentor: Mentor, found: Workload) -> html.Div:
    if not found.cases_known:
        return html.Div(html.Span("нет данных", className="mut"), className="cases")
    counts: dict[parts.Status, int] = {"late": mentor.late, "wait": mentor.waiting, "done": mentor.in_touch}
    marks: Any = html.Span("нет дел" if found.here else "свободен", className="mut")
    if mentor.cases > MOST_SQUARES:
        bars = [
            html.I(className=status, style={"width": parts.css_percent(n / mentor.cases)}) for status, n in counts.items() if n
        ]
        marks = html.Div(bars, className="fbar", **parts.aria(hidden="true"))
    elif mentor.cases:
        marks = parts.squares(counts, limit=MOST_SQUARES)
    words = f"{mentor.late} без контакта, {mentor.waiting} ждут органа, {mentor.in_touch} был контакт"
    return html.Div([html.B(formats.number(mentor.cases)), marks], className="cases", title=words)


def _load_words(mentor: Mentor, found: Workload) -> html.Div:
    mean = formats.number(mentor.mean)
    if mentor.declared is None:
        return html.Div([html.B(formats.number(mentor.hours)), f"{formats.NBSP}ч, заявлено: нет данных"], className="lt")
    hours = html.B(formats.number(mentor.hours), className="act" if mentor.is_over else "")
    declared = f"{formats.number(mentor.declared)}{formats.NBSP}ч"
    words = f" из{formats.NBSP}{declared}, в{formats.NBSP}среднем {mean}"
    if found.here:
        words = f"{formats.NBSP}ч, заявлено на{formats.NBSP}все города {declared}"
    return html.Div([hours, words], className="lt")


def _load(mentor: Mentor, found: Workload) -> html.Div:
    """A track of declared hours on one scale; the fill is the month, the tick the mean of twelve months.

    What goes over the declared hours is parted from them by a gap.
    """
    hidden = parts.aria(hidden="true")
    if mentor.declared is None:
        tick = html.U(style={"left": parts.css_percent(mentor.mean / found.scale)})
        fill = html.I(style={"width": parts.css_percent(mentor.hours / found.scale)})
        return html.Div([fill, tick], className="load unknown", **hidden)
    track = max(mentor.declared, mentor.hours) or 1.0
    fill = html.I(style={"width": parts.css_percent(mentor.hours / track)})
    due = [html.S(style={"width": parts.css_percent(mentor.declared / track)})] if mentor.is_over else []
    tick = html.U(style={"left": parts.css_percent(mentor.mean / track)})
    width = {"width": parts.css_percent(track / found.scale)}
    return html.Div([fill, *due, tick], className="load over" if mentor.is_over else "load", style=width, **hidden)


def _silence(mentor: Mentor, programme: Programme) -> html.Td:
    if mentor.silent_days is None:
        return html.Td(html.Span("не было", className="mut"), className="num days none")
    loud = mentor.silent_days > programme.attention.waiting_days and mentor.late > 0
    unit = parts.data(u=f"{formats.NBSP}{formats.plural(mentor.silent_days, *formats.DAYS)} без контакта")
    return html.Td(html.Span(formats.number(mentor.silent_days), className="act" if loud else ""), className="num days", **unit)


def _heat(mentor: Mentor, first: date) -> html.Div:
    cells = [
        html.I(className=f"h{level(hours)}", title=f"неделя с {first + timedelta(weeks=n):%d.%m.%Y}: {formats.number(hours)} ч")
        for n, hours in enumerate(mentor.weeks)
    ]
    total = formats.counted(sum(mentor.weeks), *formats.HOURS)
    return html.Div(cells, className="heat", role="img", **parts.aria(label=f"{mentor.name}: за год {total}"))


# --- organisations without a mentor ----------------------------------------------------------------------------------------------


def without_rows(found: Sequence[CityWithout]) -> html.Table:
    """Length: all organisations of the city; filled: without a mentor, in accent those with people who learn."""
    most = max((city.organisations for city in found), default=0) or 1
    head = html.Tr(
        [
            html.Th("Город", scope="col"),
            html.Td(),
            html.Th(["Без", html.Br(), "наставника"], scope="col", className="num"),
            html.Th(["Из них с", html.Br(), "участниками"], scope="col", className="num"),
        ]
    )
    body = [
        html.Tr(
            [
                html.Th(formats.breakable(city.name, 12), scope="row", className="city"),
                html.Td(_bar(city, most)),
                html.Td(formats.out_of(city.without, city.organisations) if city.organisations else "нет", className="num"),
                html.Td(html.B(formats.number(city.with_people), className="act" if city.with_people else ""), className="num"),
            ]
        )
        for city in found
    ]
    columns = html.Colgroup([html.Col(className=f"u{number}") for number in range(4)])
    return html.Table([columns, html.Thead(head), html.Tbody(body)], className="unas list")


def _bar(city: CityWithout, most: int) -> html.Div:
    whole = city.organisations or 1
    late = html.I(className="late", style={"width": parts.css_percent(city.with_people / whole)})
    rest = html.I(className="rest", style={"width": parts.css_percent((city.without - city.with_people) / whole)})
    filled = [late] if city.without == city.with_people else [late, rest]
    return html.Div(
        filled, className="ub", style={"width": parts.css_percent(city.organisations / most)}, **parts.aria(hidden="true")
    )


def organisations_list(found: pd.DataFrame, programme: Programme) -> list[Any]:
    """Whom to give a mentor first; the rest behind a fold."""

    def table(rows: Sequence[Any], head: bool) -> html.Table:
        return _organisations(rows, programme, head=head)

    return parts.unfolding(found.to_dict("records"), FIRST, table, *formats.ORGANISATIONS)


def _organisations(rows: Sequence[Any], programme: Programme, *, head: bool) -> html.Table:
    last = programme.steps[-1].name
    titles = html.Tr(
        [
            html.Th("Организация", scope="col"),
            html.Th("Город", scope="col"),
            html.Th("Направление", scope="col"),
            html.Th("Учатся", scope="col", className="num"),
            html.Th(["Из них: шаг", html.Br(), formats.quoted(last)], scope="col", className="num"),
        ]
    )
    body = [
        html.Tr(
            [
                html.Th(html.B(row["name"]), scope="row"),
                html.Td(programme.city(row["city"]).name),
                html.Td(row["field"], className="mut"),
                html.Td(html.B(formats.number(row["learning"])), className="num"),
                html.Td(formats.number(row["finishing"]), className="num"),
            ]
        )
        for row in rows
    ]
    return html.Table([*([html.Thead(titles)] if head else []), html.Tbody(body)], className="list who5")

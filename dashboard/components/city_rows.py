"""A row per city with its small funnel: columns on one baseline under shared headings, one scale for all cities."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard import formats
from dashboard.components import parts
from dashboard.indicators.definition import Progress
from dashboard.indicators.overview import CityRow, CityRows

TALLEST = 52
"""Height of the highest column in the units of `--v`."""
CITY = 12
"""Letters of a city's name that have room in its column."""
STEP = 5
"""Longer words of a step may part at a syllable, where its column is too narrow."""
WIDE = 14
"""Letters of a register's name from which its column is wider."""


def city_rows(found: CityRows) -> html.Div:
    rows = [*found.rows, *([found.total] if found.total else [])]
    table = html.Table(
        [
            html.Caption("Путь участников по городам", className="vh"),
            html.Colgroup(_widths(found)),
            html.Thead(html.Tr(_headings(found))),
            html.Tbody([_row(row, found) for row in rows]),
        ],
        className="cities" if _has_goals(found) else "cities goalless",
        style={"--steps": str(len(found.steps))},
    )
    return html.Div(table, className="scroll", tabIndex=0, role="region", **parts.aria(label="Путь участников по городам"))


def _has_goals(found: CityRows) -> bool:
    """Without any goal the column of enrolled of a goal would repeat a step."""
    return any(row.goal for row in found.rows)


def _extras(row: CityRow, found: CityRows) -> list[tuple[str, str, int | None, bool]]:
    """What follows the steps: class of the column, label, count, whether somebody must act."""
    days = formats.days_genitive(found.waiting_days)
    every = [
        ("c4", f"Стоят >{formats.NBSP}{days}", row.standing, row.has_many_standing),
        ("c5 wide" if len(found.register) > WIDE else "c5", formats.breakable(found.register, STEP), row.registered, False),
        ("c6", formats.breakable("Благополучателей"), row.people, False),
    ]
    return [extra for extra in every if extra[2] is not None]


def _widths(found: CityRows) -> list[Any]:
    extras = [html.Col(className=name) for name, *_ in _extras(found.rows[0], found)]
    return [html.Col(className="c1"), html.Col(className="c2"), html.Col(span=str(len(found.steps)), className="c3"), *extras]


def _headings(found: CityRows) -> list[Any]:
    steps = [html.Th(formats.breakable(name, STEP), scope="col") for name in found.steps]
    extras = [html.Th(label, scope="col", className="num") for _, label, *_ in _extras(found.rows[0], found)]
    enrolled: list[Any] = ["Зачислено", html.Br(), f"из{formats.NBSP}цели"] if _has_goals(found) else []
    return [html.Th("Город", scope="col"), html.Th(enrolled, scope="col"), *steps, *extras]


def _row(row: CityRow, found: CityRows) -> html.Tr:
    is_total = row is found.total
    name = html.Th(formats.breakable(row.name, CITY), scope="row", className="city")
    steps = [_total_step(count) if is_total else _step(row, found, step) for step, count in enumerate(row.steps)]
    extras = [_extra(label, count or 0, act) for _, label, count, act in _extras(row, found)]
    enrolled: Any = _enrolled(row) if is_total else _goal(row)
    goal = html.Td(enrolled if _has_goals(found) else [], className="goal")
    return html.Tr([name, goal, *steps, *extras], className="all" if is_total else "")


def _goal(row: CityRow) -> list[Any]:
    if row.goal is None:
        return [html.Span(formats.number(row.enrolled))]
    said = parts.act(_enrolled(row)) if row.is_behind else html.Span(_enrolled(row))
    return [said, parts.meter(Progress(row.enrolled, row.goal.value), low=row.is_behind)]


def _enrolled(row: CityRow) -> str:
    return formats.out_of(row.enrolled, row.goal.value) if row.goal else formats.number(row.enrolled)


def _step(row: CityRow, found: CityRows, step: int) -> html.Td:
    names = ["step", *(["part"] if found.is_part[step] else []), *(["drop"] if row.drop == step else [])]
    height = row.steps[step] / (found.highest or 1) * TALLEST
    column = html.I(style={"--v": f"{height:.2f}px"}, **parts.aria(hidden="true"))
    labelled: dict[str, Any] = {"data-l": found.steps[step]} if step in (0, len(found.steps) - 1) else {}
    return html.Td([html.Span(formats.number(row.steps[step])), column], className=" ".join(names), **labelled)


def _total_step(count: int) -> html.Td:
    return html.Td(html.Span(formats.number(count)), className="step")


def _extra(label: str, count: int, act: bool) -> html.Td:
    number = formats.number(count)
    labelled: dict[str, Any] = {"data-l": label}
    return html.Td(html.B(number, className="act") if act else number, className="num", **labelled)

"""Parts of the stages page: matrices, squares of those who stand still, the list of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard import formats
from dashboard.components.chart import graph
from dashboard.components.parts import aria, bar, data, unfolding
from dashboard.figures.medians import NARROW, WIDE, medians_figure
from dashboard.indicators.stages import Completion, Line, Matrix, Medians, Standing
from data_loader.programme import Programme

FIRST = 8
"""Names listed at once; the rest unfold."""
MANY = 5
"""With more parts cells are smaller."""
CITY = 12
"""Letters of a city's name that have room in its column."""


def matrix_of(found: Matrix, title: str, programme: Programme, *, main: bool) -> html.Table:
    """City by part with two columns at the side, or cohort by part, smaller."""
    lines = (*found.lines, *(found.sums if main else ()))
    head = [html.Th(title, scope="col"), *(html.Th(_short(part.name), scope="col") for part in found.parts)]
    known = found.total.standing is not None
    if main:
        days = formats.days_genitive(programme.attention.waiting_days)
        head += [*([_side_head("Из них стоят", f">{formats.NBSP}{days}")] if known else []), _side_head("Пропустили", "часть")]
    columns = html.Colgroup(
        [
            html.Col(className="c-name"),
            html.Col(span=str(len(found.parts))),
            *([html.Col(span="2" if known else "1", className="c-side")] if main else []),
        ]
    )
    body = [_line(line, found, programme, main=main) for line in lines]
    style = {"--parts": str(max(len(found.parts), 4))}
    return html.Table(
        [columns, html.Thead(html.Tr(head)), html.Tbody(body)],
        className=("mx main" if main else "mx small") + (" many" if len(found.parts) > MANY else ""),
        style=style,
    )


def _short(name: str) -> list[Any]:
    """A long name in full, and cut for phones."""
    short = formats.abbreviation(name)
    if short == name:
        return [formats.breakable(name, 6)]
    return [html.Span(formats.breakable(name, 6), className="l"), html.Span(short, className="s", title=name)]


def _side_head(first: str, second: str) -> html.Th:
    return html.Th([first, html.Br(), second], scope="col", className="num")


def _line(line: Line, found: Matrix, programme: Programme, *, main: bool) -> html.Tr:
    name: list[Any] = [formats.breakable(line.name, CITY), *([html.Small("рано судить")] if line.early else [])]
    cells = [html.Th(name, scope="row", className="city"), *(_cell(cell) for cell in line.cells)]
    if main:
        if line.standing is not None:
            still = formats.number(line.standing)
            loud = bool(line.standing) and line not in found.sums and _is_much(line, found, programme)
            cells.append(html.Td(html.B(still, className="act") if loud else still, className="side num", **data(l="стоят")))
        cells.append(html.Td(formats.number(line.skipped), className="side num", **data(l="пропустили")))
    return html.Tr(cells, className="all" if line in found.sums else "")


def _is_much(line: Line, found: Matrix, programme: Programme) -> bool:
    """More than the mean of all cities stand still here."""
    everywhere = (found.everywhere and found.everywhere.standing) or 0
    return (line.standing or 0) * len(programme.cities) > everywhere


def _cell(cell: Completion) -> html.Td:
    share = cell.share
    low = " low" if cell.lags else ""
    early = " early" if cell.early else ""
    if not share.denominator:
        return html.Td("–", className=f"c q0{early}")
    said: list[Any] = [
        html.B(formats.number(share.numerator)),
        " ",
        html.Span(f"из{formats.NBSP}{formats.number(share.denominator)}"),
    ]
    title = ""
    if share.denominator >= formats.SMALL_GROUP and share.interval is not None:
        said.append(html.Span(formats.percent_of(share.numerator, share.denominator), className="pc"))
        title = formats.interval(*share.interval).strip("()")
    return html.Td(said, className=f"c q{cell.level}{low}{early}", title=title)


def standing_squares(found: Standing) -> html.Table:
    """One square per person and step; rows with nobody stay, so that a calm city is seen to be calm."""
    head = html.Tr(
        [
            html.Th("Город", scope="col"),
            *(html.Th(formats.breakable(step.name, 5), scope="col") for step in found.steps),
            html.Th("Всего", scope="col", className="num"),
        ]
    )
    body = [
        html.Tr(
            [
                html.Th(formats.breakable(name, CITY), scope="row", className="city"),
                *(_squares(step.name, n) for step, n in zip(found.steps, counts, strict=True)),
                html.Td(html.B(formats.number(sum(counts))), className="num"),
            ]
        )
        for _, name, counts in found.rows
    ]
    columns = html.Colgroup([html.Col(className="c-name"), html.Col(span=str(len(found.steps))), html.Col(className="c-total")])
    return html.Table([columns, html.Thead(head), html.Tbody(body)], className="where")


def medians_of(names: Sequence[str], found: Medians) -> html.Div:
    """The dots in two sizes: what has room on a desk collides on a phone."""
    label = "Медиана дней от зачисления до каждой части по городам"
    sizes = (("only-wide", WIDE), ("only-narrow", NARROW))
    return html.Div([graph(medians_figure(names, found.rows, width), label, class_name=size) for size, width in sizes])


_MOST = 12


def _squares(step: str, n: int) -> html.Td:
    marks: list[Any] = [html.I() for _ in range(min(n, _MOST))]
    if n > _MOST:
        return html.Td(
            [html.I(className="sw late"), html.B(formats.number(n), className="act")], className="u nw", **data(l=step)
        )
    label = aria(label=formats.number(n))
    return html.Td(html.Span(marks, className="units", role="img", **label), className="u" if n else "u none", **data(l=step))


def skipped_rows(found: Matrix) -> html.Table:
    """How many skipped each part, with a bar."""
    rows = [(part.name, found.total.cells[n].skipped) for n, part in enumerate(found.parts)]
    most = max((n for _, n in rows), default=0) or 1
    body = [
        html.Tr(
            [
                html.Th(name, scope="row"),
                html.Td(bar(n / most), className="barcell"),
                html.Td(formats.number(n), className="num"),
            ]
        )
        for name, n in rows
    ]
    return html.Table(html.Tbody(body), className="list skips")


def people_list(people: pd.DataFrame, programme: Programme) -> list[Any]:
    """The first names, and the rest behind a fold."""

    def table(rows: Sequence[Any], head: bool) -> html.Table:
        return _table(rows, programme, head=head)

    return unfolding(people.to_dict("records"), FIRST, table, *formats.PEOPLE)


def _table(rows: Sequence[Any], programme: Programme, *, head: bool) -> html.Table:
    titles = [
        html.Th("Участник", scope="col"),
        html.Th("Город", scope="col"),
        html.Th("Организация", scope="col", className="o"),
        html.Th("Шаг", scope="col"),
        html.Th("Дней", scope="col", className="num"),
    ]
    body = [
        html.Tr(
            [
                html.Th(html.B(row["name"]), scope="row"),
                html.Td(formats.breakable(programme.city(row["city"]).name)),
                html.Td(row["organisation"], className="o mut"),
                html.Td(formats.breakable(programme.step(row["step"]).name)),
                html.Td(html.B(formats.number(row["days"]), className="act"), className="num"),
            ]
        )
        for row in rows
    ]
    return html.Table([*([html.Thead(html.Tr(titles))] if head else []), html.Tbody(body)], className="list who")

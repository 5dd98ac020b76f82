"""The frame of every chart: title, unit, drawing, source with date and load, «Как считаем», «Таблица»,
«Скачать»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dash import dcc, html

from dashboard import formats
from dashboard.components.parts import aria
from dashboard.indicators.definition import Indicator
from dashboard.indicators.table import Cell, Column, Table, is_known
from dashboard.stamp import Stamp

GRAPH_CONFIG: Any = {
    "displayModeBar": False,
    "locale": "ru",
    "responsive": True,
    "scrollZoom": False,
}
"""No mode bar, and Russian."""


@dataclass(frozen=True)
class Shown:
    """The view that a chart belongs to: what its source line and its download need."""

    page: str
    query: str
    sentence: str
    stamp: Stamp


@dataclass(frozen=True)
class Chart:
    """What a framed chart can be downloaded as."""

    key: str
    title: str
    table: Table
    source: str
    shown: Shown


def chart(
    shown: Shown,
    key: str,
    title: str,
    drawing: Any,
    table: Table,
    *,
    source: str,
    indicators: Sequence[Indicator] = (),
    sub: str | Sequence[Any] = "",
    beside: Any = None,
    under: Any = None,
    class_name: str = "",
) -> html.Figure:
    """A drawing in its frame. `key` names it on its page; `source` is «листы «Этапы», «Услуги»», more after a
    «;».

    `sub` is the unit, or the unit and the words of the key (`parts.swatch`); `beside` stands at the right of
    the title, `under` between the title and the drawing.
    """
    made = Chart(key, title, table, source, shown)
    frame = html.Figure(
        [_caption(title, sub, beside, under), *_present(drawing), _source_line(made, indicators)],
        id=f"{shown.page}-{key}",
        className=f"fig {class_name}".strip(),
    )
    frame.chart = made  # type: ignore[attr-defined]
    return frame


def charts_in(parts: Any) -> Iterator[Chart]:
    """The charts among the parts of a page, outermost first."""
    if isinstance(parts, (list, tuple)):
        for part in parts:
            yield from charts_in(part)
        return
    if isinstance(found := getattr(parts, "chart", None), Chart):
        yield found
    if (children := getattr(parts, "children", None)) is not None:
        yield from charts_in(children)


def graph(figure: dict[str, Any], label: str, *, id: Any = None, class_name: str = "") -> html.Div:
    """A Plotly figure as wide as its place and as high as its layout says, with words for what it shows.

    The numbers are in the table twin.
    """
    height = figure["layout"].get("height")
    drawing = dcc.Graph(
        figure=figure,
        config=GRAPH_CONFIG,
        responsive=True,
        **({} if id is None else {"id": id}),
    )
    style = {"height": f"{height}px"} if height else {}
    return html.Div(drawing, role="img", className=f"graph {class_name}".rstrip(), style=style, **aria(label=label))


MOST_ROWS = 200
"""Rows of a table twin; longer ones are whole in their file."""


def twin(table: Table, caption: str) -> html.Table:
    """The table that holds what the drawing shows; of thousands of rows the first, and the sums."""
    own = len(table.rows) - table.sums
    head = html.Tr([html.Th(column.title, scope="col", className=_align(column)) for column in table.columns])
    shown = [(number, row) for number, row in enumerate(table.rows) if number < MOST_ROWS or number >= own]
    rows = [_row(table, row, total=number >= own) for number, row in shown]
    if cut := len(table.rows) - len(shown):
        said = formats.bind(f"И ещё {formats.counted(cut, *formats.ROWS)}: все — в файле, кнопка «Скачать»")
        rows.insert(min(own, MOST_ROWS), html.Tr(html.Td(said, colSpan=str(len(table.columns)), className="mut")))
    return html.Table([html.Caption(caption, className="vh"), html.Thead(head), html.Tbody(rows)], className="twin")


def definitions(indicators: Sequence[Indicator], *, link: bool = True) -> list[Any]:
    """«Как считаем»: each indicator as a list of what, formula, source and why, with a link to the methodology."""
    return [_definition(indicator, link) for indicator in indicators]


# --- inside -------------------------------------------------------------------------------------------------


def _present(part: Any) -> list[Any]:
    return [] if part is None else list(part) if isinstance(part, (list, tuple)) else [part]


def _caption(title: str, sub: str | Sequence[Any], beside: Any, under: Any) -> html.Figcaption:
    text: list[Any] = [html.H2(formats.bind(title)), *_subtitle(sub)]
    if beside is not None:
        text = [html.Div([html.Div(text), beside], className="fighead")]
    return html.Figcaption([*text, *_present(under)])


def _subtitle(sub: str | Sequence[Any]) -> list[Any]:
    if not sub:
        return []
    if isinstance(sub, str):
        return [html.P(formats.bind(sub), className="sub")]
    parts = [html.Span(formats.bind(part)) if isinstance(part, str) else part for part in sub]
    return [html.P([item for part in parts for item in (part, " ")], className="sub keyline")]


def _source_line(made: Chart, indicators: Sequence[Indicator]) -> html.Div:
    name = f"{made.shown.page}-{made.key}"
    parts: list[Any] = [html.Span(formats.bind(f"Источник: {made.source}; {made.shown.stamp.dated()}"))]
    if indicators:
        parts.append(_details("Как считаем", made.title, f"{name}-how", definitions(indicators)))
    label = aria(label=f"Таблица: {made.title}")
    rows = html.Div(twin(made.table, made.title), className="scroll", tabIndex=0, role="region", **label)
    parts.append(_details("Таблица", made.title, f"{name}-table", rows))
    parts.append(_download(made))
    return html.Div(parts, className="src")


def _details(word: str, title: str, name: str, content: Any) -> html.Details:
    """A native disclosure: works from the keyboard and without a callback; `assets/folds.js` keeps it open by its id."""
    summary = html.Summary([word, html.Span(f": {title}", className="vh")], id=f"{name}-word")
    return html.Details([summary, html.Div(content, className="unfolded")], id=name)


def _download(made: Chart) -> html.A:
    query = f"?{made.shown.query}" if made.shown.query else ""
    words: list[Any] = ["Скачать", html.Span(f" таблицу CSV: {made.title}", className="vh")]
    return html.A(words, href=f"/export/{made.shown.page}/{made.key}.csv{query}", download="")


def _row(table: Table, row: tuple[Cell, ...], *, total: bool) -> html.Tr:
    cells = [_cell(column, value, total) for column, value in zip(table.columns[1:], row[1:], strict=True)]
    return html.Tr([html.Th(_text(row[0]), scope="row"), *cells], className="all" if total else "")


def _cell(column: Column, value: Cell, total: bool) -> html.Td:
    text = _text(value)
    return html.Td(html.B(text) if total else text, className=_align(column))


def _text(value: Cell) -> str:
    if not is_known(value):
        return "нет данных"
    if isinstance(value, date):
        return formats.day(value)
    return value if isinstance(value, str) else formats.number(value)


def _align(column: Column) -> str:
    return "num" if column.numeric else ""


_BETTER = {"more": "больше — лучше", "less": "меньше — лучше"}


def _definition(indicator: Indicator, link: bool) -> html.Dl:
    named = [html.B(indicator.title), f", {indicator.unit}"]
    if indicator.better in _BETTER:
        named.append(formats.bind(f"; {_BETTER[indicator.better]}"))
    entries: list[tuple[str, Any]] = [
        ("Показатель", named),
        ("Что это", formats.bind(indicator.what)),
        ("Формула", formats.bind(indicator.formula)),
        ("Источник", formats.capital(indicator.source)),
        ("Зачем", formats.bind(indicator.why)),
    ]
    if link:
        entries.append(("Подробнее", html.A("Методика", href=f"/methodology#{indicator.key}")))
    return html.Dl([part for term, text in entries for part in (html.Dt(term), html.Dd(text))], className="def")

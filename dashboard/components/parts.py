"""Small parts of the screen that several pages share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard import formats
from dashboard.indicators.definition import Progress

Status = Literal["done", "wait", "late", "gone"]
Children = Any


def filter_id(part: str) -> dict[str, str]:
    """The id of a control that changes one part of the view; its value ends up in the URL."""
    return {"filter": part}


def data(**attributes: str) -> dict[str, Any]:
    """`html.Td(..., **data(l="стоят"))`: the same for data attributes, which style sheets show on phones."""
    return {f"data-{name}": value for name, value in attributes.items()}


def aria(**attributes: str) -> dict[str, Any]:
    """`html.Div(..., **aria(label="Города"))`: attributes whose names Python cannot spell."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def lead(message: str, *paragraphs: Children, beside: Children = None) -> html.Div:
    """The message of the page, the one h1, with what explains it; `beside` stands at the right (a switch)."""
    text = [
        html.H1(_loose(formats.bind(message))),
        *(html.P(formats.bind(said) if isinstance(said, str) else said) for said in paragraphs),
    ]
    if beside is None:
        return html.Div(text, className="lead")
    return html.Div([html.Div(text), beside], className="fighead lead wide")


_LONG_NOUN = re.compile(rf"{formats.NBSP}(?=[^\W\d_]{{13,}})")


def _loose(message: str) -> str:
    """A number and a noun as long as «благополучателей» are too wide to be one word in the largest type of a phone."""
    return _LONG_NOUN.sub(" ", message)


MOST_UNFOLDED = 100
"""Rows behind a fold; a page is no place for thousands: its file is."""
_NEARLY = 2
"""So many rows over are shown at once instead of behind a fold."""


def unfolding(rows: Sequence[Any], first: int, draw: Callable[[Sequence[Any], bool], Any], *forms: str) -> list[Any]:
    """The first rows, and more behind a fold: «Ещё 18 человек». `draw(rows, head)` makes a table of some of them."""
    if len(rows) <= first + _NEARLY:
        return [draw(rows, True)]
    one, few, many = forms
    rest = len(rows) - first
    folded: list[Any] = [draw(rows[first : first + MOST_UNFOLDED], False)]
    if rest > MOST_UNFOLDED:
        folded.append(html.P(formats.bind(f"Остальные {formats.number(rest - MOST_UNFOLDED)} — в файле, кнопка «Скачать»")))
    summary = html.Summary(f"Ещё {formats.counted(rest, one, few, many)}")
    return [draw(rows[:first], True), html.Details([summary, *folded], className="more")]


def first_of(number: int, first: int) -> str:
    """What `unfolding` shows at once: «первые 8 из 26», «все»."""
    return f"первые {formats.number(first)} из {formats.number(number)}" if number > first + _NEARLY else "все"


def swatch(status: Status, words: str) -> html.Span:
    """A word of the key with its mark, for the subtitle of a chart."""
    return html.Span([html.I(className=f"sw {status}"), formats.bind(words)])


def act(words: Children) -> html.Span:
    """Words that say: somebody must act here."""
    return html.Span(words, className="act")


def squares(counts: Mapping[Status, int], limit: int = 60) -> html.Div:
    """One square per case, in the given order; above `limit` only the rest's number. The count stands beside, in words."""
    marks: list[Children] = []
    left = limit
    for status, count in counts.items():
        marks += [html.I(className=status) for _ in range(min(count, left))]
        left -= min(count, left)
    hidden = sum(counts.values()) - limit
    if hidden > 0:
        marks.append(html.Span(f"и ещё {formats.number(hidden)}", className="mut"))
    return html.Div(marks, className="cases", **aria(hidden="true"))


def meter(progress: Progress, *, low: bool = False) -> html.Div:
    """A track filled towards the target, with a tick where a passed target lies; dashed without a target."""
    if progress.target is None:
        return html.Div(className="meter none", **aria(hidden="true"))
    marks: list[Children] = [html.I(style={"width": css_percent(progress.filled)})]
    if progress.tick is not None:
        marks.append(html.U(style={"left": css_percent(progress.tick)}))
    return html.Div(marks, className="meter low" if low else "meter", **aria(hidden="true"))


def columns_of_months(values: Sequence[float], first: str, last: str, label: str) -> html.Span:
    """Small columns, the last in ink, with the names of the first and the last month below."""
    top = max(values, default=0) or 1
    bars = [html.I(style={"--h": f"{max(value, 0) / top:.3f}"}) for value in values]
    return html.Span(
        [
            html.Span(bars, className="months", role="img", **aria(label=label)),
            html.Span([html.Span(first), html.Span(last)], className="ends"),
        ],
        className="mo",
    )


def scale(low: str, high: str) -> html.Span:
    """The key of the sequential scale: «меньше 35 % ▭▭▭▭▭▭ 95 % и больше»."""
    steps = [html.I(style={"background": f"var(--seq-{step})"}) for step in range(6)]
    return html.Span([f"{low} ", *steps, f" {high}"], className="scale")


def bar(ratio: float, class_name: str = "ib") -> html.Span:
    """A horizontal bar inside a table cell; its number stands beside it."""
    return html.Span(className=class_name, style={"width": css_percent(ratio)}, **aria(hidden="true"))


def css_percent(ratio: float) -> str:
    return f"{max(0.0, min(1.0, ratio)) * 100:.2f}%"


def button(words: str, href: str, *, first: bool = False) -> dcc.Link:
    return dcc.Link(formats.bind(words), href=href, className="btn first" if first else "btn")


def segments(part: str, options: Sequence[tuple[str, str]], value: str, label: str) -> html.Div:
    """A switch between two or three views («Люди» / «Организации»). The default's value is "" and stays out
    of the URL."""
    return _radio(part, options, value, label, "seg")


def pills(part: str, options: Sequence[tuple[str, str]], value: str, label: str) -> html.Div:
    """A choice of one from several; as for `segments`, the default's value is ""."""
    return _radio(part, options, value, label, "pills")


def _radio(part: str, options: Iterable[tuple[str, str]], value: str, label: str, class_name: str) -> html.Div:
    control = dbc.RadioItems(
        id=filter_id(part),
        options=[{"value": key, "label": formats.bind(words)} for key, words in options],
        value=value,
    )
    return html.Div(control, className=class_name, role="radiogroup", **aria(label=label))

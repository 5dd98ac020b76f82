"""The funnel of people on screen: a column a city, a row a step, the bars of a column one drawing over its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from textwrap import wrap
from typing import Any

from dash import dcc, html

from dashboard import formats
from dashboard.components import parts
from dashboard.components.chart import graph
from dashboard.figures.funnel import LEAST_WIDTH, Bar, Rows, funnel_figure
from dashboard.figures.theme import plain
from dashboard.indicators.definition import Share
from dashboard.indicators.funnel import Funnel, Path, Step, became
from data_loader.programme import City, Exit, Forms, Programme

Href = Callable[[City], str]
"""Where the people of a city who stand still are named."""

PEOPLE = "people"
BARS = "funnel-bars"


def bars_id(number: int) -> dict[str, Any]:
    """The id of the bars of a column, by its place."""
    return {"type": BARS, "column": number}


def people(funnel: Funnel, programme: Programme, href: Href) -> html.Div:
    """The funnel of the programme's participants."""
    rows = _rows(funnel, programme.school.exits)
    columns = [_column(funnel, number, programme, rows, href) for number in range(len(funnel.cities))]
    names = [step_row([step.name, html.Small(f"всего {formats.number(step.entered)}")]) for step in funnel.total.steps]
    last = programme.steps[-1]
    end = html.Div(f"Дошли до {_genitive(last.name, last.forms)}", className="sum")
    steps = html.Div([html.H3("Вошли в шаг"), *names, end], className="steps")
    return grid(
        funnel,
        [steps, *columns],
        "fun long" if _long(funnel) else "fun",
        PEOPLE,
        **_geometry(funnel, rows, programme.school.exits),
    )


def grid(funnel: Funnel, columns: Sequence[Any], class_name: str, name: str, **variables: str) -> html.Div:
    """Columns side by side, with names of the cities to jump to on a phone; `name` parts this grid from others."""
    style = {"--cities": str(len(funnel.cities)), "--steps": str(len(funnel.total.steps))}
    style |= {f"--{key.replace('_', '-')}": value for key, value in variables.items()}
    links = [html.A(path.name, href=f"#{column_id(name, number)}") for number, path in enumerate(funnel.cities)]
    jump = [html.Nav(links, className="jump", **parts.aria(label="К городу"))] if len(links) > 1 else []
    sideways = {"tabIndex": 0, "role": "region", **parts.aria(label="Города")} if len(links) > 6 else {}
    table = html.Div(html.Div(list(columns), className=class_name, style=style), className="fun-scroll", **sideways)
    return html.Div([*jump, table])


def column_id(name: str, number: int) -> str:
    return f"{name}-city-{number + 1}"


def step_row(children: Sequence[Any]) -> html.Div:
    return html.Div(list(children), className="row")


def top(path: Path, number: int, *, lag: bool) -> html.Div:
    """How many entered, and on the right the share of those who entered the step before."""
    step, share = path.steps[number], path.conversion(number)
    said = formats.share(share.numerator, share.denominator) if share and share.denominator else ""
    name = html.Em(step.name, className="nm")
    return html.Div(
        [html.B(formats.number(step.entered)), name, html.Span(said, className="act" if lag else "")],
        className="top",
    )


def in_words(said: Sequence[tuple[str, Any]], otherwise: str) -> html.Div:
    """(status, words) below a bar."""
    found = [html.Span(words, className=f"t-{status}") for status, words in said]
    return html.Div(found or [html.Span(otherwise)], className="why")


# --- a column ---------------------------------------------------------------------------------------------------------


def _column(funnel: Funnel, number: int, programme: Programme, rows: Rows, href: Href) -> html.Section:
    path, exits = funnel.cities[number], programme.school.exits
    lags = [funnel.lags(path, n, programme.attention) for n in range(len(path.steps))]
    link = href(path.city) if path.city else ""
    steps = [
        step_row([top(path, n, lag=lags[n]), html.Div(className="fbar"), _why(step, exits, link)])
        for n, step in enumerate(path.steps)
    ]
    bars = [Bar(s.moved_on, s.waiting, s.late or 0, s.gone, _hover(path, n, exits), s.last) for n, s in enumerate(path.steps)]
    label = f"{path.name}: вошли в каждый шаг; те же числа рядом и в таблице"
    drawing = graph(funnel_figure(bars, funnel.largest, rows, link), label, id=bars_id(number))
    return html.Section(
        [html.H3(path.name), *steps, html.Div(drawing, className="fun-bars"), _end(path, programme)],
        id=column_id(PEOPLE, number),
        className="lag" if any(lags) else "",
        **parts.aria(label=path.name),
    )


def _why(step: Step, exits: Sequence[Exit], link: str) -> html.Div:
    """What became of those who did not move on, in words; those who stand still are named behind a link."""
    if not step.entered:
        return in_words((), "пока никого")
    said: list[tuple[str, Any]] = [
        (status, dcc.Link(words, href=link, title="Кто стоит, по именам") if status == "late" and link else words)
        for status, words in became(step, exits)
    ]
    if step.last:
        place = "здесь" if step.late is None else "сейчас здесь"
        here = place if step.waiting == step.entered else f"{place} {formats.number(step.waiting)}"
        said.insert(0, ("here", here))
    return in_words(said, "все пошли дальше")


def _hover(path: Path, number: int, exits: Sequence[Exit]) -> str:
    """In short lines: a column is narrow."""
    step, before, start = path.steps[number], path.conversion(number), path.from_start(number)
    told = [f"вошли {formats.number(step.entered)}"]
    if before and before.interval and before.denominator >= formats.SMALL_GROUP:
        told += ["доля от прошлого шага", formats.interval(*before.interval)]
    if start and start.denominator:
        told += ["от первого шага", formats.share(start.numerator, start.denominator)]
    told += [words for _, words in became(step, exits)]
    return f"<b>{'<br>'.join(plain(line) for line in wrap(step.name, 22))}</b><br>" + "<br>".join(plain(words) for words in told)


def _end(path: Path, programme: Programme) -> html.Div:
    """«18 из 41 зачисленного — 44 % (интервал 30–59 %), от заявки — 18 из 52, 35 %»."""
    came, enrolled, first = path.steps[-1].entered, path.entered(programme.enrolment.key), programme.steps[0]
    share = Share(came, enrolled)
    if not enrolled:
        return html.Div([html.B("–", className="r"), "никто не зачислен"], className="sum")
    lines: list[Any] = [html.B(formats.out_of(came, enrolled), className="r"), formats.plural(enrolled, *formats.OF_ENROLLED)]
    if enrolled >= formats.SMALL_GROUP and share.interval is not None:
        lines += [f"{formats.NBSP}— ", html.B(formats.percent_of(came, enrolled))]
        lines += [" ", html.Span(formats.interval(*share.interval), className="mut nw")]
    if first.key != programme.enrolment.key and (begun := path.steps[0].entered):
        words = f"от {_genitive(first.name, first.forms)} — {formats.share(came, begun)}"
        lines += [html.Br(), html.Span(formats.bind(words), className="mut")]
    return html.Div(lines, className="sum")


def _genitive(name: str, forms: Forms) -> str:
    return forms.gen or f"шага {formats.quoted(name)}"


# --- how high the rows are --------------------------------------------------------------------------------------------

_LINE = 16
_CHARACTER = 6.7
"""Pixels of a character of 13 px on average."""
_WORD_CHARACTER = 7.2
"""The same where a line breaks between words: a few wide ones may make a line."""
_STEPS_WIDTH, _LONG_STEPS_WIDTH = 122, 170
_LONG = 18


def _long(funnel: Funnel) -> bool:
    """Whether names of steps need a wider column and, on a phone, lines of their own."""
    return any(len(step.name) > _LONG for step in funnel.total.steps)


def _rows(funnel: Funnel, exits: Sequence[Exit]) -> Rows:
    """High enough for the longest name and the most words, so that all columns share their lines."""
    names = [step.name for step in funnel.total.steps]
    on_phone = _lines(names, 30) if _long(funnel) else 1
    left = 10 + 18 * _lines(names, 20 if _long(funnel) else 14) + 20
    rows = Rows(top=33 + _LINE * (on_phone - 1), under=_under(_word_lines(funnel, exits, _wide(funnel))))
    return Rows(rows.top, rows.bar, rows.under + max(0, left - rows.height))


def _wide(funnel: Funnel) -> float:
    """Pixels of a column where the page is 1280 px wide; below that, rows are high enough for the least width."""
    return max(LEAST_WIDTH, (1216 - _STEPS_WIDTH) / max(len(funnel.cities), 1) - 28)


def _under(lines: int) -> int:
    return 11 + _LINE * lines


def _word_lines(funnel: Funnel, exits: Sequence[Exit], pixels: float) -> int:
    said = ([words for _, words in became(step, exits)] for path in funnel.cities for step in path.steps)
    return max((_flow(words, pixels) for words in said), default=1) or 1


def _flow(words: Sequence[str], pixels: float) -> int:
    """Lines of words that flow as whole pieces with a dot after each but the last; a long piece takes lines of its own."""
    lines, at = 1, 0.0
    for number, text in enumerate(words):
        width = (len(text) + (3 if number + 1 < len(words) else 0)) * _CHARACTER
        if at and at + width > pixels:
            lines, at = lines + 1, 0.0
        lines += len(wrap(text, int(pixels / _WORD_CHARACTER))) - 1
        at = pixels if width > pixels else at + width
    return lines


def _lines(names: Sequence[str], characters: int) -> int:
    return max((len(wrap(name, characters)) for name in names), default=1)


def _geometry(funnel: Funnel, rows: Rows, exits: Sequence[Exit]) -> dict[str, str]:
    """The sizes as CSS variables: where columns are narrow, the row grows until its words fit, and the bar with it."""
    words = _under(_word_lines(funnel, exits, LEAST_WIDTH)) - 6
    narrow = max(rows.height, ceil(rows.height * words / rows.under))
    names = [path.name for path in funnel.cities]
    return {
        "row": f"{rows.height}px",
        "row_narrow": f"{narrow}px",
        "top": f"{rows.top / rows.height:.4f}",
        "bar": f"{rows.bar / rows.height:.4f}",
        "head": f"{12 + 22 * _lines(names, LEAST_WIDTH // 10)}px",
        "names": f"{_LONG_STEPS_WIDTH if _long(funnel) else _STEPS_WIDTH}px",
    }

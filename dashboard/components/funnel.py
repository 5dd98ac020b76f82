"""The funnel on screen: a column a city, a row a step; people as bars, a few organisations as squares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import formats
from dashboard.components import parts
from dashboard.components.chart import graph
from dashboard.figures.funnel import Bar, funnel_figure
from dashboard.indicators.definition import Share
from dashboard.indicators.funnel import Funnel, Path, Step, exit_words
from data_loader.programme import Exit, Programme, Track

MOST_SQUARES = 12
_HEAD = 34
_ROW = 75


def people(funnel: Funnel, programme: Programme) -> html.Div:
    """The funnel of the School."""
    columns = [_people_column(funnel, path, programme) for path in funnel.cities]
    return _grid(funnel, "Вошли в шаг", columns, [html.Div(_end_words(programme), className="sum")], "fun")


def organisations(funnel: Funnel, track: Track, programme: Programme) -> html.Div:
    """The path onto one register."""
    columns = [_track_column(funnel, path, track, programme) for path in funnel.cities]
    return _grid(funnel, "Дошли до шага", columns, [], "fun orgs")


def _grid(funnel: Funnel, title: str, columns: Sequence[Any], end: Sequence[Any], class_name: str) -> html.Div:
    rows = [
        html.Div(
            [html.Span(step.name, className="clamp", title=step.name), html.Small(f"всего {formats.number(step.entered)}")],
            className="row",
        )
        for step in funnel.total.steps
    ]
    steps = html.Div([html.H3(title), *rows, *end], className="steps", style=_rows(len(rows), class_name))
    style = {"--cities": str(max(len(columns), 1)), "--steps": str(len(rows))}
    return html.Div(html.Div([steps, *columns], className=class_name, style=style), className="fun-scroll")


def _rows(steps: int, class_name: str) -> dict[str, str]:
    return {"gridTemplateRows": f"{_HEAD}px repeat({steps}, {78 if 'orgs' in class_name else _ROW}px) auto"}


# --- people -------------------------------------------------------------------------------------------------------------


def _people_column(funnel: Funnel, path: Path, programme: Programme) -> html.Section:
    exits = programme.school.exits
    lags = [funnel.lags(path, number, programme.attention) for number in range(len(path.steps))]
    rows = [
        html.Div([_top(path, number, lag=lags[number]), html.Div(className="fbar"), _why(step, exits)], className="row")
        for number, step in enumerate(path.steps)
    ]
    bars = [Bar(s.moved_on, s.waiting, s.late or 0, s.gone, _hover(path, s, exits), s.last) for s in path.steps]
    label = f"{path.name}: вошли в каждый шаг; те же числа рядом и в таблице"
    drawing = html.Div(graph(funnel_figure(bars, funnel.largest), label), className="fun-bars")
    return html.Section(
        [html.H3(path.name), *rows, drawing, _end(path, programme)],
        className="lag" if any(lags) else "",
        style=_rows(len(rows), "fun"),
        **parts.aria(label=path.name),
    )


def _top(path: Path, number: int, *, lag: bool) -> html.Div:
    step, share = path.steps[number], path.conversion(number)
    said = formats.share(share.numerator, share.denominator) if share and share.denominator else ""
    title = _interval(share)
    return html.Div(
        [
            html.B(formats.number(step.entered)),
            html.Em(step.name, className="nm"),
            html.Span(said, className="act" if lag else "", title=title),
        ],
        className="top",
    )


def _interval(share: Share | None) -> str:
    if share is None or share.interval is None or share.denominator < formats.SMALL_GROUP:
        return ""
    return f"Доля от вошедших в предыдущий шаг {formats.interval(*share.interval)}"


def _why(step: Step, exits: Sequence[Exit]) -> html.Div:
    """What became of those who did not move on, in words."""
    if not step.entered:
        return html.Div(html.Span("пока никого"), className="why")
    said: list[Any] = []
    if step.last:
        said.append(html.Span("сейчас здесь" if step.waiting == step.entered else f"сейчас здесь {formats.number(step.waiting)}"))
    elif step.waiting:
        said.append(
            html.Span(f"{formats.agree(step.waiting, 'ждёт', 'ждут')} {formats.number(step.waiting)}", className="t-wait")
        )
    if step.late:
        said.append(html.Span(f"{formats.agree(step.late, 'стоит', 'стоят')} {formats.number(step.late)}", className="t-late"))
    said += [html.Span(exit_words(exit_, n), className="t-gone") for exit_ in exits if (n := step.left.get(exit_.key, 0))]
    return html.Div(said or [html.Span("все пошли дальше")], className="why")


def _hover(path: Path, step: Step, exits: Sequence[Exit]) -> str:
    told = [
        f"вошли {formats.number(step.entered)}",
        f"пошли дальше {formats.number(step.moved_on)}",
        f"ждут {formats.number(step.waiting)}",
    ]
    if step.late is not None:
        told.append(f"стоят {formats.number(step.late)}")
    told += [exit_words(exit_, step.left[exit_.key]) for exit_ in exits if step.left.get(exit_.key)]
    return f"<b>{path.name}, {step.name}</b><br>" + "<br>".join(told)


def _end_words(programme: Programme) -> str:
    last = programme.steps[-1]
    return f"Дошли до {last.forms.gen or f'шага {formats.quoted(last.name)}'}"


def _end(path: Path, programme: Programme) -> html.Div:
    """«18 из 41 зачисленных — 44 % (интервал 30–59 %), 18 из 52 заявок — 35 %»."""
    came, enrolled, first = path.steps[-1].entered, path.entered(programme.enrolment.key), path.steps[0]
    share = Share(came, enrolled)
    lines: list[Any] = [html.B(formats.out_of(came, enrolled), className="r"), "зачисленных"]
    if enrolled >= formats.SMALL_GROUP and share.interval is not None:
        lines += [f"{formats.NBSP}— ", html.B(f"{formats.percent_points(came, enrolled)}{formats.NBSP}%")]
        lines += [" ", html.Span(formats.interval(*share.interval), className="mut nw")]
    if first.key != programme.enrolment.key:
        whole = formats.share(came, first.entered) if first.entered else ""
        lines += [html.Br(), html.Span(f"{whole} от шага {formats.quoted(first.name)}" if whole else "", className="mut")]
    return html.Div(lines, className="sum")


# --- organisations ----------------------------------------------------------------------------------------------------------


def _track_column(funnel: Funnel, path: Path, track: Track, programme: Programme) -> html.Section:
    if not path.steps[0].entered:
        nobody = html.Div(html.P("Ни одна организация ещё не начала этот путь.", className="mut"), className="row none")
        return html.Section([html.H3(path.name), nobody], style=_rows(len(path.steps), "orgs"), **parts.aria(label=path.name))
    rows = [
        html.Div([_top(path, number, lag=False), _marks(step, funnel.largest), _track_why(step, track)], className="row")
        for number, step in enumerate(path.steps)
    ]
    return html.Section([html.H3(path.name), *rows], style=_rows(len(rows), "orgs"), **parts.aria(label=path.name))


def _marks(step: Step, largest: int) -> html.Div:
    """A square each while they are few; bars on one scale when they are many."""
    counts = {
        "done": step.waiting if step.last else step.moved_on,
        "wait": 0 if step.last else step.waiting,
        "late": step.late or 0,
        "gone": step.gone,
    }
    if largest <= MOST_SQUARES:
        return parts.squares({status: n for status, n in counts.items() if n})  # type: ignore[misc]
    widths = [html.I(className=status, style={"width": parts.css_percent(n / largest)}) for status, n in counts.items() if n]
    return html.Div(widths, className="fbar", **parts.aria(hidden="true"))


def _track_why(step: Step, track: Track) -> html.Div:
    if not step.entered:
        return html.Div(html.Span("пока никого"), className="why")
    if step.last:
        return html.Div(html.Span("в реестре" if step.waiting else "пока никого"), className="why")
    said: list[Any] = []
    if step.waiting:
        said.append(
            html.Span(f"{formats.agree(step.waiting, 'ждёт', 'ждут')} {formats.number(step.waiting)}", className="t-wait")
        )
    if step.late:
        verb = formats.agree(step.late, "стоит", "стоят")
        days = _days(step.late_days)
        said.append(html.Span(f"{verb} {days}", className="t-late"))
    said += [html.Span(exit_words(exit_, n), className="t-gone") for exit_ in track.exits if (n := step.left.get(exit_.key, 0))]
    moved = "пошла дальше" if step.entered == 1 else "все пошли дальше"
    return html.Div(said or [html.Span(moved)], className="why")


def _days(days: Sequence[int]) -> str:
    """«535 и 520 дней»; of more than three «от 40 до 535 дней»."""
    if len(days) <= 3:
        return f"{formats.listed([formats.number(d) for d in days])}{formats.NBSP}{formats.plural(days[-1], *formats.DAYS)}"
    return f"{formats.number(len(days))}: от {formats.number(days[-1])} до {formats.number(days[0])}{formats.NBSP}дней"

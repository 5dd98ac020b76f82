"""The way of organisations onto one register: a square each while they are few, bars on one scale when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import formats
from dashboard.components import parts
from dashboard.components.funnel import column_id, grid, in_words, step_row, top
from dashboard.indicators.funnel import Funnel, Step, became, days_there
from data_loader.programme import Attention, Exit, Track, TrackStep

MOST_SQUARES = 12


def few(funnel: Funnel) -> bool:
    """Whether every organisation gets a square of its own."""
    return funnel.largest <= MOST_SQUARES


def organisations(funnel: Funnel, track: Track, attention: Attention, name: str) -> html.Div:
    columns = [_column(funnel, number, track, attention, column_id(name, number)) for number in range(len(funnel.cities))]
    names = [_name(step, found) for step, found in zip(track.steps, funnel.total.steps, strict=True)]
    steps = html.Div([html.H3("Дошли до шага"), *names], className="steps")
    return grid(funnel, [steps, *columns], "fun orgs", name, names="170px")


def _name(step: TrackStep, found: Step) -> html.Div:
    """The step, how many entered it, and whose move and what term follow."""
    clock = _clock(step)
    return step_row([step.name, html.Small(f"всего {formats.number(found.entered)}"), *([html.Small(clock)] if clock else [])])


def _clock(step: TrackStep) -> str:
    """«ход органа, срок 30 дней, с продлением 60»."""
    said = ["ход органа"] if step.waits_for == "authority" else []
    if step.due_days is not None:
        said.append(f"срок {formats.counted(step.due_days, *formats.DAYS)}")
        if step.extension_days:
            said.append(f"с продлением {formats.number(step.due_days + step.extension_days)}")
    return formats.bind(", ".join(said))


def _column(funnel: Funnel, number: int, track: Track, attention: Attention, name: str) -> html.Section:
    path = funnel.cities[number]
    if path.steps[0].entered:
        lags = [funnel.lags(path, n, attention) for n in range(len(path.steps))]
        rows = [
            step_row([top(path, n, lag=lags[n]), _marks(step, funnel), _why(step, track.exits)])
            for n, step in enumerate(path.steps)
        ]
    else:
        words = html.P(formats.bind("Ни одна организация ещё не начала этот путь."), className="mut")
        rows = [html.Div(words, className="row none")]
    return html.Section([html.H3(path.name), *rows], id=name, **parts.aria(label=path.name))


def _marks(step: Step, funnel: Funnel) -> html.Div:
    here = step.waiting if step.last else 0
    counts: dict[parts.Status, int] = {
        "done": step.moved_on + here,
        "wait": step.waiting - here,
        "late": step.late or 0,
        "gone": step.gone,
    }
    shown = {status: n for status, n in counts.items() if n}
    if few(funnel):
        return parts.squares(shown)
    bars = [html.I(className=status, style={"width": parts.css_percent(n / funnel.largest)}) for status, n in shown.items()]
    return html.Div(bars, className="fbar", **parts.aria(hidden="true"))


def _why(step: Step, exits: Sequence[Exit]) -> html.Div:
    said: list[tuple[str, Any]] = [
        (status, _overdue(step) if status == "late" else words) for status, words in became(step, exits, person=False)
    ]
    if step.last and step.waiting:
        said.insert(0, ("here", "в реестре"))
    return in_words(said, _otherwise(step))


def _overdue(step: Step) -> str:
    """«стоят 535 и 520 дней», «стоят 5: от 40 до 535 дней»."""
    late = step.late or 0
    verb = formats.agree(late, "стоит", "стоят")
    number = f" {formats.number(late)}:" if late > len(step.late_days) else ""
    return f"{verb}{number} {days_there(step.late_days, late)}"


def _otherwise(step: Step) -> str:
    if not step.entered:
        return "пока никого"
    return "пошла дальше" if step.entered == 1 else "все пошли дальше"


def term_words(track: Track, attention: Attention) -> str:
    """What counts as overdue on this way."""
    days = formats.days_genitive(attention.waiting_days)
    if not any(step.due_days for step in track.steps):
        return f"стоит — дольше {days}"
    return f"сроки — настройка, сверьте с действующим актом; без срока — дольше {days}"

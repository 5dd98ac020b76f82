"""The way of organisations onto one register: a square each while they are few, bars on one scale when they are many."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.components import parts
from dashboard.components.funnel import Column, Names, Said, cells, grid, stacked, statuses
from dashboard.indicators.funnel import Funnel, Path, Step, became, days_there
from data_loader.programme import Attention, Exit, Track, TrackStep

MOST_SQUARES = 12


def few(funnel: Funnel) -> bool:
    """Whether every organisation gets a square of its own."""
    return funnel.largest <= MOST_SQUARES


def organisations(funnel: Funnel, track: Track, attention: Attention, name: str) -> Markup:
    """`name` parts this track's drawing from those of the others."""
    steps = [(found, _clock(step)) for step, found in zip(track.steps, funnel.total.steps, strict=True)]
    columns = [_column(path, funnel, track, attention) for path in funnel.cities]
    return grid(name, Names("Дошли до шага", steps), columns, "organisations")


def _clock(step: TrackStep) -> str:
    """Whose move and what term follow: «ход органа, срок 30 дней, с продлением 60»."""
    said = ["ход органа"] if step.waits_for == "authority" else []
    if step.due_days is not None:
        said.append(f"срок {formats.counted(step.due_days, *formats.DAYS)}")
        if step.extension_days:
            said.append(f"с продлением {formats.number(step.due_days + step.extension_days)}")
    return ", ".join(said)


def _column(path: Path, funnel: Funnel, track: Track, attention: Attention) -> Column:
    if not path.steps[0].entered:
        return Column(path.name, (), nothing="Ни одна организация ещё не начала этот путь.")
    return Column(
        path.name,
        cells(funnel, path, attention, lambda step: _marks(step, funnel), lambda step: _said(step, track.exits)),
    )


def _marks(step: Step, funnel: Funnel) -> Markup:
    return parts.squares(statuses(step)) if few(funnel) else stacked(step, funnel)


def _said(step: Step, exits: Sequence[Exit]) -> list[Said]:
    """What became of those that did not move on."""
    if not step.entered:
        return [Said("", "пока никого")]
    said = [Said(status, _overdue(step) if status == "late" else words) for status, words in became(step, exits, person=False)]
    if step.last and step.waiting:
        said.insert(0, Said("here", "в реестре"))
    return said or [Said("", "пошла дальше" if step.entered == 1 else "все пошли дальше")]


def _overdue(step: Step) -> str:
    """«стоят 535 и 520 дней», «стоят 5: от 40 до 535 дней»."""
    late = step.late or 0
    verb = formats.agree(late, "стоит", "стоят")
    number = f" {formats.number(late)}:" if late > len(step.late_days) else ""
    return f"{verb}{number} {days_there(step.late_days, late)}"


def term_words(track: Track, attention: Attention) -> str:
    """What counts as overdue on this way."""
    days = formats.days_genitive(attention.waiting_days)
    if not any(step.due_days for step in track.steps):
        return f"стоит — дольше {days}"
    return f"сроки — настройка, сверьте с действующим актом; без срока — дольше {days}"

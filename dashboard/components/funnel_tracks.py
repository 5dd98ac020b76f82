"""The way of organisations onto one register: a square each while they are few, bars on one scale when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from dashboard import formats
from dashboard.components import parts
from dashboard.components.funnel import Grid, Row, Said, grid, longest, rows, stacked, statuses
from dashboard.grammar import days_range, nouns, verbs
from dashboard.grammar.phrases import MOST_DAYS
from dashboard.indicators.funnel import Funnel, Path, Step, became
from dashboard.indicators.waiting import track_term
from data_loader.programme import Attention, Exit, Track, TrackStep

MOST_SQUARES = 12


def few(funnel: Funnel) -> bool:
    """Whether every organisation gets a square of its own."""
    return funnel.largest <= MOST_SQUARES


def organisations(funnel: Funnel, track: Track, attention: Attention, name: str) -> Markup:
    """`name` parts this track's drawing from those of the others."""
    made = Grid(
        name,
        f"Шаги по городам: {track.name}",
        "Дошли до шага",
        [(path.name, False) for path in funnel.cities],
        _rows(funnel, track, attention),
        longest(funnel),
        class_name="organisations",
    )
    return grid(made)


def _rows(funnel: Funnel, track: Track, attention: Attention) -> list[Row]:
    found = rows(funnel, lambda step: _marks(step, funnel), lambda path, step: _said(path, step, track.exits))
    return [replace(row, note=_clock(step, attention)) for row, step in zip(found, track.steps, strict=True)]


def _clock(step: TrackStep, attention: Attention) -> str:
    """Who is next and what term follows: «очередь за органом, срок 30 дней, с продлением 60»."""
    term = track_term(step, attention)
    said = ["очередь за органом"] if step.waits_for == "authority" else []
    if term.due is not None:
        said.append(f"срок {nouns.DAY.counted(term.due)}")
        if term.extension:
            said.append(f"с продлением {formats.number(term.days)}")
    return ", ".join(said)


def _marks(step: Step, funnel: Funnel) -> Markup:
    return parts.squares(statuses(step)) if few(funnel) else stacked(step, funnel)


def _said(path: Path, step: Step, exits: Sequence[Exit]) -> list[Said]:
    """What became of those that did not move on."""
    if not path.steps[0].entered:
        return [Said("", "путь не начат")] if step == path.steps[0] else []
    if not step.entered:
        return [Said("", "пока никого")]
    said = [Said(status, _overdue(step) if status == "late" else words) for status, words in became(step, exits)]
    if step.last and step.waiting:
        said.insert(0, Said("", "в реестре"))
    return said or [Said("", "пошла дальше" if step.entered == 1 else "все пошли дальше")]


def _overdue(step: Step) -> str:
    """«стоят 535 и 520 дней», «стоят 5: от 40 до 535 дней»."""
    late = step.late or 0
    each = late == len(step.late_days) <= MOST_DAYS
    number = "" if each else f"{formats.NBSP}{formats.number(late)}:"
    return f"{verbs.STANDS.of(late)}{number} {days_range(step.late_days)}"


def term_words(track: Track, attention: Attention) -> str:
    """What counts as overdue on this way."""
    days = nouns.DAY.counted_in(attention.waiting_days, "gen")
    if not any(track_term(step, attention).is_legal for step in track.steps):
        return f"стоит — дольше {days}"
    return f"сроки — настройка, сверьте с действующим актом; без срока — дольше {days}"

"""What the completion says first."""

from __future__ import annotations

from collections.abc import Callable

from dashboard import formats
from dashboard.grammar import nouns, part_of, through_step, to_step, verbs
from dashboard.indicators.cohorts import TOO_EARLY
from dashboard.indicators.definition import Share
from dashboard.indicators.message import Message, first
from dashboard.indicators.stages.matrix import Matrix
from data_loader.programme import SchoolStep


def message(found: Matrix) -> Message:
    """What the completion says first: of a matrix of cohorts that are old enough, or of all where none is."""
    rules: tuple[Callable[[Matrix], Message | None], ...] = (_nobody, _first_and_last)
    return first(rule(found) for rule in rules)


def _nobody(found: Matrix) -> Message | None:
    return None if found.total.enrolled else Message("В выбранных данных ещё нет зачисленных", "nobody")


def _first_and_last(found: Matrix) -> Message | None:
    """«Теорию прошли 95 из 104 зачисленных, до сопровождения дошли 47 из 104»."""
    opening, closing = found.total.cells[0].share, found.total.cells[-1].share
    text = f"{through_step(found.parts[0])} {part_of(verbs.PASSED, opening.numerator, opening.denominator, nouns.ENROLLED)}"
    alone = len(found.parts) == 1
    if not alone:
        text = f"{text}, {_came(found.parts[-1], closing)}"
    said = f"Пока {TOO_EARLY}: {text}" if found.total.early else formats.capital(text)
    return Message(said, "one part" if alone else "first and last")


def _came(last: SchoolStep, closing: Share) -> str:
    """Those who are spoken of have been named: «до сопровождения дошли 47 из 104», «… дошли оба», «… не дошёл никто»."""
    came, whole = closing.numerator, closing.denominator
    if not came:
        return f"{to_step(last)} не{formats.NBSP}дошёл никто"
    every = {1: "", 2: " оба"}.get(whole, f" все{formats.NBSP}{formats.number(whole)}")
    return f"{to_step(last)} {verbs.CAME.of(came)}{every if came == whole else f' {formats.out_of(came, whole)}'}"

"""Words of a funnel that its messages and its drawing share."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats
from dashboard.grammar import verbs
from dashboard.indicators.funnel.values import Step
from data_loader.programme import Exit


def exit_words(exit_: Exit, count: int) -> str:
    """«выбыли 2», «отказано 6»; without counted forms «Выбыл: 2»."""
    if exit_.counted is None:
        return f"{exit_.name}:{formats.NBSP}{formats.number(count)}"
    forms = exit_.counted
    return f"{formats.plural(count, forms.one, forms.few, forms.many)}{formats.NBSP}{formats.number(count)}"


def became(step: Step, exits: Sequence[Exit]) -> list[tuple[str, str]]:
    """What is recorded of those who did not move on, as (status, words): «на шаге 3», «стоят 2», «выбыли 4». Empty: all moved on.

    Of a past day, where nobody is said to stand, all who stayed are «на шаге».
    """
    said = []
    if step.waiting and not step.last:
        said.append(("wait", f"на{formats.NBSP}шаге{formats.NBSP}{formats.number(step.waiting)}"))
    if step.late:
        said.append(("late", f"{verbs.STANDS.of(step.late)}{formats.NBSP}{formats.number(step.late)}"))
    return said + [("gone", exit_words(exit_, n)) for exit_ in exits if (n := step.left.get(exit_.key, 0))]

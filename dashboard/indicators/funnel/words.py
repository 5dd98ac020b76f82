"""Words of a funnel that its messages and its drawing share."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats
from dashboard.indicators.funnel.values import FEW, Step
from data_loader.programme import Exit, Forms


def genitive(name: str, forms: Forms) -> str:
    """After «до»: «сопровождения»; without the form «шага „Сопровождение“»."""
    return forms.gen or f"шага {formats.quoted(name)}"


def exit_words(exit_: Exit, count: int) -> str:
    """«выбыли 2», «отказано 6»; without counted forms «Выбыл: 2»."""
    if exit_.counted is None:
        return f"{exit_.name}: {formats.number(count)}"
    forms = exit_.counted
    return f"{formats.plural(count, forms.one, forms.few, forms.many)} {formats.number(count)}"


def became(step: Step, exits: Sequence[Exit], *, person: bool = True) -> list[tuple[str, str]]:
    """What became of those who did not move on, as (status, words): «стоят 2», «выбыли 4». Empty: all moved on.

    Of a past day, where nobody is said to stand, those who waited «ждали»; `person`: people, not organisations.
    """
    said = []
    if step.waiting and not step.last:
        waits = formats.agree(step.waiting, "ждёт", "ждут")
        if step.late is None:
            waits = formats.agree(step.waiting, "ждал" if person else "ждала", "ждали")
        said.append(("wait", f"{waits} {formats.number(step.waiting)}"))
    if step.late:
        said.append(("late", f"{formats.agree(step.late, 'стоит', 'стоят')} {formats.number(step.late)}"))
    return said + [("gone", exit_words(exit_, n)) for exit_ in exits if (n := step.left.get(exit_.key, 0))]


def days_there(days: Sequence[int], number: int) -> str:
    """«535 и 520 дней»; of more than three «от 40 до 535 дней»."""
    if number > FEW:
        return f"от {formats.number(days[-1])} до {formats.days_genitive(days[0])}"
    unit = formats.plural(days[-1], *formats.DAYS)
    return f"{formats.listed([formats.number(each) for each in days])}{formats.NBSP}{unit}"

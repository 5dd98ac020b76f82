"""What the funnel of people says first."""

from __future__ import annotations

from collections.abc import Callable

from dashboard import formats
from dashboard.grammar import nouns, part_of, to_step, verbs
from dashboard.indicators.definition import Share
from dashboard.indicators.differences import apart_of, others_said, own_said
from dashboard.indicators.funnel.values import Funnel
from dashboard.indicators.funnel.words import exit_words
from dashboard.indicators.message import Message, first, the_most
from data_loader.programme import Exit, Programme

Rule = Callable[[Funnel, Programme], Message | None]
ON_GROWN = frozenset({"behind", "many stand", "completion", "too early"})
"""Messages that leave out cohorts of which it is too early to judge; the others count everybody."""


def message(funnel: Funnel, programme: Programme) -> Message:
    return first(rule(funnel, programme) for rule in RULES)


def _nobody(funnel: Funnel, programme: Programme) -> Message | None:
    if funnel.total.steps[0].entered:
        return None
    return Message(f"В{formats.NBSP}выбранных данных ещё нет ни{formats.NBSP}одного участника", "nobody")


# --- a city is set apart ----------------------------------------------------------------------------------------------


def _apart(funnel: Funnel, programme: Programme) -> Message | None:
    """«В Заводоуковске до практики дошли 11 из 21 зачисленного, в других городах — 71 из 83»."""
    found = apart_of(funnel.apart, funnel.shown)
    if not found:
        return None
    text = f"{own_said(found[0], programme)}, {others_said(found[0], programme)}"
    return Message(text, "behind" if found[0].step else "many stand")


# --- a step where many stand or leave ---------------------------------------------------------------------------------


def _standing(funnel: Funnel, programme: Programme) -> Message | None:
    """A step on which a tenth or more of all who entered it stand longer than the term."""
    steps = [step for step in funnel.total.steps if step.late and step.entered >= formats.SMALL_GROUP]
    worst = max(steps, key=lambda step: (step.late or 0) / step.entered, default=None)
    if worst is None or not worst.late or worst.late * 10 < worst.entered:
        return None
    days = nouns.DAY.counted_in(programme.attention.waiting_days, "gen")
    where = f"На{formats.NBSP}шаге {formats.quoted(worst.name)}"
    return Message(f"{where} дольше {days} {part_of(verbs.STANDS, worst.late, worst.entered, nouns.CAME_IN)}", "standing")


def _leaving(funnel: Funnel, programme: Programme) -> Message | None:
    """The step that the most leave, a tenth or more of those who entered it: «отказано 17 из 150»."""
    key = the_most({step.key: step.gone for step in funnel.total.steps})
    worst = next((step for step in funnel.total.steps if step.key == key), None)
    if (
        worst is None
        or worst.entered < formats.SMALL_GROUP
        or worst.gone < programme.attention.few
        or worst.gone * 10 < worst.entered
    ):
        return None
    exits = [_in_a_sentence(exit_, n) for exit_ in programme.school.exits if (n := worst.left.get(exit_.key, 0))]
    of = f"из{formats.NBSP}{formats.number(worst.entered)}"
    said = f"{exits[0]} {of}" if len(exits) == 1 else f"{formats.listed(exits)}{formats.NBSP}— {formats.number(worst.gone)} {of}"
    return Message(f"Больше всего путей закончилось на{formats.NBSP}шаге {formats.quoted(worst.name)}: {said}", "leaving")


def _in_a_sentence(exit_: Exit, count: int) -> str:
    """«отказано 6»; without counted forms «выбыл по желанию — 5»."""
    if exit_.counted:
        return exit_words(exit_, count)
    return f"{exit_.name[:1].lower()}{exit_.name[1:]}{formats.NBSP}— {formats.number(count)}"


# --- how many came to the end -----------------------------------------------------------------------------------------


def _completion(funnel: Funnel, programme: Programme) -> Message | None:
    """Of the enrolled of cohorts that can be judged; where all are young, that it is too early."""
    completed = funnel.total.completed
    if programme.enrolment == programme.steps[-1] or not completed or not completed.everybody.denominator:
        return None
    if completed.grown.denominator:
        return Message(formats.capital(_came(completed.grown, programme)), "completion")
    return Message(f"Пока рано судить: {_came(completed.everybody, programme)}", "too early")


def _came(share: Share, programme: Programme) -> str:
    came = part_of(verbs.CAME, share.numerator, share.denominator, nouns.ENROLLED)
    return f"{to_step(programme.steps[-1])} {came}"


def _began(funnel: Funnel, programme: Programme) -> Message:
    step = funnel.total.steps[0]
    return Message(
        f"В{formats.NBSP}шаг {formats.quoted(step.name)} {verbs.ENTERED.of(step.entered)} {nouns.PERSON.counted(step.entered)}",
        "began",
    )


RULES: tuple[Rule, ...] = (_nobody, _apart, _standing, _leaving, _completion, _began)

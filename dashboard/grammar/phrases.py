"""The shapes that recur in sentences: a part of a whole, to a step, in some of the cases, a range of days, of a goal.

Each begins with a small letter; `formats.capital` begins a sentence with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats
from dashboard.formats import NBSP, Gender, Number
from dashboard.grammar.nouns import DAY, Noun
from dashboard.grammar.verbs import Verb
from data_loader.programme import Named

MOST_DAYS = 3
"""So many stretches of days are named; of more the least and the most."""


def part_of(did: Verb, part: int, whole: int, who: Noun) -> str:
    """«дошли 13 из 26 зачисленных», «не дошёл никто из 12 зачисленных», «дошли все 12 зачисленных», «дошли оба зачисленных»,
    «дошёл единственный зачисленный», «единственный зачисленный не дошёл»; of none «зачисленных нет».
    """
    if not whole:
        return f"{who.case(0, 'gen')} нет"
    if not part:
        verb = f"не{NBSP}{did.of(0, who.gender)}"
        return f"{who.only} {verb}" if whole == 1 else f"{verb} {who.none_of(whole)}"
    if part == whole:
        return every(did, whole, who)
    return f"{did.of(part, who.gender)} {formats.out_of(part, whole)}{NBSP}{who.case(whole, 'gen')}"


def every(did: Verb, n: int, who: Noun) -> str:
    """«прошли все 21 зачисленный», «прошли оба зачисленных», «прошёл единственный зачисленный»."""
    return f"{did.of(1 if n == 1 else 2, who.gender)} {who.all_of(n)}"


def in_some(part: int, whole: int, what: Noun) -> str:
    """«в 23 из 24 дел», «в каждом из 24 дел», «в обоих делах», «в единственном деле», «ни в одном из 24 дел»."""
    feminine = what.gender == "f"
    if whole == 1:
        only = "единственной" if feminine else "единственном"
        return f"{'' if part else f'не{NBSP}'}в{NBSP}{only} {what.case(1, 'loc')}"
    if not part:
        return f"ни{NBSP}в{NBSP}{'одной' if feminine else 'одном'} из{NBSP}{what.counted_in(whole, 'gen')}"
    if part < whole:
        return f"в{NBSP}{formats.out_of(part, whole)}{NBSP}{what.case(whole, 'gen')}"
    if whole == 2:
        return f"в{NBSP}{'обеих' if feminine else 'обоих'} {what.case(2, 'loc')}"
    return f"в{NBSP}{'каждой' if feminine else 'каждом'} из{NBSP}{what.counted_in(whole, 'gen')}"


def of_goal(value: Number, goal: Number, what: Noun) -> str:
    """«11 организаций из 25»; where the goal is passed «11 организаций при цели 10»."""
    said = f"при{NBSP}цели" if value > goal else "из"
    return f"{what.counted(value)} {said}{NBSP}{formats.number(goal)}"


def to_step(step: Named) -> str:
    """«до практики»; without the form «до шага „Практика“»."""
    return f"до{NBSP}{step.forms.gen}" if step.forms.gen else f"до{NBSP}шага {formats.quoted(step.name)}"


def through_step(step: Named) -> str:
    """What is passed: «практику»; without the form «шаг „Практика“»."""
    return step.forms.acc or f"шаг {formats.quoted(step.name)}"


def days_range(days: Sequence[int]) -> str:
    """«535 и 520 дней», the longest first; of more than three «от 40 до 535 дней»; of equal ones one number."""
    different = sorted(set(days), reverse=True)
    if len(different) == 1:
        return DAY.counted(different[0])
    if len(days) > MOST_DAYS:
        return f"от{NBSP}{formats.number(different[-1])} до{NBSP}{DAY.counted_in(different[0], 'gen')}"
    ordered = sorted(days, reverse=True)
    return f"{formats.listed([formats.number(n) for n in ordered])}{NBSP}{DAY.form(ordered[-1])}"


def and_more(n: int, gender: Gender = "m") -> str:
    """«и ещё две» after some that are named; nothing where none is left."""
    return f" и{NBSP}ещё {formats.number_word(n, gender=gender)}" if n > 0 else ""

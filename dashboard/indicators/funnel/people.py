"""What the funnel of people says first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard import formats
from dashboard.indicators.definition import Share
from dashboard.indicators.funnel.values import Funnel, Path, far_below
from dashboard.indicators.funnel.words import exit_words, genitive
from dashboard.indicators.message import Message, heaviest, the_most
from data_loader.programme import Exit, Programme, SchoolStep

Rule = Callable[[Funnel, Programme], Message | None]


def message(funnel: Funnel, programme: Programme) -> Message:
    return heaviest(rule(funnel, programme) for rule in RULES)


def _nobody(funnel: Funnel, programme: Programme) -> Message | None:
    if funnel.total.steps[0].entered:
        return None
    return Message(100, "В выбранных данных ещё нет ни одного участника", "nobody")


# --- a city loses people on its way from enrolment --------------------------------------------------------------------


@dataclass(frozen=True)
class _Lag:
    """A city whose way from enrolment to a part is far below that of all cities."""

    points: float
    path: Path
    number: int
    """Of the part among the parts after enrolment."""
    share: Share


def _city_lags(funnel: Funnel, programme: Programme) -> Message | None:
    """«Заводоуковск теряет людей в начале: до практики дошли 13 из 26 зачисленных»."""
    found = [lag for path in funnel.cities for lag in _lags(funnel, path, programme)] if funnel.compared else []
    if not found:
        return None
    worst = max(found, key=lambda lag: (lag.points, -lag.number))
    parts = _later_parts(programme)
    part = parts[worst.number]
    verb = "теряет людей" if _lost(worst.path, part.key, programme) else "отстаёт"
    came = _came(worst.share, genitive(part.name, part.forms))
    return Message(20, f"{worst.path.name} {verb}{_when(worst.number, len(parts))}: {came}", "city lags")


def _lags(funnel: Funnel, path: Path, programme: Programme) -> list[_Lag]:
    found = []
    for number, part in enumerate(_later_parts(programme)):
        own, everywhere = (_from_enrolment(one, part.key, programme) for one in (path, funnel.everywhere))
        if far_below(own, everywhere, programme.attention):
            found.append(_Lag(own.points_below(everywhere), path, number, own))
    return found


def _later_parts(programme: Programme) -> list[SchoolStep]:
    """Parts that come after enrolment."""
    start = programme.steps.index(programme.enrolment)
    return [step for step in programme.steps[start + 1 :] if step.part]


def _when(number: int, parts: int) -> str:
    """Where on the way a part lies; of one or two nothing is said."""
    if parts < 3:
        return ""
    return " в начале" if number < parts / 2 else " к концу"


def _from_enrolment(path: Path, step: str, programme: Programme) -> Share:
    return Share(path.entered(step), path.entered(programme.enrolment.key))


def _lost(path: Path, part: str, programme: Programme) -> bool:
    """Whether most of those who did not get from enrolment to a part left or are overdue; else they merely wait their time."""
    keys = [step.key for step in path.steps]
    between = path.steps[keys.index(programme.enrolment.key) : keys.index(part)]
    gone = sum(step.gone + (step.late or 0) for step in between)
    return gone > sum(step.waiting for step in between)


# --- a step where many stand or leave ---------------------------------------------------------------------------------


def _standing(funnel: Funnel, programme: Programme) -> Message | None:
    """A step on which a tenth or more of all who entered it stand longer than the term."""
    steps = [step for step in funnel.total.steps if step.late and step.entered >= formats.SMALL_GROUP]
    worst = max(steps, key=lambda step: (step.late or 0) / step.entered, default=None)
    if worst is None or not worst.late or worst.late * 10 < worst.entered:
        return None
    verb = formats.agree(worst.late, "стоит", "стоят")
    days = formats.days_genitive(programme.attention.waiting_days)
    people = formats.counted(worst.late, *formats.PEOPLE)
    return Message(15, f"На шаге {formats.quoted(worst.name)} {verb} дольше {days} {people}", "standing")


def _leaving(funnel: Funnel, programme: Programme) -> Message | None:
    """The step that the most leave, a tenth or more of those who entered it: «отказано 17 из 150»."""
    key = the_most({step.key: step.gone for step in funnel.total.steps})
    worst = next((step for step in funnel.total.steps if step.key == key), None)
    if worst is None or worst.entered < formats.SMALL_GROUP or worst.gone * 10 < worst.entered:
        return None
    exits = [_in_a_sentence(exit_, n) for exit_ in programme.school.exits if (n := worst.left.get(exit_.key, 0))]
    of = f"из{formats.NBSP}{formats.number(worst.entered)}"
    said = f"{exits[0]} {of}" if len(exits) == 1 else f"{formats.listed(exits)}{formats.NBSP}— {formats.number(worst.gone)} {of}"
    return Message(10, f"Больше всего потерь на шаге {formats.quoted(worst.name)}: {said}", "leaving")


def _in_a_sentence(exit_: Exit, count: int) -> str:
    """«отказано 6»; without counted forms «выбыл по желанию — 5»."""
    if exit_.counted:
        return exit_words(exit_, count)
    return f"{exit_.name[:1].lower()}{exit_.name[1:]}{formats.NBSP}— {formats.number(count)}"


# --- how many came to the end -----------------------------------------------------------------------------------------


def _neutral(funnel: Funnel, programme: Programme) -> Message | None:
    start, last = programme.enrolment, programme.steps[-1]
    if start.key == last.key or not funnel.total.entered(start.key):
        return Message(0, _began(funnel), "neutral")
    text = _came(_from_enrolment(funnel.total, last.key, programme), genitive(last.name, last.forms))
    return Message(0, formats.capital(text), "neutral")


def _began(funnel: Funnel) -> str:
    first = funnel.total.steps[0]
    verb = formats.plural(first.entered, "вошёл", "вошли", "вошли")
    return f"В шаг {formats.quoted(first.name)} {verb} {formats.counted(first.entered, *formats.PEOPLE)}"


def _came(share: Share, to: str) -> str:
    """«до практики дошли 13 из 26 зачисленных»."""
    if share.denominator == 1 and not share.numerator:
        return f"до {to} единственный зачисленный не дошёл"
    if share.numerator == share.denominator:
        return f"до {to} {formats.all_enrolled(share.denominator, 'дошёл', 'дошли')}"
    enrolled = formats.plural(share.denominator, *formats.OF_ENROLLED)
    if not share.numerator:
        return f"до {to} не дошёл никто из{formats.NBSP}{formats.number(share.denominator)} {enrolled}"
    came = formats.plural(share.numerator, "дошёл", "дошли", "дошли")
    return f"до {to} {came} {formats.out_of(share.numerator, share.denominator)} {enrolled}"


RULES: tuple[Rule, ...] = (_nobody, _city_lags, _standing, _leaving, _neutral)

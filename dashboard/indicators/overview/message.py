"""The one sentence that the overview says first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.grammar import and_more, of_goal, verbs
from dashboard.indicators.goals import Goal, Pace, time_left
from dashboard.indicators.message import Message, first
from dashboard.indicators.overview.definitions import PEOPLE
from dashboard.indicators.overview.numbers import Number
from dashboard.indicators.overview.words import fact, words_of

NAMED = 2
"""So many goals are named; of more that lag how many they are."""

Aimed = tuple[Number, Pace]
"""A number that has a goal, with its pace."""


@dataclass(frozen=True)
class _Standing:
    """What the rules look at: the numbers, those whose goal is met, missed, behind."""

    numbers: Sequence[Number]
    done: Sequence[Aimed]
    missed: Sequence[Aimed]
    behind: Sequence[Aimed]


Rule = Callable[[_Standing], Message | None]


def message(numbers: Sequence[Number], *, about: str = "") -> Message:
    """The one sentence the overview says first; `about` names a part of the programme («Ишим, поток 2026-1»), if it is one."""
    found = first(rule(_standing([one for one in numbers if not one.missing])) for rule in RULES)
    if not about:
        return found
    told = found.text.replace(": ", f"{formats.NBSP}— ", 1)
    return Message(f"{formats.capital(about)}: {told[:1].lower()}{told[1:]}", found.key)


def _standing(numbers: Sequence[Number]) -> _Standing:
    aimed = [(one, one.pace) for one in numbers if one.pace is not None]
    done = sorted((one for one in aimed if one[1].is_met), key=lambda one: one[0].indicator.key != PEOPLE.key)
    behind = sorted((one for one in aimed if one[1].is_behind), key=lambda one: one[1].share_of_goal)
    return _Standing(numbers, done, [one for one in aimed if one[1].is_missed], behind)


def _done_and_behind(s: _Standing) -> Message | None:
    """«Помогли 1 150 людям — больше, чем обещали. Отстаёт реестр: 11 организаций из 25»."""
    if not s.done or not s.behind:
        return None
    return Message(f"{_promised(*s.done[0])}. {_lag(s.behind)}", "done and behind")


def _done_and_missed(s: _Standing) -> Message | None:
    return Message(f"{_promised(*s.done[0])}. {_missed(s.missed)}", "done and missed") if s.done and s.missed else None


def _behind(s: _Standing) -> Message | None:
    return Message(_lag(s.behind), "behind") if s.behind else None


def _overdue(s: _Standing) -> Message | None:
    return Message(_missed(s.missed), "missed") if s.missed else None


def _all_done(s: _Standing) -> Message | None:
    goals = [one for one in s.numbers if one.pace is not None]
    if len(goals) < 2 or len(s.done) < len(goals):
        return None
    early = " досрочно" if all(pace.is_early for _, pace in s.done) else ""
    said = formats.listed([_of_goal(*one) for one in s.done])
    return Message(f"{'Обе' if len(goals) == 2 else 'Все'} цели достигнуты{early}: {said}", "all done")


def _done(s: _Standing) -> Message | None:
    return Message(_promised(*s.done[0]), "done") if s.done else None


def _on_the_way(s: _Standing) -> Message | None:
    """Goals are set, none is reached, none lags."""
    goals = [(one, one.pace) for one in s.numbers if one.pace is not None and one.value]
    if not goals:
        return None
    facts = [f"{fact(number)} из{formats.NBSP}{formats.number(pace.goal.value)}" for number, pace in goals[:NAMED]]
    return Message(formats.capital("; ".join(facts)), "on the way")


def _counted(s: _Standing) -> Message | None:
    known = [found for found in s.numbers if found.value]
    return Message(formats.capital("; ".join(fact(found) for found in known[:3])), "counted") if known else None


def _nothing(s: _Standing) -> Message | None:
    return Message(words_of(s.numbers[0]).none if s.numbers else "Записей для этого выбора ещё нет", "nothing")


RULES: tuple[Rule, ...] = (
    _done_and_behind,
    _behind,
    _done_and_missed,
    _overdue,
    _all_done,
    _done,
    _on_the_way,
    _counted,
    _nothing,
)
"""In the order of their priority."""


def _promised(number: Number, pace: Pace) -> str:
    """«Помогли 1 150 людям — больше, чем обещали, но в октябре новых людей не было»."""
    more = "больше, чем обещали" if pace.progress.tick is not None else "столько, сколько обещали"
    return f"{formats.capital(fact(number))} — {more}{_but(number)}"


def _but(number: Number) -> str:
    """Praise does not hide that the last whole month brought nothing."""
    last = number.last_whole_month
    if last is None or last[1] > 0:
        return ""
    return f", но {formats.in_month(last[0], year=last[0].year != number.until.year)} {words_of(number).nothing}"


def _lag(behind: Sequence[Aimed]) -> str:
    """«Отстают реестр, набор и ещё две: …»; what the best month would not bring is said so."""
    number, pace = behind[0]
    if pace.is_out_of_reach and len(behind) == 1:
        when = "срок сегодня, " if not pace.days_left else ""
        best = "" if not pace.days_left else " даже темпом лучшего месяца за год"
        return f"Цель по{formats.NBSP}{words_of(number).towards} не выполнить{best}: {when}{_of_goal(number, pace)}"
    named, rest = behind[:NAMED], len(behind) - NAMED
    names = [words_of(one).name for one, _ in named]
    said = f"{', '.join(names)}{and_more(rest, 'f')}" if rest > 0 else formats.listed(names)
    return f"{formats.capital(verbs.LAGS.of(len(behind)))} {said}: {formats.listed([_of_goal(*one) for one in named])}"


def _missed(missed: Sequence[Aimed]) -> str:
    """«К 31 декабря цель не достигнута: 90 участников из 100», of several how many."""
    number, pace = missed[0]
    rest = and_more(len(missed) - 1, "f")
    return f"{time_left(pace)}, цель не достигнута: {_of_goal(number, pace)}{f',{rest}' if rest else ''}"


def _of_goal(number: Number, pace: Pace) -> str:
    """«11 организаций из 25»."""
    return of_goal(number.value, _plain(pace.goal), words_of(number).noun)


def _plain(goal: Goal) -> float:
    return int(goal.value) if goal.value == int(goal.value) else goal.value

"""The one sentence that the overview says first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.indicators.message import Message, heaviest
from dashboard.indicators.overview.definitions import ENROLLED, HOURS, PEOPLE, REGISTERED
from dashboard.indicators.overview.numbers import Number
from data_loader.programme import Attention, Programme

_LAGGING = {
    ENROLLED.key: ("набор", formats.PARTICIPANTS),
    REGISTERED.key: ("реестр", formats.ORGANISATIONS),
    PEOPLE.key: ("помощь людям", formats.BENEFICIARIES),
    HOURS.key: ("работа наставников", formats.HOURS),
}
_DATIVE = ("человеку", "людям", "людям")


@dataclass(frozen=True)
class _Standing:
    """What the rules look at: the numbers, those whose goal is reached, those whose goal lags."""

    numbers: Sequence[Number]
    done: Sequence[Number]
    behind: Sequence[Number]


Rule = Callable[[_Standing], Message | None]


def message(numbers: Sequence[Number], programme: Programme, *, about: str = "") -> Message:
    """The one sentence the overview says first; `about` names a part of the programme («Ишим, поток 2026-1»), if it is one."""
    numbers = [found for found in numbers if not found.missing]
    standing = _Standing(numbers, _reached(numbers), _lagging(numbers, programme.attention))
    found = heaviest([_NOTHING, *(rule(standing) for rule in RULES)])
    if not about:
        return found
    told = found.text.replace(": ", f"{formats.NBSP}— ", 1)
    return Message(found.weight, f"{formats.capital(about)}: {told[:1].lower()}{told[1:]}", found.key)


_NOTHING = Message(0, "За выбранное время записей нет", "nothing")


def _done_and_behind(s: _Standing) -> Message | None:
    """«Помогли 1 150 людям — больше, чем обещали. Отстаёт реестр: 11 организаций из 25»."""
    if not s.done or not s.behind:
        return None
    return Message(60, f"{_promised(s.done[0])}. {_lag(s.behind)}", "done and behind")


def _overdue(s: _Standing) -> Message | None:
    """A goal whose day is past, while no other goal was reached."""
    late = [(found, found.goal) for found in s.behind if found.goal and found.days_left < 0]
    if not late:
        return None
    found, goal = late[0]
    return Message(50, f"Срок прошёл {formats.day(goal.due_on)}, цель не достигнута: {_of_goal(found)}", "overdue")


def _behind(s: _Standing) -> Message | None:
    return Message(40, _lag(s.behind), "behind") if s.behind else None


def _all_done(s: _Standing) -> Message | None:
    goals = [found for found in s.numbers if found.goal]
    if len(goals) < 2 or len(s.done) < len(goals):
        return None
    said = formats.listed([_of_goal(found) for found in goals])
    return Message(35, f"{'Обе' if len(goals) == 2 else 'Все'} цели достигнуты: {said}", "all done")


def _done(s: _Standing) -> Message | None:
    return Message(30, _promised(s.done[0]), "done") if s.done else None


def _on_the_way(s: _Standing) -> Message | None:
    """Goals are set, none is reached, none lags."""
    goals = [found for found in s.numbers if found.goal and found.value]
    if not goals:
        return None
    facts = [f"{_fact(found)} из{formats.NBSP}{_goal_of(found)}" for found in goals[:2]]
    return Message(20, formats.capital("; ".join(facts)), "on the way")


def _counted(s: _Standing) -> Message | None:
    known = [found for found in s.numbers if found.value]
    return Message(10, formats.capital("; ".join(_fact(found) for found in known[:3])), "counted") if known else None


RULES: tuple[Rule, ...] = (_done_and_behind, _overdue, _behind, _all_done, _done, _on_the_way, _counted)


def _reached(numbers: Sequence[Number]) -> list[Number]:
    """Goals that are reached, people helped before everything else."""
    done = [found for found in numbers if found.progress.reached]
    return sorted(done, key=lambda found: found.indicator.key != PEOPLE.key)


def _lagging(numbers: Sequence[Number], attention: Attention) -> list[Number]:
    """Goals that lag, the least fulfilled first."""
    return sorted((found for found in numbers if found.is_behind(attention)), key=lambda found: found.progress.filled)


def _promised(found: Number) -> str:
    more = "больше, чем обещали" if found.progress.tick is not None else "столько, сколько обещали"
    return f"{formats.capital(_fact(found))} — {more}"


def _lag(behind: Sequence[Number]) -> str:
    names = formats.listed([_LAGGING[found.indicator.key][0] for found in behind[:2]])
    facts = formats.listed([_of_goal(found) for found in behind[:2]])
    return f"{'Отстают' if len(behind) > 1 else 'Отстаёт'} {names}: {facts}"


def _of_goal(found: Number) -> str:
    """«11 организаций из 25»."""
    counted = formats.counted(found.value, *_LAGGING[found.indicator.key][1])
    return f"{counted} из{formats.NBSP}{_goal_of(found)}"


def _goal_of(found: Number) -> str:
    return formats.number(found.goal.value if found.goal else 0)


def _fact(found: Number) -> str:
    """«зачислено 120 участников», «помогли 1 150 людям»."""
    value = found.value
    if found.indicator.key == ENROLLED.key:
        verb = formats.plural(value, "зачислен", "зачислены", "зачислено")
        return f"{verb} {formats.counted(value, *formats.PARTICIPANTS)}"
    if found.indicator.key == REGISTERED.key:
        return f"в{formats.NBSP}реестре {formats.counted(value, *formats.ORGANISATIONS)}"
    if found.indicator.key == PEOPLE.key:
        return f"помогли {formats.counted(value, *_DATIVE)}"
    return f"наставники провели {formats.counted(value, *formats.HOURS)}"

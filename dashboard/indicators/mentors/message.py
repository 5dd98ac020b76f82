"""The sentence that the workload says first."""

from __future__ import annotations

from collections.abc import Callable

from dashboard import formats
from dashboard.indicators.mentors.workload import Workload
from dashboard.indicators.message import Message, heaviest
from data_loader.months import last_of_month
from data_loader.programme import Programme

_ALMOST_NOTHING = 0.1
_MUCH_LESS = 0.5
_LEAST_HOURS = 5.0


def message(found: Workload, programme: Programme) -> Message:
    """What the workload says first."""
    rules: tuple[Callable[[Workload, Programme], Message | None], ...] = (
        _nobody,
        _overload,
        _fewer_meetings,
        _silent,
        _no_meetings,
        _neutral,
    )
    return heaviest(rule(found, programme) for rule in rules)


def _nobody(found: Workload, programme: Programme) -> Message | None:
    return None if found.mentors else Message(100, "Наставников в данных ещё нет", "nobody")


def _overload(found: Workload, programme: Programme) -> Message | None:
    over = [m for m in found.mentors if m.is_over]
    if not over:
        return None
    most = max(over, key=lambda m: m.hours / (m.declared or 1.0))
    when = formats.in_month(found.month)
    declared = f"{formats.number(most.declared or 0)} {formats.plural(most.declared or 0, *formats.AT_DECLARED)}"
    hours = formats.counted(most.hours, *formats.HOURS)
    text = f"Перегрузка {when}: {formats.unbroken(most.name)}, {hours} при{formats.NBSP}{declared}"
    if len(over) > 1:
        text += f"; и{formats.NBSP}ещё у{formats.NBSP}{formats.number_word(len(over) - 1, 'gen')}"
    return Message(30, text, "overload")


def _fewer_meetings(found: Workload, programme: Programme) -> Message | None:
    """The chosen month against the best of the eleven before; an unfinished month is not compared."""
    before = max(found.months[:-1], key=lambda one: one[1])
    finished = found.day == last_of_month(found.month)
    if not finished or before[1] < _LEAST_HOURS or found.hours > _MUCH_LESS * before[1]:
        return None
    now, then = (formats.counted(hours, *formats.HOURS) for hours in (found.hours, before[1]))
    when = formats.in_month(before[0], year=before[0].year != found.month.year)
    if not found.hours:
        text = f"По записям {formats.in_month(found.month)}{_here(found)} ни одной встречи; {when} было {then}"
        return Message(25, text, "fewer meetings")
    what = "наставники почти перестали встречаться с организациями"
    if found.hours > _ALMOST_NOTHING * before[1]:
        what = "встреч с организациями стало меньше"
    return Message(
        25, f"По записям {what}{_here(found)}: {when} {then}, {formats.in_month(found.month)} — {now}", "fewer meetings"
    )


def _here(found: Workload) -> str:
    return f" {found.here}" if found.here else ""


def _silent(found: Workload, programme: Programme) -> Message | None:
    own = sum(m.late + m.in_touch for m in found.mentors)
    late = sum(m.late for m in found.mentors)
    if not own or late * 2 < own:
        return None
    days = formats.days_genitive(programme.attention.waiting_days)
    text = f"{in_cases(late, own)}{_here(found)}, где ход за наставником, контакта не было больше {days}"
    return Message(15, text, "silent")


def in_cases(some: int, own: int) -> str:
    """«В 23 из 24 дел», «В каждом из 24 дел», «В единственном деле»."""
    cases = formats.plural(own, "дела", "дел", "дел")
    if some < own:
        return f"В{formats.NBSP}{formats.out_of(some, own)} {cases}"
    return "В единственном деле" if own == 1 else f"В каждом из{formats.NBSP}{formats.number(own)} {cases}"


def _no_meetings(found: Workload, programme: Programme) -> Message | None:
    if any(hours for _, hours in found.months):
        return None
    return Message(10, "За последние 12 месяцев ни одной встречи не записано", "no meetings")


def _neutral(found: Workload, programme: Programme) -> Message | None:
    cases = sum(m.cases for m in found.mentors)
    facts = [f"{formats.counted(found.hours, *formats.HOURS)} встреч" if found.hours else "ни одной встречи"]
    if found.cases_known:
        facts.append(formats.counted(cases, "открытое дело", "открытых дела", "открытых дел") if cases else "ни одного дела")
    when = formats.capital(formats.in_month(found.month))
    return Message(0, f"{when} у{formats.NBSP}наставников{_here(found)} {formats.listed(facts)}", "neutral")

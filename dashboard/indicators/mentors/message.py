"""The sentence that the workload says first, and what a reader must know beside it."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from dashboard import formats
from dashboard.formats import NBSP
from dashboard.grammar import and_more, in_some, nouns
from dashboard.indicators.comparison import fewer_than_usual
from dashboard.indicators.mentors.declared import Apart, DeclaredMonth
from dashboard.indicators.mentors.workload import Workload
from dashboard.indicators.message import Message, first
from dashboard.indicators.waiting import waiting_term
from dashboard.rows import MentorCases
from data_loader.programme import Programme


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
    return first(rule(found, programme) for rule in rules)


def explained(found: Workload, said: Message, programme: Programme) -> list[str]:
    """What stands under the message: what it is measured against, and the hours that no comparison holds."""
    own = {"fewer meetings": _usual, "silent": _compared}.get(said.key)
    declared = found.declared
    return [*([own(found, programme)] if own else []), *([_declared(declared, found)] if declared else [])]


# --- the rules, the most urgent first ---------------------------------------------------------------------------------


def _nobody(found: Workload, programme: Programme) -> Message | None:
    return None if found.mentors else Message("Наставников в данных ещё нет", "nobody")


def _overload(found: Workload, programme: Programme) -> Message | None:
    over = [m for m in found.mentors if m.is_over]
    if not over:
        return None
    most = max(over, key=lambda m: m.hours / (m.declared or 1.0))
    who = f"{formats.unbroken(most.name)}, {nouns.HOUR.counted(most.hours)}{_here(found)} {_at_declared(most.declared or 0)}"
    others = len(over) - 1
    more = f",{and_more(others)} {nouns.MENTOR.form(others)}" if others else ""
    return Message(f"Перегрузка {found.when}: {who}{more}", "overload")


def _fewer_meetings(found: Workload, programme: Programme) -> Message | None:
    """The chosen month against the earlier ones, if it is over and there are enough of them."""
    if not found.is_over or found.usual is None or found.hours >= found.usual:
        return None
    if not fewer_than_usual(found.months[-1].meetings, [month.meetings for month in found.earlier], programme.attention):
        return None
    when, usual = formats.in_month(found.month), found.usual
    text = f"часов встреч стало меньше: обычно {formats.number(usual)} за{NBSP}месяц, {when} {formats.number(found.hours)}"
    if not found.months[-1].meetings:
        text = f"ни одной встречи {when}: обычно {nouns.HOUR.counted(usual)} за{NBSP}месяц"
    return Message(_here_first(found, text), "fewer meetings")


def _silent(found: Workload, programme: Programme) -> Message | None:
    """At least half of the cases that can be late are."""
    cases = found.cases
    if not cases.late or cases.late * 2 < cases.due:
        return None
    days = nouns.DAY.counted_in(waiting_term(programme.attention).days, "gen")
    text = f"{in_some(cases.late, cases.due, nouns.CASE)} больше {days} не{NBSP}было встреч"
    return Message(f"На{NBSP}{formats.short_day(found.day)}{_here(found)} {text}", "silent")


def _no_meetings(found: Workload, programme: Programme) -> Message | None:
    if any(month.meetings for month in found.months):
        return None
    text = "ни одной встречи не записано"
    if found.last:
        text = f"за {nouns.MONTH.counted(len(found.months))} по {formats.month(found.month)} {text}"
    return Message(_here_first(found, text), "no meetings")


def _neutral(found: Workload, programme: Programme) -> Message | None:
    hours = f"{nouns.HOUR.counted(found.hours)} встреч" if found.months[-1].meetings else "ни одной встречи"
    text = f"{formats.capital(found.when)} у{NBSP}наставников{_here(found)} {hours}"
    if found.cases_known:
        cases = found.cases.open
        opened = nouns.OPEN_CASE.counted(cases) if cases else "ни одного открытого дела"
        text += f"; на{NBSP}{formats.short_day(found.day)} — {opened}"
    return Message(text, "neutral")


# --- what stands under the message ------------------------------------------------------------------------------------


def _usual(found: Workload, programme: Programme) -> str:
    """«Обычно — медиана 12 месяцев до октября. Встреч обычно 21, в октябре 1.»."""
    of = nouns.MONTH.counted_in(len(found.earlier), "gen")
    usual = formats.number(median(month.meetings for month in found.earlier))
    now = formats.number(found.months[-1].meetings)
    until, when = formats.from_month(found.month), formats.in_month(found.month)
    return f"Обычно — медиана {of} до {until}. Встреч обычно {usual}, {when} {now}."


def _compared(found: Workload, programme: Programme) -> str:
    """Which cases the message speaks of, and which it leaves out."""
    cases = found.cases
    days = nouns.DAY.counted_in(waiting_term(programme.attention).days, "gen")
    these = "Это дело, открытое" if cases.due == 1 else "Это дела, открытые"
    text = f"{these} больше {days} назад, где очередь за наставником"
    apart = ((cases.waiting, "очередь за органом"), (cases.new + cases.young, "открыты позже"))
    others = ", ".join(f"{words} — {formats.number(number)}" for number, words in apart if number)
    return f"{text}{f'; ещё: {others}' if others else ''}.{_unmet(cases)}"


def _unmet(cases: MentorCases) -> str:
    """Of cases that never had a meeting nobody may think that they grew silent."""
    if not cases.unmet:
        return ""
    if cases.unmet == cases.due:
        return " Встреч не записано вовсе."
    return f" Ни одной встречи не записано в{NBSP}{nouns.CASE.counted_in(cases.unmet, 'loc')}."


def _declared(month: DeclaredMonth, found: Workload) -> str:
    """«В октябре 22 часа из 120 заявленных (6 наставников с открытыми делами). Не вошли: без заявленных часов — 1, 14,5 часа»."""
    of = f"из{NBSP}{formats.number(month.declared)} {formats.plural(month.declared, *formats.OF_DECLARED)}"
    declared = of if month.hours <= month.declared else _at_declared(month.declared)
    who = f"{nouns.MENTOR.counted(month.mentors)} с открытыми делами"
    left_out = (("без заявленных часов", month.undeclared), ("без открытых дел", month.idle))
    others = "; ".join(f"{words} — {_left_out(apart)}" for words, apart in left_out if apart.mentors)
    return f"{formats.capital(found.when)} {nouns.HOUR.counted(month.hours)} {declared}: {who}.{f' Не вошли: {others}.' if others else ''}"


def _at_declared(hours: float) -> str:
    """After more hours than that."""
    return f"при{NBSP}{formats.number(hours)} {formats.plural(hours, *formats.AT_DECLARED)}"


def _left_out(apart: Apart) -> str:
    return f"{nouns.MENTOR.counted(apart.mentors)}, {nouns.HOUR.counted(apart.hours)}"


# --- words ------------------------------------------------------------------------------------------------------------


def _here(found: Workload) -> str:
    return f" {found.here}" if found.here else ""


def _here_first(found: Workload, text: str) -> str:
    return formats.capital(f"{found.here} {text}".strip())

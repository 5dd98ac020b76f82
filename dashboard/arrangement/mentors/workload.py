"""The mentors' workload by name: what the registry knows of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from dashboard import formats
from dashboard.arrangement.cases import open_cases
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components import notice
from dashboard.components.mentors import MOST_SQUARES, hours_key, states_key, workload_rows
from dashboard.indicators.cities import here
from dashboard.indicators.mentors import CASES, LOAD, SILENCE, Workload, workload, workload_table
from dashboard.indicators.waiting import waiting_term
from dashboard.meetings import Meetings
from dashboard.queries import reference
from dashboard.queries import registry_mentors as registry
from data_loader.months import first_of_month


def workload_of(view: View, day: date) -> Workload:
    """Of the month of a day, as of that day."""
    return workload(
        registry.mentors(view.snapshot, view.viewer),
        open_cases(view, day),
        meetings_shown(view, day),
        day,
        began=reference.first_day(view.snapshot, view.viewer),
        few=view.programme.attention.few,
        cases_known=registry.cases_known(view.snapshot, view.viewer, day),
        here=here(len(view.filters.cities)),
    )


def meetings_shown(view: View, until: date) -> Meetings:
    """Up to a day, with organisations of the cities shown."""
    return registry.meetings(view.snapshot, view.viewer).up_to(until, view.filters.cities)


def workload_block(view: View, found: Workload) -> Block:
    if not found.mentors:
        return _nobody()
    term = waiting_term(view.programme.attention)
    recorded = f"последняя встреча записана {formats.day(found.last)}" if found.last else ""
    return Block(
        "workload",
        "Нагрузка и последний контакт",
        partial(workload_rows, found, view.programme),
        workload_table(found, term),
        remark=recorded,
        indicators=(LOAD, CASES, SILENCE),
        sub=[" ".join(_said(view, found)), *states_key(found, term)],
        under=hours_key(found),
    )


def _said(view: View, found: Workload) -> Iterator[str]:
    """What the drawing shows, of which day, in which order."""
    day = f"на {formats.day(found.day)}"
    if found.cases.open:
        yield f"Дела — {day}, по всем потокам: один квадрат — одна организация{_bars(found)}."
        yield from (
            ["Сначала те, у кого больше дел без встреч, затем — кто дольше без контакта."] if len(found.mentors) > 1 else []
        )
    elif found.cases_known:
        yield f"{formats.capital(day)} открытых дел нет{f' {found.here}' if found.here else ''} ни у кого; по алфавиту."
    else:
        yield f"Часы и контакты — {day}; по алфавиту. Кто чьё дело ведёт, не записано."
    if found.here:
        yield f"Дела, часы и контакты — только {found.here}."
    if found.month < first_of_month(view.today):
        yield "Заявленные часы — нынешние: прежние не хранятся."


def _bars(found: Workload) -> str:
    most = max(mentor.cases.open for mentor in found.mentors)
    return f", полоса — доли, где дел больше {MOST_SQUARES}" if most > MOST_SQUARES else ""


def _nobody() -> Block:
    title = "Наставников пока нет"
    why = "Загрузите листы «Наставники», «Закрепления» и «Встречи», и нагрузка появится здесь."
    return Block("workload", title, partial(notice.empty, title, why))

"""The mentors: workload and last contact, organisations without a mentor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.components.mentors import FIRST, MOST_SQUARES, organisations_list, without_rows, workload_rows
from dashboard.filters import Offer
from dashboard.indicators.cities import here
from dashboard.indicators.mentors import (
    CASES,
    LOAD,
    SILENCE,
    WITHOUT,
    CityWithout,
    Workload,
    last_day,
    message,
    without_mentor,
    without_table,
    workload,
    workload_table,
)
from dashboard.indicators.table import Table, table
from dashboard.meetings import Meetings
from dashboard.queries import registry_mentors as registry
from dashboard.queries.counts import by_key
from dashboard.rows import Listed, OrganisationWithoutMentor
from data_loader.months import first_of_month


def blocks(view: View) -> list[Block]:
    if view.snapshot.historic:
        return [_lead("Нагрузка наставников видна только по последней загрузке"), _latest_only(view)]
    month = view.filters.month or first_of_month(view.today)
    found = _workload(view, month, last_day(month, view.today))
    lead = _lead(message(found, view.programme).text, *_where_meetings_are(view, found))
    return [lead, _workload_block(view, found) if found.mentors else _nobody(), *_without(view, found)]


def months(view: View) -> tuple[date, ...]:
    """Months that have meetings, up to the present one."""
    return () if view.snapshot.historic else _meetings(view, view.today).months()


SUBJECT = Subject("mentors", "Наставники", Offer(parts=("city", "month")), blocks, months)


def _lead(text: str, *paragraphs: Markup) -> Block:
    return Block("lead", text, partial(parts.lead, text, *paragraphs))


def _meetings(view: View, until: date) -> Meetings:
    """Up to a day, with organisations of the cities shown."""
    return registry.meetings(view.snapshot, view.viewer).up_to(until, view.filters.cities)


def _workload(view: View, month: date, day: date) -> Workload:
    return workload(
        registry.mentors(view.snapshot, view.viewer),
        registry.mentor_cases(view.snapshot, view.viewer, day, view.filters.cities),
        _meetings(view, day),
        month,
        day,
        cases_known=registry.cases_known(view.snapshot, view.viewer, day),
        here=here(len(view.filters.cities)),
    )


def _where_meetings_are(view: View, found: Workload) -> list[Markup]:
    """A way out of twelve months without a meeting, where there are meetings before them."""
    if any(hours for _, hours in found.months):
        return []
    before = [month for month in months(view) if month < found.month]
    if not before:
        return []
    link = parts.link(formats.month(before[-1]), view.filters.but(month=before[-1]).href(view.path))
    return [parts.together("Последний месяц со встречами — ", link)]


def _workload_block(view: View, found: Workload) -> Block:
    days = formats.days_genitive(view.programme.attention.waiting_days)
    recorded = f"последняя встреча записана {formats.day(found.last)}" if found.last else ""
    return Block(
        "workload",
        "Нагрузка и последний контакт",
        partial(workload_rows, found, view.programme),
        workload_table(found),
        remark=recorded,
        indicators=(LOAD, CASES, SILENCE),
        sub=[
            f"Дела: один квадрат — одна организация{_bars(found)}; по всем потокам.",
            *([f"Дела, часы и контакты — только {found.here}."] if found.here else []),
            parts.swatch("late", f"контакта не было больше {days}"),
            parts.swatch("wait", "ждёт ответа органа"),
            parts.swatch("done", "был контакт"),
        ],
    )


def _bars(found: Workload) -> str:
    most = max(mentor.cases for mentor in found.mentors)
    return f", полоса — доли, где дел больше {MOST_SQUARES}" if most > MOST_SQUARES else ""


def _without(view: View, load: Workload) -> list[Block]:
    """Organisations without a mentor, counted and named; who is without one is unknown where no case was ever recorded."""
    if not load.cases_known:
        why = "К этому дню в листе «Закрепления» записей ещё нет: загрузите его, и организации без наставника появятся здесь."
        return [_empty("У кого нет наставника, неизвестно", why)]
    found = _cities(view, load.day)
    if not any(city.organisations for city in found):
        return [_empty(formats.capital(f"{load.here} организаций нет".strip()), "В листе «Организации» о них нет записей.")]
    listed = registry.organisations_without_mentor(view.snapshot, view.viewer, load.day, view.filters.cities, view.most)
    return [_without_block(view, found), _needing_block(view, listed)]


def _empty(title: str, why: str) -> Block:
    return Block("without", title, partial(notice.empty, title, why))


def _cities(view: View, day: date) -> Sequence[CityWithout]:
    counted = by_key(view.counts("organisations_without_mentor", ["city"], until=day, cities=()), "city")
    with_people = registry.organisations_with_people(view.snapshot, view.viewer, day)
    every = registry.organisations_by_city(view.snapshot, view.viewer)
    cities = [(key, view.programme.city(key).name) for key in view.filters.city_keys(view.programme)]
    return without_mentor(counted, with_people, every, cities)


def _without_block(view: View, found: Sequence[CityWithout]) -> Block:
    without, whole = sum(city.without for city in found), sum(city.organisations for city in found)
    return Block(
        "without",
        "Организации без наставника",
        partial(without_rows, found),
        without_table(found, view.programme),
        indicators=(WITHOUT,),
        sub=[
            f"{formats.out_of(without, whole)}; ещё не в реестре. Длина — все организации города.",
            parts.swatch("late", "учатся участники"),
            parts.swatch("gone", "никто не учится"),
        ],
        column="left",
    )


def _needing_block(view: View, found: Listed[OrganisationWithoutMentor]) -> Block:
    def drawn() -> Markup:
        if found.total:
            return organisations_list(found.rows, view.programme, found.total)
        return notice.empty("Наставник есть у всех", "Каждая организация, которой он нужен, за кем-то закреплена.")

    return Block(
        "needing",
        "Кому наставник нужен в первую очередь",
        drawn,
        _needing_table(view, found),
        sheets=("Этапы",),
        indicators=(WITHOUT,),
        sub=f"Больше всего действующих участников; {parts.first_of(found.total, FIRST)}" if found.total else "",
        column="right",
    )


def _needing_table(view: View, found: Listed[OrganisationWithoutMentor]) -> Table:
    rows: list[Any] = [
        (one.name, view.programme.city(one.city).name, one.field, one.learning, one.finishing) for one in found.rows
    ]
    return table("Организация | Город | Направление | #Учатся | #Из них на последнем шаге", rows, left_out=found.left_out)


def _latest_only(view: View) -> Block:
    title = "Прежней загрузки здесь не показать"
    why = "Имена, закрепления и заявленные часы хранятся только последние: рядом с прежними числами они ввели бы в заблуждение."
    again = parts.button("Показать последнюю загрузку", view.filters.but(known_at=None).href(view.path), first=True)
    return Block("workload", title, partial(notice.empty, title, why, [again]))


def _nobody() -> Block:
    title = "Наставников пока нет"
    why = "Загрузите листы «Наставники», «Закрепления» и «Встречи», и нагрузка появится здесь."
    return Block("workload", title, partial(notice.empty, title, why))

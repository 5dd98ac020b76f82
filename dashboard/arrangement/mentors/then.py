"""The mentors as an earlier load had them: what counts still know, and what nobody knows any more."""

from __future__ import annotations

from datetime import date
from functools import partial

from dashboard import formats
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.components.mentors import then_rows
from dashboard.indicators.mentors import CASES, LOAD, WITHOUT, CityThen, Then, then_message, then_table
from dashboard.queries import reference
from dashboard.queries.counts import by_key
from data_loader.months import first_of_month


def then_blocks(view: View, day: date) -> list[Block]:
    found = _then(view, day)
    said, known = then_message(found), then_table(found, view.programme)
    block = Block(
        "then",
        "Дела и встречи по городам",
        partial(then_rows, known),
        known,
        sub=f"Дела и организации — на {formats.day(day)}; встречи и часы — {found.when}",
        indicators=(LOAD, CASES, WITHOUT),
    )
    return [Block("lead", said, partial(parts.lead, said)), block, _latest_only(view)]


def months_then(view: View) -> tuple[date, ...]:
    days = view.counts("mentor_meetings", ["day"], cities=view.filters.cities, until=view.today)["day"]
    return tuple(sorted({first_of_month(day.date()) for day in days}))


def _then(view: View, day: date) -> Then:
    """Levels as on the day, meetings of its month up to it."""
    since = first_of_month(day)
    cases, without = (_by_city(view, measure, day) for measure in ("open_cases", "organisations_without_mentor"))
    meetings, minutes = (_by_city(view, measure, day, since) for measure in ("mentor_meetings", "mentoring_minutes"))
    counted = (cases, without, meetings, minutes)
    cities = tuple(CityThen(name, *(found.get(key, 0) for found in counted)) for key, name in view.cities_shown)
    cases_known = reference.last_days(view.snapshot, view.viewer)["Закрепления"] is not None
    return Then(cities, day, cases_known)


def _by_city(view: View, measure: str, day: date, since: date | None = None) -> dict[str, int]:
    return by_key(view.counts(measure, ["city"], cities=(), since=since, until=day), "city")


def _latest_only(view: View) -> Block:
    title = "По именам — только последняя загрузка"
    why = "Имена, закрепления и заявленные часы хранятся только последние: рядом с прежними числами они ввели бы в заблуждение."
    again = parts.button("Показать последнюю загрузку", view.filters.but(known_at=None).href(view.path), first=True)
    return Block("workload", title, partial(notice.empty, title, why, [again]))

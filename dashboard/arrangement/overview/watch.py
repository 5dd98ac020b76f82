"""What needs attention, and where each fact leads."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.arrangement.cases import open_cases
from dashboard.arrangement.overview.known import Known
from dashboard.arrangement.view import View, path_of
from dashboard.blocks import Block
from dashboard.components.watch import watch
from dashboard.indicators.attention import Enrolment, Fact, Filled, Situation, attention, looked_at
from dashboard.indicators.overview import first_recent
from dashboard.queries import reference
from dashboard.queries.counts import by_key
from dashboard.rows import MentorCases

ALL_COHORTS = "Участники — выбранных потоков; организации, наставники и благополучатели — по всем потокам"


def watch_block(known: Known) -> Block:
    title = "На что обратить внимание"
    return Block("watch", title, lambda: _watch(known, title))


def _watch(known: Known, title: str) -> Markup:
    situation = _situation(known)
    facts = [(fact, _href(known.view, fact)) for fact in attention(situation)]
    return watch(title, facts, looked_at(situation), ALL_COHORTS if known.view.filters.cohorts else "")


def _situation(known: Known) -> Situation:
    view = known.view
    return Situation(
        programme=view.programme,
        until=view.until,
        cities=known.cities,
        numbers=tuple(known.numbers.values()),
        enrolment=_enrolment(known) if known.days.get("Этапы") else (),
        compared=known.compared,
        waiting=known.waiting,
        organisations=known.organisations,
        without_mentor=_without_mentor(known) if known.days["Закрепления"] else None,
        declared=known.declared,
        contact=None if view.snapshot.historic else sum(open_cases(view, view.until).values(), MentorCases()),
        sheets=_sheets(known) if view.filters.until is None else None,
    )


def _enrolment(known: Known) -> tuple[Enrolment, ...]:
    """Of the cities shown that have a goal."""
    until = known.view.until
    recent = known.enrolled.by_city(until, first_recent(until))
    shown = [(city, known.city_paces[city]) for city in known.cities if city in known.city_paces]
    return tuple(Enrolment(city, pace, recent.get(city, 0)) for city, pace in shown)


def _without_mentor(known: Known) -> dict[str, int]:
    found = by_key(known.view.counts("organisations_without_mentor", ["city"], cities=()), "city")
    return {city: count for city, count in found.items() if city in known.cities}


def _sheets(known: Known) -> dict[str, Filled]:
    loaded = reference.last_uploads(known.view.snapshot, known.view.viewer)
    return {sheet: Filled(day, loaded.get(sheet)) for sheet, day in known.days.items() if day is not None}


def _href(view: View, fact: Fact) -> str:
    """The view that a fact speaks of: what its page understands of the filters, and the place on it. The mentors' page knows months,
    not days.
    """
    month = fact.month or (view.filters.until if fact.page == "mentors" else None)
    changes = {"cities": fact.cities, "unit": fact.unit, "month": month and month.replace(day=1)}
    href = view.filters.but(**changes, **({"until": None} if fact.page == "mentors" else {})).href(path_of(fact.page))
    return f"{href}#{fact.anchor}" if fact.anchor else href

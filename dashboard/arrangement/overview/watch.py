"""What needs attention, and where each fact leads."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.arrangement.overview.known import Known, arrivals
from dashboard.arrangement.view import View, path_of
from dashboard.blocks import Block
from dashboard.components.watch import watch
from dashboard.indicators.attention import Contact, Enrolment, Fact, Situation, attention, looked_at
from dashboard.indicators.overview import first_recent, of_cities
from dashboard.queries.counts import by_key
from dashboard.queries.registry_mentors import mentor_cases

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
    is_now = view.filters.until is None
    return Situation(
        programme=view.programme,
        until=view.until,
        cities=known.cities,
        numbers=tuple(known.numbers.values()),
        enrolment=_enrolment(known) if known.days.get("Этапы") else (),
        entered=known.entered,
        waiting=known.waiting,
        organisations=of_cities(arrivals(view, "organisations_waiting"), known.cities) if is_now else None,
        without_mentor=_without_mentor(known) if known.days["Закрепления"] else None,
        mentoring=known.mentoring,
        contact=_contact(known),
        last_days=known.days if is_now else None,
    )


def _enrolment(known: Known) -> tuple[Enrolment, ...]:
    """Of the cities shown that have a goal."""
    until, goals = known.view.until, known.city_goals()
    enrolled, recent = known.enrolled.by_city(until), known.enrolled.by_city(until, first_recent(until))
    shown = [city for city in known.cities if city in goals]
    return tuple(Enrolment(city, enrolled.get(city, 0), goals[city], recent.get(city, 0)) for city in shown)


def _without_mentor(known: Known) -> dict[str, int]:
    found = by_key(known.view.counts("organisations_without_mentor", ["city"], cities=()), "city")
    return {city: count for city, count in found.items() if city in known.cities}


def _contact(known: Known) -> Contact | None:
    """The registry knows only the present."""
    view = known.view
    if view.snapshot.historic:
        return None
    found = mentor_cases(view.snapshot, view.viewer, view.until, view.filters.cities).values()
    silent = sum(of_one.late for of_one in found)
    return Contact(silent + sum(of_one.in_touch for of_one in found), silent)


def _href(view: View, fact: Fact) -> str:
    changes = {"cities": fact.cities, "unit": fact.unit, "month": fact.month}
    return view.filters.but(**changes).href(path_of(fact.page))

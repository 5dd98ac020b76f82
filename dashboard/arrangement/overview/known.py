"""What several blocks of the overview stand on, each read when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard import formats
from dashboard.arrangement.view import View
from dashboard.indicators.definition import Indicator
from dashboard.indicators.overview import (
    ENROLLED,
    HOURS,
    PEOPLE,
    REGISTERED,
    Arrivals,
    Goal,
    MonthOfMentoring,
    Number,
    month_of_mentoring,
    number,
)
from dashboard.queries import reference
from dashboard.queries.counts import by_key, running
from dashboard.queries.reference import Target, Targets
from dashboard.queries.registry_mentors import mentors
from dashboard.running import Running
from data_loader.measures import join_item
from data_loader.months import last_complete_month, last_of_month


@dataclass(frozen=True)
class Known:
    """Of one view. Counts are of all cities: views of any city share them, and what stands out in one is measured against all."""

    view: View

    @cached_property
    def days(self) -> dict[str, date | None]:
        """The day of the last fact on record by sheet."""
        return reference.last_days(self.view.snapshot, self.view.viewer)

    @cached_property
    def targets(self) -> Targets:
        return reference.targets(self.view.snapshot)

    @cached_property
    def enrolled(self) -> Running:
        return _running(self.view, "participants_entered", self.view.programme.enrolment.key)

    @cached_property
    def people(self) -> Running:
        return _running(self.view, "people_reached_city")

    @cached_property
    def entered(self) -> dict[tuple[str, str], int]:
        """By city and step."""
        return by_key(self.view.counts("participants_entered", ["city", "item"], cities=()), "city", "item")

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The item of the last step of each register, in the order of the programme."""
        return tuple(join_item(track.key, track.last_step.key) for track in self.view.programme.tracks)

    @cached_property
    def at_the_end(self) -> dict[tuple[str, str], int]:
        """Organisations at the last step of a register, by city and item."""
        if not self.ends:
            return {}
        return by_key(self.view.counts("organisations_reached", ["city", "item"], items=self.ends, cities=()), "city", "item")

    @cached_property
    def waiting(self) -> Arrivals | None:
        """People as they stand today; not known of an earlier day."""
        return arrivals(self.view, "participants_waiting") if self.view.filters.until is None else None

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The four, by the key of their indicator."""
        return {one.indicator.key: one for one in _numbers(self)}

    @cached_property
    def mentoring(self) -> MonthOfMentoring | None:
        return _mentoring(self.view, self.numbers[HOURS.key])

    @property
    def cities(self) -> tuple[str, ...]:
        """Those shown."""
        return self.view.filters.city_keys(self.view.programme)

    def city_goals(self) -> dict[str, Goal]:
        """For enrolment; goals know no cohorts."""
        found = {} if self.view.filters.cohorts else self.targets.by_city(ENROLLED.key, ENROLLED.title)
        return {city: Goal(goal.value, goal.due_on) for city, goal in found.items()}


def _running(view: View, measure: str, *items: str) -> Running:
    return running(view.snapshot, view.viewer, measure, cohorts=view.filters.cohorts, items=items)


def arrivals(view: View, measure: str) -> Arrivals:
    return by_key(view.counts(measure, ["city", "item", "day"], cities=()), "city", "item", "day")


# --- the four numbers -------------------------------------------------------------------------------------------------


def _numbers(known: Known) -> tuple[Number, ...]:
    view = known.view
    no_register = "" if view.programme.tracks else "В программе не заданы реестры"
    registered, minutes = (_running(view, measure) for measure in ("organisations_registered", "mentoring_minutes"))
    return (
        _number(known, ENROLLED, known.enrolled, has_goal=not view.filters.cohorts, missing=_missing(known, "Этапы")),
        _number(known, REGISTERED, registered, missing=no_register or _missing(known, "Статус")),
        _number(known, PEOPLE, known.people, missing=_missing(known, "Услуги")),
        _number(known, HOURS, minutes, per_unit=60, missing=_missing(known, "Встречи")),
    )


def _number(
    known: Known, indicator: Indicator, counts: Running, *, missing: str, has_goal: bool = True, per_unit: int = 1
) -> Number:
    view = known.view
    goal = _goal(known.targets.of(view.filters.cities, indicator.key, indicator.title)) if has_goal else None
    about = {"no_goal": _no_goal(view, has_goal), "missing": missing}
    return number(indicator, counts, known.cities, goal, view.until, per_unit=per_unit, **about)


def _missing(known: Known, sheet: str) -> str:
    return "" if known.days.get(sheet) else f"В листе {formats.quoted(sheet)} записей ещё нет"


def _goal(found: Target | None) -> Goal | None:
    return Goal(found.value, found.due_on) if found else None


def _no_goal(view: View, has_goal: bool) -> str:
    if not has_goal:
        return "Цель задана на все потоки вместе"
    return "Цель для этого выбора не задана" if view.filters.cities else "Цель не задана"


def _mentoring(view: View, hours: Number) -> MonthOfMentoring | None:
    """Hours of the last whole month against the declared, once there are any; a declaration knows neither cities nor the past."""
    if view.filters.cities or view.snapshot.historic or not hours.value:
        return None
    month = last_complete_month(view.until)
    minutes = by_key(view.counts("mentoring_minutes", ["item"], since=month, until=last_of_month(month)), "item")
    declared = {one.mentor: one.declared for one in mentors(view.snapshot, view.viewer)}
    return month_of_mentoring(month, minutes, declared)

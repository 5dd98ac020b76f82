"""What several blocks of the overview stand on, each read when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard import formats
from dashboard.arrangement.cases import open_cases
from dashboard.arrangement.comparing import compared
from dashboard.arrangement.view import View
from dashboard.indicators.comparison import Comparison
from dashboard.indicators.definition import Indicator
from dashboard.indicators.goals import Goal, Pace, pace
from dashboard.indicators.mentors import DeclaredMonth, declared_month
from dashboard.indicators.overview import ENROLLED, HOURS, PEOPLE, REGISTERED, Aim, Number, number
from dashboard.indicators.waiting import Arrivals, arrivals
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
        return self._arrivals("participants_waiting")

    @cached_property
    def organisations(self) -> Arrivals | None:
        """Organisations as they stand today; not known of an earlier day."""
        return self._arrivals("organisations_waiting")

    def _arrivals(self, measure: str) -> Arrivals | None:
        if self.view.filters.until is not None:
            return None
        return arrivals(self.view.counts(measure, ["city", "item", "day"], cities=()))

    @cached_property
    def compared(self) -> Comparison:
        return compared(self.view)

    @cached_property
    def first_day(self) -> date | None:
        """When the programme began: the day of its first record."""
        return reference.first_day(self.view.snapshot, self.view.viewer)

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The four, by the key of their indicator."""
        return {one.indicator.key: one for one in _numbers(self)}

    @cached_property
    def declared(self) -> DeclaredMonth | None:
        return _declared(self.view)

    @property
    def cities(self) -> tuple[str, ...]:
        """Those shown."""
        return self.view.filters.city_keys(self.view.programme)

    @cached_property
    def city_paces(self) -> dict[str, Pace]:
        """Towards the enrolment of each city that has a goal; goals know no cohorts."""
        view = self.view
        found = {} if view.filters.cohorts else self.targets.by_city(ENROLLED.key, ENROLLED.title, on=view.until)
        return {city: pace(self.enrolled, [city], _goal(goal), view.until, self.first_day) for city, goal in found.items()}


def _running(view: View, measure: str, *items: str) -> Running:
    return running(view.snapshot, view.viewer, measure, cohorts=view.filters.cohorts, items=items)


# --- the four numbers -------------------------------------------------------------------------------------------------


def _numbers(known: Known) -> tuple[Number, ...]:
    view = known.view
    no_register = "" if view.programme.tracks else "В программе не заданы реестры"
    return (
        _number(known, ENROLLED, has_goal=not view.filters.cohorts, missing=_missing(known, "Этапы")),
        _number(known, REGISTERED, missing=no_register or _missing(known, "Статус")),
        _number(known, PEOPLE, missing=_missing(known, "Услуги")),
        _number(known, HOURS, missing=_missing(known, "Встречи")),
    )


def running_of(known: Known, indicator: Indicator) -> tuple[Running, int]:
    """What an indicator adds up, by city and day, and how much of it makes one unit."""
    if indicator is ENROLLED:
        return known.enrolled, 1
    if indicator is PEOPLE:
        return known.people, 1
    if indicator is REGISTERED:
        return _running(known.view, "organisations_registered"), 1
    return _running(known.view, "mentoring_minutes"), 60


def _number(known: Known, indicator: Indicator, *, missing: str, has_goal: bool = True) -> Number:
    view = known.view
    counts, per_unit = running_of(known, indicator)
    found = known.targets.of(view.filters.cities, indicator.key, indicator.title, on=view.until)
    goal = _goal(found) if found and has_goal else None
    aim = Aim(goal, known.first_day, _no_goal(view, for_all_cohorts=found is not None and not has_goal))
    return number(indicator, counts, known.cities, aim, view.until, per_unit=per_unit, missing=missing)


def _missing(known: Known, sheet: str) -> str:
    return "" if known.days.get(sheet) else f"В листе {formats.quoted(sheet)} записей ещё нет"


def _goal(found: Target) -> Goal:
    return Goal(found.value, found.due_on, found.start_on, found.cities, found.overdue)


def _no_goal(view: View, *, for_all_cohorts: bool) -> str:
    if for_all_cohorts:
        return "Цель задана на все потоки вместе"
    return "Цель для этого выбора не задана" if view.filters.cities else "Цель не задана"


# --- mentoring --------------------------------------------------------------------------------------------------------


def _declared(view: View) -> DeclaredMonth | None:
    """Hours of the last whole month against the declared; a declaration knows neither cities nor the past."""
    if view.filters.cities or view.snapshot.historic:
        return None
    month = last_complete_month(view.until)
    last = last_of_month(month)
    minutes = by_key(view.counts("mentoring_minutes", ["item"], since=month, until=last), "item")
    hours = {one.mentor: one.declared for one in mentors(view.snapshot, view.viewer)}
    return declared_month(month, minutes, hours, {mentor: some.settled for mentor, some in open_cases(view, last).items()})

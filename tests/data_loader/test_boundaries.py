"""What is counted right at the boundaries of the rules: the day before, the day itself, the day after; and every tie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest

from data_loader.measures import MEASURES
from data_loader.schema import EPOCH
from tests.data_loader.registry import Registry

pytestmark = pytest.mark.slow

BEFORE, THE_DAY, AFTER = date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1)
LATER = date(2026, 2, 2)
START = date(2026, 1, 1)


# --- the first service of a person --------------------------------------------------------------------------------------------

Given = tuple[date, str, str, str]
"""day, organisation, service, place"""

FIRST_SERVICES: Mapping[str, tuple[Given, Given]] = {
    "an earlier day before all else": ((BEFORE, "О-2", "б", "2"), (THE_DAY, "О-1", "а", "1")),
    "on one day the lesser organisation": ((THE_DAY, "О-1", "б", "2"), (THE_DAY, "О-2", "а", "1")),
    "of one organisation the lesser service": ((THE_DAY, "О-1", "а", "2"), (THE_DAY, "О-1", "б", "1")),
    "of one service the lesser place": ((THE_DAY, "О-1", "а", "1"), (THE_DAY, "О-1", "а", "2")),
}
"""The first service, then one that is less in everything that decides later."""


@pytest.mark.parametrize("rule", FIRST_SERVICES)
def test_the_first_service_is_the_least_by_day_organisation_service_and_place(registry: Registry, rule: str) -> None:
    first, other = FIRST_SERVICES[rule]
    for code in ("О-1", "О-2"):
        registry.organisation(code)
    for code, city in (("1", "tyumen"), ("2", "ishim")):
        registry.put("place", place=code, city=city)
    registry.put("beneficiary", beneficiary="б")
    for (day, organisation, service, place), category in ((other, "elderly"), (first, "youth")):
        registry.put("service", beneficiary="б", organisation=organisation, service=service, day=day, place=place,
                     category=category, quantity=1)  # fmt: skip
    assert registry.count("people_reached_city", "item", "day") == {("youth", first[0]): 1}
    assert registry.count("people_reached", "item", "place") == {("youth", first[3]): 1}


@pytest.mark.parametrize(("day", "month"), [(BEFORE, START), (THE_DAY, START), (AFTER, AFTER), (date(2026, 2, 28), AFTER)])
def test_services_at_a_place_are_of_the_month_of_their_day(registry: Registry, day: date, month: date) -> None:
    registry.organisation("О-1")
    registry.put("place", place="1", city="tyumen")
    registry.put("beneficiary", beneficiary="б")
    registry.put("service", beneficiary="б", organisation="О-1", service="а", day=day, place="1", category="youth", quantity=3)
    assert registry.count("people_reached", "day") == {(month,): 1}
    assert registry.count("services_given", "day") == {(month,): 3}


# --- care ---------------------------------------------------------------------------------------------------------------------

Care = tuple[str, date, date | None]
"""mentor, first day, last day"""


def cared_for(registry: Registry, *cares: Care) -> None:
    registry.organisation("О-1")
    for mentor in sorted({mentor for mentor, _, _ in cares}):
        registry.put("mentor", mentor=mentor)
    for mentor, first, last in cares:
        registry.put("assignment", mentor=mentor, organisation="О-1", from_day=first, to_day=last)


DAYS = (BEFORE, THE_DAY, AFTER, LATER)
HANDED_OVER: Mapping[str, tuple[date, Sequence[int], Sequence[int]]] = {
    "a day before the last day": (BEFORE, (1, 1, 1, 1), (0, 0, 0, 0)),
    "on the last day": (THE_DAY, (0, 1, 1, 1), (0, 0, 0, 0)),
    "the day after the last day": (AFTER, (0, 0, 1, 1), (0, 0, 0, 0)),
    "a day late": (LATER, (0, 0, 0, 1), (0, 0, 1, 0)),
}
"""The first day of the second mentor; on each of DAYS the second mentor's cases and the organisations without a mentor."""


@pytest.mark.parametrize("when", HANDED_OVER)
def test_care_is_handed_over_without_a_day_counted_twice_or_not_at_all(registry: Registry, when: str) -> None:
    begins, cases, without = HANDED_OVER[when]
    cared_for(registry, ("Н-1", START, THE_DAY), ("Н-2", begins, None))
    levels = [registry.level("open_cases", day, "item") for day in DAYS]
    assert [level.get(("Н-1",), 0) for level in levels] == [1, 1, 0, 0]
    assert [level.get(("Н-2",), 0) for level in levels] == list(cases)
    assert [sum(registry.level("organisations_without_mentor", day).values()) for day in DAYS] == list(without)


@pytest.mark.parametrize(
    ("begins", "cases"),
    [(BEFORE, (1, 1, 1, 1)), (THE_DAY, (1, 1, 1, 1)), (AFTER, (1, 1, 1, 1)), (LATER, (1, 1, 0, 1))],
    ids=["overlapping by two days", "overlapping by one", "following", "after a gap"],
)
def test_care_by_one_mentor_is_one_case_while_it_overlaps_or_follows(
    registry: Registry, begins: date, cases: Sequence[int]
) -> None:
    cared_for(registry, ("Н-1", START, THE_DAY), ("Н-1", begins, LATER))
    assert [sum(registry.level("open_cases", day).values()) for day in DAYS] == list(cases)
    ends = date(2026, 2, 3)
    assert registry.count("open_cases", "day")[(ends,)] == -1


def test_a_short_care_within_a_long_one_ends_nothing(registry: Registry) -> None:
    """The end so far is the latest of all earlier ones, not that of the row before."""
    cared_for(registry, ("Н-1", START, LATER), ("Н-1", date(2026, 1, 5), date(2026, 1, 6)), ("Н-1", THE_DAY, THE_DAY))
    assert registry.count("open_cases", "day") == {(START,): 1, (date(2026, 2, 3),): -1}


@pytest.mark.parametrize(
    ("registered", "without"),
    [(BEFORE, (0, 0, 0, 0)), (THE_DAY, (0, 0, 0, 0)), (AFTER, (0, 0, 0, 0)), (LATER, (0, 0, 1, 0))],
    ids=["before care ends", "on its last day", "on the day after", "a day late"],
)
def test_an_organisation_needs_no_mentor_from_the_day_of_its_registration(
    registry: Registry, registered: date, without: Sequence[int]
) -> None:
    cared_for(registry, ("Н-1", START, THE_DAY))
    registry.status("О-1", "iopu", registered=registered)
    assert [sum(registry.level("organisations_without_mentor", day).values()) for day in DAYS] == list(without)


# --- levels -------------------------------------------------------------------------------------------------------------------


def test_a_level_is_read_to_today_with_today_and_without_tomorrow(registry: Registry) -> None:
    """Care may be arranged, and end, ahead of today: what is open on a day is the sum of the changes up to it."""
    cared_for(registry, ("Н-1", THE_DAY, AFTER))
    opened = [sum(registry.level("open_cases", day).values()) for day in (BEFORE, THE_DAY, AFTER, LATER)]
    assert opened == [0, 1, 1, 0]
    without = [sum(registry.level("organisations_without_mentor", day).values()) for day in (BEFORE, THE_DAY, AFTER, LATER)]
    assert without == [1, 0, 0, 1]


def test_an_organisation_is_without_a_mentor_from_the_epoch_on(registry: Registry) -> None:
    registry.organisation("О-1")
    assert registry.count("organisations_without_mentor", "day") == {(EPOCH,): 1}


def test_exactly_the_levels_are_running_measures() -> None:
    assert {key for key, measure in MEASURES.items() if measure.running} == {"open_cases", "organisations_without_mentor"}


# --- days since enrolment -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "lags"), [(BEFORE, {}), (THE_DAY, {("theory", START, 0): 1}), (AFTER, {("theory", AFTER, 1): 1})]
)
def test_a_part_on_the_day_of_enrolment_has_the_lag_0_and_one_before_it_none(
    registry: Registry, day: date, lags: Mapping[Any, int]
) -> None:
    registry.participant("У-1", enrolled=THE_DAY, theory=day)
    assert registry.count("lag_to_step", "item", "day", "lag_days") == lags


def test_steps_before_enrolment_and_enrolment_itself_have_no_lag(registry: Registry) -> None:
    registry.participant("У-1", applied=AFTER, accepted=AFTER, enrolled=THE_DAY)
    assert registry.count("lag_to_step") == {}


# --- exits --------------------------------------------------------------------------------------------------------------------

EXITS: Sequence[tuple[date, bool]] = ((BEFORE, False), (THE_DAY, True), (AFTER, True))
"""An exit a day before the last step, on its day, a day after it; whether it is in force."""


@pytest.mark.parametrize(("day", "left"), EXITS)
def test_an_exit_counts_from_the_day_of_the_last_step_on(registry: Registry, day: date, left: bool) -> None:
    registry.participant("У-1", enrolled=START, theory=THE_DAY, withdrawn=day)
    registry.organisation("О-1")
    registry.status("О-1", "iopu", submitted=THE_DAY, refused=day)
    gone = {("theory/withdrawn", day): 1} if left else {}
    assert registry.count("participants_left", "item", "day") == gone
    assert registry.count("participants_waiting", "item", "day") == ({} if left else {("theory", THE_DAY): 1})
    assert registry.count("organisations_left", "item", "day") == ({("iopu/submitted/refused", day): 1} if left else {})
    assert registry.count("organisations_waiting", "item", "day") == ({} if left else {("iopu/submitted", THE_DAY): 1})
    assert registry.staying() == ({} if left else {"У-1": "theory"})


@pytest.mark.parametrize(("day", "left"), [(BEFORE, True), (THE_DAY, True), (AFTER, False)])
def test_any_later_step_brings_a_person_back_not_only_the_furthest(registry: Registry, day: date, left: bool) -> None:
    registry.participant("У-1", practice=START, theory=day, withdrawn=THE_DAY)
    assert bool(registry.count("participants_left")) is left


@pytest.mark.parametrize(
    ("rejected", "exit_"),
    [(BEFORE, "withdrawn"), (THE_DAY, "withdrawn"), (AFTER, "rejected")],
    ids=["before", "same day", "after"],
)
def test_of_two_exits_the_later_counts_and_on_one_day_the_later_in_the_programme(
    registry: Registry, rejected: date, exit_: str
) -> None:
    registry.participant("У-1", theory=START, rejected=rejected, withdrawn=THE_DAY)
    assert registry.count("participants_left", "item") == {(f"theory/{exit_}",): 1}


@pytest.mark.parametrize(("until", "left"), [(BEFORE, set()), (THE_DAY, {"У-1"}), (AFTER, {"У-1"})])
def test_who_has_left_has_left_from_the_day_of_the_exit_on(registry: Registry, until: date, left: set[str]) -> None:
    registry.participant("У-1", enrolled=START, withdrawn=THE_DAY)
    assert registry.left(until) == left


@pytest.mark.parametrize("until", [BEFORE, THE_DAY, AFTER, LATER])
def test_lists_and_counts_have_one_rule_for_an_exit_that_a_later_step_follows(registry: Registry, until: date) -> None:
    """Every order of two exits and two steps; the cohort tells whom a count is of."""
    days = (START, BEFORE, THE_DAY, AFTER, LATER)
    for number, (rejected, withdrawn, theory) in enumerate(product(days, days, days)):
        code = f"У-{number}"
        registry.participant(code, cohort=code, enrolled=START, theory=theory, rejected=rejected, withdrawn=withdrawn)
    counted = registry.count("participants_left", "cohort", "day")
    assert registry.left(until) == {code for code, day in counted if day <= until}


# --- the way of organisations -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attempt", "entered"),
    [
        (1, {"iopu/documents": THE_DAY, "iopu/submitted": THE_DAY}),
        (2, {"iopu/documents": BEFORE, "iopu/submitted": THE_DAY}),
        (3, {"iopu/documents": BEFORE}),
    ],
    ids=["an earlier attempt", "the same", "a later one"],
)
def test_an_organisation_enters_steps_by_its_latest_attempt_only(
    registry: Registry, attempt: int, entered: Mapping[str, date]
) -> None:
    """Whoever submitted has passed the documents; that they are on record of another attempt says nothing of this one."""
    registry.organisation("О-1")
    registry.status("О-1", "iopu", attempt=2, submitted=THE_DAY)
    registry.status("О-1", "iopu", attempt=attempt, documents=BEFORE)
    assert registry.count("organisations_entered", "item", "day") == dict.fromkeys(entered.items(), 1)
    assert registry.count("organisations_reached", "item") == {("iopu/submitted",): 1, ("iopu/documents",): 1}


def test_attempts_of_one_track_are_not_those_of_another(registry: Registry) -> None:
    registry.organisation("О-1")
    registry.status("О-1", "iopu", attempt=2, documents=THE_DAY)
    registry.status("О-1", "provider", attempt=1, submitted=THE_DAY)
    assert registry.count("organisations_entered", "item") == {("iopu/documents",): 1, ("provider/submitted",): 1}


@pytest.mark.parametrize("later", [1, 2, 3])
def test_a_registration_is_not_undone_by_a_later_attempt(registry: Registry, later: int) -> None:
    registry.organisation("О-1")
    registry.status("О-1", "iopu", attempt=2, registered=THE_DAY)
    registry.status("О-1", "iopu", attempt=later, documents=AFTER)
    assert registry.count("organisations_registered", "day") == {(THE_DAY,): 1}


@pytest.mark.parametrize(("other", "first"), [(BEFORE, BEFORE), (THE_DAY, THE_DAY), (AFTER, THE_DAY)])
def test_of_two_registers_the_earlier_day_counts(registry: Registry, other: date, first: date) -> None:
    registry.organisation("О-1")
    registry.status("О-1", "iopu", registered=THE_DAY)
    registry.status("О-1", "provider", registered=other)
    assert registry.count("organisations_registered", "day") == {(first,): 1}


def test_only_the_last_step_of_a_track_is_a_registration(registry: Registry) -> None:
    registry.organisation("О-1")
    registry.status("О-1", "iopu", submitted=THE_DAY)
    assert registry.count("organisations_registered") == {}


@pytest.mark.parametrize(("earlier", "first"), [(BEFORE, BEFORE), (THE_DAY, THE_DAY), (AFTER, THE_DAY)])
def test_a_step_is_entered_on_the_first_day_of_it_or_any_later_one(registry: Registry, earlier: date, first: date) -> None:
    registry.participant("У-1", theory=earlier, practice=THE_DAY)
    entered = registry.count("participants_entered", "item", "day")
    assert entered[("theory", first)] == entered[("practice", THE_DAY)] == 1
    assert not any(item in ("dialogue", "project", "support") for item, _ in entered)


@pytest.mark.parametrize(("other", "waiting"), [("enrolled", ("theory", THE_DAY)), ("practice", ("practice", AFTER))])
def test_the_furthest_step_is_by_the_order_of_the_programme_not_by_day(
    registry: Registry, other: str, waiting: tuple[str, date]
) -> None:
    registry.participant("У-1", "tyumen", "2026-1", **{"theory": THE_DAY, other: AFTER})
    assert registry.count("participants_waiting", "item", "day") == {waiting: 1}

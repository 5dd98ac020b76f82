"""What the measures count, on both databases, by hand-made rows whose right counts are plain to see."""

from __future__ import annotations

from datetime import date

from data_loader import schema
from data_loader.measures import MEASURES, PROTECTABLE, join_item, split_item
from data_loader.programme import Programme
from data_loader.schema import EPOCH
from tests.data_loader.registry import Registry


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def test_a_later_step_counts_as_entering_the_ones_before(registry: Registry) -> None:
    registry.participant("У-1", applied=day("01-01"), practice=day("02-01"))
    assert registry.count("participants_reached", "item") == {("applied",): 1, ("practice",): 1}
    assert registry.count("participants_entered", "item", "day") == {
        ("applied", day("01-01")): 1,
        **{(step, day("02-01")): 1 for step in ("accepted", "enrolled", "theory", "practice")},
    }


def test_a_later_step_dated_earlier_is_the_first_day_of_entering(registry: Registry) -> None:
    registry.participant("У-1", theory=day("03-01"), practice=day("02-01"))
    assert registry.count("participants_entered", "item", "day")[("theory", day("02-01"))] == 1


def test_at_every_step_entered_is_moved_on_and_waiting_and_left(registry: Registry, programme: Programme) -> None:
    registry.participant("У-1", applied=day("01-01"), rejected=day("01-02"))
    registry.participant("У-2", applied=day("01-01"), theory=day("01-05"), withdrawn=day("01-05"))
    registry.participant("У-3", applied=day("01-01"), theory=day("01-05"), withdrawn=day("01-04"))
    registry.participant("У-4", practice=day("01-05"))
    entered = registry.count("participants_entered", "item")
    waiting = registry.count("participants_waiting", "item")
    left: dict[str, int] = {}
    for (item,), count in registry.count("participants_left", "item").items():
        left[split_item(item)[0]] = left.get(split_item(item)[0], 0) + count
    steps = [step.key for step in programme.steps]
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        moved_on = entered.get((following,), 0)
        assert entered.get((step,), 0) == moved_on + waiting.get((step,), 0) + left.get(step, 0), step
    assert left == {"applied": 1, "theory": 1}


def test_an_exit_on_the_day_of_a_step_counts_and_one_before_it_does_not(registry: Registry) -> None:
    registry.participant("У-1", theory=day("01-05"), withdrawn=day("01-05"))
    registry.participant("У-2", theory=day("01-05"), withdrawn=day("01-04"))
    assert registry.count("participants_left", "item", "day") == {("theory/withdrawn", day("01-05")): 1}
    assert registry.count("participants_waiting", "item", "day") == {("theory", day("01-05")): 1}


def test_of_several_exits_the_last_counts_and_without_a_step_none_does(registry: Registry) -> None:
    registry.participant("У-1", applied=day("01-01"), rejected=day("01-03"), withdrawn=day("01-03"))
    registry.participant("У-2", withdrawn=day("01-03"))
    assert registry.count("participants_left", "item") == {("applied/withdrawn",): 1}


def test_days_since_enrolment_are_counted_by_month_and_never_negative(registry: Registry) -> None:
    registry.participant("У-1", enrolled=day("01-20"), theory=day("02-10"), practice=day("01-10"))
    assert registry.count("lag_to_step", "item", "day", "lag_days") == {("theory", day("02-01"), 21): 1}


def test_an_organisation_is_reached_once_and_entered_by_its_latest_attempt(registry: Registry) -> None:
    registry.organisation("О-1")
    registry.status("О-1", "iopu", submitted=day("01-01"), refused=day("01-09"))
    registry.status("О-1", "iopu", attempt=2, documents=day("02-01"))
    assert registry.count("organisations_reached", "item") == {("iopu/submitted",): 1, ("iopu/documents",): 1}
    assert registry.count("organisations_entered", "item") == {("iopu/documents",): 1}
    assert registry.count("organisations_left", "item") == {}
    assert registry.count("organisations_waiting", "item", "day") == {("iopu/documents", day("02-01")): 1}


def test_an_organisation_in_both_registers_is_registered_once_on_the_first_day(registry: Registry) -> None:
    registry.organisation("О-1")
    registry.status("О-1", "iopu", registered=day("03-01"))
    registry.status("О-1", "provider", registered=day("02-01"))
    assert registry.count("organisations_registered", "city", "day") == {("tyumen", day("02-01")): 1}


def test_overlapping_care_by_one_mentor_is_one_open_case(registry: Registry) -> None:
    registry.organisation("О-1")
    registry.put("mentor", mentor="Н-1")
    for start, end in (("01-01", "01-20"), ("01-10", "01-15"), ("01-18", "02-10")):
        registry.put("assignment", mentor="Н-1", organisation="О-1", from_day=day(start), to_day=day(end))
    changes = {("Н-1", day("01-01")): 1, ("Н-1", day("02-11")): -1}
    assert registry.count("open_cases", "item", "day") == changes


def test_care_that_follows_without_a_gap_changes_nothing_in_between(registry: Registry) -> None:
    registry.organisation("О-1")
    registry.put("mentor", mentor="Н-1")
    registry.put("assignment", mentor="Н-1", organisation="О-1", from_day=day("01-01"), to_day=day("01-31"))
    registry.put("assignment", mentor="Н-1", organisation="О-1", from_day=day("02-01"), to_day=None)
    assert registry.count("open_cases", "day") == {(day("01-01"),): 1}


def test_an_organisation_is_without_a_mentor_between_cares_and_never_again_once_registered(registry: Registry) -> None:
    registry.organisation("О-1")
    for mentor in ("Н-1", "Н-2"):
        registry.put("mentor", mentor=mentor)
    registry.put("assignment", mentor="Н-1", organisation="О-1", from_day=day("01-01"), to_day=day("01-31"))
    registry.put("assignment", mentor="Н-2", organisation="О-1", from_day=day("01-15"), to_day=day("02-15"))
    registry.status("О-1", "iopu", registered=day("03-01"))
    assert registry.count("organisations_without_mentor", "day") == {
        (EPOCH,): 1,
        (day("01-01"),): -1,
        (day("02-16"),): 1,
        (day("03-01"),): -1,
    }


def test_meetings_and_minutes_belong_to_the_mentor_and_the_organisations_city(registry: Registry) -> None:
    registry.organisation("О-1", city="ishim")
    registry.put("mentor", mentor="Н-1")
    for kind, minutes in (("звонок", 30), ("встреча", 45)):
        registry.put("session", mentor="Н-1", organisation="О-1", day=day("01-05"), kind=kind, minutes=minutes)
    assert registry.count("mentor_meetings", "city", "item") == {("ishim", "Н-1"): 2}
    assert registry.count("mentoring_minutes", "city", "item", "day") == {("ishim", "Н-1", day("01-05")): 75}


def test_a_person_is_counted_once_at_the_least_date_organisation_service_and_place(registry: Registry) -> None:
    for code in ("О-1", "О-2"):
        registry.organisation(code)
    for code, city in (("1", "tyumen"), ("2", "ishim")):
        registry.put("place", place=code, city=city)
    registry.put("beneficiary", beneficiary="б")
    for organisation, service, when, place, category in (
        ("О-2", "а", "01-05", "2", "elderly"),
        ("О-1", "б", "01-05", "2", "youth"),
        ("О-1", "б", "01-05", "1", "families"),
        ("О-1", "а", "02-05", "1", "elderly"),
    ):
        registry.put("service", beneficiary="б", organisation=organisation, service=service, day=day(when),
                     place=place, category=category, quantity=2)  # fmt: skip
    assert registry.count("people_reached", "city", "item", "place", "day") == {("tyumen", "families", "1", day("01-01")): 1}
    assert registry.count("people_reached_city", "city", "item", "day") == {("tyumen", "families", day("01-05")): 1}
    assert sum(registry.count("services_given", "place").values()) == 8
    assert registry.count("services_given_city", "city", "day") == {
        ("ishim", day("01-05")): 4,
        ("tyumen", day("01-05")): 2,
        ("tyumen", day("02-05")): 2,
    }


def test_items_are_made_and_taken_apart_by_one_pair_of_functions() -> None:
    assert split_item(join_item("iopu", "submitted", "refused")) == ("iopu", "submitted", "refused")


def test_every_measure_fills_exactly_its_dimensions(registry: Registry, programme: Programme) -> None:
    for measure in MEASURES.values():
        columns = measure.select(programme, None).subquery().c.keys()
        assert list(columns) == [*schema.DIMENSIONS, "count"]
        assert set(measure.dimensions) <= set(schema.DIMENSIONS)


def test_what_may_be_protected_is_a_measure() -> None:
    assert set(PROTECTABLE) <= set(MEASURES)

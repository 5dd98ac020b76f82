"""The cases of mentors and the organisations without one, on a registry written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from dashboard.errors import ReaderError
from dashboard.queries import registry_mentors as registry
from dashboard.queries.database import Snapshot
from dashboard.rows import KnownMentor, MentorCases
from dashboard.viewer import MANAGEMENT, Role, Viewer
from data_loader.programme import Programme
from data_loader.schema import (
    assignment,
    mentor,
    organisation,
    organisation_step,
    participant,
    participant_step,
    session,
)
from tests.dashboard.registry import Rows, look_at, rows

TODAY = date(2026, 10, 31)
FIRST = date(2026, 1, 1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def people(home: str, *ways: dict[str, date]) -> list[Rows]:
    """Participants of an organisation, each with the days of its steps and exits."""
    coded = {f"{home}-{number}": way for number, way in enumerate(ways)}
    return [
        rows(participant, *((code, "", home, "tyumen") for code in coded)),
        rows(participant_step, *((code, step, day) for code, way in coded.items() for step, day in way.items())),
    ]


HERE, BACK, AWAY = date(2026, 5, 1), date(2026, 7, 1), date(2026, 6, 1)
LEARNS, FINISHES = {"enrolled": HERE}, {"applied": HERE, "support": AWAY}
REGISTRY = (
    rows(
        organisation,
        *((f"c{number}", "", f"В работе {number}", "tyumen", "") for number in range(1, 9)),
        ("c9", "", "В работе 9", "ishim", ""),
        ("w1", "", "Яблоко", "tyumen", "Молодёжь"),
        ("w2", "", "", "ishim", ""),
        ("w3", "", "Арбуз", "ishim", ""),
        ("w4", "", "Берёза", "tyumen", ""),
        ("w5", "", "Астра", "tyumen", ""),
        ("w6", "", "С сегодняшнего дня", "tyumen", ""),
        ("r1", "", "В реестре", "tyumen", ""),
    ),
    rows(mentor, ("m1", "Первый", 20.0), ("m2", "", None), ("m3", "Третий", 0.0), ("m4", "Четвёртый", 5.0)),
    rows(
        assignment,
        # never met
        ("m1", "c1", ago(29), None),
        ("m1", "c2", ago(30), None),
        ("m1", "c3", ago(31), None),
        # one case, however many rows of care; its last meeting, not the latest row, is the last contact
        ("m2", "c4", FIRST, None),
        ("m2", "c4", ago(5), TODAY),
        # whose move it is
        ("m3", "c5", FIRST, None),
        ("m3", "c6", FIRST, None),
        ("m3", "c7", FIRST, None),
        ("m3", "c8", FIRST, None),
        ("m3", "c9", FIRST, None),
        # a beginning of care is its first day, an end its last
        ("m4", "w6", TODAY, None),
        ("m2", "w4", FIRST, ago(1)),
    ),
    rows(
        session,
        ("m2", "c4", ago(40), "", 60),
        ("m2", "c4", TODAY + timedelta(days=1), "", 60),
        ("m1", "c4", ago(1), "", 60),
        ("m3", "c9", ago(30), "", 0),
    ),
    rows(
        organisation_step,
        # an authority's, on both tracks
        ("c5", "iopu", 1, "submitted", FIRST),
        ("c5", "provider", 1, "submitted", FIRST),
        # an exit of the same attempt
        ("c6", "iopu", 1, "submitted", FIRST),
        ("c6", "iopu", 1, "refused", FIRST),
        # a later step, though written on an earlier day
        ("c7", "iopu", 1, "submitted", BACK),
        ("c7", "iopu", 1, "conclusion", AWAY),
        # another attempt
        ("c8", "iopu", 1, "submitted", FIRST),
        ("c8", "iopu", 2, "documents", FIRST),
        ("r1", "provider", 1, "registered", TODAY),
    ),
    *people("w1", LEARNS, FINISHES, {"applied": HERE}, {"enrolled": HERE, "withdrawn": AWAY}),
    *people("w2", LEARNS, {"enrolled": HERE, "withdrawn": AWAY, "theory": BACK}),
    *people("w3", {"enrolled": HERE, "withdrawn": HERE}, FINISHES),
    *people("c1", LEARNS),
)


@pytest.fixture(scope="module")
def snapshot(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with look_at(REGISTRY, tmp_path_factory.mktemp("registry"), programme, TODAY) as opened:
        yield opened


# --- mentors


def test_a_mentor_without_a_name_is_called_by_the_code_and_undeclared_hours_stay_unknown(snapshot: Snapshot) -> None:
    assert registry.mentors(snapshot, MANAGEMENT) == [
        KnownMentor("m1", "Первый", 20.0),
        KnownMentor("m2", "m2", None),
        KnownMentor("m3", "Третий", 0.0),
        KnownMentor("m4", "Четвёртый", 5.0),
    ]


def cases(snapshot: Snapshot, until: date, *cities: str) -> dict[str, MentorCases]:
    return registry.mentor_cases(snapshot, MANAGEMENT, until, until - timedelta(days=30), cities)


@pytest.mark.parametrize(("later", "late"), [(-1, 0), (0, 1), (1, 2)])
def test_a_case_without_a_meeting_is_new_as_long_as_the_term_and_then_late(snapshot: Snapshot, later: int, late: int) -> None:
    """The three cases began 29, 30 and 31 days before today; the term is 30."""
    since = ago(31) if late else None
    assert cases(snapshot, TODAY + timedelta(days=later))["m1"] == MentorCases(
        late=late, new=3 - late, unmet=late, unmet_since=since
    )


def test_a_case_is_one_however_many_rows_of_care_and_its_own_last_meeting_counts(snapshot: Snapshot) -> None:
    assert cases(snapshot, TODAY)["m2"] == MentorCases(late=1)
    assert cases(snapshot, TODAY + timedelta(days=1))["m2"] == MentorCases(in_touch=1)


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (40, MentorCases(new=1)),
        (30, MentorCases(in_touch=1, young=1)),
        (2, MentorCases(in_touch=1, young=1)),
    ],
)
def test_a_meeting_before_this_care_is_a_contact_within_the_term_only(
    tmp_path: Path, programme: Programme, met: int, expected: MentorCases
) -> None:
    with look_at(one_case(since=ago(10), met=ago(met)), tmp_path, programme, TODAY) as opened:
        assert cases(opened, TODAY) == {"m": expected}


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (60, MentorCases(late=1, unmet=1, unmet_since=ago(50))),
        (50, MentorCases(late=1)),
        (31, MentorCases(late=1)),
        (30, MentorCases(in_touch=1)),
    ],
)
def test_a_case_that_was_never_met_in_this_care_is_told_from_one_that_grew_silent(
    tmp_path: Path, programme: Programme, met: int, expected: MentorCases
) -> None:
    with look_at(one_case(since=ago(50), met=ago(met)), tmp_path, programme, TODAY) as opened:
        assert cases(opened, TODAY) == {"m": expected}


def one_case(since: date, met: date) -> list[Rows]:
    return [
        rows(organisation, ("o", "", "Одна", "tyumen")),
        rows(mentor, ("m", "Первый", None)),
        rows(assignment, ("m", "o", since, None)),
        rows(session, ("m", "o", met, "", 60)),
    ]


@pytest.mark.parametrize(("days", "open_then"), [(2, 2), (1, 2), (0, 1)])
def test_care_lasts_until_the_end_of_its_last_day(snapshot: Snapshot, days: int, open_then: int) -> None:
    assert cases(snapshot, ago(days))["m2"].open == open_then


def test_what_waits_for_an_authority_is_nobody_elses_delay(snapshot: Snapshot) -> None:
    unmet = MentorCases(unmet=3, unmet_since=FIRST)
    assert cases(snapshot, TODAY)["m3"] == MentorCases(late=3, waiting=1, in_touch=1) + unmet
    assert cases(snapshot, AWAY)["m3"] == MentorCases(late=4, waiting=1, unmet=4, unmet_since=FIRST)


def test_cases_of_chosen_cities(snapshot: Snapshot) -> None:
    assert cases(snapshot, TODAY, "ishim") == {"m3": MentorCases(in_touch=1)}
    assert cases(snapshot, TODAY, "ishim", "tyumen") == cases(snapshot, TODAY)


def test_cases_of_several_add_up_and_those_that_can_be_late_are_told() -> None:
    some = MentorCases(late=1, waiting=2, in_touch=3, new=4, unmet=1, young=2, unmet_since=TODAY)
    more = MentorCases(late=1, unmet=1, unmet_since=FIRST)
    assert some + more == MentorCases(2, 2, 3, 4, 2, 2, FIRST)
    assert (some.open, some.due, (some + MentorCases()).unmet_since) == (10, 2, TODAY)


@pytest.mark.parametrize(("day", "known"), [(FIRST - timedelta(days=1), False), (FIRST, True), (TODAY, True)])
def test_cases_are_known_from_the_first_day_of_any_care(snapshot: Snapshot, day: date, known: bool) -> None:
    assert registry.cases_known(snapshot, MANAGEMENT, day) is known


def test_meetings_are_in_the_city_of_the_organisation(snapshot: Snapshot) -> None:
    found = registry.meetings(snapshot, MANAGEMENT)
    here = found.up_to(TODAY, ["ishim"])
    assert [found.mentors[who] for who in here.who] == ["m3"] and here.minutes.tolist() == [0]
    assert found.up_to(TODAY).minutes.sum() == 120


# --- organisations


def test_who_most_needs_a_mentor_comes_first(snapshot: Snapshot) -> None:
    found = registry.organisations_without_mentor(snapshot, MANAGEMENT, TODAY)
    assert [(one.name, one.learning, one.finishing) for one in found.rows] == [
        ("Яблоко", 2, 1),
        ("w2", 2, 0),
        ("Арбуз", 1, 1),
        ("Астра", 0, 0),
        ("Берёза", 0, 0),
    ]
    assert found.rows[0].field == "Молодёжь" and found.total == 5


def test_only_so_many_are_listed_and_all_are_counted(snapshot: Snapshot) -> None:
    found = registry.organisations_without_mentor(snapshot, MANAGEMENT, TODAY, ["ishim"], 1)
    assert ([one.organisation for one in found.rows], found.total, found.left_out) == (["w2"], 2, 1)


def test_on_an_earlier_day_people_and_registers_are_as_they_were(snapshot: Snapshot) -> None:
    def without(day: date) -> dict[str, int]:
        found = registry.organisations_without_mentor(snapshot, MANAGEMENT, day)
        return {one.organisation: one.learning for one in found.rows}

    assert "r1" in without(ago(1)) and "r1" not in without(TODAY)
    assert "w4" in without(TODAY) and "w4" not in without(ago(1))
    assert "w6" in without(ago(1)) and "w6" not in without(TODAY)
    assert [without(day)["w2"] for day in (HERE - timedelta(days=1), HERE, AWAY, BACK)] == [0, 2, 2, 2]


def test_organisations_with_people_are_counted_by_city(snapshot: Snapshot) -> None:
    assert registry.organisations_with_people(snapshot, MANAGEMENT, TODAY) == {"tyumen": 1, "ishim": 2}
    assert registry.organisations_with_people(snapshot, MANAGEMENT, AWAY - timedelta(days=40)) == {}
    assert registry.organisations_by_city(snapshot, MANAGEMENT) == {"tyumen": 13, "ishim": 3}


# --- who may see

READS: tuple[Callable[[Snapshot, Viewer], object], ...] = (
    registry.mentors,
    registry.meetings,
    registry.organisations_by_city,
    partial(registry.mentor_cases, until=TODAY, long_ago=TODAY),
    partial(registry.cases_known, until=TODAY),
    partial(registry.organisations_without_mentor, until=TODAY),
    partial(registry.organisations_with_people, until=TODAY),
)


@pytest.mark.parametrize("role", ["public", "reviewer", "operator"])
def test_outsiders_read_none_of_it_even_when_it_is_remembered(snapshot: Snapshot, role: Role) -> None:
    for read in READS:
        read(snapshot, MANAGEMENT)
        with pytest.raises(ReaderError):
            read(snapshot, Viewer(role))

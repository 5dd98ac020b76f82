"""Cases in care and the days of their last contact, on a registry written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from dashboard.queries.cases import at_an_authority, cases_in_care
from dashboard.queries.database import Snapshot
from data_loader.programme import Programme
from data_loader.schema import assignment, mentor, organisation, organisation_step, session
from tests.dashboard.registry import look_at, rows

TODAY = date(2026, 10, 31)


REGISTRY = (
    rows(organisation, ("o1", "", "А", "tyumen"), ("o2", "", "Б", "ishim"), ("o3", "", "В", "tyumen"), ("o4", "", "Г", "tyumen")),
    rows(mentor, ("m1", "Первый", 20.0), ("m2", "Второй", None)),
    rows(
        assignment,
        ("m1", "o1", date(2026, 1, 1), None),
        ("m1", "o1", date(2026, 2, 1), date(2026, 10, 31)),
        ("m1", "o2", date(2026, 3, 1), date(2026, 10, 30)),
        ("m2", "o2", date(2026, 10, 31), None),
        ("m2", "o3", date(2026, 4, 1), None),
        ("m2", "o1", date(2026, 2, 1), date(2026, 2, 20)),
        ("m2", "o1", date(2026, 2, 20), date(2026, 3, 5)),
        ("m2", "o1", date(2026, 5, 1), None),
    ),
    rows(session, ("m1", "o1", date(2026, 9, 1), "", 60), ("m1", "o1", date(2026, 11, 1), "", 60)),
    rows(
        organisation_step,
        ("o1", "iopu", 1, "documents", date(2026, 5, 1)),
        ("o1", "iopu", 1, "submitted", date(2026, 5, 2)),
        ("o2", "iopu", 1, "submitted", date(2026, 5, 2)),
        ("o2", "iopu", 1, "refused", date(2026, 6, 2)),
        ("o3", "iopu", 1, "submitted", date(2026, 5, 2)),
        ("o3", "iopu", 2, "documents", date(2026, 6, 2)),
        # an exit that a later step follows does not count, as in the funnel
        ("o4", "provider", 1, "refused", date(2026, 7, 1)),
        ("o4", "provider", 1, "submitted", date(2026, 7, 2)),
    ),
)


@pytest.fixture(scope="module")
def snapshot(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with look_at(REGISTRY, tmp_path_factory.mktemp("registry"), programme, TODAY) as opened:
        yield opened


def cases(snapshot: Snapshot, until: date) -> dict[tuple[str, str], tuple[date, date | None]]:
    """The first day of care and the day of the last meeting by mentor and organisation."""
    found = snapshot.connection.execute(select(cases_in_care(until)))
    return {(row.mentor, row.organisation): (row.since, row.met) for row in found}


def waiting(snapshot: Snapshot, until: date) -> set[str]:
    return set(snapshot.connection.execute(at_an_authority(snapshot.programme, until)).scalars())


def test_a_case_is_counted_once_from_the_first_day_of_care_on(snapshot: Snapshot) -> None:
    assert cases(snapshot, TODAY) == {
        ("m1", "o1"): (date(2026, 1, 1), date(2026, 9, 1)),
        ("m2", "o2"): (date(2026, 10, 31), None),
        ("m2", "o3"): (date(2026, 4, 1), None),
        ("m2", "o1"): (date(2026, 5, 1), None),
    }


def test_cases_of_an_earlier_day(snapshot: Snapshot) -> None:
    assert set(cases(snapshot, date(2026, 3, 31))) == {("m1", "o1"), ("m1", "o2")}
    assert cases(snapshot, date(2020, 1, 1)) == {}


@pytest.mark.parametrize(
    ("until", "mentors"), [(date(2026, 10, 29), {"m1"}), (date(2026, 10, 30), {"m1"}), (date(2026, 10, 31), {"m2"})]
)
def test_care_lasts_to_the_end_of_its_last_day(snapshot: Snapshot, until: date, mentors: set[str]) -> None:
    assert {mentor for mentor, organisation in cases(snapshot, until) if organisation == "o2"} == mentors


@pytest.mark.parametrize(
    ("until", "met"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 10, 31), date(2026, 9, 1)),
        (date(2026, 11, 1), date(2026, 11, 1)),
    ],
)
def test_the_last_meeting_is_of_the_day_or_before(snapshot: Snapshot, until: date, met: date | None) -> None:
    assert cases(snapshot, until)["m1", "o1"] == (date(2026, 1, 1), met)


@pytest.mark.parametrize(
    ("until", "since"), [(date(2026, 2, 28), date(2026, 2, 1)), (date(2026, 3, 10), None), (TODAY, date(2026, 5, 1))]
)
def test_rows_of_care_that_touch_are_one_stretch_and_a_pause_begins_another(
    snapshot: Snapshot, until: date, since: date | None
) -> None:
    """Care of February and of the first days of March overlap by a day; that from May on does not."""
    found = cases(snapshot, until).get(("m2", "o1"))
    assert (found and found[0]) == since


@pytest.mark.parametrize(
    ("until", "organisations"),
    [
        (date(2026, 5, 1), set()),
        (date(2026, 5, 2), {"o1", "o2", "o3"}),
        (date(2026, 6, 1), {"o1", "o2", "o3"}),
        (date(2026, 6, 2), {"o1"}),
        (date(2026, 7, 1), {"o1"}),
        (TODAY, {"o1", "o4"}),
    ],
)
def test_an_authority_moves_from_the_step_that_waits_for_it_to_an_exit_or_another_attempt(
    snapshot: Snapshot, until: date, organisations: set[str]
) -> None:
    assert waiting(snapshot, until) == organisations


def test_without_registers_nobody_waits_for_an_authority(snapshot: Snapshot) -> None:
    bare = snapshot.programme.model_copy(update={"tracks": ()})
    assert snapshot.connection.execute(at_an_authority(bare, TODAY)).all() == []

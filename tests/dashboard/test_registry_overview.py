"""Cases in care and the days of their last contact, on a registry written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Table, insert

from dashboard.errors import ReaderError
from dashboard.queries.database import Database, Snapshot
from dashboard.queries.registry_overview import declared_hours, open_cases
from dashboard.viewer import MANAGEMENT, Viewer
from data_loader.database import migrate, open_engine, writing
from data_loader.programme import Programme
from data_loader.schema import assignment, load, mentor, organisation, organisation_step, session

TODAY = date(2026, 10, 31)


def rows(table: Table, *values: tuple[Any, ...]) -> tuple[Table, list[dict[str, Any]]]:
    names = [column.name for column in table.columns][: len(values[0])]
    return table, [dict(zip(names, row, strict=True), load_id=1) for row in values]


REGISTRY = (
    rows(organisation, ("o1", "", "А", "tyumen"), ("o2", "", "Б", "ishim"), ("o3", "", "В", "tyumen")),
    rows(mentor, ("m1", "Первый", 20.0), ("m2", "Второй", None)),
    rows(
        assignment,
        ("m1", "o1", date(2026, 1, 1), None),
        ("m1", "o1", date(2026, 2, 1), date(2026, 10, 31)),
        ("m1", "o2", date(2026, 3, 1), date(2026, 10, 30)),
        ("m2", "o2", date(2026, 10, 31), None),
        ("m2", "o3", date(2026, 4, 1), None),
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
    ),
)


@pytest.fixture(scope="module")
def snapshot(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('registry')}/programme.db")
    migrate(engine)
    log = {"load_id": 1, "kind": "load", "day": TODAY, "loaded_at": "2026-10-31T04:30:00+00:00"}
    with writing(engine) as connection:
        connection.execute(insert(load), [{**log, "files": [], "taken": {}, "refused": {}}])
        for table, values in REGISTRY:
            connection.execute(insert(table), values)
    with Database(engine, programme, TODAY).snapshot() as opened:
        yield opened
    engine.dispose()


def test_a_case_is_counted_once_with_its_last_meeting_or_first_day(snapshot: Snapshot) -> None:
    found = open_cases(snapshot, MANAGEMENT, TODAY)
    last = {(row.mentor, row.organisation): row.last for row in found.itertuples()}
    assert last == {
        ("m1", "o1"): date(2026, 9, 1),
        ("m2", "o2"): date(2026, 10, 31),
        ("m2", "o3"): date(2026, 4, 1),
    }


def test_who_waits_for_an_authority_is_told_by_the_latest_attempt(snapshot: Snapshot) -> None:
    found = open_cases(snapshot, MANAGEMENT, TODAY)
    assert dict(zip(found["organisation"], found["authority"], strict=True)) == {"o1": True, "o2": False, "o3": False}


def test_cases_of_an_earlier_day_and_of_a_city(snapshot: Snapshot) -> None:
    assert set(open_cases(snapshot, MANAGEMENT, date(2026, 3, 31))["organisation"]) == {"o1", "o2"}
    assert list(open_cases(snapshot, MANAGEMENT, TODAY, ["ishim"])["mentor"]) == ["m2"]
    assert open_cases(snapshot, MANAGEMENT, date(2020, 1, 1)).empty


def test_hours_that_nobody_declared_stay_unknown(snapshot: Snapshot) -> None:
    assert declared_hours(snapshot, MANAGEMENT) == {"m1": 20.0, "m2": None}


def test_outsiders_read_no_names(snapshot: Snapshot) -> None:
    with pytest.raises(ReaderError):
        declared_hours(snapshot, Viewer("public"))
    with pytest.raises(ReaderError):
        open_cases(snapshot, Viewer("reviewer"), TODAY)

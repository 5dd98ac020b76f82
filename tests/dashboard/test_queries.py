from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboard.errors import ReaderError
from dashboard.queries import reference
from dashboard.queries.counts import by_key, counts, running, total
from dashboard.queries.database import Database
from dashboard.viewer import MANAGEMENT, Viewer

from .conftest import TODAY


def sums(
    database: Database,
    measure: str,
    by: tuple[str, ...] = (),
    *,
    known_at: date | int | None = None,
    **conditions: object,
) -> object:
    with database.snapshot(known_at) as snapshot:
        frame = counts(snapshot, MANAGEMENT, measure, by, **conditions)  # type: ignore[arg-type]
    return by_key(frame, *by) if by else int(frame["count"].iloc[0])


def test_sums_by_any_dimensions(any_database: Database) -> None:
    assert sums(any_database, "participants_entered", ("city", "item")) == {
        ("tyumen", "applied"): 50,
        ("tyumen", "enrolled"): 41,
        ("ishim", "applied"): 18,
        ("ishim", "enrolled"): 15,
    }


def test_without_dimensions_there_is_one_row(any_database: Database) -> None:
    assert sums(any_database, "participants_entered", items=["enrolled"]) == 56
    assert sums(any_database, "participants_entered", cities=["yalutorovsk"]) == 0


def test_days_are_dates_in_a_frame(any_database: Database) -> None:
    with any_database.snapshot() as snapshot:
        frame = counts(snapshot, MANAGEMENT, "organisations_registered", ["day"])
    assert frame["day"].iloc[0] == pd.Timestamp(2026, 5, 1)
    assert frame["day"].dt.month.tolist() == [5]


def test_the_past_is_read_from_the_changes(any_database: Database) -> None:
    for known_at in (1, date(2026, 10, 15)):
        assert sums(any_database, "participants_entered", ("city",), known_at=known_at, items=["applied"]) == {
            "tyumen": 50,
            "ishim": 20,
        }


def test_conditions_combine(any_database: Database) -> None:
    found = sums(
        any_database,
        "participants_entered",
        cities=["tyumen", "ishim"],
        cohorts=["2026-1"],
        items=["applied", "enrolled"],
    )
    assert found == 33


def test_cohorts_are_ignored_by_measures_that_have_none(any_database: Database) -> None:
    assert sums(any_database, "organisations_registered", cohorts=["2026-1"]) == 2


def test_until_takes_the_day_in(any_database: Database) -> None:
    assert sums(any_database, "participants_entered", items=["enrolled"], until=date(2026, 9, 30)) == 55
    assert sums(any_database, "participants_entered", items=["enrolled"], until=date(2026, 10, 1)) == 56
    assert sums(any_database, "participants_entered", items=["enrolled"], since=date(2026, 3, 1)) == 16


@pytest.mark.parametrize(
    ("until", "expected"),
    [(date(2026, 9, 29), 7), (date(2026, 9, 30), 12), (date(2026, 10, 30), 12), (date(2026, 10, 31), 15)],
)
def test_monthly_measures_mean_whole_months(any_database: Database, until: date, expected: int) -> None:
    assert sums(any_database, "people_reached", until=until) == expected


def test_levels_are_read_as_of_today_or_of_the_given_day(any_database: Database) -> None:
    assert sums(any_database, "open_cases") == 1
    assert sums(any_database, "open_cases", until=date(2026, 11, 30)) == 2
    assert sums(any_database, "open_cases", ("item",), until=date(2026, 12, 1)) == {"M2": 1}


def test_what_describes_today_refuses_an_earlier_day(any_database: Database) -> None:
    assert sums(any_database, "participants_waiting", ("item",)) == {"theory": 3}
    with pytest.raises(ReaderError, match="participants_entered"):
        sums(any_database, "participants_waiting", until=date(2026, 9, 30))


def test_unknown_names_are_refused_with_the_known_ones(any_database: Database) -> None:
    with pytest.raises(ReaderError, match="participants_reached"):
        sums(any_database, "participants")
    with pytest.raises(ReaderError, match="city, day"):
        sums(any_database, "organisations_registered", ("cohort",))


def test_only_management_reads_exact_counts(database: Database) -> None:
    with database.snapshot() as snapshot, pytest.raises(ReaderError):
        counts(snapshot, Viewer("public"), "people_reached")


def test_answers_are_kept_by_load_and_conditions(database: Database) -> None:
    with database.snapshot() as snapshot:
        first = counts(snapshot, MANAGEMENT, "people_reached", ["city"], cities=["ishim", "tyumen"])
        again = counts(snapshot, MANAGEMENT, "people_reached", ["city"], cities=["tyumen", "ishim"])
        other = counts(snapshot, MANAGEMENT, "people_reached", ["city"], cities=["tyumen"])
    assert again is first
    assert other is not first


def test_a_running_measure_knows_any_city_and_any_day(any_database: Database) -> None:
    with any_database.snapshot() as snapshot:
        enrolled = running(snapshot, MANAGEMENT, "participants_entered", items=["enrolled"])
        of_one = running(snapshot, MANAGEMENT, "participants_entered", items=["enrolled"], cohorts=["2026-1"])
        assert running(snapshot, MANAGEMENT, "participants_entered", items=["enrolled"]) is enrolled
    assert enrolled.by_city(date(2026, 9, 30)) == {"ishim": 15, "tyumen": 40}
    assert enrolled.by_city(date(2026, 10, 31), date(2026, 3, 1)) == {"ishim": 15, "tyumen": 1}
    assert of_one.by_city(date(2026, 10, 31)) == {"ishim": 15}


def test_days_can_be_keys(database: Database) -> None:
    assert sums(database, "organisations_registered", ("city", "day")) == {("tobolsk", date(2026, 5, 1)): 2}


# --- snapshots ----------------------------------------------------------------------------------------------


def test_a_snapshot_knows_its_load_and_day(any_database: Database) -> None:
    with any_database.snapshot() as snapshot:
        assert (snapshot.load, snapshot.today, snapshot.historic, snapshot.demo) == (2, TODAY, False, False)
        assert snapshot.loaded_at is not None
        assert snapshot.loaded_at.isoformat() == "2026-10-31T09:30:00+05:00"
    with any_database.snapshot(date(2026, 10, 15)) as snapshot:
        assert (snapshot.load, snapshot.today, snapshot.historic) == (1, date(2026, 10, 15), True)
        assert snapshot.demo, "the first load was a demonstration until the second took it back"
    with any_database.snapshot(2) as snapshot:
        assert (snapshot.load, snapshot.historic) == (2, False)


def test_a_past_without_data_is_said(any_database: Database) -> None:
    for known_at in (date(2020, 1, 1), 99, 0):
        with pytest.raises(ReaderError), any_database.snapshot(known_at):
            pass


def test_an_empty_database_has_load_zero(empty_database: Database) -> None:
    with empty_database.snapshot(date(2026, 1, 1)) as snapshot:
        assert (snapshot.load, snapshot.loaded_at, snapshot.historic) == (0, None, False)
        assert total(snapshot, MANAGEMENT, "people_reached") == 0
        assert reference.cohorts_on_record(snapshot, MANAGEMENT) == ()
        assert set(reference.last_days(snapshot, MANAGEMENT).values()) == {None}


def test_a_snapshot_cannot_write(any_database: Database) -> None:
    if any_database.engine.dialect.name != "postgresql":
        pytest.skip("SQLite transactions are deferred, and readers never write")
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    with pytest.raises(DBAPIError), any_database.snapshot() as snapshot:
        snapshot.connection.execute(text("DELETE FROM count_now"))

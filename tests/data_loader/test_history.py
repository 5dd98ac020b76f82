"""Places and goals as they were after every load, and what the log says is on record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given
from sqlalchemy import Connection, Engine, Table, delete, inspect, select

import data_loader
from data_loader.database import migrate, writing
from data_loader.history import as_of
from data_loader.loads import recount, undo
from data_loader.programme import Programme
from data_loader.schema import VERSIONS, count_now, load, place, row_before, target
from tests.data_loader.conftest import TODAY
from tests.data_loader.test_loading import ONE, ORGANISATIONS, PLACES, Desk
from tests.data_loader.test_properties import SLOW, act, actions, emptied, values

pytestmark = pytest.mark.slow

GOALS = "Показатель;Город;К дате;Значение;С даты\nБлагополучатели;;31.12.2026;1000;\nЗачислено;Ишим;31.12.2026;20;01.02.2026\n"
MOVED = PLACES.replace("Озёрное;Ишим", "Озёрное новое;Тюмень")
SERVICES = f"beneficiary;organisation;place;category;service;date\nБ-1;{ONE};3;youth;помощь;01.02.2026\n"


@pytest.fixture
def desk(engine: Engine, tmp_path: Path, programme: Programme) -> Desk:
    return Desk(engine, tmp_path, programme)


def named(desk: Desk, load_id: int) -> dict[str, tuple[str, str]]:
    """The name and the city of every place after a load."""
    known = as_of(place, load_id)
    with desk.engine.connect() as connection:
        return {row.place: (row.name, row.city) for row in connection.execute(select(known))}


def goals(desk: Desk, load_id: int) -> dict[tuple[str, str], tuple[float, date | None]]:
    known = as_of(target, load_id)
    with desk.engine.connect() as connection:
        return {(row.indicator, row.city): (row.value, row.start_on) for row in connection.execute(select(known))}


def versions(desk: Desk, table: Table) -> int:
    with desk.engine.connect() as connection:
        return len(connection.execute(select(VERSIONS[table])).all())


def on_record(desk: Desk) -> dict[int, Any]:
    with desk.engine.connect() as connection:
        return {row.load_id: row.on_record for row in connection.execute(select(load.c.load_id, load.c.on_record))}


# --- versions ---------------------------------------------------------------------------------------------------------


def test_a_place_keeps_the_name_and_the_city_that_it_had_after_a_load(desk: Desk) -> None:
    desk.load({"places": PLACES})
    desk.load({"places": MOVED})
    assert named(desk, 1)["3"] == ("Озёрное", "ishim")
    assert named(desk, 2)["3"] == ("Озёрное новое", "tyumen")
    assert versions(desk, place) == 4, "two places did not change"


def test_what_a_later_load_brought_was_not_there_before(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    desk.load({"places": PLACES, "targets": GOALS})
    assert not named(desk, 1) and not goals(desk, 1)
    assert len(named(desk, 2)) == 3
    assert goals(desk, 2) == {
        ("people_reached", ""): (1000, None),
        ("participants_enrolled", "ishim"): (20, date(2026, 2, 1)),
    }


def test_an_undo_is_a_version_too(desk: Desk) -> None:
    desk.load({"places": PLACES, "targets": GOALS})
    desk.load({"places": MOVED + "4;Новое;Ишим\n", "targets": GOALS.replace("1000", "500")})
    undo(desk.engine, desk.programme, 2, today=TODAY)
    assert "4" in named(desk, 2) and named(desk, 3) == named(desk, 1)
    assert [goals(desk, known_at)["people_reached", ""][0] for known_at in (1, 2, 3)] == [1000, 500, 1000]
    undo(desk.engine, desk.programme, 1, today=TODAY)
    assert not named(desk, 4) and not goals(desk, 4)
    assert len(named(desk, 3)) == 3


def test_a_replacement_is_one_version(desk: Desk) -> None:
    desk.load({"places": PLACES})
    desk.load({"places": PLACES + "4;Ошибка;Ишим\n"})
    desk.load({"places": PLACES + "5;Верно;Ишим\n"}, replaces=2)
    assert [sorted(named(desk, known_at)) for known_at in (1, 2, 3)] == [list("123"), list("1234"), list("1235")]
    assert versions(desk, place) == 3 + 1 + 2


def test_the_demonstration_goes_with_its_places_and_goals(desk: Desk) -> None:
    desk.load({"places": PLACES, "targets": GOALS}, kind="demo")
    desk.load({"organisations": ORGANISATIONS})
    assert len(named(desk, 1)) == 3 and len(goals(desk, 1)) == 2
    assert not named(desk, 2) and not goals(desk, 2)


def test_a_sheet_without_the_column_says_nothing_of_the_start(desk: Desk) -> None:
    desk.load({"targets": GOALS})
    desk.load({"targets": "Показатель;Город;К дате;Значение\nЗачислено;Ишим;31.12.2026;25\n"})
    assert goals(desk, 2)["participants_enrolled", "ishim"] == (25, date(2026, 2, 1))
    desk.load({"targets": "Показатель;Город;К дате;Значение;С даты\nЗачислено;Ишим;31.12.2026;25;\n"})
    assert goals(desk, 3)["participants_enrolled", "ishim"] == (25, None)


def reference(engine: Engine) -> dict[str, set[tuple[Any, ...]]]:
    """Places and goals as they are now."""
    found = values(engine)
    return {table.name: found[table.name] for table in VERSIONS}


@SLOW
@given(actions)
def test_places_and_goals_are_known_as_they_were_after_every_load(
    engine: Engine, programme: Programme, given_: list[Any]
) -> None:
    with emptied(engine):
        seen: dict[int, Any] = {}
        for action in given_:
            if (made := act(engine, programme, action)) is not None:
                seen[made] = reference(engine)
        for load_id, then in seen.items():
            with engine.connect() as connection:
                assert {
                    table.name: {tuple(row) for row in connection.execute(select(as_of(table, load_id)))} for table in VERSIONS
                } == then


# --- goals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "start", "problem"),
    [
        ("0", "", ("value", "Цель должна быть больше нуля")),
        ("-5", "", ("value", "Цель должна быть больше нуля")),
        ("1", "30.12.2026", None),
        ("1", "31.12.2026", None),
        ("1", "01.01.2027", ("start_on", "«С даты» позже, чем «К дате»")),
    ],
)
def test_a_goal_is_more_than_nothing_and_begins_before_it_ends(
    desk: Desk, value: str, start: str, problem: tuple[str, str] | None
) -> None:
    result = desk.load({"targets": f"indicator;city;due_on;value;start_on\npeople_reached;;31.12.2026;{value};{start}\n"})
    assert [(one.column, one.rule) for one in result.problems] == ([problem] if problem else [])
    assert all(one.remedy for one in result.problems)


# --- rows on record ---------------------------------------------------------------------------------------------------


def test_the_log_says_what_is_on_record_and_not_what_was_taken(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS, "places": PLACES})
    desk.load({"organisations": ORGANISATIONS, "places": MOVED, "services": SERVICES})
    undo(desk.engine, desk.programme, 2, today=TODAY)
    sums = {load_id: {key: count for key, count in found.items() if count} for load_id, found in on_record(desk).items()}
    assert sums == {
        1: {"organisations": 2, "places": 3},
        2: {"organisations": 2, "places": 3, "services": 1},
        3: {"organisations": 2, "places": 3},
    }


def test_a_recount_says_it_too(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS, "places": PLACES, "services": SERVICES})
    with writing(desk.engine) as connection:
        connection.execute(delete(count_now))
    assert recount(desk.engine, desk.programme, today=TODAY)[0] == 2
    assert on_record(desk)[2] == on_record(desk)[1]


def test_a_file_is_logged_with_the_sheets_that_were_recognised(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS, "places": PLACES})
    with desk.engine.connect() as connection:
        (files,) = connection.execute(select(load.c.files)).scalars()
    assert [(file["file"], file["sheets"]) for file in files] == [
        ("organisations.csv", {"": "organisations"}),
        ("places.csv", {"": "places"}),
    ]


# --- a database of before ---------------------------------------------------------------------------------------------


@contextmanager
def before_there_were_versions(desk: Desk) -> Iterator[None]:
    """Takes the database back to revision 0001 and brings it forward again."""
    config = Config()
    config.set_main_option("script_location", str(Path(data_loader.__file__).parent / "migrations"))
    with writing(desk.engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        assert not inspect(connection).has_table("place_version")
    yield
    migrate(desk.engine)


def known(connection: Connection) -> dict[str, set[tuple[Any, ...]]]:
    return {table.name: {tuple(row) for row in connection.execute(select(versions))} for table, versions in VERSIONS.items()}


def test_what_is_known_of_the_past_is_kept(desk: Desk) -> None:
    """Rows that a later load changed are remembered; nothing was ever undone here, so nothing is lost."""
    goals = GOALS.replace("01.02.2026", "")
    desk.load({"places": PLACES, "targets": goals})
    desk.load({"places": MOVED, "targets": goals.replace("1000", "500")})
    desk.load({"places": MOVED.replace("Озёрное новое", "Озёрное")})
    desk.load({"organisations": ORGANISATIONS})
    with desk.engine.connect() as connection:
        whole = known(connection)
    with before_there_were_versions(desk):
        pass
    with desk.engine.connect() as connection:
        assert known(connection) == whole
    assert {load_id: bool(found) for load_id, found in on_record(desk).items()} == {1: False, 2: False, 3: False, 4: True}
    assert on_record(desk)[4]["places"] == 3


def test_the_present_is_right_whatever_was_taken_back(desk: Desk) -> None:
    desk.load({"places": PLACES, "targets": GOALS})
    desk.load({"places": MOVED + "4;Ошибка;Ишим\n"})
    desk.load({"places": PLACES + "5;Верно;Ишим\n"}, replaces=2)
    desk.load({"organisations": ORGANISATIONS})
    with before_there_were_versions(desk):
        pass
    assert named(desk, 2) == {**named(desk, 1), "3": ("Озёрное новое", "tyumen"), "4": ("Ошибка", "ishim")}
    assert named(desk, 3) == {**named(desk, 1), "5": ("Верно", "ishim")} == named(desk, 4)
    desk.load({"places": MOVED})
    assert named(desk, 5)["3"] == ("Озёрное новое", "tyumen") and named(desk, 4)["3"] == ("Озёрное", "ishim")


def test_a_database_without_loads_has_no_past(desk: Desk) -> None:
    with before_there_were_versions(desk):
        pass
    assert versions(desk, place) == versions(desk, target) == 0
    desk.load({"places": PLACES})
    undo(desk.engine, desk.programme, 1, today=TODAY)
    with before_there_were_versions(desk), desk.engine.connect() as connection:
        assert connection.execute(select(row_before)).all() == []
    assert named(desk, 2) == {}

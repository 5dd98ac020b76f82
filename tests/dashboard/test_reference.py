"""Places and goals as a view finds them, how fresh the sheets are, and what is on record."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dashboard.arrangement import beneficiaries
from dashboard.filters import Filters
from dashboard.queries import reference
from dashboard.queries.counts import counts
from dashboard.queries.database import Database
from dashboard.queries.reference import FallenDue, Target, Targets
from dashboard.viewer import MANAGEMENT
from data_loader.database import migrate, open_engine, writing
from data_loader.loading import Request, load_files
from data_loader.loads import undo
from data_loader.programme import Programme
from data_loader.schema import load
from tests.conftest import sample
from tests.dashboard.arrangement.reading import opened, tables, words
from tests.dashboard.conftest import TODAY
from tests.data_loader.conftest import KEY
from tests.data_loader.test_loading import ONE, ORGANISATIONS, Desk

END = date(2026, 12, 31)

# --- targets ----------------------------------------------------------------------------------------------------------


def goals(**found: list[Target]) -> Targets:
    """Of two cities and the whole programme (`whole`)."""
    return Targets({("x", "" if city == "whole" else city): tuple(some) for city, some in found.items()}, ("one", "two"))


def test_a_missing_programme_target_is_the_sum_of_the_cities(database: Database) -> None:
    with database.snapshot() as snapshot:
        targets = reference.targets(snapshot)
    assert targets.of((), "participants_enrolled", on=TODAY) == Target(149, END, cities=5)
    assert targets.of(("tobolsk", "ishim"), "participants_enrolled", on=TODAY) == Target(44, END, cities=2)
    assert targets.of((), "mentoring_hours", on=TODAY) is None
    assert targets.of(("ishim",), "people_reached", on=TODAY) is None


@pytest.mark.parametrize(
    ("on", "value", "overdue"),
    [
        (date(2020, 1, 1), 500, 0),
        (date(2025, 12, 31), 500, 0),
        (date(2026, 1, 1), 1000, 0),
        (END, 1000, 0),
        (date(2027, 12, 31), 2000, 0),
        (date(2028, 1, 1), 2000, 2000),
    ],
)
def test_of_several_targets_the_nearest_that_was_not_past(database: Database, on: date, value: float, overdue: float) -> None:
    with database.snapshot() as snapshot:
        found = reference.targets(snapshot).of((), "people_reached", on=on)
    assert found is not None
    assert (found.value, found.overdue, found.cities) == (value, overdue, 0)


def test_a_target_may_be_called_by_the_indicators_title(database: Database) -> None:
    with database.snapshot() as snapshot:
        found = reference.targets(snapshot).by_city("enrolled", "зачислено участников", on=TODAY)
    assert found == {"tyumen": Target(60, date(2026, 6, 30), cities=1, overdue=60)}


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2026, 1, 31), None),
        (date(2026, 2, 1), 10),
        (date(2026, 6, 30), 10),
        (date(2026, 7, 1), 10),  # between two goals the last that fell due stands
        (date(2026, 8, 31), 10),
        (date(2026, 9, 1), 20),
        (date(2027, 1, 1), 20),
    ],
)
def test_a_goal_counts_from_its_start(on: date, value: float | None) -> None:
    first, second = Target(10, date(2026, 6, 30), date(2026, 2, 1)), Target(20, END, date(2026, 9, 1))
    found = goals(whole=[second, first]).of((), "x", on=on)
    assert (found.value if found else None) == value


def test_a_sum_says_of_how_many_and_what_of_it_is_overdue() -> None:
    some = goals(one=[Target(10, date(2026, 6, 30), date(2026, 2, 1))], two=[Target(5, END, date(2026, 1, 1))])
    assert some.of((), "x", on=TODAY) == Target(15, END, date(2026, 1, 1), cities=2, overdue=10)
    assert some.of(("one", "two"), "x", on=date(2026, 6, 30)) == Target(15, END, date(2026, 1, 1), cities=2)
    assert some.by_city("x", on=TODAY)["one"] == Target(10, date(2026, 6, 30), date(2026, 2, 1), 1, 10)
    open_end = goals(one=[Target(10, END, date(2026, 2, 1))], two=[Target(5, END)])
    assert open_end.of((), "x", on=TODAY) == Target(15, END, None, 2)
    assert goals(one=[Target(10, END)]).of((), "x", on=TODAY) is None, "the other city has none"


def test_goals_that_fell_due_stay_listed() -> None:
    march, june = date(2026, 3, 31), date(2026, 6, 30)
    some = goals(whole=[Target(30, END), Target(20, june), Target(10, march)], one=[Target(1, june)])
    assert [goal.value for goal in some.fallen_due((), "x", on=TODAY)] == [10, 20]
    assert some.fallen_due((), "x", on=june) == (FallenDue(10, march, None),)
    assert some.fallen_due((), "x", on=march) == ()
    assert some.fallen_due(("one", "two"), "x", on=TODAY) == (FallenDue(1, june, None, ("one",)),)
    assert some.fallen_due(("two",), "x", on=TODAY) == ()


def test_goals_of_cities_that_fell_due_on_one_day_are_one() -> None:
    march, june = date(2026, 3, 31), date(2026, 6, 30)
    some = goals(one=[Target(1, june), Target(3, march, date(2026, 1, 1))], two=[Target(2, june), Target(4, END)])
    both = (FallenDue(3, march, date(2026, 1, 1), ("one",)), FallenDue(3, june, None, ("one", "two")))
    assert some.fallen_due((), "x", on=TODAY) == some.fallen_due(("one", "two"), "x", on=TODAY) == both


# --- what can be chosen, freshness ------------------------------------------------------------------------------------


def test_what_can_be_chosen(database: Database) -> None:
    with database.snapshot() as snapshot:
        assert reference.cohorts_on_record(snapshot, MANAGEMENT) == ("2025-1", "2026-1")
        enrolled = reference.enrolled_by_city(snapshot, MANAGEMENT, Filters(cities=("ishim",)))
    assert enrolled == {"tyumen": 41, "tobolsk": 0, "ishim": 15, "yalutorovsk": 0, "zavodoukovsk": 0}


def test_freshness_per_sheet_newest_first(database: Database) -> None:
    with database.snapshot() as snapshot:
        found = reference.last_days(snapshot, MANAGEMENT)
    assert found == {
        "Услуги": date(2026, 9, 30),
        "Этапы": date(2026, 1, 10),
        "Закрепления": date(2026, 1, 1),  # care that begins later is not the last fact
        "Статус": None,
        "Встречи": None,
    }
    assert list(found)[:3] == ["Услуги", "Этапы", "Закрепления"]


def test_freshness_as_it_was_known(any_database: Database) -> None:
    with any_database.snapshot(date(2026, 10, 15)) as snapshot:
        found = reference.last_days(snapshot, MANAGEMENT)
        assert reference.first_day(snapshot, MANAGEMENT) == date(2026, 1, 1)
    assert found["Услуги"] == date(2026, 9, 30)
    assert found["Закрепления"] == date(2026, 1, 1)


def test_the_programme_began_with_the_first_fact_of_any_sheet(any_database: Database, empty_database: Database) -> None:
    with any_database.snapshot() as snapshot:
        assert reference.first_day(snapshot, MANAGEMENT) == date(2026, 1, 1)
    with empty_database.snapshot() as snapshot:
        assert reference.first_day(snapshot, MANAGEMENT) is None
        assert reference.rows_on_record(snapshot, MANAGEMENT) == ({}, 0)
        assert reference.last_uploads(snapshot, MANAGEMENT) == {}


# --- loads ------------------------------------------------------------------------------------------------------------

PLACES = "Код;Название;Город\n1;Луговое;Тюмень\n2;Озёрное;Ишим\n"
SERVICES = (
    "beneficiary;organisation;place;category;service;date\n"
    f"Б-1;{ONE};1;youth;помощь;01.02.2026\nБ-2;{ONE};2;youth;помощь;02.02.2026\nБ-3;{ONE};2;elderly;помощь;03.03.2026\n"
)
GOALS = "indicator;city;due_on;value\npeople_reached;;31.12.2026;1000\n"


def seen(desk: Desk) -> Database:
    return Database(desk.engine, desk.programme, TODAY)


def rows_of_the_map(database: Database, query: str) -> dict[str, int]:
    """People by the name of their place; the last rows are sums."""
    table = tables(opened(database, query, beneficiaries.SUBJECT))["settlements"]
    return {str(row[0]): int(row[-1]) for row in table.rows[: len(table.rows) - table.sums]}  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_place_is_in_its_city_of_then_and_the_maps_total_is_its_rows(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS, "places": PLACES, "services": SERVICES})
    desk.load({"places": "Код;Название;Город\n2;Озёрное новое;Тюмень\n3;Новое;Ишим\n"})
    database = seen(desk)
    expected = {
        "known_at=load:1": {"tyumen": {"Луговое": 1}, "ishim": {"Озёрное": 2}},
        "": {"tyumen": {"Луговое": 1, "Озёрное новое": 2}, "ishim": {}},
    }
    for query, by_city in expected.items():
        known_at = 1 if query else None
        for city, people in by_city.items():
            found = {place: count for place, count in rows_of_the_map(database, f"{query}&city={city}").items() if count}
            assert found == people
            with database.snapshot(known_at) as snapshot:
                counted = counts(snapshot, MANAGEMENT, "people_reached", cities=[city])["count"].iloc[0]
            assert counted == sum(people.values())


@pytest.mark.slow
def test_what_was_not_there_yet_is_not_shown(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS, "places": PLACES, "services": SERVICES, "targets": GOALS})
    desk.load({"places": "Код;Название;Город\n3;Новое;Ишим\n", "targets": GOALS.replace("1000", "500")})
    database = seen(desk)
    assert "Новое" in words(opened(database, "", beneficiaries.SUBJECT))
    assert "Новое" not in words(opened(database, "known_at=load:1", beneficiaries.SUBJECT))
    for known_at, places, goal in ((1, ["1", "2"], 1000), (2, ["1", "2", "3"], 500), (None, ["1", "2", "3"], 500)):
        with database.snapshot(known_at) as snapshot:
            found = reference.targets(snapshot).of((), "people_reached", on=TODAY)
            assert reference.places(snapshot)["place"].tolist() == places
            assert found is not None and found.value == goal


@pytest.mark.slow
def test_refusals_are_open_until_their_sheet_comes_again(desk: Desk) -> None:
    bad = PLACES + "3;Нигде;Атлантида\n4;Нигде;Лемурия\n"
    database = seen(desk)

    def refused(known_at: int | None = None) -> int:
        with database.snapshot(known_at) as snapshot:
            return reference.rows_on_record(snapshot, MANAGEMENT).refused

    desk.load({"organisations": ORGANISATIONS, "places": bad})
    assert refused() == 2
    desk.load({"organisations": ORGANISATIONS.replace("Один", "Первый")})
    assert refused() == 2, "another file says nothing of this one"
    desk.load({"places копия": bad.replace("1;Луговое", "1;Луг")})
    assert refused() == 2, "a copy under another name is refused alike"
    desk.load({"places": bad.replace("Атлантида", "Ишим")})
    desk.load({"places копия": bad.replace("Атлантида", "Ишим").replace("Луговое", "Луга")})
    assert refused() == 1
    undo(desk.engine, desk.programme, 5, today=TODAY)
    undo(desk.engine, desk.programme, 4, today=TODAY)
    assert [refused(known_at) for known_at in (1, 2, 3, 4, 5, 6, 7, None)] == [2, 2, 2, 2, 1, 2, 2, 2]


@pytest.mark.slow
def test_of_loads_that_noted_no_sheets_the_file_counts(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS, "places": PLACES + "3;Нигде;Атлантида\n"})
    desk.load({"places": PLACES.replace("Луговое", "Луг")})
    with writing(desk.engine) as connection:
        for load_id, files in connection.execute(select(load.c.load_id, load.c.files)).all():
            old = [{name: file[name] for name in ("file", "sha256")} for file in files]
            connection.execute(update(load).where(load.c.load_id == load_id).values(files=old, on_record=None))
    with seen(desk).snapshot(1) as snapshot:
        assert reference.rows_on_record(snapshot, MANAGEMENT) == (None, 1)
    with seen(desk).snapshot() as snapshot:
        assert reference.rows_on_record(snapshot, MANAGEMENT).refused == 0


@pytest.mark.slow
def test_the_day_of_an_upload_is_not_the_day_of_an_event(desk: Desk) -> None:
    files = {"organisations": ORGANISATIONS, "places": PLACES, "services": SERVICES}
    desk.load(files, today=date(2026, 3, 5))
    desk.load({"organisations": ORGANISATIONS.replace("Один", "Первый")}, today=date(2026, 3, 9))
    desk.load({**files, "services": SERVICES + f"Б-9;{ONE};1;youth;помощь;04.03.2026\n"}, today=date(2026, 3, 20))
    database = seen(desk)
    with database.snapshot() as snapshot:
        assert reference.last_uploads(snapshot, MANAGEMENT) == {"Услуги": date(2026, 3, 20)}
        assert reference.last_days(snapshot, MANAGEMENT)["Услуги"] == date(2026, 3, 4)
        assert reference.first_day(snapshot, MANAGEMENT) == date(2026, 2, 1)
    with database.snapshot(2) as snapshot:
        assert reference.last_uploads(snapshot, MANAGEMENT) == {"Услуги": date(2026, 3, 5)}
    undo(desk.engine, desk.programme, 3, today=TODAY)
    with database.snapshot() as snapshot:
        assert reference.last_uploads(snapshot, MANAGEMENT) == {"Услуги": date(2026, 3, 5)}


@pytest.mark.slow
def test_nearly_the_same_book_four_times_is_on_record_once(tmp_path: Path, programme: Programme) -> None:
    """Each under another name and with another quantity in its first row."""
    engine = open_engine(f"sqlite:///{tmp_path}/programme.db")
    migrate(engine)
    text = (sample("school") / "services.csv").read_text(encoding="cp1251")
    for number in range(4):
        book, services = tmp_path / f"school ({number}).xlsx", tmp_path / f"services ({number}).csv"
        shutil.copy(sample("school") / "school.xlsx", book)
        services.write_text(text.replace(";12.08.2026;3", f";12.08.2026;{3 + number}", 1), encoding="cp1251")
        assert load_files(engine, Request([book, services], programme, KEY, TODAY)).load == number + 1
    for known_at in (1, 4):
        with Database(engine, programme, TODAY).snapshot(known_at) as snapshot:
            rows, refused = reference.rows_on_record(snapshot, MANAGEMENT)
        assert sum((rows or {}).values()) == 3_961 and refused == 8
    engine.dispose()

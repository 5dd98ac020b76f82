"""What pages say when all that was loaded has been undone, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert

from dashboard.arrangement import methodology, overview, page
from dashboard.arrangement.contents import SUBJECTS
from dashboard.arrangement.view import Subject
from dashboard.queries.database import Database, TakenBack
from data_loader.database import writing
from data_loader.loads import recount, undo
from data_loader.schema import EPOCH, NO_LAG, count_now
from tests.dashboard.arrangement.reading import opened, standing_on, words
from tests.data_loader.test_loading import ORGANISATIONS, PARTICIPANTS, STEPS, Desk

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 25)
BOOK = {"organisations": ORGANISATIONS, "participants": PARTICIPANTS, "steps": STEPS}


@pytest.fixture
def database(desk: Desk) -> Database:
    """Loaded, then undone two days later."""
    desk.load(BOOK)
    undo(desk.engine, desk.programme, 1, today=date(2026, 11, 23))
    return Database(desk.engine, desk.programme, TODAY)


@pytest.mark.parametrize("subject", [one for one in SUBJECTS if one.needs_data], ids=lambda one: one.key)
def test_every_page_says_that_all_was_taken_back(database: Database, subject: Subject) -> None:
    said = words(opened(database, "", subject))
    assert "Загрузку № 1 отменили 23 ноября 2026 г. (отмена № 2)" in said
    assert "python -m data_loader load" in said
    assert "Данные отменены 23 ноября 2026 г., отмена № 2" in said
    assert 'known_at=load:1">' in opened(database, "", subject).html, "what was there can still be seen"
    assert "Данных ещё нет" not in said, "an empty database is told otherwise"
    assert "data_loader demo" not in said, "the demonstration goes into a database without any load"


def test_the_methodology_needs_no_data(database: Database) -> None:
    assert "Загрузку № 1 отменили" not in words(opened(database, "", methodology.SUBJECT))


def test_a_messenger_shows_no_zeros_of_it(database: Database) -> None:
    with standing_on(database):
        assert page.text(overview.SUBJECT, "").description.startswith("Загруженное отменено. ")


def test_its_past_is_shown_as_it_was(database: Database) -> None:
    said = words(opened(database, "known_at=load:1"))
    assert "Загрузку № 1 отменили" not in said and "после загрузки № 1" in said


def test_what_is_loaded_again_is_shown(desk: Desk, database: Database) -> None:
    desk.load(BOOK)
    assert "отменили" not in words(opened(database))
    assert "Загрузку № 1 отменили" in words(opened(database, "known_at=load:2"))


def test_of_several_undone_loads_the_last_is_named_and_a_recount_hides_nothing(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    desk.load({"participants": PARTICIPANTS})
    for load_id in (2, 1):
        undo(desk.engine, desk.programme, load_id, today=TODAY)
    with writing(desk.engine) as connection:
        wrong = {"measure": "people_reached", "city": "ishim", "cohort": "", "item": "", "place": "", "lag_days": NO_LAG}
        connection.execute(insert(count_now).values(**wrong, day=EPOCH, count=1))
    assert recount(desk.engine, desk.programme, today=TODAY)[0] == 5
    with Database(desk.engine, desk.programme, TODAY).snapshot() as snapshot:
        assert snapshot.empty and snapshot.taken_back == TakenBack(1, 4, TODAY)


def test_a_load_that_is_left_is_data(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    desk.load({"participants": PARTICIPANTS})
    undo(desk.engine, desk.programme, 2, today=TODAY)
    with Database(desk.engine, desk.programme, TODAY).snapshot() as snapshot:
        assert not snapshot.empty and snapshot.taken_back is None


def test_a_database_without_any_load_is_empty_and_nothing_was_taken_back(empty_database: Database) -> None:
    with empty_database.snapshot() as snapshot:
        assert snapshot.empty and snapshot.taken_back is None
    assert "Данных ещё нет" in words(opened(empty_database))

"""Every page where only some sheets were ever loaded: what is unknown is said to be unknown, never zero, never good news."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.arrangement import beneficiaries, funnel, mentors, methodology, overview, stages
from dashboard.blocks import charts
from dashboard.queries.database import Database
from data_loader.database import migrate, open_engine
from data_loader.loading import Request, load_files
from data_loader.programme import Programme
from tests.conftest import sample
from tests.dashboard.arrangement.conftest import TODAY
from tests.dashboard.arrangement.reading import found, opened, tables, viewing, words

PAGES = {
    "overview": overview.SUBJECT,
    "funnel": funnel.SUBJECT,
    "stages": stages.SUBJECT,
    "mentors": mentors.SUBJECT,
    "map": beneficiaries.SUBJECT,
}
Read = Callable[..., str]


@contextmanager
def only(sheets: tuple[str, ...], programme: Programme, folder: Path) -> Any:
    """A database that holds these sheets of the sample School and nothing else."""
    book = openpyxl.load_workbook(sample("school") / "school.xlsx")
    for name in set(book.sheetnames) - set(sheets):
        del book[name]
    book.save(folder / "some.xlsx")
    engine = open_engine(f"sqlite:///{folder}/some.db")
    migrate(engine)
    load_files(engine, Request([folder / "some.xlsx"], programme, pseudonym_key="k" * 40, today=TODAY))
    yield Database(engine, programme, TODAY)
    engine.dispose()


@pytest.fixture(scope="module")
def organisations(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with only(("Организации", "Наставники", "Цели"), programme, tmp_path_factory.mktemp("some")) as database:
        yield database


@pytest.fixture(scope="module")
def participants(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with only(("Организации", "Участники", "Этапы"), programme, tmp_path_factory.mktemp("some")) as database:
        yield database


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", ["", "city=ishim", "until=2026-01-31", "month=2020-01", "unit=organisations", "unit=services"])
def test_every_page_answers(organisations: Database, participants: Database, page: str, query: str) -> None:
    for database in (organisations, participants):
        shown = opened(database, query, PAGES[page])
        assert len(words(found(shown, "page"))) > 30


def test_without_stages_the_overview_neither_counts_nor_blames(organisations: Database) -> None:
    shown = opened(organisations)
    assert words(found(shown, "lead")) == "Записей для этого выбора ещё нет"
    assert {row[1] for row in tables(shown)["numbers"].rows} == {None}
    assert not found(shown, "cities")
    (aside,) = found(shown, "watch")
    assert "Проверять пока нечего" in words(aside)


def test_without_status_no_city_has_nought_in_the_register(participants: Database, programme: Programme) -> None:
    titles = [column.title for column in tables(opened(participants))["cities"].columns]
    assert programme.tracks[0].name not in titles and "Благополучателей" not in titles


def test_without_assignments_nobody_is_free_and_nobody_needs_a_mentor(organisations: Database) -> None:
    shown = words(opened(organisations, "", mentors.SUBJECT))
    assert "свободен" not in shown
    assert "У кого нет наставника, неизвестно" in shown


def test_before_the_first_assignment_the_mentors_are_unknown_too(school: Database) -> None:
    assert "свободен" not in words(opened(school, "month=2020-01", mentors.SUBJECT))


def test_a_city_without_places_is_not_taken_for_a_missing_sheet(school: Database, organisations: Database) -> None:
    assert "Нет листа «Населённые пункты»" in words(opened(organisations, "city=ishim", beneficiaries.SUBJECT))
    assert "Нет листа" not in words(opened(school, "city=ishim", beneficiaries.SUBJECT))


def test_mentors_of_a_city_are_said_to_be_seen_in_part(school: Database) -> None:
    shown = words(opened(school, "city=ishim", mentors.SUBJECT))
    assert (
        "Дела, часы и контакты — только в этом городе." in shown and "заявлено на все города" in shown and "свободен" not in shown
    )


def test_names_are_not_shown_beside_an_earlier_load(programme: Programme, tmp_path: Path) -> None:
    with only(("Организации", "Участники", "Этапы"), programme, tmp_path) as database:
        assert "people" in tables(opened(database, "", stages.SUBJECT))
        files = [sample("school") / "school.xlsx"]
        load_files(database.engine, Request(files, programme, pseudonym_key="k" * 40, today=TODAY))
        now, then = (opened(database, query, stages.SUBJECT) for query in ("", "known_at=load:1"))
        assert "people" in tables(now) and "people" not in tables(then)
        assert "Имена видны только по последней загрузке" in words(then)
        assert "standing" in tables(then)
        mentored = opened(database, "known_at=load:1", mentors.SUBJECT)
        assert list(tables(mentored)) == ["then"] and "По именам — только последняя загрузка" in words(mentored)


def test_a_programme_without_parts_still_says_who_stands(school: Database, programme: Programme) -> None:
    steps = [step.model_copy(update={"part": False}) for step in programme.steps]
    bare = programme.model_copy(update={"school": programme.school.model_copy(update={"steps": tuple(steps)})})
    for cached in ("parts", "steps"):
        vars(bare).pop(cached, None)
    shown = tables(opened(Database(school.engine, bare, TODAY), "", stages.SUBJECT))
    assert list(shown) == ["standing", "people"]


def test_a_category_is_named_in_the_file_of_the_map(school: Database) -> None:
    with viewing(school, "category=youth&month=2026-09", beneficiaries.SUBJECT) as view:
        ((_, table),) = charts(beneficiaries.SUBJECT.blocks(view))
        assert view.shown.sentence.replace("\u00a0", " ").endswith("категория «Молодёжь»")
        assert table.columns[2].title == "Людей впервые"


def test_definitions_need_no_data(empty_database: Database) -> None:
    assert "Зачислено участников" in words(opened(empty_database, "", methodology.SUBJECT))

"""«Наставники» on the sample School: every block says its own day, and the page what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.arrangement import mentors
from dashboard.blocks import Block, charts
from dashboard.exports.csv import chart_as_csv
from dashboard.queries.database import Database
from data_loader.loading import Request, load_files
from data_loader.programme import Programme
from tests.conftest import sample
from tests.dashboard.arrangement.conftest import loaded
from tests.dashboard.arrangement.reading import Opened, found, opened, tables, viewing, words


def page(database: Database, query: str = "") -> Opened:
    return opened(database, query, mentors.SUBJECT)


def lead(shown: Opened) -> tuple[str, list[str]]:
    """The message, and what stands under it."""
    (said,) = found(shown, "lead")
    return words(said.css("h1")), [words(paragraph) for paragraph in said.css("p")]


def blocks(database: Database, query: str = "") -> dict[str, Block]:
    with viewing(database, query, mentors.SUBJECT) as view:
        return {block.key: block for block in mentors.SUBJECT.blocks(view)}


def subtitle(shown: Opened, key: str) -> str:
    return words(shown.root.css(f"#mentors-{key} .subtitle"))


def on(database: Database, day: date) -> Database:
    return Database(database.engine, database.programme, day)


# --- means and the month


def test_the_message_says_what_is_usual_and_of_how_many_months(school: Database) -> None:
    assert lead(page(school)) == (
        "Часов встреч стало меньше: обычно 21,8 за месяц, в октябре 1",
        [
            "Обычно — медиана 12 месяцев до октября. Встреч обычно 14,5, в октябре 1.",
            "В октябре 1 час из 170 заявленных: 6 наставников с открытыми делами. Не вошли: без заявленных часов — 1 наставник, "
            "0 часов; без открытых дел — 1 наставник, 0 часов.",
        ],
    )


def test_n_stands_beside_every_mean_on_the_page_in_the_twin_and_in_the_file(school: Database) -> None:
    shown, block = page(school), blocks(school)["workload"]
    assert all("за 12 мес." in words(row) for row in found(shown, "load-words"))
    assert block.table is not None
    titles = [column.title for column in block.table.columns]
    number = titles.index("Среднее: за сколько месяцев")
    assert {row[number] for row in block.table.rows} == {12}
    with viewing(school, "", mentors.SUBJECT) as view:
        file = chart_as_csv(block.title, block.table, sentence="", stamp=view.snapshot.stamp, source="")
    assert "Среднее: за сколько месяцев" in file


def test_an_unfinished_month_says_so_wherever_it_stands(school: Database) -> None:
    now = on(school, date(2026, 10, 15))
    shown = page(now)
    said, _ = lead(shown)
    assert "(месяц не окончен)" in said or "На 15 октября" in said
    assert "(месяц не окончен)" in words(shown.root.css("#mentors-workload .mentors thead th:nth-child(3)"))
    assert "месяц не окончен" in subtitle(shown, "workload") and found(shown, "unfinished")
    assert any("(месяц не окончен)" in words_of(column.title) for column in tables(shown)["workload"].columns)
    assert "не окончен" not in words(found(page(now, "month=2026-09"), "page"))


def words_of(text: str) -> str:
    return text.replace("\u00a0", " ")


# --- the day of each block


@pytest.mark.parametrize(("query", "day"), [("", "31 октября 2026 г."), ("month=2026-03", "31 марта 2026 г.")])
def test_every_block_says_its_own_day(school: Database, query: str, day: str) -> None:
    shown = page(school, query)
    for block, _ in charts([*blocks(school, query).values()]):
        assert day in subtitle(shown, block.key), block.key


def test_what_is_not_known_of_a_past_month_is_said(school: Database) -> None:
    now, then = page(school), page(school, "month=2026-03")
    for key, said in (("workload", "прежние не хранятся"), ("without", "записанные сейчас")):
        assert said in subtitle(then, key) and said not in subtitle(now, key)


def test_a_past_month_says_its_day_where_cases_are_silent(school: Database) -> None:
    said, (which, _) = lead(page(school, "month=2026-03"))
    assert said == "На 31 марта в 25 из 33 дел больше 30 дней не было встреч"
    assert which.startswith("Это дела, открытые больше 30 дней назад, где очередь за наставником; ещё: очередь за органом — 5")


# --- order, folds, keys


def test_the_order_of_mentors_is_said_and_those_without_cases_are_folded(school: Database) -> None:
    shown = page(school)
    assert "Сначала те, у кого больше дел без встреч, затем — кто дольше без контакта." in subtitle(shown, "workload")
    assert "Ещё 1 наставник без открытых дел" in words(shown.root.css("#mentors-workload summary"))
    assert "свободен" not in words(found(shown, "page"))


def test_every_colour_of_a_case_has_a_key(school: Database) -> None:
    for query in ("", "city=ishim", "month=2026-03", "month=2025-06"):
        shown = page(school, query)
        (block,) = shown.root.css("#mentors-workload")
        drawn = {mark.attributes["class"] for mark in block.css(".cases i, .stacked i")}
        key = {str(mark.attributes["class"]).replace("swatch ", "") for mark in block.css(".subtitle .swatch")}
        assert drawn == key, query


# --- one, or none


@pytest.mark.parametrize("query", ["city=ishim", "city=zavodoukovsk", "month=2025-03", ""])
def test_no_subtitle_ends_in_the_word_for_all(school: Database, query: str) -> None:
    for block, _ in charts([*blocks(school, query).values()]):
        assert not subtitle(page(school, query), block.key).endswith("все")


# --- an earlier load


@pytest.fixture(scope="module")
def twice(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The sample, and a second load after it."""
    database = loaded(sample("school"), programme, tmp_path_factory.mktemp("twice"))
    folder = tmp_path_factory.mktemp("more")
    file = folder / "mentors.csv"
    file.write_text("mentor,full_name,hours_per_month\nН-99,Новый,5\n", encoding="utf-8")
    load_files(database.engine, Request([file], programme, pseudonym_key="k" * 40, today=date(2026, 10, 31)))
    return database


def test_an_earlier_load_shows_what_counts_know_and_says_what_nobody_knows(twice: Database) -> None:
    now, then = page(twice), page(twice, "known_at=load:1")
    assert lead(then)[0] == "В октябре 1 час встреч; на 31 октября — 27 открытых дел"
    assert "По именам — только последняя загрузка" in words(found(then, "page"))
    sums = tables(then)["then"].rows[-1]
    assert sums[1:3] == (sum(row[1] for row in tables(now)["workload"].rows), tables(now)["without"].rows[-1][1])  # type: ignore[misc]


def test_an_earlier_load_has_months_and_cities_too(twice: Database) -> None:
    then = page(twice, "known_at=load:1&month=2026-03&city=ishim")
    assert lead(then)[0].startswith("В марте ") and len(tables(then)["then"].rows) == 1
    with viewing(twice, "known_at=load:1", mentors.SUBJECT) as view:
        assert date(2026, 3, 1) in mentors.months(view)

"""«Этапы» on the sample School: headlines stand on grown cohorts, and every block says its own day and what its marks mean."""

from __future__ import annotations

import pytest

from dashboard.arrangement import stages
from dashboard.blocks import Block
from dashboard.queries.database import Database
from tests.dashboard.arrangement.reading import Opened, found, opened, tables, viewing, words


def page(school: Database, query: str = "") -> Opened:
    return opened(school, query, stages.SUBJECT)


def lead(shown: Opened) -> tuple[str, str]:
    """The message, and what explains it."""
    (said,) = found(shown, "lead")
    return words(said.css("h1")), words(said.css("p"))


def blocks(school: Database, query: str = "") -> dict[str, Block]:
    with viewing(school, query, stages.SUBJECT) as view:
        return {block.key: block for block in stages.SUBJECT.blocks(view)}


def subtitle(shown: Opened, key: str) -> str:
    return words(shown.root.css(f"#stages-{key} .subtitle"))


# --- young cohorts


def test_the_message_stands_on_grown_cohorts_and_names_the_others(school: Database) -> None:
    said, why = lead(page(school))
    assert said == "Теорию прошли 95 из 104 зачисленных, до сопровождения дошли 47 из 104"
    assert why.startswith("Сюда не вошёл поток 2026-2: он начался меньше 180 дней назад, судить рано.")


def test_a_grown_cohort_alone_leaves_nobody_out(school: Database) -> None:
    said, why = lead(page(school, "cohort=2025-1"))
    assert said.startswith("Теорию прошли 30 из 31") and "судить рано" not in said + why


def test_a_young_cohort_alone_is_recorded_and_not_judged(school: Database) -> None:
    said, why = lead(page(school, "cohort=2026-2"))
    assert said == "Пока рано судить: теорию прошли 13 из 16 зачисленных, до сопровождения дошёл 1 из 16"
    assert why == "Поток 2026-2 начался меньше 180 дней назад."
    table = tables(page(school, "cohort=2026-2"))["parts"]
    assert {row[-1] for row in table.rows if row[1]} == {"рано судить"}


def test_a_cohort_is_young_in_every_city_or_in_none(school: Database) -> None:
    """Were its first days counted city by city, one view would judge what another may not."""
    for city in school.programme.cities:
        marks = {row[0]: row[-1] for row in tables(page(school, f"city={city.key}"))["cohorts"].rows[:-1] if row[1]}
        assert {name for name, mark in marks.items() if mark == "рано судить"} == {"2026-2"} & set(marks), city.key


def test_hatching_has_its_key_only_where_something_is_hatched(school: Database) -> None:
    assert "рано судить: начались меньше 180 дней назад" in subtitle(page(school), "cohorts")
    assert subtitle(page(school, "cohort=2025-1"), "cohorts") == "Те же доли."
    assert "рано судить: все здесь из потоков, которые начались" in subtitle(page(school, "cohort=2026-2"), "parts")


# --- the day of each block


@pytest.mark.parametrize(
    ("query", "said"), [("", ""), ("until=2026-05-31", "по конец мая 2026 г."), ("until=2026-05-30", "по конец апреля 2026 г.")]
)
def test_medians_know_whole_months_and_say_which(school: Database, query: str, said: str) -> None:
    block = blocks(school, query)["days"]
    assert (said in str(block.sub).replace("\u00a0", " ")) and ("по конец" in str(block.sub)) is bool(said)
    assert (said in block.source.replace("\u00a0", " ")) and ("месяцы" in block.source) is bool(said)


def test_on_a_past_day_nobody_is_said_to_stand_or_not_to(school: Database) -> None:
    shown = page(school, "until=2026-05-31")
    assert "standing" not in tables(shown) and "people" not in tables(shown)
    assert "Кто стоит, видно только на последний день" in words(shown)
    assert "Никто не стоит" not in words(shown)


# --- marks and their words


def test_squares_say_what_they_are_and_red_has_its_key(school: Database) -> None:
    shown = page(school)
    assert "без следующего шага дольше 30 дней; один квадрат — один человек." in subtitle(shown, "standing")
    assert len(found(shown, "units")) and shown.root.css("#stages-standing .subtitle .swatch.late")


@pytest.mark.parametrize("query", ["", "city=yalutorovsk", "cohort=2026-2", "city=ishim&cohort=2026-1", "until=2026-05-31"])
def test_red_has_a_key_wherever_it_is_red(school: Database, query: str) -> None:
    for figure in page(school, query).root.css("figure.block"):
        red = figure.css(".urgent, .low, .units i, .where .bar")
        assert bool(red) <= bool(figure.css(".subtitle .late, .subtitle .lowmark")), figure.attributes["id"]


def test_where_nobody_stands_it_is_said_of_the_rows(school: Database) -> None:
    shown = page(school, "city=yalutorovsk")
    assert words(shown.root.css("#stages-standing h2")) == "Никто не стоит дольше 30 дней"
    assert "квадрат" not in subtitle(shown, "standing")
    assert "Звонить" not in words(shown) and words(shown.root.css("#stages-people h2")) == "Кто стоит"


@pytest.mark.parametrize(
    ("query", "title", "sub"),
    [
        ("", "Кто стоит дольше всех", "Первые 8 из 26. Имена видит только фонд"),
        ("city=tobolsk", "Кто стоит", "Имена видит только фонд"),
    ],
)
def test_a_list_says_how_much_of_it_is_shown_only_where_it_is_cut(school: Database, query: str, title: str, sub: str) -> None:
    shown = page(school, query)
    assert words(shown.root.css("#stages-people h2")) == title
    assert subtitle(shown, "people") == sub


def test_medians_say_below_how_many_there_is_too_little(school: Database) -> None:
    assert "Меньше пяти человек — мало данных" in subtitle(page(school), "days")
    cells = [cell for row in tables(page(school, "cohort=2026-2"))["days"].rows for cell in row[1:]]
    assert "мало данных" in cells


# --- files


def test_a_file_has_medians_and_people_as_columns_of_numbers(school: Database) -> None:
    table = tables(page(school))["days"]
    assert [column.title for column in table.columns[:3]] == ["Город", "Теория, дней", "Теория, человек"]
    assert table.rows[0][:3] == ("Все города", 21.0, 108)

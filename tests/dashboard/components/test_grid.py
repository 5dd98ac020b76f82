"""Tables of parts: every number is printed under the name of its part, with how many people it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.components.grid import city_matrix, cohort_matrix, median_days
from dashboard.indicators import stages
from dashboard.indicators.stages import Median, Medians, matrix
from data_loader.programme import load_programme
from tests.dashboard.hypertext import LexborNode, parsed, words

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
PARTS = [part.name for part in SCHOOL.parts]
TITLE = "Кто прошёл"


def counts(city: str, enrolled: int, *parts: int) -> dict[tuple[str, str], int]:
    return {(city, "enrolled"): enrolled, **{(city, part.key): n for part, n in zip(SCHOOL.parts, parts, strict=False)}}


BOTH = counts("tyumen", 41, 39, 36, 28, 22, 18) | counts("ishim", 9, 9, 8, 0, 0, 0)


def cities(**marks: object) -> LexborNode:
    found = stages.city_matrix(BOTH, BOTH, ["tyumen", "ishim"], SCHOOL, **marks)  # type: ignore[arg-type]
    return parsed(city_matrix(found, SCHOOL, TITLE))


def row(drawn: LexborNode, number: int) -> list[str]:
    return [words(cell) for cell in drawn.css("tbody tr")[number].css("td")]


def test_a_cell_says_its_share_and_per_cent_from_ten_people_on() -> None:
    drawn = cities()
    assert row(drawn, 0)[:2] == ["39 из 41 95 %", "36 из 41 88 %"]
    assert row(drawn, 1)[:3] == ["9 из 9", "8 из 9", "0 из 9"]


def test_counts_at_the_side_are_as_many_as_their_headings() -> None:
    for standing, sides in ((None, ["Пропустили часть"]), ({}, ["Из них стоят дольше 30 дней", "Пропустили часть"])):
        drawn = cities(standing=standing)
        assert [words(head) for head in drawn.css("thead .side")] == sides
        assert all(len(line.css("th, td")) == len(drawn.css("thead th")) for line in drawn.css("tbody tr"))


def test_a_screen_reader_finds_a_table_however_it_is_laid_out() -> None:
    drawn = cities()
    assert {node.attributes.get("role") for node in drawn.css("table, thead, tbody, tr, th, td")} == {
        "table",
        "rowgroup",
        "row",
        "columnheader",
        "rowheader",
        "cell",
    }
    assert all(words(head) for head in drawn.css("th"))
    assert [cell.attributes["data-label"] for cell in drawn.css("tbody tr")[0].css("td.cell")] == PARTS


def test_only_what_the_comparison_marks_is_marked() -> None:
    assert not cities().css(".low, .urgent")
    drawn = cities(behind={("ishim", "dialogue")}, many_standing={"tyumen"}, standing={"tyumen": 4, "ishim": 1})
    assert [words(cell) for cell in drawn.css(".low")] == ["0 из 9"]
    assert [words(cell) for cell in drawn.css(".urgent")] == ["4"]


def test_a_city_of_young_cohorts_alone_is_hatched_and_says_so() -> None:
    drawn = cities(young={"ishim"})
    assert [words(line.css("th")) for line in drawn.css("tbody tr")][:2] == ["Тюмень", "Ишим рано судить"]
    assert [len(line.css(".early")) for line in drawn.css("tbody tr")] == [0, 5, 0, 0]


def test_where_nobody_is_enrolled_a_cell_says_so() -> None:
    drawn = parsed(cohort_matrix(matrix({}, {}, [("2026-1", "2026-1")], SCHOOL), TITLE))
    assert row(drawn, 0) == ["никого"] * 5


def test_the_name_of_a_cohort_is_not_torn_at_its_hyphen() -> None:
    drawn = parsed(cohort_matrix(matrix({}, {}, [("2026-1", "2026-1"), ("", "без названия")], SCHOOL), TITLE))
    assert [words(name) for name in drawn.css("tbody .unbroken")] == ["2026-1"]


@pytest.mark.parametrize(("people", "long"), [(999, False), (1000, True), (1_234_567, True)])
def test_long_numbers_take_a_line_each_on_a_phone(people: int, long: bool) -> None:
    counted = counts("tyumen", people, people)
    drawn = parsed(city_matrix(stages.city_matrix(counted, counted, ["tyumen"], SCHOOL), SCHOOL, TITLE))
    assert ("long" in str(drawn.css("table")[0].attributes["class"]).split()) is long
    assert bool(drawn.css("[role=group][tabindex='0'][aria-label]")) is long


def test_a_name_of_several_words_ends_no_line_with_a_preposition() -> None:
    steps = tuple(part.model_copy(update={"name": "Выход на рынок"}) for part in SCHOOL.parts)
    drawn = median_days(Medians(steps, (("Ишим", (Median(1.0, 9),) * 5),), 5), TITLE)
    assert "на\u00a0рынок" in drawn and "на рынок" not in drawn


# --- medians


def medians(*row: Median, few: int = 5) -> LexborNode:
    rows = (("Все города", (Median(100.0, 40),) * 5), ("Ишим", row))
    return parsed(median_days(Medians(SCHOOL.parts, rows, few), "Сколько дней"))


def test_a_median_says_its_days_and_of_how_many_people() -> None:
    drawn = medians(Median(21.0, 38), Median(33.5, 5), Median(12.0, 4), Median(None, 0), Median(1.0, 6))
    assert row(drawn, 1) == ["21 день, 38 чел.", "33,5 дня, 5 чел.", "мало данных 4 чел.", "никто", "1 день, 6 чел."]


def test_bars_of_medians_are_on_one_scale() -> None:
    drawn = medians(Median(25.0, 38), Median(50.0, 5), Median(200.0, 4), Median(None, 0), Median(100.0, 6))
    bars = [bar.attributes["style"] for bar in drawn.css("tbody tr")[1].css(".bar")]
    assert bars == ["width:25.00%", "width:50.00%", "width:100.00%"]


def test_every_name_of_a_part_is_printed_once_above_its_column() -> None:
    drawn = medians(*(Median(1.0, 9),) * 5)
    assert [words(head) for head in drawn.css("thead th")] == ["Город", *PARTS]

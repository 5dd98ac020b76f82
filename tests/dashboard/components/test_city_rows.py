"""The row per city on screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.city_rows import city_rows
from dashboard.indicators.goals import Goal
from dashboard.indicators.overview import CityRow, CityRows
from tests.dashboard.hypertext import found, parsed, words

ROW = CityRow(
    "tyumen", "Тюмень", (50, 25, 0), 25, Goal(75, date(2026, 12, 31)), 3, (1, 4), 10, is_behind=True, behind=frozenset({1})
)
OTHER = replace(ROW, key="ishim", name="Ишим", goal=None, is_behind=False, has_many_standing=True, behind=frozenset())
TOTAL = replace(ROW, key="", name="Все города", steps=(100, 50, 0), goal=None, behind=frozenset())


def rows(**changes: Any) -> CityRows:
    made = CityRows((ROW, OTHER), TOTAL, ("Заявка", "Теория", "Проект"), (False, True, True), ("ИОПУ", "поставщиков"), 30)
    return replace(made, **changes)


def drawn(found: CityRows) -> LexborNode:
    return parsed(city_rows(found))


def lines(table: LexborNode) -> list[str]:
    return [words(line) for line in table.css("tr")]


def test_a_row_says_goal_steps_and_what_became_of_them() -> None:
    assert lines(drawn(rows())) == [
        "Город Зачислено из цели Заявка Теория Проект Стоят > 30 дней ИОПУ Поставщиков Благополучателей",
        "Тюмень 25 из 75 50 25 0 3 1 4 10",
        "Ишим 25 50 25 0 3 1 4 10",
        "Все города 25 100 50 0 3 1 4 10",
    ]


def test_columns_stand_on_one_scale_and_the_sum_has_none() -> None:
    heights = [bar.attributes["style"] for bar in drawn(rows()).css(".step i")]
    assert heights == ["--v:52.00px", "--v:26.00px", "--v:0.00px"] * 2
    assert [bar.attributes["style"] for bar in drawn(rows(rows=(replace(ROW, steps=(0, 0, 0)),), total=None)).css(".step i")] == [
        "--v:0.00px"
    ] * 3


def test_only_what_stands_out_shouts() -> None:
    table = drawn(rows())
    assert [words(one) for one in found(table, "urgent")] == ["25 из 75", "3"]
    assert [words(one) for one in found(table, "drop")] == ["25"]
    assert len(found(table, "low")) == 1
    assert len(found(table, "part")) == 4


def test_every_step_is_named_on_a_phone() -> None:
    (row,) = drawn(rows(rows=(ROW,), total=None)).css("tbody tr")
    labels = [(cell.attributes.get("data-label") or "").replace("\u00ad", "") for cell in row.css("td.step")]
    assert labels == ["Заявка", "Теория", "Проект"]


def test_what_is_no_part_of_the_view_has_no_column() -> None:
    without = [replace(row, standing=None, people=None) for row in (ROW, TOTAL)]
    assert lines(drawn(rows(rows=(without[0],), total=without[1])))[0].endswith("Проект ИОПУ Поставщиков")


def test_without_goals_nothing_repeats_a_step() -> None:
    table = drawn(rows(rows=(OTHER,)))
    assert lines(table)[1] == "Ишим 50 25 0 3 1 4 10"
    assert found(table, "goalless") and not found(table, "meter")


@pytest.mark.parametrize(("name", "wide"), [("Р" * 13, False), ("Р" * 14, False), ("Р" * 15, True)])
def test_a_long_name_of_a_register_has_a_wide_column(name: str, wide: bool) -> None:
    assert bool(drawn(rows(registers=(name, "Б"))).css("col.wide")) is wide


@pytest.mark.parametrize(("people", "wide"), [(99_999, False), (100_000, True), (100_001, True)])
def test_counts_of_six_digits_widen_the_table(people: int, wide: bool) -> None:
    assert bool(drawn(rows(total=replace(TOTAL, people=people))).css("table.wide")) is wide

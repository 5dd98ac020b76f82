"""The table behind the funnel says the same."""

from __future__ import annotations

from decimal import Decimal

from dashboard.indicators.definition import Share
from dashboard.indicators.funnel import funnel_table
from dashboard.indicators.table import in_numbers
from tests.dashboard.indicators.funnel.made import SCHOOL, STEPS, ago, falling, funnel

EXITS = SCHOOL.school.exits


def test_the_table_says_the_same() -> None:
    found = funnel(falling(12, 6), left=[("tyumen", "applied/rejected", 2)], standing=[("tyumen", "applied", ago(90), 1)])
    said = funnel_table(found, EXITS)
    assert said.rows[0] == ("Тюмень", "Заявка", 12, 6, 3, 1, 2, 0, "", "")
    assert said.rows[1][-2:] == (Share(6, 12), Share(6, 12))
    assert said.rows[3][-2:] == ("", Share(0, 12)), "of nobody there is no share"
    assert len(said.rows) == 4 * len(STEPS)


def test_a_file_gets_the_shares_as_numbers() -> None:
    said = in_numbers(funnel_table(funnel(falling(12, 6)), EXITS))
    assert [column.title for column in said.columns[-6:]] == [
        "От предыдущего шага",
        "От предыдущего шага: из скольких",
        "От предыдущего шага, %",
        "От первого шага",
        "От первого шага: из скольких",
        "От первого шага, %",
    ]
    assert all(column.numeric for column in said.columns[2:])
    assert said.rows[1][-6:] == (6, 12, Decimal("50.0"), 6, 12, Decimal("50.0"))


def test_on_a_past_day_the_table_has_no_column_of_the_overdue() -> None:
    past = funnel_table(funnel(falling(12, 6)), EXITS)
    assert "Стоят" not in [column.title for column in past.columns]
    assert all(len(row) == len(past.columns) for row in past.rows)


def test_some_cities_are_summed_up_and_stand_beside_all() -> None:
    entered = falling(30, 28) + falling(60, 58, city="ishim")
    alone, both = (funnel_table(funnel(entered, cities=cities), EXITS) for cities in (("tyumen",), ("tyumen", "ishim")))
    assert list(dict.fromkeys(row[0] for row in alone.rows)) == ["Тюмень", "Все города"]
    assert list(dict.fromkeys(row[0] for row in both.rows)) == ["Тюмень", "Ишим", "Вместе", "Все города"]

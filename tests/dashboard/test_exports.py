from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.components.markup import cell_text
from dashboard.exports.csv import BOM, cell, chart_as_csv, defused, rows_as_plain_csv
from dashboard.indicators.definition import Share
from dashboard.indicators.table import table
from dashboard.stamp import Stamp

STAMP = Stamp(date(2026, 10, 31), 1, demo=True, historic=False)


def test_a_chart_says_what_it_is_before_its_table() -> None:
    made = table("Шаг | #Вошли | Когда", [("=cmd", 1150.5, date(2026, 1, 2)), ("Пусто", None, "")])
    text = chart_as_csv("Путь", made, sentence="Показано всё", stamp=STAMP, source="лист «Этапы»")
    assert text.startswith(BOM)
    assert text.removeprefix(BOM).split("\r\n") == [
        "Путь",
        "Показано всё",
        "данные на 31\u00a0октября 2026\u00a0г., загрузка №\u00a01".replace("на ", "на\u00a0"),
        "Источник: лист «Этапы»",
        "Демонстрационные данные",
        "",
        "Шаг;Вошли;Когда",
        "'=cmd;1150,5;02.01.2026",
        "Пусто;нет данных;",
        "",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@sum", "\tx", " =1", "\r=1", "\u00a0=1", "\0=1"])
def test_formulas_are_defused(text: str) -> None:
    assert defused(text).startswith("'")


def test_numbers_stay_numbers() -> None:
    assert [cell(value) for value in (-3, 0.25, 1234567, 5, float("nan"))] == [
        "-3",
        "0,25",
        "1234567",
        "5",
        "нет данных",
    ]


def test_per_cent_keep_their_decimals_in_a_file() -> None:
    made = table("Шаг | #Дошли", [("Теория", Share(12, 12)), ("Практика", Share(17, 400))])
    text = chart_as_csv("Путь", made, sentence="", stamp=STAMP, source="")
    assert text.split("\r\n")[-4:-1] == ["Шаг;Дошли;Дошли: из скольких;Дошли, %", "Теория;12;12;100,0", "Практика;17;400;4,3"]


def test_a_half_is_rounded_up_on_the_page_in_the_twin_and_in_the_file() -> None:
    """Binary fractions lie a trifle beside what is printed: 0.00125 is 0.00124999…"""
    assert [cell_text(value) for value in (4.25, 4.35, 0.05, 2.5)] == ["4,3", "4,4", "0,1", "2,5"]
    assert [cell(value) for value in (4.25, 0.00125)] == ["4,25", "0,0013"]


@given(st.text())
@example("\x1f=")
@example("\u200b=")
@example("\u2003+")
def test_no_text_starts_like_a_formula(text: str) -> None:
    seen = "".join(letter for letter in defused(text) if unicodedata.category(letter)[0] not in "ZC")
    assert not seen.startswith(("=", "+", "-", "@"))


def test_programs_get_commas_and_no_mark() -> None:
    assert rows_as_plain_csv([("city", "count"), ("=x", 3)]) == "city,count\r\n'=x,3\r\n"

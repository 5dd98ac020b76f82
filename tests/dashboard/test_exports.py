from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.exports.csv import BOM, cell, chart_as_csv, defused, rows_as_plain_csv
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


@given(st.text())
@example("\x1f=")
@example("\u200b=")
@example("\u2003+")
def test_no_text_starts_like_a_formula(text: str) -> None:
    seen = "".join(letter for letter in defused(text) if unicodedata.category(letter)[0] not in "ZC")
    assert not seen.startswith(("=", "+", "-", "@"))


def test_programs_get_commas_and_no_mark() -> None:
    assert rows_as_plain_csv([("city", "count"), ("=x", 3)]) == "city,count\r\n'=x,3\r\n"

"""«Последняя запись в данных» on screen."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.freshness import freshness
from tests.dashboard.hypertext import found, parsed, words

TODAY = date(2026, 10, 31)
DAYS = {"Услуги": TODAY, "Этапы": date(2026, 9, 30), "Встречи": date(2025, 12, 31), "Статус": None}


def drawn(taken: int = 0, refused: int = 0) -> LexborNode:
    return parsed(freshness("Последняя запись в данных", DAYS, TODAY, lambda day: day.year < TODAY.year, taken, refused))


def test_each_sheet_has_a_line_with_its_age() -> None:
    assert [words(line) for line in drawn().css("dl > div")] == [
        "Услуги 31 октября , сегодня",
        "Этапы 30 сентября , 31 день назад",
        "Встречи 31 декабря 2025 г. , 304 дня назад",
        "Статус нет данных",
    ]
    assert [words(line) for line in found(drawn(), "old")] == ["Встречи 31 декабря 2025 г. , 304 дня назад"]


@pytest.mark.parametrize(
    ("taken", "refused", "said"),
    [
        (0, 0, "Принято 0 строк, отклонено 0"),
        (1, 8, "Принята 1 строка, отклонено 8"),
        (2, 1, "Приняты 2 строки, отклонено 1"),
        (5, 0, "Принято 5 строк, отклонено 0"),
        (3961, 1200, "Принята 3 961 строка, отклонено 1 200"),
    ],
)
def test_rows_agree_with_their_number(taken: int, refused: int, said: str) -> None:
    assert words(drawn(taken, refused).css("p")) == said

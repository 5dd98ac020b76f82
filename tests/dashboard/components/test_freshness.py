"""«Последняя запись в данных» on screen."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.freshness import freshness
from tests.dashboard.hypertext import found, parsed, words

TODAY = date(2026, 10, 31)
DAYS = {"Услуги": TODAY, "Этапы": date(2026, 9, 30), "Встречи": date(2025, 12, 31), "Статус": None}


def drawn(rows: int | None = 0, refused: int = 0) -> LexborNode:
    return parsed(freshness("Последняя запись в данных", DAYS, TODAY, lambda day: day.year < TODAY.year, rows, refused))


def test_each_sheet_has_a_line_with_its_age() -> None:
    assert [words(line) for line in drawn().css("dl > div")] == [
        "Услуги 31 октября , сегодня",
        "Этапы 30 сентября , 31 день назад",
        "Встречи 31 декабря 2025 г. , 304 дня назад",
        "Статус нет данных",
    ]
    assert [words(line) for line in found(drawn(), "old")] == ["Встречи 31 декабря 2025 г. , 304 дня назад"]


@pytest.mark.parametrize(
    ("rows", "refused", "said"),
    [
        (0, 0, "На учёте 0 строк, отклонённых нет"),
        (1, 8, "На учёте 1 строка, не исправлено отклонённых: 8"),
        (2, 1, "На учёте 2 строки, не исправлено отклонённых: 1"),
        (3965, 1200, "На учёте 3 965 строк, не исправлено отклонённых: 1 200"),
        (None, 0, "Сколько строк на учёте, в этой загрузке не записано, отклонённых нет"),
    ],
)
def test_rows_agree_with_their_number(rows: int | None, refused: int, said: str) -> None:
    assert words(drawn(rows, refused).css("p")) == said

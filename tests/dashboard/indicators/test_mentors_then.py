"""What is still known of the mentors as an earlier load had them."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.indicators.mentors import CityThen, Then, then_message, then_table
from data_loader.programme import Programme

DAY = date(2026, 3, 31)
TYUMEN, ISHIM = CityThen("Тюмень", 2, 3, 4, 90), CityThen("Ишим", 1, 0, 1, 60)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Then((TYUMEN, ISHIM), DAY, True), "В марте 2,5 часа встреч; на 31 марта — 3 открытых дела"),
        (Then((TYUMEN,), DAY.replace(day=30), True), "В марте (месяц не окончен) 1,5 часа встреч; на 30 марта — 2 открытых дела"),
        (Then((CityThen("Омск", 0, 1, 0, 0),), DAY, True), "В марте ни одной встречи; на 31 марта — ни одного открытого дела"),
        (Then((TYUMEN,), DAY, False), "В марте 1,5 часа встреч"),
    ],
)
def test_the_month_and_the_day_are_said_each_with_its_own(found: Then, text: str) -> None:
    assert then_message(found).replace("\u00a0", " ") == text


def test_cities_sum_up_and_what_nobody_recorded_is_unknown(programme: Programme) -> None:
    assert then_table(Then((TYUMEN, ISHIM), DAY, True), programme).rows[-1] == ("Вместе", 3, 3, 5, 2.5)
    assert then_table(Then((TYUMEN,), DAY, False), programme).rows == (("Тюмень", None, None, 4, 1.5),)

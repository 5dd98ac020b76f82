"""Months: around the turn of a year and the end of February."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loader.months import first_of_month, last_of_month, months_back, next_month

DAYS = st.dates(date(1970, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "last", "following"),
    [
        (date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)),
        (date(2028, 2, 29), date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_a_month_ends_where_the_next_begins(day: date, last: date, following: date) -> None:
    assert last_of_month(day) == last
    assert next_month(day) == following


@pytest.mark.parametrize(
    ("n", "found"),
    [
        (-1, date(2026, 2, 1)),
        (0, date(2026, 1, 1)),
        (1, date(2025, 12, 1)),
        (11, date(2025, 2, 1)),
        (12, date(2025, 1, 1)),
        (13, date(2024, 12, 1)),
    ],
)
def test_months_are_counted_back_across_years(n: int, found: date) -> None:
    assert months_back(date(2026, 1, 31), n) == found


@given(DAYS)
def test_every_day_lies_within_its_month(day: date) -> None:
    assert first_of_month(day) <= day <= last_of_month(day) < next_month(day)
    assert first_of_month(next_month(day) - timedelta(days=1)) == first_of_month(day) == months_back(day, 0)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.running import Running

COUNTS = [("ishim", date(2026, 5, 1), 10), ("ishim", date(2026, 6, 1), -3), ("tyumen", date(2026, 6, 1), 5)]
MADE = Running.of(COUNTS)
BOTH = ("ishim", "tyumen")


@pytest.mark.parametrize(
    ("until", "since", "count"),
    [
        (date(2026, 4, 30), date.min, 0),
        (date(2026, 5, 1), date.min, 10),
        (date(2026, 5, 31), date.min, 10),
        (date(2026, 6, 1), date.min, 12),
        (date(2026, 6, 1), date(2026, 5, 1), 12),
        (date(2026, 6, 1), date(2026, 5, 2), 2),
        (date(2026, 6, 1), date(2026, 6, 1), 2),
        (date.max, date(2026, 6, 2), 0),
    ],
)
def test_both_days_of_a_period_count(until: date, since: date, count: int) -> None:
    assert MADE.count(BOTH, until, since) == count


def test_a_city_without_counts_has_none() -> None:
    assert MADE.count(["tobolsk"], date.max) == 0
    assert MADE.by_city(date(2026, 5, 1)) == {"ishim": 10, "tyumen": 0}
    assert Running.of([]).count(BOTH, date.max) == 0


def test_changes_of_several_cities_are_one_a_day() -> None:
    assert MADE.changes(BOTH) == [(date(2026, 5, 1), 10), (date(2026, 6, 1), 2)]
    assert MADE.changes(["tyumen", "tobolsk"]) == [(date(2026, 6, 1), 5)]


@given(st.dictionaries(st.dates(), st.integers(-9, 9)), st.tuples(st.dates(), st.dates()).map(sorted))
def test_any_period_is_the_sum_of_its_days(days: dict[date, int], period: list[date]) -> None:
    since, until = period
    made = Running.of(("ishim", day, count) for day, count in sorted(days.items()))
    assert made.count(["ishim"], until, since) == sum(count for day, count in days.items() if since <= day <= until)

"""Meetings column by column: what is picked of them, and what they add up to."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.meetings import Meetings

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
SOME = Meetings.of(
    [("1", "tyumen", LAST, 30), ("2", "ishim", FIRST, 60), ("1", "tyumen", FIRST, 15), ("1", "ishim", date(2025, 12, 31), 0)]
)


@pytest.mark.parametrize(("until", "number"), [(date(2026, 3, 30), 3), (LAST, 4), (date(2026, 4, 1), 4)])
def test_the_last_day_belongs_to_those_up_to_it(until: date, number: int) -> None:
    assert len(SOME.up_to(until).days) == number


def test_only_meetings_with_organisations_of_the_cities_are_picked() -> None:
    here = SOME.up_to(LAST, ["ishim", "tobolsk"])
    assert here.minutes.tolist() == [60, 0]
    assert not SOME.up_to(LAST, ["tobolsk"]).months()


def test_the_last_day_of_each_mentor_and_the_months_that_have_any() -> None:
    assert dict(zip(SOME.mentors, SOME.last(), strict=True)) == {"1": LAST.toordinal(), "2": FIRST.toordinal()}
    assert SOME.up_to(FIRST, ["tyumen"]).last() == [FIRST.toordinal(), 0]
    assert SOME.months() == (date(2025, 12, 1), FIRST)


@pytest.mark.parametrize(("start", "minutes"), [(0, [[15, 30], [60, 0]]), (1, [[0, 30], [0, 0]])])
def test_a_stretch_lasts_until_the_next_begins_and_nothing_before_the_first_counts(start: int, minutes: list[list[int]]) -> None:
    assert SOME.minutes_since([FIRST.toordinal() + start, LAST.toordinal()]) == minutes


def test_a_meeting_of_unknown_length_is_one_of_the_meetings() -> None:
    starts = [day.toordinal() for day in (date(2025, 12, 1), FIRST, LAST)]
    assert (SOME.number_since(starts), SOME.minutes_since(starts)) == ([[1, 1, 1], [0, 1, 0]], [[0, 15, 30], [0, 60, 0]])


def test_the_last_day_of_all() -> None:
    assert SOME.latest() == LAST


def test_none_at_all_are_no_trouble() -> None:
    none = Meetings.of([])
    assert (none.up_to(LAST, ["ishim"]).last(), none.months(), none.minutes_since([1, 2])) == ([], (), [])
    assert none.latest() is None

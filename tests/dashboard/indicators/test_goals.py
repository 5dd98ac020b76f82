"""A goal is behind by its pace and its time, never by its size alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.indicators.goals import Goal, Pace, met_said, pace, pace_said, shares_said, sum_said, time_left
from dashboard.running import Running
from data_loader.programme import Attention

ON = date(2026, 10, 31)
RULES = Attention()
HERE = ("ishim",)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def going(value: float, goal: float, *, left: int, gone: int, recent: float = 0, best: float = 0, **more: Any) -> Pace:
    """A goal with so many days left, begun so many days ago."""
    return Pace(Goal(goal, ON + timedelta(days=left)), value, ON, ON - timedelta(days=gone), recent, best, **more)


@pytest.mark.parametrize(
    ("found", "behind", "urgent"),
    [
        # half a year of pace in hand, and 327 days left
        (going(55, 149, left=327, gone=200, recent=60, best=30), False, False),
        # the last day with 119 of 149
        (going(119, 149, left=0, gone=300, recent=20, best=10), True, True),
        # as far as the time, though slow of late
        (going(60, 100, left=100, gone=100, recent=1, best=20), False, False),
        # less far than the time, but fast enough
        (going(40, 100, left=100, gone=100, recent=60, best=30), False, False),
        # less far and too slow: by less and by more than the programme's share of the pace
        (going(40, 100, left=100, gone=100, recent=53, best=30), True, False),
        (going(40, 100, left=100, gone=100, recent=32, best=30), True, True),
        # the first weeks say nothing, unless the day is near
        (going(0, 100, left=300, gone=6), False, False),
        (going(0, 100, left=300, gone=88), False, False),
        (going(0, 100, left=300, gone=89), True, True),
        (going(0, 100, left=60, gone=20), True, True),
        # met, or past its day
        (going(100, 100, left=10, gone=300), False, False),
        (going(99, 100, left=-1, gone=300), False, False),
    ],
)
def test_a_goal_is_behind_when_neither_its_time_nor_its_pace_will_do(found: Pace, behind: bool, urgent: bool) -> None:
    assert found.is_behind is behind
    assert found.is_urgent(RULES) is urgent


@pytest.mark.parametrize(("best", "out"), [(0, False), (0.1, True), (29.9, True), (30.1, False)])
def test_a_goal_is_out_of_reach_when_the_best_month_would_not_do(best: float, out: bool) -> None:
    found = going(40, 100, left=61, gone=300, recent=10, best=best)
    assert found.is_out_of_reach is out


@pytest.mark.parametrize(("left", "out"), [(89, True), (90, False), (275, False)])
def test_nobody_knows_what_is_out_of_reach_far_ahead(left: int, out: bool) -> None:
    assert going(0, 1000, left=left, gone=300, best=1).is_out_of_reach is out


@pytest.mark.parametrize(("left", "missed"), [(1, False), (0, False), (-1, True)])
def test_a_goal_is_missed_on_the_day_after_its_own(left: int, missed: bool) -> None:
    assert going(99, 100, left=left, gone=300).is_missed is missed
    assert not going(100, 100, left=left, gone=300).is_missed


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        (date(2026, 7, 2), "досрочно, в июле 2026 г."),
        (date(2026, 10, 21), "в октябре 2026 г."),
        (date(2026, 10, 22), "после срока, в октябре 2026 г."),
    ],
)
def test_a_goal_is_met_early_or_late(reached: date, said: str) -> None:
    found = Pace(Goal(100, date(2026, 10, 21)), 100, ON, date(2026, 1, 1), 0, 0, reached)
    assert plain(met_said(found)) == said


def test_the_pace_is_that_of_ninety_days_or_of_all_there_were() -> None:
    counts = Running.of([("ishim", date(2026, 6, 1), 10), ("ishim", date(2026, 8, 3), 4), ("ishim", date(2026, 10, 31), 2)])
    found = pace(counts, HERE, Goal(100, date(2026, 12, 31)), ON, date(2026, 6, 1))
    assert (found.value, found.recent, found.best, found.begun) == (16, 6, 10, date(2026, 6, 1))
    assert found.given == pytest.approx(6 / 90 * 30.4375)
    assert found.needed == pytest.approx(84 / 61 * 30.4375)
    assert found.share_of_time == pytest.approx(152 / 213)
    later = pace(counts, HERE, Goal(100, date(2026, 12, 31), start_on=date(2026, 10, 2)), ON, date(2026, 6, 1))
    assert (later.begun, later.recent) == (date(2026, 10, 2), 2)
    assert later.given == pytest.approx(2 / 30 * 30.4375)


def test_a_number_without_a_record_is_behind_where_the_programme_has_records() -> None:
    nothing, goal = Running.of([]), Goal(100, date(2026, 12, 31))
    assert pace(nothing, HERE, goal, ON, date(2026, 1, 1)).is_urgent(RULES)
    unknown = pace(nothing, HERE, goal, ON, None)
    assert (unknown.value, unknown.begun, unknown.share_of_time, unknown.is_behind) == (0, ON, 0.0, False)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (1, "До 1 ноября остался 1 день"),
        (2, "До 2 ноября осталось 2 дня"),
        (21, "До 21 ноября остался 21 день"),
        (101, "До 9 февраля 2027 г. остался 101 день"),
        (0, "Срок — сегодня"),
        (-304, "Срок прошёл 31 декабря 2025 г."),
    ],
)
def test_the_time_left_agrees_with_its_number(left: int, said: str) -> None:
    assert plain(time_left(going(80, 100, left=left, gone=400))) == said


def test_what_is_needed_stands_beside_what_was_given() -> None:
    found = going(11, 25, left=61, gone=300, recent=2)
    assert plain(pace_said(found)) == "нужно по 7 в месяц, последние 90 дней — по 0,7"
    assert plain(shares_said(found)) == "44 % цели за 83 % срока"
    near = going(11, 25, left=12, gone=40, recent=2)
    assert plain(pace_said(near)) == "нужно 14 за 12 дней, за последние 41 день было 2"
    assert plain(pace_said(going(119, 149, left=0, gone=300))) == "нужно 30 сегодня, за последние 90 дней было 0"


def test_a_sum_of_goals_says_that_it_is_one() -> None:
    assert sum_said(Goal(100, ON)) == sum_said(Goal(100, ON, cities=1)) == ""
    assert plain(sum_said(Goal(149, ON, cities=5))) == "Сумма целей пяти городов"
    assert plain(sum_said(Goal(149, ON, cities=2, overdue=60))) == "Сумма целей двух городов; из них с прошедшим сроком — 60"

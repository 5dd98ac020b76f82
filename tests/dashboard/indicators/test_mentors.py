"""The mentors' workload by day, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.indicators.mentors import (
    WEEKS,
    CityWithout,
    Workload,
    last_day,
    level,
    message,
    without_mentor,
    without_table,
    workload,
    workload_table,
)
from dashboard.meetings import Meetings
from dashboard.rows import KnownMentor, MentorCases
from data_loader.programme import load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
MONTH, DAY = date(2026, 3, 1), date(2026, 3, 31)


def known(*rows: tuple[str, float | None]) -> list[KnownMentor]:
    return [KnownMentor(key, f"Наставник {key}", declared) for key, declared in rows]


def meetings(*rows: tuple[str, str, int]) -> Meetings:
    """Of mentor, day and minutes."""
    return Meetings.of((mentor, "tyumen", date.fromisoformat(day), minutes) for mentor, day, minutes in rows)


def load(
    declared: float | None = 20, met: Sequence[tuple[str, str, int]] = (), day: date = DAY, cases: MentorCases | None = None
) -> Workload:
    found = {"1": cases} if cases else {}
    return workload(known(("1", declared)), found, meetings(*met).up_to(day), MONTH, day)


def test_cases_of_a_mentor_are_those_by_state_together() -> None:
    mentor = load(cases=MentorCases(late=1, waiting=2, in_touch=3)).mentors[0]
    assert (mentor.late, mentor.waiting, mentor.in_touch, mentor.cases) == (1, 2, 3, 6)
    assert load().mentors[0].cases == 0


def test_hours_of_the_month_stand_beside_the_mean_of_twelve() -> None:
    found = load(met=[("1", "2026-03-05", 90), ("1", "2026-02-05", 30), ("1", "2025-03-20", 600)])
    mentor = found.mentors[0]
    assert mentor.hours == 1.5 and mentor.mean == pytest.approx(2 / 12)
    assert found.months[-1] == (MONTH, 1.5) and found.months[0] == (date(2025, 4, 1), 0.0)


def test_unknown_capacity_is_never_nought() -> None:
    mentor = load(declared=None, met=[("1", "2026-03-05", 6000)]).mentors[0]
    assert mentor.declared is None and not mentor.is_over
    assert workload_table(load(declared=None)).rows[0][5] is None


def test_days_without_contact_are_counted_to_the_day_shown() -> None:
    assert load(met=[("1", "2026-03-01", 30)]).mentors[0].silent_days == 30
    assert load().mentors[0].silent_days is None


def test_weeks_end_with_the_week_of_the_day_shown() -> None:
    weeks = (
        load(met=[("1", "2026-04-01", 90), ("1", "2026-03-31", 60), ("1", "2026-03-29", 30), ("1", "2020-01-01", 30)])
        .mentors[0]
        .weeks
    )
    assert len(weeks) == WEEKS and weeks[-2:] == (0.5, 1.0) and sum(weeks) == 1.5


@pytest.mark.parametrize(
    ("hours", "step"), [(0, 0), (0.25, 1), (1, 1), (1.25, 2), (2, 2), (2.25, 3), (3, 3), (3.25, 4), (4, 4), (4.25, 5)]
)
def test_the_scale_of_weeks(hours: float, step: int) -> None:
    assert level(hours) == step


def test_the_last_day_of_a_month_is_not_after_today() -> None:
    assert last_day(date(2026, 2, 1), DAY) == date(2026, 2, 28)
    assert last_day(MONTH, date(2026, 3, 10)) == date(2026, 3, 10)


def test_the_most_urgent_comes_first_and_who_has_no_case_last() -> None:
    some = MentorCases(in_touch=1)
    found = workload(
        known(*((key, 10) for key in "012345")),
        {"1": some, "2": MentorCases(late=1), "4": some, "5": some},
        meetings(("4", "2026-01-01", 60), ("3", "2025-01-01", 60), ("1", "2026-03-01", 60)),
        MONTH,
        DAY,
    )
    assert [mentor.key for mentor in found.mentors] == ["2", "4", "1", "5", "0", "3"]


def test_a_meeting_of_unknown_length_is_a_contact() -> None:
    mentor = load(met=[("1", "2026-03-30", 0)]).mentors[0]
    assert (mentor.silent_days, mentor.hours) == (1, 0)


# --- the message


def test_overload_is_said_first() -> None:
    assert message(load(met=[("1", "2026-03-05", 52 * 60)]), SCHOOL).text == (
        "Перегрузка в\u00a0марте: Наставник\u00a01, 52\u00a0часа при\u00a020 заявленных"
    )


@pytest.mark.parametrize(("over", "others"), [(1, "заявленных"), (2, "; и ещё у одного"), (3, "; и ещё у двух")])
def test_others_over_their_hours_are_counted(over: int, others: str) -> None:
    met = [(str(key), "2026-03-05", 52 * 60) for key in range(over)]
    found = workload(known(*((str(key), 20 + key) for key in range(3))), {}, meetings(*met), MONTH, DAY)
    text = message(found, SCHOOL).text.replace("\u00a0", " ")
    assert text.startswith("Перегрузка в марте: Наставник 0, 52 часа при 20 заявленных") and text.endswith(others)


def test_fewer_meetings_are_said_of_a_finished_month_only() -> None:
    met = [("1", "2025-10-05", 20 * 60), ("1", "2026-03-05", 60)]
    assert message(load(met=met), SCHOOL).text.startswith(
        "По записям наставники почти перестали встречаться с организациями: в\u00a0октябре"
    )
    assert message(load(met=met), SCHOOL).text.endswith("в\u00a0марте — 1\u00a0час")
    assert message(load(met=met, day=DAY - timedelta(days=1)), SCHOOL).key != "fewer meetings"
    some = [("1", "2025-10-05", 20 * 60), ("1", "2026-03-05", 8 * 60)]
    assert "стало меньше" in message(load(met=some), SCHOOL).text


@pytest.mark.parametrize(
    ("late", "words"), [(1, "В единственном деле"), (2, "В каждом из\u00a02 дел"), (21, "В каждом из\u00a021 дела")]
)
def test_silent_cases_agree(late: int, words: str) -> None:
    found = load(met=[("1", "2026-03-05", 60)], cases=MentorCases(late=late))
    assert message(found, SCHOOL).text.startswith(words)


def test_part_of_the_cases_is_said_to_be_a_part() -> None:
    met, cases = meetings(("1", "2026-03-05", 60)), {"1": MentorCases(late=1, in_touch=2)}
    calm = workload(known(("1", 20)), cases, met, MONTH, DAY, here="в этом городе")
    assert (
        message(calm, SCHOOL).text.replace("\u00a0", " ") == "В марте у наставников в этом городе 1 час встреч и 3 открытых дела"
    )
    titles = [column.title for column in workload_table(calm).columns]
    assert "Открытых дел в этом городе" in titles and "Дней без контакта в этом городе" in titles


def test_nothing_recorded_is_said_in_words() -> None:
    met = [("1", "2026-01-05", 60)]
    none = load(met=met)
    assert message(none, SCHOOL).text.replace("\u00a0", " ") == "В марте у наставников ни одной встречи и ни одного дела"
    unknown = workload(known(("1", 20)), {}, meetings(*met), MONTH, DAY, cases_known=False)
    assert message(unknown, SCHOOL).text.replace("\u00a0", " ") == "В марте у наставников ни одной встречи"
    assert workload_table(unknown).rows[0][1:4] == (None, None, None)


def test_no_meeting_at_all_is_not_almost_none() -> None:
    text = message(load(met=[("1", "2025-10-05", 20 * 60)]), SCHOOL).text.replace("\u00a0", " ")
    assert text == "По записям в марте ни одной встречи; в октябре 2025 г. было 20 часов"


def test_a_calm_month_is_said_neutrally() -> None:
    calm = load(met=[("1", "2026-03-05", 60)], cases=MentorCases(in_touch=1))
    assert message(calm, SCHOOL).text == "В\u00a0марте у\u00a0наставников 1\u00a0час встреч и\u00a01\u00a0открытое дело"


def test_no_mentors_and_no_meetings_are_said_plainly() -> None:
    assert message(workload(known(), {}, meetings(), MONTH, DAY), SCHOOL).key == "nobody"
    assert message(load(), SCHOOL).key == "no meetings"


# --- thresholds of the message


@pytest.mark.parametrize(("minutes", "over"), [(1199, False), (1200, False), (1201, True)])
def test_more_than_what_was_declared_is_an_overload(minutes: int, over: bool) -> None:
    found = load(declared=20, met=[("1", "2026-03-05", minutes)])
    assert (found.mentors[0].is_over, message(found, SCHOOL).key == "overload") == (over, over)


@pytest.mark.parametrize(("before", "compared"), [(299, False), (300, True), (301, True)])
def test_a_month_is_compared_with_one_of_five_hours_or_more(before: int, compared: bool) -> None:
    found = load(met=[("1", "2025-10-05", before), ("1", "2026-03-05", 60)])
    assert (message(found, SCHOOL).key == "fewer meetings") == compared


@pytest.mark.parametrize(("now", "words"), [(119, "почти перестали"), (120, "почти перестали"), (121, "стало меньше")])
def test_a_tenth_of_the_hours_is_almost_nothing(now: int, words: str) -> None:
    assert words in message(load(met=[("1", "2025-10-05", 1200), ("1", "2026-03-05", now)]), SCHOOL).text


@pytest.mark.parametrize(("now", "said"), [(599, True), (600, True), (601, False)])
def test_half_of_the_hours_is_much_less(now: int, said: bool) -> None:
    found = load(met=[("1", "2025-10-05", 1200), ("1", "2026-03-05", now)])
    assert (message(found, SCHOOL).key == "fewer meetings") == said


@pytest.mark.parametrize(("late", "said"), [(1, False), (2, True), (3, True)])
def test_silence_in_half_of_the_cases_is_said_whoever_waits_for_an_authority(late: int, said: bool) -> None:
    found = load(met=[("1", "2026-03-05", 60)], cases=MentorCases(late=late, waiting=9, in_touch=4 - late))
    assert (message(found, SCHOOL).key == "silent") == said


# --- organisations without a mentor


def test_cities_without_mentors_sum_to_the_total() -> None:
    cities = [("tyumen", "Тюмень"), ("ishim", "Ишим")]
    found = without_mentor({"tyumen": 2, "ishim": 1}, {"tyumen": 1, "ishim": 1}, {"tyumen": 9}, cities)
    assert found == (CityWithout("Тюмень", 2, 1, 9), CityWithout("Ишим", 1, 1, 0))
    assert without_table(found, SCHOOL).rows[-1] == ("Вместе", 3, 2, 9)
    assert len(without_table(found[:1], SCHOOL).rows) == 1


def test_an_overload_is_drawn_over_its_declaration_but_not_without_bound() -> None:
    assert load(declared=10, met=[("1", "2026-03-05", 12 * 60)]).scale == 12
    assert load(declared=10, met=[("1", "2026-03-05", 240 * 60)]).scale == 20
    assert load(declared=None, met=[("1", "2026-03-05", 6 * 60)]).scale == 6
    assert load(declared=0).scale == 1

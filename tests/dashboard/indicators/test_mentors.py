"""The mentors' workload by day, and what stands beside its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dashboard.components.markup import cell_text
from dashboard.indicators.mentors import (
    WEEKS,
    CityWithout,
    Scale,
    Workload,
    last_day,
    states_said,
    without_mentor,
    without_said,
    without_table,
    workload,
    workload_table,
)
from dashboard.indicators.mentors.weeks import scale_of
from dashboard.indicators.waiting import Term
from dashboard.meetings import Meetings
from dashboard.rows import KnownMentor, MentorCases
from data_loader.programme import load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
MONTH, DAY, BEGAN = date(2026, 3, 1), date(2026, 3, 31), date(2024, 1, 1)
TERM = Term(30)


def known(*rows: tuple[str, float | None]) -> list[KnownMentor]:
    return [KnownMentor(key, f"Наставник {key}", declared) for key, declared in rows]


def meetings(*rows: tuple[str, str, int]) -> Meetings:
    """Of mentor, day and minutes."""
    return Meetings.of((mentor, "tyumen", date.fromisoformat(day), minutes) for mentor, day, minutes in rows)


def load(
    declared: float | None = 20,
    met: Sequence[tuple[str, str, int]] = (),
    day: date = DAY,
    cases: MentorCases | None = None,
    began: date | None = BEGAN,
) -> Workload:
    found = {"1": cases} if cases else {}
    return workload(known(("1", declared)), found, meetings(*met).up_to(day), day, began=began, few=5)


def test_cases_of_all_mentors_are_those_of_each_together() -> None:
    some = MentorCases(late=1, waiting=2, in_touch=3)
    found = workload(known(("1", 5), ("2", 5), ("3", 5)), {"1": some, "3": some}, meetings(), DAY, began=None, few=5)
    assert found.cases == some + some and [mentor.cases.open for mentor in found.mentors] == [6, 6, 0]


def test_hours_of_the_month_stand_beside_the_mean_of_twelve() -> None:
    found = load(met=[("1", "2026-03-05", 90), ("1", "2026-02-05", 30), ("1", "2025-03-20", 600)])
    mentor = found.mentors[0]
    assert (mentor.hours, mentor.mean, found.averaged) == (1.5, 2 / 12, 12)
    assert [month.start for month in found.months[:2]] == [date(2025, 3, 1), date(2025, 4, 1)]
    assert [(month.hours, month.meetings) for month in found.months[-2:]] == [(0.5, 1), (1.5, 1)]


@pytest.mark.parametrize(
    ("began", "averaged", "mean"),
    [
        (date(2024, 12, 1), 12, 2.0),
        (date(2025, 4, 30), 12, 2.0),
        (date(2025, 5, 1), 11, 24 / 11),
        (date(2025, 11, 30), 5, 4.8),
        (date(2025, 12, 1), 4, None),
        (date(2026, 3, 31), 1, None),
    ],
)
def test_a_mean_is_of_the_months_since_the_programme_began_and_of_few_there_is_none(
    began: date, averaged: int, mean: float | None
) -> None:
    found = load(met=[("1", "2026-03-31", 24 * 60)], began=began)
    assert (found.averaged, found.mentors[0].mean) == (averaged, mean)
    twin = workload_table(found, TERM)
    columns = {column.title: cell for column, cell in zip(twin.columns, twin.rows[0], strict=True)}
    assert columns["Среднее: за сколько месяцев"] == averaged
    assert columns["В среднем часов за месяц"] == (mean or "мало данных")


@pytest.mark.parametrize(
    ("day", "averaged", "mean"), [(date(2026, 3, 31), 12, 3.0), (date(2026, 3, 30), 12, 2.0), (date(2026, 3, 1), 12, 2.0)]
)
def test_an_unfinished_month_is_left_out_of_the_mean(day: date, averaged: int, mean: float) -> None:
    found = load(met=[("1", "2026-03-01", 24 * 60), ("1", "2026-02-05", 12 * 60), ("1", "2025-03-05", 12 * 60)], day=day)
    assert (found.averaged, found.mentors[0].mean) == (averaged, mean)
    assert any("месяц не\u00a0окончен" in column.title for column in workload_table(found, TERM).columns) is (day < DAY)


def test_who_met_nobody_has_a_mean_of_nought_where_others_have_one() -> None:
    assert load(met=[]).mentors[0].mean == 0


@pytest.mark.parametrize(("minutes", "shown"), [(51 * 60, "4,3"), (50 * 60, "4,2")])
def test_a_mean_is_rounded_in_the_twin_as_on_the_page(minutes: int, shown: str) -> None:
    """51 hours in 12 months are 4.25, which people round to 4.3."""
    (row,) = workload_table(load(met=[("1", "2026-03-05", minutes)]), TERM).rows
    assert shown in [cell_text(cell) for cell in row]


def test_unknown_capacity_is_never_nought() -> None:
    mentor = load(declared=None, met=[("1", "2026-03-05", 6000)]).mentors[0]
    assert mentor.declared is None and not mentor.is_over
    assert workload_table(load(declared=None), TERM).rows[0][8] is None


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
    ("hours", "step"),
    [(0, 0), (0.25, 1), (1, 1), (1.25, 2), (2, 2), (2.25, 3), (4, 3), (4.25, 4), (8, 4), (8.25, 5), (40, 5)],
)
def test_the_scale_of_weeks_tells_four_hours_from_eight_and_from_more(hours: float, step: int) -> None:
    assert Scale().level(hours) == step


@pytest.mark.parametrize(
    ("weeks", "bounds"),
    [
        ([], (1, 2, 4, 8)),
        ([0.0] * 90 + [9.0] + [1.0] * 9, (1, 2, 4, 8)),
        ([9.0] * 2 + [1.0] * 9, (2, 4, 8, 16)),
        ([40.0] * 10, (5, 10, 20, 40)),
        ([41.0] * 10, (10, 20, 40, 80)),
    ],
)
def test_the_scale_grows_where_more_than_a_tenth_of_the_weeks_go_beyond_it(weeks: list[float], bounds: tuple[int, ...]) -> None:
    assert scale_of(weeks).bounds == bounds


def test_the_last_day_of_a_month_is_not_after_today() -> None:
    assert last_day(date(2026, 2, 1), DAY) == date(2026, 2, 28)
    assert last_day(MONTH, date(2026, 3, 10)) == date(2026, 3, 10)


def test_the_most_urgent_comes_first_and_who_has_no_case_last() -> None:
    some = MentorCases(in_touch=1)
    found = workload(
        known(*((key, 10) for key in "012345")),
        {"0": MentorCases(late=1), "1": some, "2": MentorCases(late=1), "4": some, "5": some},
        meetings(("4", "2026-01-01", 60), ("3", "2025-01-01", 60), ("1", "2026-03-01", 60), ("0", "2026-01-01", 60)),
        DAY,
        began=None,
        few=5,
    )
    assert [mentor.key for mentor in found.mentors] == ["2", "0", "4", "1", "5", "3"]


def test_a_meeting_of_unknown_length_is_a_contact() -> None:
    mentor = load(met=[("1", "2026-03-30", 0)]).mentors[0]
    assert (mentor.silent_days, mentor.hours) == (1, 0)


# --- cases in words


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        (MentorCases(), ""),
        (MentorCases(late=2), "встреч не было больше 30 дней — 2"),
        (
            MentorCases(late=1, unmet=1, unmet_since=date(2026, 2, 19)),
            "встреч не было больше 30 дней — 1, из них ни одной встречи — 1 (дело открыто 40 дней назад)",
        ),
        (
            MentorCases(late=3, unmet=2, unmet_since=date(2026, 2, 28)),
            "встреч не было больше 30 дней — 3, из них ни одной встречи — 2 (самое давнее открыто 31 день назад)",
        ),
        (
            MentorCases(waiting=1, in_touch=2, new=3),
            "очередь за органом — 1; новое дело, встреч ещё не было — 3; был контакт — 2",
        ),
    ],
)
def test_a_case_that_never_had_a_meeting_is_not_said_to_have_grown_silent(cases: MentorCases, said: str) -> None:
    assert states_said(cases, DAY, TERM).replace("\u00a0", " ") == said


def test_the_states_of_a_row_add_up_to_its_cases() -> None:
    cases = MentorCases(late=1, waiting=2, in_touch=3, new=4)
    (row,) = workload_table(load(cases=cases), TERM).rows
    assert row[1] == sum(row[2:6]) == 10  # type: ignore[arg-type]


# --- organisations without a mentor


def test_cities_without_mentors_sum_to_the_total() -> None:
    cities = [("tyumen", "Тюмень"), ("ishim", "Ишим")]
    found = without_mentor({"tyumen": 2, "ishim": 1}, {"tyumen": 1, "ishim": 1}, {"tyumen": 9}, cities)
    assert found == (CityWithout("Тюмень", 2, 1, 9), CityWithout("Ишим", 1, 1, 0))
    assert without_table(found, SCHOOL).rows[-1] == ("Вместе", 3, 2, 9)
    assert len(without_table(found[:1], SCHOOL).rows) == 1


@pytest.mark.parametrize(
    ("without", "whole", "said"),
    [
        (0, 1, "организаций без наставника нет"),
        (0, 8, "без наставника ни одна из 8 организаций"),
        (1, 1, "без наставника и не в реестре единственная организация"),
        (2, 2, "без наставника и не в реестре обе организации"),
        (1, 21, "без наставника и не в реестре 1 из 21 организации"),
        (24, 60, "без наставника и не в реестре 24 из 60 организаций"),
        (60, 60, "без наставника и не в реестре все 60 организаций"),
    ],
)
def test_organisations_without_a_mentor_are_said_of_all(without: int, whole: int, said: str) -> None:
    assert without_said([CityWithout("Тюмень", without, 0, whole)]).replace("\u00a0", " ") == said


def test_an_overload_is_drawn_over_its_declaration_but_not_without_bound() -> None:
    assert load(declared=10, met=[("1", "2026-03-05", 12 * 60)]).scale == 12
    assert load(declared=10, met=[("1", "2026-03-05", 240 * 60)]).scale == 20
    assert load(declared=None, met=[("1", "2026-03-05", 6 * 60)]).scale == 6
    assert load(declared=0).scale == 1

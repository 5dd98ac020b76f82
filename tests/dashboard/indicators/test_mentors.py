"""The mentors' workload by day, and the sentence that says it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
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
from data_loader.programme import load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
MONTH, DAY = date(2026, 3, 1), date(2026, 3, 31)


def known(*rows: tuple[str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        [(key, f"Наставник {key}", declared) for key, declared in rows], columns=["mentor", "name", "declared"]
    ).astype({"declared": "float64"})


def cases(*rows: tuple[str, date, bool]) -> pd.DataFrame:
    found = [(mentor, f"О-{n}", "tyumen", last, authority) for n, (mentor, last, authority) in enumerate(rows)]
    return pd.DataFrame(found, columns=["mentor", "organisation", "city", "last", "authority"])


def minutes(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["item", "day", "count"]).astype({"day": "datetime64[s]"})


def load(declared: float | None = 20, met: Any = (), open_: Any = (), day: date = DAY) -> Workload:
    return workload(known(("1", declared)), cases(*open_), minutes(*met), MONTH, day, SCHOOL)


def test_cases_are_told_apart_by_who_has_to_move_and_how_long_nobody_called() -> None:
    found = load(open_=[("1", date(2026, 1, 1), False), ("1", date(2025, 1, 1), True), ("1", date(2026, 3, 1), False)])
    mentor = found.mentors[0]
    assert (mentor.late, mentor.waiting, mentor.in_touch, mentor.cases) == (1, 1, 1, 3)


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
    weeks = load(met=[("1", "2026-03-31", 60), ("1", "2026-03-29", 30), ("1", "2020-01-01", 30)]).mentors[0].weeks
    assert len(weeks) == WEEKS and weeks[-2:] == (0.5, 1.0) and sum(weeks) == 1.5


@pytest.mark.parametrize(("hours", "step"), [(0, 0), (0.25, 1), (1, 1), (1.5, 2), (4, 4), (4.5, 5)])
def test_the_scale_of_weeks(hours: float, step: int) -> None:
    assert level(hours) == step


def test_the_last_day_of_a_month_is_not_after_today() -> None:
    assert last_day(date(2026, 2, 1), DAY) == date(2026, 2, 28)
    assert last_day(MONTH, date(2026, 3, 10)) == date(2026, 3, 10)


def test_the_most_urgent_comes_first_and_who_has_no_case_last() -> None:
    found = workload(
        known(("1", 10), ("2", 10), ("3", 10)),
        cases(("2", date(2026, 1, 1), False), ("1", DAY, False)),
        minutes(),
        MONTH,
        DAY,
        SCHOOL,
    )
    assert [mentor.key for mentor in found.mentors] == ["2", "1", "3"]


# --- the message


def test_overload_is_said_first() -> None:
    assert message(load(met=[("1", "2026-03-05", 52 * 60)]), SCHOOL).text == (
        "Перегрузка в\u00a0марте: Наставник\u00a01, 52\u00a0часа при\u00a020 заявленных"
    )


def test_others_over_their_hours_are_counted() -> None:
    met = [(key, "2026-03-05", 52 * 60) for key in ("1", "2", "3")]
    over = workload(known(("1", 20), ("2", 30), ("3", 30)), cases(), minutes(*met), MONTH, DAY, SCHOOL)
    assert message(over, SCHOOL).text.replace("\u00a0", " ").endswith("52 часа при 20 заявленных; и ещё у двух")


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
    found = load(met=[("1", "2026-03-05", 60)], open_=[("1", date(2025, 1, 1), False)] * late)
    assert message(found, SCHOOL).text.startswith(words)


def test_part_of_the_cases_is_said_to_be_a_part() -> None:
    open_ = [("1", date(2026, 1, 1), False), ("1", DAY, False), ("1", DAY, False)]
    calm = workload(known(("1", 20)), cases(*open_), minutes(("1", "2026-03-05", 60)), MONTH, DAY, SCHOOL, here="в этом городе")
    assert (
        message(calm, SCHOOL).text.replace("\u00a0", " ") == "В марте у наставников в этом городе 1 час встреч и 3 открытых дела"
    )
    titles = [column.title for column in workload_table(calm).columns]
    assert "Открытых дел в этом городе" in titles and "Дней без контакта в этом городе" in titles


def test_nothing_recorded_is_said_in_words() -> None:
    met = [("1", "2026-01-05", 60)]
    none = load(met=met)
    assert message(none, SCHOOL).text.replace("\u00a0", " ") == "В марте у наставников ни одной встречи и ни одного дела"
    unknown = workload(known(("1", 20)), cases(), minutes(*met), MONTH, DAY, SCHOOL, cases_known=False)
    assert message(unknown, SCHOOL).text.replace("\u00a0", " ") == "В марте у наставников ни одной встречи"
    assert workload_table(unknown).rows[0][1:4] == (None, None, None)


def test_no_meeting_at_all_is_not_almost_none() -> None:
    text = message(load(met=[("1", "2025-10-05", 20 * 60)]), SCHOOL).text.replace("\u00a0", " ")
    assert text == "По записям в марте ни одной встречи; в октябре 2025 г. было 20 часов"


def test_a_calm_month_is_said_neutrally() -> None:
    calm = load(met=[("1", "2026-03-05", 60)], open_=[("1", date(2026, 3, 5), False)])
    assert message(calm, SCHOOL).text == "В\u00a0марте у\u00a0наставников 1\u00a0час встреч и\u00a01\u00a0открытое дело"


def test_no_mentors_and_no_meetings_are_said_plainly() -> None:
    assert message(workload(known(), cases(), minutes(), MONTH, DAY, SCHOOL), SCHOOL).key == "nobody"
    assert message(load(), SCHOOL).key == "no meetings"


# --- organisations without a mentor


def test_cities_without_mentors_sum_to_the_total() -> None:
    listed = pd.DataFrame({"city": ["tyumen", "tyumen", "ishim"], "learning": [2, 0, 1]})
    found = without_mentor({"tyumen": 2, "ishim": 1}, listed, {"tyumen": 9}, [("tyumen", "Тюмень"), ("ishim", "Ишим")])
    assert found == (CityWithout("Тюмень", 2, 1, 9), CityWithout("Ишим", 1, 1, 0))
    assert without_table(found, SCHOOL).rows[-1] == ("Вместе", 3, 2, 9)
    assert len(without_table(found[:1], SCHOOL).rows) == 1


def test_an_overload_is_drawn_over_its_declaration_but_not_without_bound() -> None:
    assert load(declared=10, met=[("1", "2026-03-05", 12 * 60)]).scale == 12
    assert load(declared=10, met=[("1", "2026-03-05", 240 * 60)]).scale == 20
    assert load(declared=None, met=[("1", "2026-03-05", 6 * 60)]).scale == 6
    assert load(declared=0).scale == 1

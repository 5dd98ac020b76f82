"""A cohort is young until the maturity time after the median first day of its participants."""

from __future__ import annotations

from datetime import date
from statistics import median

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.indicators.cohorts import about_young, lately, named, young_cohorts
from dashboard.indicators.medians import weighted_median
from data_loader.programme import Programme


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5)), min_size=1, max_size=20))
def test_a_weighted_median_is_the_median_of_everybody(groups: list[tuple[int, int]]) -> None:
    assert weighted_median(groups) == median(day for day, n in groups for _ in range(n))


@pytest.mark.parametrize(("day", "young"), [(date(2026, 6, 29), True), (date(2026, 6, 30), False), (date(2026, 7, 1), False)])
def test_a_cohort_grows_up_on_the_day(day: date, young: bool, programme: Programme) -> None:
    first = pd.DataFrame(
        {"cohort": ["a"] * 3, "day": pd.to_datetime(["2025-12-01", "2026-01-01", "2026-05-01"]), "count": [1, 5, 2]}
    )
    assert bool(young_cohorts(first, programme, day)) is young


def test_cohorts_are_named_in_order() -> None:
    assert named(["2026-1"]) == "поток\u00a02026-1"
    assert named(["2026-1", "2025-2", ""]) == "потоки\u00a0без названия, 2025-2 и\u00a02026-1"


@pytest.mark.parametrize(
    ("young", "text"),
    [
        ([], ""),
        (["2026-2"], "Сюда не вошёл поток 2026-2: он начался меньше 180 дней назад, судить рано."),
        (["2026-1", "2026-2"], "Сюда не вошли потоки 2026-1 и 2026-2: они начались меньше 180 дней назад, судить рано."),
        (["a", "b", "c", "d"], "Сюда не вошли 4 потока: они начались меньше 180 дней назад, судить рано."),
        ([str(n) for n in range(21)], "Сюда не вошёл 21 поток: они начались меньше 180 дней назад, судить рано."),
    ],
)
def test_the_message_says_which_cohorts_it_leaves_out(young: list[str], text: str, programme: Programme) -> None:
    assert about_young(young, lately(programme, None), alone=False).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("young", "text"),
    [
        (["2026-2"], "Поток 2026-2 начался меньше 180 дней назад."),
        (["2026-1", "2026-2"], "Потоки 2026-1 и 2026-2 начались меньше 180 дней назад."),
    ],
)
def test_where_all_cohorts_are_young_the_lead_says_so(young: list[str], text: str, programme: Programme) -> None:
    assert about_young(young, lately(programme, None), alone=True).replace("\u00a0", " ") == text


def test_of_a_past_day_no_cohort_began_some_days_ago(programme: Programme) -> None:
    assert lately(programme, None).replace("\u00a0", " ") == "меньше 180 дней назад"
    assert lately(programme, date(2026, 5, 31)).replace("\u00a0", " ") == "меньше чем за 180 дней до 31 мая 2026 г."

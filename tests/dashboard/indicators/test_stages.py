"""Completion, medians, standing: right at every size of group, and never claiming more than the numbers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.indicators.definition import Share
from dashboard.indicators.stages import (
    Completion,
    city_matrix,
    last_everywhere,
    matrix,
    matrix_table,
    medians,
    medians_table,
    message,
    skipped_table,
    standing,
    standing_enrolled,
    standing_table,
    weighted_median,
    young_cohorts,
)
from data_loader.programme import load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
PARTS = [part.key for part in SCHOOL.parts]
TODAY = date(2026, 3, 31)
TWO = [("tyumen", "Тюмень"), ("ishim", "Ишим")]
KEYS = [key for key, _ in TWO]
PAIR = SCHOOL.model_copy(update={"cities": tuple(SCHOOL.city(key) for key in KEYS)})
"""The same programme with two cities."""


def counted(city: str, enrolled: int, *parts: int) -> dict[tuple[str, str], int]:
    return {(city, "enrolled"): enrolled, **{(city, part): n for part, n in zip(PARTS, parts, strict=False)}}


def test_a_cell_is_who_has_the_part_on_record_of_all_enrolled() -> None:
    both = counted("tyumen", 20, 18, 16) | counted("ishim", 10, 10, 5)
    found = matrix(both, both, TWO, SCHOOL)
    assert found.lines[0].cells[0].share == Share(18, 20)
    assert found.total.cells[1].share == Share(21, 30)


def test_far_below_all_cities_is_marked_but_not_in_a_small_group() -> None:
    both = counted("tyumen", 20, 10) | counted("ishim", 40, 40)
    assert [line.cells[0].lags for line in city_matrix(both, both, KEYS, SCHOOL).lines] == [True, False]
    small = counted("tyumen", 9, 1) | counted("ishim", 40, 40)
    assert not city_matrix(small, small, KEYS, SCHOOL).lines[0].cells[0].lags
    assert not any(line.cells[0].lags for line in matrix(both, both, TWO, SCHOOL).lines)


def test_one_city_is_measured_against_all_and_not_against_itself() -> None:
    both = counted("tyumen", 20, 10) | counted("ishim", 40, 40)
    alone = city_matrix(both, both, ["tyumen"], SCHOOL)
    assert alone.lines[0].cells[0].lags
    assert alone.total.cells[0].share == Share(10, 20)
    assert [(line.name, line.cells[0].share.denominator) for line in alone.sums] == [("Все города", 60)]
    some = city_matrix(both, both, KEYS, SCHOOL)
    assert [line.name for line in some.sums] == ["Вместе", "Все города"]
    every = city_matrix(both, both, KEYS, PAIR)
    assert [line.name for line in every.sums] == ["Все города"]


def test_skipped_is_entered_without_a_record() -> None:
    entered, reached = counted("tyumen", 20, 18, 16), counted("tyumen", 20, 15, 16)
    found = matrix(entered, reached, TWO[:1], SCHOOL)
    assert [cell.skipped for cell in found.lines[0].cells] == [3, 0, 0, 0, 0]
    assert skipped_table(found).rows[0] == ("Теория", 3, 3)


@pytest.mark.parametrize(("part", "level"), [(0, 0), (34, 0), (35, 1), (50, 2), (65, 3), (80, 4), (94, 4), (95, 5), (100, 5)])
def test_the_scale_has_six_steps(part: int, level: int) -> None:
    assert Completion(Share(part, 100), 0).level == level


def test_the_table_sums_to_all_cities() -> None:
    both = counted("tyumen", 20, 18) | counted("ishim", 10, 10)
    found = city_matrix(both, both, KEYS, PAIR, standing={"tyumen": 2, "ishim": 1})
    *rows, total = matrix_table(found, "Город").rows
    assert total[1:4] == (30, Share(28, 30), Share(0, 30)) and total[-2] == 3
    assert [row[1] for row in rows] == [20, 10]


# --- medians


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 9)), min_size=1, max_size=12))
def test_a_weighted_median_is_the_median_of_everybody(groups: list[tuple[int, int]]) -> None:
    assert weighted_median(groups) == median(day for day, n in groups for _ in range(n))


def test_medians_are_of_those_who_came() -> None:
    lags = pd.DataFrame(
        [("tyumen", "theory", 10, 1), ("tyumen", "theory", 20, 2), ("ishim", "theory", 40, 1)],
        columns=["city", "item", "lag_days", "count"],
    )
    found = medians(lags, TWO, SCHOOL)
    assert found.rows[0][1][:2] == (20.0, None)
    assert found.rows[2] == ("Ишим", (40.0, None, None, None, None))
    assert medians_table(found).rows[0][:3] == ("Все города", 20.0, None)


def test_a_cohort_is_young_until_the_maturity_after_its_median_first_day() -> None:
    days = pd.DataFrame(
        {"cohort": ["old", "new", "new"], "day": pd.to_datetime(["2025-10-01", "2025-10-05", "2026-03-01"]), "count": [3, 1, 2]}
    )
    assert young_cohorts(days, SCHOOL, date(2026, 3, 30)) == {"new"}
    edge = pd.DataFrame({"cohort": ["edge"], "day": pd.to_datetime(["2025-10-01"]), "count": [1]})
    assert young_cohorts(edge, SCHOOL, date(2026, 3, 29)) == {"edge"}
    assert young_cohorts(edge, SCHOOL, date(2026, 3, 30)) == frozenset()


# --- standing


def test_who_stands_is_counted_by_step_but_not_at_the_last() -> None:
    rows = [("tyumen", "applied", "2026-01-01", 2), ("tyumen", "theory", "2026-02-28", 1), ("ishim", "theory", "2026-03-02", 5),
            ("ishim", "support", "2025-01-01", 9)]  # fmt: skip
    waiting = pd.DataFrame(rows, columns=["city", "item", "day", "count"]).astype({"day": "datetime64[s]"})
    found = standing(waiting, TWO, SCHOOL, TODAY)
    assert found.total == 3
    assert standing_enrolled(found, SCHOOL) == {"tyumen": 1, "ishim": 0}
    assert standing_table(found, SCHOOL).rows[-1] == ("Вместе", 2, 0, 0, 1, 0, 0, 0, 3)


# --- the message


@pytest.mark.parametrize(
    ("theory", "support", "text"),
    [
        (108, 48, "Теорию прошли девять из десяти зачисленных, до сопровождения дошли четверо из десяти"),
        (101, 21, "Теорию прошёл 101 из\u00a0120 зачисленных, до сопровождения дошёл 21 из\u00a0120"),
        (1, 0, "Теорию прошёл 1 из\u00a0120 зачисленных, до сопровождения не дошёл никто"),
    ],
)
def test_the_message_says_the_first_and_the_last_part(theory: int, support: int, text: str) -> None:
    both = counted("tyumen", 120, theory, 50, 50, 50, support)
    assert message(matrix(both, both, TWO[:1], SCHOOL), SCHOOL).text == text


@pytest.mark.parametrize(
    ("enrolled", "theory", "support", "text"),
    [
        (12, 12, 12, "Теорию прошли все 12 зачисленных, до сопровождения дошли все 12"),
        (1, 1, 1, "Теорию прошёл единственный зачисленный, до сопровождения дошёл"),
        (1, 0, 1, "Теорию единственный зачисленный не прошёл, до сопровождения дошёл"),
        (100, 90, 33, "Теорию прошли 90 из 100 зачисленных, до сопровождения дошли 33 из 100"),
        (1, 1, 0, "Теорию прошёл единственный зачисленный, до сопровождения не дошёл никто"),
        (9, 0, 0, "Теорию не прошёл никто из 9 зачисленных, до сопровождения не дошёл никто"),
    ],
)
def test_all_and_nobody_are_said_in_words(enrolled: int, theory: int, support: int, text: str) -> None:
    both = counted("tyumen", enrolled, theory, theory, theory, theory, support)
    assert message(matrix(both, both, TWO[:1], SCHOOL), SCHOOL).text.replace("\u00a0", " ") == text


def test_nobody_enrolled_is_said_plainly() -> None:
    assert message(matrix({}, {}, TWO, SCHOOL), SCHOOL).key == "nobody"


def test_the_last_city_is_named_only_when_it_is_last_everywhere() -> None:
    both = counted("tyumen", 20, 9, 8, 7, 6, 5) | counted("ishim", 20, 19, 18, 17, 16, 15)
    assert last_everywhere(matrix(both, both, TWO, PAIR), PAIR) == "Тюмень — на последнем месте во всех пяти частях."
    some = last_everywhere(matrix(both, both, TWO, SCHOOL), SCHOOL)
    assert some == "Тюмень — на последнем месте во всех пяти частях среди выбранных городов."
    mixed = counted("tyumen", 20, 9, 8, 7, 6, 16) | counted("ishim", 20, 19, 18, 17, 16, 15)
    assert last_everywhere(matrix(mixed, mixed, TWO, SCHOOL), SCHOOL) == ""
    tied = counted("tyumen", 20, 9, 8, 7, 6, 5) | counted("ishim", 20, 9, 18, 17, 16, 15)
    assert last_everywhere(matrix(tied, tied, TWO, SCHOOL), SCHOOL) == ""


# --- every threshold at its value


@pytest.mark.parametrize(("enrolled", "marked"), [(9, False), (10, True), (11, True)])
def test_a_city_is_marked_from_ten_enrolled_on(enrolled: int, marked: bool) -> None:
    both = counted("tyumen", enrolled, 0) | counted("ishim", 100, 100)
    assert city_matrix(both, both, KEYS, PAIR).lines[0].cells[0].lags is marked


@pytest.mark.parametrize(("have", "marked"), [(39, True), (40, False), (41, False)])
def test_ten_points_below_all_cities_are_not_yet_far(have: int, marked: bool) -> None:
    """Of 100 and 100 enrolled, 40 and 60 have the part: all cities 50 %, so 40 % is exactly ten points below."""
    both = counted("tyumen", 100, have) | counted("ishim", 100, 100 - have)
    assert city_matrix(both, both, KEYS, PAIR).lines[0].cells[0].lags is marked


@pytest.mark.parametrize(("days", "stands"), [(29, 0), (30, 0), (31, 1)])
def test_one_stands_after_more_than_thirty_days(days: int, stands: int) -> None:
    waiting = pd.DataFrame([("tyumen", "theory", TODAY - timedelta(days=days), 1)], columns=["city", "item", "day", "count"])
    found = standing(waiting.astype({"day": "datetime64[s]"}), TWO, SCHOOL, TODAY)
    assert found.total == stands


@pytest.mark.parametrize(
    ("people", "tenths"), [(29, False), (30, True)]
)  # nine of ten enrolled: said in tenths only where there are enough of them
def test_tenths_are_said_from_thirty_people_on(people: int, tenths: bool) -> None:
    counts = counted("tyumen", people, round(people * 0.9), 0, 0, 0, round(people * 0.4))
    assert ("из десяти" in message(city_matrix(counts, counts, ["tyumen"], SCHOOL), SCHOOL).text) is tenths


@pytest.mark.parametrize(("first", "named"), [(88, False), (89, True), (91, True), (92, False)])
def test_tenths_are_said_within_a_point(first: int, named: bool) -> None:
    counts = counted("tyumen", 100, first, 0, 0, 0, 40)
    assert ("девять из десяти" in message(city_matrix(counts, counts, ["tyumen"], SCHOOL), SCHOOL).text) is named


@pytest.mark.parametrize(("enrolled", "judged"), [(9, ""), (10, "Тюмень")])
def test_a_place_is_last_only_among_cities_of_ten_and_more(enrolled: int, judged: str) -> None:
    entered = {**counted("tyumen", enrolled, 1, 1, 1, 1, 1), **counted("ishim", 40, 40, 40, 40, 40, 40)}
    assert last_everywhere(city_matrix(entered, entered, KEYS, PAIR), PAIR).partition(" ")[0] == judged

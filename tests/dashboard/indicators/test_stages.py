"""Completion, medians, standing: right at every size of group, and never claiming more than the numbers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.indicators.definition import Share
from dashboard.indicators.stages import (
    Completion,
    Median,
    city_matrix,
    matrix,
    matrix_table,
    medians,
    medians_table,
    message,
    skipped_table,
    standing,
    standing_enrolled,
    standing_table,
)
from dashboard.indicators.waiting import Wait
from data_loader.programme import load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
PARTS = [part.key for part in SCHOOL.parts]
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


def test_marks_are_those_of_the_comparison_and_never_of_the_sums() -> None:
    both = counted("tyumen", 20, 10) | counted("ishim", 40, 40)
    found = city_matrix(both, both, KEYS, SCHOOL, behind={("tyumen", "practice")}, many_standing={"ishim"})
    assert [[cell.lags for cell in line.cells] for line in found.drawn] == [
        [False, True, False, False, False],
        *[[False] * 5] * 3,
    ]
    assert [line.many_standing for line in found.drawn] == [False, True, False, False]
    assert found.marked and found.many_standing
    bare = city_matrix(both, both, KEYS, SCHOOL)
    assert not bare.marked and not bare.many_standing


def test_some_cities_stand_above_their_sum_and_all_cities() -> None:
    both = counted("tyumen", 20, 10) | counted("ishim", 40, 40)
    alone = city_matrix(both, both, ["tyumen"], SCHOOL)
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


# --- young cohorts


def test_a_line_is_early_when_all_who_are_enrolled_are_in_young_cohorts() -> None:
    both = counted("tyumen", 20, 10) | counted("ishim", 4, 1)
    found = city_matrix(both, both, KEYS, SCHOOL, young={"ishim", "tobolsk"})
    assert [line.early for line in found.lines] == [False, True] and not found.total.early
    assert [cell.early for cell in found.lines[1].cells] == [True] * 5
    assert [line.early for line in city_matrix(both, both, KEYS, SCHOOL, young=KEYS).drawn] == [True] * 4
    assert [row[-1] for row in matrix_table(found, "Город").rows] == ["", "рано судить", "", ""]


def test_where_nobody_is_enrolled_nothing_is_early() -> None:
    found = city_matrix({}, {}, KEYS, SCHOOL, young=KEYS)
    assert not found.early
    assert matrix_table(found, "Город").columns[-1].title == "Пропусков"


def test_of_young_cohorts_the_message_records_and_does_not_judge() -> None:
    both = counted("tyumen", 16, 13, 9, 3, 2, 1)
    found = city_matrix(both, both, ["tyumen"], SCHOOL, young={"tyumen"})
    assert message(found).text.replace("\u00a0", " ") == (
        "Пока рано судить: теорию прошли 13 из 16 зачисленных, до сопровождения дошёл 1 из 16"
    )


def test_the_table_sums_to_all_cities() -> None:
    both = counted("tyumen", 20, 18) | counted("ishim", 10, 10)
    found = city_matrix(both, both, KEYS, PAIR, standing={"tyumen": 2, "ishim": 1})
    *rows, total = matrix_table(found, "Город").rows
    assert total[1:4] == (30, Share(28, 30), Share(0, 30)) and total[-2] == 3
    assert [row[1] for row in rows] == [20, 10]


# --- medians


def lags(*people: tuple[str, str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(people, columns=["city", "item", "lag_days", "count"])


def test_medians_are_of_those_who_came_and_say_how_many() -> None:
    found = medians(lags(("tyumen", "theory", 10, 3), ("tyumen", "theory", 20, 4), ("ishim", "theory", 40, 1)), TWO, SCHOOL)
    everywhere, _, ishim = found.rows
    assert everywhere[1][:2] == (Median(20.0, 8), Median(None, 0))
    assert ishim == ("Ишим", (Median(40.0, 1), *[Median(None, 0)] * 4))
    assert medians_table(found).rows[0][:5] == ("Все города", 20.0, 8, None, 0)


@pytest.mark.parametrize(
    ("people", "cells"),
    [(0, (None, 0)), (1, ("мало данных", 1)), (4, ("мало данных", 4)), (5, (30.0, 5)), (6, (30.0, 6))],
)
def test_a_median_of_fewer_than_five_is_no_number(people: int, cells: tuple[object, int]) -> None:
    some = [("tyumen", "theory", 30, people)] if people else []
    found = medians(lags(*some), TWO, PAIR)
    assert medians_table(found).rows[1][1:3] == cells
    assert found.longest == (30.0 if people >= 5 else 0.0)


def test_the_least_of_a_median_is_a_setting() -> None:
    own = PAIR.model_copy(update={"attention": PAIR.attention.model_copy(update={"few": 2})})
    found = medians(lags(("tyumen", "theory", 30, 2)), TWO, own)
    assert medians_table(found).rows[1][1:3] == (30.0, 2)


# --- standing


def test_who_stands_is_counted_by_city_and_step() -> None:
    waits = [Wait("tyumen", "applied", 90, 2), Wait("tyumen", "theory", 31, 1), Wait("tyumen", "theory", 45, 2)]
    found = standing(waits, TWO, SCHOOL)
    assert (found.total, found.most, found.most_of_a_city) == (5, 3, 5)
    assert standing_enrolled(found, SCHOOL) == {"tyumen": 3, "ishim": 0}
    assert standing_table(found, SCHOOL).rows[-1] == ("Вместе", 2, 0, 0, 3, 0, 0, 0, 5)


# --- the message


@pytest.mark.parametrize(
    ("theory", "support", "text"),
    [
        (108, 48, "Теорию прошли 108 из\u00a0120\u00a0зачисленных, до\u00a0сопровождения дошли 48 из\u00a0120"),
        (101, 21, "Теорию прошёл 101 из\u00a0120 зачисленных, до сопровождения дошёл 21 из\u00a0120"),
        (1, 0, "Теорию прошёл 1 из\u00a0120 зачисленных, до сопровождения не дошёл никто"),
    ],
)
def test_the_message_says_the_first_and_the_last_part(theory: int, support: int, text: str) -> None:
    both = counted("tyumen", 120, theory, 50, 50, 50, support)
    assert message(matrix(both, both, TWO[:1], SCHOOL)).text.replace("\u00a0", " ") == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("enrolled", "theory", "support", "text"),
    [
        (2, 2, 2, "Теорию прошли оба зачисленных, до сопровождения дошли оба"),
        (2, 2, 1, "Теорию прошли оба зачисленных, до сопровождения дошёл 1 из 2"),
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
    assert message(matrix(both, both, TWO[:1], SCHOOL)).text.replace("\u00a0", " ") == text


def test_nobody_enrolled_is_said_plainly() -> None:
    assert message(matrix({}, {}, TWO, SCHOOL)).key == "nobody"

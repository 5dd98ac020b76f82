"""What is said of cities that are set apart, and of those that are not, at every count."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.indicators.comparison import Comparison, Difference
from dashboard.indicators.definition import Share
from dashboard.indicators.differences import about, apart_of, apart_said, others_said, own_said
from data_loader.programme import Programme

BEHIND = Difference("ishim", "practice", Share(11, 21), Share(71, 83))
STANDING = Difference("tyumen", "", Share(6, 41), Share(2, 79))
ALL = ("tyumen", "tobolsk", "ishim", "yalutorovsk", "zavodoukovsk")


def compared(**found: Any) -> Comparison:
    return Comparison(**{"judged": True, "cities": ALL, "people": 104, **found})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_city_is_named_with_its_step_and_both_shares(programme: Programme) -> None:
    (said,) = apart_said(compared(behind=(BEHIND,)), ALL, programme)
    assert (
        plain(said) == "В Ишиме до практики дошли 11 из 21 зачисленного, в других городах — 71 из 83; различие вряд ли случайно."
    )
    assert plain(own_said(STANDING, programme)) == "В Тюмени дольше 30 дней стоят 6 из 41 зачисленного"


@pytest.mark.parametrize(("others", "said"), [(0, "никто из 11"), (1, "1 из 11"), (10, "10 из 11"), (11, "все 11")])
def test_nobody_and_all_elsewhere_are_said_in_words(others: int, said: str, programme: Programme) -> None:
    assert plain(others_said(replace(BEHIND, others=Share(others, 11)), programme)) == f"в других городах — {said}"


def test_of_two_cities_the_other_is_one(programme: Programme) -> None:
    pair = programme.model_copy(update={"cities": programme.cities[:2]})
    assert plain(others_said(STANDING, pair)) == "в другом — 2 из 79"


def test_a_city_is_named_once_and_only_where_it_is_shown(programme: Programme) -> None:
    found = compared(behind=(BEHIND, replace(BEHIND, step="support")), standing=(STANDING,))
    assert apart_of(found, ALL) == [BEHIND, STANDING]
    assert apart_of(found, ("tyumen",)) == [STANDING] and apart_of(found, ("tobolsk",)) == []
    assert len(apart_said(found, ALL, programme)) == 2


def test_whom_the_comparison_leaves_out_is_said(programme: Programme) -> None:
    assert plain(about(compared(behind=(BEHIND,)), ALL, programme)).startswith("Те, кто на шаге до 30 дней, здесь не в счёт")


@pytest.mark.parametrize(
    ("shown", "begins"),
    [
        (("tyumen",), "Этот город неотличим от других: разница с ними меньше 10 пунктов"),
        (("tyumen", "ishim"), "Эти города неотличимы от других: разница с ними меньше 10 пунктов"),
        (ALL, "Города неотличимы: разница между ними меньше 10 пунктов"),
    ],
)
def test_cities_that_chance_explains_cannot_be_told_apart(shown: tuple[str, ...], begins: str, programme: Programme) -> None:
    assert plain(about(compared(), shown, programme)) == f"{begins} или такая, какая бывает и случайно."


def test_beside_a_city_that_is_apart_the_others_are_not_said_to_be_alike(programme: Programme) -> None:
    assert plain(about(compared(behind=(BEHIND,)), ("tyumen",), programme)) == "Не видно, чтобы этот город отставал от других."
    assert "эти города отставали" in about(compared(behind=(BEHIND,)), ("tyumen", "tobolsk"), programme)


def test_too_few_to_compare_is_said_and_nothing_where_there_is_nothing_to_compare(programme: Programme) -> None:
    early = "Сравнивать города рано: для этого нужно по 10 зачисленных хотя бы в двух."
    assert plain(about(compared(judged=False), ALL, programme)) == early
    assert plain(about(compared(cities=("tyumen", "tobolsk")), ("ishim",), programme)) == early
    assert about(compared(people=0, judged=False), ALL, programme) == "", "that all are young is said elsewhere"
    assert about(compared(), ("tyumen",), programme.model_copy(update={"cities": programme.cities[:1]})) == ""

"""The sentence about people says what the numbers say."""

from __future__ import annotations

import pytest

from dashboard.indicators.comparison import Comparison, Difference
from dashboard.indicators.definition import Share
from dashboard.indicators.funnel import message
from data_loader.programme import Programme
from tests.dashboard.indicators.funnel.made import SCHOOL, STEPS, Counts, ago, falling, funnel

BEHIND = Difference("tyumen", "practice", Share(11, 21), Share(71, 83))
STANDING = Difference("tyumen", "", Share(25, 60), Share(10, 120))
ALIKE = Comparison(judged=True)


def said(
    entered: Counts,
    left: Counts | None = None,
    late: Counts | None = None,
    programme: Programme = SCHOOL,
    apart: Comparison | None = None,
    grown: Counts | None = None,
) -> str:
    """The message about one city; `late`: who has been standing for 90 days."""
    standing = [(city, step, ago(90), count) for city, step, count in late or []]
    found = funnel(entered, left, standing, cities=("tyumen",), programme=programme, apart=apart, grown=grown)
    return message(found, programme).text.replace("\u00a0", " ")


def key(entered: Counts, left: Counts | None = None, late: Counts | None = None) -> str:
    standing = [(city, step, ago(90), count) for city, step, count in late or []]
    return message(funnel(entered, left, standing), SCHOOL).key


# --- a city is set apart ----------------------------------------------------------------------------------------------


def test_a_city_behind_the_others_is_named_with_its_step_and_both_shares() -> None:
    entered = falling(30, 28, 26, 20, 13)
    named = said(entered, apart=Comparison((BEHIND,), (STANDING,), judged=True))
    assert named == "В Тюмени до практики дошли 11 из 21 зачисленного, в других городах — 71 из 83"


def test_nothing_that_merely_looks_low_names_a_city() -> None:
    """Half of those enrolled in Tyumen do not come to practice; chance may do that."""
    entered = falling(30, 28, 26, 20, 13, 13, 11, 11) + falling(60, 58, 56, 54, 50, 46, 34, 30, city="ishim")
    assert message(funnel(entered, apart=ALIKE), SCHOOL).key == "completion"


def test_a_city_that_is_not_shown_is_not_named() -> None:
    elsewhere = Comparison((Difference("ishim", "practice", Share(1, 21), Share(71, 83)),), judged=True)
    assert said(falling(*[30] * 8), apart=elsewhere) == "До сопровождения дошли все 30 зачисленных"


def test_of_nobody_who_came_it_is_said_in_words() -> None:
    none = Comparison((Difference("tyumen", "theory", Share(0, 12), Share(83, 90)),), judged=True)
    named = said(falling(12, 12, 12), apart=none)
    assert named == "В Тюмени до теории не дошёл никто из 12 зачисленных, в других городах — 83 из 90"


def test_where_more_stand_than_elsewhere_the_city_is_named() -> None:
    named = said(falling(60, 60, 60), apart=Comparison((), (STANDING,), judged=True))
    assert named == "В Тюмени дольше 30 дней стоят 25 из 60 зачисленных, в других городах — 10 из 120"


# --- a step where many stand or leave ---------------------------------------------------------------------------------


def test_a_step_on_which_many_stand_is_named() -> None:
    late: Counts = [("tyumen", "theory", 9)]
    assert said(falling(30, 30, 30, 30, 20), late=late) == "На шаге «Теория» дольше 30 дней стоят 9 из 30 вошедших"


@pytest.mark.parametrize(("late", "rule"), [(9, "completion"), (10, "standing"), (11, "standing")])
def test_a_tenth_that_stands_is_said(late: int, rule: str) -> None:
    assert key(falling(100, 100, 100, 100, 60), late=[("tyumen", "theory", late)]) == rule


@pytest.mark.parametrize(("entered", "rule"), [(9, "completion"), (10, "standing"), (11, "standing")])
def test_of_a_small_group_that_stands_nothing_is_said(entered: int, rule: str) -> None:
    assert key(falling(*[entered] * 4), late=[("tyumen", "theory", entered)]) == rule


def test_those_who_left_are_named_by_their_exit_and_only_where_they_are_the_most() -> None:
    left: Counts = [("tyumen", "applied/rejected", 10), ("tyumen", "enrolled/withdrawn", 2)]
    assert said(falling(50, 40, 40, 38), left) == "Больше всего путей закончилось на шаге «Заявка»: отказано 10 из 50"
    both: Counts = [("tyumen", "applied/rejected", 6), ("tyumen", "applied/withdrawn", 4)]
    assert said(falling(50, 40, 40), both).endswith("«Заявка»: отказано 6 и выбыли 4 — 10 из 50")
    tie: Counts = [("tyumen", "applied/rejected", 5), ("tyumen", "accepted/withdrawn", 5)]
    assert key(falling(50, 45, 40), tie) == "completion"


@pytest.mark.parametrize(("left", "rule"), [(9, "completion"), (10, "leaving"), (11, "leaving")])
def test_a_tenth_that_leaves_is_said(left: int, rule: str) -> None:
    assert key(falling(100, 80, 80), [("tyumen", "applied/rejected", left)]) == rule


@pytest.mark.parametrize(("entered", "rule"), [(9, "began"), (10, "leaving"), (11, "leaving")])
def test_of_a_small_group_that_leaves_nothing_is_said(entered: int, rule: str) -> None:
    assert key(falling(entered, 0), [("tyumen", "applied/rejected", entered)]) == rule


def test_an_exit_without_counted_forms_is_named_all_the_same() -> None:
    exits = [exit_.model_copy(update={"counted": None}) for exit_ in SCHOOL.school.exits]
    bare = SCHOOL.model_copy(update={"school": SCHOOL.school.model_copy(update={"exits": tuple(exits)})})
    left: Counts = [("tyumen", "applied/rejected", 10)]
    assert said(falling(50, 40, 40, 38), left, programme=bare).endswith("на шаге «Заявка»: отказ — 10 из 50")


# --- how many came to the end -----------------------------------------------------------------------------------------


def test_nobody_is_said_plainly() -> None:
    assert key([]) == "nobody"


@pytest.mark.parametrize(
    ("enrolled", "came", "words"),
    [
        (1, 0, "До сопровождения единственный зачисленный не дошёл"),
        (1, 1, "До сопровождения дошёл единственный зачисленный"),
        (2, 2, "До сопровождения дошли оба зачисленных"),
        (21, 1, "До сопровождения дошёл 1 из 21 зачисленного"),
        (30, 0, "До сопровождения не дошёл никто из 30 зачисленных"),
        (30, 2, "До сопровождения дошли 2 из 30 зачисленных"),
        (30, 21, "До сопровождения дошёл 21 из 30 зачисленных"),
        (30, 30, "До сопровождения дошли все 30 зачисленных"),
    ],
)
def test_how_many_came_to_the_end_agrees(enrolled: int, came: int, words: str) -> None:
    assert said(falling(*[enrolled] * 7, came)) == words


@pytest.mark.parametrize(
    ("grown", "words"),
    [
        (30, "До сопровождения дошли 12 из 30 зачисленных"),
        (29, "До сопровождения дошли 12 из 29 зачисленных"),
        (0, "Пока рано судить: до сопровождения дошли 12 из 30 зачисленных"),
    ],
)
def test_the_completion_stands_on_grown_cohorts(grown: int, words: str) -> None:
    assert said(falling(*[30] * 7, 12), grown=falling(*[grown] * 7, min(grown, 12))) == words


def test_before_anybody_is_enrolled_those_who_began_are_counted() -> None:
    assert said(falling(21, 3)) == "В шаг «Заявка» вошёл 21 человек"


def test_without_case_forms_a_wording_is_used_that_needs_none() -> None:
    school = SCHOOL.school.model_copy(
        update={"steps": tuple(s.model_copy(update={"forms": type(s.forms)()}) for s in SCHOOL.steps)}
    )
    bare = SCHOOL.model_copy(update={"school": school})
    assert said(falling(*[30] * len(STEPS)), programme=bare) == "До шага «Сопровождение» дошли все 30 зачисленных"

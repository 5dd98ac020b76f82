"""The sentence about people says what the numbers say."""

from __future__ import annotations

import pytest

from dashboard.indicators.funnel import message
from data_loader.programme import Programme
from tests.dashboard.indicators.funnel.made import SCHOOL, STEPS, Counts, ago, falling, funnel

LOST = falling(30, 28, 26, 20, 13, 13, 11, 11) + falling(60, 58, 56, 54, 50, 46, 34, 30, city="ishim")
"""Half of those enrolled in Tyumen do not come to practice."""
LEFT: Counts = [("tyumen", "enrolled/withdrawn", 6), ("tyumen", "theory/withdrawn", 7)]


def said(
    entered: Counts, left: Counts | None = None, late: Counts | None = None, programme: Programme = SCHOOL, city: str = "tyumen"
) -> str:
    """The message about one city; `late`: who has been standing for 90 days."""
    standing = [(city, step, ago(90), count) for city, step, count in late or []]
    found = funnel(entered, left, standing, cities=(city,), programme=programme)
    return message(found, programme).text.replace("\u00a0", " ")


def key(entered: Counts, left: Counts | None = None, late: Counts | None = None) -> str:
    standing = [(city, step, ago(90), count) for city, step, count in late or []]
    return message(funnel(entered, left, standing), SCHOOL).key


def with_parts(*parts: str) -> Programme:
    """The programme with only these steps as parts; the enrolment stays."""
    steps = tuple(
        step.model_copy(update={"part": step.key in parts, "enrolment": step.key == "enrolled"}) for step in SCHOOL.steps
    )
    return SCHOOL.model_copy(update={"school": SCHOOL.school.model_copy(update={"steps": steps})})


# --- a city lags ------------------------------------------------------------------------------------------------------


def test_the_city_that_loses_people_is_named_with_its_part() -> None:
    found = funnel(LOST, LEFT)
    assert message(found, SCHOOL).text == "Тюмень теряет людей в начале: до практики дошли 13 из\u00a026 зачисленных"


def test_a_city_alone_is_measured_against_all_cities() -> None:
    assert said(LOST, LEFT).startswith("Тюмень теряет людей")
    assert funnel(LOST, LEFT, cities=("tyumen",)).total.steps[0].entered == 30


def test_a_city_whose_people_merely_wait_lags_and_loses_nobody() -> None:
    assert said(LOST) == "Тюмень отстаёт в начале: до практики дошли 13 из 26 зачисленных"


@pytest.mark.parametrize(("left", "verb"), [(6, "отстаёт"), (7, "теряет людей")])
def test_a_city_loses_people_when_more_left_or_stand_than_wait(left: int, verb: str) -> None:
    """13 of 26 enrolled did not come to practice."""
    assert said(LOST, [("tyumen", "theory/withdrawn", left)]).startswith(f"Тюмень {verb}")
    assert said(LOST, late=[("tyumen", "theory", left)]).startswith(f"Тюмень {verb}")


@pytest.mark.parametrize(("came", "lags"), [(71, False), (70, False), (69, True)])
def test_a_city_lags_more_than_ten_points_below_all_cities(came: int, lags: bool) -> None:
    entered = falling(100, 100, 100, *[came] * 5) + falling(100, 100, 100, *[160 - came] * 5, city="ishim")
    assert (key(entered) == "city lags") is lags


@pytest.mark.parametrize(("enrolled", "lags"), [(9, False), (10, True), (11, True)])
def test_a_city_of_few_enrolled_does_not_lag(enrolled: int, lags: bool) -> None:
    entered = falling(enrolled, enrolled, enrolled, 1) + falling(*[50] * 8, city="ishim")
    assert (key(entered) == "city lags") is lags


@pytest.mark.parametrize(
    ("part", "when"), [(0, " в начале"), (1, " в начале"), (2, " в начале"), (3, " к концу"), (4, " к концу")]
)
def test_where_on_the_way_a_city_lags_is_said(part: int, when: str) -> None:
    counts = [40] * (3 + part) + [10] * (5 - part)
    assert said(falling(*counts) + falling(*[40] * 8, city="ishim")).startswith(f"Тюмень отстаёт{when}: до")


@pytest.mark.parametrize(
    ("parts", "when"), [(("theory",), ""), (("theory", "practice"), ""), (("theory", "practice", "dialogue"), " в начале")]
)
def test_of_one_or_two_parts_no_place_is_said(parts: tuple[str, ...], when: str) -> None:
    entered = falling(40, 40, 40, 10, 10, 10, 10, 10) + falling(*[40] * 8, city="ishim")
    assert said(entered, programme=with_parts(*parts)).startswith(f"Тюмень отстаёт{when}: до")


# --- a step where many stand or leave ---------------------------------------------------------------------------------


def test_a_step_on_which_many_stand_is_named() -> None:
    late: Counts = [("tyumen", "theory", 9)]
    assert said(falling(30, 30, 30, 30, 20), late=late) == "На шаге «Теория» стоят дольше 30 дней 9 человек"


@pytest.mark.parametrize(("late", "rule"), [(9, "neutral"), (10, "standing"), (11, "standing")])
def test_a_tenth_that_stands_is_said(late: int, rule: str) -> None:
    assert key(falling(100, 100, 100, 100, 60), late=[("tyumen", "theory", late)]) == rule


@pytest.mark.parametrize(("entered", "rule"), [(9, "neutral"), (10, "standing"), (11, "standing")])
def test_of_a_small_group_that_stands_nothing_is_said(entered: int, rule: str) -> None:
    assert key(falling(*[entered] * 4), late=[("tyumen", "theory", entered)]) == rule


def test_those_who_left_are_named_by_their_exit_and_only_where_they_are_the_most() -> None:
    left: Counts = [("tyumen", "applied/rejected", 10), ("tyumen", "enrolled/withdrawn", 2)]
    assert said(falling(50, 40, 40, 38), left) == "Больше всего потерь на шаге «Заявка»: отказано 10 из 50"
    both: Counts = [("tyumen", "applied/rejected", 6), ("tyumen", "applied/withdrawn", 4)]
    assert said(falling(50, 40, 40), both).endswith("«Заявка»: отказано 6 и выбыли 4 — 10 из 50")
    tie: Counts = [("tyumen", "applied/rejected", 5), ("tyumen", "accepted/withdrawn", 5)]
    assert key(falling(50, 45, 40), tie) == "neutral"


@pytest.mark.parametrize(("left", "rule"), [(9, "neutral"), (10, "leaving"), (11, "leaving")])
def test_a_tenth_that_leaves_is_said(left: int, rule: str) -> None:
    assert key(falling(100, 80, 80), [("tyumen", "applied/rejected", left)]) == rule


@pytest.mark.parametrize(("entered", "rule"), [(9, "neutral"), (10, "leaving"), (11, "leaving")])
def test_of_a_small_group_that_leaves_nothing_is_said(entered: int, rule: str) -> None:
    assert key(falling(entered, 0), [("tyumen", "applied/rejected", entered)]) == rule


def test_an_exit_without_counted_forms_is_named_all_the_same() -> None:
    exits = [exit_.model_copy(update={"counted": None}) for exit_ in SCHOOL.school.exits]
    bare = SCHOOL.model_copy(update={"school": SCHOOL.school.model_copy(update={"exits": tuple(exits)})})
    left: Counts = [("tyumen", "applied/rejected", 10)]
    assert said(falling(50, 40, 40, 38), left, programme=bare).endswith("на шаге «Заявка»: отказ — 10 из 50")


# --- neither ----------------------------------------------------------------------------------------------------------


def test_nobody_is_said_plainly() -> None:
    assert key([]) == "nobody"


@pytest.mark.parametrize(("came", "verb"), [(1, "дошёл"), (2, "дошли"), (5, "дошли"), (21, "дошёл")])
def test_the_neutral_sentence_agrees(came: int, verb: str) -> None:
    assert said(falling(*[30] * 7, came)) == f"До сопровождения {verb} {came} из 30 зачисленных"


@pytest.mark.parametrize(
    ("enrolled", "came", "words"),
    [
        (30, 0, "До сопровождения не дошёл никто из 30 зачисленных"),
        (30, 30, "До сопровождения дошли все 30 зачисленных"),
        (1, 0, "До сопровождения единственный зачисленный не дошёл"),
        (1, 1, "До сопровождения дошёл единственный зачисленный"),
    ],
)
def test_all_and_nobody_are_said_in_words(enrolled: int, came: int, words: str) -> None:
    assert said(falling(*[enrolled] * 7, came)) == words


def test_before_anybody_is_enrolled_those_who_began_are_counted() -> None:
    assert said(falling(21, 3)) == "В шаг «Заявка» вошёл 21 человек"


def test_without_case_forms_a_wording_is_used_that_needs_none() -> None:
    school = SCHOOL.school.model_copy(
        update={"steps": tuple(s.model_copy(update={"forms": type(s.forms)()}) for s in SCHOOL.steps)}
    )
    bare = SCHOOL.model_copy(update={"school": school})
    assert said(falling(*[30] * len(STEPS)), programme=bare) == "До шага «Сопровождение» дошли все 30 зачисленных"

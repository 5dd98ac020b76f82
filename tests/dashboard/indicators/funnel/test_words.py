"""Words that messages and drawings share."""

from __future__ import annotations

import pytest

from dashboard.indicators.funnel import became, days_there, exit_words, genitive
from data_loader.programme import Exit, Forms
from tests.dashboard.indicators.funnel.made import SCHOOL, ago, falling, funnel


def test_what_became_of_people_is_said_by_status() -> None:
    found = funnel(
        falling(12, 6),
        left=[("tyumen", "applied/rejected", 2)],
        standing=[("tyumen", "applied", ago(90), 1)],
        cities=("tyumen",),
    )
    assert became(found.total.steps[0], SCHOOL.school.exits) == [
        ("wait", "ждут 3"),
        ("late", "стоит 1"),
        ("gone", "отказано 2"),
    ]


def test_of_a_past_day_the_past_is_spoken() -> None:
    step = funnel(falling(30, 20)).total.steps[0]
    assert became(step, SCHOOL.school.exits) == [("wait", "ждали 10")]
    assert became(step, (), person=False) == [("wait", "ждали 10")]
    one = funnel(falling(30, 29)).total.steps[0]
    assert became(one, ()) == [("wait", "ждал 1")]
    assert became(one, (), person=False) == [("wait", "ждала 1")]


@pytest.mark.parametrize(
    ("days", "number", "said"),
    [
        ((535, 520), 2, "535 и\u00a0520\u00a0дней"),
        ((31,), 1, "31\u00a0день"),
        ((535, 520, 40), 3, "535, 520 и\u00a040\u00a0дней"),
        ((535, 40), 4, "от 40 до 535\u00a0дней"),
        ((541, 40), 7, "от 40 до 541\u00a0дня"),
    ],
)
def test_days_on_a_step_are_named_for_few_and_spanned_for_many(days: tuple[int, ...], number: int, said: str) -> None:
    assert days_there(days, number) == said


def test_exits_are_counted_in_the_programmes_words() -> None:
    rejected, withdrawn = SCHOOL.school.exits
    assert exit_words(withdrawn, 1) == "выбыл 1" and exit_words(withdrawn, 2) == "выбыли 2"
    assert exit_words(rejected, 5) == "отказано 5"
    assert exit_words(Exit(key="x", name="Ушёл"), 2) == "Ушёл: 2"


def test_a_step_without_a_case_form_is_quoted() -> None:
    assert genitive("Сопровождение", Forms(gen="сопровождения")) == "сопровождения"
    assert genitive("Сопровождение", Forms()) == "шага «Сопровождение»"

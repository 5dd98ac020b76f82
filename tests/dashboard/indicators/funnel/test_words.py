"""Words that messages and drawings share."""

from __future__ import annotations

import pytest

from dashboard.indicators.funnel import became, exit_words
from data_loader.programme import Exit
from tests.dashboard.indicators.funnel.made import SCHOOL, ago, falling, funnel


def plain(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(status, words.replace("\u00a0", " ")) for status, words in said]


def test_what_is_recorded_of_people_is_said_by_status() -> None:
    found = funnel(
        falling(12, 6),
        left=[("tyumen", "applied/rejected", 2)],
        standing=[("tyumen", "applied", ago(90), 1)],
        cities=("tyumen",),
    )
    assert plain(became(found.total.steps[0], SCHOOL.school.exits)) == [
        ("wait", "на шаге 3"),
        ("late", "стоит 1"),
        ("gone", "отказано 2"),
    ]


@pytest.mark.parametrize(("moved_on", "said"), [(20, [("wait", "на шаге 10")]), (29, [("wait", "на шаге 1")]), (30, [])])
def test_of_a_past_day_all_who_stayed_are_at_the_step(moved_on: int, said: list[tuple[str, str]]) -> None:
    assert plain(became(funnel(falling(30, moved_on)).total.steps[0], SCHOOL.school.exits)) == said


def test_exits_are_counted_in_the_programmes_words() -> None:
    rejected, withdrawn = SCHOOL.school.exits
    said = [
        exit_words(withdrawn, 1),
        exit_words(withdrawn, 2),
        exit_words(rejected, 5),
        exit_words(Exit(key="x", name="Ушёл"), 2),
    ]
    assert [words.replace("\u00a0", " ") for words in said] == ["выбыл 1", "выбыли 2", "отказано 5", "Ушёл: 2"]

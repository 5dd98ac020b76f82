"""Every shape says its 0, 1, 2, all and the rest as Russian does."""

from __future__ import annotations

import pytest

from dashboard.grammar import and_more, days_range, in_some, nouns, of_goal, part_of, to_step, verbs
from dashboard.grammar.nouns import Noun
from data_loader.programme import Forms, SchoolStep


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "зачисленных нет"),
        (0, 1, "единственный зачисленный не дошёл"),
        (1, 1, "дошёл единственный зачисленный"),
        (0, 2, "не дошёл никто из 2 зачисленных"),
        (1, 2, "дошёл 1 из 2 зачисленных"),
        (2, 2, "дошли оба зачисленных"),
        (0, 12, "не дошёл никто из 12 зачисленных"),
        (5, 5, "дошли все 5 зачисленных"),
        (11, 11, "дошли все 11 зачисленных"),
        (21, 21, "дошли все 21 зачисленный"),
        (13, 26, "дошли 13 из 26 зачисленных"),
        (20, 21, "дошли 20 из 21 зачисленного"),
        (21, 26, "дошёл 21 из 26 зачисленных"),
    ],
)
def test_a_part_of_people(part: int, whole: int, said: str) -> None:
    assert plain(part_of(verbs.CAME, part, whole, nouns.ENROLLED)) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 1, "единственная начавшая организация не вошла"),
        (1, 1, "вошла единственная начавшая организация"),
        (0, 7, "не вошла ни одна из 7 начавших организаций"),
        (2, 2, "вошли обе начавшие организации"),
        (1, 11, "вошла 1 из 11 начавших организаций"),
        (5, 11, "вошли 5 из 11 начавших организаций"),
    ],
)
def test_a_part_of_things(part: int, whole: int, said: str) -> None:
    assert plain(part_of(verbs.ENTERED, part, whole, nouns.BEGUN)) == said


@pytest.mark.parametrize(
    ("part", "whole", "what", "said"),
    [
        (0, 1, nouns.CASE, "не в единственном деле"),
        (1, 1, nouns.CASE, "в единственном деле"),
        (0, 24, nouns.CASE, "ни в одном из 24 дел"),
        (1, 2, nouns.CASE, "в 1 из 2 дел"),
        (2, 2, nouns.CASE, "в обоих делах"),
        (23, 24, nouns.CASE, "в 23 из 24 дел"),
        (24, 24, nouns.CASE, "в каждом из 24 дел"),
        (20, 21, nouns.CASE, "в 20 из 21 дела"),
        (2, 2, nouns.ORGANISATION, "в обеих организациях"),
        (5, 5, nouns.ORGANISATION, "в каждой из 5 организаций"),
    ],
)
def test_in_some_of_them(part: int, whole: int, what: Noun, said: str) -> None:
    assert plain(in_some(part, whole, what)) == said


@pytest.mark.parametrize(
    ("value", "goal", "said"),
    [
        (0, 25, "0 организаций из 25"),
        (1, 25, "1 организация из 25"),
        (22, 25, "22 организации из 25"),
        (25, 25, "25 организаций из 25"),
        (26, 25, "26 организаций при цели 25"),
    ],
)
def test_of_a_goal(value: int, goal: int, said: str) -> None:
    assert plain(of_goal(value, goal, nouns.ORGANISATION)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([31], "31 день"),
        ([40, 40], "40 дней"),
        ([520, 535], "535 и 520 дней"),
        ([40, 41, 42], "42, 41 и 40 дней"),
        ([40, 50, 60, 535], "от 40 до 535 дней"),
        ([40, 50, 60, 531], "от 40 до 531 дня"),
    ],
)
def test_a_range_of_days(days: list[int], said: str) -> None:
    assert plain(days_range(days)) == said


@pytest.mark.parametrize(("n", "said"), [(0, ""), (1, " и ещё одна"), (2, " и ещё две"), (5, " и ещё пять"), (12, " и ещё 12")])
def test_what_is_not_named_is_counted(n: int, said: str) -> None:
    assert plain(and_more(n, "f")) == said


def test_a_step_without_its_form_is_quoted() -> None:
    bare = SchoolStep(key="practice", name="Практика")
    formed = SchoolStep(key="practice", name="Практика", forms=Forms(gen="практики"))
    assert plain(to_step(bare)) == "до шага «Практика»"
    assert plain(to_step(formed)) == "до практики"

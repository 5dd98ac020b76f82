"""The ways of organisations: a square each while they are few, the same bars as people when they are many."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.funnel_tracks import few, organisations, term_words
from dashboard.indicators.funnel import Funnel
from data_loader.programme import Track, TrackStep
from tests.dashboard.hypertext import found, parsed, words
from tests.dashboard.indicators.funnel.made import SCHOOL, Counts, ago, way

IOPU, PROVIDER = SCHOOL.tracks


def drawn(funnel: Funnel, track: Track = IOPU) -> LexborNode:
    return parsed(organisations(funnel, track, SCHOOL.attention, "track-1"))


def stuck(number: int) -> Funnel:
    """So many that stand on the first step, a day after another."""
    standing = [("tyumen", "iopu/documents", ago(100 + n), 1) for n in range(number)]
    return way(6, 6 - number, standing=standing)


@pytest.mark.parametrize(("largest", "squares"), [(11, True), (12, True), (13, False)])
def test_few_are_squares_and_many_are_bars(largest: int, squares: bool) -> None:
    funnel = way(largest, 3)
    shown = drawn(funnel)
    assert few(funnel) is squares
    assert (len(found(shown, "cases")) > 0) is squares and (len(found(shown, "stacked")) > 0) is not squares


def test_a_square_has_the_colour_of_its_status() -> None:
    left: Counts = [("tyumen", "iopu/documents/refused", 1)]
    funnel = way(6, 2, left=left, standing=[("tyumen", "iopu/documents", ago(200), 2), ("tyumen", "iopu/documents", ago(2), 1)])
    marks = [mark.attributes["class"] for mark in found(drawn(funnel), "cases")[0].css("i")]
    assert marks == ["done", "done", "wait", "late", "late", "gone"]


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (1, "стоит 100 дней"),
        (2, "стоят 101 и 100 дней"),
        (3, "стоят 102, 101 и 100 дней"),
        (4, "стоят 4: от 100 до 103 дней"),
    ],
)
def test_the_overdue_are_said_by_their_days(late: int, said: str) -> None:
    assert words(found(drawn(stuck(late)), "why")[0]) == said


def test_what_became_of_the_others_is_said() -> None:
    rows = found(drawn(way(2, 1, 1, 1, 1, left=[("tyumen", "iopu/documents/refused", 1)])), "why")
    assert [words(row) for row in rows] == ["отказ 1", *["пошла дальше"] * 3, "в реестре"]
    rows = found(drawn(way(2, 2, 0)), "why")
    assert [words(row) for row in rows] == ["все пошли дальше", "ждали 2", *["пока никого"] * 3]


def test_a_city_that_has_not_begun_says_so() -> None:
    assert words(drawn(way(0)).css("section")[0]) == "Тюмень Ни одна организация ещё не начала этот путь."


def test_a_step_says_whose_move_and_what_term_follow() -> None:
    names = [words(row) for row in drawn(way(3, 2)).css(".steps .row")]
    assert names[1] == "Заявление в орган всего 2 ход органа, срок 30 дней, с продлением 60"


def test_no_bar_of_an_organisation_is_a_link_and_its_hover_says_more() -> None:
    shown = drawn(way(20, 13))
    assert not shown.css("section a")
    told = shown.css(".row > [title]")[1].attributes["title"] or ""
    assert "доля от прошлого шага" in told and "от первого шага" in told


def test_what_counts_as_overdue_is_said() -> None:
    assert "сверьте с действующим актом" in term_words(IOPU, SCHOOL.attention)
    plain = IOPU.model_copy(update={"steps": tuple(TrackStep(key=step.key, name=step.name) for step in IOPU.steps)})
    assert term_words(plain, SCHOOL.attention).replace("\u00a0", " ") == "стоит — дольше 30 дней"

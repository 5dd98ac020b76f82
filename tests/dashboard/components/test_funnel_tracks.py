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


def stuck(*days: int) -> Funnel:
    """So many that stand on the first step, each for its days."""
    standing = [("tyumen", "iopu/documents", ago(each), 1) for each in days]
    return way(6, 6 - len(days), standing=standing)


def whys(shown: LexborNode) -> list[str]:
    """What is said below the marks of each step, without what unfolds."""
    return [words(why) for why in shown.css("td > div.why")]


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
    ("days", "said"),
    [
        ([100], "стоит 100 дней"),
        ([100, 101], "стоят 101 и 100 дней"),
        ([100, 100], "стоят 100 дней"),
        ([100, 101, 102], "стоят 102, 101 и 100 дней"),
        ([100, 101, 102, 103], "стоят 4: от 100 до 103 дней"),
        ([100, 101, 101, 101], "стоят 4: 101 и 100 дней"),
    ],
)
def test_those_that_stand_are_said_by_their_days(days: list[int], said: str) -> None:
    assert words(found(drawn(stuck(*days)), "why")[0]) == said


def test_what_became_of_the_others_is_said() -> None:
    rows = whys(drawn(way(2, 1, 1, 1, 1, left=[("tyumen", "iopu/documents/refused", 1)])))
    assert rows == ["отказ 1", *["пошла дальше"] * 3, "в реестре"]
    assert whys(drawn(way(2, 2, 0))) == ["все пошли дальше", "на шаге 2", *["пока никого"] * 3]


def test_a_city_that_has_not_begun_says_so_once() -> None:
    assert whys(drawn(way(5, 5, cities=("ishim",)))) == ["путь не начат", *[""] * 4]


def test_a_step_says_who_is_next_and_what_term_follows() -> None:
    names = [words(row) for row in drawn(way(3, 2)).css("tbody th")]
    assert names[1] == "Заявление в орган очередь за органом, срок 30 дней, с продлением 60"


def test_no_number_of_organisations_is_red_and_their_hover_says_more() -> None:
    shown = drawn(way(20, 13))
    assert not shown.css("td a") and not found(shown, "urgent")
    told = shown.css("td [title]")[0].attributes["title"] or ""
    assert "доля от прошлого шага" in told


def test_the_tracks_of_a_page_have_names_of_their_own() -> None:
    labels = [drawn(way(3, 2, track=track), track).css("table")[0].attributes["aria-label"] for track in SCHOOL.tracks]
    assert len(set(labels)) == 2


def test_what_counts_as_overdue_is_said() -> None:
    assert "сверьте с действующим актом" in term_words(IOPU, SCHOOL.attention)
    plain = IOPU.model_copy(update={"steps": tuple(TrackStep(key=step.key, name=step.name) for step in IOPU.steps)})
    assert term_words(plain, SCHOOL.attention).replace("\u00a0", " ") == "стоит — дольше 30 дней"

"""The four numbers on screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from selectolax.lexbor import LexborNode

from dashboard.components.kpi import kpis
from dashboard.indicators.goals import Goal, Pace, last_months
from dashboard.indicators.overview import PEOPLE, Kpi, Number, Said
from tests.dashboard.hypertext import found, parsed, words

UNTIL = date(2026, 10, 31)
HOSTILE = "<img src=x onerror=alert(1)>"


def number(value: float = 41, goal: float | None = 75, counts: tuple[float, ...] = (0, 5, 10), **more: Any) -> Number:
    months = tuple(zip(last_months(UNTIL, len(counts)), counts, strict=True))
    pace = Pace(Goal(goal, date(2026, 12, 31)), value, UNTIL, date(2026, 1, 1), 0, 0) if goal is not None else None
    return Number(**{"indicator": PEOPLE, "value": value, "pace": pace, "recent": -2, "months": months, "until": UNTIL, **more})


def drawn(made: Number, *said: Said, **more: Any) -> LexborNode:
    return parsed(kpis([Kpi("Благополучателей", made, said, **more)]))


def test_a_number_stands_with_its_goal_its_sentence_and_its_months() -> None:
    card = drawn(
        number(), Said("Не хватает 34.", "До 31 декабря", act=True), Said("", "ИОПУ", apart=True), unit_after_goal="человек"
    )
    assert words(found(card, "big")) == "41 из 75 человек"
    (fact,) = found(card, "fact")
    assert words(fact) == "Не хватает 34. До 31 декабря ИОПУ"
    assert words(found(fact, "urgent")) == "Не хватает 34." and fact.css("br")
    assert words(found(card, "lately")) == "−2 за 30 дней авг окт"
    assert found(card, "low")


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (99999, "big"),
        (100000, "big long"),
        (99999.5, "big long"),
        (999999, "big long"),
        (999999.5, "big longer"),
        (1000000, "big longer"),
    ],
)
def test_long_numbers_are_set_smaller(value: float, size: str) -> None:
    (big,) = found(drawn(number(value)), "big")
    assert big.attributes["class"] == size


def test_a_goal_that_is_reached_is_never_low() -> None:
    assert not found(drawn(number(80, 75), Said("Мало", act=True)), "low")


def test_months_are_drawn_to_their_highest() -> None:
    (months,) = found(drawn(number(counts=(0, 5, 10))), "months")
    assert [bar.attributes["style"] for bar in months.css("i")] == ["--h:0.000", "--h:0.500", "--h:1.000"]
    label = (months.attributes["aria-label"] or "").replace("\u00a0", " ")
    assert label == "Благополучатели по месяцам: август 2026 — 0, сентябрь 2026 — 5, октябрь 2026 — 10"


def test_months_of_nothing_and_of_taking_back_have_no_height() -> None:
    (months,) = found(drawn(number(counts=(-3, 0, 0))), "months")
    assert {bar.attributes["style"] for bar in months.css("i")} == {"--h:0.000"}


@pytest.mark.parametrize(("until", "unfinished"), [(date(2026, 10, 30), True), (UNTIL, False)])
def test_a_month_that_is_not_over_is_marked(until: date, unfinished: bool) -> None:
    card = drawn(number(until=until))
    assert bool(found(card, "unfinished")) is unfinished
    assert ("окт, не окончен" in words(found(card, "lately"))) is unfinished


def test_the_meter_shows_how_much_of_the_time_is_gone_until_the_goal_is_met() -> None:
    (tick,) = drawn(number(41, 75)).css(".meter s")
    assert tick.attributes["style"] == "left:83.24%"
    assert not drawn(number(80, 75)).css(".meter s") and not drawn(number(80, None)).css(".meter s")


def test_what_was_never_recorded_keeps_its_five_rows() -> None:
    unknown = drawn(replace(number(), missing="В листе «Услуги» записей ещё нет"), all_cohorts=True)
    (card,) = found(unknown, "kpi")
    assert words(card) == "Благополучателей по всем потокам нет данных В листе «Услуги» записей ещё нет"
    assert len(list(card.iter())) == len(list(found(drawn(number()), "kpi")[0].iter())) == 5


def test_words_are_text() -> None:
    card = parsed(kpis([Kpi(HOSTILE, number(), (Said(HOSTILE, HOSTILE, act=True),), HOSTILE)]))
    assert not card.css("img") and words(card).count(HOSTILE) == 4


@pytest.mark.parametrize(
    ("made", "act", "key"),
    [
        (number(41, 75), True, "цель отстаёт от своего срока сколько срока прошло"),
        (number(41, 75), False, "сколько срока прошло"),
        (number(80, 75), False, ""),
        (number(80, None), False, ""),
    ],
)
def test_what_is_red_and_what_the_tick_means_is_said(made: Number, act: bool, key: str) -> None:
    assert words(found(drawn(made, Said("Не хватает", act=act)), "keyline")) == key

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formats as f

NBSP = f.NBSP


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1150, "1_150"),
        (400.5, "400,5"),
        (3.0, "3"),
        (0.25, "0,3"),
        (0.04, "0"),
        (-0.04, "0"),
        (-3, "−3"),
        (1234567, "1_234_567"),
    ],
)
def test_numbers_have_parted_thousands_and_a_decimal_comma(value: float, text: str) -> None:
    assert f.number(value) == text.replace("_", NBSP)


def test_halves_are_rounded_up() -> None:
    assert f.number(Decimal("2.5"), 0) == "3"
    assert f.number(0.125, 2) == "0,13"
    assert f.percent_of(1, 8) == f"13{NBSP}%"


def test_only_all_is_all_and_only_nothing_is_nothing() -> None:
    shares = [(0, 1000), (1, 1000), (5, 1000), (995, 1000), (1148, 1150), (1150, 1150)]
    assert [f.percent_of(*one).split(NBSP)[0] for one in shares] == ["0", "<1", "1", ">99", ">99", "100"]


def test_a_change_has_its_sign() -> None:
    assert [f.signed(n) for n in (1, -2, 0)] == ["+1", "−2", "0"]


def test_small_groups_have_no_per_cent() -> None:
    assert f.share(3, 7) == f"3 из{NBSP}7"
    assert f.share(8, 9) == f"8 из{NBSP}9"
    assert f.share(8, 10) == f"8 из{NBSP}10, 80{NBSP}%"
    assert f.share(0, 0) == f"0 из{NBSP}0"


def test_an_interval_is_in_whole_per_cent() -> None:
    assert f.interval(0.165, 0.501) == f"(интервал 17–50{NBSP}%)"


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0_часов"),
        (0.5, "0,5_часа"),
        (1, "1_час"),
        (1.0, "1_час"),
        (2, "2_часа"),
        (5, "5_часов"),
        (11, "11_часов"),
        (21, "21_час"),
        (1.5, "1,5_часа"),
    ],
)
def test_nouns_agree_with_their_number(n: float, text: str) -> None:
    assert f.counted(n, *f.HOURS) == text.replace("_", NBSP)


def test_verbs_agree_with_what_is_counted() -> None:
    assert [f.agree(n, "ждёт", "ждут") for n in (1, 2, 5, 21)] == ["ждёт", "ждут", "ждут", "ждёт"]
    said = [f.passed(n, "вошёл", "вошла", "вошло", "вошли", gender="f") for n in (1, 2)]
    assert said == ["вошла", "вошли"]


def test_small_numbers_have_words() -> None:
    assert f.people_word(4) == "четверо"
    assert f.people_word(1) == "один человек"
    assert f.people_word(22) == f"22{NBSP}человека"
    assert f.number_word(2, gender="f") == "две"
    assert f.number_word(5, "gen") == "пяти"


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "единственный город"),
        (2, "оба города"),
        (3, "все три города"),
        (5, "все пять городов"),
        (12, "все 12_городов"),
        (21, "все 21_город"),
    ],
)
def test_all_of_a_few_are_named_by_number(n: int, text: str) -> None:
    assert f.all_of(n, *f.CITIES) == text.replace("_", NBSP)


def test_names_are_listed_with_and() -> None:
    assert f.listed(["Тюмень", "Тобольск", "Ишим"]) == f"Тюмень, Тобольск и{NBSP}Ишим"
    assert f.listed(["Тюмень"]) == "Тюмень"
    assert f.listed([]) == ""


def test_days_and_months() -> None:
    day = date(2026, 10, 31)
    assert f.day(day) == f"31{NBSP}октября 2026{NBSP}г."
    assert f.short_day(day) == f"31{NBSP}октября"
    assert f.month(day) == f"октябрь 2026{NBSP}г."
    assert f.moment(datetime(2026, 10, 31, 9, 30)).endswith(", 09:30")
    assert [f.short_month(date(2026, m, 1)) for m in (5, 9, 11)] == ["май", "сен", "ноя"]
    assert f.in_month(day) == f"в{NBSP}октябре"
    assert f.from_month(day, year=True) == f"октября 2026{NBSP}г."


def test_age_in_words() -> None:
    today = date(2026, 10, 31)
    assert [f.ago(date(2026, 10, d), today) for d in (31, 30, 27)] == [
        "сегодня",
        "вчера",
        f"4{NBSP}дня назад",
    ]


def test_short_words_are_bound_to_the_next() -> None:
    text = f.bind("Тюмень — в реестр и на карту, 5 организаций")
    assert text == f"Тюмень{NBSP}— в{NBSP}реестр и{NBSP}на{NBSP}карту, 5{NBSP}организаций"


@given(st.text())
def test_binding_changes_only_spaces(text: str) -> None:
    assert f.bind(text).replace(NBSP, " ") == text.replace(NBSP, " ") or "  " in text


@given(st.integers(-(10**12), 10**12), st.sampled_from([f.number, f.signed]))
def test_no_glyph_that_the_typeface_lacks(n: int, say: object) -> None:
    assert not set(say(n)) & set("\u202f\u2011→←≥≤")  # type: ignore[operator]


@pytest.mark.parametrize(
    ("word", "longest", "parted"),
    [
        ("Проект", 6, "Проект"),
        ("Сопровождение", 6, "Сопро|во|жде|ние"),
        ("Новосёлово", 6, "Ново|сё|лово"),
        ("Сопровождение", 13, "Сопровождение"),
    ],
)
def test_a_long_word_may_break_at_its_syllables(word: str, longest: int, parted: str) -> None:
    assert f.breakable(word, longest).replace("\u00ad", "|") == parted

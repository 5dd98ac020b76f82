"""Names match as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loader.names import match_key


@pytest.mark.parametrize(
    "spelling",
    [
        "Тюмень",
        " тюмень ",
        "ТЮМЕНЬ",
        "г. Тюмень",
        "г.Тюмень",
        "Г. ТЮМЕНЬ",
        "город Тюмень",
        "Тюмень г.",
        "Тюмeнь",
        "TЮМEHЬ",
        "Тю\u00adмень",
    ],
)
def test_spellings_of_one_city_match(spelling: str) -> None:
    assert match_key(spelling) == match_key("Тюмень")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Червишёво", "Червишево"), ("Большое  Сорокино", "Большое Сорокино"), ("АНО «Свет»", 'АНО "Свет"'), ("e-mail", "E-Mail")],
)
def test_other_spellings_match(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(("one", "other"), [("Ишим", "Ишимка"), ("Голышманово", "Голышманова"), ("Юрга", "г. Урга")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_a_name_that_begins_like_a_city_mark_is_kept() -> None:
    assert match_key("Гаврино") == "гаврино"
    assert match_key("Город") == "город"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = match_key(text)
    assert match_key(once) in (once, match_key(once))
    assert " " not in once

"""Raw cells to values: real forms are taken, doubtful ones refused with their cure."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loader import cells
from data_loader.cells import CellProblem, Noticed

DAYS = st.dates(date(1901, 1, 1), date(2100, 12, 31))
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def refused(parse: Any, *given_: Any) -> str:
    with pytest.raises(CellProblem) as caught:
        parse(*given_)
    assert caught.value.remedy
    return caught.value.rule


@given(DAYS)
def test_a_day_is_read_in_every_form_people_write(when: date) -> None:
    forms: list[Any] = [
        when,
        datetime(when.year, when.month, when.day, 9, 30),
        f"{when:%d.%m.%Y}",
        f"{when.day}.{when.month}.{when.year}",
        f" {when:%d.%m.%Y} г. ",
        f"{when:%Y-%m-%d}",
        f"{when:%Y-%m-%d}T09:30:00",
        f"{when:%d.%m.%Y} 09:30",
        f"{when.day} {MONTHS[when.month - 1]} {when.year} г.",
        f"«{when:%d}» {MONTHS[when.month - 1]} {when.year} года",
        f"{when:%d}. {when:%m}. {when:%Y}",
    ]
    if when.year >= 1930:
        serial = (when - date(1899, 12, 30)).days
        forms += [float(serial), serial + 0.75, f"{serial}", f"{serial},75"]
    for form in forms:
        assert cells.day(form) == when, form


def test_a_short_year_is_of_this_century() -> None:
    assert cells.day("05.02.26") == date(2026, 2, 5)


@pytest.mark.parametrize("text", ["31.02.2026", "2026-13-01", "00.01.2026"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    assert refused(cells.day, text) == "Такой даты не бывает"


def test_what_may_be_month_or_day_is_not_guessed() -> None:
    assert "Неясно" in refused(cells.day, "02/03/2026")
    assert "Неясно" in refused(cells.day, "02-03-2026")
    assert cells.day("25/03/2026") == cells.day("25-03-2026") == date(2026, 3, 25)


@pytest.mark.parametrize(
    "raw", ["вчера", "март 2026", 3.0, 1e9, True, time(9, 30), "1.1", "#Н/Д", "01.01.0001", "26-10-31", date(1900, 1, 5)]
)
def test_what_is_no_day_is_refused(raw: Any) -> None:
    refused(cells.day, raw)


def test_a_fact_is_not_dated_after_today() -> None:
    today = date(2026, 3, 31)
    assert cells.past_day("31.03.2026", today) == today
    assert refused(cells.past_day, "01.04.2026", today) == "Дата ещё не наступила"


@given(st.integers(-(10**8), 10**8), st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"]), st.sampled_from(",."))
def test_a_number_is_read_with_any_space_and_either_point(thousandths: int, space: str, point: str) -> None:
    whole, fraction = divmod(abs(thousandths), 1000)
    text = f"{'-' if thousandths < 0 else ''}{whole:,}".replace(",", space) + f"{point}{fraction:03d}"
    assert float(cells.number(text)) == pytest.approx(thousandths / 1000)


@pytest.mark.parametrize(
    "raw", ["два часа", "1,2,3", "1 23", "", "нет", float("nan"), float("inf"), True, "１２", "1e5", "#ЗНАЧ!"]
)
def test_what_is_no_number_is_refused(raw: Any) -> None:
    refused(cells.number, raw)


@pytest.mark.parametrize(("raw", "minutes"), [(0.25, 15), ("1,5", 90), ("2.0", 120), (1, 60), ("0,01", 1), ("", 0)])
def test_hours_are_kept_as_minutes(raw: Any, minutes: int) -> None:
    assert cells.minutes(raw) == minutes


def test_a_meeting_is_not_longer_than_a_day() -> None:
    refused(cells.minutes, "25")
    refused(cells.minutes, "-1")


@pytest.mark.parametrize(("raw", "quantity"), [("", 1), (None, 1), ("3", 3), (2.0, 2), ("0", 0), ("1 200", 1200)])
def test_a_blank_quantity_is_one(raw: Any, quantity: int) -> None:
    assert cells.quantity(raw) == quantity


@pytest.mark.parametrize("raw", ["2,5", "-1", "много", "99999999999"])
def test_a_quantity_is_a_whole_number_from_nought(raw: Any) -> None:
    refused(cells.quantity, raw)


def test_unknown_capacity_is_not_nought() -> None:
    assert cells.hours_per_month("") is None
    assert cells.hours_per_month("0") == 0


@pytest.mark.parametrize("parse", [cells.number, cells.day, cells.code, cells.organisation_number])
def test_a_formula_nobody_has_counted_is_refused(parse: Any) -> None:
    assert refused(parse, "=A1") == "Формула не посчитана"


# --- identifiers


def test_a_number_kept_as_a_number_is_itself() -> None:
    assert cells.organisation_number(1027700132195.0) == "1027700132195"
    assert cells.code(123.0) == "123"
    assert cells.code(" У-0001 ") == "У-0001"


@pytest.mark.parametrize("raw", ["1.02723E+12", "1,02723E+12", 1.5])
def test_lost_digits_are_refused(raw: Any) -> None:
    assert "потеряла цифры" in refused(cells.organisation_number, raw)


@pytest.mark.parametrize("digits", ["1027700132196", "0000000000000", "123", "10277001321950", "10277O0132195"])
def test_a_wrong_ogrn_is_refused(digits: str) -> None:
    refused(cells.organisation_number, digits)


@given(st.integers(10**13, 9 * 10**13))
def test_an_entrepreneurs_number_is_checked_by_the_remainder_of_thirteen(body: int) -> None:
    digits = f"{body}{body % 13 % 10}"
    if len(set(digits)) > 1:
        assert cells.organisation_number(digits) == digits
    refused(cells.organisation_number, f"{body}{(body % 13 + 1) % 10 if body % 13 < 9 else (body % 13 % 10 + 3) % 10}")


def test_a_code_that_became_a_date_is_refused_and_a_label_noted() -> None:
    made_of_a_code = datetime(2026, 2, 1)
    assert refused(cells.code, made_of_a_code) == "Таблица превратила код в дату"
    found = cells.label(made_of_a_code)
    assert isinstance(found, Noticed) and found.level == "note" and found.value == "01.02.2026"
    assert cells.label("2026-1") == cells.code("2026-1") == "2026-1"


def test_a_leading_nought_that_was_eaten_is_put_back() -> None:
    for found, whole in ((cells.tax_number(227842562.0), "0227842562"), (cells.territory(1701000.0), "01701000")):
        assert isinstance(found, Noticed) and found.value == whole and found.level == "repaired"


def test_a_wrong_inn_is_left_out_and_noted() -> None:
    assert cells.tax_number("7707083893") == "7707083893"
    assert cells.tax_number("") == ""
    for wrong in ("7707083894", "0000000000", "abc"):
        found = cells.tax_number(wrong)
        assert isinstance(found, Noticed) and found.value == "" and found.level == "note"


def test_text_is_cleaned_and_bounded() -> None:
    assert cells.plain("  a\x00b\u200b \n c ") == "ab c"
    assert cells.plain("=1+1") == "=1+1"
    assert cells.plain("<b>x</b>") == "<b>x</b>"
    refused(cells.plain, "ы" * 3_000)
    refused(cells.plain, "#ССЫЛКА!")


@given(st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times()))
def test_no_cell_breaks_a_parser(raw: Any) -> None:
    for parse in (cells.text, cells.plain, cells.code, cells.organisation_number, cells.tax_number, cells.day, cells.number,
                  cells.quantity, cells.attempt, cells.minutes, cells.hours_per_month, cells.coordinate(90), cells.population,
                  cells.amount):  # fmt: skip
        try:
            parse(raw)
        except CellProblem:
            pass

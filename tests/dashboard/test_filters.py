from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.filters import Filters, Offer
from dashboard.parameters import pack, unpack
from dashboard.sentence import sentence
from data_loader.months import last_complete_month, last_of_month
from data_loader.programme import Programme, load_programme

TODAY = date(2026, 10, 31)
SCHOOL = load_programme("programme.toml")
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
CITIES = [city.key for city in SCHOOL.cities]


def said(query: str, **offer: object) -> str:
    filters = Filters.from_query(query, SCHOOL, today=TODAY)
    return sentence(filters, SCHOOL, TODAY, Offer(**offer)).replace("\u00a0", " ")  # type: ignore[arg-type]


@st.composite
def some_filters(draw: st.DrawFn) -> Filters:
    cities = draw(st.sets(st.sampled_from(CITIES), max_size=len(CITIES) - 1))
    return Filters(
        cities=tuple(key for key in CITIES if key in cities),
        cohorts=tuple(
            sorted(
                draw(
                    st.sets(
                        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12),
                        max_size=4,
                    )
                )
            )
        ),
        until=draw(st.none() | DAYS),
        month=draw(st.none() | DAYS.map(lambda day: day.replace(day=1))),
        unit=draw(st.sampled_from(["", "organisations", "services"])),
        track=draw(st.sampled_from(["", "iopu", "provider"])),
        category=draw(st.sampled_from(["", "elderly"])),
        known_at=draw(st.none() | DAYS | st.integers(1, 10**6)),
    )


@given(some_filters())
def test_a_view_comes_back_from_its_url(filters: Filters) -> None:
    read = Filters.from_query(filters.to_query(), SCHOOL)
    assert read == filters
    assert read.dropped == ()


@given(st.text(max_size=200))
def test_no_query_fails(query: str) -> None:
    filters = Filters.from_query(query, SCHOOL, today=TODAY, cohorts=["2025-1"], units=["organisations"])
    assert Filters.from_query(filters.to_query(), SCHOOL, today=TODAY) == filters


@given(
    st.sampled_from(["city", "until", "known_at", "month", "unit", "category", "track"]),
    st.text(min_size=1, max_size=20),
)
def test_no_value_fails(name: str, value: str) -> None:
    Filters.from_query(f"{name}={value}", SCHOOL, today=TODAY)


@given(st.lists(st.text(max_size=8), max_size=4))
def test_packed_values_come_back(values: list[str]) -> None:
    assert unpack(pack(values)) == tuple(values)


def test_cities_stand_in_the_programmes_order_and_all_of_them_mean_all() -> None:
    assert Filters.from_query("city=ishim,tobolsk", SCHOOL).to_query() == "city=tobolsk,ishim"
    assert Filters.from_query("city=ishim&city=tobolsk", SCHOOL).cities == ("tobolsk", "ishim")
    assert Filters.from_query("city=" + ",".join(CITIES), SCHOOL).cities == ()


def test_what_a_link_asks_for_and_cannot_have_is_said() -> None:
    filters = Filters.from_query("city=moskva,ishim&category=cats&until=31.02.2026&known_at=yesterday", SCHOOL)
    assert filters == Filters(cities=("ishim",))
    assert [sentence.split(":")[0] for sentence in filters.dropped] == [
        "В ссылке неизвестный город «moskva»",
        "В ссылке непонятная дата «31.02.2026»",
        "В ссылке неизвестная категория «cats»",
        "В ссылке непонятная дата «yesterday»",
    ]


def test_an_unknown_cohort_is_left_out_and_all_known_ones_mean_all() -> None:
    read = Filters.from_query("cohort=2031-9", SCHOOL, cohorts=["2025-1", "2026-1"])
    assert read.cohorts == ()
    assert "неизвестный поток «2031-9»" in read.dropped[0]
    assert Filters.from_query("cohort=2025-1,2026-1", SCHOOL, cohorts=["2025-1", "2026-1"]).cohorts == ()


def test_a_day_from_today_on_is_now() -> None:
    for day in ("2026-10-31", "2031-01-01"):
        filters = Filters.from_query(f"until={day}&known_at={day}", SCHOOL, today=TODAY)
        assert (filters.until, filters.known_at) == (None, None)


def test_the_sentence() -> None:
    assert said("") == "Показаны все пять городов, все потоки, события по 31 октября 2026 г."
    assert said("city=ishim,tobolsk&cohort=2026-1&until=2026-09-30") == (
        "Показаны Тобольск и Ишим, поток 2026-1, события по 30 сентября 2026 г."
    )
    assert said("city=tyumen&cohort=2025-1,2025-2") == (
        "Показан город Тюмень, потоки 2025-1 и 2025-2, события по 31 октября 2026 г."
    )


def test_the_sentence_says_only_what_the_page_offers() -> None:
    assert said("month=2026-09", parts=("city", "month")) == "Показаны все пять городов, месяц сентябрь 2026 г."
    assert said("category=elderly", parts=("city", "category")) == "Показаны все пять городов, категория «Пожилые люди»"


def test_monthly_figures_say_that_until_means_whole_months() -> None:
    assert said("until=2026-09-15", parts=("city", "until"), monthly=True) == (
        "Показаны все пять городов, полные месяцы по август 2026 г."
    )
    assert last_complete_month(date(2026, 9, 30)) == date(2026, 9, 1)
    assert last_complete_month(date(2026, 1, 30)) == date(2025, 12, 1)


def test_where_all_months_are_shown_a_month_is_the_period() -> None:
    offer = {"parts": ("city", "month", "until"), "all_months": True}
    assert said("", **offer) == "Показаны все пять городов, все месяцы, события по 31 октября 2026 г."
    assert said("month=2026-09&until=2026-05-01", **offer) == "Показаны все пять городов, месяц сентябрь 2026 г."
    assert last_of_month(date(2026, 9, 1)) == date(2026, 9, 30)
    assert last_of_month(date(2027, 12, 1)) == date(2027, 12, 31)


def test_a_programme_of_one_city_has_its_sentence() -> None:
    city = {"key": "a", "name": "Энск"}
    one = Programme.model_validate(
        {"name": "П", "organiser": "О", "city": [city], "school": {"step": [{"key": "s", "name": "Ш"}]}}
    )
    text = sentence(Filters(), one, TODAY, with_cohorts=False).replace("\u00a0", " ")
    assert text == "Показан город Энск, события по 31 октября 2026 г."


def test_a_link_to_another_view() -> None:
    filters = Filters.from_query("city=ishim&until=2026-09-30", SCHOOL)
    assert filters.but(cities=()).href("/stages") == "/stages?until=2026-09-30"
    assert Filters().href("/") == "/"


@pytest.mark.parametrize(
    ("today", "words"), [(date(2026, 10, 30), "октябрь 2026 г. (не окончен)"), (date(2026, 10, 31), "октябрь 2026 г.")]
)
def test_a_month_that_is_not_over_says_so(today: date, words: str) -> None:
    text = sentence(Filters(), SCHOOL, today, Offer(parts=("city", "month")))
    assert text.replace("\u00a0", " ").endswith(f"месяц {words}")

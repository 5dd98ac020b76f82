from __future__ import annotations

from datetime import date

import pytest

from dashboard.components.filter_bar import Bar, Choices, filter_bar, known_bar
from dashboard.filters import Filters, Offer
from dashboard.stamp import Stamp
from data_loader.programme import Programme
from tests.dashboard.hypertext import LexborNode, found, parsed, words

TODAY = date(2026, 10, 31)
STAMP = Stamp(TODAY, 1, demo=True, historic=False)
CHOICES = Choices({"tyumen": 41, "ishim": 0}, ["2025-1", "весна, 2", ""], [date(2026, 9, 1)])
CHOSEN = Filters(cities=("tobolsk", "ishim"), cohorts=("2025-1",))


def made(programme: Programme, filters: Filters, offer: Offer | None = None, choices: Choices = CHOICES) -> LexborNode:
    return parsed(filter_bar(Bar(filters, programme, TODAY, offer or Offer(), choices, STAMP, "/funnel")))


def values(bar: LexborNode, name: str, *, chosen: bool = False) -> list[str | None]:
    return [box.attributes["value"] for box in bar.css(f"input[name={name}]") if not chosen or "checked" in box.attributes]


def test_the_bar_is_a_sentence_with_native_menus(programme: Programme) -> None:
    bar = made(programme, CHOSEN)
    assert [words(summary) for summary in bar.css("summary")] == [
        "Города: Тобольск и Ишим",
        "Потоки: поток 2025-1",
        "События по какой день: 31 октября 2026 г.",
    ]
    assert "Демонстрационные данные на 31 октября 2026 г., загрузка № 1" in words(bar)
    assert values(bar, "city", chosen=True) == ["tobolsk", "ishim"]
    assert words(bar.css(".option")[0]) == "Тюмень 41"


def test_the_bar_is_a_form_that_asks_for_the_page_without_scripts(programme: Programme) -> None:
    bar = made(programme, Filters(known_at=3, category="youth", unit="services"), Offer(units=("services",)))
    (form,) = bar.css("form")
    assert (form.attributes["action"], form.attributes["method"]) == ("/funnel", "get")
    assert {box.attributes["name"]: box.attributes["value"] for box in form.css("input[type=hidden]")} == {
        "known_at": "load:3",
        "category": "youth",
    }
    (day,) = form.css("input[type=date]")
    assert (day.attributes["name"], day.attributes["value"], day.attributes["max"]) == ("until", "2026-10-31", "2026-10-31")
    assert form.css("noscript")


def test_what_a_box_sends_is_what_filters_read(programme: Programme) -> None:
    """Commas and blanks in the name of a cohort survive the way through the address."""
    for cohort, value in zip(CHOICES.cohorts, values(made(programme, Filters()), "cohort"), strict=True):
        assert Filters.from_query(Filters(cohorts=(cohort,)).to_query(), programme).cohorts == (cohort,)
        assert Filters(cohorts=(cohort,)).parameters()["cohort"] == value


def test_links_of_the_bar_take_one_choice_back(programme: Programme) -> None:
    bar = made(programme, Filters(cities=("ishim",), until=date(2026, 9, 30), known_at=3))
    links = {words(link): link.attributes["href"] for link in bar.css("a")}
    assert links["Все города"] == "/funnel?until=2026-09-30&known_at=load:3"
    assert links["Сбросить"] == "/funnel?known_at=load:3"


def test_without_cohorts_nothing_is_said_about_them(programme: Programme) -> None:
    assert "поток" not in words(made(programme, Filters(), choices=Choices()))


def test_the_month_menu_is_newest_first_and_holds_the_chosen_one(programme: Programme) -> None:
    bar = made(programme, Filters(month=date(2025, 1, 1)), Offer(parts=("city", "month", "category")))
    assert values(bar, "month") == ["", "2026-09", "2025-01"]
    assert values(bar, "month", chosen=True) == ["2025-01"]


def test_the_past_is_marked_and_leads_back() -> None:
    stamp = Stamp(date(2026, 9, 30), 1, demo=False, historic=True)
    assert known_bar(Filters(), stamp, TODAY, "/") == ""
    bar = parsed(known_bar(Filters(known_at=date(2026, 10, 1), cities=("ishim",)), stamp, date(2026, 10, 1), "/funnel"))
    assert words(bar) == "Как было известно на 1 октября 2026 г. К последним данным"
    assert [link.attributes["href"] for link in bar.css("a")] == ["/funnel?city=ishim"]
    assert "после загрузки № 1, 30 сентября" in words(parsed(known_bar(Filters(known_at=1), stamp, TODAY, "/")))


@pytest.mark.parametrize(
    ("query", "said", "reset"),
    [
        ("", "", False),
        ("city=ishim", "", True),
        ("until=2026-03-31", "Последний день здесь не действует.", False),
        ("until=2026-03-31&cohort=2025-1", "Поток и последний день здесь не действуют.", False),
        ("month=2026-03&until=2026-03-31", "Последний день здесь не действует.", True),
    ],
)
def test_what_a_page_does_not_heed_is_said(query: str, said: str, reset: bool, programme: Programme) -> None:
    """On a page of cities and months, as that of the mentors."""
    shown = made(programme, Filters.from_query(query, programme, today=TODAY), Offer(parts=("city", "month")))
    assert words(found(shown, "ignored")) == said
    assert bool(found(shown, "reset")) is reset

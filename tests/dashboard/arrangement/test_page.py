from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from dashboard.arrangement import page
from dashboard.arrangement.view import Subject, View, open_view, path_of
from dashboard.blocks import Block
from dashboard.components import parts
from dashboard.filters import Filters, Offer
from dashboard.queries.database import Database
from tests.dashboard.arrangement.reading import standing_on
from tests.dashboard.hypertext import parsed, words


def blocks(view: View) -> list[Block]:
    said = f"всего {view.total('participants_entered', items=['enrolled'])}"
    return [Block("lead", said, partial(parts.lead, said), figures={"here": lambda: {"data": [], "layout": {}}})]


SUBJECT = Subject("funnel", "Воронка", Offer(units=("organisations",)), blocks, lambda _: (date(2026, 9, 1),))


@pytest.fixture(autouse=True)
def context(database: Database) -> Iterator[None]:
    with standing_on(database):
        yield


def said(query: str) -> str:
    return words(parsed(page.text(SUBJECT, query).html))


def test_a_view_asks_with_its_filters() -> None:
    assert "всего 56" in said("")
    assert "всего 40" in said("city=tyumen&until=2026-09-30")


def test_a_condition_given_replaces_the_views() -> None:
    with open_view(SUBJECT, "city=tyumen") as view:
        assert view.total("participants_entered", items=["enrolled"], cities=()) == 56


def test_what_a_link_cannot_have_is_said_above_the_charts() -> None:
    told = said("city=moskva&cohort=1999-1&unit=cats")
    assert "неизвестный город «moskva»" in told
    assert "неизвестный поток «1999-1»" in told
    assert "неизвестная единица «cats»" in told


def test_the_past_shows_its_bar_and_its_numbers() -> None:
    told = said("known_at=2026-10-15")
    assert "Как было известно на 15 октября 2026 г." in told
    assert "всего 55" in told


def test_a_readers_error_is_shown_in_place_of_the_page() -> None:
    assert "Загрузки № 99 нет." in said("known_at=load:99")
    assert page.figure(SUBJECT, "known_at=load:99", "here") is None


def test_an_empty_database_says_what_to_do(empty_database: Database) -> None:
    with standing_on(empty_database):
        assert "Данных ещё нет" in words(parsed(page.text(SUBJECT, "").html).css("main"))


def test_a_page_is_described_by_its_message_its_view_and_its_day() -> None:
    made = page.text(SUBJECT, "city=ishim")
    assert made.title.startswith("Воронка — ")
    assert made.description.replace("\u00a0", " ").startswith("всего 15. Показан город Ишим")
    assert "данные на 31 октября 2026 г" in made.description.replace("\u00a0", " ")


def test_a_figure_is_made_by_the_name_of_its_place() -> None:
    assert page.figure(SUBJECT, "", "here") == {"data": [], "layout": {}}
    assert page.figure(SUBJECT, "", "elsewhere") is None


def test_the_navigation_takes_along_what_every_page_understands() -> None:
    filters = Filters(("ishim",), ("2025-1",), date(2026, 9, 30), month=date(2026, 9, 1), unit="services", known_at=1)
    assert {section.href.partition("?")[2] for section in page.sections(filters)} == {
        "city=ishim&cohort=2025-1&until=2026-09-30&known_at=load:1",
        "city=ishim&cohort=2025-1&month=2026-09&known_at=load:1",  # the mentors' page knows no days
    }


def test_links_lead_to_the_address_of_a_page() -> None:
    assert [path_of(key) for key in ("overview", "funnel", "beneficiaries")] == ["/", "/funnel", "/map"]


def test_blocks_know_their_view() -> None:
    with open_view(SUBJECT, "city=ishim") as view:
        assert (view.shown.page, view.shown.query, view.path) == ("funnel", "city=ishim", "/funnel")


def test_lists_are_read_in_part_for_a_page_and_whole_for_a_file() -> None:
    with open_view(SUBJECT, "") as view:
        assert view.most == 200
    with open_view(SUBJECT, "", whole=True) as view:
        assert view.most is None

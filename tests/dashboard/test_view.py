from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from dash import dcc, html
from flask import Flask

from dashboard.callbacks.view import View, explained, open_view, page_body, page_layout, path_of, query_text
from dashboard.components.chart import charts_in
from dashboard.filters import Offer
from dashboard.queries.database import Database

from .test_components import of, text

OFFER = Offer(units=("organisations",))


def app_of(database: Database) -> Flask:
    app = Flask("view")
    app.extensions["database"] = database
    return app


@pytest.fixture(autouse=True)
def context(database: Database) -> Iterator[None]:
    with app_of(database).app_context():
        yield


def content(query: str) -> list[Any]:
    with open_view("funnel", query, OFFER) as view:
        return page_body(view, html.P(f"всего {view.total('participants_entered', items=['enrolled'])}"))


def test_a_view_asks_with_its_filters() -> None:
    assert "всего 56" in text(content(""))
    assert "всего 40" in text(content("city=tyumen&until=2026-09-30"))


def test_a_condition_given_replaces_the_views() -> None:
    with open_view("funnel", "city=tyumen", OFFER) as view:
        assert view.total("participants_entered", items=["enrolled"], cities=()) == 56


def test_what_a_link_cannot_have_is_said_above_the_charts() -> None:
    body = content("city=moskva&cohort=1999-1&unit=cats")
    assert "неизвестный город «moskva»" in text(body)
    assert "неизвестный поток «1999-1»" in text(body)
    assert "неизвестная единица «cats»" in text(body)


def test_the_past_shows_its_bar_and_its_numbers() -> None:
    body = content("known_at=2026-10-15")
    assert "Как было известно на 15 октября 2026 г." in text(body)
    assert "всего 55" in text(body)


def test_a_readers_error_is_shown_in_place_of_the_page() -> None:
    body = explained(content)("known_at=load:99")
    assert "Загрузки № 99 нет." in text(body)


def test_an_empty_database_says_what_to_do(empty_database: Database) -> None:
    with app_of(empty_database).app_context():
        assert "Данных ещё нет" in text(of(content(""), html.Main))


def test_the_first_layout_holds_the_numbers_and_the_query() -> None:
    layout = page_layout("funnel-body", content, {"city": "tyumen", "cohort": ["2025-1", "2026-1"]})
    (store,) = of(layout, dcc.Store)
    assert store.data == query_text({"city": "tyumen", "cohort": ["2025-1", "2026-1"]})
    assert "всего 41" in text(layout)


def test_links_lead_to_the_address_of_a_page() -> None:
    assert [path_of(page) for page in ("overview", "funnel", "beneficiaries")] == ["/", "/funnel", "/map"]


def test_frames_of_charts_know_their_view() -> None:
    with open_view("funnel", "city=ishim", OFFER) as view:
        assert (view.shown.page, view.shown.query, view.path) == ("funnel", "city=ishim", "/funnel")
        assert isinstance(view, View)
        assert list(charts_in(None)) == []

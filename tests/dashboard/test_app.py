"""The application as a browser and other programs meet it. One for the session: a second `Dash` would have no callbacks."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import dash
import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from dashboard import faults
from dashboard.errors import ReaderError


def open_page(client: FlaskClient, path: str, search: str = "") -> Any:
    """What the browser asks for when it opens an address."""
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    return client.post("/_dash-update-component", json=body)


def pages() -> list[dict[str, Any]]:
    return [page for page in dash.page_registry.values() if page["order"] is not None]


def test_every_page_opens_with_its_first_content(visitor: FlaskClient) -> None:
    for page in pages():
        answer = open_page(visitor, page["path"])
        assert answer.status_code == 200
        assert '"id":"main"' in answer.text
        assert "note err" not in answer.text, f"{page['path']} shows an error"


def test_the_navigation_shows_the_pages_that_exist_in_their_order(visitor: FlaskClient) -> None:
    layout = visitor.get("/_dash-layout").text
    named = [page["name"] for page in sorted(pages(), key=lambda page: page["order"])]
    nav = layout[layout.index('"id":"navigation"') - 4000 :]
    places = [nav.index(f'"children":"{name}"') for name in named]
    assert places == sorted(places)
    assert "404" not in nav


def test_a_page_is_titled_by_its_name_and_the_programme(visitor: FlaskClient) -> None:
    for page in pages():
        assert (
            open_page(visitor, page["path"])
            .get_json()["response"]["_pages_store"]["data"]["title"]
            .startswith(page["name"] + " — ")
        )


def test_no_two_pages_share_an_order(visitor: FlaskClient) -> None:
    orders = [page["order"] for page in pages()]
    assert len(orders) == len(set(orders))


def test_an_address_without_a_page_is_404_and_says_so(visitor: FlaskClient) -> None:
    for path in ("/nope", "/funnel/deeper", "/404"):
        assert visitor.get(path).status_code == 404
    assert "Такой страницы нет" in open_page(visitor, "/nope").text


@pytest.mark.parametrize(
    "path", ["/assets/nope.css", "/_dash-component-suites/dash/nope.js", "/_dash-component-suites/no/such.js"]
)
def test_a_missing_file_is_404(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/export/not_found_404/x.csv", "/export/funnel/x.csv", "/export/nothing/steps.csv", "/assets/no.css?m=1"]
)
def test_what_is_missing_is_404_and_not_kept(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_another_method_of_an_address_is_405_in_words(visitor: FlaskClient, method: str) -> None:
    answer = visitor.open("/api/v1/counts", method=method)
    assert answer.status_code == 405
    assert "GET /api/v1/counts" in answer.get_json()["error"]


def test_a_silent_database_is_said_as_such(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("no route"))

    monkeypatch.setattr("dashboard.queries.database.Database.snapshot", silent)
    assert "База данных" in open_page(visitor, "/funnel").get_data(as_text=True)
    answer = visitor.get("/export/funnel/steps.csv")
    assert answer.status_code == 503 and "База данных не отвечает. " in answer.text


def test_the_document_is_russian_and_takes_nothing_from_elsewhere(visitor: FlaskClient) -> None:
    document = visitor.get("/").text
    assert '<html lang="ru">' in document
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", document)


def test_every_file_of_the_document_is_there(visitor: FlaskClient) -> None:
    for path in re.findall(r"(?:src|href)=\"(/[^\"]+)\"", visitor.get("/").text):
        assert visitor.get(path).status_code == 200, path


def test_stylesheets_name_only_fonts_that_are_there(visitor: FlaskClient) -> None:
    tokens = visitor.get("/assets/tokens.css").text
    fonts = re.findall(r"url\(\"?([^\")]+)\"?\)", tokens)
    assert fonts
    for font in fonts:
        answer = visitor.get(f"/assets/{font}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_plotly_is_our_own_bundle_at_an_address_that_changes_with_it(visitor: FlaskClient) -> None:
    address = re.search(r"/assets/lazy/plotly\.js\?m=\w+", visitor.get("/assets/plotly_url.js").text)
    assert address is not None
    answer = visitor.get(address.group())
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert "plotly" not in re.sub(r"plotly_url\.js\S*", "", visitor.get("/").text.split("<script src", 1)[1])


def test_answers_are_compressed(visitor: FlaskClient) -> None:
    answer = visitor.get("/assets/look.css", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"


def test_the_map_outline_turns_clockwise() -> None:
    outline = json.loads((Path(__file__).parents[2] / "assets" / "tyumen_outline.geojson").read_text())
    for feature in outline["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for ring in (polygon[0] for polygon in polygons):
            assert sum((u - x) * (v + y) for (x, y), (u, v) in pairwise(ring)) > 0


def test_a_failure_while_a_page_opens_is_told_in_its_place_without_a_traceback(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("inner detail")

    monkeypatch.setitem(pages()[0], "layout", broken)
    answer = open_page(visitor, pages()[0]["path"])
    assert answer.status_code == 200
    assert "inner detail" not in answer.text
    quoted = re.search(r"назовите номер ([0-9A-F]{4}-[0-9A-F]{2})", answer.text.replace("\\u00a0", " ").replace("\u00a0", " "))
    assert quoted is not None
    assert quoted.group(1) in caplog.text


def test_an_error_meant_for_the_reader_is_shown_as_written(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise ReaderError("Такого дня ещё не было.", "Выберите день раньше.")

    monkeypatch.setitem(pages()[0], "layout", refused)
    answer = open_page(visitor, pages()[0]["path"])
    said = answer.text.replace("\u00a0", " ")
    assert "Такого дня ещё не было." in said
    assert "назовите номер" not in said


def test_a_failed_update_leaves_the_page_and_speaks_through_the_notice(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "_opens_a_page", lambda: False)
    monkeypatch.setitem(pages()[0], "layout", lambda **_: 1 / 0)
    told = open_page(visitor, pages()[0]["path"]).get_json()
    assert "_pages_content" not in told.get("response", {})
    assert "notice" in told["sideUpdate"]


def test_a_failed_request_shows_a_page_with_a_reference(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("dashboard.downloads._content", lambda *_: 1 / 0)
    answer = visitor.get("/export/beneficiaries/x.csv", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert "Данные не пострадали" in answer.text
    assert "reference" in caplog.text

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

from dashboard import answers
from dashboard.arrangement.contents import SUBJECTS
from dashboard.errors import ReaderError
from dashboard.queries.cache import ByteCache
from tests.dashboard.asking import ask
from tests.dashboard.hypertext import parsed, words

PAGES = [subject.key for subject in SUBJECTS]
VIEWS = [
    "", "city=ishim", "city=tyumen,ishim", "city=tyumen&city=ishim", "cohort=2025-1", "cohort=2026-1&city=ishim", "until=2026-09-30",
    "until=2026-02-28&city=tyumen", "month=2026-09", "month=2026-08&city=tyumen", "unit=organisations", "unit=services",
    "category=youth", "category=elderly&unit=services", "known_at=load:1", "known_at=2026-10-15", "known_at=load:99",
    "city=moskva&cohort=1999-1&unit=cats", "until=someday&month=never", "city=%3Cscript%3E&x=%22%27",
]  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "CACHE", ByteCache(2**22))


def told(client: FlaskClient, page: str) -> Any:
    """What is told above a page that could not answer."""
    return parsed(ask(client, page)["notice"])


def test_the_registered_pages_are_those_of_the_arrangement(visitor: FlaskClient) -> None:
    registered = sorted(dash.page_registry.values(), key=lambda page: page["order"])
    assert [(page["path"], page["name"]) for page in registered] == [(subject.path, subject.name) for subject in SUBJECTS]


def test_every_page_is_a_whole_document(visitor: FlaskClient) -> None:
    for subject in SUBJECTS:
        answer = visitor.get(subject.path)
        assert answer.status_code == 200
        document = parsed(answer.text)
        assert len(document.css("h1")) == 1 and len(document.css("main")) == 1
        assert not document.css(".failed"), f"{subject.path} shows an error"
        assert words(document.css("nav a[aria-current=page]")) == subject.name
        assert answer.text.count(f"<title>{subject.name} — ") == 1
        for name in ('name="description"', 'property="og:title"', 'property="og:description"'):
            assert re.search(rf'<meta {name} content="[^"]+">', answer.text), name


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", VIEWS)
def test_the_first_answer_and_every_later_one_are_the_same(visitor: FlaskClient, page: str, query: str) -> None:
    path = next(subject.path for subject in SUBJECTS if subject.key == page)
    first = visitor.get(f"{path}?{query}").text
    later = ask(visitor, page, query)
    assert (later["page"], later["query"]) == (page, query)
    assert str(later["html"]) in first
    assert f"<title>{later['title']}</title>" in first


def test_the_navigation_names_the_pages_in_their_order_and_takes_choices_along(visitor: FlaskClient) -> None:
    links = parsed(visitor.get("/mentors?city=ishim&month=2026-09").text).css("#navigation a")
    assert [words(link) for link in links] == [subject.name for subject in SUBJECTS]
    assert [link.attributes["href"] for link in links] == [f"{subject.path}?city=ishim" for subject in SUBJECTS]


@pytest.mark.parametrize("path", ["/nope", "/funnel/deeper", "/404"])
def test_an_address_without_a_page_is_404_and_says_so(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert "Такой страницы нет" in answer.text and "На главную" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/assets/nope.css", "/static/nope.css", "/_dash-component-suites/dash/nope.js", "/_dash-component-suites/no/such.js",
     "/export/nowhere/x.csv", "/export/funnel/x.csv", "/export/nothing/steps.csv", "/table/funnel/x", "/assets/no.css?m=1"],
)  # fmt: skip
def test_what_is_missing_is_404_and_not_kept(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_another_method_of_an_address_is_405_in_words(visitor: FlaskClient, method: str) -> None:
    answer = visitor.open("/api/v1/counts", method=method)
    assert answer.status_code == 405
    assert "GET /api/v1/counts" in answer.get_json()["error"]


def test_the_document_is_russian_and_takes_nothing_from_elsewhere(visitor: FlaskClient) -> None:
    document = visitor.get("/").text
    assert '<html lang="ru">' in document
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", document)


def test_every_file_of_the_document_is_there(visitor: FlaskClient) -> None:
    for path in re.findall(r"(?:src|href)=\"(/[^\"]+)\"", visitor.get("/").text):
        assert visitor.get(path.replace("&amp;", "&")).status_code == 200, path


def test_the_map_outline_turns_clockwise() -> None:
    outline = json.loads((Path(__file__).parents[2] / "assets" / "tyumen_outline.geojson").read_text())
    for feature in outline["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for ring in (polygon[0] for polygon in polygons):
            assert sum((u - x) * (v + y) for (x, y), (u, v) in pairwise(ring)) > 0


# --- when something goes wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["snapshot", "version"])
def test_a_silent_database_is_said_as_such(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    def silent(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("no route"))

    monkeypatch.setattr(f"dashboard.queries.database.Database.{asked}", silent)
    assert "База данных не отвечает" in words(told(visitor, "funnel"))
    for path in ("/funnel", *(["/export/funnel/steps.csv"] if asked == "snapshot" else [])):
        answer = visitor.get(path)
        assert answer.status_code == 503 and "База данных не отвечает. " in answer.text


def test_a_failure_is_told_with_a_reference_and_without_a_traceback(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("dashboard.arrangement.page.text", lambda *_: 1 / 0)
    answer = ask(visitor, "funnel")
    assert "html" not in answer and "division" not in answer["notice"]
    quoted = re.search(r"назовите номер ([0-9A-F]{4}-[0-9A-F]{2})", words(told(visitor, "funnel")))
    assert quoted is not None and quoted.group(1) in caplog.text


def test_a_drawing_that_fails_is_told_too(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.arrangement.page.figure", lambda *_: 1 / 0)
    answer = ask(visitor, "beneficiaries", kind="figures")
    assert answer["figures"] == {} and "назовите номер" in words(parsed(answer["notice"]))


def test_a_failure_is_not_remembered(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("dashboard.arrangement.page.text", lambda *_: 1 / 0)
        assert "notice" in ask(visitor, "funnel")
    assert "html" in ask(visitor, "funnel")


def test_an_error_meant_for_the_reader_stands_in_the_place_of_the_page(visitor: FlaskClient) -> None:
    said = words(parsed(ask(visitor, "funnel", "known_at=load:99")["html"]))
    assert "Загрузки № 99 нет." in said and "Показать последние данные" in said
    assert "назовите номер" not in said


def test_an_error_meant_for_the_reader_is_shown_as_written(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> None:
        raise ReaderError("Такого дня ещё не было.", "Выберите день раньше.")

    monkeypatch.setattr("dashboard.arrangement.page.text", refused)
    assert words(told(visitor, "funnel")) == "Такого дня ещё не было. Выберите день раньше."


def test_a_failed_request_shows_a_page_with_a_reference(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("dashboard.arrangement.page.text", lambda *_: 1 / 0)
    answer = visitor.get("/funnel", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert "division" not in answer.text and "site." in answer.text
    assert "Данные не пострадали" in answer.text
    assert "reference" in caplog.text

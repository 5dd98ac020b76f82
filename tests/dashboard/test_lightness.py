"""What pages may cost, counted without a clock: components, requests, bytes, statements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import brotli
import pandas as pd
import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from dashboard import answers
from dashboard.arrangement.contents import SUBJECTS
from dashboard.context import current_database
from dashboard.queries import cache
from dashboard.queries.cache import ByteCache
from tests.dashboard.asking import ask, body
from tests.dashboard.hypertext import parsed

PAGES = [subject.key for subject in SUBJECTS]
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
MOST_COMPONENTS = 40
MOST_STATEMENTS = 25


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "CACHE", ByteCache(2**22))
    monkeypatch.setattr(cache, "_READ", ByteCache(2**22))


@contextmanager
def statements(client: FlaskClient) -> Iterator[list[str]]:
    """The SQL that is executed meanwhile."""
    with client.application.app_context():
        engine = current_database().engine
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def components(part: Any) -> int:
    """Dash components in a layout."""
    if isinstance(part, list):
        return sum(map(components, part))
    own = isinstance(part, dict) and "namespace" in part
    return own + components(list(part.values())) if isinstance(part, dict) else 0


def test_dash_has_few_components_whatever_the_data(visitor: FlaskClient) -> None:
    layout = components(visitor.get("/_dash-layout").get_json())
    for page in PAGES:
        places = len(parsed(ask(visitor, page)["html"]).css("[data-place]"))
        assert layout + 2 * places <= MOST_COMPONENTS  # a graph, and what holds it in its place


def files_of(document: str) -> list[str]:
    return re.findall(r"(?:src|href)=\"(/static/[^\"]+)\"", document)


def weight(client: FlaskClient, path: str) -> int:
    return len(client.get(path, headers=BROWSER).data)


@pytest.mark.parametrize("subject", SUBJECTS, ids=PAGES)
def test_a_cold_page_asks_for_few_and_small_files(visitor: FlaskClient, subject: Any) -> None:
    document = visitor.get(subject.path, headers=BROWSER)
    text = brotli.decompress(document.data).decode()
    files = files_of(text)
    assert len(files) == len(set(files)) == 5  # icon, two typefaces, our sheet, our script
    assert len(document.data) + sum(weight(visitor, file) for file in files) < 90 * 1024  # before the first text
    libraries = json.loads(parsed(text).css("#libraries")[0].text())
    later = [libraries["dash"], *(libraries["drawing"] if "data-place" in text else [])]
    asked = ["/_dash-layout", "/_dash-dependencies", "/version"]
    whole = len(document.data) + sum(weight(visitor, path) for path in [*files, *later, *asked])
    most, requests = (600, 14) if len(later) > 1 else (300, 12)
    assert whole < most * 1024
    drawn = 1 if len(later) > 1 else 0  # the question for the figures
    assert 1 + len(files) + len(later) + len(asked) + drawn <= requests


def test_files_that_browsers_keep_are_pressed_named_by_content_and_kept_for_a_year(visitor: FlaskClient) -> None:
    for path in files_of(visitor.get("/").text):
        plain, pressed = visitor.get(path), visitor.get(path, headers=BROWSER)
        assert "immutable" in pressed.headers["Cache-Control"] and "max-age=31536000" in pressed.headers["Cache-Control"]
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", path)
        if not path.endswith(".woff2"):
            assert pressed.headers["Content-Encoding"] == "br"
            assert brotli.decompress(pressed.data) == plain.data
            assert visitor.get(path, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("page", PAGES)
def test_the_answer_to_a_filter_is_small(visitor: FlaskClient, page: str) -> None:
    answer = visitor.post("/_dash-update-component", json=body(page, "city=ishim"), headers=BROWSER)
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) < 20 * 1024


@pytest.mark.parametrize("page", PAGES)
def test_a_new_view_asks_the_database_little(visitor: FlaskClient, page: str) -> None:
    with statements(visitor) as said:
        ask(visitor, page, "city=ishim")
    assert len(said) <= MOST_STATEMENTS, said


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["answer", "figures"])
def test_a_repeated_view_touches_neither_the_database_nor_pandas(
    visitor: FlaskClient, page: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = next(subject.path for subject in SUBJECTS if subject.key == page) + "?city=ishim"
    first = ask(visitor, page, "city=ishim", kind=kind)
    visitor.get(address)

    def touched(*_: Any, **__: Any) -> None:
        raise AssertionError("pandas was touched")

    monkeypatch.setattr("dashboard.queries.newest.PATIENCE", 60)  # no clock in between
    monkeypatch.setattr(pd.DataFrame, "__init__", touched)
    monkeypatch.setattr(pd.Series, "__init__", touched)
    with statements(visitor) as said:
        again = ask(visitor, page, "city=ishim", kind=kind)
        document = visitor.get(address)
    assert again == first and document.status_code == 200
    assert not said


@pytest.mark.parametrize("subject", SUBJECTS, ids=PAGES)
def test_a_page_that_draws_says_so(visitor: FlaskClient, subject: Any) -> None:
    assert bool(parsed(visitor.get(subject.path).text).css("[data-place]")) is subject.draws

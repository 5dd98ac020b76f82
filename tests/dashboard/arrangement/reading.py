"""A page as a reader gets it, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask

from dashboard.arrangement import overview, page
from dashboard.arrangement.view import Subject, View, open_view
from dashboard.blocks import charts
from dashboard.indicators.table import Table
from dashboard.queries.database import Database
from tests.dashboard import hypertext
from tests.dashboard.hypertext import LexborNode, Part


@dataclass(frozen=True)
class Opened:
    """A page as the browser gets it, and the tables behind its charts."""

    html: str
    tables: dict[str, Table]

    @property
    def root(self) -> LexborNode:
        return hypertext.parsed(self.html)


def words(part: Opened | Part) -> str:
    """All text, as a screen reader meets it; one space for any."""
    return hypertext.words(part.root if isinstance(part, Opened) else part)


def found(part: Opened | Part, name: str) -> list[LexborNode]:
    """Elements of a class, in the order of reading."""
    return hypertext.found(part.root if isinstance(part, Opened) else part, name)


def tables(shown: Opened) -> dict[str, Table]:
    return shown.tables


def opened(database: Database, query: str = "", subject: Subject = overview.SUBJECT) -> Opened:
    """A page as the browser gets it; the overview unless another is named. Tables are whole, as in the files."""
    with standing_on(database):
        html = page.text(subject, query).html
        with viewing(database, query, subject) as view:
            shown = {} if view.snapshot.empty else {block.key: table for block, table in charts(subject.blocks(view))}
    return Opened(html, shown)


@contextmanager
def viewing(database: Database, query: str, subject: Subject) -> Iterator[View]:
    """A view with lists to their end, as a file sees them."""
    with standing_on(database), open_view(subject, query, whole=True) as view:
        yield view


@contextmanager
def standing_on(database: Database) -> Iterator[Flask]:
    """An application that stands on a database."""
    app = Flask("page")
    app.extensions["database"] = database
    with app.app_context():
        yield app

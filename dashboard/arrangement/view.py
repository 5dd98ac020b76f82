"""The glue between the URL, the filter bar and a page: the query string is the only state.

What a reader does to a control changes the query string in the browser (`assets/view.js`), which writes it to the address bar
and to the store `VIEW`; the page's callback answers with the new body. Back, Forward and links to the same page
take the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import dcc, html

from dashboard.components.chart import Shown
from dashboard.components.filter_bar import Bar, Choices, filter_bar, known_bar
from dashboard.components.notice import dropped, failure, nothing_loaded
from dashboard.components.parts import button
from dashboard.context import current_database, current_viewer
from dashboard.errors import ReaderError
from dashboard.filters import Filters, Offer, sentence
from dashboard.queries import reference
from dashboard.queries.counts import counts, total
from dashboard.queries.database import Snapshot
from dashboard.viewer import Viewer
from data_loader.programme import Programme

VIEW = "view"
"""Store with the query string of the page on screen."""

LOAD_VERSION = "load-version"
"""Store with the newest load id (`assets/live.js`): changes when all numbers may change."""

Content = Callable[[str], list[Any]]


@dataclass(frozen=True)
class View:
    """What one rendering of a page stands on: its filters, the viewer and one snapshot."""

    page: str
    offer: Offer
    filters: Filters
    snapshot: Snapshot
    viewer: Viewer
    cohorts: tuple[str, ...]
    """Cohorts on record."""

    @property
    def programme(self) -> Programme:
        return self.snapshot.programme

    @property
    def today(self) -> date:
        return self.snapshot.today

    @property
    def until(self) -> date:
        """The last day shown."""
        return self.filters.until or self.today

    @property
    def path(self) -> str:
        return path_of(self.page)

    @cached_property
    def sentence(self) -> str:
        return sentence(self.filters, self.programme, self.today, self.offer, with_cohorts=bool(self.cohorts))

    @cached_property
    def shown(self) -> Shown:
        """For the frames of charts."""
        return Shown(self.page, self.filters.to_query(), self.sentence, self.snapshot.stamp)

    def counts(self, measure: str, by: tuple[str, ...] | list[str] = (), **conditions: Any) -> pd.DataFrame:
        """`queries.counts` under this view's filters; a condition given here replaces the view's (`until=None`)."""
        return counts(self.snapshot, self.viewer, measure, by, **{**self._conditions(), **conditions})

    def total(self, measure: str, **conditions: Any) -> int:
        return total(self.snapshot, self.viewer, measure, **{**self._conditions(), **conditions})

    def _conditions(self) -> dict[str, Any]:
        return {"cities": self.filters.cities, "cohorts": self.filters.cohorts, "until": self.filters.until}


PATHS = {"overview": "/", "beneficiaries": "/map"}
"""Pages whose path is not their subject."""


def path_of(page: str) -> str:
    return PATHS.get(page, f"/{page}")


@contextmanager
def open_view(page: str, query: str, offer: Offer) -> Iterator[View]:
    """Reads the query and opens one snapshot for everything the page says."""
    database, viewer = current_database(), current_viewer()
    asked = Filters.from_query(query, database.programme, today=database.today())
    with database.snapshot(asked.known_at) as snapshot:
        cohorts = reference.cohorts_on_record(snapshot, viewer)
        filters = Filters.from_query(query, database.programme, today=snapshot.today, cohorts=cohorts, units=offer.units)
        yield View(page, offer, replace(filters, known_at=asked.known_at), snapshot, viewer, cohorts)


def page_body(view: View, *parts: Any, months: tuple[date, ...] = (), needs_data: bool = True) -> list[Any]:
    """The bars above and the parts of a page below, as the children of its body.

    A page that `needs_data` shows nothing but the cure while nothing is loaded.
    """
    enrolled = reference.enrolled_by_city(view.snapshot, view.viewer, view.filters)
    choices = Choices(enrolled, view.cohorts, months)
    stamp = view.snapshot.stamp
    bars = [
        known_bar(view.filters, stamp, view.today, view.path),
        filter_bar(Bar(view.filters, view.programme, view.today, view.offer, choices, stamp, view.path)),
    ]
    notes = [dropped(view.filters.dropped)] if view.filters.dropped else []
    shown = parts if view.snapshot.load or not needs_data else (nothing_loaded(),)
    return [
        *(bar for bar in bars if bar is not None),
        html.Main([*notes, *shown], className="page", id="main"),
    ]


def page_layout(body_id: str, content: Content, query: Mapping[str, Any]) -> html.Div:
    """What `layout(**query)` returns: the store of the view, and the body with its first content."""
    text = query_text(query)
    return html.Div([dcc.Store(id=VIEW, data=text), html.Div(content(text), id=body_id, className="body")])


def query_text(query: Mapping[str, Any]) -> str:
    """The query string that Dash took apart for `layout(**query)`; a repeated parameter is a list."""
    return urlencode({key: value for key, value in query.items() if value is not None}, doseq=True)


def explained(content: Content) -> Content:
    """Shows a `ReaderError` of a page's content in place of the page, as written."""

    @wraps(content)
    def told(query: str) -> list[Any]:
        try:
            return content(query)
        except ReaderError as error:
            page = content.__module__.rpartition(".")[2]
            again = button("Показать последние данные", path_of(page), first=True)
            return [html.Main(failure(error.message, error.remedy, [again]), className="page", id="main")]

    return told

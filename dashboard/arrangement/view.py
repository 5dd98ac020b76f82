"""What one rendering of a page stands on: the filters of its address, the viewer, one snapshot of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.blocks import Block, Shown
from dashboard.components.frame import MOST_ROWS
from dashboard.context import current_database, current_viewer
from dashboard.filters import Filters, Offer
from dashboard.queries import reference
from dashboard.queries.counts import counts, total
from dashboard.queries.database import Snapshot
from dashboard.sentence import sentence
from dashboard.viewer import Viewer
from data_loader.programme import Programme

PATHS = {"overview": "/", "beneficiaries": "/map"}
"""Pages whose path is not their subject."""


def path_of(page: str) -> str:
    return PATHS.get(page, f"/{page}")


@dataclass(frozen=True)
class View:
    """What one rendering of a page stands on: its filters, the viewer and one snapshot."""

    page: str
    """The key of its subject."""
    offer: Offer
    filters: Filters
    snapshot: Snapshot
    viewer: Viewer
    cohorts: tuple[str, ...]
    """Cohorts on record."""
    most: int | None = MOST_ROWS
    """So many rows of a list are read; all of them (None) for a file."""

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

    @property
    def cities_shown(self) -> list[tuple[str, str]]:
        """Their keys and names, in the order of the programme."""
        return [(key, self.programme.city(key).name) for key in self.filters.city_keys(self.programme)]

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


@dataclass(frozen=True)
class Subject:
    """A page as the arrangement declares it: its key, its name in the navigation, what a reader may choose, what it says."""

    key: str
    name: str
    offer: Offer
    blocks: Callable[[View], list[Block]]
    months: Callable[[View], tuple[date, ...]] | None = None
    """Months that can be chosen, where `offer` has them."""
    needs_data: bool = True
    """A page that needs data shows nothing but the cure while nothing is loaded."""
    draws: bool = False
    """Whether Plotly draws on it: browsers fetch it when a pointer comes near a link to such a page."""
    layout: str = ""
    """The class of what lays its blocks out; without one they stand one below the other."""

    @property
    def path(self) -> str:
        return path_of(self.key)


@contextmanager
def open_view(subject: Subject, query: str, *, whole: bool = False) -> Iterator[View]:
    """Reads the query and opens one snapshot for everything the page says; `whole`: with lists to their end, for a file."""
    database, viewer = current_database(), current_viewer()
    asked = Filters.from_query(query, database.programme, today=database.today())
    with database.snapshot(asked.known_at) as snapshot:
        cohorts = reference.cohorts_on_record(snapshot, viewer)
        filters = Filters.from_query(query, database.programme, today=snapshot.today, cohorts=cohorts, units=subject.offer.units)
        filters = replace(filters, known_at=asked.known_at)
        yield View(subject.key, subject.offer, filters, snapshot, viewer, cohorts, None if whole else MOST_ROWS)

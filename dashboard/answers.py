"""Answers made once: the text of a page is kept for its view, the data it was made of and what its reader may see.

Everything here is per process. That is enough: an answer is a function of its key, so two processes at worst make it twice, and a
process that has not yet heard of a load serves the whole page of the load before.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import brotli
import orjson
from flask import Response, g, request

from dashboard.arrangement import page
from dashboard.arrangement.page import Text
from dashboard.arrangement.view import Subject
from dashboard.context import current_database, current_viewer
from dashboard.encodings import best, in_form
from dashboard.filters import Filters
from dashboard.queries.cache import ByteCache

CACHE = ByteCache(6 * 2**20)
"""Texts, figures and compressed answers together, of one process."""


@dataclass(frozen=True)
class Key:
    """What an answer depends on, and nothing else."""

    page: str
    filters: Filters
    dropped: tuple[str, ...]
    rights: str
    """What the viewer may read, never who he is."""
    version: tuple[Any, ...]
    day: str

    @property
    def load(self) -> int:
        return int(self.version[1])


def key_of(subject: Subject, query: str, at_least: int = 0) -> Key:
    """`at_least`: the load that the asking screen knows of."""
    database = current_database()
    today = database.today()
    filters = Filters.from_query(query, database.programme, today=today, units=subject.offer.units)
    version = (str(database.engine.url), *database.version(at_least))
    return Key(subject.key, filters, filters.dropped, current_viewer().role, version, f"{today}")


def text(key: Key, subject: Subject, query: str) -> Text:
    """The page under a view: made at most once while it is remembered."""
    return CACHE.remembered((key, "text"), lambda: page.text(subject, query), lambda made: 2 * len(made.html) + 500)


def figures(key: Key, subject: Subject, query: str, places: Sequence[str]) -> dict[str, Any]:
    """What Plotly draws in these places of it, each made once; a place that is not there is left out."""
    found = {place: orjson.loads(_figure(key, subject, query, place)) for place in places}
    return {place: figure for place, figure in found.items() if figure is not None}


def _figure(key: Key, subject: Subject, query: str, place: str) -> bytes:
    return CACHE.remembered((key, "figure", place), lambda: orjson.dumps(page.figure(subject, query, place)), len)


class Marked(NamedTuple):
    """Bytes with a mark of their content."""

    bytes: bytes
    mark: str


def _marked(content: bytes) -> Marked:
    return Marked(content, hashlib.sha256(content).hexdigest()[:16])


def response(key: Hashable, make: Callable[[], bytes], content_type: str) -> Response:
    """An answer as the browser takes it: its bytes are made once in each form, and not sent again to one that has them."""
    encoding = best()
    content = CACHE.remembered((key, encoding), lambda: _marked(FORMS[encoding](make())), lambda made: len(made.bytes))
    made = in_form(Response(content_type=content_type), content.bytes, encoding)
    made.set_etag(content.mark)
    return cast(Response, made.make_conditional(request))


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
    "": lambda content: content,
}
"""Quality 5: the last step that costs less time than it saves on a slow line; what is made once a year is pressed harder."""


def press(answered: Response) -> Response:
    """The answer of a callback in the smallest form, kept under what it answered (`g.answered`) for those who ask the same."""
    key = g.pop("answered", None)
    if key is None or answered.status_code != 200:
        return answered
    encoding = best()
    content = answered.get_data()
    return in_form(answered, CACHE.remembered((key, encoding), lambda: FORMS[encoding](content), len), encoding)


def again(key: Hashable) -> Response | None:
    """The answer that was pressed under this key before."""
    encoding = best()
    content = CACHE.known((key, encoding))
    return None if content is None else in_form(Response(content_type="application/json"), content, encoding)

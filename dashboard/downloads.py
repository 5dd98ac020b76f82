"""The table behind a chart, taken from the same blocks that the page shows: `/export/<page>/<block>.csv?<view>` as a file, and
`/table/<page>/<block>?<view>` as text, where a page holds only its first rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl

from flask import Blueprint, Response, abort, current_app, request

from dashboard.arrangement.contents import BY_KEY
from dashboard.arrangement.view import View, open_view
from dashboard.blocks import Block, charts
from dashboard.components.frame import twin
from dashboard.components.markup import draw
from dashboard.exports.csv import chart_as_csv
from dashboard.indicators.table import Table

downloads = Blueprint("downloads", __name__)
LONGEST = 60
"""Letters of a file's name for what was chosen."""
PART = "text/x-part"
"""What our script accepts: the table alone, to be put into the page."""


@downloads.get("/export/<page>/<key>.csv")
def chart_csv(page: str, key: str) -> Response:
    with _chart(page, key) as (view, block, table):
        shown = view.shown
        text = chart_as_csv(block.title, table, sentence=shown.sentence, stamp=shown.stamp, source=block.source)
        name = "-".join([page, key, *_chosen(shown.query), f"{shown.stamp.day:%Y-%m-%d}"]) + ".csv"
    return Response(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@downloads.get("/table/<page>/<key>")
def whole_table(page: str, key: str) -> Response:
    with _chart(page, key) as (view, block, table):
        drawn = twin(table, block.title)
        if request.headers.get("Accept") != PART:
            back = view.filters.href(view.path)
            drawn = draw("document.html", "table", block.title, drawn, back, current_app.extensions["stylesheet"])
    return Response(drawn.strip(), content_type="text/html; charset=utf-8")


def _chosen(query: str) -> list[str]:
    """What a view chose, in letters that any file system takes; as much of it as a name has room for."""
    words = re.findall(r"[0-9A-Za-z]+", " ".join(value for _, value in parse_qsl(query)))
    return ["-".join(words)[:LONGEST].strip("-")] if words else []


@contextmanager
def _chart(page: str, key: str) -> Iterator[tuple[View, Block, Table]]:
    """A block with its table and the view it belongs to, lists to their end."""
    if (subject := BY_KEY.get(page)) is None:
        abort(404)
    with open_view(subject, request.query_string.decode("ascii", "ignore"), whole=True) as view:
        found = next(((block, table) for block, table in charts(subject.blocks(view)) if block.key == key), None)
        if found is None:
            abort(404)
        yield view, *found

"""`/export/<page>/<chart>.csv?<view>`: the table behind a chart, taken from the same content that the page
shows."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any
from urllib.parse import parse_qsl

import dash
from flask import Blueprint, Response, abort, request

from dashboard.callbacks.view import Content
from dashboard.components.chart import Chart, charts_in
from dashboard.exports.csv import chart_as_csv

downloads = Blueprint("downloads", __name__)
LONGEST = 60
"""Letters of a file's name for what was chosen."""


@downloads.get("/export/<page>/<chart>.csv")
def chart_csv(page: str, chart: str) -> Response:
    found = _chart(_content(page)(request.query_string.decode("ascii", "ignore")), chart)
    shown = found.shown
    text = chart_as_csv(found.title, found.table, sentence=shown.sentence, stamp=shown.stamp, source=found.source)
    name = "-".join([page, chart, *_chosen(shown.query), f"{shown.stamp.day:%Y-%m-%d}"]) + ".csv"
    return Response(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chosen(query: str) -> list[str]:
    """What a view chose, in letters that any file system takes; as much of it as a name has room for."""
    words = re.findall(r"[0-9A-Za-z]+", " ".join(value for _, value in parse_qsl(query)))
    return ["-".join(words)[:LONGEST].strip("-")] if words else []


def _content(page: str) -> Content:
    """A subject has the same file name in `callbacks/` and `pages/`: the registered pages are the ones that have content."""
    if page not in {entry["module"].rpartition(".")[2] for entry in dash.page_registry.values() if entry["order"] is not None}:
        abort(404)
    content: Content = import_module(f"dashboard.callbacks.{page}").content
    return content


def _chart(parts: Any, key: str) -> Chart:
    for chart in charts_in(parts):
        if chart.key == key:
            return chart
    abort(404)
    return None

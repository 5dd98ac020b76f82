"""What a reader finds on a page, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from dashboard.callbacks.overview import content as overview
from dashboard.components.chart import charts_in
from dashboard.indicators.table import Table
from dashboard.queries.database import Database

Content = Callable[[str], list[Any]]


def words(part: Any) -> str:
    """All text of a component, as a screen reader meets it."""
    if isinstance(part, (list, tuple)):
        return " ".join(filter(None, (words(one) for one in part)))
    if isinstance(part, (str, int, float)):
        return str(part).replace("\u00a0", " ").replace("\u00ad", "")
    return words(part.children) if getattr(part, "children", None) is not None else ""


def found(part: Any, name: str) -> list[Any]:
    """Components of a class, outermost first."""
    if isinstance(part, (list, tuple)):
        return [one for child in part for one in found(child, name)]
    own = [part] if name in str(getattr(part, "className", "") or "").split() else []
    return own + (found(part.children, name) if getattr(part, "children", None) is not None else [])


def tables(page: list[Any]) -> dict[str, Table]:
    return {chart.key: chart.table for chart in charts_in(page)}


def opened(database: Database, query: str = "", content: Content = overview) -> list[Any]:
    """A page as the browser gets it; the overview unless another is named."""
    app = Flask("page")
    app.extensions["database"] = database
    with app.app_context():
        return content(query)

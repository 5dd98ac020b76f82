"""Воронка."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from dashboard.callbacks.funnel import BODY, content
from dashboard.callbacks.view import page_layout

dash.register_page(__name__, path="/funnel", name="Воронка", title="Воронка", order=2)


def layout(**query: Any) -> html.Div:
    return page_layout(BODY, content, query)

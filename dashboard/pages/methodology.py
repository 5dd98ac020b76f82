"""Методика."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from dashboard.callbacks.methodology import BODY, content
from dashboard.callbacks.view import page_layout

dash.register_page(__name__, path="/methodology", name="Методика", title="Методика", order=6)


def layout(**query: Any) -> html.Div:
    return page_layout(BODY, content, query)

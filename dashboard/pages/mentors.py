"""Наставники."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from dashboard.callbacks.mentors import BODY, content
from dashboard.callbacks.view import page_layout

dash.register_page(__name__, path="/mentors", name="Наставники", title="Наставники", order=4)


def layout(**query: Any) -> html.Div:
    return page_layout(BODY, content, query)

"""Обзор."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from dashboard.callbacks.overview import BODY, content
from dashboard.callbacks.view import page_layout

dash.register_page(__name__, path="/", name="Обзор", title="Обзор", order=1)


def layout(**query: Any) -> html.Div:
    return page_layout(BODY, content, query)

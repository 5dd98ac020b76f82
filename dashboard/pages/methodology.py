"""Методика."""

from __future__ import annotations

import dash

from dashboard.arrangement.methodology import SUBJECT
from dashboard.callbacks.bridge import Page
from dashboard.callbacks.page import listen, page

dash.register_page(__name__, path=SUBJECT.path, name=SUBJECT.name, title=SUBJECT.name, order=6)
listen(SUBJECT)


def layout(**_query: str) -> Page:
    return page(SUBJECT)

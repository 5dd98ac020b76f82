"""First answers: a page as a whole HTML document, made of the same text as every later answer, and kept as bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import Dash
from flask import Flask, Response, request
from markupsafe import Markup

from dashboard import answers, dash_private
from dashboard.arrangement import page
from dashboard.arrangement.contents import SUBJECTS
from dashboard.arrangement.page import Text
from dashboard.arrangement.view import Subject
from dashboard.components.markup import draw
from dashboard.context import current_database
from dashboard.files import Files

BY_PATH = {subject.path: subject for subject in SUBJECTS}


def documents(server: Flask, app: Dash, files: Files) -> None:
    """Answers at every address that is not something else; Dash's own page, which waits for scripts, is never shown."""
    config = Markup(dash_private.config(app))

    def made(text: Text, subject: Subject | None, query: str, load: int) -> str:
        name = subject.key if subject else ""
        programme = current_database().programme
        return str(
            draw("document.html", "document", text, name, query, load, programme, files, dash_private.ENTRY, config)
        ).strip()

    def document(path: str = "") -> Response:
        subject = BY_PATH.get(f"/{path}")
        if subject is None:
            return Response(made(page.missing(), None, "", 0), status=404, content_type="text/html; charset=utf-8")
        query = request.query_string.decode("ascii", "ignore")
        key = answers.key_of(subject, query)
        text = answers.text(key, subject, query)
        return answers.response(
            (key, "document"), lambda: made(text, subject, key.filters.to_query(), key.load).encode(), "text/html; charset=utf-8"
        )

    def constant(path: str, make: Any) -> Callable[[], Response]:
        return lambda: answers.response(path, lambda: make().get_data(), "application/json")

    for path in dash_private.CONSTANT:
        server.view_functions[path] = constant(path, server.view_functions[path])
    server.view_functions[dash_private.ROOT] = document
    server.view_functions[dash_private.ANY_ADDRESS] = document

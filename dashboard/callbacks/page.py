"""The glue to Dash, the same for every page: it is asked for a view and answers with the text, then with the drawings."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from dash import Input, Output, callback
from flask import Flask, Response, g, request

from dashboard import answers
from dashboard.arrangement.contents import BY_KEY
from dashboard.arrangement.view import Subject
from dashboard.callbacks.bridge import Page
from dashboard.dash_private import UPDATE
from dashboard.faults import told

Asked = dict[str, Any]
"""query: of the view; load: the newest that the screen knows of; turn: so that the same view can be asked for again; of drawings,
places: those in the text that are seen."""


def page(subject: Subject) -> Page:
    """The Dash part of a page."""
    return Page(id=subject.key)


def listen(subject: Subject) -> None:
    """Declares the callbacks of a page: one for its text, one for its drawings."""

    @callback(Output(subject.key, "answer"), Input(subject.key, "asked"), prevent_initial_call=True)
    def say(asked: Asked) -> dict[str, Any]:
        try:
            key = answers.key_of(subject, asked["query"], asked["load"])
            text = answers.text(key, subject, asked["query"])
            g.answered = _of(key, "answer", asked)
            return {**_about(subject, asked, key.load), "title": text.title, "html": text.html}
        except Exception as error:
            return {**_about(subject, asked, 0), "notice": told(error)}

    @callback(Output(subject.key, "figures"), Input(subject.key, "shown"), prevent_initial_call=True)
    def draw(shown: Asked) -> dict[str, Any]:
        try:
            key = answers.key_of(subject, shown["query"], shown["load"])
            figures = answers.figures(key, subject, shown["query"], shown["places"])
            g.answered = _of(key, "figures", shown)
            return {**_about(subject, shown, key.load), "figures": figures}
        except Exception as error:
            return {**_about(subject, shown, 0), "figures": {}, "notice": told(error)}


def answer_again(server: Flask) -> None:
    """Lets a question that was answered before be answered without Dash: by a look-up. Call it when the guards are up, for what they
    let through has the shape of a question.
    """

    @server.before_request
    def known() -> Response | None:
        if request.path != UPDATE or request.method != "POST":
            return None
        body = request.get_json()
        page, _, kind = body["output"].partition(".")
        asked = body["inputs"][0]["value"]
        try:
            key = answers.key_of(BY_KEY[page], asked["query"], asked["load"])
        except Exception:  # what is wrong is told by the callback
            return None
        return answers.again(_of(key, kind, asked))


def _of(key: answers.Key, kind: str, asked: Asked) -> Hashable:
    """What an answer is kept under: it repeats the query as it was asked."""
    return key, kind, asked["query"], tuple(asked.get("places", ()))


def _about(subject: Subject, asked: Asked, load: int) -> dict[str, Any]:
    return {"page": subject.key, "query": asked["query"], "load": load}

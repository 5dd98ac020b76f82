"""The glue to Dash, the same for every page: it is asked for a view and answers with the text, then with the drawings."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, callback
from flask import g

from dashboard import answers
from dashboard.arrangement.view import Subject
from dashboard.callbacks.bridge import Page
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
            g.answered = (key, "answer", asked["query"])
            return {**_about(subject, asked, key.load), "title": text.title, "html": text.html}
        except Exception as error:
            return {**_about(subject, asked, 0), "notice": told(error)}

    @callback(Output(subject.key, "figures"), Input(subject.key, "shown"), prevent_initial_call=True)
    def draw(shown: Asked) -> dict[str, Any]:
        key = answers.key_of(subject, shown["query"], shown["load"])
        g.answered = (key, "figures", shown["query"], *shown["places"])
        return {**_about(subject, shown, key.load), "figures": answers.figures(key, subject, shown["query"], shown["places"])}


def _about(subject: Subject, asked: Asked, load: int) -> dict[str, Any]:
    return {"page": subject.key, "query": asked["query"], "load": load}

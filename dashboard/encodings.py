"""The forms in which bytes are sent: the smallest that a browser takes, said in the headers of the answer."""

from __future__ import annotations

from collections.abc import Container

from flask import Response, request


def best(made: Container[str] = ("br", "gzip")) -> str:
    """Of the forms that can be had, the smallest that the browser which asks takes; blank: as it is."""
    accepted = request.headers.get("Accept-Encoding", "")
    return next((name for name in ("br", "gzip") if name in made and name in accepted), "")


def in_form(answered: Response, content: bytes, encoding: str) -> Response:
    """The answer with bytes in a form that `best` named."""
    answered.set_data(content)
    answered.headers["Vary"] = "Accept-Encoding"
    if encoding:
        answered.headers["Content-Encoding"] = encoding
    return answered

"""What a browser asks of the dashboard: whole documents, and by callbacks a page's text and drawings."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from dashboard.dash_private import UPDATE

PLACES = ["map-wide", "map-narrow"]
"""All places of drawings, on whichever page."""


def body(page: str, query: str = "", load: int = 0, *, kind: str = "answer") -> dict[str, Any]:
    """What is sent when a page is asked for its text (`answer`), or for its drawings (`figures`)."""
    asked = {"answer": "asked", "figures": "shown"}[kind]
    value = {"query": query, "load": load, "turn": 1, **({"places": PLACES} if kind == "figures" else {})}
    return {
        "output": f"{page}.{kind}",
        "outputs": {"id": page, "property": kind},
        "inputs": [{"id": page, "property": asked, "value": value}],
        "changedPropIds": [f"{page}.{asked}"],
        "parsedChangedPropsIds": [f"{page}.{asked}"],
    }


def ask(client: FlaskClient, page: str, query: str = "", *, kind: str = "answer", load: int = 0) -> dict[str, Any]:
    """The answer of a page's callback."""
    answered = client.post(UPDATE, json=body(page, query, load, kind=kind))
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.get_json()["response"][page][kind]
    return found

"""What stands between the network and Dash: requests that make no sense, requests from elsewhere, headers of every answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import dash
from flask import Flask, Response, request

from dashboard.dash_private import SUITES, UPDATE, declared, is_suite

MAX_BODY = 2 << 20
MOST_PLACES = 10
_ASKED = {"query": str, "load": int}
"""What a browser says of the view that it asks for."""


def guard(server: Flask, app: dash.Dash, hosts: frozenset[str] = frozenset()) -> None:
    """Puts the guards on a server. `hosts`: names under which it may be asked, any if there are none."""
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY

    @server.before_request
    def refuse_nonsense() -> Response | None:
        if hosts and _host_name() not in hosts:
            return _short("По этому имени панель не открывают. Откройте её по адресу этой машины или добавьте имя в HOSTS.", 400)
        if request.method == "POST" and not _from_here():
            return _short("Запрос с другого сайта не принят.", 403)
        if request.path.startswith(SUITES) and not is_suite(app, request.path):
            return _short("Такого файла нет.", 404)
        if request.path == UPDATE and request.method == "POST" and not _is_update(app, _body()):
            return _short("Непонятный запрос.", 400)
        return None


def secure(server: Flask) -> None:
    """Puts the headers on every answer."""
    headers = {**_HEADERS, "Content-Security-Policy": POLICY}

    @server.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response


_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""Everything from ourselves; no script stands in a page."""


def _from_here() -> bool:
    """Browsers say where a POST comes from; other programs say nothing."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.host
    except ValueError:
        return False


def _host_name() -> str:
    """The host that a browser asks, without port and brackets."""
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""


def _body() -> Any:
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _is_update(app: dash.Dash, body: Any) -> bool:
    """Whether a body is what the page in a browser sends; Dash answers 500 to any other.

    It names a callback that runs here, and its inputs, states and outputs stand in the places which that callback declares.
    """
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    known = declared(app, body["output"])
    changed = body.get("changedPropIds", [])
    return (
        bool(known)
        and isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
        and _fit(known["inputs"], body.get("inputs", []))
        and _fit(known["state"], body.get("state", []))
        and _fits_outputs(known["output"], body.get("outputs"))
    )


def _fit(declared: list[dict[str, Any]], sent: Any) -> bool:
    if not isinstance(sent, list) or len(sent) != len(declared):
        return False
    return all(_fits(place, value) for place, value in zip(declared, sent, strict=True))


def _fits(declared: dict[str, Any], sent: Any) -> bool:
    return (
        _is_place(sent)
        and (sent["id"], sent["property"]) == (declared["id"], declared["property"])
        and _is_asked(sent.get("value"), declared["property"])
    )


def _is_asked(value: Any, of: str) -> bool:
    """A view with the load that the screen knows of; of drawings, with a few places in the text."""
    if not isinstance(value, dict) or not all(isinstance(value.get(name), kind) for name, kind in _ASKED.items()):
        return False
    places = value.get("places") if of == "shown" else []
    return isinstance(places, list) and len(places) <= MOST_PLACES and all(isinstance(place, str) for place in places)


def _fits_outputs(declared: Any, sent: Any) -> bool:
    """One output is one object, several are a list of as many."""
    if isinstance(declared, (list, tuple)):
        return isinstance(sent, list) and len(sent) == len(declared) and all(map(_fits_output, declared, sent))
    return _fits_output(declared, sent)


def _fits_output(declared: dash.Output, sent: Any) -> bool:
    return _is_place(sent) and (sent["id"], sent["property"]) == (declared.component_id, declared.component_property)


def _is_place(sent: Any) -> bool:
    return isinstance(sent, dict) and isinstance(sent.get("id"), (str, dict)) and isinstance(sent.get("property"), str)


def _short(text: str, status: int) -> Response:
    return Response(text, status=status, content_type="text/plain; charset=utf-8")

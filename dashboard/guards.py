"""What stands between the network and Dash: requests that make no sense, requests from elsewhere, headers of every answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import dash
from dash.fingerprint import check_fingerprint
from flask import Flask, Response, request

MAX_BODY = 2 << 20
UPDATE = "/_dash-update-component"
_TEXT = (str, type(None))
_VALUES: dict[str, Any] = {"_pages_location": _TEXT, "view": _TEXT, "load-version": (int, type(None))}
"""What a browser sends as the value of the address, the view, the newest load."""
SUITES = "/_dash-component-suites/"


def guard(server: Flask, app: dash.Dash, hosts: frozenset[str] = frozenset()) -> None:
    """Puts the guards on a server. `hosts`: names under which it may be asked, any if there are none."""
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY

    @server.before_request
    def refuse_nonsense() -> Response | None:
        if hosts and _host_name() not in hosts:
            return _short("По этому имени панель не открывают. Откройте её по адресу этой машины или добавьте имя в HOSTS.", 400)
        if request.method == "POST" and not _from_here():
            return _short("Запрос с другого сайта не принят.", 403)
        if request.path.startswith(SUITES) and not _is_suite(app, request.path):
            return _short("Такого файла нет.", 404)
        if request.path == UPDATE and request.method == "POST" and not _is_update(app, _body()):
            return _short("Непонятный запрос.", 400)
        return None


def secure(server: Flask, app: dash.Dash) -> None:
    """Puts the headers on every answer. Call it when all callbacks are defined: the policy names the scripts in the page."""
    headers = {**_HEADERS, "Content-Security-Policy": content_policy(app)}

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


def content_policy(app: dash.Dash) -> str:
    """Everything from ourselves; scripts in the page only those of Dash, by their hashes."""
    hashes = " ".join(app.csp_hashes())
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


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


def _is_suite(app: dash.Dash, path: str) -> bool:
    """Dash answers 500 to the path of a library that it does not have."""
    library, _, file = path.removeprefix(SUITES).partition("/")
    return library in app.registered_paths and check_fingerprint(file)[0] in app.registered_paths[library]


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
    declared = app.callback_map.get(body["output"], {})
    changed = body.get("changedPropIds", [])
    return (
        "callback" in declared
        and isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
        and _fit(declared["inputs"], body.get("inputs", []))
        and _fit(declared["state"], body.get("state", []))
        and _fits_outputs(declared["output"], body.get("outputs"))
    )


def _fit(declared: list[dict[str, Any]], sent: Any) -> bool:
    if not isinstance(sent, list) or len(sent) != len(declared):
        return False
    return all(_fits(place, value) for place, value in zip(declared, sent, strict=True))


def _fits(declared: dict[str, Any], sent: Any) -> bool:
    """A pattern (`{"filter": ALL}`) stands for a list of components."""
    if '["ALL' in declared["id"]:
        return isinstance(sent, list) and all(_is_place(part) and part["property"] == declared["property"] for part in sent)
    return (
        _is_place(sent)
        and (sent["id"], sent["property"]) == (declared["id"], declared["property"])
        and isinstance(sent.get("value"), _VALUES.get(declared["id"], object))
    )


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

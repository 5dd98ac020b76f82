"""What stands between the network and Dash: requests that make no sense, requests from elsewhere, headers of every answer."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

import dash
from dash.fingerprint import check_fingerprint
from flask import Flask, Response, request

MAX_BODY = 2 << 20
UPDATE = "/_dash-update-component"
SUITES = "/_dash-component-suites/"


def guard(server: Flask, app: dash.Dash) -> None:
    """Puts the guards on a server; call it when all callbacks are defined."""
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    @server.before_request
    def refuse_nonsense() -> Response | None:
        if request.method == "POST" and not _from_here():
            return _short("Запрос с другого сайта не принят.", 403)
        if request.path.startswith(SUITES) and not _is_suite(request.path):
            return _short("Такого файла нет.", 404)
        if request.path == UPDATE and request.method == "POST":
            return _check_update(set(app.callback_map))
        return None

    @server.after_request
    def add_headers(response: Response) -> Response:
        for name, value in (*_HEADERS.items(), ("Content-Security-Policy", content_policy(app))):
            response.headers.setdefault(name, value)
        return response


_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@cache
def content_policy(app: dash.Dash) -> str:
    """Everything from ourselves; scripts in the page only those of Dash, by their hashes.

    Asked for after the first request has begun: Dash defines its last callback then.
    """
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
    return origin is None or urlsplit(origin).netloc == request.host


def _check_update(known: set[str]) -> Response | None:
    """Dash answers 500 to a body that is not its own; here it is 400."""
    body = request.get_json(silent=True)
    whole = isinstance(body, dict) and isinstance(body.get("output"), str) and isinstance(body.get("inputs"), list)
    if not whole or body["output"] not in known or not isinstance(body.get("changedPropIds", []), list):
        return _short("Непонятный запрос.", 400)
    if not isinstance(body.get("outputs"), (dict, list)) or not isinstance(body.get("state", []), list):
        return _short("Непонятный запрос.", 400)
    entries = [*body["inputs"], *body.get("state", [])]
    if not all(_is_entry(entry) for entry in entries):
        return _short("Непонятный запрос.", 400)
    return None


def _is_suite(path: str) -> bool:
    """Dash answers 500 to the path of a library that it does not have."""
    library, _, file = path.removeprefix(SUITES).partition("/")
    known = dash.get_app().registered_paths
    return library in known and _unfingerprinted(file) in known[library]


def _unfingerprinted(file: str) -> str:
    return check_fingerprint(file)[0]


def _is_entry(entry: object) -> bool:
    if isinstance(entry, list):
        return all(_is_entry(part) for part in entry)
    return isinstance(entry, dict) and "id" in entry and isinstance(entry.get("property"), str)


def _short(text: str, status: int) -> Response:
    return Response(text, status=status, content_type="text/plain; charset=utf-8")


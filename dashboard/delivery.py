"""How answers reach a browser: compressed, and kept by it for as long as they cannot change."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_compress import Compress

ASSETS = "/assets/"
FONTS = "/assets/fonts/"
YEAR = 365 * 24 * 3600


def deliver(server: Flask) -> None:
    Compress(server)

    @server.after_request
    def read(response: Response) -> Response:
        """Files are read before they are compressed: `Compress` would leave them open."""
        if response.direct_passthrough:
            response.direct_passthrough = False
            response.make_sequence()
        return response

    @server.after_request
    def keep(response: Response) -> Response:
        if response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        elif request.path.startswith(FONTS) or (request.path.startswith(ASSETS) and "m" in request.args):
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

"""How answers reach a browser: compressed, and kept by it for as long as they cannot change."""

from __future__ import annotations

from flask import Flask, Response
from flask_compress import Compress

from dashboard.answers import press


def deliver(server: Flask) -> None:
    """Hooks run in reverse: files are read and answers pressed before `Compress` sees them."""
    Compress(server)

    @server.after_request
    def read(response: Response) -> Response:
        """Files are read before they are compressed: `Compress` would leave them open."""
        if response.direct_passthrough:
            response.direct_passthrough = False
            response.make_sequence()
        return response

    server.after_request(press)

    @server.after_request
    def keep(response: Response) -> Response:
        if response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

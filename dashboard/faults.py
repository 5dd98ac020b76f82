"""Unexpected errors: logged with a reference that the reader can quote; no traceback reaches a browser."""

from __future__ import annotations

import logging
import secrets
from html import escape
from typing import Any

import dash
from dash import html
from flask import Flask, Response, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from dashboard.components.notice import failure
from dashboard.errors import ReaderError

NOTICE = "notice"
"""Where messages of failed callbacks appear."""

ANY_ADDRESS = "/<path:path>"
"""Dash's endpoint for all addresses that are not something else."""

log = logging.getLogger("dashboard")


def reference() -> str:
    """What a reader quotes and the log knows: «7F3A-21»."""
    digits = secrets.token_hex(3).upper()
    return f"{digits[:4]}-{digits[4:]}"


def on_callback_error(error: Exception) -> tuple[Any, ...] | None:
    """Tells the reader what went wrong: in the page's place if no page came, else above a page that stays as it is."""
    said = _said(error)
    if _opens_a_page():
        return html.Main(said, className="page", id="main"), {"title": "Страница не открылась"}
    dash.set_props(NOTICE, {"children": said})
    return None


def _said(error: Exception) -> html.Div:
    if isinstance(error, ReaderError):
        return failure(error.message, error.remedy)
    if isinstance(error, SQLAlchemyError):
        log.error("The database does not answer", exc_info=error)
        return failure(*_SILENT)
    quoted = reference()
    log.error("Callback failed, reference %s", quoted, exc_info=error)
    return failure("Не получилось показать это", "Остальные страницы работают, данные не пострадали.", reference=quoted)


def _opens_a_page() -> bool:
    outputs = dash.callback_context.outputs_list
    return isinstance(outputs, list) and any(output["id"] == "_pages_content" for output in outputs)


def handle_faults(server: Flask) -> None:
    @server.after_request
    def mark_missing(response: Response) -> Response:
        """Dash answers any address with its shell, in which `pages/not_found_404.py` says that there is no such page."""
        if request.endpoint == ANY_ADDRESS and request.path not in _pages():
            response.status_code = 404
        return response

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        status = error.code or 500
        return _page(_TITLES.get(status, "Запрос не принят"), _CURES.get(status, "Вернитесь на главную страницу."), status)

    @server.errorhandler(ReaderError)
    def told(error: ReaderError) -> Response:
        return _page(error.message, error.remedy, 400)

    @server.errorhandler(SQLAlchemyError)
    def silent(error: SQLAlchemyError) -> Response:
        log.error("The database does not answer", exc_info=error)
        return _page(*_SILENT, 503)

    @server.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        quoted = reference()
        log.error("Request %s failed, reference %s", request.path, quoted, exc_info=error)
        return _page("Страница не открылась", f"Данные не пострадали. Если повторится, назовите номер {quoted}.", 500)


def _pages() -> set[str]:
    return {page["path"] for page in dash.page_registry.values() if page["order"] is not None}


_SILENT = ("База данных не отвечает", "Данные не пострадали. Подождите минуту и обновите страницу.")
_TITLES = {404: "Такой страницы нет", 405: "Так сюда не обращаются", 413: "Запрос слишком большой"}
_CURES = {404: "Проверьте адрес или вернитесь на главную страницу.", 413: "Отправьте меньше."}


def _page(title: str, text: str, status: int) -> Response:
    """A whole page when a browser asks for one, a short text otherwise."""
    if "text/html" not in request.headers.get("Accept", ""):
        return Response(f"{title}. {text}", status=status, content_type="text/plain; charset=utf-8")
    body = (
        f'<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/assets/tokens.css"><link rel="stylesheet" href="/assets/look.css"></head>'
        f'<body><main class="page"><div class="lead"><h1>{escape(title)}</h1><p>{escape(text)}</p></div>'
        '<p><a class="btn first" href="/">На главную</a></p></main></body></html>'
    )
    return Response(body, status=status, content_type="text/html; charset=utf-8")

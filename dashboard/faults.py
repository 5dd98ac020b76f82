"""Unexpected errors: logged with a reference that the reader can quote; no traceback reaches a browser."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, request
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from dashboard.components.markup import draw
from dashboard.components.notice import failure
from dashboard.errors import ReaderError

log = logging.getLogger("dashboard")


def reference() -> str:
    """What a reader quotes and the log knows: «7F3A-21»."""
    digits = secrets.token_hex(3).upper()
    return f"{digits[:4]}-{digits[4:]}"


def told(error: Exception) -> Markup:
    """What the reader is told of an error, above a page that stays as it is."""
    if isinstance(error, ReaderError):
        return failure(error.message, error.remedy)
    if isinstance(error, SQLAlchemyError):
        log.error("The database does not answer", exc_info=error)
        return failure(*_SILENT)
    quoted = reference()
    log.error("A page failed, reference %s", quoted, exc_info=error)
    return failure("Не получилось показать это", "Остальные страницы работают, данные не пострадали.", reference=quoted)


def handle_faults(server: Flask, stylesheet: str) -> None:
    def page(title: str, text: str, status: int) -> Response:
        """A whole page when a browser asks for one, a short text otherwise."""
        if "text/html" not in request.headers.get("Accept", ""):
            return Response(f"{title}. {text}", status=status, content_type="text/plain; charset=utf-8")
        body = draw("document.html", "short", title, text, stylesheet).strip()
        return Response(body, status=status, content_type="text/html; charset=utf-8")

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        status = error.code or 500
        return page(_TITLES.get(status, "Запрос не принят"), _CURES.get(status, "Вернитесь на главную страницу."), status)

    @server.errorhandler(ReaderError)
    def shown(error: ReaderError) -> Response:
        return page(error.message, error.remedy, 400)

    @server.errorhandler(SQLAlchemyError)
    def silent(error: SQLAlchemyError) -> Response:
        log.error("The database does not answer", exc_info=error)
        return page(*_SILENT, 503)

    @server.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        quoted = reference()
        log.error("Request %s failed, reference %s", request.path, quoted, exc_info=error)
        return page("Страница не открылась", f"Данные не пострадали. Если повторится, назовите номер {quoted}.", 500)


_SILENT = ("База данных не отвечает", "Данные не пострадали. Подождите минуту и обновите страницу.")
_TITLES = {404: "Такой страницы нет", 405: "Так сюда не обращаются", 413: "Запрос слишком большой"}
_CURES = {404: "Проверьте адрес или вернитесь на главную страницу.", 413: "Отправьте меньше."}

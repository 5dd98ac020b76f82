"""What is said when things are not as usual: nothing to show, something wrong, something to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import formats


def empty(title: str, why: str = "", actions: Sequence[Any] = ()) -> html.Div:
    """In place of a chart: what is missing, why, and buttons for what to do (`parts.button`)."""
    return html.Div([html.H3(formats.bind(title)), *_paragraph(why, "mut"), *_actions(actions)], className="box empty")


def nothing_loaded() -> html.Div:
    """In place of a page while the database is empty."""
    return html.Div(
        [
            html.H1("Данных ещё нет"),
            html.P("Загрузите таблицы программы:"),
            html.Pre("python -m data_loader load таблицы.xlsx"),
            html.P("Пустую книгу с нужными листами сделает:"),
            html.Pre("python -m data_loader template книга.xlsx"),
            html.P("Посмотреть на пример можно так:"),
            html.Pre("python -m data_loader demo"),
        ],
        className="lead",
    )


def notice(title: str, text: str = "", actions: Sequence[Any] = ()) -> html.Div:
    """Something worth knowing about the data on this page."""
    return html.Div([html.H3(formats.bind(title)), *_paragraph(text), *_actions(actions)], className="note", role="status")


def failure(title: str, text: str, actions: Sequence[Any] = (), reference: str = "") -> html.Div:
    """What happened, what still works, what to do; `reference` is what the reader can quote."""
    quote = [html.P(f"Если повторится, назовите номер {reference}.", className="why")] if reference else []
    return html.Div(
        [html.H3(formats.bind(title)), *_paragraph(text), *_actions(actions), *quote],
        className="note err",
        role="alert",
    )


def dropped(sentences: Sequence[str]) -> html.Div:
    """What a link asked for and could not have; said where the charts begin."""
    return html.Div([html.P(sentence) for sentence in sentences], className="note dropped", role="status")


def _paragraph(text: str, class_name: str = "") -> list[Any]:
    return [html.P(formats.bind(text), className=class_name)] if text else []


def _actions(actions: Sequence[Any]) -> list[Any]:
    return [html.Div(list(actions), className="acts")] if actions else []

"""What stands in the place of a page that does not exist; the navigation leaves out pages without an order."""

from __future__ import annotations

import dash
from dash import html

from dashboard.components.parts import button

dash.register_page(__name__, path="/404", title="Такой страницы нет")


def layout(**_query: str) -> html.Main:
    words = [html.H1("Такой страницы нет"), html.P("Проверьте адрес: может быть, в нём опечатка.")]
    ways = html.Div([button("На главную", "/", first=True)], className="acts")
    return html.Main([html.Div(words, className="lead"), ways], className="page", id="main")

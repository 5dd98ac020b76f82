"""What stands in the place of a page that does not exist; the navigation leaves out pages without an order."""

from __future__ import annotations

import dash
from dash import html

from dashboard.components.parts import button

dash.register_page(__name__, path="/404", name="Такой страницы нет")


def layout(**_query: str) -> html.Main:
    ways = html.Div([button("На главную", "/", first=True)], className="acts")
    words = [html.H1("Такой страницы нет"), html.P("Проверьте адрес: может быть, в нём опечатка."), ways]
    return html.Main(html.Div(words, className="lead"), className="page", id="main")

"""What surrounds every page: masthead, navigation, footer, and the HTML document itself."""

from __future__ import annotations

from collections.abc import Callable

import dash
import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.callbacks.view import LOAD_VERSION
from dashboard.faults import NOTICE
from data_loader.programme import Programme

NAVIGATION = "navigation"

INDEX = """<!doctype html>
<html lang="ru">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{%title%}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
{%css%}
</head>
<body>
{%app_entry%}
<noscript>Этой странице нужен JavaScript.</noscript>
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def shell(programme: Programme) -> Callable[[], html.Div]:
    def layout() -> html.Div:
        return html.Div(
            [
                html.A("К содержанию", href="#main", className="skip"),
                _masthead(programme),
                html.Div(id=NOTICE, className="page"),
                dash.page_container,
                _footer(programme),
                dcc.Store(id=LOAD_VERSION),
            ]
        )

    return layout


def _masthead(programme: Programme) -> html.Header:
    pages = sorted(dash.page_registry.values(), key=lambda page: page["order"] or 0)
    links = [dbc.NavLink(page["name"], href=page["path"], active="exact") for page in pages]
    name = dcc.Link(programme.title, href="/", className="name")
    nav = html.Nav(links, id=NAVIGATION, **{"aria-label": "Разделы"})
    return html.Header(html.Div([name, nav], className="page"), className="mast")


def _footer(programme: Programme) -> html.Footer:
    words = [html.Span(programme.organiser), html.Span(programme.name), dcc.Link("Методика", href="/methodology")]
    return html.Footer(html.Div(words, className="page"), className="foot")

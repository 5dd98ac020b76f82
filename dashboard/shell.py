"""What surrounds every page: masthead, navigation, footer, and the HTML document itself."""

from __future__ import annotations

from collections.abc import Callable

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, clientside_callback, dcc, html

from dashboard.callbacks.view import LOAD_VERSION, VIEW
from dashboard.components.parts import aria
from dashboard.faults import NOTICE
from data_loader.programme import Programme

NAVIGATION = "navigation"

clientside_callback(ClientsideFunction("navigation", "follow"), Input("_pages_location", "pathname"))
clientside_callback(
    ClientsideFunction("navigation", "carry"),
    Output({"section": ALL}, "href"),
    Input(VIEW, "data"),
    State({"section": ALL}, "id"),
)

INDEX = """<!doctype html>
<html lang="ru">
<head>
{%metas%}
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


def title_pages(programme: Programme) -> None:
    """What tabs and bookmarks are called: the page, then the programme."""
    for page in dash.page_registry.values():
        page["title"] = f"{page['name']} — {programme.title}"


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
            ],
            className="shell",
        )

    return layout


def _masthead(programme: Programme) -> html.Header:
    listed = [page for page in dash.page_registry.values() if page["order"] is not None]
    ordered = sorted(listed, key=lambda page: page["order"])
    links = [dcc.Link(page["name"], href=page["path"], id={"section": page["path"]}) for page in ordered]
    name = dcc.Link(programme.title, href="/", className="name")
    nav = html.Nav(links, id=NAVIGATION, **aria(label="Разделы"))
    return html.Header(html.Div([name, nav], className="page"), className="mast")


def _footer(programme: Programme) -> html.Footer:
    words = [html.Span(programme.organiser), html.Span(programme.name), dcc.Link("Методика", href="/methodology")]
    return html.Footer(html.Div(words, className="page"), className="foot")

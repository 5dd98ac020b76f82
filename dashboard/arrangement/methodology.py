"""The methodology: every indicator by the objects that compute it, the rules they share, the settings of this programme."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, callback, html

from dashboard.callbacks.view import LOAD_VERSION, VIEW, explained, open_view, page_body
from dashboard.components.methodology import contents, definitions_of, rules, settings
from dashboard.components.parts import lead
from dashboard.filters import Offer
from dashboard.indicators.catalogue import INDICATORS
from dashboard.indicators.methodology import message, rules_of, settings_of

PAGE = "methodology"
BODY = "methodology-body"
OFFER = Offer(parts=())


@callback(Output(BODY, "children"), Input(VIEW, "data"), Input(LOAD_VERSION, "data"), prevent_initial_call=True)
def show(query: str, _: Any) -> list[Any]:
    return content(query or "")


@explained
def content(query: str) -> list[Any]:
    with open_view(PAGE, query, OFFER) as view:
        said = message(INDICATORS)
        parts = [definitions_of(INDICATORS), rules(rules_of(view.programme)), settings(settings_of(view.programme))]
        text = html.Div([contents(INDICATORS), html.Div(parts)], className="method")
        return page_body(view, lead(said.text, said.detail), text, needs_data=False)

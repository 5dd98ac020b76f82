"""What Dash has on the page: small components of ours (`assets/scripts/bridge.js`). Imported before the first callback runs."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

DRAWINGS = "drawings"
"""The id of the element that holds the graphs."""


class _Bridge(Component):
    """A component whose script comes with ours, not from a library."""

    _namespace = "school_components"
    _children_props: list[str] = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _prop_names: list[str] = []  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012

    def __init__(self, **properties: Any) -> None:
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(**properties)  # type: ignore[no-untyped-call]


class Page(_Bridge):
    """Carries the questions and answers of one page. It draws nothing: the text stands outside of React.

    asked, answer: a view and what the page says under it; shown, figures: a view on screen and what Plotly draws in it.
    """

    _type = "Page"
    _prop_names = ["id", "asked", "answer", "shown", "figures"]  # noqa: RUF012


class Drawings(_Bridge):
    """Holds the graphs of the page on screen; each stands in its place in the text (`Place` of the script)."""

    _type = "Drawings"
    _prop_names = ["id", "children"]  # noqa: RUF012

"""Names inside Dash 4.4 that nobody promised to keep. They stand here alone, each with its reason; look them over when Dash moves."""

from __future__ import annotations

from typing import Any

from dash import Dash
from dash._dash_renderer import _js_dist, _js_dist_dependencies
from dash.fingerprint import check_fingerprint

ANY_ADDRESS = "/<path:path>"
"""Dash's endpoint for all addresses that are not something else: documents answer there."""

ROOT = "/"
"""Its endpoint for the root."""

UPDATE = "/_dash-update-component"
"""Where callbacks are called: guarded against bodies that Dash answers with 500."""

SUITES = "/_dash-component-suites/"
"""Where Dash serves files of component libraries: guarded against libraries that it does not have."""

CONSTANT = ("/_dash-layout", "/_dash-dependencies")
"""What Dash tells every browser and makes anew for each: it does not change while the process runs."""

ENTRY = "react-entry-point"
"""The element in which Dash starts."""

START = "var renderer = new DashRenderer();"
"""What Dash writes into its own page to start itself."""

_GRAPH = ("dcc/dash_core_components-shared.js", "dcc/dash_core_components.js", "dcc/async-graph.js")


def config(app: Dash) -> str:
    """What the renderer reads about the application, as an element of the page."""
    return app._generate_config_html()


def core() -> list[str]:
    """The scripts that every page needs, in their order: React, then the renderer."""
    entries: Any = _js_dist
    renderer = [entry["relative_package_path"] for entry in entries if not entry.get("dynamic")]
    return [*(path for path in _dependencies() if not _is_polyfill(path)), *renderer]


def drawing() -> list[str]:
    """Dash's graph and the part of it that Dash would fetch when the first graph is drawn; it alone still needs what the polyfills bring
    (`regeneratorRuntime`): browsers that know `subgrid`, as our sheets ask, know the rest.
    """
    return [*filter(_is_polyfill, _dependencies()), *_GRAPH]


def _dependencies() -> list[str]:
    entries: Any = _js_dist_dependencies
    return [path for entry in entries for path in entry["relative_package_path"]["prod"]]


def _is_polyfill(path: str) -> bool:
    return "polyfill" in path


def declared(app: Dash, output: str) -> dict[str, Any]:
    """What a callback declares of its inputs, states and outputs, by the name of its output; nothing where there is none."""
    found: dict[str, Any] = app.callback_map.get(output, {})
    return found if "callback" in found else {}


def is_suite(app: Dash, path: str) -> bool:
    """Whether Dash has a file of a component library; it answers 500 to the path of one that it does not have."""
    library, _, file = path.removeprefix(SUITES).partition("/")
    return library in app.registered_paths and check_fingerprint(file)[0] in app.registered_paths[library]

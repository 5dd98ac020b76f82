"""What Dash draws: nothing that is seen. One component a page, and the element that holds the graphs."""

from __future__ import annotations

from typing import Any

import dash

from dashboard.callbacks.bridge import DRAWINGS, Drawings


def layout() -> list[Any]:
    """A function, so that Dash asks the registered pages when they are there."""
    registered = sorted(dash.page_registry.values(), key=lambda page: page["order"])
    return [*(page["layout"]() for page in registered), Drawings(id=DRAWINGS)]

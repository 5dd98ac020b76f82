"""Goals by their days, a row each."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.components.markup import draw
from dashboard.indicators.overview import Dated


def goals_list(found: Sequence[Dated]) -> Markup:
    return draw("overview.html", "goals", found)

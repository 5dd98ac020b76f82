"""The methodology: contents, definitions, rules, settings."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.components.markup import draw
from dashboard.indicators.definition import Indicator
from dashboard.indicators.methodology import Rule, Setting


def methodology(indicators: Sequence[Indicator], rules: Sequence[Rule], settings: Sequence[Setting]) -> Markup:
    """Each indicator stands under the anchor that «Как считаем» leads to."""
    return draw("methodology.html", "methodology", indicators, rules, settings)

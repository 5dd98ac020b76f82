"""«На что обратить внимание»: the only place on the page that is allowed to shout."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.components.markup import draw
from dashboard.indicators.attention import Fact


def watch(title: str, facts: Sequence[tuple[Fact, str]], looked: str, note: str = "") -> Markup:
    """Facts with the address of the view that shows each; `looked` says what was looked at when there are none."""
    return draw("overview.html", "watch", title, facts, looked, note)

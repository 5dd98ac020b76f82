"""«На что обратить внимание»: the only place on the page that is allowed to shout."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard import formats
from dashboard.components import parts
from dashboard.indicators.attention import Fact

_HEADING = "watch-heading"


def watch(facts: Sequence[tuple[Fact, str]], looked: str, note: str = "") -> html.Aside:
    """Facts with the address of the view that shows each; `looked` says what was looked at when there are none."""
    heading = html.H2(formats.bind("На что обратить внимание"), id=_HEADING)
    about = [html.P(formats.bind(note))] if note else []
    if not facts:
        calm = html.P(formats.bind(looked))
        return html.Aside([heading, *about, calm], className="watch calm", **parts.aria(labelledby=_HEADING))
    return html.Aside(
        [heading, *about, html.Ul([_item(*fact) for fact in facts])], className="watch", **parts.aria(labelledby=_HEADING)
    )


def _item(fact: Fact, href: str) -> html.Li:
    urgent = [html.Span("Срочно: ", className="vh")] if fact.now else []
    link = dcc.Link([*urgent, formats.bind(fact.headline)], href=href)
    detail = [html.P(formats.bind(fact.detail))] if fact.detail else []
    return html.Li([link, *detail], className="now" if fact.now else "")

"""What a page says, as values: `blocks(view)` of a subject returns them in order; pages, downloads and decks iterate them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from markupsafe import Markup

from dashboard.indicators.definition import Indicator, named_sheets
from dashboard.indicators.table import Table
from dashboard.stamp import Stamp

Figure = dict[str, Any]
"""A Plotly figure as a plain dict."""

Draw = Callable[[], Markup]
"""How a block is drawn: asked only when somebody looks, never for a file."""

Column = Literal["", "left", "right"]


@dataclass(frozen=True)
class Block:
    """One statement of a page. With a `table` it is a chart in its frame, with its source, twin and file; without one it is drawn
    as it is: the lead, a list of facts, an empty state.

    `key` names it on its page; `title` is the headline. `sub` is the unit, or the unit and the words of the key; `beside` stands at
    the right of the title, `under` between the title and the drawing.
    """

    key: str
    title: str
    draw: Draw
    table: Table | None = None
    sub: str | Sequence[str | Markup] = ()
    indicators: Sequence[Indicator] = ()
    sheets: Sequence[str] = ()
    """Where it reads beside the sheets of its indicators: names, as a rule."""
    remark: str = ""
    """What a reader must know beside the source."""
    beside: Markup | None = None
    under: Markup | None = None
    class_name: str = ""
    figures: Mapping[str, Callable[[], Figure]] = field(default_factory=dict)
    """What Plotly draws later, by the name of its place (`parts.place`) in the drawing."""
    column: Column = ""
    """Consecutive blocks with a column stand side by side where there is room."""

    @property
    def source(self) -> str:
        """«листы «Этапы», «Участники»; записи на сегодня»: said by the indicators, each sheet once."""
        named = named_sheets([*(sheet for indicator in self.indicators for sheet in indicator.sheets), *self.sheets])
        return f"{named}; {self.remark}" if self.remark else named


@dataclass(frozen=True)
class Shown:
    """The view that a block belongs to: what its source line and its download need."""

    page: str
    query: str
    sentence: str
    stamp: Stamp


def charts(blocks: Sequence[Block]) -> Iterator[tuple[Block, Table]]:
    """The blocks that have a table, with it."""
    return ((block, block.table) for block in blocks if block.table is not None)

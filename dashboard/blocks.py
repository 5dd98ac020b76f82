"""What a page says, as values: `blocks(view)` of a subject returns them in order; pages, downloads and decks iterate them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from dashboard.filters import Offer
from dashboard.indicators.definition import Indicator
from dashboard.indicators.table import Table
from dashboard.stamp import Stamp

if TYPE_CHECKING:
    from dashboard.arrangement.view import View

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
    source: str = ""
    indicators: Sequence[Indicator] = ()
    beside: Markup | None = None
    under: Markup | None = None
    class_name: str = ""
    figures: Mapping[str, Callable[[], Figure]] = field(default_factory=dict)
    """What Plotly draws later, by the name of its place (`parts.place`) in the drawing."""
    column: Column = ""
    """Consecutive blocks with a column stand side by side where there is room."""


@dataclass(frozen=True)
class Shown:
    """The view that a block belongs to: what its source line and its download need."""

    page: str
    query: str
    sentence: str
    stamp: Stamp


PATHS = {"overview": "/", "beneficiaries": "/map"}
"""Pages whose path is not their subject."""


def path_of(page: str) -> str:
    return PATHS.get(page, f"/{page}")


@dataclass(frozen=True)
class Subject:
    """A page as the arrangement declares it: its key, its name in the navigation, what a reader may choose, what it says."""

    key: str
    name: str
    offer: Offer
    blocks: Callable[[View], list[Block]]
    months: Callable[[View], tuple[date, ...]] | None = None
    """Months that can be chosen, where `offer` has them."""
    needs_data: bool = True
    """A page that needs data shows nothing but the cure while nothing is loaded."""
    layout: str = ""
    """The class of what lays its blocks out; without one they stand one below the other."""

    @property
    def path(self) -> str:
        return path_of(self.key)


def charts(blocks: Sequence[Block]) -> Iterator[tuple[Block, Table]]:
    """The blocks that have a table, with it."""
    return ((block, block.table) for block in blocks if block.table is not None)

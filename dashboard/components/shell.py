"""What surrounds every page, and the order of the blocks inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.blocks import Block, Shown
from dashboard.components import frame
from dashboard.components.markup import draw
from data_loader.programme import Programme


@dataclass(frozen=True)
class Section:
    """A page in the navigation: where it leads takes along what the reader chose."""

    key: str
    name: str
    href: str
    draws: bool = False


@dataclass(frozen=True)
class _Row:
    """A block over the whole width, or blocks in columns."""

    drawn: str = ""
    columns: tuple[Sequence[Markup], ...] = ()
    name: str = ""


def shell(programme: Programme, sections: Sequence[Section], page: str, bars: Markup, main: Markup) -> Markup:
    """All that a reader sees of a page."""
    return draw("shell.html", "shell", programme, sections, page, bars, main)


def rows(blocks: Sequence[Block], shown: Shown, layout: str = "") -> Markup:
    """The blocks of a page in order. Those with a column stand side by side, left ones before right ones; a left one after them
    begins a new row. `layout`: the class of what lays them out.
    """
    found: list[_Row] = []
    for row in _split(blocks):
        if row[0].column:
            found.append(_side_by_side(row, shown))
        else:
            found += [_Row(frame.block(block, shown)) for block in row]
    return draw("shell.html", "rows", found, layout)


def _split(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks row by row; those over the whole width are rows of their own."""
    found: list[list[Block]] = []
    for block in blocks:
        before = found[-1][-1].column if found else ""
        if block.column and before and not (before == "right" and block.column == "left"):
            found[-1].append(block)
        else:
            found.append([block])
    return found


def _side_by_side(blocks: Sequence[Block], shown: Shown) -> _Row:
    left, right = ([frame.block(one, shown) for one in blocks if one.column == side] for side in ("left", "right"))
    return _Row(columns=(left, right), name=f"{blocks[0].key}-row")


def missing() -> Markup:
    """In place of a page that does not exist."""
    return draw("shell.html", "missing")

"""The frame of every chart: title, unit, drawing, source with date and load, «Как считаем», «Таблица», «Скачать»."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.blocks import Block, Shown
from dashboard.components.markup import draw
from dashboard.indicators.table import Cell, Table

MOST_ROWS = 200
"""Rows of a table twin that come with the page; of a longer one the first come, and all when it is asked for."""


def block(made: Block, shown: Shown) -> Markup:
    """A block of a page: in its frame if it has a table, else as it is."""
    if made.table is None:
        return made.draw()
    name = f"{shown.page}-{made.key}"
    source = f"Источник: {made.source}; {shown.stamp.dated()}"
    sub = made.sub if isinstance(made.sub, str) else list(made.sub)
    table = twin(made.table, made.title, href=address(shown, made.key, "table"))
    return draw("frame.html", "frame", made, name, sub, made.draw(), source, table, address(shown, made.key, "csv"))


def address(shown: Shown, key: str, form: str) -> str:
    """Where the table of a block is had: as a file (`csv`), or as a page (`table`)."""
    path = f"/export/{shown.page}/{key}.csv" if form == "csv" else f"/table/{shown.page}/{key}"
    return f"{path}?{shown.query}" if shown.query else path


@dataclass(frozen=True)
class _Whole:
    """The link to all rows of a long table."""

    href: str
    words: str


def twin(table: Table, caption: str, *, href: str = "") -> Markup:
    """The table that holds what the drawing shows; of a long one the first rows and the sums, and a link to all of them.

    Without `href`: all rows.
    """
    own = len(table.rows) - table.sums
    cut = max(0, own - MOST_ROWS) + table.left_out
    if not href or not cut:
        return draw("frame.html", "twin", table, caption, _marked(table.rows, own), None)
    rows = [*_marked(table.rows[:MOST_ROWS], own), *((row, True) for row in table.rows[own:])]
    words = formats.bind(f"Все строки: ещё {formats.number(cut)}")
    return draw("frame.html", "twin", table, caption, rows, _Whole(href, words))


def _marked(rows: tuple[tuple[Cell, ...], ...], own: int) -> list[tuple[tuple[Cell, ...], bool]]:
    """Each row, and whether it sums others up."""
    return [(row, number >= own) for number, row in enumerate(rows)]

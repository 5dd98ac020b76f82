"""The table behind a chart: one source for its HTML twin and its CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isnan
from typing import TypeGuard

from dashboard import formats
from dashboard.indicators.definition import Share

Cell = str | int | float | Decimal | date | Share | None
"""A number stays a number, a share its two numbers; a `Decimal` keeps its decimals; None is «нет данных»."""


def is_known(value: Cell) -> TypeGuard[str | int | float | Decimal | date | Share]:
    """Neither None nor the NaN that a data frame makes of it."""
    return value is not None and not (isinstance(value, float) and isnan(value))


@dataclass(frozen=True)
class Column:
    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """One row per thing that the chart draws; the first cell names it. `sums`: so many rows at the end sum up others.

    `left_out`: rows that were not read for a page and are whole in the file.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sums: int = 0
    left_out: int = 0

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row needs {len(self.columns)} cells")


def table(columns: str, rows: list[tuple[Cell, ...]], *, sums: int = 0, left_out: int = 0) -> Table:
    """`table("Шаг | #Тюмень | #Всего", rows)`: titles parted by «|», a number column starts with «#»."""
    titles = [title.strip() for title in columns.split("|")]
    return Table(tuple(Column(title.lstrip("#"), title.startswith("#")) for title in titles), tuple(rows), sums, left_out)


def in_numbers(found: Table) -> Table:
    """The table with every share as three numbers: the part, and in columns of their own out of how many, and the per cent."""
    shares = [any(isinstance(row[at], Share) for row in found.rows) for at in range(len(found.columns))]
    columns = [part for column, share in zip(found.columns, shares, strict=True) for part in _columns(column, share)]
    rows = tuple(
        tuple(part for value, share in zip(row, shares, strict=True) for part in _cells(value, share)) for row in found.rows
    )
    return Table(tuple(columns), rows, found.sums)


def _columns(column: Column, share: bool) -> tuple[Column, ...]:
    if not share:
        return (column,)
    more = (f"{column.title}: из скольких", f"{column.title}, %")
    return Column(column.title, numeric=True), *(Column(title, numeric=True) for title in more)


def _cells(value: Cell, share: bool) -> tuple[Cell, ...]:
    if not share:
        return (value,)
    if not isinstance(value, Share):
        return (value, "", "")
    whole = value.denominator
    return value.numerator, whole, formats.points(value.numerator, whole) if whole else ""

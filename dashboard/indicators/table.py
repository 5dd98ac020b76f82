"""The table behind a chart: one source for its HTML twin and its CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import TypeGuard

Cell = str | int | float | date | None
"""A number stays a number, a share its text; None is «нет данных»."""


def is_known(value: Cell) -> TypeGuard[str | int | float | date]:
    """Neither None nor the NaN that a data frame makes of it."""
    return value is not None and not (isinstance(value, float) and isnan(value))


@dataclass(frozen=True)
class Column:
    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """One row per thing that the chart draws; the first cell names it. `sums`: so many rows at the end sum up others."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sums: int = 0

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row needs {len(self.columns)} cells")


def table(columns: str, rows: list[tuple[Cell, ...]], *, sums: int = 0) -> Table:
    """`table("Шаг | #Тюмень | #Всего", rows)`: titles parted by «|», a number column starts with «#»."""
    titles = [title.strip() for title in columns.split("|")]
    return Table(tuple(Column(title.lstrip("#"), title.startswith("#")) for title in titles), tuple(rows), sums)

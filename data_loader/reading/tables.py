"""A table as it lies in a file: numbered rows of raw cells, nothing understood yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Row = tuple[int, Sequence[Any]]
"""(row number as people count it, its cells from the first column on)"""

HEADER_WITHIN = 40
"""Rows of titles that may stand above a header: a letterhead with the order that the table belongs to."""


class FileProblem(Exception):
    """A file cannot be read: what is wrong, and what to do, in Russian."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.remedy = remedy


@dataclass(frozen=True)
class RawTable:
    """One sheet of a workbook, or one CSV file (`sheet` is then empty). `rows` starts anew at every call."""

    file: str
    sheet: str
    rows: Callable[[], Iterator[Row]]
    hidden: bool = False
    is_csv: bool = False

    @property
    def title(self) -> str:
        """The name that may tell what it is: the sheet's, or the file's without its ending."""
        name = self.file.rpartition("/")[2]
        return self.sheet or name.rpartition(".")[0] or name

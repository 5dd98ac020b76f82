"""What a load met: one record per problem, as people read it and as machines do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["error", "repaired", "ignored", "note"]

LONGEST_VALUE = 200
"""Letters of a cell that a report shows: enough to find it by."""


@dataclass(frozen=True)
class Problem:
    """`cell` is a bare coordinate (D17) in a workbook and None in a CSV file, where row and column say the place.

    `column` is the column's English key. `rule` says in Russian what is wrong, `remedy` what to do.
    """

    level: Level
    file: str
    sheet: str
    rule: str
    remedy: str = ""
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    value: Any = None

    @property
    def where(self) -> str:
        """«Этапы!D17», «services.csv, строка 2064»."""
        if self.cell:
            return f"{self.sheet}!{self.cell}"
        place = self.sheet or self.file
        return f"{place}, строка {self.row}" if self.row else place

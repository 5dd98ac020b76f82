"""A recognised table: which sheet it is, where its columns are, and its rows of data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_loader import cells
from data_loader.plurals import plural
from data_loader.problems import LONGEST_VALUE, Problem
from data_loader.reading.coordinates import letters
from data_loader.reading.headers import Header
from data_loader.reading.other_rows import NUMBERS, TOTAL, UNFILLED, OtherRows, filled, is_blank
from data_loader.reading.tables import FileProblem, RawTable, Row


@dataclass
class RawSheet:
    """A recognised table: its columns by English key, and the rows that hold data."""

    table: RawTable
    header: Header
    problems: list[Problem] = field(default_factory=list)

    @property
    def file(self) -> str:
        return self.table.file

    @property
    def sheet(self) -> str:
        return self.table.sheet

    @property
    def positions(self) -> dict[str, int]:
        return self.header.positions

    def overflows(self, row: Sequence[Any]) -> bool:
        """Whether a line of text has more cells than the header: a separator inside a cell has shifted the others."""
        width = self.header.width
        return self.table.is_csv and len(row) > width and any(cells.text(cell) for cell in row[width:])

    def cell(self, row: int, column: str) -> str | None:
        """«D17» in a workbook; None in a CSV file, or for a column that is not there."""
        return self._cell_at(row, self.positions[column]) if column in self.positions else None

    def _cell_at(self, row: int, position: int) -> str | None:
        return None if self.table.is_csv else f"{letters(position)}{row}"

    @property
    def rows(self) -> Iterator[Row]:
        """Rows below the header up to «Итого», without blank ones; what is passed over is told in `problems`."""
        try:
            yield from self._data_rows()
        except FileProblem as problem:
            self.problems.append(Problem("error", self.file, self.sheet, problem.rule, problem.remedy))

    def _data_rows(self) -> Iterator[Row]:
        others, rows = OtherRows(self.header), iter(self.table.rows())
        at_the_start = True
        for number, row in self._below_header(rows):
            at_the_start = at_the_start and others.numbers_columns(row)
            reason = NUMBERS if at_the_start else others.reason(row)
            if reason is None:
                yield number, row
            elif reason == TOTAL:
                self._end_at(number, row, rows)
            elif reason != UNFILLED:
                self._ignored(number, row, reason, "строка пропущена")

    def _below_header(self, rows: Iterator[Row]) -> Iterator[Row]:
        first = self.header.row + self.header.depth
        return ((number, row) for number, row in rows if number >= first and not is_blank(row))

    def _end_at(self, number: int, row: Sequence[Any], rows: Iterator[Row]) -> None:
        """Takes the rest, so that nothing follows: below a total stand other tables, notes and sums of sums."""
        rest = 1 + sum(1 for _, later in rows if any(cell not in ("", None) for cell in later))
        self._ignored(number, row, "Итог", f"не загружается, как и всё после него: {plural(rest, 'строка', 'строки', 'строк')}")

    def _ignored(self, number: int, row: Sequence[Any], rule: str, remedy: str) -> None:
        position = row.index(filled(row)[0])
        cell, value = self._cell_at(number, position), cells.text(row[position])[:LONGEST_VALUE]
        self.problems.append(Problem("ignored", self.file, self.sheet, rule, remedy, cell, number, None, value))

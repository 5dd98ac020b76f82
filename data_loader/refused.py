"""The refused rows as a workbook to mend and load again: the sheet's own header, the row, and the problem in a note on its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from data_loader.cells import text
from data_loader.problems import Problem
from data_loader.reading import RawSheet, open_files

_MARK = PatternFill("solid", fgColor="FFD9CC")


def write_refused(path: Path, files: Sequence[Path], problems: Iterable[Problem]) -> int:
    """Writes the refused rows of a load, sheet by sheet, and returns how many; without any, no file is written.

    The rows are read from the files once more, so that a load keeps none of them in memory.
    """
    refused: dict[tuple[str, str], dict[int, Problem]] = {}
    for problem in problems:
        if problem.level == "error" and problem.row is not None and problem.column:
            refused.setdefault((problem.file, problem.sheet), {}).setdefault(problem.row, problem)
    if not refused:
        return 0
    book = Workbook()
    book.remove(book.worksheets[0])
    for raw in open_files(files):
        if isinstance(raw, RawSheet) and (rows := refused.get((raw.file, raw.sheet))):
            _write_sheet(book, raw, rows)
    book.save(path)
    book.close()
    return sum(len(rows) for rows in refused.values())


def _write_sheet(book: Workbook, raw: RawSheet, refused: dict[int, Problem]) -> None:
    page = book.create_sheet(raw.header.sheet.russian)
    columns = sorted(raw.positions.items(), key=lambda item: item[1])
    for number, (key, _) in enumerate(columns, 1):
        page.cell(1, number, raw.header.sheet.column(key).russian).font = Font(bold=True)
    line = 2
    for row_number, row in raw.rows:
        if (problem := refused.get(row_number)) is None:
            continue
        for number, (key, position) in enumerate(columns, 1):
            found = page.cell(line, number)
            assert isinstance(found, Cell)
            _write(found, row[position] if position < len(row) else "")
            if key == problem.column:
                found.fill = _MARK
                found.comment = Comment(f"{problem.rule}. {problem.remedy}".strip(), "Загрузка", width=300, height=90)
        line += 1


def _write(cell: Cell, value: object) -> None:
    """As it was; text stays text, also when it begins like a formula."""
    if isinstance(value, str):
        cell.value, cell.data_type, cell.number_format = text(value), "s", "@"
    else:
        cell.value = value

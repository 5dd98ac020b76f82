"""Workbooks (xlsx, xlsm, xls, ods): looked at before they are opened, read without running anything in them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from data_loader.reading.coordinates import column_number
from data_loader.reading.formulas import Marks, note_marks, ods_marks, sheet_parts
from data_loader.reading.tables import FileProblem, RawTable, Row

UNPACKED_LIMIT = 1 << 30
"""Bytes that a workbook may unpack to: a million rows of services take about 300 MB."""
RATIO_LIMIT = 500
"""Times the size of the file. DEFLATE reaches 1,000 with one byte repeated; cells with coordinates of their own stay far below."""
SMALL = 50 << 20
"""Bytes that are unpacked whatever the ratio: a small table of nothing packs very well."""
CELLS_LIMIT = 60_000_000
"""Cells of the rectangle that a sheet's cells span: memory is taken for the rectangle, not for the cells."""
SHEETS_LIMIT = 200
"""A sheet takes a pass of its own, however empty; nobody keeps a programme in more than a dozen."""
LISTS_SHEET = "Списки"
"""The template's own hidden sheet of choices, not data."""
_WORKSHEET = re.compile(r"worksheets/[^/]+\.xml$")
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_PART = 1 << 20
_LONGEST_START = 200
"""Bytes of a cell's opening tag, up to its coordinate."""
_LONGEST_CELL = 16 << 10
"""A cell with the longest formula that a workbook may hold."""


def workbook_tables(path: Path, name: str) -> Iterator[RawTable]:
    """The worksheets of a workbook in its order; cells hold cached values, formulas and macros are never run."""
    marks = _look_inside(path) if is_zipfile(path) else {}
    book = _opened(path)
    sheets = [meta for meta in book.sheets_metadata if "WorkSheet" in str(meta.typ)]
    if len(sheets) > SHEETS_LIMIT:
        raise FileProblem(f"В книге {len(sheets)} листов", f"Оставьте нужные, не больше {SHEETS_LIMIT}")
    for meta in sheets:
        hidden = meta.visible != SheetVisibleEnum.Visible
        if hidden and meta.name == LISTS_SHEET:
            continue
        yield RawTable(name, meta.name, _rows_of(book, meta.name, marks.get(meta.name, {})), hidden=hidden)


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise FileProblem("Книга закрыта паролем", "Снимите пароль и сохраните заново") from None
    except (CalamineError, OSError, ValueError) as error:
        raise FileProblem("Книга повреждена или это не книга", "Откройте её в Excel и сохраните заново") from error


def _rows_of(book: CalamineWorkbook, name: str, marks: Marks) -> Callable[[], Iterator[Row]]:
    def rows() -> Iterator[Row]:
        try:
            sheet = book.get_sheet_by_name(name)
        except CalamineError as error:
            raise FileProblem("Лист не читается", "Откройте книгу в Excel и сохраните заново") from error
        for number, row in _numbered(sheet):
            yield number, _marked(row, marks[number]) if number in marks else row

    return rows


def _numbered(sheet: CalamineSheet) -> Iterator[Row]:
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    before: list[Any] = [""] * first_column
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), first_row + 1):
        yield number, [*before, *row] if before else row


def _marked(row: Sequence[Any], marks: dict[int, str]) -> Sequence[Any]:
    """The row with its failed and uncounted formulas; the reader gives them as blank or nought."""
    width = max(len(row), max(marks) + 1)
    return [marks.get(position, row[position] if position < len(row) else "") for position in range(width)]


# --- before opening -----------------------------------------------------------------------------------------------------------


def _look_inside(path: Path) -> dict[str, Marks]:
    """Refuses what would not fit into memory; returns the formulas of every sheet that have failed or were never counted."""
    try:
        with ZipFile(path) as archive:
            _refuse_bombs(archive, path.stat().st_size)
            return ods_marks(archive) if "content.xml" in archive.namelist() else _xlsx_marks(archive)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError):
        raise FileProblem("Книга повреждена", "Откройте её в Excel и сохраните заново") from None
    except (RuntimeError, NotImplementedError):
        raise FileProblem("Книга закрыта паролем", "Снимите пароль и сохраните заново") from None


def _refuse_bombs(archive: ZipFile, size: int) -> None:
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > UNPACKED_LIMIT or (unpacked > SMALL and unpacked / max(size, 1) > RATIO_LIMIT):
        rule = f"Книга распаковывается в {unpacked // (1 << 20)} МБ"
        raise FileProblem(rule, "Разделите её на части или сохраните как CSV")


def _xlsx_marks(archive: ZipFile) -> dict[str, Marks]:
    sheets = sheet_parts(archive)
    names = [entry.filename for entry in archive.infolist() if _WORKSHEET.search(entry.filename)]
    return {sheets.get(name, name): _look_at_cells(archive, name) for name in names}


def _look_at_cells(archive: ZipFile, name: str) -> Marks:
    """Where the outermost cells lie, for what the sheet claims of itself is not believed; and which formulas failed."""
    marks: Marks = {}
    lowest = rightmost = 0
    tail = b""
    with archive.open(name) as sheet:
        while part := sheet.read(_PART):
            for column, row in _CELL.findall(tail[-_LONGEST_START:] + part):
                lowest = max(lowest, int(row))
                if len(column) > 1 or rightmost < 26:
                    rightmost = max(rightmost, column_number(column))
            note_marks(tail + part, marks)
            tail = part[-_LONGEST_CELL:]
    if lowest * rightmost > CELLS_LIMIT:
        raise FileProblem(
            f"Данные листа тянутся до строки {lowest} и столбца {rightmost}",
            "Удалите пустые строки и столбцы вокруг таблицы (в них остались отдельные ячейки) и сохраните заново",
        )
    return marks

"""What is said of a table: that it is none of ours, lacks something, or has more than is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data_loader import cells
from data_loader.names import match_key
from data_loader.problems import Problem
from data_loader.reading.headers import Header
from data_loader.reading.tables import RawTable, Row
from data_loader.sheets import SHEETS, Sheet

_LONGEST_NAME, _LONGEST_CELL, _LONGEST_LIST, _LONGEST_CELLS = 60, 40, 500, 300
"""Letters of a header and of a list of them in a report: a table of others may have hundreds of columns."""


def unrecognised(table: RawTable, top: Sequence[Row], named: str | None) -> Problem:
    """An error where the table is called like a sheet of ours; else it may well be somebody's notes."""
    widest = max((row for _, row in top), key=lambda row: sum(1 for cell in row if cells.text(cell)))
    has = _list((cells.text(cell) for cell in widest if cells.text(cell)), _LONGEST_CELL)[:_LONGEST_CELLS]
    if named:
        return _without_header(table, SHEETS[named], has)
    rule = f"{_called(table)} не похож ни на один из десяти листов и не загружен; в нём есть: {has}"
    remedy = f"Ждём листы {_list(sheet.russian for sheet in SHEETS.values())}; образец: python -m data_loader template"
    return Problem("note", table.file, table.sheet, rule, remedy)


def _without_header(table: RawTable, sheet: Sheet, has: str) -> Problem:
    rule = f"{_called(table)} назван как «{sheet.russian}», но шапки в нём нет; есть: {has}"
    remedy = f"Нужны столбцы: {_list(column.russian for column in sheet.required)}"
    return Problem("error", table.file, table.sheet, rule, remedy)


def refused(table: RawTable, header: Header) -> Problem:
    rule, remedy = _twice(header) if header.twice else _lacking(header)
    return Problem("error", table.file, table.sheet, f"{_called(table)}{rule}", remedy, row=header.row)


def _twice(header: Header) -> tuple[str, str]:
    told = (
        f"столбец «{one}» стоит дважды" if match_key(one) == match_key(other) else f"«{one}» и «{other}» — один и тот же столбец"
        for one, other in header.twice
    )
    return f": {'; '.join(told)}", "Оставьте один"


def _lacking(header: Header) -> tuple[str, str]:
    rule = f" похож на «{header.sheet.russian}», но не хватает: {_list(column.russian for column in header.missing)}"
    if header.extra:
        rule += f"; не узнаны: {_list(header.extra, _LONGEST_NAME)[:_LONGEST_LIST]}"
    return rule, "Добавьте столбцы; ни одна строка листа не загружена"


def notes(table: RawTable, header: Header) -> list[Problem]:
    found = []
    if table.hidden:
        found.append(Problem("note", table.file, table.sheet, "Лист скрыт, но прочитан", "Удалите его, если он лишний"))
    if header.extra:
        rule = f"Лишние столбцы не загружены: {_list(header.extra, _LONGEST_NAME)[:_LONGEST_LIST]}"
        found.append(Problem("note", table.file, table.sheet, rule, row=header.row))
    return found


def _called(table: RawTable) -> str:
    return f"Лист «{table.sheet}»" if table.sheet else "Файл"


def _list(names: Iterable[str], longest: int | None = None) -> str:
    return ", ".join(f"«{name[:longest]}»" for name in names)

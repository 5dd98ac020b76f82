"""The table of a chart as CSV that a Russian Excel opens with a double click: BOM, semicolons, decimal
commas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from unicodedata import category

from dashboard import formats
from dashboard.indicators.definition import Share
from dashboard.indicators.table import Cell, Table, in_numbers, is_known
from dashboard.stamp import Stamp

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front, whatever unseen letters (separators, control
    and format characters) come before it; NUL is dropped.
    """
    text = text.replace("\0", "")
    seen = text.lstrip("".join({letter for letter in text if category(letter)[0] in "ZC"}))
    return f"'{text}" if seen.startswith(_FORMULA) or text.startswith(_FORMULA) else text


def cell(value: Cell) -> str:
    """A value as a spreadsheet reads it: no grouping, decimal comma, dd.mm.yyyy, text defused. A `Decimal` has all its decimals."""
    if not is_known(value):
        return "нет данных"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, Share):
        return defused(formats.share(value.numerator, value.denominator))
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return formats.number(value, 4).replace(formats.NBSP, "").replace("−", "-")


def rows_as_plain_csv(rows: Iterable[Sequence[str | int]]) -> str:
    """For programs: commas, no BOM, numbers as they are; text defused all the same."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([defused(value) if isinstance(value, str) else value for value in row] for row in rows)
    return buffer.getvalue()


def rows_as_csv(rows: Iterable[Sequence[Cell]]) -> str:
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    return BOM + buffer.getvalue()


def chart_as_csv(title: str, table: Table, *, sentence: str, stamp: Stamp, source: str) -> str:
    """Lines that say what it is, a blank line, then the table."""
    head: list[tuple[Cell, ...]] = [(title,), (sentence,), (stamp.dated(),), (f"Источник: {source}",)]
    if stamp.demo:
        head.append(("Демонстрационные данные",))
    numbers = in_numbers(table)
    names = tuple(column.title for column in numbers.columns)
    return rows_as_csv([*head, (), names, *numbers.rows])

"""The rows of a recognised sheet, cell by cell: what all its good cells hold, or the first that refuses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_loader import cells
from data_loader.cells import CellProblem, Noticed
from data_loader.problems import LONGEST_VALUE, Problem
from data_loader.reading import RawSheet
from data_loader.sheets import DEFAULTS, Column, ParseContext, Sheet
from data_loader.sheets.columns import Found

MEMORY = 50_000
"""Distinct raw values remembered per column: real columns repeat themselves, and looking up is far cheaper than reading."""


@dataclass(slots=True)
class ParsedRow:
    """A row whose cells are all good. `values` by registry column; `noticed` by column key, with what the cell holds."""

    row: int
    values: dict[str, Any]
    noticed: tuple[tuple[str, Noticed, Any], ...] = ()


@dataclass(slots=True)
class RefusedRow:
    """A row that a cell refuses, with what its other cells hold: others may refer to it."""

    row: int
    column: str
    problem: CellProblem
    cells: Sequence[Any]
    values: dict[str, Any] = field(default_factory=dict)


_OVERFLOW = CellProblem(
    "В строке больше ячеек, чем столбцов в шапке", "Возьмите в кавычки ячейку, внутри которой стоит разделитель, например «1,5»"
)


def parse_rows(raw: RawSheet, sheet: Sheet, context: ParseContext) -> Iterator[ParsedRow | RefusedRow]:
    """The rows of a recognised sheet; one problem a row, key columns before the others."""
    form = _Form(raw, sheet, context)
    last = max(raw.positions, key=lambda key: raw.positions[key])
    for number, row in raw.rows:
        parsed = _parsed(number, row, form)
        yield RefusedRow(number, last, _OVERFLOW, row, parsed.values) if raw.overflows(row) else parsed


def problem_of(raw: RawSheet, row: int, column: str, found: CellProblem | Noticed, value: Any) -> Problem:
    """The record of what a cell met."""
    return Problem(
        level="error" if isinstance(found, CellProblem) else found.level,
        file=raw.file,
        sheet=raw.sheet,
        rule=found.rule,
        remedy=found.remedy,
        cell=raw.cell(row, column),
        row=row,
        column=column,
        value=cells.text(value)[:LONGEST_VALUE],
    )


# --- one row ------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Read:
    """A row on its way: what its cells held so far, and the first that refuses it."""

    values: dict[str, Any]
    noticed: list[tuple[str, Noticed, Any]] = field(default_factory=list)
    refused: tuple[str, CellProblem] | None = None


def _parsed(number: int, row: Sequence[Any], form: _Form) -> ParsedRow | RefusedRow:
    read = _read_cells(row, form)
    if read.refused is None and form.sheet.together is not None:
        _look_at_whole_row(read, form.sheet, form.sheet.together(read.values, form.context))
    if read.refused is not None:
        return RefusedRow(number, *read.refused, row, read.values)
    return ParsedRow(number, read.values, tuple(read.noticed))


def _read_cells(row: Sequence[Any], form: _Form) -> _Read:
    read = _Read(form.missing.copy())
    width = len(row)
    for reader in form.readers:
        raw = row[reader.position] if reader.position < width else None
        key = raw if raw.__class__ is str else (raw.__class__, raw)
        found = reader.known.get(key, _UNSEEN)  # looked up here: a call for every cell would cost a tenth of all reading
        if found is _UNSEEN:
            found = reader.learn(key, raw)
        if found.__class__ is CellProblem:
            read.refused = read.refused or (reader.key, found)
        elif found.__class__ is Noticed:
            read.noticed.append((reader.key, found, raw))
            read.values[reader.field] = found.value
        else:
            read.values[reader.field] = found
    return read


def _look_at_whole_row(read: _Read, sheet: Sheet, told: Found) -> None:
    for key, found in told:
        if isinstance(found, CellProblem):
            read.refused = key, found
            return
        column = sheet.column(key).field
        read.noticed.append((key, found, read.values[column]))
        read.values[column] = found.value


# --- the columns of one table -------------------------------------------------------------------------------------------------


class _Form:
    """How the rows of one table are read: its columns where they lie in it, and what stands for those it does not have."""

    def __init__(self, raw: RawSheet, sheet: Sheet, context: ParseContext) -> None:
        here = [column for column in sheet.columns if column.key in raw.positions]
        self.sheet = sheet
        self.readers = [_Reader(column, raw.positions[column.key], context) for column in here]
        self.missing = {c.field: DEFAULTS.get(c.field, "") for c in sheet.columns if c.key not in raw.positions}
        self.context = context


_UNSEEN = object()
"""Not None: that is what a blank cell may well have been read as."""


class _Reader:
    """Reads the cells of one column, each distinct raw value once: `known` holds values, `Noticed`s and `CellProblem`s.

    1, 1.0 and True are one key of a dict and three different cells, so anything but a text is known by its class, too.
    """

    def __init__(self, column: Column, position: int, context: ParseContext) -> None:
        self.key, self.field, self.position = column.key, column.field, position
        self.known: dict[Any, Any] = {}
        self._parse = column.parse
        self._context = context

    def learn(self, key: Any, raw: Any) -> Any:
        try:
            found = self._parse(raw, self._context)
        except CellProblem as problem:
            found = problem
        if len(self.known) >= MEMORY:
            self.known.clear()
        self.known[key] = found
        return found

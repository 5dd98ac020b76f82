"""Finding the header row: the row whose texts name most columns of a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_loader import cells
from data_loader.names import match_key
from data_loader.reading.tables import Row
from data_loader.sheets import SHEETS, Column, Sheet

_ADDED = re.compile(
    r"\s*(?:[*:.]+|\((?:[дмгdmy./\s-]+|обязательн\w*(?:\s+поле)?|ч|час(?:ы|ов)?|шт|ед|чел|человек)\.?\)|,\s*(?:ч|час(?:ы|ов)?|шт|ед|чел)\b\.?)",
    re.IGNORECASE,
)
"""Marks, units and hints behind the name of a column; «(план)» is not one of them: planned days are no facts."""


@dataclass(frozen=True)
class Header:
    """Where the columns are. `depth` rows hold the header (two where merged cells stand above narrower ones), `width` cells wide."""

    sheet: Sheet
    row: int
    depth: int
    width: int
    positions: dict[str, int]
    texts: dict[int, str]
    twice: tuple[tuple[str, str], ...]
    extra: tuple[str, ...]

    @property
    def missing(self) -> tuple[Column, ...]:
        return tuple(column for column in self.sheet.required if column.key not in self.positions)

    @property
    def score(self) -> tuple[int, int]:
        """A column that must be there weighs more than any number that may."""
        return (-len(self.missing), len(self.positions))


def known_headers(rows: Sequence[Sequence[Any]]) -> int:
    """How many headers of the best fitting sheet some row holds; what encodings and separators are judged by."""
    keys = [{match_key(str(cell)) for cell in row if cell} for row in rows]
    return max((len(sheet.by_header.keys() & row) for sheet in SHEETS.values() for row in keys), default=0)


def find_header(sheet: Sheet, top: Sequence[Row]) -> Header | None:
    """The best row for the header of a sheet; of equals one line before two, and the higher one: data may repeat a header."""
    found = [_header(sheet, top, index, depth) for index in range(len(top)) for depth in (1, 2)]
    return max((header for header in found if header), key=lambda h: (h.score, -h.depth, -h.row), default=None)


def _header(sheet: Sheet, top: Sequence[Row], index: int, depth: int) -> Header | None:
    number, row = top[index]
    texts, width = _texts(row), len(row)
    if depth == 2:
        second = _second_line(sheet, top, index, texts)
        if second is None:
            return None
        texts, width = {**texts, **second}, max(width, len(top[index + 1][1]))
    placed = _Placed(sheet, texts)
    return placed.header(number, depth, width) if placed.positions else None


def _texts(row: Sequence[Any]) -> dict[int, str]:
    """The texts of a row by position, without the blank ones."""
    return {position: text for position, cell in enumerate(row) if (text := cells.text(cell))}


def _second_line(sheet: Sheet, top: Sequence[Row], index: int, above: Mapping[int, str]) -> dict[int, str] | None:
    """The names that stand below merged ones; None where the row below is no second line of the header.

    A value below a column that is known already tells the first row of data.
    """
    if index + 1 == len(top) or top[index + 1][0] != top[index][0] + 1:
        return None
    below = _texts(top[index + 1][1])
    names = {position: text for position, text in below.items() if match_key(text) in sheet.by_header}
    values = below.keys() - names.keys()
    is_data = any(match_key(_bare(above.get(position, ""))) in sheet.by_header for position in values)
    return None if is_data or not names else names


class _Placed:
    """The texts of a header row as columns of a sheet: where each lies, which stand twice, which are none of ours.

    «Дата» and «Дата (план)», «ОГРН» and «ОГРН организации» may stand side by side: the exact name wins over one with something
    added, and a column's own names over its further ones.
    """

    def __init__(self, sheet: Sheet, texts: Mapping[int, str]) -> None:
        self._sheet, self._texts = sheet, texts
        exact = {match_key(text) for text in texts.values()} & sheet.by_header.keys()
        self._exact = {sheet.by_header[key].key for key in exact}
        self._own = {sheet.by_header[key].key for key in exact & sheet.own_headers}
        self.positions: dict[str, int] = {}
        self.twice: list[tuple[str, str]] = []
        self.extra: list[str] = []
        for position, text in texts.items():
            self._place(position, text)

    def _place(self, position: int, text: str) -> None:
        column = self._column(text)
        if column is None:
            self.extra.append(text)
        elif column.key in self.positions:
            self.twice.append((self._texts[self.positions[column.key]], text))
        else:
            self.positions[column.key] = position

    def _column(self, text: str) -> Column | None:
        key = match_key(text)
        column = self._sheet.by_header.get(key) or self._by_bare_name(text)
        if column is None or (column.key in self._own and key not in self._sheet.own_headers):
            return None
        return column

    def _by_bare_name(self, text: str) -> Column | None:
        column = self._sheet.by_header.get(match_key(_bare(text)))
        return None if column is None or column.key in self._exact else column

    def header(self, row: int, depth: int, width: int) -> Header:
        known = {position: self._texts[position] for position in self.positions.values()}
        return Header(self._sheet, row, depth, width, self.positions, known, tuple(self.twice), tuple(self.extra))


def _bare(text: str) -> str:
    """A header without what people add to it: «Дата* (дд.мм.гггг):» -> «Дата», «Часы, ч» -> «Часы»."""
    return _ADDED.sub("", text).strip()

"""Rows below a header that hold no data: totals, signatures, examples, repeated headers, numbers of columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from data_loader import cells
from data_loader.names import match_key
from data_loader.reading.headers import Header

TOTAL, UNFILLED = "total", "unfilled"
NUMBERS = "Номера столбцов"
EXAMPLE = "пример"
"""A row that begins with this word is the template's example and is passed over."""

_TOTAL = re.compile(r"^(?:итого(?!\w)|(?:общий )?итог(?:$|:)|всего(?:$|:)|total(?:$|:))")
_TOTAL_OF = re.compile(r"^всего\b")
"""«Всего участников»: a total in a row that could not be loaded anyway; «Всего понемногу» may be the name of an organisation."""
_SIGNATURE = re.compile(
    r"_{3,}|^(?:ответственн|исполнител|руководител|подпис|составил|проверил|утвержда|утверди|директор|бухгалтер|м\.? ?п\.?$"
    r"|примечани|председател|исп\.|тел\.|\*)"
)
_SUSPECT = frozenset(
    ["ито", "общ", "все", "tot", "тел", "отв", "исп", "рук", "под", "сос", "про", "утв", "дир", "бух", "м.п", "м. ", "мп", "мп.",
     "при", "пре", "___"]
)  # fmt: skip
"""How totals, signatures and examples begin: other rows are not looked at twice, for a sheet may have a million."""


def is_blank(row: Sequence[Any]) -> bool:
    if row and row[0].__class__ is str and row[0] and not row[0].isspace():
        return False  # most rows are told by their first cell
    return not filled(row)


def filled(row: Sequence[Any]) -> list[Any]:
    """The cells that hold more than spaces."""
    return [cell for cell in row if cell not in ("", None) and str(cell).strip()]


class OtherRows:
    """Tells rows of data from the others, by the header they stand below."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._used = sorted(header.positions.values())
        self._titles = frozenset(header.texts.values())

    def reason(self, row: Sequence[Any]) -> str | None:
        """Why a row that is not blank is passed over; None for a row of data."""
        if self._begins_like_data(row[0]):
            return None
        written = filled(row)
        first = written[0]
        if not isinstance(first, str):
            return None if self._holds_anything(row) else "Только номер строки"
        if first[0] in "#=" and self._is_unfilled(row):
            return UNFILLED
        return self._by_words(" ".join(first.casefold().split()), written, row)

    def numbers_columns(self, row: Sequence[Any]) -> bool:
        """«1, 2, 3, …» below every column, as printed forms have it right below the header."""
        count = len(self._header.positions) + len(self._header.extra)
        texts = [text for cell in row if (text := cells.text(cell))]
        return count > 2 and texts == [str(number) for number in range(1, count + 1)]

    def _begins_like_data(self, start: Any) -> bool:
        return start.__class__ is str and bool(start) and not start[0].isspace() and not self._is_suspect(start)

    def _is_suspect(self, start: str) -> bool:
        return start[:3].casefold() in _SUSPECT or start[0] in "#=*" or "___" in start or start in self._titles

    def _by_words(self, word: str, written: Sequence[Any], row: Sequence[Any]) -> str | None:
        if _TOTAL.match(word) or (_TOTAL_OF.match(word) and self._lacks_required(row)):
            return TOTAL
        if word == EXAMPLE or word.startswith(f"{EXAMPLE}:"):
            return "Пример"
        if _SIGNATURE.search(word) and _stands_alone(written):
            return "Подпись"
        return "Повтор шапки" if self._repeats_header(row) else None

    def _holds_anything(self, row: Sequence[Any]) -> bool:
        """People number the rows of a form beforehand, in a column of their own."""
        return any(cells.text(row[position]) for position in self._used if position < len(row))

    def _is_unfilled(self, row: Sequence[Any]) -> bool:
        """A row prepared with formulas that nobody has filled yet: they have failed, and a cell that must be filled is blank."""
        own = (cells.text(row[position]) for position in self._header.positions.values() if position < len(row))
        return self._lacks_required(row) and all(cells.is_failed(text) for text in own if text)

    def _lacks_required(self, row: Sequence[Any]) -> bool:
        places = (self._header.positions[column.key] for column in self._header.sheet.required)
        return any(place >= len(row) or not cells.text(row[place]) for place in places)

    def _repeats_header(self, row: Sequence[Any]) -> bool:
        """Long tables are printed with the header on every page."""
        texts = self._header.texts
        return all(
            position < len(row) and match_key(cells.text(row[position])) == match_key(texts[position])
            for position in self._used
            if position in texts
        )


def _stands_alone(written: Sequence[Any]) -> bool:
    """«Директор» beside a name or a line to sign on; among more cells it is somebody's role or an organisation's name."""
    return len(written) <= 2 or any("___" in str(cell) for cell in written)

"""Finding the header row and what a table is; then its rows without totals, signatures and repeated headers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from data_loader import cells
from data_loader.names import match_key
from data_loader.problems import Problem
from data_loader.reading.tables import FileProblem, RawTable, Row
from data_loader.sheets import SHEETS, Column, Sheet

HEADER_WITHIN = 40
"""Rows of titles that may stand above a header."""

_TOTAL = re.compile(r"^(?:итого(?!\w)|(?:общий )?итог(?:$|:)|всего(?:$|:)|total(?:$|:))")
_TOTAL_OF = re.compile(r"^всего\b")
"""«Всего участников»: a total in a row that could not be loaded anyway; «Всего понемногу» may be the name of an organisation."""
_ADDED = re.compile(
    r"\s*(?:[*:.]+|\((?:[дмгdmy./\s-]+|обязательн\w*(?:\s+поле)?|ч|час(?:ы|ов)?|шт|ед|чел|человек)\.?\)|,\s*(?:ч|час(?:ы|ов)?|шт|ед|чел)\b\.?)",
    re.IGNORECASE,
)
"""Marks, units and hints behind the name of a column; «(план)» is not one of them."""
_SIGNATURE = re.compile(
    r"_{3,}|^(?:ответственн|исполнител|руководител|подпис|составил|проверил|утвержда|утверди|директор|бухгалтер|м\.? ?п\.?$"
    r"|примечани|председател|исп\.|тел\.|\*)"
)
_SUSPECT = frozenset(
    ["ито", "общ", "все", "tot", "тел", "отв", "исп", "рук", "под", "сос", "про", "утв", "дир", "бух", "м.п", "м. ", "мп", "мп.",
     "при", "пре", "___"]
)  # fmt: skip
"""How totals, signatures and examples begin: other rows are not looked at twice."""
_UNFILLED = "unfilled"
EXAMPLE = "пример"
"""A row that begins with this word is the template's example and is passed over."""


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
        return (-len(self.missing), len(self.positions))


@dataclass
class RawSheet:
    """A recognised table: its columns by English key, and the rows that hold data."""

    table: RawTable
    header: Header
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(self.header.texts.values())

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
        if self.table.is_csv or column not in self.positions:
            return None
        return f"{letters(self.positions[column])}{row}"

    @property
    def rows(self) -> Iterator[Row]:
        """Rows below the header up to «Итого», without blank ones; what is passed over is told in `problems`."""
        try:
            yield from self._data_rows()
        except FileProblem as problem:
            self.problems.append(Problem("error", self.file, self.sheet, problem.rule, problem.remedy))

    def _data_rows(self) -> Iterator[Row]:
        first = self.header.row + self.header.depth
        used = sorted(self.positions.values())
        rows = iter(self.table.rows())
        fresh = True
        for number, row in rows:
            if number < first or _is_blank(row):
                continue
            if fresh and self._numbers_columns(row):
                self._ignored(number, row, "Номера столбцов", "строка пропущена")
                continue
            fresh = False
            if (reason := self._passed_over(row, used)) is None:
                yield number, row
                continue
            if reason == _UNFILLED:
                continue
            if reason == "total":
                rest = sum(1 for _, later in rows if any(cell not in ("", None) for cell in later))
                self._ignored(number, row, "Итог", f"не загружается, как и всё после него: {rest + 1} {_rows(rest + 1)}")
                return
            self._ignored(number, row, reason, "строка пропущена")

    def _passed_over(self, row: Sequence[Any], used: Sequence[int]) -> str | None:
        start = row[0]
        if start.__class__ is str and start and not start[0].isspace() and not self._is_suspect(start):
            return None
        filled = [cell for cell in row if cell not in ("", None) and str(cell).strip()]
        first = filled[0]
        if not isinstance(first, str):
            return None if any(cells.text(row[position]) for position in used if position < len(row)) else "Только номер строки"
        if first[0] in "#=" and self._is_unfilled(row):
            return _UNFILLED
        word = " ".join(first.casefold().split())
        if _TOTAL.match(word) or (_TOTAL_OF.match(word) and self._lacks_required(row)):
            return "total"
        if word == EXAMPLE or word.startswith(f"{EXAMPLE}:"):
            return "Пример"
        if _SIGNATURE.search(word) and (len(filled) <= 2 or any("___" in str(cell) for cell in filled)):
            return "Подпись"
        if self._repeats_header(row, used):
            return "Повтор шапки"
        return None

    def _is_suspect(self, start: str) -> bool:
        return start[:3].casefold() in _SUSPECT or start[0] in "#=*" or "___" in start or start in self._titles

    def _numbers_columns(self, row: Sequence[Any]) -> bool:
        """«1, 2, 3, …» below every column, as printed forms have it right below the header."""
        count = len(self.positions) + len(self.header.extra)
        texts = [text for cell in row if (text := cells.text(cell))]
        return count > 2 and texts == [str(number) for number in range(1, count + 1)]

    def _is_unfilled(self, row: Sequence[Any]) -> bool:
        """A row prepared with formulas that nobody has filled yet: they have failed, and a cell that must be filled is blank."""
        own = (cells.text(row[position]) for position in self.positions.values() if position < len(row))
        return self._lacks_required(row) and all(cells.is_failed(text) for text in own if text)

    def _lacks_required(self, row: Sequence[Any]) -> bool:
        places = (self.positions[column.key] for column in self.header.sheet.required)
        return any(place >= len(row) or not cells.text(row[place]) for place in places)

    def _repeats_header(self, row: Sequence[Any], used: Sequence[int]) -> bool:
        texts = self.header.texts
        return all(
            position < len(row) and match_key(cells.text(row[position])) == match_key(texts[position])
            for position in used
            if position in texts
        )

    def _ignored(self, number: int, row: Sequence[Any], rule: str, remedy: str) -> None:
        position = next(i for i, cell in enumerate(row) if cell not in ("", None) and str(cell).strip())
        cell = None if self.table.is_csv else f"{letters(position)}{number}"
        value = cells.text(row[position])[:200]
        self.problems.append(Problem("ignored", self.file, self.sheet, rule, remedy, cell, number, None, value))


def _is_blank(row: Sequence[Any]) -> bool:
    if row and row[0].__class__ is str and row[0] and not row[0].isspace():
        return False
    return not any(cell not in ("", None) and str(cell).strip() for cell in row)


def _rows(n: int) -> str:
    ten, hundred = n % 10, n % 100
    if ten == 1 and hundred != 11:
        return "строка"
    return "строки" if ten in (2, 3, 4) and hundred not in (12, 13, 14) else "строк"


def letters(position: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    text = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


# --- recognition ---------------------------------------------------------------------------------------------------------------


def known_headers(rows: Sequence[Sequence[Any]]) -> int:
    """How many headers of the best fitting sheet some row holds; what encodings and separators are judged by."""
    keys = [{match_key(str(cell)) for cell in row if cell} for row in rows]
    return max((len(sheet.by_header.keys() & row) for sheet in SHEETS.values() for row in keys), default=0)


def recognise(table: RawTable) -> RawSheet | list[Problem]:
    """The table as one of the ten sheets, by its name or else by its headers; or why it is none."""
    top, broken = _top(table)
    if not top:
        return []
    named = _by_name(table.title)
    found = {key: _find_header(sheet, top) for key, sheet in SHEETS.items()}
    headers = {key: header for key, header in found.items() if header and (key == named or len(header.positions) > 1)}
    chosen = headers.get(named) if named else None
    if chosen is None or chosen.missing:
        chosen = _likeliest(headers.values(), chosen)
    if broken and (chosen is None or chosen.missing):
        raise broken
    if chosen is None:
        return [_not_recognised(table, top, named)]
    if chosen.missing or chosen.twice:
        return [_refused(table, chosen)] if named or len(chosen.positions) > 2 else [_not_recognised(table, top, named)]
    return RawSheet(table, chosen, _notes(table, chosen))


def _likeliest(headers: Collection[Header], named: Header | None) -> Header | None:
    """The sheet that has all it needs, unless the table looks more like one that lacks something.

    A list of participants without their codes has an ОГРН and a city: no list of organisations all the same.
    """
    rivals = [named] if named else headers
    richest = max(rivals, key=lambda header: (len(header.positions), header.score), default=None)
    fitting = max((header for header in headers if not header.missing), key=lambda header: header.score, default=None)
    if fitting is None or richest is None:
        return fitting or named
    wider = len(richest.positions) - len(fitting.positions)
    return richest if wider > 0 or (wider == 0 and richest is named) else fitting


def _top(table: RawTable) -> tuple[list[Row], FileProblem | None]:
    """The rows that may hold the header, and why there are no more of them where the table breaks off."""
    top: list[Row] = []
    try:
        for number, row in table.rows():
            if number > HEADER_WITHIN and top:
                break
            if any(cells.text(cell) for cell in row):
                top.append((number, row))
            if len(top) > HEADER_WITHIN:
                break
    except FileProblem as problem:
        if not top:
            raise
        return top, problem
    return top, None


def _by_name(title: str) -> str | None:
    """«Этапы», «steps», «Этапы 2025», «Услуги март»."""
    name = match_key(title)
    for key, sheet in SHEETS.items():
        if name in sheet.names:
            return key
    starts = [(len(known), key) for key, sheet in SHEETS.items() for known in sheet.names if name.startswith(known)]
    return max(starts)[1] if starts else None


def _find_header(sheet: Sheet, top: Sequence[Row]) -> Header | None:
    found = [_header(sheet, top, index, depth) for index in range(len(top)) for depth in (1, 2)]
    return max((header for header in found if header), key=lambda h: (h.score, -h.depth, -h.row), default=None)


def _header(sheet: Sheet, top: Sequence[Row], index: int, depth: int) -> Header | None:
    number, row = top[index]
    width = len(row)
    texts = {position: cells.text(cell) for position, cell in enumerate(row) if cells.text(cell)}
    if depth == 2:
        if index + 1 == len(top) or top[index + 1][0] != number + 1:
            return None
        below = {p: cells.text(cell) for p, cell in enumerate(top[index + 1][1]) if cells.text(cell)}
        better = {p: text for p, text in below.items() if match_key(text) in sheet.by_header}
        if not better:
            return None
        if any(p not in better and match_key(_bare(texts.get(p, ""))) in sheet.by_header for p in below):
            return None  # a value below a column that is known already: the first row of data, not a second line of the header
        texts = {**texts, **better}
        width = max(width, len(top[index + 1][1]))
    positions: dict[str, int] = {}
    twice, extra = [], []
    exact = {match_key(text) for text in texts.values()} & sheet.by_header.keys()
    taken = {sheet.by_header[key].key for key in exact}
    named = {sheet.by_header[key].key for key in exact & sheet.own_headers}
    for position, text in texts.items():
        key = match_key(text)
        column = sheet.by_header.get(key)
        if column is None and (column := sheet.by_header.get(match_key(_bare(text)))) and column.key in taken:
            column = None
        if column is None or (column.key in named and key not in sheet.own_headers):
            extra.append(text)
        elif column.key in positions:
            twice.append((texts[positions[column.key]], text))
        else:
            positions[column.key] = position
    if not positions:
        return None
    known = {position: texts[position] for position in positions.values()}
    return Header(sheet, number, depth, width, positions, known, tuple(twice), tuple(extra))


def _bare(text: str) -> str:
    """A header without what people add to it: «Дата* (дд.мм.гггг):» -> «Дата», «Часы, ч» -> «Часы»."""
    return _ADDED.sub("", text).strip()


# --- what is said of a table ----------------------------------------------------------------------------------------------------


def _named(table: RawTable) -> str:
    return f"Лист «{table.sheet}»" if table.sheet else "Файл"


def _not_recognised(table: RawTable, top: Sequence[Row], named: str | None) -> Problem:
    widest = max((row for _, row in top), key=lambda row: sum(1 for cell in row if cells.text(cell)))
    has = ", ".join(f"«{cells.text(cell)[:40]}»" for cell in widest if cells.text(cell))[:300]
    if named:
        wanted = ", ".join(f"«{column.russian}»" for column in SHEETS[named].required)
        rule = f"{_named(table)} назван как «{SHEETS[named].russian}», но шапки в нём нет; есть: {has}"
        return Problem("error", table.file, table.sheet, rule, f"Нужны столбцы: {wanted}")
    rule = f"{_named(table)} не похож ни на один из десяти листов и не загружен; в нём есть: {has}"
    names = ", ".join(f"«{sheet.russian}»" for sheet in SHEETS.values())
    return Problem("note", table.file, table.sheet, rule, f"Ждём листы {names}; образец: python -m data_loader template")


def _refused(table: RawTable, header: Header) -> Problem:
    if header.twice:
        told = (
            f"столбец «{one}» стоит дважды"
            if match_key(one) == match_key(other)
            else f"«{one}» и «{other}» — один и тот же столбец"
            for one, other in header.twice
        )
        rule, remedy = f"{_named(table)}: {'; '.join(told)}", "Оставьте один"
    else:
        names = ", ".join(f"«{column.russian}»" for column in header.missing)
        rule = f"{_named(table)} похож на «{header.sheet.russian}», но не хватает: {names}"
        if header.extra:
            rule += f"; не узнаны: {', '.join(f'«{name[:60]}»' for name in header.extra)[:500]}"
        remedy = "Добавьте столбцы; ни одна строка листа не загружена"
    return Problem("error", table.file, table.sheet, rule, remedy, row=header.row)


def _notes(table: RawTable, header: Header) -> list[Problem]:
    notes = []
    if table.hidden:
        notes.append(Problem("note", table.file, table.sheet, "Лист скрыт, но прочитан", "Удалите его, если он лишний"))
    if header.extra:
        names = ", ".join(f"«{name[:60]}»" for name in header.extra)
        notes.append(Problem("note", table.file, table.sheet, f"Лишние столбцы не загружены: {names[:500]}", row=header.row))
    return notes

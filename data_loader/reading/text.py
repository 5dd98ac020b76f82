"""CSV files: which encoding, which separator, which rows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from charset_normalizer import from_bytes

from data_loader.reading.tables import HEADER_WITHIN, FileProblem, Row

SAMPLE = 64 * 1024
"""Bytes from the beginning that encoding and separator are found by: the header and some hundreds of rows."""
SEPARATORS = (";", ",", "\t", "|")
"""The likeliest first, for the first of equals is taken: a Russian Excel writes «;», for its decimals have the comma."""
LONGEST_FIELD = 1_000_000
"""Characters of a cell. Python's own 131,072 would break off inside a quotation that nobody closed, before it is told where it began."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "mac-cyrillic")
"""Nearly every byte is a letter in each of them, so none can be excluded: the header decides, and of equals what Excel writes."""
_NUL_SHARE = 1 / 20
"""Of the bytes; a Russian text in UTF-16 has NUL beside its separators, digits and line ends only, any other text has none."""

csv.field_size_limit(LONGEST_FIELD)

Score = Callable[[list[list[str]]], int]
"""How many known headers the first rows hold: the judge of encodings and separators."""


def csv_rows(path: Path, score: Score) -> Callable[[], Iterator[Row]]:
    """The rows of a CSV file, numbered as records from 1; encoding and separator are found from its beginning."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if not sample.strip():
        raise FileProblem("Файл пуст", "Сохраните таблицу заново")
    encoding, separator = _found(path, sample, score)

    def rows() -> Iterator[Row]:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            read: list[str] = []
            number = 0
            try:
                for number, row in enumerate(csv.reader(_noted(file, read), delimiter=separator), 1):
                    if len(read) > 1:
                        _check_quotes(read, number, separator)
                    read.clear()
                    yield number, row
            except csv.Error as error:
                raise FileProblem(
                    f"После строки {number} таблица не читается ({error})", "Сохраните её заново как CSV или XLSX"
                ) from error

    return rows


def _noted(file: Iterable[str], read: list[str]) -> Iterator[str]:
    """The lines of a file; `read` gathers those that the next record is made of."""
    for line in file:
        read.append(line.replace("\0", ""))
        yield read[-1]


def _check_quotes(lines: Sequence[str], number: int, separator: str) -> None:
    """A cell may hold line breaks; a quotation mark that nobody closed swallows the rows below it instead."""
    try:
        for _ in csv.reader(lines, delimiter=separator, strict=True):
            pass
    except csv.Error:
        raise FileProblem(
            f"Кавычка в строке {number} не закрыта: эта строка и всё после неё не прочитано",
            "Удалите лишнюю кавычку или сохраните таблицу как XLSX",
        ) from None


def _found(path: Path, sample: bytes, score: Score) -> tuple[str, str]:
    encodings = _encodings(path, sample)
    choices = [(encoding, separator) for encoding in encodings for separator in SEPARATORS]
    scores = {choice: score(_first_rows(sample, *choice)) for choice in choices}
    best = max(choices, key=lambda choice: scores[choice])
    return best if scores[best] else (encodings[0], _most_regular(sample, encodings[0]))


def _encodings(path: Path, sample: bytes) -> list[str]:
    """Encodings the file may have, the likeliest first; UTF-8 last where a byte of it is damaged."""
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return [encoding]
    if wide := _without_bom(sample):
        return [wide]
    if _is_utf8(path):
        return ["utf-8"]
    guess = from_bytes(sample).best()
    return list(dict.fromkeys([*_CYRILLIC, *([guess.encoding] if guess else []), "utf-8"]))


def _without_bom(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of separators and digits is NUL."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) * _NUL_SHARE:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                decoder.decode(part)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_rows(sample: bytes, encoding: str, separator: str) -> list[list[str]]:
    text = sample.decode(encoding, errors="replace").replace("\0", "")
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) == HEADER_WITHIN:
                break
    except csv.Error:
        pass
    return rows


def _most_regular(sample: bytes, encoding: str) -> str:
    """The separator that cuts most rows into equally many cells."""

    def regularity(separator: str) -> int:
        widths = [len(row) for row in _first_rows(sample, encoding, separator) if len(row) > 1]
        return max((widths.count(width) for width in set(widths)), default=0)

    return max(SEPARATORS, key=regularity)

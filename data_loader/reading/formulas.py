"""Cells that a workbook shows as an error or has not counted yet: the reader hands them over blank, and blank means something."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from typing import IO
from xml.etree import ElementTree
from zipfile import ZipFile

from data_loader.reading.coordinates import column_number

Marks = dict[int, dict[int, str]]
"""Row number -> position in the row -> «#REF!» of a failed formula, or «=2+3» of one that nobody has counted."""

_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"\s*(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?\s*<(?:\w+:)?v>([^<]*)<"
)
_NOT_COUNTED = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt="(?!n"))[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A text formula (t="str") may well have an empty text for its value; any other has a number, or was never counted."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ODS_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ODS_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LARGEST_LIST = 10 << 20
"""Bytes of a list of sheets; a larger one is no list of two hundred."""
_PART = 1 << 20
_TAIL = 40
"""Bytes of a part that are looked at again with the next one: longer than what is looked for, which may lie across the cut."""


def note_marks(xml: bytes, marks: Marks) -> None:
    """Adds the marks of a piece of an xlsx worksheet."""
    if b't="e"' in xml:
        for column, row, value in _ERROR.findall(xml):
            marks.setdefault(int(row), {})[column_number(column) - 1] = value.decode(errors="replace")
    if b"<f" in xml or b":f" in xml:
        for column, row, formula in _NOT_COUNTED.findall(xml):
            marks.setdefault(int(row), {})[column_number(column) - 1] = f"={unescape(formula.decode(errors='replace'))}"


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Which part of an xlsx file holds which worksheet, by the name of the part."""
    sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    if not all(0 < sizes.get(name, 0) < _LARGEST_LIST for name in (_BOOK, _LINKS)):
        return {}
    try:
        links, book = (ElementTree.fromstring(archive.read(name)) for name in (_LINKS, _BOOK))
    except ElementTree.ParseError:
        return {}
    targets = {link.get("Id"): str(PurePosixPath("/xl") / link.get("Target", ""))[1:] for link in links}
    sheets = (element for element in book.iter() if element.tag.endswith("}sheet"))
    return {targets.get(_link(sheet), ""): sheet.get("name", "") for sheet in sheets}


def _link(sheet: ElementTree.Element) -> str | None:
    """By the end of its name: strict and transitional workbooks call the namespace differently."""
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)


def ods_marks(archive: ZipFile) -> dict[str, Marks]:
    """The failed formulas of an OpenDocument workbook, by sheet; most books have none and are not looked at twice."""
    with archive.open("content.xml") as content:
        if not _has_errors(content):
            return {}
    with archive.open("content.xml") as content:
        try:
            return _read_ods(content)
        except ElementTree.ParseError:
            return {}


def _has_errors(content: IO[bytes]) -> bool:
    tail = b""
    while part := content.read(_PART):
        if b'value-type="error"' in tail + part:
            return True
        tail = part[-_TAIL:]
    return False


def _read_ods(content: IO[bytes]) -> dict[str, Marks]:
    reader = _OdsReader()
    for event, element in ElementTree.iterparse(content, ("start", "end")):
        (reader.begin if event == "start" else reader.end)(element)
    return reader.found


class _OdsReader:
    """Walks an OpenDocument workbook; rows and cells that repeat are written once with a number, so both are counted along."""

    def __init__(self) -> None:
        self.found: dict[str, Marks] = {}
        self._marks: Marks = {}
        self._row = self._column = 0

    def begin(self, element: ElementTree.Element) -> None:
        if element.tag == f"{_TABLE}table":
            self._marks = self.found.setdefault(element.get(f"{_TABLE}name", ""), {})
            self._row = 0
        elif element.tag == f"{_TABLE}table-row":
            self._column = 0

    def end(self, element: ElementTree.Element) -> None:
        if element.tag in _ODS_CELLS:
            self._end_cell(element)
        elif element.tag == f"{_TABLE}table-row":
            self._row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
            element.clear()

    def _end_cell(self, element: ElementTree.Element) -> None:
        if element.get(_ODS_TYPE) == "error":
            shown = "".join(element.itertext()).strip()
            self._marks.setdefault(self._row + 1, {})[self._column] = shown if shown.startswith("#") else "#VALUE!"
        self._column += int(element.get(f"{_TABLE}number-columns-repeated", 1))

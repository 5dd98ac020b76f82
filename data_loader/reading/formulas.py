"""Cells that a workbook shows as an error or has not counted yet: the reader hands them over blank, and blank means something."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from typing import IO
from xml.etree import ElementTree
from zipfile import ZipFile

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
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LARGEST_LIST = 10 << 20
"""Bytes of a list of sheets; a larger one is no list of two hundred."""
_PART = 1 << 20


def note_marks(xml: bytes, marks: Marks) -> None:
    """Adds the marks of a piece of an xlsx worksheet."""
    if b't="e"' in xml:
        for column, row, value in _ERROR.findall(xml):
            marks.setdefault(int(row), {})[column_number(column) - 1] = value.decode(errors="replace")
    if b"<f" in xml or b":f" in xml:
        for column, row, formula in _NOT_COUNTED.findall(xml):
            marks.setdefault(int(row), {})[column_number(column) - 1] = f"={unescape(formula.decode(errors='replace'))}"


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


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
    found = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            link = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
            found[targets.get(link, "")] = sheet.get("name", "")
    return found


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
        tail = part[-40:]
    return False


def _read_ods(content: IO[bytes]) -> dict[str, Marks]:
    found: dict[str, Marks] = {}
    marks: Marks = {}
    row = column = 0
    for event, element in ElementTree.iterparse(content, ("start", "end")):
        tag = element.tag
        if event == "start":
            if tag == f"{_TABLE}table":
                marks = found.setdefault(element.get(f"{_TABLE}name", ""), {})
                row = 0
            elif tag == f"{_TABLE}table-row":
                column = 0
        elif tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            if element.get(_ODS_TYPE) == "error":
                shown = "".join(element.itertext()).strip()
                marks.setdefault(row + 1, {})[column] = shown if shown.startswith("#") else "#VALUE!"
            column += int(element.get(f"{_TABLE}number-columns-repeated", 1))
        elif tag == f"{_TABLE}table-row":
            row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
            element.clear()
    return found

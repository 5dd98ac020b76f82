"""Files to tables: what a file really is decides how it is read, not its name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from data_loader.problems import Problem
from data_loader.reading.headers import known_headers
from data_loader.reading.raw_sheets import RawSheet
from data_loader.reading.recognition import recognise
from data_loader.reading.tables import FileProblem, RawTable
from data_loader.reading.text import csv_rows
from data_loader.reading.workbooks import workbook_tables

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What an old workbook (xls) begins with, and a new one that a password closes."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY_WITHIN = 1 << 20
"""Bytes in which the directory of an encrypted workbook names its package."""
_WEB = (b"<html", b"<!doctype", b"<table", b"<?xml")
"""Other programs «export to Excel» by calling a web page xls."""


def open_files(paths: Sequence[Path]) -> Iterator[RawSheet | Problem]:
    """The recognised sheets of all files, and what is to be said of files and sheets that are none."""
    read: set[str] = set()
    for path, name in zip(paths, file_names(paths), strict=True):
        if (real := os.path.realpath(path)) in read:
            yield Problem("ignored", name, "", "Файл дан дважды", "Прочитан один раз, делать ничего не нужно")
            continue
        read.add(real)
        try:
            yield from _sheets(path, name)
        except FileProblem as problem:
            yield Problem("error", name, "", problem.rule, problem.remedy)


def _sheets(path: Path, name: str) -> Iterator[RawSheet | Problem]:
    blank = True
    for table in _tables(path, name):
        for found in _recognised(table):
            blank = False
            yield found
    if blank:
        raise FileProblem("Файл пуст", "Сохраните таблицу заново")
    if _hides_errors(path):
        rule = "В старой книге не видно ошибок формул: такие ячейки читаются пустыми"
        yield Problem("note", name, "", rule, "Сохраните как XLSX")


def file_names(paths: Sequence[Path]) -> list[str]:
    """What the files are called in reports: their names, and the folders before them where two would be called the same."""
    whole = [Path(os.path.abspath(path)).parts for path in paths]
    names = []
    for parts in whole:
        length = 1
        while any(other != parts and other[-length:] == parts[-length:] for other in whole):
            length += 1
        names.append("/".join(parts[-length:]))
    return names


def _recognised(table: RawTable) -> Iterator[RawSheet | Problem]:
    """What one sheet is; one that cannot be read keeps nothing of the others back."""
    try:
        found = recognise(table)
    except FileProblem as problem:
        yield Problem("error", table.file, table.sheet, problem.rule, problem.remedy)
        return
    if isinstance(found, RawSheet):
        yield found
    else:
        yield from found


def _tables(path: Path, name: str) -> Iterator[RawTable]:
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        yield from workbook_tables(path, name)
    elif head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes()[:_DIRECTORY_WITHIN]:
            raise FileProblem("Книга закрыта паролем", "Снимите пароль и сохраните заново")
        yield from workbook_tables(path, name)
    elif head.startswith(b"%PDF"):
        raise FileProblem("Это PDF, а не таблица", "Сохраните таблицу как XLSX или CSV")
    elif head.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower().startswith(_WEB):
        raise FileProblem("Это веб-страница или XML, а не таблица", "Откройте файл в Excel и сохраните как XLSX")
    else:
        yield RawTable(name, "", csv_rows(path, known_headers), is_csv=True)


def _hides_errors(path: Path) -> bool:
    """Whether the reader hands over failed formulas blank, with nothing else to find them by: xls and xlsb."""
    if _head(path).startswith(_OLE):
        return True
    if not is_zipfile(path):
        return False
    with ZipFile(path) as archive:
        return "xl/workbook.bin" in archive.namelist()


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(512)
    except FileNotFoundError:
        raise FileProblem("Такого файла нет", "Проверьте путь") from None
    except IsADirectoryError:
        raise FileProblem("Это папка, а не файл", "Укажите файлы в ней") from None
    except OSError as error:
        raise FileProblem(f"Файл не читается ({error.strerror})", "Проверьте доступ к нему") from error

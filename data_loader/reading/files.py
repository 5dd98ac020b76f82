"""Files to tables: what a file really is decides how it is read, not its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from data_loader.problems import Problem
from data_loader.reading.headers import RawSheet, known_headers, recognise
from data_loader.reading.tables import FileProblem, RawTable
from data_loader.reading.text import csv_rows
from data_loader.reading.workbooks import workbook_tables

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_files(paths: Sequence[Path]) -> Iterator[RawSheet | Problem]:
    """The recognised sheets of all files, and what is to be said of files and sheets that are none."""
    for path in paths:
        try:
            for table in _tables(path):
                found = recognise(table)
                if isinstance(found, RawSheet):
                    yield found
                else:
                    yield from found
        except FileProblem as problem:
            yield Problem("error", path.name, "", problem.rule, problem.remedy)


def _tables(path: Path) -> Iterator[RawTable]:
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        yield from workbook_tables(path)
    elif head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes()[: 1 << 20]:
            raise FileProblem("Книга закрыта паролем", "Снимите пароль и сохраните заново")
        yield from workbook_tables(path)
    elif head.startswith(b"%PDF"):
        raise FileProblem("Это PDF, а не таблица", "Сохраните таблицу как XLSX или CSV")
    elif head.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise FileProblem("Это веб-страница или XML, а не таблица", "Откройте файл в Excel и сохраните как XLSX")
    else:
        yield RawTable(path.name, "", csv_rows(path, known_headers), is_csv=True)


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

"""An empty workbook to fill in: ten sheets, a note on every header, lists to choose from, one example row each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data_loader.programme import Named, Programme
from data_loader.reading.coordinates import letters
from data_loader.reading.workbooks import LISTS_SHEET
from data_loader.sheets import GOALS, SHEETS, Column, Sheet

LAST_ROW = 5_000
"""How far down the lists and formats reach."""

_HEADER = PatternFill("solid", fgColor="174D6B")
_EXAMPLE = Font(italic=True, color="79838C")
_DATES = {"date", "from", "to", "due_on", "start_on", "registered_on"}
_NUMBERS = {"hours", "hours_per_month", "quantity", "attempt", "value", "lat", "lon", "population"}


def write_template(path: Path, programme: Programme) -> None:
    """Writes the workbook for a programme; loaded as it is, it takes nothing and complains of nothing."""
    book = Workbook()
    book.remove(book.active)
    lists = _Lists(book, programme)
    for sheet in SHEETS.values():
        _write_sheet(book.create_sheet(sheet.russian), sheet, programme, lists)
    lists.write()
    book.save(path)


def _write_sheet(page: Worksheet, sheet: Sheet, programme: Programme, lists: _Lists) -> None:
    example = _example(sheet, programme)
    for number, column in enumerate(sheet.columns, 1):
        letter = letters(number - 1)
        header = page.cell(1, number, column.russian)
        header.font, header.fill = Font(bold=True, color="FFFFFF"), _HEADER
        header.alignment = Alignment(vertical="center", wrap_text=True)
        header.comment = Comment(_note(column), "Образец", width=260, height=90)
        page.column_dimensions[letter].width = max(14, min(38, len(column.russian) + 6))
        _format(page, number, column)
        page.cell(2, number, example[number - 1]).font = _EXAMPLE
        if (reference := lists.reference(sheet, column)) is not None:
            _offer(page, letter, reference)
    page.freeze_panes = "A2"
    page.row_dimensions[1].height = 32


def _note(column: Column) -> str:
    need = "Обязательно." if column.required else "Можно не заполнять."
    return f"{need} {column.hint}".strip()


def _format(page: Worksheet, number: int, column: Column) -> None:
    """Codes are text, so that leading zeros stay; dates show as 31.10.2026."""
    if column.key in _NUMBERS:
        return
    form = "DD.MM.YYYY" if column.key in _DATES else "@"
    for row in range(2, 202):
        page.cell(row, number).number_format = form


def _offer(page: Worksheet, letter: str, reference: str) -> None:
    choice = DataValidation(type="list", formula1=reference, allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = "Нет в списке", "Выберите значение из списка"
    page.add_data_validation(choice)
    choice.add(f"{letter}3:{letter}{LAST_ROW}")


class _Lists:
    """The hidden sheet that the drop-down lists take their values from."""

    def __init__(self, book: Workbook, programme: Programme) -> None:
        self._book = book
        steps = [step for track in programme.tracks for step in (*track.steps, *track.exits)]
        self._columns: dict[str, list[str]] = {
            "city": _names(programme.cities),
            "step": _names((*programme.steps, *programme.school.exits)),
            "track": _names(programme.tracks),
            "track step": list(dict.fromkeys(_names(steps))),
            "category": _names(programme.categories),
            "indicator": [titles[0] for titles in GOALS.values()],
        }
        self._order = [name for name, values in self._columns.items() if values]

    def reference(self, sheet: Sheet, column: Column) -> str | None:
        name = "track step" if (sheet.key, column.key) == ("status", "step") else column.key
        if name not in self._order:
            return None
        letter = letters(self._order.index(name))
        return f"{quote_sheetname(LISTS_SHEET)}!${letter}$2:${letter}${len(self._columns[name]) + 1}"

    def write(self) -> None:
        page = self._book.create_sheet(LISTS_SHEET)
        page.sheet_state = "hidden"
        for number, name in enumerate(self._order, 1):
            for row, value in enumerate([name, *self._columns[name]], 1):
                page.cell(row, number, value)


def _names(items: Sequence[Named]) -> list[str]:
    return [item.name for item in items]


def _example(sheet: Sheet, programme: Programme) -> list[object]:
    """A filled row; its first cell begins with «Пример», so that the loader passes over it."""
    track = programme.tracks[0] if programme.tracks else None
    number = "1027700132195" if programme.identifiers.organisation == "ogrn" else "О-001"
    values: dict[str, object] = {
        "organisation": number,
        "inn": "7707083893",
        "name": "Посёлок Луговой" if sheet.key == "places" else "АНО «Добрый дом»",
        "city": programme.cities[0].name,
        "field": "Помощь на дому",
        "registered_on": date(2018, 9, 20),
        "participant": "У-0001",
        "full_name": "Имя Отчество Фамилия",
        "cohort": "2026-1",
        "role": "лидер",
        "step": (track.steps[0].name if track else "") if sheet.key == "status" else programme.steps[0].name,
        "date": date(2026, 2, 16),
        "track": track.name if track else "",
        "attempt": 1,
        "document": "вх-503",
        "mentor": "Н-01",
        "hours_per_month": 20,
        "from": date(2026, 2, 1),
        "hours": 1.5,
        "kind": "встреча",
        "place": "Посёлок Луговой" if sheet.key == "services" else "П-001",
        "lat": 57.15,
        "lon": 65.53,
        "oktmo": "71701000",
        "population": 1200,
        "beneficiary": "Б-00001",
        "category": programme.categories[0].name if programme.categories else "",
        "service": "консультация",
        "quantity": 1,
        "indicator": "Благополучатели",
        "due_on": date(2026, 12, 31),
        "value": 1000,
        "start_on": date(2026, 1, 1),
    }
    row = [values.get(column.key, "") for column in sheet.columns]
    return [f"Пример: {row[0]}", *row[1:]]

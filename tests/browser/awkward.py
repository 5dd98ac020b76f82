"""People and organisations whose names look like HTML and like formulas, as a workbook. They are text, and stay text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tests.browser.serving import TODAY

HTML = "<b>Жирный</b><img src=x onerror=alert(1)>"
FORMULA = "=1+1"
ORGANISATIONS = {"1027200000101": HTML, "1027200000112": FORMULA}
OPENED = date(2026, 9, 1)


def write_awkward(path: Path) -> Path:
    """Two organisations, their leaders and two mentors, one overloaded and silent, so that pages have to name them."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in _sheets().items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(number, place, value)
                if isinstance(value, str):
                    cell.data_type = "s"  # else openpyxl writes «=1+1» as a formula
    book.save(path)
    book.close()
    return path


def _sheets() -> dict[str, list[tuple[object, ...]]]:
    leaders = [(f"AW{number}", name, key) for number, (key, name) in enumerate(ORGANISATIONS.items(), start=1)]
    return {
        "Организации": [("ОГРН", "Название", "Город"), *((key, name, "Ишим") for key, name in ORGANISATIONS.items())],
        "Участники": [
            ("Код участника", "ФИО", "ОГРН организации", "Город", "Поток"),
            *((code, name, key, "Ишим", "2026-1") for code, name, key in leaders),
        ],
        "Этапы": [
            ("Код участника", "Этап", "Дата"),
            *((code, step, day) for code, _, _ in leaders for step, day in (("Заявка", date(2026, 1, 12)), ("Зачислен", OPENED))),
        ],
        "Наставники": [("Код наставника", "ФИО", "Часов в месяц"), ("AWM1", HTML, 2), ("AWM2", FORMULA, 2)],
        "Закрепления": [
            ("Код наставника", "ОГРН", "С", "По"),
            *((f"AWM{number}", key, OPENED, None) for number, key in enumerate(ORGANISATIONS, start=1)),
        ],
        "Встречи": [
            ("Код наставника", "ОГРН", "Дата", "Часы", "Форма"),
            ("AWM1", "1027200000101", TODAY, 9, "Встреча"),
        ],
        "Населённые пункты": [
            ("Код", "Название", "Город", "Широта", "Долгота"),
            ("AWP1", HTML, "Ишим", 56.1, 69.5),
            ("AWP2", FORMULA, "Ишим", 56.2, 69.2),
        ],
        "Услуги": [
            ("Код благополучателя", "ОГРН", "Населённый пункт", "Категория", "Услуга", "Дата"),
            *(
                (f"AWB{place}{number}", "1027200000101", f"AWP{place}", "Молодёжь", FORMULA, OPENED)
                for place in (1, 2)
                for number in range(9)
            ),
        ],
    }

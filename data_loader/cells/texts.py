"""Texts: trimmed, free, names to be looked up and codes; failed formulas are none of them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

from data_loader.cells.outcomes import CellProblem, Noticed

MAX_TEXT = 2_000
EXACT_BELOW = 1e15
"""A spreadsheet keeps 15 digits of a number; from here on the last ones of a code may be invented."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff]")
"""Invisible, so nobody can see why a code with one of them is not the same code."""
SPACES = re.compile(r"[ \t\u00a0\u2007\u2009\u202f\u2002-\u200a\u3000]+")
"""Beside the plain one, all that typesetters and Excel put between thousands."""
_EXCEL_ERROR = re.compile(
    r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|Н/Д|ССЫЛКА!|ИМЯ\?|ЗНАЧ!|ДЕЛ/0!|ЧИСЛО!|ПУСТО!|SPILL!|CALC!|ПЕРЕНОС!|ВЫЧИСЛ!)",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eеEЕ]\+\d+")
"""«1,0277E+12», with a Latin or a Cyrillic letter: a narrow column shows a long number so, and a CSV file keeps what is shown."""


def text(raw: Any) -> str:
    """A cell as trimmed text; a whole float loses its «.0», so a code kept as a number stays itself."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "ИСТИНА" if raw else "ЛОЖЬ"
    if isinstance(raw, float):
        return f"{raw:.0f}" if is_exact(raw) else repr(raw)
    if isinstance(raw, date):
        return _shown_day(raw)
    cleaned = _CONTROL.sub("", str(raw)).replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u00a0\u202f\u2009")
    return unicodedata.normalize("NFC", cleaned)


def is_exact(number: float) -> bool:
    """Whether a number is whole and has all its digits."""
    return number.is_integer() and abs(number) < EXACT_BELOW


def _shown_day(raw: date) -> str:
    """As a person sees it in the cell: the hour only where there is one."""
    has_hour = isinstance(raw, datetime) and raw.time() != time()
    return f"{raw:%d.%m.%Y %H:%M}" if has_hour else f"{raw:%d.%m.%Y}"


def plain(raw: Any) -> str:
    """Free text on one line, of a sensible length."""
    found = " ".join(text(raw).split())
    refuse_errors(found)
    if "\ufffd" in found:
        raise CellProblem("Буква в файле испорчена", "Впишите слово заново или сохраните таблицу в другой кодировке")
    if len(found) > MAX_TEXT:
        raise CellProblem(f"Текст длиннее {MAX_TEXT} знаков", "Сократите его: похоже, в ячейку попал чужой текст")
    return found


def name(raw: Any) -> str:
    """A name to be looked up: no formula is one."""
    found = plain(raw)
    refuse_formulas(found)
    return found


def code(raw: Any) -> str:
    """A code given by the foundation: exactly as written, after trimming."""
    if isinstance(raw, (date, time, timedelta)):
        raise CellProblem("Таблица превратила код в дату", "Сделайте ячейку текстовой и введите код заново")
    found = name(raw)
    refuse_lost_digits(found)
    return found


def label(raw: Any) -> str | Noticed:
    """A short name that a spreadsheet likes to take for a date: «2026-1»."""
    found = plain(raw)
    if isinstance(raw, (date, time, timedelta)):
        return Noticed(
            found, "note", "В ячейке дата, а не название", "Если это не дата, сделайте ячейку текстовой и впишите заново"
        )
    return found


# --- formulas -----------------------------------------------------------------------------------------------------------------


def is_failed(found: str) -> bool:
    """Whether the text of a cell is a formula's error, or a formula that nobody has counted."""
    return found.startswith("=") or _is_error(found)


def refuse_failed(found: str) -> None:
    refuse_errors(found)
    refuse_formulas(found)


def refuse_errors(found: str) -> None:
    if _is_error(found):
        raise CellProblem("В ячейке ошибка формулы", "Исправьте формулу или впишите значение")


def _is_error(found: str) -> bool:
    return found.startswith("#") and bool(_EXCEL_ERROR.fullmatch(found))


def refuse_formulas(found: str) -> None:
    """A formula that no spreadsheet has counted, or that a file of text holds."""
    if found.startswith("="):
        raise CellProblem("Формула не посчитана", "Откройте книгу в Excel и сохраните заново, или впишите значение")


def refuse_lost_digits(found: str) -> None:
    if _SCIENTIFIC.fullmatch(found.replace(" ", "")):
        raise CellProblem("Таблица потеряла цифры номера", "Сделайте ячейку текстовой и введите номер заново")

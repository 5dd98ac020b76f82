"""Days: in every form that people write and spreadsheets keep, and none that could be two days."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from data_loader.cells.outcomes import CellProblem
from data_loader.cells.texts import refuse_failed, text

FIRST_YEAR, LAST_YEAR = 1901, 2200
"""In a cell made for dates, «5» is a day of 1900: no one means it."""

_DOTTED = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4}|(?<!-)\d{2})")
"""A year of two digits not behind a dash: «05-02-26» may begin with the year."""
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_TAIL = re.compile(r"(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?\s*(?:г\.?|года)?$")
_WRITTEN = re.compile(r"[«\"]?(\d{1,2})[»\"]?\s+([а-яё]+)\.?\s+(\d{4})")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
"""How months begin in any case; «ма» is May because March is tried before it."""
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_SERIAL_FROM, _SERIAL_TO = 10_000, 80_000
"""Five digits, 1927 to 2119: a smaller number is an amount in the wrong column rather than a day."""
_SERIAL_ORIGIN = date(1899, 12, 30)
"""Excel counts from 1 January 1900 as 1 and takes 1900 for a leap year, so from March 1900 on its days begin here."""


def day(raw: Any) -> date:
    """A date cell, «31.10.2026», «2026-10-31», «31 октября 2026 г.», or the number that a spreadsheet keeps a date as."""
    if isinstance(raw, datetime):
        return _sensible(raw.date())
    if isinstance(raw, date):
        return _sensible(raw)
    if isinstance(raw, (bool, time, timedelta)):
        raise CellProblem("Нужна дата", "Напишите день так: 31.10.2026")
    if isinstance(raw, (int, float)):
        return _serial(float(raw))
    found = " ".join(text(raw).split())
    refuse_failed(found)
    return _serial(float(found.replace(",", "."))) if _SERIAL.fullmatch(found) else _sensible(_written_day(found))


def past_day(raw: Any, today: date) -> date:
    """The day of a fact: not after today."""
    found = day(raw)
    if found > today:
        raise CellProblem("Дата ещё не наступила", "Исправьте год или день")
    return found


def _serial(number: float) -> date:
    if not math.isfinite(number) or not _SERIAL_FROM <= number <= _SERIAL_TO:
        raise CellProblem("Нужна дата, а не число", "Напишите день так: 31.10.2026")
    return _SERIAL_ORIGIN + timedelta(days=int(number))


def _written_day(found: str) -> date:
    body = _DAY_TAIL.sub("", found.casefold()).strip()
    if match := _ISO.fullmatch(body):
        return _calendar(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(body):
        return _dotted(match)
    if (match := _WRITTEN.fullmatch(body)) and (month := _month(match[2])):
        return _calendar(int(match[3]), month, int(match[1]))
    raise CellProblem("Это не дата", "Напишите день так: 31.10.2026")


def _dotted(match: re.Match[str]) -> date:
    """With dots the day comes first in Russian; with slashes or dashes Americans and software put the month there."""
    first, second = int(match[1]), int(match[2])
    unsure = "/" in match[0] or "-" in match[0]
    if unsure and first <= 12 and second <= 12 and first != second:
        raise CellProblem("Неясно, где день, а где месяц", "Напишите через точку: день.месяц.год")
    return _calendar(int(match[3]) + (2000 if len(match[3]) == 2 else 0), second, first)


def _month(word: str) -> int | None:
    return next((number for number, stem in enumerate(_MONTHS, 1) if word.startswith(stem)), None)


def _calendar(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise CellProblem("Такой даты не бывает", "Исправьте день, месяц или год") from None


def _sensible(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellProblem("Год не похож на настоящий", "Исправьте год")
    return found

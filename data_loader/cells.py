"""Raw cells to values. Nothing is guessed: what is not plainly a date, a number or an identifier is refused with its cure."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from stdnum.ru import inn, ogrn

MAX_TEXT = 2_000
FIRST_YEAR = 1901
"""In a cell made for dates, «5» is a day of 1900: no one means it."""


class CellProblem(Exception):
    """A cell cannot be taken: what is wrong, and what to do, in Russian."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.remedy = remedy


@dataclass(frozen=True)
class Noticed:
    """A value that was taken with something to say: mended, or left out."""

    value: Any
    level: Literal["repaired", "note"]
    rule: str
    remedy: str = ""


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff]")
_SPACES = re.compile(r"[ \t\u00a0\u2007\u2009\u202f\u2002-\u200a\u3000]+")
_EXCEL_ERROR = re.compile(
    r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|Н/Д|ССЫЛКА!|ИМЯ\?|ЗНАЧ!|ДЕЛ/0!|ЧИСЛО!|ПУСТО!|SPILL!|CALC!|ПЕРЕНОС!|ВЫЧИСЛ!)",
    re.IGNORECASE,
)


def text(raw: Any) -> str:
    """A cell as trimmed text; a whole float loses its «.0», so a code kept as a number stays itself."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "ИСТИНА" if raw else "ЛОЖЬ"
    if isinstance(raw, float):
        return f"{raw:.0f}" if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    if isinstance(raw, datetime):
        return f"{raw:%d.%m.%Y}" if raw.time() == time() else f"{raw:%d.%m.%Y %H:%M}"
    if isinstance(raw, date):
        return f"{raw:%d.%m.%Y}"
    cleaned = _CONTROL.sub("", str(raw)).replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u00a0\u202f\u2009")
    return unicodedata.normalize("NFC", cleaned)


def plain(raw: Any) -> str:
    """Free text on one line, of a sensible length."""
    found = " ".join(text(raw).split())
    _refuse_errors(found)
    if "\ufffd" in found:
        raise CellProblem("Буква в файле испорчена", "Впишите слово заново или сохраните таблицу в другой кодировке")
    if len(found) > MAX_TEXT:
        raise CellProblem(f"Текст длиннее {MAX_TEXT} знаков", "Сократите его: похоже, в ячейку попал чужой текст")
    return found


def name(raw: Any) -> str:
    """A name to be looked up: no formula is one."""
    found = plain(raw)
    _refuse_formulas(found)
    return found


def code(raw: Any) -> str:
    """A code given by the foundation: exactly as written, after trimming."""
    if isinstance(raw, (date, time, timedelta)):
        raise CellProblem("Таблица превратила код в дату", "Сделайте ячейку текстовой и введите код заново")
    found = name(raw)
    _refuse_lost_digits(found)
    return found


def label(raw: Any) -> str | Noticed:
    """A short name that a spreadsheet likes to take for a date: «2026-1»."""
    found = plain(raw)
    if isinstance(raw, (date, time, timedelta)):
        return Noticed(
            found, "note", "В ячейке дата, а не название", "Если это не дата, сделайте ячейку текстовой и впишите заново"
        )
    return found


def is_failed(found: str) -> bool:
    """Whether the text of a cell is a formula's error, or a formula that nobody has counted."""
    return found.startswith("=") or (found.startswith("#") and bool(_EXCEL_ERROR.fullmatch(found)))


def _refuse_errors(found: str) -> None:
    if found.startswith("#") and _EXCEL_ERROR.fullmatch(found):
        raise CellProblem("В ячейке ошибка формулы", "Исправьте формулу или впишите значение")


def _refuse_formulas(found: str) -> None:
    """A formula that no spreadsheet has counted, or that a file of text holds."""
    if found.startswith("="):
        raise CellProblem("Формула не посчитана", "Откройте книгу в Excel и сохраните заново, или впишите значение")


_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eеEЕ]\+\d+")


def _refuse_lost_digits(found: str) -> None:
    if _SCIENTIFIC.fullmatch(found.replace(" ", "")):
        raise CellProblem("Таблица потеряла цифры номера", "Сделайте ячейку текстовой и введите номер заново")


# --- identifiers ------------------------------------------------------------------------------------------------------------


def organisation_number(raw: Any) -> str:
    """ОГРН (13 digits) or ОГРНИП (15), check digit verified; neither begins with a zero that a spreadsheet could eat.

    python-stdnum 2.2 with three guards of ours: for an ОГРНИП the rule is % 13 % 10; all-equal digits are no number.
    """
    found = text(raw)
    _refuse_errors(found)
    _refuse_formulas(found)
    _refuse_lost_digits(found)
    if isinstance(raw, float) and not (raw.is_integer() and abs(raw) < 1e15):
        raise CellProblem("Таблица потеряла цифры ОГРН", "Сделайте ячейку текстовой и введите ОГРН заново")
    digits = _SPACES.sub("", found).replace("-", "").removesuffix(".0")
    if not digits.isascii() or not digits.isdigit():
        raise CellProblem("В ОГРН должны быть только цифры", "Введите 13 цифр ОГРН или 15 цифр ОГРНИП")
    if len(digits) not in (13, 15):
        raise CellProblem(f"В ОГРН 13 цифр, в ОГРНИП 15, а здесь {len(digits)}", "Сверьте с выпиской из ЕГРЮЛ")
    if not _is_ogrn(digits):
        raise CellProblem("Контрольная цифра ОГРН не сходится", "Сверьте с выпиской из ЕГРЮЛ")
    return digits


def _is_ogrn(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    if len(digits) == 15:
        return int(digits[:-1]) % 13 % 10 == int(digits[-1])
    return bool(ogrn.is_valid(digits))


def tax_number(raw: Any, organisation: str = "") -> str | Noticed:
    """ИНН: ten digits beside an ОГРН, twelve beside an ОГРНИП; a wrong one is left out with a note."""
    found = _SPACES.sub("", text(raw)).removesuffix(".0")
    if not found:
        return ""
    digits = f"0{found}" if found.isdigit() and len(found) in (9, 11) and _is_inn(f"0{found}") else found
    expected = {13: 10, 15: 12}.get(len(organisation))
    if not _is_inn(digits) or (expected and organisation.isdigit() and len(digits) != expected):
        return Noticed("", "note", "ИНН неверен и не взят", "Сверьте с выпиской из ЕГРЮЛ")
    if digits != found:
        return Noticed(digits, "repaired", "Таблица съела ноль в начале ИНН: возвращён", "Сделайте ячейку текстовой")
    return digits


def territory(raw: Any) -> str | Noticed:
    """ОКТМО, 8 or 11 digits; a leading zero that a spreadsheet ate is put back."""
    found = code(raw).replace(" ", "")
    if found.isascii() and found.isdigit() and len(found) in (7, 10):
        return Noticed(f"0{found}", "repaired", "Таблица съела ноль в начале ОКТМО: возвращён", "Сделайте ячейку текстовой")
    return found


def _is_inn(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(set(digits)) > 1 and bool(inn.is_valid(digits))


# --- dates --------------------------------------------------------------------------------------------------------------------

_DOTTED = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4}|(?<!-)\d{2})")
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_TAIL = re.compile(r"(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?\s*(?:г\.?|года)?$")
_WRITTEN = re.compile(r"[«\"]?(\d{1,2})[»\"]?\s+([а-яё]+)\.?\s+(\d{4})")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_SERIAL_FROM, _SERIAL_TO = 10_000, 80_000
_SERIAL_ORIGIN = date(1899, 12, 30)


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
    _refuse_errors(found)
    _refuse_formulas(found)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", found):
        return _serial(float(found.replace(",", ".")))
    return _sensible(_written_day(found))


def _serial(number: float) -> date:
    if not math.isfinite(number) or not _SERIAL_FROM <= number <= _SERIAL_TO:
        raise CellProblem("Нужна дата, а не число", "Напишите день так: 31.10.2026")
    return _SERIAL_ORIGIN + timedelta(days=int(number))


def _written_day(found: str) -> date:
    folded = found.casefold()
    body = _DAY_TAIL.sub("", folded).strip()
    if match := _ISO.fullmatch(body):
        return _calendar(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(body):
        first, second = int(match[1]), int(match[2])
        if ("/" in body or "-" in body) and first <= 12 and second <= 12 and first != second:
            raise CellProblem("Неясно, где день, а где месяц", "Напишите через точку: день.месяц.год")
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        return _calendar(year, second, first)
    if match := _WRITTEN.fullmatch(body):
        for number, stem in enumerate(_MONTHS, 1):
            if match[2].startswith(stem):
                return _calendar(int(match[3]), number, int(match[1]))
    raise CellProblem("Это не дата", "Напишите день так: 31.10.2026")


def _calendar(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise CellProblem("Такой даты не бывает", "Исправьте день, месяц или год") from None


def _sensible(found: date) -> date:
    if found.year < FIRST_YEAR or found.year > 2200:
        raise CellProblem("Год не похож на настоящий", "Исправьте год")
    return found


def past_day(raw: Any, today: date) -> date:
    """The day of a fact: not after today."""
    found = day(raw)
    if found > today:
        raise CellProblem("Дата ещё не наступила", "Исправьте год или день")
    return found


# --- numbers ------------------------------------------------------------------------------------------------------------------

_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?|[+-]?\d+(?:[.,]\d+)?")


def number(raw: Any) -> Decimal:
    """A finite decimal number: «1 234,5», «1234.5», 1234.5."""
    if isinstance(raw, (bool, date, time, timedelta)):
        raise CellProblem("Нужно число", "Впишите число цифрами")
    if isinstance(raw, (int, float)):
        if not math.isfinite(raw):
            raise CellProblem("Нужно число", "Впишите число цифрами")
        return Decimal(str(raw))
    found = _SPACES.sub(" ", text(raw)).replace("−", "-")
    _refuse_errors(found)
    _refuse_formulas(found)
    if not found.isascii() or not _GROUPED.fullmatch(found):
        raise CellProblem("Нужно число", "Впишите число цифрами, без слов")
    try:
        return Decimal(found.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise CellProblem("Нужно число", "Впишите число цифрами, без слов") from None


_LARGEST = 10**9


def _between(found: Decimal, low: int, high: int, what: str) -> Decimal:
    if not low <= found <= high:
        raise CellProblem(f"{what} — от {low} до {high}".replace(f"{_LARGEST}", "миллиарда"), "Исправьте число")
    return found


def quantity(raw: Any) -> int:
    """A whole number from 0 up; blank is 1."""
    if text(raw) == "":
        return 1
    return whole(raw)


def whole(raw: Any) -> int:
    found = number(raw)
    if found != found.to_integral_value() or found < 0 or found > _LARGEST:
        raise CellProblem("Нужно целое число от 0", "Исправьте число")
    return int(found)


def attempt(raw: Any) -> int:
    """The number of an attempt from 1 up; blank is the first."""
    if text(raw) == "":
        return 1
    found = whole(raw)
    if not 1 <= found <= 1_000:
        raise CellProblem("Попытки считают с 1", "Впишите 1, 2, 3 …")
    return found


def minutes(raw: Any) -> int:
    """Hours as minutes: «1,5» -> 90; blank is a meeting of unknown length, 0. More than a day is no meeting."""
    if text(raw) == "":
        return 0
    found = _between(number(raw), 0, 24, "Часы встречи")
    return int((found * 60 + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))


def hours_per_month(raw: Any) -> float | None:
    """Declared hours a month; blank is unknown, which is not 0."""
    if text(raw) == "":
        return None
    return float(_between(number(raw), 0, 744, "Часов в месяц"))


def coordinate(limit: int) -> Any:
    def parse(raw: Any) -> float | None:
        return None if text(raw) == "" else float(_between(number(raw), -limit, limit, "Координата"))

    return parse


def population(raw: Any) -> int | None:
    return None if text(raw) == "" else whole(raw)


def amount(raw: Any) -> float:
    """The value of a target."""
    return float(_between(number(raw), 0, _LARGEST, "Цель"))

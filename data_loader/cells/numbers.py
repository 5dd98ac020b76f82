"""Numbers: written with digits, within what they can mean."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from data_loader.cells.outcomes import CellProblem
from data_loader.cells.texts import SPACES, refuse_failed, text

_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?|[+-]?\d+(?:[.,]\d+)?")
"""Spaces only between thousands: «12 34» is two numbers. One comma or dot: with both, nobody knows which is the decimal one."""
_LARGEST = 10**9
"""No programme gives a billion of anything; a phone number or an ОГРН in the wrong column does."""
_DAY_HOURS, _MONTH_HOURS = 24, 744
_MOST_ATTEMPTS = 1_000


def number(raw: Any) -> Decimal:
    """A finite decimal number: «1 234,5», «1234.5», 1234.5."""
    if isinstance(raw, (bool, date, time, timedelta)):
        raise CellProblem("Нужно число", "Впишите число цифрами")
    return _counted(raw) if isinstance(raw, (int, float)) else _written(raw)


def _counted(raw: float) -> Decimal:
    """By way of its text: Decimal(0.1) would have 55 digits."""
    if not math.isfinite(raw):
        raise CellProblem("Нужно число", "Впишите число цифрами")
    return Decimal(str(raw))


def _written(raw: Any) -> Decimal:
    found = SPACES.sub(" ", text(raw)).replace("−", "-")
    refuse_failed(found)
    if not found.isascii() or not _GROUPED.fullmatch(found):
        raise CellProblem("Нужно число", "Впишите число цифрами, без слов")
    try:
        return Decimal(found.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise CellProblem("Нужно число", "Впишите число цифрами, без слов") from None


def _between(found: Decimal, low: int, high: int, what: str) -> Decimal:
    if not low <= found <= high:
        raise CellProblem(f"{what} — от {low} до {high}".replace(f"{_LARGEST}", "миллиарда"), "Исправьте число")
    return found


def _whole(raw: Any) -> int:
    found = number(raw)
    if found != found.to_integral_value() or not 0 <= found <= _LARGEST:
        raise CellProblem("Нужно целое число от 0", "Исправьте число")
    return int(found)


def quantity(raw: Any) -> int:
    """A whole number from 0 up; blank is 1, for the row itself says that a service was given."""
    return 1 if text(raw) == "" else _whole(raw)


def attempt(raw: Any) -> int:
    """The number of an attempt from 1 up; blank is the first."""
    found = 1 if text(raw) == "" else _whole(raw)
    if not 1 <= found <= _MOST_ATTEMPTS:
        raise CellProblem("Попытки считают с 1", "Впишите 1, 2, 3 …")
    return found


def minutes(raw: Any) -> int:
    """Hours as minutes: «1,5» -> 90; blank is a meeting of unknown length, 0. More than a day is no meeting."""
    if text(raw) == "":
        return 0
    found = _between(number(raw), 0, _DAY_HOURS, "Часы встречи")
    return int((found * 60 + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))


def hours_per_month(raw: Any) -> float | None:
    """Declared hours a month; blank is unknown, which is not 0."""
    if text(raw) == "":
        return None
    return float(_between(number(raw), 0, _MONTH_HOURS, "Часов в месяц"))


def coordinate(limit: int) -> Callable[[Any], float | None]:
    def parse(raw: Any) -> float | None:
        return None if text(raw) == "" else float(_between(number(raw), -limit, limit, "Координата"))

    return parse


def population(raw: Any) -> int | None:
    return None if text(raw) == "" else _whole(raw)


def amount(raw: Any) -> float:
    """The value of a target. There is no share of nothing, and nothing is reached before anybody began."""
    found = number(raw)
    if found <= 0:
        raise CellProblem("Цель должна быть больше нуля", "Впишите число больше нуля; если цели нет, уберите строку")
    return float(_between(found, 0, _LARGEST, "Цель"))

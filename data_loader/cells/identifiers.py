"""Identifiers that the state gives: ОГРН, ИНН, ОКТМО."""

from __future__ import annotations

from typing import Any

from stdnum.ru import inn, ogrn

from data_loader.cells.outcomes import CellProblem, Noticed
from data_loader.cells.texts import SPACES, code, is_exact, refuse_failed, refuse_lost_digits, text


def organisation_number(raw: Any) -> str:
    """ОГРН (13 digits) or ОГРНИП (15), check digit verified; neither begins with a zero that a spreadsheet could eat.

    python-stdnum 2.2 with three guards of ours: for an ОГРНИП the rule is % 13 % 10; all-equal digits are no number.
    """
    digits = _digits_of_organisation(raw)
    if len(digits) not in (13, 15):
        raise CellProblem(f"В ОГРН 13 цифр, в ОГРНИП 15, а здесь {len(digits)}", "Сверьте с выпиской из ЕГРЮЛ")
    if not _is_ogrn(digits):
        raise CellProblem("Контрольная цифра ОГРН не сходится", "Сверьте с выпиской из ЕГРЮЛ")
    return digits


def _digits_of_organisation(raw: Any) -> str:
    found = text(raw)
    refuse_failed(found)
    refuse_lost_digits(found)
    if isinstance(raw, float) and not is_exact(raw):
        raise CellProblem("Таблица потеряла цифры ОГРН", "Сделайте ячейку текстовой и введите ОГРН заново")
    digits = _bare(found.replace("-", ""))
    if not digits.isascii() or not digits.isdigit():
        raise CellProblem("В ОГРН должны быть только цифры", "Введите 13 цифр ОГРН или 15 цифр ОГРНИП")
    return digits


def _bare(found: str) -> str:
    """Without spaces, and without the «.0» that a CSV file gets from a number."""
    return SPACES.sub("", found).removesuffix(".0")


def _is_ogrn(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    if len(digits) == 15:
        return int(digits[:-1]) % 13 % 10 == int(digits[-1])
    return bool(ogrn.is_valid(digits))


def tax_number(raw: Any) -> str | Noticed:
    """ИНН, ten digits or twelve; a wrong one is left out with a note, for nothing is counted by it."""
    found = _bare(text(raw))
    if not found:
        return ""
    digits = _with_zero(found)
    if not _is_inn(digits):
        return Noticed("", "note", "ИНН неверен и не взят", "Сверьте с выпиской из ЕГРЮЛ")
    if digits != found:
        return Noticed(digits, "repaired", "Таблица съела ноль в начале ИНН: возвращён", "Сделайте ячейку текстовой")
    return digits


def _with_zero(found: str) -> str:
    """One digit short, and right with a zero before it: regions 01 to 09 begin so, and a number has no leading zero."""
    is_short = found.isdigit() and len(found) in (9, 11)
    return f"0{found}" if is_short and _is_inn(f"0{found}") else found


def _is_inn(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(set(digits)) > 1 and bool(inn.is_valid(digits))


def territory(raw: Any) -> str | Noticed:
    """ОКТМО, 8 or 11 digits; a leading zero that a spreadsheet ate is put back."""
    found = code(raw).replace(" ", "")
    if found.isascii() and found.isdigit() and len(found) in (7, 10):
        return Noticed(f"0{found}", "repaired", "Таблица съела ноль в начале ОКТМО: возвращён", "Сделайте ячейку текстовой")
    return found

"""Columns of a spreadsheet by their letters: counted from nought in rows of cells, from A on screen."""

from __future__ import annotations


def letters(position: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA. There is no nought among the letters, so each digit is taken from one less."""
    text = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def column_number(letters: bytes) -> int:
    """A -> 1, Z -> 26, AA -> 27; bytes, for a workbook's XML is looked through undecoded."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number

"""How values stand in an address: the grammar that pages, the API and the scripts share (`assets/scripts/view.js` writes alike)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

MAX_QUERY = 8000
"""Longer query strings are cut: nobody types them."""

_NONE = "-"
"""How a blank cohort is written."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOAD = re.compile(r"load:([0-9]{1,9})")


def pack(values: Iterable[str]) -> str:
    """('2025-1', 'весна, 2') -> '2025-1,весна%2C 2'; a blank value is '-'. The script in assets/scripts/view.js sends alike."""
    return ",".join(_escape(value) for value in values)


def _escape(value: str) -> str:
    if value in ("", _NONE):
        return _NONE if value == "" else "%2D"
    return value.replace("%", "%25").replace(",", "%2C")


def unpack(text: str) -> tuple[str, ...]:
    return tuple(_unescape(part) for part in text.split(",") if part)


def _unescape(part: str) -> str:
    if part == _NONE:
        return ""
    return part.replace("%2D", "-").replace("%2C", ",").replace("%25", "%")


def parse_day(text: str) -> date | None:
    """yyyy-mm-dd as a date from 1900 to 9000; None for anything else."""
    if not _DAY.fullmatch(text) or not text.isascii():
        return None
    try:
        value = date.fromisoformat(text)
    except ValueError:
        return None
    return value if 1900 <= value.year <= 9000 else None


def parse_load(text: str) -> int | None:
    """`load:17` as 17; None for anything else."""
    found = _LOAD.fullmatch(text)
    return int(found[1]) if found else None


def write_load(number: int) -> str:
    return f"load:{number}"

"""Numbers with their word in Russian: 1 строка, 2 строки, 5 строк."""

from __future__ import annotations

from babel import Locale

_FORM = Locale("ru").plural_form


def plural(n: int, one: str, few: str, many: str) -> str:
    return f"{n} {({'one': one, 'few': few}).get(_FORM(n), many)}"

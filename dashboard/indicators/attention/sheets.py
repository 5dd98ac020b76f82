"""Facts about the data themselves: sheets that nobody fills in any more."""

from __future__ import annotations

from datetime import date

from dashboard import formats
from dashboard.grammar import nouns
from dashboard.indicators.attention.situation import Fact, Filled, Situation
from dashboard.indicators.waiting import waiting_term
from data_loader.programme import Attention

REGULAR = ("Этапы", "Встречи", "Услуги")
"""Sheets that grow every month while a programme runs."""


def is_old(day: date | None, today: date, attention: Attention) -> bool:
    return day is not None and waiting_term(attention).is_over((today - day).days)


def stale(s: Situation) -> Fact | None:
    """«Лист „Встречи“: 45 дней без новых записей»; of several each with its own day, and with the day it was last loaded."""
    known = {sheet: filled for sheet, filled in (s.sheets or {}).items() if sheet in REGULAR}
    old = {sheet: filled for sheet, filled in known.items() if is_old(filled.last, s.until, s.programme.attention)}
    if not old:
        return None
    if len(old) == 1:
        ((sheet, filled),) = old.items()
        age = nouns.DAY.counted((s.until - filled.last).days)
        return Fact(
            "stale",
            f"Лист {formats.quoted(sheet)}: {age} без новых записей",
            formats.capital(_days(filled, s.until)),
            "methodology",
        )
    names = formats.listed([formats.quoted(sheet) for sheet in old])
    detail = "; ".join(f"{formats.quoted(sheet)}: {_days(filled, s.until)}" for sheet, filled in old.items())
    days = nouns.DAY.counted_in(s.programme.attention.waiting_days, "gen")
    return Fact("stale", f"Листы {names}: больше {days} без новых записей", detail, "methodology")


def _days(filled: Filled, until: date) -> str:
    """«последнее событие — 1 марта, загружали 5 марта»: a file may come often and bring nothing new."""
    said = f"последнее событие{formats.NBSP}— {_day(filled.last, until)}"
    return f"{said}, загружали {_day(filled.loaded, until)}" if filled.loaded else said


def _day(day: date, until: date) -> str:
    return formats.short_day(day) if day.year == until.year else formats.day(day)

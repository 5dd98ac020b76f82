"""Facts about the data themselves: sheets that nobody fills in any more."""

from __future__ import annotations

from datetime import date

from dashboard import formats
from dashboard.indicators.attention.situation import Fact, Situation, counted_days
from data_loader.programme import Programme

REGULAR = ("Этапы", "Встречи", "Услуги")
"""Sheets that grow every month while a programme runs."""


def is_old(day: date | None, today: date, programme: Programme) -> bool:
    return day is not None and (today - day).days > programme.attention.waiting_days


def stale(s: Situation) -> Fact | None:
    """«Лист „Встречи“ не пополнялся 45 дней»."""
    days = {sheet: day for sheet, day in (s.last_days or {}).items() if sheet in REGULAR and day is not None}
    old = {sheet: day for sheet, day in days.items() if is_old(day, s.until, s.programme)}
    if not old:
        return None
    sheet = min(old, key=lambda name: old[name])
    last = f"Последняя запись{formats.NBSP}— {formats.day(old[sheet])}"
    if len(old) > 1:
        sheets = formats.listed([formats.quoted(name) for name in old])
        return Fact("stale", 40, f"Листы {sheets} давно не пополнялись", f"{last}, лист {formats.quoted(sheet)}", "methodology")
    age = counted_days((s.until - old[sheet]).days)
    return Fact("stale", 40, f"Лист {formats.quoted(sheet)} не пополнялся {age}", last, "methodology")

"""«Последняя запись в данных»: one line per sheet, its age in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.components.markup import draw


@dataclass(frozen=True)
class _Line:
    sheet: str
    day: str = ""
    age: str = ""
    old: bool = False


def freshness(
    title: str, last_days: Mapping[str, date | None], today: date, is_old: Callable[[date], bool], taken: int, refused: int
) -> Markup:
    """`is_old` tells when an age deserves to be seen."""
    lines = [_line(sheet, day, today, is_old) for sheet, day in last_days.items()]
    return draw("overview.html", "freshness", title, lines, _rows(taken, refused))


def _line(sheet: str, day: date | None, today: date, is_old: Callable[[date], bool]) -> _Line:
    if day is None:
        return _Line(sheet)
    named = formats.short_day(day) if day.year == today.year else formats.day(day)
    return _Line(sheet, named, formats.ago(day, today), is_old(day))


def _rows(taken: int, refused: int) -> str:
    """«Принята 3 961 строка, отклонено 8»."""
    verb = formats.passed(taken, "принят", "принята", "принято", "приняты", gender="f").capitalize()
    if formats.plural(taken, "one", "few", "many") == "many":
        verb = "Принято"
    return f"{verb} {formats.counted(taken, *formats.ROWS)}, отклонено {formats.number(refused)}"

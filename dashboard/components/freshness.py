"""«Последняя запись в данных»: one line per sheet, its age in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.components.markup import draw
from dashboard.grammar import nouns


@dataclass(frozen=True)
class _Line:
    sheet: str
    day: str = ""
    age: str = ""
    old: bool = False


def freshness(
    title: str, last_days: Mapping[str, date | None], today: date, is_old: Callable[[date], bool], rows: int | None, refused: int
) -> Markup:
    """`is_old` tells when an age deserves to be seen; `rows` are those on record (None: not known of this load), `refused` those
    that were refused and not mended since.
    """
    lines = [_line(sheet, day, today, is_old) for sheet, day in last_days.items()]
    return draw("overview.html", "freshness", title, lines, _rows(rows, refused))


def _line(sheet: str, day: date | None, today: date, is_old: Callable[[date], bool]) -> _Line:
    if day is None:
        return _Line(sheet)
    named = formats.short_day(day) if day.year == today.year else formats.day(day)
    return _Line(sheet, named, formats.ago(day, today), is_old(day))


def _rows(rows: int | None, refused: int) -> str:
    """«На учёте 3 965 строк, не исправлено отклонённых: 8»."""
    said = "Сколько строк на учёте, в этой загрузке не записано" if rows is None else f"На учёте {nouns.ROW.counted(rows)}"
    return f"{said}, не исправлено отклонённых: {formats.number(refused)}" if refused else f"{said}, отклонённых нет"

"""«Последняя запись в данных»: one line per sheet, its age in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dash import html

from dashboard import formats
from dashboard.components import parts

_HEADING = "fresh-heading"


def freshness(
    last_days: Mapping[str, date | None], today: date, is_old: Callable[[date], bool], taken: int, refused: int
) -> html.Section:
    """`is_old` tells when an age deserves to be seen."""
    lines = [_line(sheet, day, today, is_old) for sheet, day in last_days.items()]
    content = [html.H2(formats.bind("Последняя запись в данных"), id=_HEADING), html.Dl(lines), html.P(_rows(taken, refused))]
    return html.Section(content, className="strip", **parts.aria(labelledby=_HEADING))


def _line(sheet: str, day: date | None, today: date, is_old: Callable[[date], bool]) -> html.Div:
    if day is None:
        return html.Div([html.Dt(sheet), html.Dd("нет данных")])
    named = formats.short_day(day) if day.year == today.year else formats.day(day)
    words: list[Any] = [html.B(named), f", {formats.ago(day, today)}"]
    return html.Div([html.Dt(sheet), html.Dd(words)], className="old" if is_old(day) else "")


def _rows(taken: int, refused: int) -> str:
    """«Принята 3 961 строка, отклонено 8»."""
    verb = formats.passed(taken, "принят", "принята", "принято", "приняты", gender="f").capitalize()
    if formats.plural(taken, "one", "few", "many") == "many":
        verb = "Принято"
    return f"{verb} {formats.counted(taken, *formats.ROWS)}, отклонено {formats.number(refused)}"

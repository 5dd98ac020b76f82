"""HTML text out of the templates beside this file. Every value is escaped unless it is `Markup`; a name that is not there fails."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard import formats
from dashboard.indicators.definition import Share
from dashboard.indicators.table import Cell, is_known

TEMPLATES = Path(__file__).parent / "templates"


def css_percent(ratio: float) -> str:
    """A width for a style attribute, from nothing to the whole."""
    return f"{max(0.0, min(1.0, ratio)) * 100:.2f}%"


def cell_text(value: Cell) -> str:
    """A cell of a table as a reader sees it."""
    if not is_known(value):
        return "нет данных"
    if isinstance(value, Share):
        return formats.share(value.numerator, value.denominator) if value.denominator else ""
    if isinstance(value, date):
        return formats.day(value)
    return value if isinstance(value, str) else formats.number(value)


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.do"],
    )
    made.filters |= {
        "number": formats.number,
        "bind": formats.bind,
        "loose": formats.loose,
        "breakable": formats.breakable,
        "quoted": formats.quoted,
        "capital": formats.capital,
        "css_percent": css_percent,
        "cell_text": cell_text,
        "day": formats.day,
        "zip": zip,
    }
    made.globals |= {"formats": formats, "NBSP": formats.NBSP}
    return made


_ENVIRONMENT = _environment()


@cache
def _module(template: str) -> Any:
    return _ENVIRONMENT.get_template(template).module


def draw(template: str, macro: str, *values: Any, **named: Any) -> Markup:
    """`draw("stages.html", "matrix", found)`: what the macro of a template makes of the values."""
    made: Markup = getattr(_module(template), macro)(*values, **named)
    return made

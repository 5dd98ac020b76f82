"""How cells are read: a raw cell to the value of a registry column, or a `CellProblem`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from data_loader import cells
from data_loader.cells import CellProblem
from data_loader.sheets.columns import Parse
from data_loader.sheets.context import ParseContext


def required(parse: Parse) -> Parse:
    def parsed(raw: Any, context: ParseContext) -> Any:
        if raw is None or raw == "" or cells.text(raw) == "":
            raise CellProblem("Ячейка пуста", "Заполните её")
        return parse(raw, context)

    return parsed


def of(parse: Callable[[Any], Any]) -> Parse:
    """Of what is read without the programme."""
    return lambda raw, context: parse(raw)


plain = of(cells.plain)
code = of(cells.code)


def organisation(raw: Any, context: ParseContext) -> Any:
    return cells.code(raw) if context.any_identifier else cells.organisation_number(raw)


def organisation_or_blank(raw: Any, context: ParseContext) -> Any:
    return organisation(raw, context) if cells.text(raw) else None


def inn(raw: Any, context: ParseContext) -> Any:
    return cells.plain(raw) if context.any_identifier else cells.tax_number(raw)


def city(raw: Any, context: ParseContext) -> str:
    return context.named(context.cities, raw, "Такого города", "Выберите город из списка")


def city_or_blank(raw: Any, context: ParseContext) -> str:
    return city(raw, context) if cells.text(raw) else ""


def step(raw: Any, context: ParseContext) -> str:
    return context.named(context.steps, raw, "Такого этапа", "Выберите этап из списка")


def track(raw: Any, context: ParseContext) -> str:
    return context.named(context.tracks, raw, "Такого реестра", "Выберите реестр из списка")


def category(raw: Any, context: ParseContext) -> str:
    return context.named(context.categories, raw, "Такой категории", "Выберите категорию из списка")


def past(raw: Any, context: ParseContext) -> date:
    return cells.past_day(raw, context.today)


def past_or_blank(raw: Any, context: ParseContext) -> date | None:
    return past(raw, context) if cells.text(raw) else None


def day_or_blank(raw: Any, context: ParseContext) -> date | None:
    return cells.day(raw) if cells.text(raw) else None

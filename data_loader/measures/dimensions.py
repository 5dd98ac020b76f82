"""One shape for what every measure counts: all dimensions in one order, the unused ones filled, and `count`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, Integer, Select, cast, func, literal, select

from data_loader.schema import DIMENSIONS, EPOCH, NO_LAG
from data_loader.shapes import Txt

UNUSED: dict[str, ColumnElement[Any]] = {
    "city": cast(literal(""), Txt),
    "cohort": cast(literal(""), Txt),
    "item": cast(literal(""), Txt),
    "place": cast(literal(""), Txt),
    "day": literal(EPOCH, Date),
    "lag_days": literal(NO_LAG, Integer),
}
"""Not NULL: the dimensions are a key, and in a key every NULL would differ from every other."""


def counted(rows: FromClause, count: ColumnElement[Any] | None = None, **used: ColumnElement[Any]) -> Select[Any]:
    """Groups `rows` by the dimensions in use, and counts them (or adds up what `count` says)."""
    columns = [used.get(name, UNUSED[name]).label(name) for name in DIMENSIONS]
    grouped = [used[name] for name in DIMENSIONS if name in used]
    number = func.count() if count is None else count
    return select(*columns, number.label("count")).select_from(rows).group_by(*grouped)

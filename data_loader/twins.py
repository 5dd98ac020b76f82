"""Temporary twins of the registry tables: one for the rows of a load on their way in, one for rows to put back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Integer, MetaData, Select, Table, and_, select, tuple_

from data_loader.schema import REGISTRY, natural_key
from data_loader.shapes import PROVENANCE, Txt

NEW, CHANGED, SAME = 0, 1, 2
"""What a staged row is beside the record."""

BATCH = 5_000
"""Rows in memory at a time."""

_temporary = MetaData()


def _twin(prefix: str, table: Table, *further: Column[Any]) -> Table:
    """Without keys and references: it must hold repeats and rows whose parents are not there yet."""
    columns: list[Column[Any]] = [Column(c.name, c.type, nullable=True) for c in table.columns]
    return Table(f"{prefix}_{table.name}", _temporary, *columns, *further, prefixes=["TEMPORARY"])


STAGES = {
    table.name: _twin(
        "stage",
        table,
        Column("seq", Integer, primary_key=True, autoincrement=False),
        Column("state", Integer, nullable=False, server_default=str(NEW)),
        Column("absent", Txt, nullable=False, server_default=""),
    )
    for table in REGISTRY
}
RESTORED = {table.name: _twin("restored", table, Column("is_null", Integer)) for table in REGISTRY}
"""`is_null`: 1 for a key that had no row."""


def prepare(connection: Connection) -> None:
    """Fresh temporary tables for one load."""
    _temporary.drop_all(connection)
    _temporary.create_all(connection)


def same_key(one: Any, other: Any, table: Table) -> ColumnElement[bool]:
    return and_(*(one.c[name] == other.c[name] for name in natural_key(table)))


def has_key(table: Table, keys: Select[Any]) -> ColumnElement[bool]:
    """Whether a row's natural key is among `keys`, read once and looked up, however many rows both sides have."""
    return tuple_(*(table.c[name] for name in natural_key(table))).in_(keys)


def keys_of(twin: Table, table: Table) -> Select[Any]:
    """The natural keys that a twin of the table holds."""
    return select(*(twin.c[name] for name in natural_key(table)))


def value_columns(table: Table) -> list[str]:
    """The columns that a spreadsheet fills beside the natural key."""
    return [c.name for c in table.columns if c.name not in natural_key(table) and c.name not in PROVENANCE]

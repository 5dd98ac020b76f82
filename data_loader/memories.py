"""Memories: registry rows as they were before a load rewrote or removed them, for an undo to put back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, exists, insert, null, select

from data_loader.schema import load, natural_key, row_before
from data_loader.twins import BATCH, RESTORED, same_key


def remember(connection: Connection, load_id: int, table: Table, rows: Select[Any]) -> None:
    """Keeps rows of a table as they are now, under the load that is about to change them; the first memory of a row wins.

    A replacement changes a row twice, taking the old load out and writing its own: what was before both is the first memory.
    """
    known = _remembered(connection, load_id, table)
    for found in connection.execute(rows, execution_options={"yield_per": BATCH}).mappings().partitions():
        memories = [memory for memory in _memories(load_id, table, found) if memory["row_key"] not in known]
        if memories:
            connection.execute(insert(row_before), memories)


def _remembered(connection: Connection, load_id: int, table: Table) -> set[str]:
    known = select(row_before.c.row_key).where(row_before.c.load_id == load_id, row_before.c.table_name == table.name)
    return set(connection.execute(known).scalars())


def _memories(load_id: int, table: Table, rows: Iterable[Any]) -> Iterable[dict[str, Any]]:
    columns = [column.name for column in table.columns]
    for row in rows:
        former = {name: _plain(row[name]) for name in columns}
        yield {"load_id": load_id, "table_name": table.name, "row_key": row_key(table, row), "former": former}


def remember_absent(connection: Connection, load_id: int, table: Table) -> None:
    """Keeps that restored rows were not there before, for keys without a memory of this load."""
    back = RESTORED[table.name]
    rows = select(back).where(~exists().where(same_key(table, back, table)), back.c.is_null == 0)
    remembered = _remembered(connection, load_id, table)
    for row in connection.execute(rows).mappings().all():
        key = row_key(table, row)
        if key not in remembered:
            connection.execute(insert(row_before).values(load_id=load_id, table_name=table.name, row_key=key, former=null()))


def recall(connection: Connection, load_id: int, table: Table) -> Table:
    """Fills the table of rows to restore with what a load remembered; returns it."""
    back = RESTORED[table.name]
    connection.execute(delete(back))
    query = select(row_before.c.row_key, row_before.c.former).where(
        row_before.c.load_id == load_id, row_before.c.table_name == table.name
    )
    names = list(table.c.keys())
    for found in connection.execute(query, execution_options={"yield_per": BATCH}).partitions():
        connection.execute(insert(back), [_former_row(table, names, row.row_key, row.former) for row in found])
    return back


def given_up(connection: Connection, table: Table) -> Table | None:
    """Fills the table of rows to restore with the keys that replacements in force left without rows of their own, each with the
    replacement as its `load_id`; None without any.
    """
    memories = (
        select(row_before.c.load_id, row_before.c.row_key)
        .join(load, load.c.load_id == row_before.c.load_id)
        .where(row_before.c.table_name == table.name, row_before.c.given_up == 1, load.c.undone_by.is_(None))
    )
    names = list(table.c.keys())
    rows = [{**_former_row(table, names, key, None), "load_id": load_id} for load_id, key in connection.execute(memories).all()]
    if not rows:
        return None
    back = RESTORED[table.name]
    connection.execute(delete(back))
    connection.execute(insert(back), rows)
    return back


# --- rows as JSON -------------------------------------------------------------------------------------------------------------


def _former_row(table: Table, names: Sequence[str], key: str, former: dict[str, Any] | None) -> dict[str, Any]:
    """A remembered row; of one that was not there only the key is known. JSON has no days, so they are read back from texts."""
    values: dict[str, Any] = dict.fromkeys(names)
    values |= dict(zip(natural_key(table), json.loads(key), strict=True)) if former is None else former
    for column in table.columns:
        if isinstance(values[column.name], str) and column.type.python_type is date:
            values[column.name] = date.fromisoformat(values[column.name])
    return {**values, "is_null": int(former is None)}


def row_key(table: Table, row: Any) -> str:
    """The natural key of a row as `row_before` keeps it."""
    return json.dumps([_plain(row[name]) for name in natural_key(table)], ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

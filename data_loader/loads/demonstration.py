"""The demonstration data in force, and how they make room for real ones."""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, select, update

from data_loader.counting import Count
from data_loader.schema import REGISTRY, beneficiary, load, load_dependency, row_before


def is_demonstration(connection: Connection) -> bool:
    """Whether the data in force are demonstration data."""
    query = select(exists().where(load.c.kind == "demo", load.c.undone_by.is_(None)))
    return bool(connection.execute(query).scalar())


def clear_demonstration(connection: Connection, count: Count, by: int) -> None:
    """Removes the demonstration data, counts and all: the first real load does it in its own transaction, for good."""
    if not is_demonstration(connection):
        return
    count.clear()
    for table in (*reversed(REGISTRY), beneficiary, row_before, load_dependency):
        connection.execute(delete(table))
    connection.execute(update(load).where(load.c.kind == "demo", load.c.undone_by.is_(None)).values(undone_by=by))

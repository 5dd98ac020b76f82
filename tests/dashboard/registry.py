"""A registry written by hand, under one load, and a look at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from dashboard.queries.database import Database, Snapshot
from data_loader.database import migrate, open_engine, writing
from data_loader.programme import Programme
from data_loader.schema import load

Rows = tuple[Table, list[dict[str, Any]]]


def rows(table: Table, *values: tuple[Any, ...]) -> Rows:
    """Rows of one table, by the order of its columns."""
    names = [column.name for column in table.columns][: len(values[0])]
    return table, [dict(zip(names, row, strict=True), load_id=1) for row in values]


@contextmanager
def look_at(registry: Iterable[Rows], folder: Path, programme: Programme, today: date) -> Iterator[Snapshot]:
    """The tables as a page sees them, loaded today."""
    engine = open_engine(f"sqlite:///{folder}/programme.db")
    migrate(engine)
    log = {"load_id": 1, "kind": "load", "day": today, "loaded_at": f"{today}T04:30:00+00:00"}
    with writing(engine) as connection:
        connection.execute(insert(load), [{**log, "files": [], "taken": {}, "refused": {}}])
        for table, values in registry:
            connection.execute(insert(table), values)
    with Database(engine, programme, today).snapshot() as opened:
        yield opened
    engine.dispose()

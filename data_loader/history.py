"""The history of places and goals: what each was after every load. Counts have theirs in `count_change`.

A version is a row as one load left it; it holds until the next version of its key. Only what changed is appended, so the rows
after a load are the newest versions up to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Integer, Subquery, Table, and_, func, insert, literal, or_, select

from data_loader.schema import VERSIONS, natural_key
from data_loader.shapes import PROVENANCE


def as_of(table: Table, load_id: int) -> Subquery:
    """The rows of a reference table after a load, without provenance."""
    newest = _newest(table, load_id)
    return select(*(newest.c[name] for name in _columns(table))).where(newest.c.gone == 0).subquery()


def append_versions(connection: Connection, load_id: int) -> None:
    """Keeps what changed in the reference since the last load, under this one, which must be the newest; in the end of whatever
    may have changed it.
    """
    for table, versions in VERSIONS.items():
        _append_changed(connection, table, versions, load_id)
        _append_gone(connection, table, versions, load_id)


def _append_changed(connection: Connection, table: Table, versions: Table, load_id: int) -> None:
    names, keys, known = _columns(table), natural_key(table), as_of(table, load_id)
    differs = or_(*(known.c[name].is_distinct_from(table.c[name]) for name in names))  # from a row that is not there, too
    rows = (
        select(*(table.c[name] for name in names), literal(load_id, Integer), literal(0, Integer))
        .select_from(table.outerjoin(known, _same(table, known, keys)))
        .where(differs)
    )
    connection.execute(insert(versions).from_select([*names, "load_id", "gone"], rows))


def _append_gone(connection: Connection, table: Table, versions: Table, load_id: int) -> None:
    keys, known = natural_key(table), as_of(table, load_id)
    rows = (
        select(*(known.c[name] for name in keys), literal(load_id, Integer), literal(1, Integer))
        .select_from(known.outerjoin(table, _same(table, known, keys)))
        .where(table.c[keys[0]].is_(None))
    )
    connection.execute(insert(versions).from_select([*keys, "load_id", "gone"], rows))


def _newest(table: Table, load_id: int) -> Subquery:
    versions = VERSIONS[table]
    of_key = [versions.c[name] for name in natural_key(table)]
    rank = func.row_number().over(partition_by=of_key, order_by=versions.c.load_id.desc())
    ranked = select(versions, rank.label("rank")).where(versions.c.load_id <= load_id).subquery()
    return select(ranked).where(ranked.c.rank == 1).subquery()


def _columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name not in PROVENANCE]


def _same(one: Table, other: Subquery, names: Iterable[str]) -> ColumnElement[bool]:
    return and_(*(one.c[name] == other.c[name] for name in names))

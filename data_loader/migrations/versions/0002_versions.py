"""Versions of places and goals, the start of a goal, rows on record after a load.

What is known of the past is kept: rows as they are, and as `row_before` remembers them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TXT = sa.String().with_variant(sa.TEXT(collation="C"), "postgresql")
PLACE = ("place", "name", "city", "lat", "lon", "oktmo", "population")
TARGET = ("indicator", "city", "due_on", "value", "start_on")
TABLES = {"place": (PLACE, PLACE[:1]), "target": (TARGET, TARGET[:3])}
"""Of a table its columns and its key."""

SHEETS = {
    "organisations": "organisation",
    "participants": "participant",
    "steps": "participant_step",
    "status": "organisation_step",
    "mentors": "mentor",
    "assignments": "assignment",
    "sessions": "session",
    "places": "place",
    "services": "service",
    "targets": "target",
}

LOAD = sa.table("load", sa.column("load_id"), sa.column("undone_by"), sa.column("on_record", sa.JSON()))
BEFORE = sa.table("row_before", sa.column("table_name"), sa.column("former", sa.JSON(none_as_null=True)))

Key = tuple[Any, ...]


def upgrade() -> None:
    op.create_table(
        "place_version",
        sa.Column("place", TXT, nullable=False),
        sa.Column("name", TXT, nullable=True),
        sa.Column("city", TXT, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("oktmo", TXT, nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("load_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False, comment="1: since this load there is no such row"),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"]),
        sa.PrimaryKeyConstraint("place", "load_id"),
        comment="one row per place and load that changed it: as it was from that load on",
    )
    op.create_table(
        "target_version",
        sa.Column("indicator", TXT, nullable=False),
        sa.Column("city", TXT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("load_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False, comment="1: since this load there is no such row"),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"]),
        sa.PrimaryKeyConstraint("indicator", "city", "due_on", "load_id"),
        comment="one row per target and load that changed it: as it was from that load on",
    )
    op.add_column(
        "target",
        sa.Column(
            "start_on",
            sa.Date(),
            nullable=True,
            comment="from when the goal counts; NULL: from the first record of the indicator",
        ),
    )
    op.add_column(
        "load",
        sa.Column(
            "on_record",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="{sheet: rows on record after this load}; NULL: not known of loads before there was this column",
        ),
    )
    if op.get_context().dialect.name == "postgresql":  # SQLite keeps no comments
        op.alter_column(
            "load",
            "files",
            existing_type=sa.JSON(),
            comment="[{file, sha256, sheets: {name there: key}}]; older loads noted no sheets",
        )
    _backfill(op.get_bind())


def downgrade() -> None:
    op.drop_column("load", "on_record")
    op.drop_column("target", "start_on")
    op.drop_table("target_version")
    op.drop_table("place_version")


# --- what is known of the past ----------------------------------------------------------------------------------------


def _backfill(connection: sa.Connection) -> None:
    newest = connection.execute(sa.select(sa.func.max(LOAD.c.load_id))).scalar()
    if newest is None:
        return
    on_record = {sheet: _count(connection, table) for sheet, table in SHEETS.items()}
    connection.execute(sa.update(LOAD).where(LOAD.c.load_id == newest).values(on_record=on_record))
    undone_by = {row.load_id: row.undone_by for row in connection.execute(sa.select(LOAD.c.load_id, LOAD.c.undone_by))}
    for name, (columns, key) in TABLES.items():
        if versions := list(_versions(connection, name, columns, key, undone_by)):
            kinds = {"due_on": sa.Date(), "start_on": sa.Date()}
            table = sa.table(f"{name}_version", *(sa.column(c, kinds.get(c)) for c in (*columns, "load_id", "gone")))
            connection.execute(sa.insert(table), versions)


def _count(connection: sa.Connection, table: str) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar_one())


def _versions(
    connection: sa.Connection, name: str, columns: tuple[str, ...], key: tuple[str, ...], undone_by: Mapping[int, int | None]
) -> Iterator[dict[str, Any]]:
    """Every row that is known, under the load that wrote it. Where the last of a key is not in force, the load that took it back
    left what is there now: an older row, or none.
    """
    now = {_of(row, key): row for row in _rows(connection, name, columns)}
    known = {(_of(row, key), row["load_id"]): row for row in (*_former(connection, name, columns), *now.values())}
    for row in known.values():
        yield {**row, "gone": 0}
    for found, load_id in {found: load_id for found, load_id in sorted(known, key=lambda one: one[1])}.items():
        row = now.get(found)
        if row is None or row["load_id"] != load_id:
            values = dict.fromkeys(columns) | dict(zip(key, found, strict=True)) | (row or {})
            yield {**values, "load_id": undone_by[load_id] or max(undone_by), "gone": int(row is None)}


def _rows(connection: sa.Connection, name: str, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    kinds = {"due_on": sa.Date(), "start_on": sa.Date()}
    table = sa.table(name, *(sa.column(column, kinds.get(column)) for column in (*columns, "load_id")))
    for row in connection.execute(sa.select(table)).mappings():
        yield dict(row)


def _former(connection: sa.Connection, name: str, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    query = sa.select(BEFORE.c.former).where(BEFORE.c.table_name == name, BEFORE.c.former.is_not(sa.null()))
    for former in connection.execute(query).scalars():
        row = {column: former.get(column) for column in (*columns, "load_id")}
        yield row | {day: date.fromisoformat(row[day]) for day in ("due_on", "start_on") if row.get(day)}


def _of(row: Mapping[str, Any], key: tuple[str, ...]) -> Key:
    return tuple(row[name] for name in key)

"""What the columns of the shared database are made of: text and numbers alike on both databases, references, provenance."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String
from sqlalchemy import text as sql
from sqlalchemy.dialects import postgresql

CLUSTERED: Any = {"sqlite_with_rowid": False}
"""The key is the table: of narrow tables with wide keys SQLite would keep every key twice."""

PROVENANCE = ("load_id", "file", "sheet", "row")
"""Of a registry row: the load that wrote it, and from where."""

Txt = String().with_variant(postgresql.TEXT(collation="C"), "postgresql")
Big = BigInteger().with_variant(Integer, "sqlite")


def key(name: str) -> Column[str]:
    return Column(name, Txt, primary_key=True, nullable=False)


def text(name: str) -> Column[str]:
    return Column(name, Txt, nullable=False, server_default="")


def refers(name: str, target: str, *, primary_key: bool = False, nullable: bool = False) -> Column[str]:
    """A reference checked at commit, so that an undo may put rows back in any order."""
    foreign = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Txt, foreign, primary_key=primary_key, nullable=nullable)


def provenance() -> list[Column[Any]]:
    """Which load wrote the row, and from where: the way from a number back to a cell."""
    return [
        Column("load_id", Integer, ForeignKey("load.load_id", deferrable=True, initially="DEFERRED"), nullable=False),
        text("file"),
        text("sheet"),
        Column("row", Integer, nullable=False, server_default=sql("0")),
    ]

"""Opening, migrating and locking the shared database (SQLite or PostgreSQL), and the facts stamped into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from data_loader.schema import stamp

DEFAULT_URL = "sqlite:///var/programme.db"
LOCK_WAIT_SECONDS = 60
"""Longer than most loads take: the second of two operators waits instead of failing."""
_ADVISORY_LOCK = 0x5C400711
"""Any number will do, so long as nobody else in the database takes it."""


class DatabaseError(Exception):
    """The database cannot be used; the message is Russian and says what to do."""


def open_engine(url: str = DEFAULT_URL) -> Engine:
    """An engine that starts its transactions itself, so that a reader sees one state and a writer holds the lock.

    `postgres://` and `postgresql://` mean psycopg 3. The folder of a SQLite file is made when it is missing.
    """
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        raise DatabaseError(
            "DATABASE_URL не похож на адрес базы. Пример: sqlite:///var/programme.db или postgresql://user@host/name."
        ) from None
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10)
    if backend != "sqlite":
        raise DatabaseError(f"DATABASE_URL: база «{backend}» не поддерживается. Возьмите sqlite:/// или postgresql://.")
    if parsed.database in (None, "", ":memory:"):
        raise DatabaseError("DATABASE_URL: база SQLite в памяти ничего не хранит. Укажите файл: sqlite:///var/programme.db.")
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": LOCK_WAIT_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _: Any) -> None:
    """WAL: pages are read while a load writes. FULL: a load that was reported is on the disk.

    Without a level of isolation Python's driver leaves transactions to us; its own begin only at the first write, too late.
    """
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", _CACHE["DEFERRED"]):
        connection.execute(f"PRAGMA {pragma}")


_CACHE = {"DEFERRED": "cache_size=-512", "IMMEDIATE": "cache_size=-65536"}
"""Kibibytes of pages that a connection keeps: a load touches the same pages again and again; a dozen readers would each hold theirs."""


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"PRAGMA {_CACHE[mode]}")
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that holds the one lock of all writers from its first statement; all of it is kept, or nothing."""
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        try:
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
                yield connection
        except OperationalError as error:
            if "locked" in str(error.orig):
                raise DatabaseError("Базу сейчас пишет другая загрузка. Повторите через минуту.") from error
            raise


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One read transaction: everything read in it is the state of one moment."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**level) as connection, connection.begin():
        yield connection


def migrate(engine: Engine) -> None:
    """Brings the database to the newest revision; safe to run at every start."""
    from alembic import command  # noqa: PLC0415 — the web server never migrates; importing it takes 0.1 s
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_migrated(connection: Connection) -> bool:
    return connection.dialect.has_table(connection, stamp.name)


def stamps(connection: Connection) -> dict[str, str]:
    """The facts stamped into the database, by name."""
    return {row.name: row.value for row in connection.execute(select(stamp))}


def set_stamp(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(stamp).where(stamp.c.name == name))
    connection.execute(insert(stamp).values(name=name, value=value))


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Many rows at the speed of the driver: executemany on SQLite, COPY on PostgreSQL. Values are plain Python values."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        cursor = connection.connection.cursor()
        with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    connection.connection.cursor().executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)

"""The database as pages read it: one read transaction per view, so that all its numbers agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, and_, func, or_, select, text

from dashboard import formats
from dashboard.errors import ReaderError
from dashboard.queries.newest import Newest, Version
from dashboard.stamp import Stamp
from data_loader.database import reading
from data_loader.programme import Programme
from data_loader.schema import load

_LOADS = select(load.c.load_id, load.c.day, load.c.loaded_at)


class TakenBack(NamedTuple):
    """The undo that left nothing on record."""

    load: int
    """The load that it took back."""
    by: int
    day: date


@dataclass(frozen=True)
class Snapshot:
    """The data as known after one load, seen from one day. Lives inside its read transaction."""

    connection: Connection
    programme: Programme
    today: date
    """The day the view is seen from: the real one, or the day of `known_at`."""
    load: int
    """The newest load that counts here; 0 while there is none."""
    loaded_at: datetime | None
    """In the programme's time zone."""
    load_day: date | None
    demo: bool
    historic: bool
    """Older than the newest load: read from the changes of counts, and from the versions of places and goals."""
    empty: bool
    """No load that brought rows is in force: none ever was, or all were taken back."""
    taken_back: TakenBack | None
    """How it came to be empty, where there were rows once."""

    @property
    def stamp(self) -> Stamp:
        if self.taken_back is not None:
            return Stamp(self.taken_back.day, self.taken_back.by, demo=False, historic=self.historic, empty=True)
        return Stamp(self.load_day or self.today, self.load, self.demo, self.historic)

    @property
    def version(self) -> tuple[Any, ...]:
        """Changes whenever an answer may change: the key of every cache."""
        return (str(self.connection.engine.url), self.load, self.loaded_at, self.historic, self.today)


@dataclass(frozen=True)
class Database:
    engine: Engine
    programme: Programme
    fixed_today: date | None = None

    @cached_property
    def _newest(self) -> Newest:
        return Newest(self.engine, self._asked)

    def version(self, at_least: int = 0) -> Version:
        """The newest load and its moment as this process knows them, as a rule without a query."""
        return self._newest.version(at_least)

    def _asked(self) -> Version:
        load_id, loaded_at = self.newest_load()
        return load_id, loaded_at.isoformat() if loaded_at else ""

    def today(self) -> date:
        """The day it is in the programme's time zone, or the one that settings fix."""
        return self.fixed_today or self.programme.today()

    @contextmanager
    def snapshot(self, known_at: date | int | None = None) -> Iterator[Snapshot]:
        """One read transaction, as known at the end of a day or after a load; now without `known_at`."""
        with reading(self.engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET TRANSACTION READ ONLY"))
            yield self._snapshot(connection, known_at)

    def _snapshot(self, connection: Connection, known_at: date | int | None) -> Snapshot:
        newest = _newest(connection)
        entry = newest if known_at is None else _as_known(connection, known_at)
        number = entry.load_id if entry is not None else 0
        kinds = _kinds_in_force(connection, number)
        today = self.today()
        if isinstance(known_at, int):
            today = min(today, entry.day)
        elif known_at is not None:
            today = min(today, known_at)
        return Snapshot(
            connection=connection,
            programme=self.programme,
            today=today,
            load=number,
            loaded_at=_local(entry.loaded_at, self.programme) if entry is not None else None,
            load_day=entry.day if entry is not None else None,
            demo="demo" in kinds,
            historic=newest is not None and number != newest.load_id,
            empty=not kinds,
            taken_back=None if kinds else _taken_back(connection, number),
        )

    def newest_load(self) -> tuple[int, datetime | None]:
        """The version of all data, cheaply: its number (0: none) and when it was loaded."""
        with reading(self.engine) as connection:
            newest = _newest(connection)
        return (newest.load_id, _local(newest.loaded_at, self.programme)) if newest else (0, None)


def _newest(connection: Connection) -> Any:
    return connection.execute(_LOADS.order_by(load.c.load_id.desc()).limit(1)).first()


def _as_known(connection: Connection, known_at: date | int) -> Any:
    """The load that a day or a number means; None for a day before the first load."""
    if isinstance(known_at, int):
        entry = connection.execute(_LOADS.where(load.c.load_id == known_at)).first()
        if entry is None:
            raise ReaderError(
                f"Загрузки № {known_at} нет.",
                f"Последняя загрузка — № {_last_number(connection)}; укажите её или более раннюю.",
            )
        return entry
    query = _LOADS.where(load.c.day <= known_at).order_by(load.c.load_id.desc()).limit(1)
    entry = connection.execute(query).first()
    if entry is None and (first := connection.execute(select(func.min(load.c.day))).scalar()) is not None:
        raise ReaderError(f"На {formats.day(known_at)} данных ещё не было.", f"Первая загрузка — {formats.day(first)}")
    return entry


def _last_number(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(load.c.load_id), 0))).scalar_one())


def in_force(number: int) -> Any:
    """The condition «this load counted after load `number`»: not taken back by then."""
    return and_(load.c.load_id <= number, or_(load.c.undone_by.is_(None), load.c.undone_by > number))


def _kinds_in_force(connection: Connection, number: int) -> set[str]:
    """Of the loads that brought rows: real ones, the demonstration; nothing where no row is on record."""
    query = select(load.c.kind).distinct().where(load.c.kind.in_(("load", "demo")), in_force(number))
    return set(connection.execute(query).scalars())


def _taken_back(connection: Connection, number: int) -> TakenBack | None:
    undos = load.alias()
    query = select(load.c.load_id, undos.c.load_id, undos.c.day).join(undos, undos.c.load_id == load.c.undone_by)
    query = query.where(undos.c.kind == "undo", undos.c.load_id <= number).order_by(undos.c.load_id.desc()).limit(1)
    found = connection.execute(query).first()
    return TakenBack(*found) if found is not None else None


def _local(loaded_at: str, programme: Programme) -> datetime:
    moment = datetime.fromisoformat(loaded_at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(programme.zone)

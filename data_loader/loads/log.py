"""The log of loads: one entry for each that changed the database, with its files, rows and problems."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from data_loader.history import append_versions
from data_loader.problems import Problem
from data_loader.programme import Programme
from data_loader.schema import load, load_problem, metadata


class LoadError(Exception):
    """A load cannot be done as asked; the message is Russian and says what to do."""


@dataclass(frozen=True)
class Entry:
    """What the log says of a load from its first moment."""

    kind: str
    day: date
    replaces: int | None = None


def next_load(connection: Connection) -> int:
    """Counted on by hand, under the writers' lock: a sequence would leave gaps after loads that were rolled back."""
    return int(connection.execute(select(func.coalesce(func.max(load.c.load_id), 0) + 1)).scalar_one())


def open_entry(connection: Connection, load_id: int, programme: Programme, entry: Entry) -> None:
    """First of all: dependencies and rows as they were refer to it."""
    connection.execute(
        insert(load).values(
            load_id=load_id,
            kind=entry.kind,
            day=entry.day,
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            by_whom=_who(),
            programme=programme.name,
            files=[],
            taken={},
            refused={},
            replaces=entry.replaces,
        )
    )


def _who() -> str:
    """Nobody in a container whose user has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def finish(
    connection: Connection,
    load_id: int,
    *,
    files: Sequence[Mapping[str, Any]],
    taken: Mapping[str, int],
    refused: Mapping[str, int],
) -> None:
    """What the log says of a load in the end: its files ({file, sha256, sheets}) and rows per sheet."""
    together = hashlib.sha256("".join(sorted(file["sha256"] for file in files)).encode()).hexdigest()
    connection.execute(
        update(load)
        .where(load.c.load_id == load_id)
        .values(files=[dict(file) for file in files], sha256=together, taken=dict(taken), refused=dict(refused))
    )


def close_entry(connection: Connection, load_id: int) -> None:
    """Last of all, of whatever has an entry: what is on record now, by sheet, and how places and goals are now."""
    append_versions(connection, load_id)
    connection.execute(update(load).where(load.c.load_id == load_id).values(on_record=_rows_on_record(connection)))


def _rows_on_record(connection: Connection) -> dict[str, int]:
    from data_loader.sheets import SHEETS  # noqa: PLC0415 — the web server reads the log and no sheets

    counts = {key: select(func.count()).select_from(metadata.tables[sheet.table]) for key, sheet in SHEETS.items()}
    return {key: int(connection.execute(count).scalar_one()) for key, count in counts.items()}


def log_problems(connection: Connection, load_id: int, problems: Iterable[Problem]) -> None:
    if rows := [{"load_id": load_id, **_logged(problem)} for problem in problems]:
        connection.execute(insert(load_problem), rows)


def _logged(problem: Problem) -> dict[str, Any]:
    return {
        "level": problem.level,
        "file": problem.file,
        "sheet": problem.sheet or "",
        "cell": problem.cell or "",
        "row": problem.row,
        "column": problem.column or "",
        "value": "" if problem.value is None else str(problem.value),
        "rule": problem.rule,
        "remedy": problem.remedy,
    }


def loads_in_force(connection: Connection) -> list[Any]:
    return list(connection.execute(select(load).where(load.c.undone_by.is_(None)).order_by(load.c.load_id)))


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever loaded."""
    return connection.execute(select(load.c.load_id).limit(1)).first() is None

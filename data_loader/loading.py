"""Loading spreadsheets: one load is one transaction. Reading, checking, comparing, counting and writing, in this order.

    files -> raw sheets -> rows checked cell by cell -> references -> repeats -> comparison -> counts before
          -> write -> counts after -> log

`check` does all of it and writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from data_loader.counting import Count
from data_loader.database import writing
from data_loader.loads import (
    Entry,
    LoadError,
    check_can_be_undone,
    claim,
    clear_demonstration,
    close_entry,
    depend,
    finish,
    is_demonstration,
    is_empty,
    log_problems,
    make_room,
    mark_given_up,
    next_load,
    open_entry,
    recount_if_needed,
)
from data_loader.outcome import LoadResult, Progress, Request
from data_loader.reading import file_names
from data_loader.reception import Reception
from data_loader.twins import prepare

__all__ = ["LoadResult", "Request", "check_files", "load_files"]


def _silent(what: str, done: int) -> None:
    pass


class _Rollback(Exception):
    """Ends the transaction without a trace."""


def load_files(engine: Engine, request: Request, progress: Progress = _silent) -> LoadResult:
    """Loads files into the database, all or nothing of what was found good."""
    recount_if_needed(engine, request.programme, today=request.today)
    return _in_one_transaction(engine, request, LoadResult(), progress)


def check_files(engine: Engine, request: Request, progress: Progress = _silent) -> LoadResult:
    """Everything that a load does but write: the same transaction, always rolled back."""
    return _in_one_transaction(engine, request, LoadResult(checked_only=True), progress)


def _in_one_transaction(engine: Engine, request: Request, result: LoadResult, progress: Progress) -> LoadResult:
    with suppress(_Rollback), writing(engine) as connection:
        _load(connection, request, result, progress)
    return result


def _load(connection: Connection, request: Request, result: LoadResult, progress: Progress) -> None:
    load_id = _open(connection, request)
    prepare(connection)
    count = Count(connection, request.programme)
    leans_on = _make_room(connection, request, result, count, load_id)
    reception = Reception(connection, request, result, progress)
    reception.stage_all()
    result.strict_refusal = request.strict and result.has_errors
    if not _is_worth_writing(request, result):
        result.removed_demonstration, result.replaced = False, None
        raise _Rollback
    _write(connection, reception, count, load_id, leans_on)
    if request.replaces is not None:
        mark_given_up(connection, load_id)
    files = _fingerprints(request.files, reception.sheets())
    finish(connection, load_id, files=files, taken=result.taken, refused=result.refused)
    log_problems(connection, load_id, result.problems)
    close_entry(connection, load_id)
    result.load = load_id


def _open(connection: Connection, request: Request) -> int:
    """The id of the load, once nothing stands against it; whether the replaced load may go is asked before this one, which leans on
    nothing yet, is in the log itself.
    """
    claim(connection, request.programme, request.pseudonym_key)
    if request.kind == "demo" and not is_empty(connection):
        raise LoadError("В базе уже есть загрузки: демонстрационные данные пишут только в пустую базу.")
    if request.replaces is not None:
        check_can_be_undone(connection, request.replaces)
    load_id = next_load(connection)
    open_entry(connection, load_id, request.programme, Entry(request.kind, request.today, replaces=request.replaces))
    return load_id


def _make_room(connection: Connection, request: Request, result: LoadResult, count: Count, load_id: int) -> set[int]:
    """Takes the replaced load or the demonstration data out; returns the loads that the replaced one leaned on."""
    if request.replaces is not None:
        result.replaced = request.replaces
        return make_room(connection, count, request.replaces, load_id)
    if request.kind != "demo" and is_demonstration(connection):
        clear_demonstration(connection, count, load_id)
        result.removed_demonstration = True
    return set()


def _is_worth_writing(request: Request, result: LoadResult) -> bool:
    """A repeated load is no load; a replacement that says the same is one, for its rows are then of another load."""
    if result.checked_only or result.strict_refusal or not sum(result.taken.values()):
        return False
    return bool(result.new or result.changed or request.replaces is not None)


def _write(connection: Connection, reception: Reception, count: Count, load_id: int, leans_on: set[int]) -> None:
    """Counts the owners that changed rows lead to, writes, counts them again, appends the difference."""
    with reception.result.timed("count"):
        for stage in reception.stages:
            count.touch(stage.table.name, stage.touched().subquery())
        count.before()
    with reception.result.timed("write"):
        for stage in reception.stages:  # all before any is written: afterwards every row would lean on this load
            leans_on |= stage.leans_on()
        for stage in reception.stages:
            stage.write(load_id)
        depend(connection, load_id, leans_on)
    with reception.result.timed("count"):
        count.after()
        count.append(load_id)


def _fingerprints(files: Sequence[Path], sheets: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """Of the files that can be read, each with its sheets that were; of the others a problem says why not."""
    found = []
    for path, name in zip(files, file_names(files), strict=True):
        with suppress(OSError), path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            found.append({"file": name, "sha256": sha256, "sheets": dict(sheets.get(name, {}))})
    return found

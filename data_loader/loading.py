"""Loading spreadsheets: one load is one transaction. Reading, checking, comparing, counting and writing, in this order.

    files -> raw sheets -> rows checked cell by cell -> references -> repeats -> comparison -> counts before
          -> write -> counts after -> log

`check` does all of it and writes nothing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from data_loader.cells import CellProblem
from data_loader.checking import ORDER, REFERENCES, REFERRED, Broken, References
from data_loader.counting import Count
from data_loader.database import writing
from data_loader.loads import (
    Entry,
    LoadError,
    check_can_be_undone,
    claim,
    clear_demonstration,
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
from data_loader.problems import Problem
from data_loader.programme import Programme
from data_loader.pseudonyms import pseudonymiser
from data_loader.reading import RawSheet, file_names, open_files
from data_loader.rows import ParsedRow, RefusedRow, parse_rows, problem_of
from data_loader.schema import REGISTRY, natural_key
from data_loader.sheets import SHEETS, ParseContext, Sheet
from data_loader.staging import Repeat, Stage
from data_loader.twins import CHANGED, NEW, SAME, prepare

Progress = Callable[[str, int, int | None], None]
"""(what is being done, rows so far, rows in all if known)"""

REPORT_EVERY = 2_000
_TABLES = {table.name: table for table in REGISTRY}
_KEYS = {table.name: natural_key(table) for table in REGISTRY}


def _silent(what: str, done: int, total: int | None) -> None:
    pass


@dataclass(frozen=True)
class Request:
    """What to load and how. `today` is the day after which no fact may be dated."""

    files: Sequence[Path]
    programme: Programme
    pseudonym_key: str
    today: date
    strict: bool = False
    replaces: int | None = None
    kind: str = "load"


@dataclass
class LoadResult:
    """What became of a load. `load` is None when nothing was written; rows are counted per sheet."""

    load: int | None = None
    taken: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0
    checked_only: bool = False
    strict_refusal: bool = False
    removed_demonstration: bool = False
    replaced: int | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)

    @property
    def nothing_new(self) -> bool:
        """Every good row is on record already."""
        return bool(self.same) and not self.new and not self.changed

    @property
    def exit_code(self) -> int:
        """0 loaded (or already on record), 1 with refused rows, 2 nothing loaded."""
        if self.strict_refusal or not sum(self.taken.values()):
            return 2
        return 1 if self.has_errors else 0


class _Rollback(Exception):
    """Ends the transaction without a trace."""


def load_files(engine: Engine, request: Request, progress: Progress = _silent) -> LoadResult:
    """Loads files into the database, all or nothing of what was found good."""
    recount_if_needed(engine, request.programme, today=request.today)
    result = LoadResult()
    try:
        with writing(engine) as connection:
            _load(connection, request, result, progress)
    except _Rollback:
        pass
    return result


def check_files(engine: Engine, request: Request, progress: Progress = _silent) -> LoadResult:
    """Everything that a load does but write: the same transaction, always rolled back."""
    result = LoadResult(checked_only=True)
    try:
        with writing(engine) as connection:
            _load(connection, request, result, progress)
    except _Rollback:
        pass
    return result


def _load(connection: Connection, request: Request, result: LoadResult, progress: Progress) -> None:
    programme = request.programme
    claim(connection, programme, request.pseudonym_key)
    if request.kind == "demo" and not is_empty(connection):
        raise LoadError("В базе уже есть загрузки: демонстрационные данные пишут только в пустую базу.")
    if request.replaces is not None:
        check_can_be_undone(connection, request.replaces)  # before this load is in the log itself
    load_id = next_load(connection)
    open_entry(connection, load_id, programme, Entry(request.kind, request.today, replaces=request.replaces))
    prepare(connection)
    count = Count(connection, programme)
    leans_on = _make_room(connection, request, result, count, load_id)
    loading = _Loading(connection, request, result, progress)
    loading.stage_all()
    result.strict_refusal = request.strict and result.has_errors
    changes_something = result.new or result.changed or request.replaces is not None
    if result.checked_only or result.strict_refusal or not sum(result.taken.values()) or not changes_something:
        result.removed_demonstration, result.replaced = False, None
        raise _Rollback
    loading.write(load_id, count, leans_on)
    if request.replaces is not None:
        mark_given_up(connection, load_id)
    finish(connection, load_id, files=_fingerprints(request.files), taken=result.taken, refused=result.refused)
    log_problems(connection, load_id, result.problems)
    result.load = load_id


def _make_room(connection: Connection, request: Request, result: LoadResult, count: Count, load_id: int) -> set[int]:
    """Takes the replaced load or the demonstration data out; returns the loads that the replaced one leaned on."""
    if request.replaces is not None:
        result.replaced = request.replaces
        return make_room(connection, count, request.replaces, load_id)
    if request.kind != "demo" and is_demonstration(connection):
        clear_demonstration(connection, count, load_id)
        result.removed_demonstration = True
    return set()


def _place(row: tuple[str, str, int], seen_from: str) -> str:
    """«Этапы, строка 5», and with its file where that is another one."""
    file, sheet, number = row
    names = [name for name in (file if file != seen_from or not sheet else "", sheet) if name]
    return f"{', '.join(names)}, строка {number}"


def _repeats(row: tuple[str, str, int], file: str, sheet: str) -> str:
    """«Повтор строки 5», and where that row is when it is elsewhere."""
    elsewhere = [name for name, own in ((row[0], file), (row[1], sheet)) if name != own and name]
    return f"Повтор строки {row[2]}" + (f" ({', '.join(elsewhere)})" if elsewhere else "")


def _fingerprints(files: Sequence[Path]) -> list[dict[str, str]]:
    """Of the files that can be read; of the others a problem says why not."""
    found = []
    for path, name in zip(files, file_names(files), strict=True):
        with suppress(OSError), path.open("rb") as file:
            found.append({"file": name, "sha256": hashlib.file_digest(file, "sha256").hexdigest()})
    return found


class _Loading:
    """The rows of one load between the files and the registry."""

    def __init__(self, connection: Connection, request: Request, result: LoadResult, progress: Progress) -> None:
        self._connection = connection
        self._request = request
        self._result = result
        self._progress = progress
        self._context = ParseContext(request.programme, request.today)
        self._references = References(connection)
        self._pseudonym = pseudonymiser(request.pseudonym_key)
        self._stages: list[Stage] = []
        self._raws: dict[tuple[str, str], RawSheet] = {}

    def stage_all(self) -> None:
        """Reads, checks and compares all sheets of all files, those first that others refer to."""
        sheets = self._recognised()
        for key in ORDER:
            if raws := sheets.get(key):
                self._stage_sheet(SHEETS[key], raws)

    def _recognised(self) -> dict[str, list[RawSheet]]:
        found: dict[str, list[RawSheet]] = {}
        for raw in open_files(self._request.files):
            if isinstance(raw, Problem):
                self._result.problems.append(raw)
            else:
                found.setdefault(raw.header.sheet.key, []).append(raw)
                self._raws[raw.file, raw.sheet] = raw
        return found

    def _stage_sheet(self, sheet: Sheet, raws: Sequence[RawSheet]) -> None:
        stage = Stage(self._connection, _TABLES[sheet.table])
        for raw in raws:
            self._stage_rows(stage, sheet, raw)
        with self._timed("check"):
            stage.fill_absent()
            self._settle_repeats(stage, sheet)
            self._publish(stage, sheet)
            stage.compare()
        self._tally(stage, sheet)
        self._stages.append(stage)

    def _stage_rows(self, stage: Stage, sheet: Sheet, raw: RawSheet) -> None:
        """Reads one sheet row by row; good rows go to the stage, the others to the problems."""
        absent = ",".join(c.field for c in sheet.columns if c.key not in raw.positions and c.field not in _KEYS[sheet.table])
        references = REFERENCES.get(sheet.key, ())
        what, done = sheet.russian, 0
        with self._timed("read"):
            for done, parsed in enumerate(parse_rows(raw, sheet, self._context), 1):
                if isinstance(parsed, RefusedRow):
                    self._refuse(sheet, raw, parsed.row, parsed.column, parsed.problem, parsed.cells, parsed.values)
                elif (broken := self._resolve(references, parsed.values)) is not None:
                    column, given, why = broken
                    self._refuse(sheet, raw, parsed.row, column, CellProblem(why.rule, why.remedy), (given,), parsed.values)
                else:
                    self._take(stage, sheet, raw, parsed, absent)
                if done % REPORT_EVERY == 0:
                    self._progress(what, done, raw.table.total)
            stage.flush()
            self._progress(what, done, raw.table.total)
        self._result.problems += raw.problems

    def _take(self, stage: Stage, sheet: Sheet, raw: RawSheet, parsed: ParsedRow, absent: str) -> None:
        values = parsed.values
        if sheet.key == "services":
            values["beneficiary"] = self._pseudonym(values["beneficiary"])
        stage.add([values[name] for name in stage.fields], raw.file, raw.sheet, parsed.row, absent)
        for column, noticed, given in parsed.noticed:
            self._result.problems.append(problem_of(raw, parsed.row, column, noticed, given))

    def _resolve(self, references: Sequence[str], values: dict[str, Any]) -> tuple[str, str, Broken] | None:
        """Replaces names by keys; the first reference that does not hold, with what was given."""
        for name in references:
            given = values[name]
            if given is None:
                continue
            found = self._references.resolve(name, given)
            if isinstance(found, Broken):
                return name, given, found
            values[name] = found
        return None

    def _refuse(
        self,
        sheet: Sheet,
        raw: RawSheet,
        row: int,
        column: str,
        why: CellProblem,
        row_cells: Sequence[Any],
        values: dict[str, Any],
    ) -> None:
        position = raw.positions.get(column)
        value = row_cells[position] if position is not None and position < len(row_cells) else row_cells[0] if row_cells else ""
        problem = problem_of(raw, row, column, why, value)
        self._result.problems.append(problem)
        self._result.refused[sheet.key] = self._result.refused.get(sheet.key, 0) + 1
        self._references.refuse(sheet.table, values.get(sheet.table), problem.where)
        if sheet.key == "places" and values.get("name"):
            self._references.refuse("place", str(values["name"]), problem.where)

    def _settle_repeats(self, stage: Stage, sheet: Sheet) -> None:
        """Equal rows with one key are one row; different ones are all refused, each naming another."""
        gone: list[int] = []
        for repeat in stage.repeats():
            if repeat.equal:
                gone += repeat.seqs[1:]
                self._result.problems += [
                    Problem("ignored", file, name, _repeats(repeat.rows[0], file, name), "Ничего делать не нужно", row=row)
                    for file, name, row in repeat.rows[1:]
                ]
            else:
                gone += repeat.seqs
                self._refuse_repeats(repeat, sheet)
        stage.drop(gone)

    def _refuse_repeats(self, repeat: Repeat, sheet: Sheet) -> None:
        column = sheet.columns[0].key
        value = "" if sheet.key == "services" else str(repeat.key[0])  # of a beneficiary only the pseudonym is left here
        for (file, name, row), other in zip(repeat.rows, repeat.others, strict=True):
            assert other is not None  # refused are only repeats that say different things, and then each has another
            problem = Problem(
                "error", file, name, f"Та же запись с другими данными: {_place(other, file)}", "Оставьте одну из строк",
                row=row, column=column, cell=self._cell_of(file, name, row, column), value=value,
            )  # fmt: skip
            self._result.problems.append(problem)
            self._result.refused[sheet.key] = self._result.refused.get(sheet.key, 0) + 1
            self._references.refuse(sheet.table, str(repeat.key[0]), problem.where)

    def _cell_of(self, file: str, sheet: str, row: int, column: str) -> str | None:
        raw = self._raws.get((file, sheet))
        return raw.cell(row, column) if raw else None

    def _publish(self, stage: Stage, sheet: Sheet) -> None:
        """What later sheets may refer to."""
        if sheet.table in REFERRED:
            self._references.add(sheet.table, stage.keys())
        if sheet.table == "place":
            self._references.name_places(stage.names())

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self._result.seconds[step] = self._result.seconds.get(step, 0.0) + time.perf_counter() - started

    def _tally(self, stage: Stage, sheet: Sheet) -> None:
        tally, result = stage.tally(), self._result
        result.taken[sheet.key] = result.taken.get(sheet.key, 0) + sum(tally.values())
        result.new += tally.get(NEW, 0)
        result.changed += tally.get(CHANGED, 0)
        result.same += tally.get(SAME, 0)

    def write(self, load_id: int, count: Count, leans_on: set[int]) -> None:
        """Counts the owners that changed rows lead to, writes, counts them again, appends the difference."""
        with self._timed("count"):
            for stage in self._stages:
                count.touch(stage.table.name, stage.touched().subquery())
            count.before()
        with self._timed("write"):
            for stage in self._stages:
                leans_on |= stage.leans_on()
            for stage in self._stages:
                stage.write(load_id)
            depend(self._connection, load_id, leans_on)
        with self._timed("count"):
            count.after()
            count.append(load_id)

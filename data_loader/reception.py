"""The reception of a load: its rows between the files and the registry, read, checked, told apart and compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from data_loader.cells import CellProblem
from data_loader.checking import ORDER, REFERENCES, REFERRED, Broken, References
from data_loader.outcome import LoadResult, Progress, Request
from data_loader.problems import Problem
from data_loader.pseudonyms import pseudonymiser
from data_loader.reading import RawSheet, open_files
from data_loader.rows import ParsedRow, RefusedRow, parse_rows, problem_of
from data_loader.schema import REGISTRY, natural_key
from data_loader.sheets import SHEETS, ParseContext, Sheet
from data_loader.staging import Repeat, Stage
from data_loader.twins import CHANGED, NEW, SAME

REPORT_EVERY = 2_000
"""Rows between two words about the progress."""
_TABLES = {table.name: table for table in REGISTRY}
_KEYS = {table.name: natural_key(table) for table in REGISTRY}


class Reception:
    """The rows of one load between the files and the registry; `stages` hold the good ones in the end."""

    def __init__(self, connection: Connection, request: Request, result: LoadResult, progress: Progress) -> None:
        self.result = result
        self.stages: list[Stage] = []
        self._connection = connection
        self._request = request
        self._progress = progress
        self._context = ParseContext(request.programme, request.today)
        self._references = References(connection)
        self._pseudonym = pseudonymiser(request.pseudonym_key)
        self._raws: dict[tuple[str, str], RawSheet] = {}

    def stage_all(self) -> None:
        """Reads, checks and compares all sheets of all files, those first that others refer to."""
        sheets = self._recognised()
        for key in ORDER:
            if raws := sheets.get(key):
                self._stage_sheet(SHEETS[key], raws)

    def sheets(self) -> dict[str, dict[str, str]]:
        """What was recognised in each file: its sheets by the names that they have there (none in CSV), each with its key."""
        found: dict[str, dict[str, str]] = {}
        for (file, name), raw in self._raws.items():
            found.setdefault(file, {})[name] = raw.header.sheet.key
        return found

    def _recognised(self) -> dict[str, list[RawSheet]]:
        found: dict[str, list[RawSheet]] = {}
        for raw in open_files(self._request.files):
            if isinstance(raw, Problem):
                self.result.problems.append(raw)
            else:
                found.setdefault(raw.header.sheet.key, []).append(raw)
                self._raws[raw.file, raw.sheet] = raw
        return found

    def _stage_sheet(self, sheet: Sheet, raws: Sequence[RawSheet]) -> None:
        stage = Stage(self._connection, _TABLES[sheet.table])
        for raw in raws:
            self._stage_rows(stage, sheet, raw)
        with self.result.timed("check"):
            stage.fill_absent()
            self._settle_repeats(stage, sheet)
            self._publish(stage, sheet)
            stage.compare()
        self._tally(stage, sheet)
        self.stages.append(stage)

    def _stage_rows(self, stage: Stage, sheet: Sheet, raw: RawSheet) -> None:
        """Reads one sheet row by row; good rows go to the stage, the others to the problems."""
        absent = ",".join(c.field for c in sheet.columns if c.key not in raw.positions and c.field not in _KEYS[sheet.table])
        done = 0
        with self.result.timed("read"):
            for done, parsed in enumerate(parse_rows(raw, sheet, self._context), 1):
                self._receive(stage, sheet, raw, parsed, absent)
                if done % REPORT_EVERY == 0:
                    self._progress(sheet.russian, done)
            stage.flush()
            self._progress(sheet.russian, done)
        self.result.problems += raw.problems

    def _receive(self, stage: Stage, sheet: Sheet, raw: RawSheet, parsed: ParsedRow | RefusedRow, absent: str) -> None:
        if isinstance(parsed, RefusedRow):
            self._refuse(sheet, raw, parsed)
        elif (broken := self._resolve(sheet, parsed.values)) is not None:
            column, given, why = broken
            problem = CellProblem(why.rule, why.remedy)
            self._refuse(sheet, raw, RefusedRow(parsed.row, column, problem, (given,), parsed.values))
        else:
            self._take(stage, sheet, raw, parsed, absent)

    def _take(self, stage: Stage, sheet: Sheet, raw: RawSheet, parsed: ParsedRow, absent: str) -> None:
        values = parsed.values
        if sheet.key == "services":
            values["beneficiary"] = self._pseudonym(values["beneficiary"])
        stage.add([values[name] for name in stage.fields], raw.file, raw.sheet, parsed.row, absent)
        for column, noticed, given in parsed.noticed:
            self.result.problems.append(problem_of(raw, parsed.row, column, noticed, given))

    def _resolve(self, sheet: Sheet, values: dict[str, Any]) -> tuple[str, str, Broken] | None:
        """Replaces names by keys; the first reference that does not hold, with what was given."""
        for name in REFERENCES.get(sheet.key, ()):
            given = values[name]
            if given is None:
                continue
            found = self._references.resolve(name, given)
            if isinstance(found, Broken):
                return name, given, found
            values[name] = found
        return None

    def _refuse(self, sheet: Sheet, raw: RawSheet, row: RefusedRow) -> None:
        """Told with what its cell holds, and remembered by its key and name: rows that fail by it can then say so."""
        problem = problem_of(raw, row.row, row.column, row.problem, _given(raw, row))
        self.result.refuse(sheet.key, problem)
        self._references.refuse(sheet.table, row.values.get(sheet.table), problem.where)
        if sheet.key == "places" and row.values.get("name"):
            self._references.refuse("place", str(row.values["name"]), problem.where)

    def _settle_repeats(self, stage: Stage, sheet: Sheet) -> None:
        """Equal rows with one key are one row; different ones are all refused, each naming another."""
        gone: list[int] = []
        for repeat in stage.repeats():
            gone += repeat.seqs[1:] if repeat.equal else repeat.seqs
            if repeat.equal:
                self._ignore_repeats(repeat)
            else:
                self._refuse_repeats(repeat, sheet)
        stage.drop(gone)

    def _ignore_repeats(self, repeat: Repeat) -> None:
        self.result.problems += [
            Problem("ignored", file, name, _repeats(repeat.rows[0], file, name), "Ничего делать не нужно", row=row)
            for file, name, row in repeat.rows[1:]
        ]

    def _refuse_repeats(self, repeat: Repeat, sheet: Sheet) -> None:
        column = sheet.columns[0].key
        value = "" if sheet.key == "services" else str(repeat.key[0])  # of a beneficiary only the pseudonym is left here
        for (file, name, row), other in zip(repeat.rows, repeat.others, strict=True):
            assert other is not None  # refused are only repeats that say different things, and then each has another
            problem = Problem(
                "error", file, name, f"Та же запись с другими данными: {_place(other, file)}", "Оставьте одну из строк",
                row=row, column=column, cell=self._cell_of(file, name, row, column), value=value,
            )  # fmt: skip
            self.result.refuse(sheet.key, problem)
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

    def _tally(self, stage: Stage, sheet: Sheet) -> None:
        tally, result = stage.tally(), self.result
        result.taken[sheet.key] = result.taken.get(sheet.key, 0) + sum(tally.values())
        result.new += tally.get(NEW, 0)
        result.changed += tally.get(CHANGED, 0)
        result.same += tally.get(SAME, 0)


def _given(raw: RawSheet, row: RefusedRow) -> Any:
    """What the refused cell holds; of a broken reference, or a column that the row is too short for, the row's first cell."""
    position = raw.positions.get(row.column)
    if position is not None and position < len(row.cells):
        return row.cells[position]
    return row.cells[0] if row.cells else ""


def _place(row: tuple[str, str, int], seen_from: str) -> str:
    """«Этапы, строка 5», and with its file where that is another one."""
    file, sheet, number = row
    names = [name for name in (file if file != seen_from or not sheet else "", sheet) if name]
    return f"{', '.join(names)}, строка {number}"


def _repeats(row: tuple[str, str, int], file: str, sheet: str) -> str:
    """«Повтор строки 5», and where that row is when it is elsewhere."""
    elsewhere = [name for name, own in ((row[0], file), (row[1], sheet)) if name != own and name]
    return f"Повтор строки {row[2]}" + (f" ({', '.join(elsewhere)})" if elsewhere else "")

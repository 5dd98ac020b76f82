"""Whole samples loaded as a foundation would load them: every count and every refused cell is the one that was known before."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, func, select

from data_loader import schema
from data_loader.loading import LoadResult, Request, load_files
from data_loader.measures import MEASURES
from data_loader.programme import Programme, load_programme
from tests.conftest import sample
from tests.data.make import FOLDER, SAMPLE_DAY, make
from tests.data.oracle import dimensions
from tests.data_loader.conftest import KEY

pytestmark = pytest.mark.slow

ANSWERS_HOLD_FROM = date(2026, 11, 1)
count_now = schema.metadata.tables["count_now"]


def counts(engine: Engine, measure: str, by: Sequence[str], today: date) -> dict[str, int]:
    """The sums of `count_now` by some dimensions, joined by «|»; levels as at today. Zeros are left out."""
    columns = [count_now.c[name] for name in by]
    query = select(*columns, func.sum(count_now.c["count"])).where(count_now.c.measure == measure).group_by(*columns)
    if MEASURES[measure].running:
        query = query.where(count_now.c.day <= today)
    with engine.connect() as connection:
        found = {"|".join(map(str, row[:-1])): int(row[-1] or 0) for row in connection.execute(query)}
    return {key: count for key, count in found.items() if count}


def check_answers(engine: Engine, answers: Mapping[str, Any], today: date) -> None:
    for name, expected in answers.items():
        measure, _, by = name.partition("_by_")
        if by:
            assert counts(engine, measure, dimensions(by), today) == expected, name
        elif name.endswith("_total"):
            assert counts(engine, name.removesuffix("_total"), (), today) == ({"": expected} if expected else {}), name
        elif name in ("participants", "organisations"):
            assert rows_on_record(engine, name.removesuffix("s")) == expected, name


def rows_on_record(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar_one())


def refused(result: LoadResult) -> list[dict[str, Any]]:
    """The cells of the errors, as the answers list them: a coordinate in a workbook, a row in a CSV file."""
    found = []
    for problem in result.problems:
        if problem.level == "error":
            place = {"cell": problem.cell, "sheet": problem.sheet} if problem.cell else {"row": problem.row}
            found.append({"file": problem.file, "column": problem.column, **place})
    return in_order(found)


def in_order(cells: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(cells, key=lambda cell: json.dumps(cell, sort_keys=True, ensure_ascii=False))


def answers_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return found


def load_sample(engine: Engine, folder: Path, programme: Programme, today: date) -> LoadResult:
    files = sorted(path for path in folder.iterdir() if path.suffix in (".xlsx", ".csv"))
    return load_files(engine, Request(files, programme, KEY, today))


def test_the_sample_school_gives_its_answers(engine: Engine, programme: Programme) -> None:
    folder = sample("school")
    answers = answers_of(folder)
    result = load_sample(engine, folder, programme, ANSWERS_HOLD_FROM)
    assert refused(result) == in_order(answers["refused_rows"])
    assert result.taken == answers["rows"]
    check_answers(engine, answers, ANSWERS_HOLD_FROM)


def test_another_programme_gives_its_answers(engine: Engine) -> None:
    folder = sample("receipt")
    result = load_sample(engine, folder, load_programme(folder / "programme.toml"), ANSWERS_HOLD_FROM)
    assert result.exit_code == 0
    check_answers(engine, answers_of(folder), ANSWERS_HOLD_FROM)


def test_our_own_sample_gives_its_answers(engine: Engine, programme: Programme) -> None:
    answers = answers_of(FOLDER)
    result = load_sample(engine, FOLDER, programme, SAMPLE_DAY)
    assert refused(result) == in_order(answers["refused_rows"])
    assert result.taken == answers["rows"]
    check_answers(engine, answers, SAMPLE_DAY)


def test_our_own_sample_shows_what_is_mended_and_passed_over(engine: Engine, programme: Programme) -> None:
    result = load_sample(engine, FOLDER, programme, SAMPLE_DAY)
    said = {(problem.level, problem.rule) for problem in result.problems}
    for level, words in (
        ("repaired", "ноль в начале ИНН"),
        ("repaired", "ноль в начале ОКТМО"),
        ("ignored", "Повтор строки"),
        ("ignored", "Повтор шапки"),
        ("ignored", "Итог"),
        ("note", "Лист скрыт"),
        ("note", "Лишние столбцы"),
        ("note", "не похож ни на один"),
        ("error", "она опирается, не принята"),
    ):
        assert any(level == found and words in rule for found, rule in said), words


def test_our_own_sample_is_what_its_generator_makes(tmp_path: Path) -> None:
    """Committed by `python -m tests.data.make`; a workbook is compared by its cells, for it holds the time of writing."""
    make(tmp_path)
    for name in ("answers.json", "services.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name
    assert cells(tmp_path / "sample.xlsx") == cells(FOLDER / "sample.xlsx")


def cells(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_real_files_of_others_are_told_to_be_none_of_the_sheets(engine: Engine, programme: Programme, tmp_path: Path) -> None:
    files = []
    for source in sorted((sample("school").parent / "external").rglob("*.csv*")):
        read = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
        files.append(tmp_path / source.name.removesuffix(".gz"))
        files[-1].write_bytes(read)
    if not files:
        pytest.skip("There are no real files of others beside the samples")
    result = load_files(engine, Request(files, programme, pseudonym_key=KEY, kind="check", today=ANSWERS_HOLD_FROM))
    assert result.exit_code == 2 and result.load is None
    assert [problem.file for problem in result.problems] == [file.name for file in files]
    assert all("не похож ни на один из десяти листов" in problem.rule for problem in result.problems)

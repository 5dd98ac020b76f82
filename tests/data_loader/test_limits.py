"""What is taken and what is refused on either side of every limit: cells, rows of a sheet, files, the programme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine

from data_loader import cells, rows
from data_loader.cells import CellProblem, Noticed
from data_loader.programme import Programme, ProgrammeError, load_programme
from data_loader.reading import RawSheet, open_files, workbooks
from data_loader.rows import ParsedRow, RefusedRow, parse_rows
from data_loader.secrets import SecretError, secret
from data_loader.settings import SettingsError, fixed_today
from data_loader.sheets import SHEETS, ParseContext
from tests.data_loader.conftest import TODAY
from tests.data_loader.test_loading import ONE, ORGANISATIONS, PLACES, Desk
from tests.data_loader.test_programme import MINIMAL

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def takes(parse: Callable[[Any], Any], raw: Any) -> bool:
    try:
        parse(raw)
    except CellProblem:
        return False
    return True


# --- cells --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parse", "good", "bad"),
    [
        (cells.minutes, ["0", "24", "23,99"], ["-0,01", "24,01"]),
        (cells.hours_per_month, ["0", "744"], ["-0,01", "744,01"]),
        (cells.coordinate(90), ["-90", "90"], ["-90,01", "90,01"]),
        (cells.coordinate(180), ["-180", "180"], ["-180,01", "180,01"]),
        (cells.quantity, ["", "0", "1", "1000000000"], ["-1", "0,5", "1000000001"]),
        (cells.attempt, ["", "1", "2", "1000"], ["0", "1001", "-1"]),
        (cells.population, ["", "0", "1000000000"], ["-1", "1000000001"]),
        (cells.amount, ["0,01", "1", "1000000000"], ["", "0", "-0,01", "1000000000,01"]),
        (cells.plain, ["а" * 2_000], ["а" * 2_001]),
        (cells.day, [date(1901, 1, 1), date(2200, 12, 31)], [date(1900, 12, 31), date(2201, 1, 1)]),
        (cells.day, [10_000, 80_000, "10000", "80000"], [9_999, 80_001, "9999", "80000,5"]),
        (cells.day, ["13/12/2026", "31/12/2026", "11/11/2026"], ["12/11/2026", "1-2-2026"]),
        (
            cells.organisation_number,
            [ONE, float(ONE), "304500116000157"],
            [ONE[:12], ONE + "0", "30450011600015", "3045001160001570"],
        ),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_cell_is_taken_up_to_its_limit(parse: Callable[[Any], Any], good: Sequence[Any], bad: Sequence[Any]) -> None:
    assert [raw for raw in good if not takes(parse, raw)] == []
    assert [raw for raw in bad if takes(parse, raw)] == []


@pytest.mark.parametrize(
    ("hours", "minutes"), [("0,0083", 0), ("0,00834", 1), ("0,025", 2), ("1,5", 90), ("0,4916", 29), ("0,4917", 30)]
)
def test_half_a_minute_is_rounded_up(hours: str, minutes: int) -> None:
    assert cells.minutes(hours) == minutes


@pytest.mark.parametrize(("raw", "shown"), [(999_999_999_999_999.0, "9" * 15), (1e15, "1000000000000000.0")])
def test_a_number_keeps_its_digits_up_to_fifteen(raw: float, shown: str) -> None:
    assert cells.text(raw) == shown


@pytest.mark.parametrize(("given", "mended"), [("700000", False), ("1701000", True), ("71701000", False), ("1701000001", True)])
def test_a_leading_zero_is_put_back_where_one_digit_is_missing(given: str, mended: bool) -> None:
    assert isinstance(cells.territory(given), Noticed) is mended


@pytest.mark.parametrize(("when", "good"), [(YESTERDAY, True), (TODAY, True), (TOMORROW, False)])
def test_a_fact_may_be_dated_today_and_not_tomorrow(when: date, good: bool) -> None:
    assert takes(lambda raw: cells.past_day(raw, TODAY), when) is good


FACTS = {"organisations": {"registered_on"}, "steps": {"date"}, "status": {"date"}, "assignments": {"from"}, "sessions": {"date"},
         "services": {"date"}}  # fmt: skip
PLANS = {"assignments": {"to"}, "targets": {"due_on"}}


@pytest.mark.parametrize(("sheet", "column"), [(key, column.key) for key, sheet in SHEETS.items() for column in sheet.columns])
def test_only_facts_are_refused_for_lying_ahead(programme: Programme, sheet: str, column: str) -> None:
    parse, context = SHEETS[sheet].column(column).parse, ParseContext(programme, TODAY)
    taken = [takes(lambda raw: parse(raw, context), day) for day in (TODAY, TOMORROW)]
    if column in FACTS.get(sheet, ()):
        assert taken == [True, False]
    elif column in PLANS.get(sheet, ()):
        assert taken == [True, True]
    else:
        assert taken[0] == taken[1]


# --- rows ---------------------------------------------------------------------------------------------------------------------


def read(folder: Path, text: str, programme: Programme, name: str = "steps.csv") -> list[ParsedRow | RefusedRow]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (raw,) = open_files([path])
    assert isinstance(raw, RawSheet), raw
    return list(parse_rows(raw, raw.header.sheet, ParseContext(programme, TODAY)))


@pytest.mark.parametrize(("ends", "good"), [("2026-01-09", False), ("2026-01-10", True), ("2026-01-11", True), ("", True)])
def test_care_may_end_on_its_first_day_and_not_before(tmp_path: Path, programme: Programme, ends: str, good: bool) -> None:
    text = f"mentor;organisation;from;to\nН-1;{ONE};2026-01-10;{ends}\n"
    (row,) = read(tmp_path, text, programme, "assignments.csv")
    assert isinstance(row, ParsedRow) is good


@pytest.mark.parametrize(("cells_", "good"), [(2, False), (3, True), (4, False)])
def test_a_row_has_as_many_cells_as_its_header(tmp_path: Path, programme: Programme, cells_: int, good: bool) -> None:
    values = ["У-1", "theory", "2026-01-10", "лишнее"][:cells_]
    (row,) = read(tmp_path, f"participant;step;date\n{';'.join(values)}\n", programme)
    assert isinstance(row, ParsedRow) is good


@pytest.mark.parametrize(("titles", "found"), [(38, True), (39, True), (40, False)])
def test_a_header_may_stand_in_the_fortieth_row_and_not_below(
    tmp_path: Path, programme: Programme, titles: int, found: bool
) -> None:
    path = tmp_path / "данные.csv"
    path.write_text("Отчёт;;\n" * titles + "participant;step;date\nУ-1;theory;2026-01-10\n", encoding="utf-8")
    (raw,) = open_files([path])
    assert isinstance(raw, RawSheet) is found


@pytest.mark.parametrize(
    ("name", "header", "level"),
    [
        ("данные", ["Город"], "note"),
        ("данные", ["Город", "Поток"], "note"),
        ("данные", ["Город", "ОГРН"], None),
        ("данные", ["Город", "ОГРН", "Поток"], "error"),
        ("Участники", ["Город"], "error"),
        ("данные", ["Код наставника"], "note"),
        ("Наставники", ["Код наставника"], None),
        ("данные", ["Код наставника", "Часов в месяц"], None),
        ("данные", ["Код наставника", "Часов в месяц", "Код наставника"], "note"),
        ("данные", ["Код наставника", "Часов в месяц", "ФИО", "Код наставника"], "error"),
    ],
)
def test_how_many_known_headers_make_a_sheet(tmp_path: Path, name: str, header: Sequence[str], level: str | None) -> None:
    """One tells a sheet only with its name, two where they are all it needs, three also a sheet that lacks something."""
    path = tmp_path / f"{name}.csv"
    path.write_text(f"{';'.join(header)};x\n{';'.join('1' for _ in header)};2\n", encoding="utf-8")
    (found,) = open_files([path])
    assert (None if isinstance(found, RawSheet) else found.level) == level


@pytest.mark.parametrize(("beside", "data"), [(0, False), (1, False), (2, True)])
def test_a_signature_has_at_most_one_cell_beside_it(tmp_path: Path, programme: Programme, beside: int, data: bool) -> None:
    row = ["Директор", "theory", "2026-01-10"][: beside + 1] + [""] * (2 - beside)
    found = read(tmp_path, f"participant;step;date\n{';'.join(row)}\n", programme)
    assert bool(found) is data


@pytest.mark.parametrize(("columns", "numbers"), [(2, False), (3, True), (4, True)])
def test_numbers_below_a_header_are_those_of_columns_from_three_on(
    tmp_path: Path, programme: Programme, columns: int, numbers: bool
) -> None:
    header = ["mentor", "full_name", "hours_per_month", "лишний"][:columns]
    line = ";".join(str(n) for n in range(1, columns + 1))
    found = read(tmp_path, f"{';'.join(header)}\n{line}\n", programme, "mentors.csv")
    assert bool(found) is not numbers


@pytest.mark.parametrize("memory", [1, 2, 3])
def test_what_is_remembered_of_a_column_changes_nothing(
    tmp_path: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch, memory: int
) -> None:
    monkeypatch.setattr(rows, "MEMORY", memory)
    lines = [f"У-{n % 2};theory;{day}" for n, day in enumerate(["2026-01-10", "нет", "2026-01-10", "нет", "2026-01-11"])]
    found = read(tmp_path, "\n".join(["participant;step;date", *lines, ""]), programme)
    assert [isinstance(row, ParsedRow) for row in found] == [True, False, True, False, True]
    assert [row.values["participant"] for row in found] == ["У-0", "У-1", "У-0", "У-1", "У-0"]


@pytest.mark.parametrize("batch", [2, 3, 4])
def test_rows_are_staged_in_batches_of_any_size(
    engine: Engine, tmp_path: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """Three people helped, one of them twice in the same words: batches that end before, with and behind the last row."""
    desk = Desk(engine, tmp_path, programme)
    for module in ("data_loader.staging", "data_loader.memories"):
        monkeypatch.setattr(f"{module}.BATCH", batch)
    given = [f"Б-{n};{ONE};1;youth;помощь;01.02.2026" for n in (1, 2, 1)]
    services = "\n".join(["beneficiary;organisation;place;category;service;date", *given, ""])
    assert desk.load({"organisations": ORGANISATIONS, "places": PLACES, "services": services}).taken["services"] == 2
    assert desk.count("beneficiary") == 2


# --- files --------------------------------------------------------------------------------------------------------------------


def book(path: Path, *, sheets: int = 1, lowest: int = 2) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for number in range(sheets):
        page = made.create_sheet("Этапы" if number == 0 else f"Лист {number}")
        page.append(["participant", "step", "date"])
        page.cell(lowest, 3, "2026-01-10")
    made.save(path)
    return path


@pytest.mark.parametrize(("sheets", "good"), [(2, True), (3, True), (4, False)])
def test_a_workbook_has_sheets_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheets: int, good: bool) -> None:
    monkeypatch.setattr(workbooks, "SHEETS_LIMIT", 3)
    found = list(open_files([book(tmp_path / "book.xlsx", sheets=sheets)]))
    assert isinstance(found[0], RawSheet) is good


@pytest.mark.parametrize(("lowest", "good"), [(9, True), (10, True), (11, False)])
def test_the_cells_of_a_sheet_span_a_rectangle_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lowest: int, good: bool
) -> None:
    monkeypatch.setattr(workbooks, "CELLS_LIMIT", 30)
    (found,) = open_files([book(tmp_path / "book.xlsx", lowest=lowest)])
    assert isinstance(found, RawSheet) is good


@pytest.mark.parametrize(("spare", "good"), [(1, True), (0, True), (-1, False)])
def test_a_workbook_unpacks_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spare: int, good: bool) -> None:
    path = book(tmp_path / "book.xlsx")
    with ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    monkeypatch.setattr(workbooks, "UNPACKED_LIMIT", unpacked + spare)
    (found,) = open_files([path])
    assert isinstance(found, RawSheet) is good


@pytest.mark.parametrize(("small", "ratio", "good"), [(-1, 0, False), (0, 0, True), (1, 0, True), (-1, 1, True), (-1, 2, True)])
def test_a_workbook_is_refused_that_is_large_and_packed_beyond_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int, ratio: int, good: bool
) -> None:
    """The limits lie around what this book has: `small` bytes from its size, `ratio` halves of its ratio."""
    path = book(tmp_path / "book.xlsx")
    with ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    own = unpacked / path.stat().st_size
    monkeypatch.setattr(workbooks, "SMALL", unpacked + small)
    monkeypatch.setattr(workbooks, "RATIO_LIMIT", (own / 2, own, own * 2)[ratio])
    (found,) = open_files([path])
    assert isinstance(found, RawSheet) is good


def test_a_one_and_a_truth_are_different_cells(tmp_path: Path, programme: Programme) -> None:
    """Equal in Python and remembered by column: the first must not speak for the second."""
    made = Workbook()
    page = made.worksheets[0]
    page.title = "Наставники"
    for code in ("mentor", 1, True, "1"):
        page.append([code])
    made.save(tmp_path / "mentors.xlsx")
    (raw,) = open_files([tmp_path / "mentors.xlsx"])
    assert isinstance(raw, RawSheet)
    found = [row.values["mentor"] for row in parse_rows(raw, raw.header.sheet, ParseContext(programme, TODAY))]
    assert found == ["1", "ИСТИНА", "1"]


# --- the programme and settings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "key", "good", "bad"),
    [
        ("attention", "waiting_days", ["1"], ["0"]),
        ("attention", "maturity_days", ["0"], ["-1"]),
        ("attention", "points_behind", ["0.1", "100"], ["0", "100.1"]),
        ("attention", "goal_share", ["0.01", "1"], ["0", "1.01"]),
        ("disclosure", "threshold", ["2"], ["1"]),
    ],
)
def test_a_threshold_of_the_programme_has_limits_of_its_own(
    tmp_path: Path, section: str, key: str, good: Sequence[str], bad: Sequence[str]
) -> None:
    path = tmp_path / "programme.toml"

    def loads(value: str) -> bool:
        path.write_text(f"{MINIMAL}[{section}]\n{key} = {value}\n", encoding="utf-8")
        try:
            return bool(load_programme(path))
        except ProgrammeError:
            return False

    assert [loads(value) for value in good] == [True] * len(good)
    assert [loads(value) for value in bad] == [False] * len(bad)


@pytest.mark.parametrize(("year", "good"), [("1899", False), ("1900", True), ("9000", True), ("9001", False)])
def test_a_fixed_day_lies_in_years_that_databases_can_count_with(year: str, good: bool) -> None:
    try:
        fixed_today(f"{year}-01-01")
    except SettingsError:
        assert not good
    else:
        assert good


@pytest.mark.parametrize(
    ("value", "good"),
    [("abcdefgh" * 3, True), (("abcdefgh" * 3)[:-1], False), ("abcdefg" * 4, False)],
    ids=["24 letters, 8 different", "23 letters", "7 different"],
)
def test_a_secret_is_long_and_various(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, good: bool) -> None:
    monkeypatch.setenv("A_KEY", value)
    try:
        secret("a_key", "A_KEY", tmp_path)
    except SecretError:
        assert not good
    else:
        assert good

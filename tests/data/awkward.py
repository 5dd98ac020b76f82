"""The world as people really keep it: titles, merged headers, totals, signatures, hidden sheets, every way to write a day,
and rows that must be refused, each for a reason of its own.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data_loader.demo import World
from data_loader.demo.files import written_columns
from data_loader.programme import Programme
from data_loader.sheets import SHEETS, Column

Cells = Mapping[str, Any]

WORKBOOK, SERVICES = "sample.xlsx", "services.csv"
UNKNOWN_ORGANISATION = "1209900900010"
NEW_ORGANISATION = "1209900900021"
_MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
_LOOK_ALIKES = str.maketrans("аеоср", "aeocp")


@dataclass(frozen=True)
class Bad:
    """A row that must be refused at one column."""

    column: str
    cells: Cells


@dataclass(frozen=True)
class Layout:
    """What stands around the rows of a sheet."""

    title: bool = False
    total: bool = False
    hidden: bool = False
    two_rows: bool = False
    """The last two headers lie under a merged one."""
    blank_rows: bool = False
    header_again: bool = False
    further: str = ""
    """A column that is none of ours."""
    left: int = 0
    """Empty columns before the table."""
    name: str = ""


LAYOUTS = {
    "organisations": Layout(title=True, total=True, further="Примечание"),
    "participants": Layout(title=True, total=True, blank_rows=True, name="Участники 2026"),
    "steps": Layout(total=True, name="ЭТАПЫ "),
    "status": Layout(header_again=True),
    "mentors": Layout(hidden=True),
    "assignments": Layout(two_rows=True),
    "sessions": Layout(left=1, total=True, title=True),
    "places": Layout(blank_rows=True),
    "targets": Layout(hidden=True),
}


def write_awkward(world: World, programme: Programme, today: date, folder: Path) -> list[dict[str, Any]]:
    """Writes sample.xlsx and services.csv; returns the cells that must be refused."""
    writer = _Writer(world, programme, today)
    refused = writer.write_workbook(folder / WORKBOOK)
    return refused + writer.write_services(folder / SERVICES)


class _Writer:
    def __init__(self, world: World, programme: Programme, today: date) -> None:
        self._world, self._programme, self._today = world, programme, today
        self._chance = Random(f"awkward:{today}")
        self._disguise = Disguise(programme, self._chance)
        self._bad = bad_rows(world, today)
        named = Counter(row["name"] for row in world.sheets["places"])
        self._clear_names = {row["place"]: row["name"] for row in world.sheets["places"] if named[row["name"]] == 1}

    def _rows(self, key: str) -> list[tuple[Cells, str | None]]:
        """The rows of a sheet disguised, two of them repeated, with the bad ones among them: (cells, column at fault)."""
        rows = self._world.sheets[key]
        if key == "services":
            rows = [self._by_name(row) for row in rows]
        good = [*rows, *self._chance.sample(list(rows), 2)]
        mixed: list[tuple[Cells, str | None]] = [(self._disguise.row(row), None) for row in good]
        for bad in self._bad[key]:
            mixed.insert(self._chance.randint(0, len(mixed)), (bad.cells, bad.column))
        return mixed

    def _by_name(self, row: Cells) -> Cells:
        """A service whose place is called by its name, now and then, where the name is clear."""
        name = self._clear_names.get(row["place"])
        return {**row, "place": name} if name and self._chance.random() < 0.5 else row

    # --- the workbook

    def write_workbook(self, path: Path) -> list[dict[str, Any]]:
        book = Workbook()
        book.remove(book.active)
        refused: list[dict[str, Any]] = []
        for key, rows in self._world.sheets.items():
            if key != "services":
                refused += self._write_sheet(book, key, written_columns(key, rows))
        draft = book.create_sheet("Черновик")
        draft.sheet_state = "hidden"
        draft.append(["не забыть", "позвонить в Ишим"])
        book.save(path)
        book.close()
        return refused

    def _write_sheet(self, book: Workbook, key: str, columns: Sequence[Column]) -> list[dict[str, Any]]:
        layout = LAYOUTS[key]
        name = layout.name or SHEETS[key].russian
        page = book.create_sheet(name)
        at = _write_top(page, key, layout, columns, self._today)
        refused: list[dict[str, Any]] = []
        rows = self._rows(key)
        for number, (cells, fault) in enumerate(rows):
            if layout.blank_rows and number % 9 == 4:
                at += 1
            if layout.header_again and number == len(rows) // 2:
                _write_row(page, at, layout, [column.russian for column in columns])
                at += 1
            _write_row(page, at, layout, [cells.get(column.key, "") for column in columns])
            if number % 11 == 5:
                page.row_dimensions[at].hidden = True
            if fault:
                position = next(i for i, column in enumerate(columns, 1 + layout.left) if column.key == fault)
                cell = f"{get_column_letter(position)}{at}"
                refused.append({"file": WORKBOOK, "sheet": name, "cell": cell, "column": fault})
            at += 1
        if layout.total:
            _write_bottom(page, at, layout, len(rows))
        if layout.hidden:
            page.sheet_state = "hidden"
        return refused

    # --- the services

    def write_services(self, path: Path) -> list[dict[str, Any]]:
        """cp1251 with semicolons, below two rows of titles; places by their names where these are clear."""
        columns = written_columns("services", self._world.sheets["services"])
        refused = []
        with path.open("w", encoding="cp1251", newline="") as file:
            out = csv.writer(file, delimiter=";")
            width = len(columns)
            head: list[list[Any]] = [["Оказанные услуги", *[""] * (width - 1)], [""] * width, [c.russian for c in columns]]
            out.writerows(head)
            at = len(head)
            for cells, fault in self._rows("services"):
                at += 1
                out.writerow([_as_text(cells.get(column.key, "")) for column in columns])
                if fault:
                    refused.append({"file": SERVICES, "row": at, "column": fault})
            out.writerow(["Итого", *[""] * (width - 2), at - len(head)])
            out.writerow(["Ответственный: ____________", *[""] * (width - 1)])
        return refused


def _write_top(page: Worksheet, key: str, layout: Layout, columns: Sequence[Column], today: date) -> int:
    """Titles and header; the number of the first row of data."""
    headers = [column.russian for column in columns] + ([layout.further] if layout.further else [])
    at = 1
    if layout.title:
        page.cell(1, 1 + layout.left, f"{SHEETS[key].russian} — выгрузка")
        page.merge_cells(start_row=1, end_row=1, start_column=1 + layout.left, end_column=len(headers) + layout.left)
        page.cell(2, 1 + layout.left, f"по состоянию на {today:%d.%m.%Y}")
        at = 4
    if layout.two_rows:
        _write_row(page, at, layout, [*headers[:-2], "Период"])
        _write_row(page, at + 1, layout, [*[None] * (len(headers) - 2), *headers[-2:]])
        page.merge_cells(start_row=at, end_row=at, start_column=len(headers) - 1, end_column=len(headers))
        return at + 2
    _write_row(page, at, layout, headers)
    return at + 1


def _write_row(page: Worksheet, at: int, layout: Layout, values: Sequence[Any]) -> None:
    for position, value in enumerate(values, 1 + layout.left):
        if value not in ("", None):
            page.cell(at, position, value)


def _write_bottom(page: Worksheet, at: int, layout: Layout, number: int) -> None:
    page.cell(at, 1 + layout.left, "Итого")
    page.cell(at, 3 + layout.left, number)
    page.cell(at + 2, 1 + layout.left, "Ответственный: ____________")


def _as_text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


# --- good values in disguise ------------------------------------------------------------------------------------------------------


class Disguise:
    """The same values in the ways that spreadsheets and people write them."""

    def __init__(self, programme: Programme, chance: Random) -> None:
        self._chance = chance
        self._labels: dict[str, list[str]] = {}
        for named in (
            *programme.cities, *programme.tracks, *programme.categories, *programme.steps, *programme.school.exits,
            *(step for track in programme.tracks for step in (*track.steps, *track.exits)),
        ):  # fmt: skip
            known = self._labels.get(named.name, named.labels)
            self._labels[named.name] = [label for label in known if label in named.labels]
        self._ways: dict[str, Callable[[Any], Any]] = {
            **dict.fromkeys(("city", "step", "track", "category"), self._name),
            **dict.fromkeys(("date", "registered_on", "from", "to", "due_on"), self._day),
            **dict.fromkeys(("organisation", "inn", "oktmo"), self._digits),
            **dict.fromkeys(("hours", "hours_per_month", "lat", "lon", "value", "population"), self._number),
            **dict.fromkeys(("participant", "mentor", "beneficiary", "place"), self._code),
            "attempt": lambda value: "" if value == 1 and self._chance.random() < 0.5 else self._number(value),
            "quantity": lambda value: "" if value == 1 else self._chance.choice((value, str(value), f"{value},0")),
        }

    def row(self, row: Cells) -> Cells:
        return {key: self._ways.get(key, _same)(value) if value != "" else "" for key, value in row.items()}

    def _name(self, name: str) -> str:
        """A label of everything that bears this name, in some spelling."""
        label = self._chance.choice(self._labels[name])
        ways = (label, label.upper(), f" {label} ", label.replace("ё", "е"), label.translate(_LOOK_ALIKES))
        return ways[self._chance.randrange(len(ways))]

    def _day(self, day: date) -> Any:
        written = f"{day.day} {_MONTHS[day.month - 1]} {day.year} г."
        serial = (day - date(1899, 12, 30)).days
        midnight = datetime.combine(day, time())
        return self._chance.choice((day, day, midnight, f"{day:%d.%m.%Y}", f"{day:%d.%m.%y}", day.isoformat(), written, serial))

    def _digits(self, number: str) -> Any:
        """A number kept as a number: a zero at its beginning is eaten."""
        if not number.isdigit():
            return number
        return int(number) if number.startswith("0") else self._chance.choice((number, f" {number}", int(number)))

    def _number(self, number: float) -> Any:
        grouped = f"{number:,}".replace(",", "\u00a0").replace(".", ",")
        return self._chance.choice((number, str(number).replace(".", ","), grouped))

    def _code(self, code: str) -> str:
        return self._chance.choice((code, code, f"{code} "))


def _same(value: Any) -> Any:
    return value


# --- rows that must be refused ------------------------------------------------------------------------------------------------------


@dataclass
class _Found:
    rows: dict[str, list[Bad]] = field(default_factory=lambda: {key: [] for key in SHEETS})

    def add(self, sheet: str, like: Cells, column: str, **other: Any) -> None:
        self.rows[sheet].append(Bad(column, {**like, **{key.rstrip("_"): value for key, value in other.items()}}))


def bad_rows(world: World, today: date) -> dict[str, list[Bad]]:
    """Every rule once: like a good row but for what is wrong. `_` ends names that Python keeps for itself."""
    first = {key: rows[0] for key, rows in world.sheets.items()}
    tomorrow = today + timedelta(days=1)
    found = _Found()
    home = first["organisations"]["organisation"]
    found.add("organisations", first["organisations"], "organisation", organisation=home[:-1] + str((int(home[-1]) + 1) % 10))
    found.add("organisations", first["organisations"], "organisation", organisation="1,02723E+12")
    found.add("organisations", first["organisations"], "city", organisation=NEW_ORGANISATION, city="")
    found.add("participants", first["participants"], "city", participant="У-9901", city="Атлантида")
    found.add("participants", first["participants"], "organisation", participant="У-9902", organisation=UNKNOWN_ORGANISATION)
    unfinished, step = _not_reached(world)
    found.add("steps", first["steps"], "step", step="Выпускной бал")
    found.add("steps", first["steps"], "date", participant=unfinished, step=step, date="31.02.2026")
    found.add("steps", first["steps"], "date", participant=unfinished, step=step, date=tomorrow)
    found.add("steps", first["steps"], "date", participant=unfinished, step=step, date="03/04/2025")
    found.add("steps", first["steps"], "date", participant=unfinished, step=step, date="скоро")
    found.add("steps", first["steps"], "participant", participant="У-9999")
    found.add("steps", first["steps"], "participant", participant="У-9901")
    for day in (today, today - timedelta(days=1)):
        found.add("steps", first["steps"], "participant", participant=unfinished, step=step, date=day)
    found.add("status", first["status"], "step", step="Заявление на Марс", attempt=7)
    found.add("status", first["status"], "attempt", attempt=0)
    found.add("mentors", first["mentors"], "hours_per_month", mentor="Н-99", hours_per_month="много")
    case = first["assignments"]
    found.add("assignments", case, "to", from_=case["from"] + timedelta(days=3), to=case["from"])
    found.add("sessions", first["sessions"], "hours", kind="чай", hours="два часа")
    found.add("sessions", first["sessions"], "hours", kind="чай", hours=25)
    found.add("sessions", first["sessions"], "mentor", mentor="Н-99")
    found.add("places", first["places"], "lat", place="П-999", lat="571,5")
    found.add("services", first["services"], "place", beneficiary="Б-99001", place="Нет такого")
    found.add("services", first["services"], "place", beneficiary="Б-99002", place=_shared_name(world))
    found.add("services", first["services"], "organisation", beneficiary="Б-99003", organisation=UNKNOWN_ORGANISATION)
    found.add("services", first["services"], "quantity", beneficiary="Б-99004", quantity="1,5")
    found.add("services", first["services"], "category", beneficiary="Б-99005", category="коты")
    found.add("targets", first["targets"], "value", due_on=date(2031, 1, 1), value="тысяча")
    found.add("targets", first["targets"], "city", due_on=date(2031, 1, 1), city="Атлантида")
    return found.rows


def _not_reached(world: World) -> tuple[str, str]:
    """A participant and a step that is not on record for that one."""
    steps = world.sheets["steps"]
    on_record = {(row["participant"], row["step"]) for row in steps}
    return next(
        (person["participant"], row["step"])
        for person in world.sheets["participants"]
        for row in steps
        if (person["participant"], row["step"]) not in on_record
    )


def _shared_name(world: World) -> str:
    names: Counter[str] = Counter(row["name"] for row in world.sheets["places"])
    return next(name for name, number in names.items() if number > 1)

"""The world as spreadsheets: a workbook of nine sheets, and the services, of which there are many, as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from data_loader.demo.frame import Row
from data_loader.demo.world import World
from data_loader.sheets import SHEETS, Column

SERVICES = "services"


def write_files(world: World, folder: Path) -> list[Path]:
    """demo.xlsx and, if there are services, services.csv; sheets without rows are left out."""
    book = Workbook(write_only=True)
    for key, rows in world.sheets.items():
        if key == SERVICES or not rows:
            continue
        columns = written_columns(key, rows)
        page = book.create_sheet(SHEETS[key].russian)
        page.append([column.russian for column in columns])
        for row in rows:
            page.append([row[column.key] for column in columns])
    workbook = folder / "demo.xlsx"
    book.save(workbook)
    book.close()
    services = world.sheets[SERVICES]
    return [workbook, write_csv(folder / "services.csv", SERVICES, services)] if services else [workbook]


def written_columns(key: str, rows: Sequence[Row]) -> list[Column]:
    """The columns of a sheet that its rows have."""
    return [column for column in SHEETS[key].columns if column.key in rows[0]]


def write_csv(path: Path, key: str, rows: Sequence[Row]) -> Path:
    """The rows of one sheet, as a spreadsheet in Russian saves them."""
    columns = written_columns(key, rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([column.russian for column in columns])
        writer.writerows([_written(row[column.key]) for column in columns] for row in rows)
    return path


def _written(value: Any) -> Any:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else value

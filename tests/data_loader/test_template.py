"""The template: complete, explained, and harmless as it is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from data_loader.loading import Request, check_files, load_files
from data_loader.programme import Programme, load_programme
from data_loader.sheets import SHEETS
from data_loader.template import write_template
from tests.data_loader.conftest import KEY, TODAY
from tests.data_loader.test_programme import MINIMAL

pytestmark = pytest.mark.slow


def test_every_header_has_a_note_and_every_sheet_an_example(tmp_path: Path, programme: Programme) -> None:
    write_template(tmp_path / "t.xlsx", programme)
    book = load_workbook(tmp_path / "t.xlsx")
    for sheet in SHEETS.values():
        page = book[sheet.russian]
        assert [cell.value for cell in page[1]] == [column.russian for column in sheet.columns]
        assert all(cell.comment and cell.comment.text for cell in page[1])
        assert str(page["A2"].value).startswith("Пример")


def test_names_are_chosen_from_lists(tmp_path: Path, programme: Programme) -> None:
    write_template(tmp_path / "t.xlsx", programme)
    book = load_workbook(tmp_path / "t.xlsx")
    assert book["Списки"].sheet_state == "hidden"
    listed = {cell.value for column in book["Списки"].columns for cell in column}
    assert {"Тюмень", "Сопровождение", "Реестр ИОПУ", "Молодёжь"} <= listed
    assert len(book["Статус"].data_validations.dataValidation) == 2


def test_untouched_it_loads_nothing_and_is_refused_nothing(engine: Engine, tmp_path: Path, programme: Programme) -> None:
    write_template(tmp_path / "t.xlsx", programme)
    result = check_files(engine, Request([tmp_path / "t.xlsx"], programme, KEY, TODAY))
    assert not result.has_errors and not any(result.taken.values())


def test_filled_in_below_the_example_it_loads(engine: Engine, tmp_path: Path, programme: Programme) -> None:
    write_template(tmp_path / "t.xlsx", programme)
    book = load_workbook(tmp_path / "t.xlsx")
    filled: dict[str, list[Any]] = {
        "Организации": ["1027700132195", None, "АНО «Свет»", "Тюмень", None, date(2020, 1, 2)],
        "Участники": ["У-1", "Имя", "1027700132195", "Тюмень", "2026-1", "лидер"],
    }
    for sheet, row in filled.items():
        for number, value in enumerate(row, 1):
            book[sheet].cell(3, number, value)
    book.save(tmp_path / "t.xlsx")
    result = load_files(engine, Request([tmp_path / "t.xlsx"], programme, KEY, TODAY))
    assert result.exit_code == 0
    assert {key: n for key, n in result.taken.items() if n} == {"organisations": 1, "participants": 1}


def test_a_programme_without_tracks_and_categories_has_a_template_too(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text(MINIMAL, encoding="utf-8")
    write_template(tmp_path / "t.xlsx", load_programme(tmp_path / "programme.toml"))
    assert load_workbook(tmp_path / "t.xlsx").sheetnames[-1] == "Списки"

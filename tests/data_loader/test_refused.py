"""Refused rows come back as a workbook with the problem on its cell; mended, it loads."""

from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import Engine

from data_loader.loading import Request, load_files
from data_loader.programme import Programme
from data_loader.refused import write_refused
from tests.data_loader.conftest import KEY, TODAY


def test_refused_rows_come_back_with_their_problem_and_load_when_mended(
    engine: Engine, tmp_path: Path, programme: Programme
) -> None:
    source = tmp_path / "выгрузка.csv"
    source.write_text("ОГРН;Название;Город\n1027700132195;=1+1;Тюмнь\n1027700229193;АНО;Ишим\n", encoding="utf-8")
    result = load_files(engine, Request([source], programme, KEY, TODAY))
    assert write_refused(tmp_path / "back.xlsx", [source], result.problems) == 1
    book = load_workbook(tmp_path / "back.xlsx")
    page = book["Организации"]
    assert [cell.value for cell in page[2]] == ["1027700132195", "=1+1", "Тюмнь"]
    assert page["B2"].data_type == "s" or page["B2"].value == "=1+1"
    assert "Такого города нет" in page["C2"].comment.text
    page["C2"] = "Тюмень"
    book.save(tmp_path / "back.xlsx")
    again = load_files(engine, Request([tmp_path / "back.xlsx"], programme, KEY, TODAY))
    assert again.exit_code == 0 and again.taken["organisations"] == 1


def test_without_refused_rows_there_is_no_workbook(tmp_path: Path) -> None:
    assert write_refused(tmp_path / "back.xlsx", [], []) == 0
    assert not (tmp_path / "back.xlsx").exists()

"""Files as people send them: found out what they are, read to the last good row, never guessed and never run."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from data_loader.problems import Problem
from data_loader.programme import Programme
from data_loader.reading import RawSheet, files, open_files
from data_loader.reading.coordinates import letters
from data_loader.reading.tables import RawTable
from data_loader.rows import ParsedRow, RefusedRow, parse_rows
from data_loader.sheets import ParseContext

STEPS = "Код участника;Этап;Дата\nУ-1;Заявка;05.02.2026\nУ-2;Теория;2026-03-01\n"
TODAY = date(2026, 3, 31)


def read(*paths: Path) -> tuple[list[RawSheet], list[Problem]]:
    found = list(open_files(paths))
    return [f for f in found if isinstance(f, RawSheet)], [f for f in found if isinstance(f, Problem)]


def parsed(raw: RawSheet, programme: Programme) -> list[ParsedRow | RefusedRow]:
    return list(parse_rows(raw, raw.header.sheet, ParseContext(programme, TODAY)))


def text_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "steps.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def book(folder: Path, rows: list[list[Any]], *, sheet: str = "Этапы", name: str = "book.xlsx", hidden: bool = False) -> Path:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    if hidden:
        page.sheet_state = "hidden"
        made.create_sheet("Прочее")
    made.save(folder / name)
    made.close()
    return folder / name


HEADER = ["Код участника", "Этап", "Дата"]
ROW = ["У-1", "Заявка", date(2026, 2, 5)]


# --- CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "cp866"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encoding_and_separator_are_found(tmp_path: Path, programme: Programme, encoding: str, separator: str) -> None:
    sheets, problems = read(text_file(tmp_path, STEPS.replace(";", separator), encoding))
    assert not problems
    rows = parsed(sheets[0], programme)
    assert [row.values["step"] for row in rows] == ["applied", "theory"]
    assert [row.row for row in rows] == [2, 3]


def test_a_damaged_byte_costs_its_row_and_no_other(tmp_path: Path, programme: Programme) -> None:
    path = tmp_path / "steps.csv"
    text = "Код участника;Этап;Дата;Комментарий\nУ-1;Заявка;05.02.2026;пришёл\nУ-2;Заявка;05.02.2026;пришёл\n"
    path.write_bytes(text.encode()[:-2] + b"\n")
    good, bad = parsed(read(path)[0][0], programme)
    assert isinstance(good, ParsedRow) and good.values["comment"] == "пришёл"
    assert isinstance(bad, RefusedRow) and bad.column == "comment" and "испорчена" in bad.problem.rule


def test_a_file_is_recognised_by_its_headers(tmp_path: Path) -> None:
    sheets, _ = read(text_file(tmp_path, STEPS, name="выгрузка 17.csv"))
    assert sheets[0].header.sheet.key == "steps"


@pytest.mark.parametrize(
    "header", ["participant;step;date", "КОД УЧАСТНИКА;этап;ДАТА", "Код учаcтника;Этaп;Датa", "Код  участника ;Этап;Дата"]
)
def test_headers_match_as_people_write_them(tmp_path: Path, header: str) -> None:
    sheets, problems = read(text_file(tmp_path, f"{header}\nУ-1;Заявка;05.02.2026\n", name="x.csv"))
    assert len(sheets) == 1 and not problems


@pytest.mark.parametrize("header", ["Код участника*;Этап:;Дата (дд.мм.гггг)", "Код участника (обязательно);Этап;Дата *"])
def test_marks_and_hints_behind_a_header_are_no_part_of_it(tmp_path: Path, header: str) -> None:
    sheets, problems = read(text_file(tmp_path, STEPS.replace("Код участника;Этап;Дата", header)))
    assert sheets[0].positions == {"participant": 0, "step": 1, "date": 2} and not problems


def test_a_marked_column_beside_the_plain_one_is_another(tmp_path: Path) -> None:
    sheets, _ = read(text_file(tmp_path, "Дата*;Код участника;Этап;Дата;Дата (план)\n1;У-1;Заявка;05.02.2026;2\n"))
    assert sheets[0].positions["date"] == 3
    assert sheets[0].header.extra == ("Дата*", "Дата (план)")


def test_quoted_newlines_and_separators_stay_in_their_cells(tmp_path: Path, programme: Programme) -> None:
    text = 'Код участника;Этап;Дата;Комментарий\nУ-1;Заявка;05.02.2026;"раз; два\nтри ""в кавычках"""\nУ-2;Теория;01.03.2026;\n'
    rows = parsed(read(text_file(tmp_path, text))[0][0], programme)
    assert rows[0].values["comment"] == 'раз; два три "в кавычках"'
    assert rows[1].row == 3


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ('У-1;Заявка;05.02.2026;"не закрыта\nУ-2;Заявка;05.02.2026;\n', 2),
        ('У-1;Заявка;05.02.2026;раз\nУ-2;Заявка;05.02.2026;"два\nУ-3;Заявка;05.02.2026;"три"\nУ-4;Заявка;05.02.2026;\n', 3),
    ],
)
def test_a_quotation_mark_that_nobody_closed_swallows_no_rows(tmp_path: Path, programme: Programme, rows: str, row: int) -> None:
    sheet = read(text_file(tmp_path, f"Код участника;Этап;Дата;Комментарий\n{rows}"))[0][0]
    assert [found.row for found in parsed(sheet, programme)] == list(range(2, row))
    (problem,) = sheet.problems
    assert problem.level == "error" and f"Кавычка в строке {row} не закрыта" in problem.rule


def test_quotation_marks_inside_a_line_are_text(tmp_path: Path, programme: Programme) -> None:
    text = 'Код участника;Этап;Комментарий;Дата\nУ-1;Заявка;АНО "Дом";05.02.2026\nУ-2;Заявка;"Дом" АНО;05.02.2026\n'
    rows = parsed(read(text_file(tmp_path, text))[0][0], programme)
    assert [row.values["comment"] for row in rows] == ['АНО "Дом"', "Дом АНО"]


def test_a_line_with_more_cells_than_the_header_is_refused(tmp_path: Path, programme: Programme) -> None:
    head = "Код наставника,ОГРН организации,Дата,Часы\n"
    rows = 'Н-1,1027700132195,05.02.2026,1,5\nН-1,1027700132195,06.02.2026,2,,\nН-1,1027700132195,07.02.2026,"1,5"\n'
    bad, two, good = parsed(read(text_file(tmp_path, head + rows, name="sessions.csv"))[0][0], programme)
    assert isinstance(bad, RefusedRow) and bad.column == "hours" and "больше ячеек" in bad.problem.rule
    assert [row.values["minutes"] for row in (two, good)] == [120, 90]


def test_titles_above_and_totals_below_are_not_rows(tmp_path: Path, programme: Programme) -> None:
    text = f"Школа;;\nпо состоянию на 31.03.2026;;\n;;\n{STEPS};;\nИтого;2;\nОтветственный: ______;;\nУ-9;Заявка;01.01.2026\n"
    sheet = read(text_file(tmp_path, text))[0][0]
    assert [row.row for row in parsed(sheet, programme)] == [5, 6]
    (ignored,) = [problem for problem in sheet.problems if problem.level == "ignored"]
    assert ignored.value == "Итого" and "3 строки" in ignored.remedy and ignored.row == 8


def test_a_name_that_begins_like_a_total_is_a_row(tmp_path: Path) -> None:
    sheets, _ = read(
        text_file(
            tmp_path, "Название;ОГРН;Город\nИтоговый центр;1;Ишим\nИтого по Ишиму;1\nАНО;2;Ишим\n", name="organisations.csv"
        )
    )
    assert [row[0] for _, row in sheets[0].rows] == ["Итоговый центр"]


@pytest.mark.parametrize("total", ["Общий итог", "Итог:", "Всего участников", "ВСЕГО по городу:", "Total:", " Итого, чел."])
def test_totals_are_called_by_many_names(tmp_path: Path, programme: Programme, total: str) -> None:
    sheet = read(text_file(tmp_path, f"{STEPS}{total};;2\n"))[0][0]
    assert len(parsed(sheet, programme)) == 2 and [problem.rule for problem in sheet.problems] == ["Итог"]


def test_a_row_that_can_be_loaded_is_no_total(tmp_path: Path) -> None:
    text = "Название;ОГРН;Город\nВсего понемногу;1;Ишим\nОбщий дом;2;Ишим\nИтоги;3;Ишим\n"
    assert len(list(read(text_file(tmp_path, text, name="organisations.csv"))[0][0].rows)) == 3


@pytest.mark.parametrize(
    "line", ["Директор;;_________;Иванова А. А.", "Исп. Петрова, тел. 55-55-55;;", "* по данным на 31.10.2026;;", "М. П.;;"]
)
def test_signatures_and_footnotes_are_not_rows(tmp_path: Path, programme: Programme, line: str) -> None:
    sheet = read(text_file(tmp_path, f"Код участника;Этап;Дата;Комментарий\nУ-1;Заявка;05.02.2026;\n\n{line}\n"))[0][0]
    assert len(parsed(sheet, programme)) == 1 and [problem.rule for problem in sheet.problems] == ["Подпись"]


def test_numbers_below_the_header_are_not_a_row(tmp_path: Path, programme: Programme) -> None:
    header = ["Код наставника", "ФИО", "Часов в месяц"]
    sheet = read(book(tmp_path, [header, [1, "2", 3.0], ["Н-1", "Имя", 20], [1, "2", 3]], sheet="Наставники"))[0][0]
    assert [row.row for row in parsed(sheet, programme)] == [3, 4]
    assert [(problem.rule, problem.cell) for problem in sheet.problems] == [("Номера столбцов", "A2")]


def test_rows_numbered_beforehand_and_not_filled_are_no_rows(tmp_path: Path, programme: Programme) -> None:
    sheet = read(book(tmp_path, [["№", *HEADER], [1, *ROW], [2], [3], [4, None, "Заявка"]]))[0][0]
    good, bad = parsed(sheet, programme)
    assert isinstance(good, ParsedRow) and isinstance(bad, RefusedRow) and bad.row == 5
    assert [(problem.rule, problem.row) for problem in sheet.problems if problem.level == "ignored"] == [
        ("Только номер строки", 3),
        ("Только номер строки", 4),
    ]


def test_two_columns_with_small_numbers_are_a_row(tmp_path: Path) -> None:
    sheet = read(book(tmp_path, [["Код наставника", "Часов в месяц"], [1, 2]], sheet="Наставники"))[0][0]
    assert len(list(sheet.rows)) == 1


def test_a_signature_without_a_total_is_not_a_row(tmp_path: Path, programme: Programme) -> None:
    sheet = read(text_file(tmp_path, STEPS + "Ответственный: Иванова;;\n"))[0][0]
    assert len(parsed(sheet, programme)) == 2
    assert sheet.problems[-1].rule == "Подпись"


def test_a_repeated_header_is_passed_over(tmp_path: Path, programme: Programme) -> None:
    sheet = read(text_file(tmp_path, STEPS + STEPS))[0][0]
    rows = parsed(sheet, programme)
    assert all(isinstance(row, ParsedRow) for row in rows) and len(rows) == 4


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    _, problems = read(text_file(tmp_path, ""))
    assert problems[0].rule == "Файл пуст"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path: Path, programme: Programme, content: bytes) -> None:
    path = tmp_path / "какой-то.csv"
    path.write_bytes(content)
    for raw in read(path)[0]:
        parsed(raw, programme)


# --- workbooks


def test_cells_of_a_workbook_have_coordinates(tmp_path: Path, programme: Programme) -> None:
    rows: list[list[Any]] = [["Школа"], [], [None, *HEADER], [None, *ROW], [None, "У-2", "Полёт", "31.02.2026"]]
    sheet = read(book(tmp_path, rows))[0][0]
    good, bad = parsed(sheet, programme)
    assert isinstance(good, ParsedRow) and good.values["day"] == date(2026, 2, 5)
    assert isinstance(bad, RefusedRow) and sheet.cell(bad.row, bad.column) == "C5"


@given(st.integers(0, 16_383))
def test_letters_are_those_of_a_spreadsheet(position: int) -> None:
    assert letters(position) == get_column_letter(position + 1)


def test_merged_headers_in_two_rows_are_read(tmp_path: Path, programme: Programme) -> None:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = "Закрепления"
    page.append(["Код наставника", "ОГРН организации", "Период", None])
    page.append([None, None, "С", "По"])
    page.append(["Н-1", "1027700132195", date(2026, 1, 1), None])
    for area in ("A1:A2", "B1:B2", "C1:D1"):
        page.merge_cells(area)
    made.save(tmp_path / "m.xlsx")
    (row,) = parsed(read(tmp_path / "m.xlsx")[0][0], programme)
    assert isinstance(row, ParsedRow) and row.values["from_day"] == date(2026, 1, 1)


def test_a_value_that_reads_like_a_header_does_not_make_its_row_one(tmp_path: Path) -> None:
    header = ["Код наставника", "ОГРН", "Дата", "Тема"]
    rows = [["Н-1", "1027700132195", date(2026, 1, 5), "Форма"], ["Н-1", "1027700132195", date(2026, 1, 6), "Устав"]]
    sheet = read(book(tmp_path, [header, *rows], sheet="Встречи"))[0][0]
    assert [number for number, _ in sheet.rows] == [2, 3] and sheet.header.extra == ("Тема",)


def test_a_latin_letter_alone_is_a_header_too(tmp_path: Path) -> None:
    header = ["Код наставника", "ОГРН", "C", "По"]
    sheet = read(book(tmp_path, [header, ["Н-1", "1", date(2026, 1, 5), None]], sheet="Закрепления"))[0][0]
    assert sheet.positions["from"] == 2


def test_the_own_name_of_a_column_comes_before_its_further_ones(tmp_path: Path) -> None:
    sheets, _ = read(book(tmp_path, [[*SERVICES, "Код места"], [*SERVICE, 1, "7"]], sheet="Услуги"))
    assert sheets[0].positions["place"] == 2 and sheets[0].header.extra == ("Код места",)
    renamed = [name.replace("Населённый пункт", "Место") for name in SERVICES]
    _, problems = read(book(tmp_path, [[*renamed, "Код места"], [*SERVICE, 1, "7"]], sheet="Услуги"))
    assert "«Место» и «Код места» — один и тот же столбец" in problems[0].rule


def test_only_the_hidden_lists_of_the_template_are_passed_over(tmp_path: Path) -> None:
    assert len(read(book(tmp_path, [HEADER, ROW], sheet="Списки"))[0]) == 1
    assert not read(book(tmp_path, [HEADER, ROW], sheet="Списки", hidden=True))[0]


def test_a_hidden_sheet_is_read_and_said_so(tmp_path: Path, programme: Programme) -> None:
    sheet = read(book(tmp_path, [HEADER, ROW], hidden=True))[0][0]
    assert len(parsed(sheet, programme)) == 1
    assert any("скрыт" in problem.rule for problem in sheet.problems)


def test_two_sheets_of_one_kind_are_both_taken(tmp_path: Path) -> None:
    made = Workbook()
    for name in ("Этапы 2025", "Этапы 2026"):
        page = made.create_sheet(name)
        page.append(HEADER)
        page.append(ROW)
    made.save(tmp_path / "two.xlsx")
    assert [sheet.sheet for sheet in read(tmp_path / "two.xlsx")[0]] == ["Этапы 2025", "Этапы 2026"]


def test_extra_columns_are_named(tmp_path: Path) -> None:
    sheet = read(book(tmp_path, [[*HEADER, "Телефон"], [*ROW, "123"]]))[0][0]
    assert any("«Телефон»" in problem.rule for problem in sheet.problems)


def test_a_missing_column_refuses_the_sheet_by_name(tmp_path: Path) -> None:
    sheets, problems = read(book(tmp_path, [HEADER[:2], ROW[:2]]))
    assert not sheets and problems[0].level == "error" and "«Дата»" in problems[0].rule


PEOPLE = ["ФИО", "ОГРН организации", "Город", "Поток"]


@pytest.mark.parametrize("sheet", ["Участники", "Лист1"])
@pytest.mark.parametrize("code", ["Код", "№ участника"])
def test_people_without_their_codes_are_no_organisations_and_no_places(tmp_path: Path, sheet: str, code: str) -> None:
    row = ["У-1", "Имя", "1027700132195", "Ишим", "2026-1"]
    sheets, problems = read(book(tmp_path, [[code, *PEOPLE], row], sheet=sheet))
    assert not sheets and problems[0].level == "error" and f"не хватает: «Код участника»; не узнаны: «{code}»" in problems[0].rule


def test_the_name_of_a_sheet_decides_between_two_that_fit_as_well(tmp_path: Path) -> None:
    sheets, problems = read(book(tmp_path, [["Код", "ФИО", "Город"], ["У-1", "Имя", "Ишим"]], sheet="Участники"))
    assert not sheets and "«Код участника»" in problems[0].rule


def test_a_sheet_of_another_kind_by_a_wrong_name_is_taken_by_its_headers(tmp_path: Path) -> None:
    sheets, _ = read(book(tmp_path, [HEADER, ROW], sheet="Статус"))
    assert sheets[0].header.sheet.key == "steps"


def test_a_column_that_stands_twice_refuses_the_sheet(tmp_path: Path) -> None:
    sheets, problems = read(book(tmp_path, [[*HEADER, "Дата"], [*ROW, None]]))
    assert not sheets and "дважды" in problems[0].rule


def test_what_is_none_of_the_ten_is_said_with_its_headers(tmp_path: Path) -> None:
    sheets, problems = read(book(tmp_path, [["Птица", "Цвет"], ["Снегирь", "красный"]], sheet="Птицы"))
    assert not sheets and problems[0].level == "note" and "«Птица»" in problems[0].rule


def test_dates_with_a_time_and_numbers_kept_as_text_are_read(tmp_path: Path, programme: Programme) -> None:
    sheet = read(book(tmp_path, [HEADER, ["У-1", "Заявка", datetime(2026, 2, 5, 9, 30)], [12, "Теория", 46058]]))[0][0]
    rows = parsed(sheet, programme)
    assert [row.values["day"] for row in rows] == [date(2026, 2, 5), date(2026, 2, 5)]
    assert rows[1].values["participant"] == "12"


def test_formulas_are_text_or_their_last_value_and_never_run(tmp_path: Path, programme: Programme) -> None:
    sheet = read(book(tmp_path, [[*HEADER, "Комментарий"], [*ROW, "=1+1"]]))[0][0]
    (row,) = parsed(sheet, programme)
    assert row.values["comment"] in ("", "=1+1")


SERVICES = ["Код благополучателя", "ОГРН организации", "Населённый пункт", "Категория", "Услуга", "Дата", "Количество"]
SERVICE = ["Б-1", "1027700132195", "Луговое", "Молодёжь", "помощь", date(2026, 2, 5)]


@pytest.mark.parametrize(
    ("cell", "shown", "rule"),
    [("#REF!", "#REF!", "ошибка формулы"), ("#N/A", "#N/A", "ошибка формулы"), ("=2+3", "=2+3", "не посчитана")],
)
def test_a_failed_or_uncounted_formula_is_not_a_blank_cell(
    tmp_path: Path, programme: Programme, cell: str, shown: str, rule: str
) -> None:
    sheet = read(book(tmp_path, [["Услуги за год"], [None, *SERVICES], [None, *SERVICE, cell]], sheet="Услуги"))[0][0]
    (row,) = parsed(sheet, programme)
    assert isinstance(row, RefusedRow) and rule in row.problem.rule
    assert row.column == "quantity" and sheet.cell(row.row, row.column) == "H3" and row.cells[7] == shown


def test_a_formula_with_an_empty_text_is_a_blank_cell(tmp_path: Path, programme: Programme) -> None:
    path = book(tmp_path, [SERVICES, [*SERVICE, "=A1"]], sheet="Услуги")
    counted = tmp_path / "counted.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(counted, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = content.replace(b'<c r="G2">', b'<c r="G2" t="str">')
                assert b't="str"><f>A1</f>' in content
            new.writestr(entry, content)
    (row,) = parsed(read(counted)[0][0], programme)
    assert isinstance(row, ParsedRow) and row.values["quantity"] == 1


def test_rows_prepared_with_formulas_and_not_filled_are_no_rows(tmp_path: Path, programme: Programme) -> None:
    rows: list[list[Any]] = [
        SERVICES,
        [*SERVICE, 1],
        [None, "#N/A", None, "=A3"],
        ["#N/A", "#N/A", "#N/A", "#N/A", "#N/A", "#N/A", "#N/A"],
    ]
    good, bad = parsed(read(book(tmp_path, rows, sheet="Услуги"))[0][0], programme)
    assert isinstance(good, ParsedRow) and isinstance(bad, RefusedRow) and bad.row == 4


def test_a_failed_formula_of_an_opendocument_book_is_not_a_blank_cell(tmp_path: Path, programme: Programme) -> None:
    spaces = "".join(
        f' xmlns:{name}="urn:{urn}"'
        for name, urn in {
            "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
            "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
            "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
            "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        }.items()
    )

    def line(texts: list[str], last: str = "") -> str:
        made = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
        )
        return f"<table:table-row>{made}{last}</table:table-row>"

    service = [*map(str, SERVICE[:-1]), "05.02.2026"]
    nought = '<table:table-cell office:value-type="float" office:value="0" calcext:value-type="error"><text:p>#ДЕЛ/0!</text:p>'
    lines = [
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="9"/></table:table-row>',
        line(SERVICES),
        line(service, f"{nought}</table:table-cell>"),
        line(service),
    ]
    content = (
        f'<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name="Услуги">'
        f"{''.join(lines)}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "s.ods", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        made.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
            'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    sheet = read(tmp_path / "s.ods")[0][0]
    bad, good = parsed(sheet, programme)
    assert isinstance(bad, RefusedRow) and "ошибка формулы" in bad.problem.rule and sheet.cell(bad.row, bad.column) == "G4"
    assert isinstance(good, ParsedRow)


# --- files that are not what they seem


def test_a_workbook_by_another_name_is_read(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADER, ROW])
    assert len(read(path.rename(tmp_path / "steps.csv"))[0]) == 1


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "веб-страница"),
        (b"PK\x03\x04 broken", "повреждена"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "паролем"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "повреждена"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "file.xls"
    path.write_bytes(content)
    (problem,) = read(path)[1]
    assert problem.level == "error" and rule in problem.rule and problem.remedy


@pytest.mark.parametrize(
    ("before", "offset"), [(b"xl/worksheets/sheet1.xml", 30), (b"PK\x05\x06", 16)], ids=["cells", "directory"]
)
def test_a_workbook_damaged_inside_is_refused_in_words(tmp_path: Path, before: bytes, offset: int) -> None:
    path = book(tmp_path, [HEADER, ROW])
    content = bytearray(path.read_bytes())
    start = content.index(before) + offset
    content[start : start + 2] = b"\xff\xff"
    path.write_bytes(content)
    assert "повреждена" in read(path)[1][0].rule


def test_a_sheet_that_cannot_be_read_keeps_nothing_of_the_others_back(tmp_path: Path) -> None:
    made = Workbook()
    for name in ("Этапы", "Этапы 2026"):
        page = made.create_sheet(name)
        page.append(HEADER)
        page.append(ROW)
    made.remove(made.worksheets[0])
    made.save(tmp_path / "two.xlsx")
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(tmp_path / "two.xlsx") as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content[:300] if entry.filename.endswith("sheet1.xml") else content)
    sheets, problems = read(broken)
    assert [sheet.sheet for sheet in sheets] == ["Этапы 2026"]
    assert [(problem.level, problem.sheet, problem.rule) for problem in problems] == [("error", "Этапы", "Лист не читается")]


def test_a_table_that_breaks_off_says_where_and_keeps_what_came_before(tmp_path: Path, programme: Programme) -> None:
    text = STEPS + "У-3;Заявка;05.02.2026\n" * 60 + f'У-4;Заявка;"{"я" * 1_100_000}"\n'
    sheet = read(text_file(tmp_path, text))[0][0]
    assert len(parsed(sheet, programme)) == 62
    assert sheet.problems[-1].level == "error" and "После строки 63" in sheet.problems[-1].rule


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n \r\n", b";;;\n;;;\n"])
def test_a_file_without_anything_in_it_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "steps.csv").write_bytes(content)
    assert [problem.rule for problem in read(tmp_path / "steps.csv", book(tmp_path, []))[1]] == ["Файл пуст", "Файл пуст"]


def test_files_of_one_name_are_told_apart_and_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    for folder in ("Ишим", "Тюмень"):
        (tmp_path / folder).mkdir()
        text_file(tmp_path / folder, STEPS, name="Этапы.csv")
    ishim, tyumen = tmp_path / "Ишим" / "Этапы.csv", tmp_path / "Тюмень" / "Этапы.csv"
    sheets, problems = read(ishim, tyumen, tmp_path / "Тюмень" / ".." / "Ишим" / "Этапы.csv", text_file(tmp_path, STEPS))
    assert [sheet.file for sheet in sheets] == ["Ишим/Этапы.csv", "Тюмень/Этапы.csv", "steps.csv"]
    assert [(problem.level, problem.rule) for problem in problems] == [("ignored", "Файл дан дважды")]


def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path: Path) -> None:
    problems = read(tmp_path / "нет.csv", tmp_path)[1]
    assert [problem.rule for problem in problems] == ["Такого файла нет", "Это папка, а не файл"]


def test_a_small_file_that_unpacks_to_much_is_refused_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (120 << 20))
    assert "распаковывается" in read(path)[1][0].rule


def test_a_cell_at_the_end_of_the_world_is_refused_before_reading(tmp_path: Path) -> None:
    made = Workbook()
    page = made.active
    assert page is not None
    page["A1"], page["XFD1048576"] = "Код участника", "x"
    made.save(tmp_path / "far.xlsx")
    assert "1048576" in read(tmp_path / "far.xlsx")[1][0].rule


def test_a_claim_of_endless_cells_is_not_believed(tmp_path: Path, programme: Programme) -> None:
    path = book(tmp_path, [HEADER, ROW])
    claimed = tmp_path / "claims.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(claimed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = content.replace(b'<dimension ref="A1:C2"', b'<dimension ref="A1:XFD1048576"')
                assert b"XFD1048576" in content
            new.writestr(entry, content)
    assert len(parsed(read(claimed)[0][0], programme)) == 1


def test_an_old_workbook_is_said_to_hide_failed_formulas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "этапы.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    rows: list[list[Any]] = [HEADER, ROW]
    monkeypatch.setattr(files, "workbook_tables", lambda path, name: [RawTable(name, "Этапы", lambda: iter(enumerate(rows, 1)))])
    found, problems = read(path)
    assert len(found) == 1
    assert [(p.level, p.file) for p in problems] == [("note", "этапы.xls")] and "XLSX" in problems[0].remedy
    assert read(book(tmp_path, rows))[1] == []

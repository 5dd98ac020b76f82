"""Loads as the operator does them: what is good is taken, the rest is told with its cell, and nothing is ever half done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from data_loader import loading, schema
from data_loader.database import DatabaseError
from data_loader.loading import LoadResult, Request, check_files, load_files
from data_loader.loads import LoadError, recount, recount_if_needed, undo
from data_loader.programme import Programme, load_programme
from tests.data_loader.conftest import KEY, ROOT, TODAY
from tests.data_loader.test_programme import MINIMAL

pytestmark = pytest.mark.slow

ONE, TWO = "1027700132195", "1027700229193"
ORGANISATIONS = f"ОГРН;Название;Город\n{ONE};АНО «Один»;Тюмень\n{TWO};АНО «Два»;г. Ишим\n"
PARTICIPANTS = f"Код участника;ОГРН организации;Город;Поток\nУ-1;{ONE};Тюмень;2026-1\nУ-2;;Ишим;2026-1\n"
STEPS = "Код участника;Этап;Дата\nУ-1;Заявка;05.02.2026\nУ-2;Теория;06.02.2026\n"
PLACES = "Код;Название;Город\n1;Луговое;Тюмень\n2;Луговое;Ишим\n3;Озёрное;Ишим\n"


class Desk:
    """An operator at a database: writes CSV files and loads them."""

    def __init__(self, engine: Engine, folder: Path, programme: Programme) -> None:
        self.engine, self.folder, self.programme = engine, folder, programme

    def request(self, files: Mapping[str, str], **how: Any) -> Request:
        paths = []
        for name, text in files.items():
            path = self.folder / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        return Request(paths, how.pop("programme", self.programme), how.pop("key", KEY), how.pop("today", TODAY), **how)

    def load(self, files: Mapping[str, str], **how: Any) -> LoadResult:
        return load_files(self.engine, self.request(files, **how))

    def check(self, files: Mapping[str, str]) -> LoadResult:
        return check_files(self.engine, self.request(files))

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        found = schema.metadata.tables[table]
        with self.engine.connect() as connection:
            return sorted(tuple(row) for row in connection.execute(select(*(found.c[c] for c in columns))))

    def count(self, table: str) -> int:
        with self.engine.connect() as connection:
            found = schema.metadata.tables[table]
            return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


@pytest.fixture
def desk(engine: Engine, tmp_path: Path, programme: Programme) -> Desk:
    return Desk(engine, tmp_path, programme)


def errors(result: LoadResult) -> Sequence[tuple[str, int | None, str | None]]:
    return [(p.file, p.row, p.column) for p in result.problems if p.level == "error"]


def test_the_order_of_files_does_not_matter(desk: Desk) -> None:
    result = desk.load({"steps": STEPS, "participants": PARTICIPANTS, "organisations": ORGANISATIONS})
    assert result.exit_code == 0
    assert result.taken == {"organisations": 2, "participants": 2, "steps": 2}


def test_rows_know_the_way_back_to_their_cells(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    assert desk.rows("organisation", "load_id", "file", "row") == [(1, "organisations.csv", 2), (1, "organisations.csv", 3)]


def test_a_corrected_file_updates_and_absence_is_never_deletion(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    result = desk.load({"organisations": f"ОГРН;Город\n{ONE};Тобольск\n"})
    assert (result.new, result.changed) == (0, 1)
    assert desk.rows("organisation", "city", "name") == [("ishim", "АНО «Два»"), ("tobolsk", "АНО «Один»")]


def test_loading_again_writes_nothing_and_says_so(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    again = desk.load({"organisations": ORGANISATIONS})
    assert again.load is None and again.nothing_new and again.exit_code == 0
    assert desk.count("load") == 1


def test_unknown_references_are_refused_at_their_cells(desk: Desk) -> None:
    result = desk.load(
        {
            "organisations": ORGANISATIONS,
            "participants": "Код участника;ОГРН организации;Город\nУ-1;1037739010891;Тюмень\nУ-3;;Ишим\n",
            "sessions": f"Код наставника;ОГРН организации;Дата;Часы\nН-9;{ONE};01.02.2026;1\n",
        }
    )
    assert errors(result) == [("participants.csv", 2, "organisation"), ("sessions.csv", 2, "mentor")]
    assert result.exit_code == 1 and desk.count("participant") == 1


def test_a_row_that_fails_by_another_names_that_one(desk: Desk) -> None:
    result = desk.load(
        {"participants": PARTICIPANTS.replace("Ишим", "Атлантида"), "organisations": ORGANISATIONS, "steps": STEPS}
    )
    (cascade,) = [p for p in result.problems if p.file == "steps.csv"]
    assert cascade.column == "participant" and "participants.csv, строка 3" in cascade.rule


def test_different_rows_with_one_key_are_both_refused_and_equal_ones_are_one(desk: Desk) -> None:
    text = f"ОГРН;Город\n{ONE};Тюмень\n{ONE};Ишим\n{TWO};Ишим\n{TWO};г. Ишим\n"
    result = desk.load({"organisations": text})
    assert errors(result) == [("organisations.csv", 2, "organisation"), ("organisations.csv", 3, "organisation")]
    assert [p.row for p in result.problems if p.level == "ignored"] == [5]
    assert result.taken["organisations"] == 1


def test_a_contradiction_names_a_row_that_says_something_else(desk: Desk) -> None:
    text = f"ОГРН;Город\n{ONE};Тюмень\n{ONE};г. Тюмень\n{ONE};Ишим\n"
    result = desk.load({"organisations": text})
    assert [(p.row, p.rule.rpartition(" ")[2]) for p in result.problems] == [(2, "4"), (3, "4"), (4, "2")]


def test_a_repeat_elsewhere_is_said_with_its_file(desk: Desk) -> None:
    one = f"ОГРН;Город\n{ONE};Тюмень\n{TWO};Ишим\n"
    other = f"Город;ОГРН\nИшим;{TWO}\nТобольск;{ONE}\n"
    result = desk.load({"organisations": one, "organisations март": other})
    said = sorted((p.file, p.row, p.rule) for p in result.problems)
    assert said == [
        ("organisations март.csv", 2, "Повтор строки 3 (organisations.csv)"),
        ("organisations март.csv", 3, "Та же запись с другими данными: organisations.csv, строка 2"),
        ("organisations.csv", 2, "Та же запись с другими данными: organisations март.csv, строка 3"),
    ]


def test_a_row_refused_otherwise_is_no_repeat(desk: Desk) -> None:
    text = f"ОГРН;Город;Дата регистрации\n{ONE};Тюмень;\n{ONE};Ишим;31.02.2020\n"
    result = desk.load({"organisations": text})
    assert errors(result) == [("organisations.csv", 3, "registered_on")] and result.taken["organisations"] == 1


def test_a_name_that_fits_two_places_is_not_guessed(desk: Desk) -> None:
    header = "Код благополучателя;ОГРН организации;Населённый пункт;Категория;Услуга;Дата;Количество\n"
    rows = [f"Б-1;{ONE};{place};Молодежь;помощь;01.02.2026;" for place in ("Луговое", "Озерное", "1", "нет")]
    result = desk.load({"organisations": ORGANISATIONS, "places": PLACES, "services": header + "\n".join(rows) + "\n"})
    assert errors(result) == [("services.csv", 2, "place"), ("services.csv", 5, "place")]
    assert desk.rows("service", "place", "quantity", "category") == [("1", 1, "youth"), ("3", 1, "youth")]


def test_what_a_cell_holds_is_told_where_its_value_was_mended_or_left_out(desk: Desk) -> None:
    text = f"ОГРН;ИНН;Город\n{ONE};7707083894;Тюмень\n{TWO};227842562;Ишим\n"
    result = desk.load({"organisations": text})
    assert [(p.level, p.value) for p in result.problems] == [("note", "7707083894"), ("repaired", "227842562")]
    assert desk.rows("organisation", "inn") == [("",), ("0227842562",)]


def test_no_pseudonym_is_told_for_a_contradiction(desk: Desk) -> None:
    header = "Код благополучателя;ОГРН организации;Населённый пункт;Категория;Услуга;Дата;Количество\n"
    rows = "".join(f"Б-1;{ONE};3;youth;помощь;01.02.2026;{quantity}\n" for quantity in (1, 2))
    result = desk.load({"organisations": ORGANISATIONS, "places": PLACES, "services": header + rows})
    assert [(p.row, p.column, p.value) for p in result.problems] == [(2, "beneficiary", ""), (3, "beneficiary", "")]


def test_a_beneficiary_is_kept_as_a_pseudonym(desk: Desk) -> None:
    header = "Код благополучателя;ОГРН организации;Населённый пункт;Категория;Услуга;Дата\n"
    desk.load(
        {"organisations": ORGANISATIONS, "places": PLACES, "services": f"{header}Иванова;{ONE};3;youth;помощь;01.02.2026\n"}
    )
    ((pseudonym,),) = desk.rows("beneficiary", "beneficiary")
    assert len(pseudonym) == 32 and "Иван" not in pseudonym


def test_strict_refuses_everything_on_any_error(desk: Desk) -> None:
    result = desk.load({"organisations": ORGANISATIONS + "123;;Тюмень\n"}, strict=True)
    assert result.exit_code == 2 and result.load is None
    assert desk.count("organisation") == 0


def test_check_does_everything_but_write(desk: Desk) -> None:
    result = desk.check({"organisations": ORGANISATIONS + "123;;Тюмень\n"})
    assert result.taken == {"organisations": 2} and result.exit_code == 1
    assert desk.count("organisation") == desk.count("load") == desk.count("stamp") == 0


def test_nothing_good_is_nothing_loaded(desk: Desk) -> None:
    result = desk.load({"organisations": "ОГРН;Город\n123;Тюмень\n"})
    assert result.exit_code == 2 and desk.count("load") == 0


@pytest.mark.parametrize("where", ["log_problems", "finish", "depend"])
def test_a_load_that_dies_leaves_the_database_as_before(desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    desk.load({"organisations": ORGANISATIONS})
    before = [desk.rows("organisation", "city"), desk.rows("count_now", "measure", "count"), desk.count("load")]

    def die(*_: Any, **__: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(loading, where, die)
    with pytest.raises(OSError, match="No space"):
        desk.load({"organisations": ORGANISATIONS.replace("Тюмень", "Тобольск")})
    assert [desk.rows("organisation", "city"), desk.rows("count_now", "measure", "count"), desk.count("load")] == before


def test_undo_is_refused_while_a_later_load_leans_on_it(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    desk.load({"participants": PARTICIPANTS})
    desk.load({"steps": STEPS})
    with pytest.raises(LoadError, match=r"№ 2"):
        undo(desk.engine, desk.programme, 1, today=TODAY)
    assert undo(desk.engine, desk.programme, 3, today=TODAY) == 4
    undo(desk.engine, desk.programme, 2, today=TODAY)
    undo(desk.engine, desk.programme, 1, today=TODAY)
    assert desk.count("count_now") == desk.count("organisation") == 0


def test_what_cannot_be_undone_is_said_in_words(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    undo(desk.engine, desk.programme, 1, today=TODAY)
    for number, words in ((1, "уже отменена"), (2, "отмена"), (9, "нет")):
        with pytest.raises(LoadError, match=words):
            undo(desk.engine, desk.programme, number, today=TODAY)


def test_what_was_undone_may_be_loaded_again(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    undo(desk.engine, desk.programme, 1, today=TODAY)
    assert desk.load({"organisations": ORGANISATIONS}).load == 3


def test_a_replacement_takes_the_wrong_key_away(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    wrong = desk.load({"participants": PARTICIPANTS.replace("У-2", "У-22")})
    result = desk.load({"participants": PARTICIPANTS}, replaces=wrong.load)
    assert result.replaced == wrong.load
    assert [code for (code,) in desk.rows("participant", "participant")] == ["У-1", "У-2"]


def test_a_load_cannot_replace_itself_or_what_never_was(desk: Desk) -> None:
    with pytest.raises(LoadError, match="Загрузки № 1 нет"):
        desk.load({"organisations": ORGANISATIONS}, replaces=1)
    assert desk.load({"organisations": ORGANISATIONS}).load == 1


def test_a_correction_of_a_correction_brings_no_first_mistake_back(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    desk.load({"participants": PARTICIPANTS.replace("У-2", "У-22")})
    desk.load({"participants": PARTICIPANTS.replace("У-2", "У-23")}, replaces=2)
    desk.load({"participants": PARTICIPANTS}, replaces=3)
    people = [("У-1",), ("У-2",)]
    assert desk.rows("participant", "participant") == people
    undo(desk.engine, desk.programme, 4, today=TODAY)
    assert desk.rows("participant", "participant") == [("У-1",), ("У-23",)]
    undo(desk.engine, desk.programme, 3, today=TODAY)
    assert desk.rows("participant", "participant") == [("У-1",), ("У-22",)]
    assert desk.load({"participants": PARTICIPANTS}, replaces=2).load == 7
    assert desk.rows("participant", "participant") == people


def test_a_replacement_whose_place_others_took_cannot_be_undone(desk: Desk) -> None:
    """Undone, it would bring back the person whom a later load entered again, and with the first load gone nobody would be left."""
    desk.load({"organisations": ORGANISATIONS})
    desk.load({"participants": PARTICIPANTS})
    desk.load({"mentors": "Код наставника;ФИО\nН-1;Наставник\n"}, replaces=2)
    desk.load({"participants": PARTICIPANTS, "steps": STEPS})
    with pytest.raises(LoadError, match="опираются загрузки № 4"):
        undo(desk.engine, desk.programme, 3, today=TODAY)
    undo(desk.engine, desk.programme, 4, today=TODAY)
    undo(desk.engine, desk.programme, 3, today=TODAY)
    assert desk.count("participant") == 2


def test_a_change_after_a_replacement_is_not_lost_with_it(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    moved = ORGANISATIONS.replace("Тюмень", "Тобольск")
    desk.load({"organisations": moved})
    desk.load({"mentors": "Код наставника;ФИО\nН-1;Наставник\n"}, replaces=2)
    desk.load({"organisations": ORGANISATIONS.replace("Тюмень", "Ишим")})
    with pytest.raises(LoadError, match="опираются загрузки № 4"):
        undo(desk.engine, desk.programme, 3, today=TODAY)


def test_the_first_real_load_removes_the_demonstration(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS, "participants": PARTICIPANTS, "steps": STEPS}, kind="demo")
    assert desk.load({"organisations": "ОГРН;Город\n123;Тюмень\n"}).exit_code == 2
    assert desk.count("participant") == 2
    result = desk.load({"organisations": f"ОГРН;Город\n{TWO};Ишим\n"})
    assert result.removed_demonstration
    assert desk.rows("organisation", "organisation") == [(TWO,)] and desk.count("participant") == 0
    undo(desk.engine, desk.programme, 2, today=TODAY)
    assert desk.count("organisation") == desk.count("count_now") == 0


def test_demonstration_data_go_into_an_empty_database_only(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    with pytest.raises(LoadError, match="пустую"):
        desk.load({"organisations": ORGANISATIONS}, kind="demo")


def test_another_programme_or_key_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.load({"organisations": ORGANISATIONS})
    (tmp_path / "other.toml").write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(DatabaseError, match="Курсы"):
        desk.load({"organisations": ORGANISATIONS}, programme=load_programme(tmp_path / "other.toml"))
    with pytest.raises(DatabaseError, match="PSEUDONYM_KEY"):
        desk.load({"organisations": ORGANISATIONS}, key="another key, as long as the first one was")


@pytest.mark.parametrize("what", [recount, recount_if_needed, lambda engine, programme: undo(engine, programme, 1)])
def test_nothing_counts_with_a_programme_that_the_data_do_not_fit(
    desk: Desk, tmp_path: Path, what: Callable[[Engine, Programme], object]
) -> None:
    desk.load({"organisations": ORGANISATIONS})
    (tmp_path / "other.toml").write_text(MINIMAL, encoding="utf-8")
    smaller = desk.programme.model_copy(update={"cities": desk.programme.cities[:2]})
    before = desk.rows("count_now", "measure", "city", "count")
    for programme in (load_programme(tmp_path / "other.toml"), smaller):
        with pytest.raises(DatabaseError):
            what(desk.engine, programme)
    assert desk.rows("count_now", "measure", "city", "count") == before


def test_a_key_in_use_cannot_be_removed_from_the_programme(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS})
    smaller = desk.programme.model_copy(update={"cities": desk.programme.cities[:2]})
    with pytest.raises(DatabaseError, match="ishim"):
        desk.load({"organisations": ORGANISATIONS}, programme=smaller)


def test_a_changed_programme_is_a_recount_logged_as_a_load(desk: Desk) -> None:
    desk.load({"organisations": ORGANISATIONS, "participants": PARTICIPANTS, "steps": STEPS})
    text = (ROOT / "programme.toml").read_text(encoding="utf-8")
    start = text.index('[[school.step]]\nkey = "accepted"')
    without = text[:start] + text[text.index("[[school.step]]", start + 1) :]
    (desk.folder / "programme.toml").write_text(
        without.replace('outline = "assets/', f'outline = "{ROOT}/assets/'), encoding="utf-8"
    )
    changed = load_programme(desk.folder / "programme.toml")
    assert recount_if_needed(desk.engine, changed, today=TODAY) == 2
    items = {item for (item,) in desk.rows("count_now", "item")}
    assert "theory" in items and "accepted" not in items


def test_facts_after_today_are_refused_and_ends_may_lie_ahead(desk: Desk) -> None:
    text = f"Код наставника;ОГРН организации;С;По\nН-1;{ONE};01.03.2026;31.12.2026\nН-1;{TWO};01.12.2026;\n"
    result = desk.load({"organisations": ORGANISATIONS, "mentors": "Код наставника;ФИО\nН-1;Имя\n", "assignments": text})
    assert errors(result) == [("assignments.csv", 3, "from")]
    assert desk.rows("assignment", "to_day") == [(date(2026, 12, 31),)]

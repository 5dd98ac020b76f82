"""«Карта» on the sample School: names keep off everything, the total equals its rows, every period is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.arrangement import beneficiaries
from dashboard.components.settlements import SIZES
from dashboard.queries.database import Database
from data_loader.database import migrate, open_engine
from data_loader.loading import Request, load_files
from data_loader.programme import Programme, load_programme
from tests.conftest import SAMPLES
from tests.dashboard.arrangement.conftest import TODAY, loaded
from tests.dashboard.arrangement.reading import Opened, found, opened, tables, viewing, words
from tests.dashboard.figures.seen import Label, seen

VIEWS = [
    "",
    "unit=services",
    "city=tyumen",
    "city=ishim",
    "city=tyumen,ishim",
    "month=2026-09",
    "until=2025-05-31",
    "category=youth",
]


def page(school: Database, query: str = "") -> Opened:
    return opened(school, query, beneficiaries.SUBJECT)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def drawn(school: Database, query: str, size: str) -> tuple[list[str], list[Label]]:
    """The faults of a drawing, and its labels; its inset is judged with it."""
    with viewing(school, query, beneficiaries.SUBJECT) as view:
        (block,) = (block for block in beneficiaries.SUBJECT.blocks(view) if block.key == "settlements")
        figure = block.figures[size]()
    parts = [seen(figure, SIZES[size], axes) for axes in ("", "2") if f"xaxis{axes}" in figure["layout"]]
    return [fault for part in parts for fault in part.faults()], [label for part in parts for label in part.labels]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", VIEWS)
def test_no_name_lies_on_a_circle_the_border_the_scale_or_another_name(school: Database, query: str, size: str) -> None:
    faults, labels = drawn(school, query, size)
    assert not faults
    cities = [] if "city" in query else [city.name for city in school.programme.cities]
    assert labels and not [name for name in cities if not any(label.text.startswith(name) for label in labels)]


@pytest.fixture(scope="module")
def many_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = SAMPLES / "awkward" / "map_many_places"
    if not folder.is_dir():
        pytest.skip(f"NO SAMPLES: {folder} is not there")
    database = loaded(folder, load_programme(folder / "programme.toml"), tmp_path_factory.mktemp("many"))
    yield database
    database.engine.dispose()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "city=c1"])
def test_among_1300_places_no_name_lies_on_a_circle(many_places: Database, query: str, size: str) -> None:
    assert drawn(many_places, query, size)[0] == []


def test_on_a_narrow_map_only_cities_are_named(school: Database) -> None:
    _, labels = drawn(school, "", "map-narrow")
    assert sorted(plain(label.text).split()[0] for label in labels) == sorted(city.name for city in school.programme.cities)


@pytest.mark.parametrize("query", [*VIEWS, "until=2025-05-31&city=tyumen", "city=tyumen&unit=services"])
def test_the_total_equals_its_rows_in_the_list_and_the_file(school: Database, query: str) -> None:
    shown = page(school, query)
    *rows, total = tables(shown)["settlements"].rows
    sums = tuple(sum(int(str(row[at])) for row in rows) for at in (2, 3))
    assert total[2:] == sums
    (of_list,) = shown.root.css(".sums tr")
    assert [words(cell) for cell in of_list.css("td.number")] == [plain(f"{n:,}".replace(",", " ")) for n in sums]


def test_258_people_of_tyumen_with_its_villages_are_told_from_173_in_the_city(school: Database) -> None:
    shown = page(school, "city=tyumen")
    said = plain(words(shown))
    assert "258 благополучателей в Тюмени с округой, из них 173 — в самом городе" in said
    assert "Тюмень сам город 173 878" in said and "Тюмень с округой 258 1 225" in said


def test_cities_in_the_sentence_are_the_cities_themselves(school: Database) -> None:
    (lead,) = found(page(school), "lead")
    said = plain(words(lead))
    assert said == "Помощь в самих городах программы получили 879 из 1 150 благополучателей, 271 — ещё в 36 местах"


def subtitle(school: Database, query: str = "") -> str:
    return plain(words(page(school, query).root.css("#beneficiaries-settlements .subtitle")))


@pytest.mark.parametrize(
    ("today", "query", "said"),
    [
        (date(2026, 10, 31), "month=2026-10", "октябрь 2026 г."),
        (date(2026, 10, 30), "month=2026-10", "октябрь 2026 г., месяц не окончен"),
        (date(2026, 10, 30), "month=2026-09", "сентябрь 2026 г."),
        (date(2026, 10, 31), "", "с февраля 2025 г. по октябрь 2026 г."),
        (date(2026, 10, 30), "", "с февраля 2025 г. по октябрь 2026 г., октябрь не окончен"),
        (date(2026, 10, 30), "until=2026-05-30", "с февраля 2025 г. по апрель 2026 г."),
    ],
)
def test_the_period_is_said_and_a_month_that_is_not_over(school: Database, today: date, query: str, said: str) -> None:
    assert f", {said}" in f"{subtitle(replace(school, fixed_today=today), query)},"


# --- the past

PLACES = "place;name;city;lat;lon\n1;Тюмень;Тюмень;57.15;65.53\n2;Чикча;{city};57.1;65.9\n"
GIVEN = "beneficiary;organisation;place;category;service;date\nБ-{who};1027200000101;{place};youth;помощь;0{who}.02.2026\n"


@pytest.fixture
def moved(programme: Programme, tmp_path: Path) -> Iterator[Database]:
    """Load 1: two people in Тюмень and in Чикча. Load 2: Чикча belongs to Ишим, and a third place is new, with a third person."""
    engine = open_engine(f"sqlite:///{tmp_path}/moved.db")
    migrate(engine)
    sheets = [
        {
            "organisations": "organisation;name;city\n1027200000101;Дом;Тюмень\n",
            "places": PLACES.format(city="Тюмень"),
            "services": GIVEN.format(who=1, place=1) + GIVEN.format(who=2, place=2).splitlines()[1] + "\n",
        },
        {"places": f"{PLACES.format(city='Ишим')}3;Уват;Тобольск;59.1;68.9\n", "services": GIVEN.format(who=3, place=3)},
    ]
    for number, files in enumerate(sheets):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        paths = [folder / f"{name}.csv" for name in files]
        load_files(engine, Request(paths, programme, pseudonym_key="k" * 40, today=TODAY))
    yield Database(engine, programme, TODAY)
    engine.dispose()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", [("Тюмень", 1), ("Уват", 1), ("Чикча", 1), ("Всего", 3)]),
        ("city=tyumen", [("Тюмень", 1), ("Тюмень с округой", 1)]),
        ("city=ishim", [("Чикча", 1), ("Ишим с округой", 1)]),
        ("known_at=load:1", [("Тюмень", 1), ("Чикча", 1), ("Всего", 2)]),
        ("known_at=load:1&city=tyumen", [("Тюмень", 1), ("Чикча", 1), ("Тюмень с округой", 2)]),
        ("known_at=load:1&city=tobolsk", []),
    ],
)
def test_the_map_shows_places_and_their_cities_as_they_were_known(
    moved: Database, query: str, rows: list[tuple[str, int]]
) -> None:
    shown = page(moved, query)
    found_rows = [(row[0], row[2]) for table in tables(shown).values() for row in table.rows]
    assert found_rows == rows
    assert "Пока никого" not in words(shown)

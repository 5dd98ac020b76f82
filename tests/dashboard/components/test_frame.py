from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from markupsafe import Markup

from dashboard.blocks import Block, Shown
from dashboard.components import parts
from dashboard.components.frame import MOST_ROWS, block, twin
from dashboard.indicators.definition import Indicator, Share
from dashboard.indicators.table import Table, table
from dashboard.stamp import Stamp
from tests.dashboard.hypertext import parsed, words

STAMP = Stamp(date(2026, 10, 31), 1, demo=True, historic=False)
SHOWN = Shown("funnel", "city=ishim", "Показан Ишим", STAMP)
ROWS = table("Шаг | #Тюмень | #Всего", [("Заявка", 52, 150.5), ("<b>", None, 1), ("Всего", 52, 151)], sums=1)
ENTERED = Indicator("entered", "Вошли в шаг", "человек", "Что", "Формула", ("Этапы",), "Зачем", better="more")
MADE = Block(
    "steps",
    "Путь по городам",
    lambda: Markup("<hr>"),
    ROWS,
    sub=["Человек;", parts.swatch("done", "дальше")],
    indicators=[ENTERED],
)


def rows_of(number: int) -> Table:
    places: list[tuple[Any, ...]] = [(f"Место {n}", 1) for n in range(number)]
    return table("Место | #Людей", [*places, ("Всего", number)], sums=1)


def test_every_chart_has_title_unit_source_date_load_and_its_three_links() -> None:
    frame = parsed(block(MADE, SHOWN))
    assert words(frame.css("h2")) == "Путь по городам"
    assert words(frame.css(".subtitle")) == "Человек; дальше"
    assert "Источник: лист «Этапы»; данные на 31 октября 2026 г., загрузка № 1" in words(frame)
    assert [words(summary).split(":")[0].strip() for summary in frame.css("summary")] == ["Как считаем", "Таблица"]
    (link,) = frame.css("a[download]")
    assert link.attributes["href"] == "/export/funnel/steps.csv?city=ishim"
    assert "/methodology#entered" in [link.attributes["href"] for link in frame.css("a")]


def test_a_block_without_a_table_is_drawn_as_it_is() -> None:
    assert block(replace(MADE, table=None), SHOWN) == "<hr>"


def test_the_twin_is_a_table_that_a_screen_reader_can_walk() -> None:
    drawn = parsed(twin(ROWS, "Путь"))
    assert [cell.attributes["scope"] for cell in drawn.css("th")] == ["col", "col", "col", "row", "row", "row"]
    assert words(drawn.css("caption")) == "Путь"
    assert [words(cell) for cell in drawn.css("td")] == ["52", "150,5", "нет данных", "1", "52", "151"]
    assert [row.attributes.get("class") for row in drawn.css("tbody tr")] == [None, None, "all"]


def test_a_page_has_no_landmark_for_every_table() -> None:
    """A table that scrolls takes the focus and has a name; of regions a page would have one per chart, each said twice."""
    drawn = parsed(twin(ROWS, "Путь"))
    assert [(box.attributes["role"], box.attributes["tabindex"]) for box in drawn.css(".scroll")] == [("group", "0")]
    assert not drawn.css("[role=region]")


def test_links_that_lead_elsewhere_are_named_differently() -> None:
    more = replace(MADE, indicators=[ENTERED, replace(ENTERED, key="left", title="Выбыли")])
    links = {words(link): link.attributes["href"] for link in parsed(block(more, SHOWN)).css("a")}
    assert len(links) == len(parsed(block(more, SHOWN)).css("a")) == 3


def test_a_share_is_printed_with_its_denominator_and_nothing_of_nothing() -> None:
    shares = table("Шаг | #Дошли", [("Теория", Share(3, 7)), ("Практика", Share(13, 26)), ("Диалог", Share(0, 0))])
    assert [words(cell) for cell in parsed(twin(shares, "Путь")).css("td")] == ["3 из 7", "13 из 26, 50 %", ""]


@pytest.mark.parametrize(("own", "shown"), [(MOST_ROWS - 1, 199), (MOST_ROWS, 200), (MOST_ROWS + 1, 200), (1000, 200)])
def test_a_long_twin_is_cut_keeps_its_sums_and_leads_to_the_rest(own: int, shown: int) -> None:
    drawn = parsed(twin(rows_of(own), "Места", href="/table/map/places"))
    body = drawn.css("tbody tr")
    assert len(body) == shown + 1
    assert words(body[-1]).startswith("Всего")
    rest = [f"Все строки: ещё {own - shown} : Места"] if own > shown else []
    assert [words(link) for link in drawn.css("a[data-whole]")] == rest


def test_rows_that_were_never_read_count_among_the_rest() -> None:
    drawn = parsed(twin(replace(ROWS, left_out=40), "Путь", href="/table/x/y"))
    assert words(drawn.css("a[data-whole]")) == "Все строки: ещё 40 : Путь"


def test_without_an_address_a_twin_is_whole() -> None:
    assert len(parsed(twin(rows_of(1000), "Места")).css("tbody tr")) == 1001

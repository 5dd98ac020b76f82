from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components import notice, parts
from dashboard.components.chart import Shown, chart, charts_in, graph, twin
from dashboard.components.filter_bar import Bar, Choices, filter_bar, known_bar
from dashboard.components.funnel import _flow
from dashboard.figures.funnel import LEAST_WIDTH
from dashboard.figures.theme import figure
from dashboard.filters import Filters, Offer
from dashboard.indicators.definition import Indicator, Progress
from dashboard.indicators.table import table
from dashboard.stamp import Stamp
from data_loader.programme import Programme

TODAY = date(2026, 10, 31)
STAMP = Stamp(TODAY, 1, demo=True, historic=False)
SHOWN = Shown("funnel", "city=ishim", "Показан Ишим", STAMP)
ROWS = table("Шаг | #Тюмень | #Всего", [("Заявка", 52, 150.5), ("<b>", None, 1), ("Всего", 52, 151)], sums=1)
ENTERED = Indicator("entered", "Вошли в шаг", "человек", "Что", "Формула", ("Этапы",), "Зачем", better="more")
CHOICES = Choices({"tyumen": 41, "ishim": 0}, ["2025-1", ""], [date(2026, 9, 1)])


def walk(part: Any) -> Iterator[Any]:
    if isinstance(part, (list, tuple)):
        for item in part:
            yield from walk(item)
        return
    yield part
    if isinstance(part, Component):
        yield from walk(getattr(part, "children", None))


def text(part: Any) -> str:
    """What is read, one space for any."""
    return " ".join("".join(str(item) for item in walk(part) if isinstance(item, (str, int))).replace("\u00a0", " ").split())


def of(part: Any, kind: type) -> list[Any]:
    return [item for item in walk(part) if isinstance(item, kind)]


def made() -> html.Figure:
    return chart(
        SHOWN,
        "steps",
        "Путь по городам",
        graph(figure([]), "Столбцы"),
        ROWS,
        source="лист «Этапы»",
        indicators=[ENTERED],
        sub=["Человек;", parts.swatch("done", "дальше")],
    )


def test_every_chart_has_title_unit_source_date_load_and_its_three_links() -> None:
    frame = made()
    assert text(of(frame, html.H2)) == "Путь по городам"
    assert "Источник: лист «Этапы»; данные на 31 октября 2026 г., загрузка № 1" in text(frame)
    assert [text(summary).split(":")[0] for summary in of(frame, html.Summary)] == ["Как считаем", "Таблица"]
    (link,) = [a for a in of(frame, html.A) if "Скачать" in text(a)]
    assert link.href == "/export/funnel/steps.csv?city=ishim"
    assert "/methodology#entered" in [link.href for link in of(frame, html.A)]


def test_the_twin_is_a_table_that_a_screen_reader_can_walk() -> None:
    drawn = twin(ROWS, "Путь")
    assert [cell.scope for cell in of(drawn, html.Th)] == ["col", "col", "col", "row", "row", "row"]
    assert text(of(drawn, html.Caption)) == "Путь"
    assert [text(cell) for cell in of(drawn, html.Td)] == ["52", "150,5", "нет данных", "1", "52", "151"]
    assert of(drawn, html.Tr)[-1].className == "all"


def test_charts_are_found_in_a_page_for_their_download() -> None:
    assert [found.key for found in charts_in([html.Div([html.P("a"), html.Main(made())]), None, "text"])] == ["steps"]


def test_graphs_are_russian_without_buttons_and_say_what_they_show() -> None:
    drawing = graph(figure([], height=260), "Столбцы по шагам", id="g")
    (drawn,) = of(drawing, dcc.Graph)
    assert of(drawing, html.Div)[0].style == {"height": "260px"}
    assert drawn.config["locale"] == "ru"
    assert not drawn.config["displayModeBar"]
    assert getattr(drawing, "aria-label") == "Столбцы по шагам"


def test_the_bar_is_a_sentence_with_native_menus(programme: Programme) -> None:
    filters = Filters(cities=("tobolsk", "ishim"), cohorts=("2025-1",))
    bar = filter_bar(Bar(filters, programme, TODAY, Offer(), CHOICES, STAMP, "/funnel"))
    assert [text(summary) for summary in of(bar, html.Summary)] == [
        "Города: Тобольск и Ишим",
        "Потоки: поток 2025-1",
        "События по какой день: 31 октября 2026 г.",
    ]
    assert "Демонстрационные данные на 31 октября 2026 г., загрузка № 1" in text(bar)
    ids = [item.id for item in walk(bar) if isinstance(getattr(item, "id", None), dict)]
    assert ids == [parts.filter_id(part) for part in ("city", "cohort", "until")]
    (city,) = [item for item in walk(bar) if getattr(item, "id", None) == parts.filter_id("city")]
    assert city.value == ["tobolsk", "ishim"]
    assert text(city.options[0]["label"]) == "Тюмень41"


def test_links_of_the_bar_take_one_choice_back(programme: Programme) -> None:
    filters = Filters(cities=("ishim",), until=date(2026, 9, 30), known_at=3)
    bar = filter_bar(Bar(filters, programme, TODAY, Offer(), CHOICES, STAMP, "/funnel"))
    links = {text(link): link.href for link in of(bar, dcc.Link)}
    assert links["Все города"] == "/funnel?until=2026-09-30&known_at=load:3"
    assert links["Сбросить"] == "/funnel?known_at=load:3"


def test_without_cohorts_nothing_is_said_about_them(programme: Programme) -> None:
    bar = filter_bar(Bar(Filters(), programme, TODAY, Offer(), Choices(), STAMP, "/"))
    assert "поток" not in text(bar)


def test_the_month_menu_is_newest_first_and_holds_the_chosen_one(programme: Programme) -> None:
    offer = Offer(parts=("city", "month", "category"))
    bar = filter_bar(Bar(Filters(month=date(2025, 1, 1)), programme, TODAY, offer, CHOICES, STAMP, "/"))
    (month,) = [item for item in walk(bar) if getattr(item, "id", None) == parts.filter_id("month")]
    assert [option["value"] for option in month.options] == [
        "",
        "2026-09",
        "2025-01",
    ]
    assert month.value == "2025-01"


def test_the_past_is_marked_and_leads_back() -> None:
    stamp = Stamp(date(2026, 9, 30), 1, demo=False, historic=True)
    assert known_bar(Filters(), stamp, TODAY, "/") is None
    bar = known_bar(Filters(known_at=date(2026, 10, 1), cities=("ishim",)), stamp, date(2026, 10, 1), "/funnel")
    assert text(bar) == "Как было известно на 1 октября 2026 г.К последним данным"
    assert of(bar, dcc.Link)[0].href == "/funnel?city=ishim"
    assert "после загрузки № 1, 30 сентября" in text(known_bar(Filters(known_at=1), stamp, TODAY, "/"))


def test_empty_and_error_states_say_what_to_do() -> None:
    box = notice.empty(
        "В Ишиме никто не собрал документы",
        "Нет наставника.",
        [parts.button("Все города", "/funnel", first=True)],
    )
    assert text(box) == "В Ишиме никто не собрал документыНет наставника.Все города"
    assert "7F3A-21" in text(notice.failure("Не открылось", "База молчит", reference="7F3A-21"))
    assert getattr(notice.failure("Не открылось", ""), "role", "") == "alert"


def test_a_meter_shows_progress_a_passed_target_or_none() -> None:
    assert [mark.style for mark in of(parts.meter(Progress(41, 75), low=True), html.I)] == [{"width": "54.67%"}]
    assert of(parts.meter(Progress(28, 25)), html.U)[0].style == {"left": "89.29%"}
    assert getattr(parts.meter(Progress(28, None)), "className", "") == "meter none"


def test_squares_keep_their_order_and_a_limit() -> None:
    drawn = parts.squares({"late": 2, "done": 3}, limit=4)
    assert [mark.className for mark in of(drawn, html.I)] == ["late", "late", "done", "done"]
    assert text(drawn) == "и ещё 1"


def test_months_are_drawn_to_their_highest() -> None:
    drawn = parts.columns_of_months([0, 5, 10], "авг", "окт", "По месяцам")
    assert [mark.style["--h"] for mark in of(drawn, html.I)] == ["0.000", "0.500", "1.000"]
    assert parts.columns_of_months([0, 0], "а", "б", "в") is not None


def test_a_twin_of_thousands_of_rows_is_cut_and_keeps_its_sums() -> None:
    rows: list[tuple[Any, ...]] = [(f"Место {n}", 1) for n in range(1000)]
    drawn = twin(table("Место | #Людей", [*rows, ("Всего", 1000)], sums=1), "Места")
    body = of(drawn, html.Tbody)[0].children
    assert len(body) == 202
    assert text(body[-2]) == "И ещё 800 строк: все — в файле, кнопка «Скачать»"
    assert text(body[-1]).startswith("Всего")


def test_long_lists_unfold_a_hundred_and_name_their_file() -> None:
    def draw(rows: Any, head: bool) -> html.Div:
        return html.Div(len(rows), className="head" if head else "")

    assert [part.children for part in parts.unfolding(range(10), 8, draw, "человек", "человека", "человек")] == [10]
    first, more = parts.unfolding(range(2600), 8, draw, "человек", "человека", "человек")
    assert first.children == 8
    summary, folded, rest = more.children
    assert (text(summary), folded.children) == ("Ещё 2 592 человека", 100)
    assert text(rest) == "Остальные 2 492 — в файле, кнопка «Скачать»"
    assert parts.first_of(10, 8) == "все" and parts.first_of(26, 8) == "первые 8 из 26"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ([], 1),
        (["стоят 2", "выбыли 4"], 1),
        (["ждут 2", "стоит 1", "выбыли 4"], 2),
        (["стоит 1", "Выбыл по собственному желанию: 1"], 4),
    ],
)
def test_words_below_a_bar_are_given_their_lines(words: list[str], lines: int) -> None:
    assert _flow(words, LEAST_WIDTH) == lines

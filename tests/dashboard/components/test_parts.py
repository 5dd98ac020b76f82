from __future__ import annotations

from collections.abc import Sequence

import pytest
from markupsafe import Markup

from dashboard.components import notice, parts
from dashboard.components.markup import draw
from dashboard.indicators.definition import Progress
from tests.dashboard.hypertext import parsed, words

HOSTILE = "<img src=x onerror=\"alert('1')\">&amp;"
PEOPLE = ("человек", "человека", "человек")


def table(rows: Sequence[int], head: bool) -> Markup:
    return Markup("<p class='{}'>{}</p>").format("head" if head else "more", len(rows))


def test_empty_and_error_states_say_what_to_do() -> None:
    box = notice.empty(
        "В Ишиме никто не собрал документы", "Нет наставника.", [parts.button("Все города", "/funnel", first=True)]
    )
    assert words(parsed(box)) == "В Ишиме никто не собрал документы Нет наставника. Все города"
    assert "7F3A-21" in notice.failure("Не открылось", "База молчит", reference="7F3A-21")
    assert parsed(notice.failure("Не открылось", "")).css("[role=alert]")


def test_a_meter_shows_progress_a_passed_target_or_none() -> None:
    assert [
        mark.attributes["style"] for mark in parsed(draw("parts.html", "meter", Progress(41, 75), low=True)).css(".low i")
    ] == ["width:54.67%"]
    assert [mark.attributes["style"] for mark in parsed(draw("parts.html", "meter", Progress(28, 25))).css("u")] == [
        "left:89.29%"
    ]
    assert parsed(draw("parts.html", "meter", Progress(28, None))).css(".meter.none")


def test_squares_keep_their_order_and_a_limit() -> None:
    drawn = parsed(parts.squares({"late": 2, "done": 3}, limit=4))
    assert [mark.attributes["class"] for mark in drawn.css("i")] == ["late", "late", "done", "done"]
    assert words(drawn) == "и ещё 1"


@pytest.mark.parametrize(
    ("number", "at_once", "more", "folded", "rest"),
    [
        (10, 10, "", "", ""),
        (11, 8, "Ещё 3 человека", "3", ""),
        (108, 8, "Ещё 100 человек", "100", ""),
        (109, 8, "Ещё 101 человек", "100", "Остальные 1 — в файле, кнопка «Скачать»"),
        (2600, 8, "Ещё 2 592 человека", "100", "Остальные 2 492 — в файле, кнопка «Скачать»"),
    ],
)
def test_long_lists_unfold_a_hundred_and_name_their_file(number: int, at_once: int, more: str, folded: str, rest: str) -> None:
    drawn = parsed(parts.unfolding(range(number), 8, table, *PEOPLE))
    assert words(drawn.css("p.head")) == f"{at_once}"
    assert words(drawn.css("summary")) == more
    assert words(drawn.css("details p.more")) == folded
    assert words(drawn.css("details p:not([class])")) == rest


def test_a_list_that_was_read_in_part_knows_how_many_there_are() -> None:
    drawn = parsed(parts.unfolding(range(200), 8, table, *PEOPLE, total=5000))
    assert words(drawn.css("summary")) == "Ещё 4 992 человека"
    assert parts.first_of(10, 8) == "" and parts.first_of(26, 8) == "первые 8 из 26"


def test_a_choice_belongs_to_the_form_of_filters() -> None:
    drawn = parsed(parts.segments("unit", [("", "Люди"), ("services", "Услуги")], "services", "Что считать"))
    assert {box.attributes["form"] for box in drawn.css("input")} == {"filters"}
    assert [box.attributes["value"] for box in drawn.css("input[checked]")] == ["services"]


@pytest.mark.parametrize(
    "drawn",
    [
        parts.lead(HOSTILE, HOSTILE),
        parts.button(HOSTILE, f"/x?{HOSTILE}"),
        parts.link(HOSTILE, HOSTILE),
        parts.swatch("done", HOSTILE),
        parts.urgent(HOSTILE),
        parts.pills("category", [(HOSTILE, HOSTILE)], "", HOSTILE),
        parts.place(HOSTILE, HOSTILE, ratio=1.5),
        parts.scale(HOSTILE, HOSTILE),
        notice.empty(HOSTILE, HOSTILE),
        notice.failure(HOSTILE, HOSTILE, reference=HOSTILE),
        notice.dropped([HOSTILE]),
    ],
)
def test_hostile_text_is_text_in_every_part_and_attribute(drawn: Markup) -> None:
    tree = parsed(drawn)
    assert not tree.css("img, [onerror]")
    assert HOSTILE in (words(tree) + "".join(str(value) for node in tree.css("*") for value in node.attributes.values()))

"""Dots on lines of days: every value is printed, and labels keep apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formats
from dashboard.components.medians import NARROW, WIDE, Chart, Label, _characters, _two_lines, chart, dots
from tests.dashboard.hypertext import found, parsed, words

PARTS = ("Теория", "Практика", "Диалог", "Проект", "Сопровождение")
EVERYWHERE = ("Все города", (21, 37, 56, 72, 97))


def labels(*row: float | None, width: int = WIDE) -> list[Label]:
    """Of a programme of one city."""
    (city,) = chart(PARTS[: len(row)], [("Ишим", row)], width).cities
    return list(city.labels)


def heads(made: Chart) -> dict[str, int]:
    """Headings with their lines."""
    return {head.text: head.line for head in made.heads}


def test_every_value_and_every_name_is_printed() -> None:
    drawn = parsed(dots(PARTS, [EVERYWHERE, ("Ишим", (19, 33.5, None, None, None))]))
    for seen in ("only-wide", "only-narrow"):
        (medians,) = found(drawn, seen)
        said = words(medians).split()
        assert {"Ишим", "19", "33,5", "97", "Теория", "Практика", "Диалог", "Проект"} <= set(said)
        assert [len(found(row, "track")[0].css("i")) for row in found(medians, "median-row")] == [5, 2]
    assert {"0", "Сопровождение"} <= set(words(found(drawn, "only-wide")).split())


def test_a_row_is_said_part_by_part() -> None:
    drawn = parsed(dots(PARTS, [EVERYWHERE, ("Ишим", (19, 33.5, None, None, None)), ("Пермь", (None,) * 5)]))
    said = [str(row.attributes["aria-label"]).replace("\u00a0", " ") for row in found(found(drawn, "only-wide"), "median-row")]
    assert said == [
        "Все города. Теория: 21 день, Практика: 37 дней, Диалог: 56 дней, Проект: 72 дня, Сопровождение: 97 дней",
        "Ишим. Теория: 19 дней, Практика: 33,5 дня",
        "Пермь. Нет данных",
    ]


def test_places_are_shares_of_the_days() -> None:
    made = chart(PARTS, [EVERYWHERE, ("Ишим", (19, 200, None, None, None))])
    everywhere, ishim = made.cities
    places = [dot.place for dot in everywhere.dots]
    assert made.guides == places and [place / places[0] for place in places] == pytest.approx(
        [days / 21 for days in EVERYWHERE[1]]
    )
    assert everywhere.furthest == places[-1] < ishim.furthest < 1


def test_neighbours_too_near_share_a_label() -> None:
    assert "63 и\u00a063" in [label.text for label in labels(26.5, 43, 63, 63, 91)]
    assert "63" in [label.text for label in labels(63, 63, 63, 120, 180)]


@pytest.mark.parametrize(("apart", "shared"), [(0, True), (1.5, True), (1.6, False)])
def test_dots_that_lie_on_one_another_share_a_label(apart: float, shared: bool) -> None:
    """Half a dot is 5.5 pixels, of 382 for 107 days: 1.54 days."""
    assert (len(labels(50, 50 + apart, 100)) == 2) is shared


def test_headings_that_collide_take_further_lines_or_are_cut() -> None:
    made = chart(PARTS, [EVERYWHERE], NARROW)
    found = heads(made)
    assert list(found) == ["Теория", "Практика", "Диалог", "Проект", "Сопров."]
    assert found["Проект"] > found["Практика"] > found["Теория"] == found["Диалог"] == found["Сопров."]
    assert made.lines == 3


def test_a_heading_without_any_room_gives_way() -> None:
    found = heads(chart(PARTS, [("Все города", (30, 31, 32, 33, 97))], NARROW))
    assert list(found) == ["0", "Теория", "Практика", "Диалог", "Сопровождение"]


@pytest.mark.parametrize(("days", "said"), [(8, False), (8.1, True)])
def test_the_start_is_named_where_no_heading_is_in_the_way(days: float, said: bool) -> None:
    """Its half and that of «Теория» are 29.6 pixels, of 382 for 103.8 days: 8.04 days."""
    assert ("0" in heads(chart(("Теория", "Диалог"), [("Все города", (days, 97))]))) is said


def test_a_value_without_room_above_its_dot_stands_below() -> None:
    sides = {label.text: label.below for label in labels(14, 30.5, 44.5, 59.5, 81, width=NARROW)}
    assert not sides["14"] and not sides["44,5"] and sides["30,5"]


def test_a_value_without_room_on_either_side_stands_where_there_is_more() -> None:
    """«75» has no room beside «66,5», and less than is wished beside «56»."""
    row = (9, 19.5, 34.5, 56, 66.5, 75, 96)
    parts = [f"Часть {n}" for n in range(7)]
    made = chart(parts, [("Ишим", row), ("Пермь", (132, *(None,) * 6))], NARROW)
    assert [label.text for label in made.cities[0].labels if label.below] == ["19,5", "56", "75"]


def test_a_value_without_any_room_is_said_with_its_neighbours() -> None:
    said = [label.text for label in labels(30, 84, 89, 95, 102, width=NARROW)]
    assert said == ["30", "84", "89 и\u00a095", "102"]


@given(st.lists(st.integers(0, 800).map(lambda n: n / 2), min_size=1, max_size=7), st.sampled_from([WIDE, NARROW]))
def test_labels_never_lie_on_one_another(days: list[float], width: int) -> None:
    made = chart([f"Часть {n}" for n in range(len(days))], [("Ишим", days)], width)
    (city,) = made.cities
    track = width - made.names - 30
    for side in (True, False):
        for left, right in pairwise(label for label in city.labels if label.below is side):
            assert (right.place - left.place) * track > _characters(left.text + right.text) * 7.4 / 2
    said = {number for label in city.labels for number in re.split(r", | и\u00a0", label.text)}
    assert said == {formats.number(value) for value in days}


def test_a_long_label_passes_neither_edge() -> None:
    drawn = chart(PARTS, [("Ишим", (None, None, 100.5, 101.5, 102))], NARROW)
    (label,) = drawn.cities[0].labels
    assert label.text == "100,5, 101,5 и\u00a0102"
    track = NARROW - drawn.names - 30
    assert drawn.names + label.place * track + _characters(label.text) * 7.4 / 2 <= NARROW
    (label, *_) = chart(PARTS, [("Комсомольск-на-Амуре", (0, 0, 63, 70, 80))]).cities[0].labels
    assert label.text == "0 и\u00a00" and label.place > 0


def test_days_that_nobody_has_are_not_drawn() -> None:
    made = chart(PARTS, [("Все города", (None,) * 5)])
    (city,) = made.cities
    assert (city.furthest, city.dots, city.labels, made.heads, made.guides) == (0, [], [], [], [])


def test_a_name_that_looks_like_markup_is_shown_letter_by_letter() -> None:
    drawn = parsed(dots(("<i>Теория</i> & Ко",), [("Пермь <b>", (21,))]))
    medians = found(drawn, "only-wide")[0]
    (dot,) = found(medians, "track")[0].css("i")
    assert dot.attributes["title"] == "Пермь <b>, <i>Теория</i> & Ко: 21\u00a0день"
    assert words(medians.css("b")) == "Пермь <b>" and "<i>Теория</i> & Ко" in words(medians)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Тюмень", ["Тюмень"]),
        ("Петропавловск-Камчатский", ["Петропавловск-", "Камчатский"]),
        ("Александровск-Сахалинский на реке", ["Александровск-", "Сахалинский н…"]),
        ("", [""]),
    ],
)
def test_long_names_of_cities_stand_on_two_lines(name: str, lines: list[str]) -> None:
    assert _two_lines(name, 14) == lines

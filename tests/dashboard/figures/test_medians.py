"""Dots on lines of days: every value is printed, and labels keep apart."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.figures.medians import NARROW, _two_lines, medians_figure

PARTS = ("Теория", "Практика", "Диалог", "Проект", "Сопровождение")


def texts(figure: dict[str, Any]) -> list[str]:
    return [annotation["text"] for annotation in figure["layout"]["annotations"]]


def test_every_value_and_every_name_is_printed() -> None:
    said = texts(medians_figure(PARTS, [("Все города", (21, 37, 56, 72, 97)), ("Ишим", (19, 33.5, None, None, None))]))
    assert set(PARTS) <= set(said)
    assert {"<b>Ишим</b>", "33,5", "97", "0"} <= set(said)


def test_neighbours_too_near_share_a_label() -> None:
    assert "63 и\u00a063" in texts(medians_figure(PARTS, [("Ялуторовск", (26.5, 43, 63, 63, 91))]))
    assert "63" in texts(medians_figure(PARTS, [("Ялуторовск", (63, 63, 63, 120, 180))]))


def heads(figure: dict[str, Any]) -> dict[str, float]:
    """Headings with their heights."""
    return {
        note["text"]: note["yshift"]
        for note in figure["layout"]["annotations"]
        if note.get("yanchor") == "bottom" and note["y"] < 0
    }


def test_headings_that_collide_take_further_lines_or_are_cut() -> None:
    found = heads(medians_figure(PARTS, [("Все города", (21, 37, 56, 72, 97))], NARROW))
    assert list(found) == ["Теория", "Практика", "Диалог", "Проект", "Сопров."]
    assert found["Проект"] > found["Практика"] > found["Теория"] == found["Диалог"] == found["Сопров."]


def test_a_heading_without_any_room_gives_way() -> None:
    found = heads(medians_figure(PARTS, [("Все города", (30, 31, 32, 33, 97))], NARROW))
    assert list(found) == ["0", "Теория", "Практика", "Диалог", "Сопровождение"]


def test_a_value_without_room_above_its_dot_stands_below() -> None:
    figure = medians_figure(PARTS, [("Ишим", (14, 30.5, 44.5, 59.5, 81))], NARROW)
    sides = {note["text"]: note["yanchor"] for note in figure["layout"]["annotations"] if note["text"][0].isdigit()}
    assert sides["14"] == sides["44,5"] == "bottom" and sides["30,5"] == "top"


def test_days_that_nobody_has_are_not_drawn() -> None:
    figure = medians_figure(PARTS, [("Все города", (None,) * 5)])
    assert [trace["x"] for trace in figure["data"]] == [[0, 0.0], []]


def test_a_name_that_looks_like_markup_is_shown_letter_by_letter() -> None:
    figure = medians_figure(("<i>Теория</i> & Ко",), [("Пермь <b>", (21,))])
    assert "<b>Пермь &lt;b></b>" in texts(figure)
    assert figure["data"][1]["customdata"] == ["Пермь &lt;b>, &lt;i>Теория&lt;/i> &amp; Ко: 21\u00a0день"]


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

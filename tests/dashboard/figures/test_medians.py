"""Dots on lines of days: every value is printed, and labels keep apart."""

from __future__ import annotations

from typing import Any

from dashboard.figures.medians import NARROW, medians_figure

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


def test_a_heading_without_room_gives_way() -> None:
    said = texts(medians_figure(PARTS, [("Все города", (31, 32, 56, 72, 97))], NARROW))
    assert "Теория" in said and "Практика" not in said


def test_days_that_nobody_has_are_not_drawn() -> None:
    figure = medians_figure(PARTS, [("Все города", (None,) * 5)])
    assert [trace["x"] for trace in figure["data"]] == [[0, 0.0], []]

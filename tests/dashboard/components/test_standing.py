"""Who stands where: every mark has its number, and every cell its address."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.components.standing import fits_beside, in_squares, skipped_rows, where_they_stand
from dashboard.indicators.stages import Standing, matrix
from data_loader.programme import load_programme
from tests.dashboard.hypertext import LexborNode, parsed, words

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
STEPS = SCHOOL.steps[:-1]


def standing(*people: int) -> Standing:
    """One city, and one where nobody stands."""
    counts = (*people, *[0] * (len(STEPS) - len(people)))
    return Standing(STEPS, (("ishim", "Ишим", counts), ("tyumen", "Тюмень", (0,) * len(STEPS))))


def drawn(*people: int) -> LexborNode:
    return parsed(where_they_stand(standing(*people), "Где стоят"))


@pytest.mark.parametrize(("most", "squares"), [(0, True), (1, True), (9, True), (10, False), (127, False)])
def test_a_square_is_always_one_person(most: int, squares: bool) -> None:
    assert in_squares(standing(2, most)) is squares
    shown = drawn(2, most)
    marks = len(shown.css(".units i"))
    assert marks == (2 + most if squares else 0)
    assert len(shown.css(".bar")) == (0 if squares else 2)


def test_every_mark_has_its_number() -> None:
    for people in ((2, 0, 3), (2, 0, 12)):
        cells = [words(cell) for cell in drawn(*people).css("tbody tr")[0].css("td")]
        assert cells == [*(str(n) for n in people), *["0"] * (len(STEPS) - 3), str(sum(people))]


def test_bars_are_on_one_scale() -> None:
    assert [bar.attributes["style"] for bar in drawn(5, 0, 20).css(".bar")] == ["width:25.00%", "width:100.00%"]


def test_every_cell_and_every_row_can_be_linked_to() -> None:
    ids = [node.attributes["id"] for node in drawn(1).css("[id]")]
    assert ids[:2] == ["standing-ishim", "standing-ishim-applied"]
    assert len(ids) == len(set(ids)) == 2 * (1 + len(STEPS))


def test_a_calm_city_keeps_its_row() -> None:
    assert words(drawn(1).css("tbody tr")[1]).split()[-1] == "0"


@pytest.mark.parametrize(("people", "wide"), [(1234, False), (12345, True), (1_234_567, True)])
def test_a_table_that_may_be_too_wide_can_be_scrolled_by_the_keyboard(people: int, wide: bool) -> None:
    assert bool(drawn(people).css("[role=group][tabindex='0'][aria-label]")) is wide


def test_skipped_parts_have_headings_and_a_number_beside_each_bar() -> None:
    entered, reached = {("c", "enrolled"): 9, ("c", "theory"): 9}, {("c", "theory"): 5}
    shown = parsed(skipped_rows(matrix(entered, reached, [("c", "c")], SCHOOL)))
    assert [words(head) for head in shown.css("thead th")] == ["Часть", "Сколько человек"]
    assert words(shown.css("tbody tr")[0]) == "Теория 4"
    assert all(words(cell) for cell in shown.css("td"))


@pytest.mark.parametrize(("steps", "beside"), [(6, True), (7, True), (8, False)])
def test_many_steps_need_the_whole_width(steps: int, beside: bool) -> None:
    found = Standing((*STEPS, *STEPS)[:steps], (("ishim", "Ишим", (1,) * steps),))
    assert fits_beside(found) is beside

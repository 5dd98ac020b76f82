"""Labels on the map never collide, whatever is to be labelled."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.labels import LINE, Mark, place_labels, text_width

WIDTH, HEIGHT = 400.0, 300.0


def box(mark: Mark, dx: float, dy: float) -> tuple[float, float, float, float]:
    half_width, half_height = text_width(mark.text, mark.size) / 2, mark.size * LINE / 2
    return (mark.x + dx - half_width, mark.y + dy - half_height, mark.x + dx + half_width, mark.y + dy + half_height)


def apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


marks = st.lists(
    st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT), st.floats(1.5, 26), st.text("абвг", min_size=1, max_size=16)),
    max_size=25,
).map(lambda found: [Mark(str(i), x, y, r, text, 13) for i, (x, y, r, text) in enumerate(found)])


@given(marks)
def test_labels_touch_neither_each_other_nor_circles_nor_the_edge(given_marks: list[Mark]) -> None:
    placed = place_labels(given_marks, WIDTH, HEIGHT)
    boxes = [box(label.mark, label.dx, label.dy) for label in placed]
    for index, one in enumerate(boxes):
        assert one[0] >= 0 and one[1] >= 0 and one[2] <= WIDTH and one[3] <= HEIGHT
        assert all(apart(one, other) for other in boxes[:index])
        for mark in given_marks:
            if mark.key != placed[index].mark.key:
                nearest = (min(max(mark.x, one[0]), one[2]), min(max(mark.y, one[1]), one[3]))
                assert dist(nearest, (mark.x, mark.y)) >= mark.radius


def test_a_single_label_stands_to_the_right_of_its_circle() -> None:
    (label,) = place_labels([Mark("1", 200, 150, 10, "Уват", 13)], WIDTH, HEIGHT)
    assert label.dx > 10 and label.dy == 0


def test_a_label_without_room_gives_way() -> None:
    assert place_labels([Mark("1", 20, 20, 18, "Слишком длинное название", 13)], 40, 40) == []


def test_a_label_moves_aside_for_one_that_would_find_no_room() -> None:
    """The first likes the right side, where alone the second has room: its own right side is off the map."""
    placed = place_labels([Mark("1", 42, 20, 4, "Уват", 13), Mark("2", 112, 20, 4, "Упорово", 13)], 118, 34)
    assert [label.mark.key for label in placed] == ["1", "2"]
    assert placed[0].dx < 0


def test_marks_without_words_are_in_the_way_and_get_no_label() -> None:
    (label,) = place_labels([Mark("1", 100, 150, 4, "Уват", 13), Mark("2", 120, 150, 4, "", 0)], WIDTH, HEIGHT)
    assert label.mark.key == "1" and label.dx < 0


def test_a_label_keeps_off_a_circle_that_spans_many_squares() -> None:
    """The large circle covers all of the map but a strip at the left."""
    (label,) = place_labels([Mark("1", 20, 150, 4, "Уват", 13), Mark("2", 420, 150, 340, "", 0)], WIDTH, HEIGHT)
    assert label.box[2] <= 80


def test_of_two_places_that_are_free_the_one_nearer_to_its_own_circle_is_taken() -> None:
    """At the right, where a label likes to stand, it would be read as the neighbour's."""
    first, second = place_labels([Mark("1", 100, 150, 4, "Уват", 13), Mark("2", 147, 150, 4, "Вагай", 13)], WIDTH, HEIGHT)
    assert first.dx < 0 and second.dx > 0


@pytest.mark.parametrize(("radius", "has_label"), [(4.9, True), (5.0, False), (5.1, False)])
def test_a_label_may_lie_on_circles_smaller_than_its_mark_says(radius: float, has_label: bool) -> None:
    """Circles stand wherever the label could."""
    around = [Mark(f"{x} {y}", x, y, radius, "", 0) for x in range(0, 400, 20) for y in range(0, 300, 15)]
    placed = place_labels([Mark("1", 200, 150, 10, "Уват", 13, over=5), *around], WIDTH, HEIGHT)
    assert [label.mark.key for label in placed] == (["1"] if has_label else [])

"""Labels on the map never collide, whatever is to be labelled."""

from math import dist

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

"""Labels on the map never collide, whatever is to be labelled."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.labels import LINE, Mark, place_labels, text_width
from dashboard.figures.segments import box_of, crosses, distance

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
    placed = place_labels([Mark("1", 50, 20, 4, "Уват", 13), Mark("2", 130, 20, 4, "Упорово", 13)], 138, 34)
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


@pytest.mark.parametrize("hour", range(1, 13))
def test_a_label_stands_where_it_is_wished_as_on_a_clock(hour: int) -> None:
    (label,) = place_labels([Mark("1", 200, 150, 10, "Уват", 13, hour=hour)], WIDTH, HEIGHT)
    assert (label.dx > 0, label.dx < 0) == (hour in range(1, 6), hour in range(7, 12))
    assert (label.dy < 0, label.dy > 0) == (hour in (10, 11, 12, 1, 2), hour in range(4, 9))


def test_a_wish_that_would_lie_on_a_circle_or_a_line_is_not_heard() -> None:
    wished, other = Mark("1", 200, 150, 4, "Уват", 13, hour=3), Mark("2", 225, 150, 9, "", 0)
    (beside,) = place_labels([wished, other], WIDTH, HEIGHT)
    (short_of,) = place_labels([wished], WIDTH, HEIGHT, lines=[(230.0, 0.0, 230.0, HEIGHT)])
    assert beside.dx <= 0 and short_of.dx <= 0


def test_a_label_stands_on_no_line() -> None:
    """A border at the right of the circle, another above it, a third below: only the left is free."""
    lines = [(212.0, 0.0, 212.0, HEIGHT), (0.0, 140.0, WIDTH, 140.0), (0.0, 160.0, WIDTH, 160.0)]
    (label,) = place_labels([Mark("1", 200, 150, 4, "Уват", 13)], WIDTH, HEIGHT, lines=lines)
    assert label.dx < 0 == label.dy and label.box[2] < 200


def hemmed(*, bold: bool) -> list[Mark]:
    """A circle among so many others that nothing near it is free."""
    around = [Mark(f"{x} {y}", 200 + x, 150 + y, 3, "", 0) for x in range(-60, 61, 15) for y in range(-60, 61, 15) if x or y]
    return [Mark("1", 200, 150, 5, "Ишим", 13, bold), *around]


def test_only_a_bold_label_may_stand_far_off_at_the_end_of_a_line() -> None:
    assert place_labels(hemmed(bold=False), WIDTH, HEIGHT) == []
    (label,) = place_labels(hemmed(bold=True), WIDTH, HEIGHT)
    assert label.line and dist(label.line[:2], (200, 150)) == pytest.approx(5)
    assert box_of(label.line)[0] >= min(200, label.box[0]) - 1
    assert place_labels([Mark("1", 200, 150, 5, "Ишим", 13, bold=True)], WIDTH, HEIGHT)[0].line is None


def test_a_line_passes_no_other_bold_circle_and_no_label_lies_on_it() -> None:
    marks = hemmed(bold=True)
    (alone,) = place_labels(marks, WIDTH, HEIGHT)
    assert alone.line
    middle = ((alone.line[0] + alone.line[2]) / 2, (alone.line[1] + alone.line[3]) / 2)
    (turned,) = place_labels([*marks, Mark("2", *middle, 4, "", 13, bold=True)], WIDTH, HEIGHT)
    assert turned.line and distance(turned.line, *middle) >= 4
    second = place_labels([*marks, Mark("3", middle[0], middle[1] + 1, 0.1, "Село", 13, hour=3)], WIDTH, HEIGHT)
    assert all(label.line is None or not crosses(label.line, other.box) for label in second for other in second if other != label)


@pytest.mark.parametrize(
    ("line", "crossed"),
    [
        ((0, 5, 20, 5), True),
        ((0, 0, 20, 20), True),
        ((11, 11, 12, 12), True),
        ((0, 10, 20, 10), False),
        ((0, 9.9, 20, 9.9), False),
        ((0, 10.1, 20, 10.1), True),
        ((0, 20, 9, 0), False),
        ((5, 0, 5, 30), False),
        ((15, 0, 15, 9), False),
        ((15, 0, 15, 11), True),
    ],
)
def test_a_line_crosses_a_box_where_it_has_a_point_inside(line: tuple[float, float, float, float], crossed: bool) -> None:
    box = (10.0, 10.0, 20.0, 20.0) if line != (0, 5, 20, 5) else (0.0, 0.0, 10.0, 10.0)
    assert crosses(line, box) == crossed


def test_the_width_of_a_text_is_never_less_than_the_browser_draws() -> None:
    """Widths at 100 px, measured in a browser: narrow, wide and common letters."""
    measured = {"Ялуторовск": 579, "Юргинское": 552, "Ишим": 290, "Большое Сорокино": 948, "182": 186}
    for text, width in measured.items():
        assert width <= text_width(text, 100) <= width * 1.12, text


def test_a_bold_name_that_found_no_room_chooses_first_the_next_time() -> None:
    """Beside the two circles there is room for one name; far off, above, only the first can have another."""
    beside, above = (99.0, 141.0, 160.0, 170.0), (70.0, 80.0, 130.0, 104.0)
    closed = [
        (0.0, 0.0, WIDTH, above[1]),
        (0.0, above[1], above[0], above[3]),
        (above[2], above[1], WIDTH, above[3]),
        (0.0, above[3], WIDTH, beside[1]),
        (0.0, beside[1], beside[0], beside[3]),
        (beside[2], beside[1], WIDTH, beside[3]),
        (0.0, beside[3], WIDTH, HEIGHT),
    ]
    first, second = Mark("1", 100, 150, 2, "Уват", 13, bold=True), Mark("2", 100, 160, 2, "Вагай", 13, bold=True)
    assert [label.line for label in place_labels([first], WIDTH, HEIGHT, keep_out=closed)] == [None]
    far, near = place_labels([first, second], WIDTH, HEIGHT, keep_out=closed)
    assert far.line and far.mark == first and near.line is None

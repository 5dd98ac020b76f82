"""What lies near is found, wherever it lies."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.grid import Box, Grid

boxes = st.tuples(st.floats(-300, 900), st.floats(-300, 900), st.floats(0, 200), st.floats(0, 200)).map(
    lambda found: (found[0], found[1], found[0] + found[2], found[1] + found[3])
)


def overlap(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@given(st.lists(boxes, max_size=30), boxes)
def test_whatever_shares_a_point_with_a_box_is_near_it(things: list[Box], asked: Box) -> None:
    grid: Grid[int] = Grid()
    for number, box in enumerate(things):
        grid.add(number, box)
    near = {number for square in grid.near(asked) for number in square}
    assert {number for number, box in enumerate(things) if overlap(box, asked)} <= near


@given(boxes, boxes)
def test_what_is_taken_away_is_near_nothing(thing: Box, other: Box) -> None:
    grid: Grid[str] = Grid()
    grid.add("thing", thing)
    grid.add("other", other)
    grid.remove("thing", thing)
    assert {name for square in grid.near(thing) for name in square} <= {"other"}

"""The bars of a city: lengths are counts, nothing that is there vanishes."""

from __future__ import annotations

from dashboard.figures import theme
from dashboard.figures.funnel import Bar, Rows, funnel_figure


def segments(*bars: Bar, largest: int = 100) -> dict[str, list[float]]:
    figure = funnel_figure(bars, largest, Rows())
    return {trace["marker"]["color"]: trace["x"] for trace in figure["data"]}


def test_lengths_are_counts_in_the_colour_of_their_status() -> None:
    found = segments(Bar(moved_on=40, waiting=10, late=5, gone=20, hover=""))
    assert found == {theme.DONE: [40], theme.WAIT: [10], theme.LATE: [5], theme.PAPER: [20]}


def test_who_arrived_has_the_colour_of_what_is_done() -> None:
    found = segments(Bar(moved_on=0, waiting=10, late=0, gone=0, hover="", last=True))
    assert found[theme.DONE] == [10] and found[theme.WAIT] == [0]


def test_one_of_a_thousand_is_seen_and_nobody_is_not() -> None:
    found = segments(Bar(moved_on=900, waiting=0, late=1, gone=0, hover=""), largest=1000)
    assert found[theme.LATE][0] >= 10 and found[theme.WAIT] == [0]


def test_an_empty_funnel_is_drawn_without_dividing_by_nothing() -> None:
    assert segments(Bar(0, 0, 0, 0, ""), largest=0)[theme.DONE] == [0]


def test_a_number_is_printed_only_where_it_fits() -> None:
    figure = funnel_figure([Bar(80, 0, 0, 0, ""), Bar(2, 0, 0, 0, "")], 100, Rows())
    assert figure["data"][0]["text"] == ["80", ""]

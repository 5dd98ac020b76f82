"""A city is named only when chance would not name it, and a real difference of a School's size is found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks.naming import GOES_ON, RULES, STEPS, drawn
from dashboard.indicators.comparison import Comparison, compare, fewer_than_usual, ways

SIZES = (41, 28, 15, 10, 26)
"""Enrolled in the five cities of a School."""
DRAWS = 200


def share_of_named(sizes: Sequence[int], draws: int = DRAWS) -> float:
    """In which share of drawn Schools anything is named or marked."""
    rng = np.random.default_rng(7)
    found = [compare(drawn(rng, sizes), RULES) for _ in range(draws)]
    return sum(bool(one.behind or one.standing) for one in found) / draws


@pytest.mark.parametrize("sizes", [SIZES, (12, 12), (10, 10, 200), (30,) * 13])
def test_of_cities_that_are_alike_one_in_twenty_pages_names_one_at_most(sizes: Sequence[int]) -> None:
    draws = DRAWS if len(sizes) < 10 else DRAWS // 4
    most = 0.05 + 3 * (0.05 * 0.95 / draws) ** 0.5  # what 5 % may come out as in so many draws
    assert share_of_named(sizes, draws) <= most


def test_a_city_that_keeps_half_as_many_is_found() -> None:
    worse = (0.7, 0.62, *GOES_ON[2:])
    rng = np.random.default_rng(11)
    found = [compare(drawn(rng, SIZES, worse), RULES) for _ in range(DRAWS // 2)]
    named = [one.worst("01234") for one in found]
    assert sum(one is not None and one.city == "4" for one in named) > 0.6 * len(named)


def people(**cities: Sequence[int]) -> Comparison:
    """From how many entered each step; whoever did not go on stands."""
    entered = {(city, step): n for city, counts in cities.items() for step, n in zip(STEPS, counts, strict=False)}
    return compare(ways(entered, {}, {}, list(cities), STEPS), RULES)


def test_the_cities_of_the_sample_name_the_one_that_is_behind() -> None:
    found = people(a=(36, 34, 33, 28, 20, 16), b=(26, 24, 19, 15, 12, 9), c=(12, 12, 11, 9, 8, 7), d=(9, 9, 8, 8, 8, 6),
                   e=(21, 16, 11, 10, 9, 8))  # fmt: skip
    worst = found.worst("abcde")
    assert worst is not None and (worst.city, worst.step) == ("e", "practice")
    assert (worst.own.numerator, worst.own.denominator) == (11, 21)
    assert (worst.others.numerator, worst.others.denominator) == (71, 83)
    assert found.is_behind("e", "practice") and not found.is_behind("e", "support") and not found.is_behind("b", "practice")


def test_a_city_that_is_not_shown_is_not_named() -> None:
    found = people(a=(100, 90), b=(100, 90), c=(100, 40))
    assert found.worst(["a", "b"]) is None and found.worst(["c"]) is not None


@pytest.mark.parametrize(("enrolled", "named"), [(9, False), (10, True), (11, True)])
def test_fewer_than_ten_are_not_judged(enrolled: int, named: bool) -> None:
    assert bool(people(a=(200, 190), b=(200, 190), c=(enrolled, 0)).behind) is named


@pytest.mark.parametrize(("came", "named"), [(820, False), (801, False), (799, True)])
def test_a_small_difference_of_many_people_is_not_named(came: int, named: bool) -> None:
    """Beyond chance, but ten points are what the programme calls much."""
    assert bool(people(a=(1000, 900), b=(1000, 900), c=(1000, came)).behind) is named


def test_people_within_the_term_may_still_come() -> None:
    entered = {("a", "enrolled"): 60, ("a", "theory"): 55, ("b", "enrolled"): 60, ("b", "theory"): 55, ("c", "enrolled"): 12}
    assert compare(ways(entered, {}, {}, "abc", STEPS[:2]), RULES).behind
    assert not compare(ways(entered, {}, {("c", "enrolled"): 12}, "abc", STEPS[:2]), RULES).behind


def test_more_people_stand_in_one_city() -> None:
    entered = {(city, step): 60 for city in "abc" for step in ("enrolled", "theory")}
    left = {("a", "theory"): 25, ("b", "theory"): 25, ("c", "theory"): 5}
    ended = {(city, "practice"): 30 for city in "abc"}
    found = compare(ways({**entered, **ended}, left, {}, "abc", STEPS[:3]), RULES)
    assert found.has_many_standing("c") and not found.has_many_standing("a")
    assert [(one.own.numerator, one.own.denominator) for one in found.standing] == [(25, 60)]


@pytest.mark.parametrize("cities", [{}, {"a": (50, 20)}, {"a": (50, 20), "b": (9, 9)}, {"a": (0, 0), "b": (0, 0)}])
def test_without_two_cities_of_ten_nothing_is_compared(cities: dict[str, Sequence[int]]) -> None:
    found = people(**cities) if cities else compare(ways({}, {}, {}, [], STEPS), RULES)
    assert not found.judged and not found.behind and not found.standing


def test_cities_that_are_alike_to_a_person_are_not_set_apart() -> None:
    found = people(a=(30, 25, 20), b=(30, 25, 20))
    assert found.judged and not found.behind and not found.standing


def test_the_same_people_give_the_same_answer() -> None:
    asked = [people(a=(41, 36), b=(28, 20), e=(26, 13)) for _ in range(2)]
    assert asked[0] == asked[1]


# --- a month against the others ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "earlier", "fewer"),
    [
        (0, [], False),
        (0, [0, 0, 0], False),
        (0, [2, 2, 2], False),
        (0, [4, 4, 4, 4], True),
        (2, [2, 2, 2], False),
        (8, [20, 22, 18, 21, 19], True),
        (15, [20, 22, 18, 21, 19], False),
        (40, [20, 22, 18], False),
    ],
)
def test_a_month_is_compared_with_the_usual_one(now: int, earlier: list[int], fewer: bool) -> None:
    assert fewer_than_usual(now, earlier, RULES) is fewer


@pytest.mark.parametrize("usual", [2, 10])
def test_a_steady_number_of_meetings_is_seldom_called_fewer(usual: int) -> None:
    rng = np.random.default_rng(3)
    draws = rng.poisson(usual, (DRAWS, 12))
    assert np.mean([fewer_than_usual(int(row[-1]), row[:-1].tolist(), RULES) for row in draws]) <= 0.06

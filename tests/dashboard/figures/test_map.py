"""The map: areas are counts, everything lies inside, and nothing is asked of a server."""

import json
import os
from math import isclose
from pathlib import Path
from typing import Any

import orjson
import pytest

from dashboard.figures.labels import Mark
from dashboard.figures.map import MIDDLE, NARROW, WIDE, Spot, key_radii, map_figure, mercator, read_outline
from dashboard.figures.map.marks import labelled
from dashboard.figures.map.projection import Extent, decimals, fit
from dashboard.figures.map.scale import find_scale

CANVASES = (WIDE, MIDDLE, NARROW)
SPOTS = [
    Spot("1", 57.15, 65.53, 100, "Тюмень", "Тюмень: 100 человек", True),
    Spot("2", 58.20, 68.25, 25, "Тобольск", "Тобольск: 25 человек", True),
    Spot("3", 56.10, 69.50, 4, "<b>Село", "Село: 4 человека", False),
]


def circles(figure: dict[str, Any]) -> dict[str, Any]:
    return next(trace for trace in figure["data"] if trace.get("mode") == "markers")


def labels(figure: dict[str, Any]) -> str:
    return " ".join(annotation["text"].replace("\u00a0", " ") for annotation in figure["layout"]["annotations"])


@pytest.fixture
def outline(tmp_path: Path) -> Path:
    ring = [[64.0, 55.0], [64.0, 60.0], [75.0, 60.0], [75.0, 55.0], [64.0, 55.0]]
    data = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}],
    }
    path = tmp_path / "outline.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_area_of_a_circle_is_its_count() -> None:
    figure = map_figure(SPOTS, None, WIDE)
    sizes = circles(figure)["marker"]["size"]
    assert isclose(sizes[0] ** 2 / sizes[1] ** 2, 4) and isclose(sizes[0] ** 2 / sizes[2] ** 2, 25)


@pytest.mark.parametrize(("count", "radius"), [(1, 2.0), (75, 2.0), (76, 2.005), (10_000, 23.0)])
def test_whoever_is_there_is_seen(count: int, radius: float) -> None:
    """1 of 10,000 would be a quarter of a pixel."""
    figure = map_figure([SPOTS[0]._replace(number=10_000), SPOTS[1]._replace(number=count)], None, WIDE)
    assert circles(figure)["marker"]["size"][-1] / 2 == pytest.approx(radius, abs=0.01)


def test_everything_drawn_lies_inside_the_window(outline: Path) -> None:
    for canvas in CANVASES:
        figure = map_figure(SPOTS, outline, canvas)
        across, up = figure["layout"]["xaxis"]["range"], figure["layout"]["yaxis"]["range"]
        for trace in figure["data"]:
            assert all(x is None or across[0] < x < across[1] for x in trace["x"])
            assert all(y is None or up[0] < y < up[1] for y in trace["y"])
        assert isclose(canvas.ratio, (across[1] - across[0]) / (up[1] - up[0]), rel_tol=1e-6)


def test_north_is_up_and_east_is_right() -> None:
    assert mercator(66, 57)[0] > mercator(65, 57)[0]
    assert mercator(65, 58)[1] > mercator(65, 57)[1]


def test_a_narrow_map_names_the_cities_only(outline: Path) -> None:
    wide = map_figure(SPOTS, outline, WIDE)
    narrow = map_figure(SPOTS, outline, NARROW)
    assert "Село" in labels(wide) and "Село" not in labels(narrow)
    assert "Тюмень" in labels(narrow)


def test_the_scale_goes_left_where_the_border_runs_through_the_right_corner(outline: Path) -> None:
    view = fit([Extent(0, 0, 3, 2)], WIDE)
    free, border = find_scale(view, []), (view.width - 60, 0.0, view.width - 60, view.height)
    assert free.right > view.width - 40 and find_scale(view, [border]).left < 40
    assert find_scale(view, [border, (40.0, 0.0, 40.0, view.height)]) == free


def test_names_are_text_not_markup() -> None:
    figure = map_figure(SPOTS, None, WIDE)
    assert "&lt;b>Село" in labels(figure)


def test_a_wish_of_the_programme_says_where_a_name_stands() -> None:
    def stands(hour: int) -> tuple[float, float]:
        figure = map_figure([SPOTS[0]._replace(hour=hour)], None, WIDE)
        (note,) = (note for note in figure["layout"]["annotations"] if "Тюмень" in note["text"])
        return note["xshift"], note["yshift"]

    assert stands(0) == stands(3) and stands(3)[0] > 0 == stands(3)[1]
    assert stands(9)[0] < 0 == stands(9)[1]
    assert stands(12)[0] == 0 < stands(12)[1]


def window_of(figure: dict[str, Any]) -> tuple[float, float, float, float]:
    across, up = figure["layout"]["xaxis"]["range"], figure["layout"]["yaxis"]["range"]
    return across[0], up[0], across[1], up[1]


def test_the_map_comes_close_to_chosen_places_and_no_closer_than_an_eighth_of_the_outline(outline: Path) -> None:
    whole = window_of(map_figure(SPOTS[:2], outline, WIDE))
    near = window_of(map_figure(SPOTS[:2], outline, WIDE, close=True))
    one = window_of(map_figure(SPOTS[:1], outline, WIDE, close=True))
    alone = window_of(map_figure(SPOTS[:1], None, WIDE, close=True))
    widths = [right - left for left, _, right, _ in (whole, near, one, alone)]
    assert widths[0] > 1.5 * widths[1] > 1.5 * widths[2] > 1.5 * widths[3]
    x, y = mercator(SPOTS[0].lon, SPOTS[0].lat)
    for left, bottom, right, top in (near, one, alone):
        assert left < x < right and bottom < y < top
    assert window_of(map_figure([], outline, WIDE, close=True)) == window_of(map_figure([], outline, WIDE))


@pytest.mark.parametrize(
    ("lat", "lon", "near"),
    [
        (57, 66, True),
        (54.0, 62, True),
        (60.9, 77, True),
        (53, 66, False),
        (57, 78.0, False),
        (66, 57, False),
        (0, 0, False),
        (-57, 66, False),
    ],
)
def test_a_place_far_from_the_outline_is_told_from_one_beside_it(outline: Path, lat: float, lon: float, near: bool) -> None:
    """The outline spans 11 degrees from west to east: a quarter of that beside it is near."""
    assert read_outline(outline).holds(lat, lon) == near
    assert read_outline(None).holds(lat, lon)


def test_one_place_alone_is_drawn() -> None:
    figure = map_figure(SPOTS[:1], None, WIDE)
    assert circles(figure)["marker"]["size"] == [2 * WIDE.max_radius]


def crowd(number: int) -> list[Spot]:
    return [Spot(f"c{i}", 57.15 + i / 100, 65.53 + i / 50, 5, f"С{i}", "", False) for i in range(1, number + 1)]


def test_a_crowded_city_gets_an_inset() -> None:
    figure = map_figure([*SPOTS, *crowd(5)], None, WIDE)
    assert "xaxis2" in figure["layout"]
    assert "Вокруг: Тюмень" in labels(figure)


@pytest.mark.parametrize(("others", "has_inset"), [(3, False), (4, True), (5, True)])
def test_four_places_near_a_city_are_a_crowd(others: int, has_inset: bool) -> None:
    assert ("xaxis2" in map_figure([*SPOTS, *crowd(others)], None, WIDE)["layout"]) == has_inset


def test_without_a_free_corner_there_is_no_inset() -> None:
    corners = [(54.9, 64.0), (54.9, 71.0), (59.5, 64.0), (59.5, 71.0), (57.0, 67.5)]
    spots = [Spot(f"k{i}", lat, lon, 100, f"Угол {i}", "", False) for i, (lat, lon) in enumerate(corners)]
    assert "xaxis2" not in map_figure([*SPOTS, *crowd(5), *spots], None, WIDE)["layout"]


def test_without_a_crowd_there_is_no_inset() -> None:
    assert "xaxis2" not in map_figure(SPOTS, None, WIDE)["layout"]


def test_the_outline_of_the_school_is_read(outline: Path) -> None:
    assert len(read_outline(outline).rings) == 1
    assert sum(len(ring) for ring in read_outline(Path(__file__).parents[3] / "assets/tyumen_outline.geojson").rings) > 100


def test_the_outline_is_made_a_drawing_once_until_its_file_changes(outline: Path) -> None:
    land, again = (map_figure(SPOTS, outline, canvas)["data"][0] for canvas in (WIDE, NARROW))
    assert land is again
    data = json.loads(outline.read_text(encoding="utf-8"))
    data["features"][0]["geometry"]["coordinates"][0][0] = [63.0, 55.0]
    outline.write_text(json.dumps(data), encoding="utf-8")
    os.utime(outline, (1, 1))
    assert map_figure(SPOTS, outline, WIDE)["data"][0] is not land


def test_an_outline_without_places_is_drawn_and_nothing_at_all_is_no_error(outline: Path) -> None:
    assert len(map_figure([], outline, WIDE)["data"]) == 2
    assert not circles(map_figure([], None, WIDE))["x"]


@pytest.mark.parametrize("points", [2, 3, 4])
def test_a_ring_needs_three_points(points: int, tmp_path: Path) -> None:
    path = tmp_path / "ring.geojson"
    ring = [[64.0, 55.0], [64.0, 60.0], [75.0, 60.0], [75.0, 55.0]][:points]
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}), encoding="utf-8")
    assert len(read_outline(path).rings) == (points > 2)


def test_the_key_shows_round_counts_on_the_scale_of_the_map() -> None:
    (hundred, large), (ten, small) = key_radii(100, WIDE)
    assert (hundred, ten) == (100, 10) and isclose(large**2 / small**2, 10)


@pytest.mark.parametrize(
    ("most", "counts"),
    [
        (0, []),
        (1, [1]),
        (9, [9]),
        (10, [10]),
        (11, [10]),
        (99, [10]),
        (100, [100, 10]),
        (1_000, [1_000, 100]),
        (5_600_000, [1_000_000, 100_000]),
    ],
)
def test_the_key_has_the_largest_round_counts_that_the_map_reaches(most: int, counts: list[int]) -> None:
    assert [count for count, _ in key_radii(most, WIDE)] == counts


@pytest.mark.parametrize(("number", "named"), [(99, 99), (100, 100), (101, 100)])
def test_so_many_places_at_most_look_for_room_for_their_names(number: int, named: int) -> None:
    found = labelled([Mark(f"{n}", n, 0, 9, "Село", 13, n == number - 1) for n in range(number)])
    assert sum(bool(mark.text) for mark in found) == named
    assert found[0].bold and len(found) == number


def test_cities_are_named_first_then_places_with_a_wish_then_the_largest() -> None:
    small, large, wished = (
        Mark("s", 0, 0, 2, "Малое", 13),
        Mark("l", 0, 0, 9, "Большое", 13),
        Mark("w", 0, 0, 1, "Село", 13, hour=3),
    )
    city = Mark("c", 0, 0, 1, "Ишим", 16, True)
    assert [mark.key for mark in labelled([small, large, wished, city])] == ["c", "w", "l", "s"]
    silent = labelled([small, city], cities_only=True)
    assert [(mark.key, mark.text) for mark in silent] == [("c", "Ишим"), ("s", "")]


@pytest.mark.parametrize(("unit", "digits"), [(2.0, 1), (1.0, 1), (0.5, 2), (0.1, 2), (0.00024, 5), (20.0, 0)])
def test_coordinates_have_the_decimals_that_tell_a_tenth_of_a_pixel(unit: float, digits: int) -> None:
    assert decimals(unit) == digits
    assert 10**-digits <= unit / 10 * 1.0001


def test_a_thousand_places_are_a_small_answer() -> None:
    """What differs from place to place is a name, two numbers and a size: about eighty bytes, most of them the words of the hover."""
    spots = [
        Spot(str(i), 55 + i % 37 / 10.3, 64 + i / 150.7, 2, f"Посёлок {i}", f"Посёлок {i}: 2 человека, 2 услуги", False)
        for i in range(1_300)
    ]
    assert len(orjson.dumps(map_figure(spots, None, WIDE))) < 1_300 * 100

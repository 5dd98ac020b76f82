"""The map: areas are counts, everything lies inside, and nothing is asked of a server."""

import json
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from dashboard.figures.map import NARROW, WIDE, Spot, key_radii, map_figure, mercator, read_outline

SPOTS = [
    Spot("1", 57.15, 65.53, 100, "Тюмень", "Тюмень: 100 человек", True),
    Spot("2", 58.20, 68.25, 25, "Тобольск", "Тобольск: 25 человек", True),
    Spot("3", 56.10, 69.50, 4, "<b>Село", "Село: 4 человека", False),
]


def circles(figure: dict[str, Any]) -> dict[str, Any]:
    return next(trace for trace in figure["data"] if trace.get("mode") == "markers")


def labels(figure: dict[str, Any]) -> str:
    return " ".join(annotation["text"] for annotation in figure["layout"]["annotations"])


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
    figure, _ = map_figure(SPOTS, None, WIDE)
    sizes = circles(figure)["marker"]["size"]
    assert isclose(sizes[0] ** 2 / sizes[1] ** 2, 4) and isclose(sizes[0] ** 2 / sizes[2] ** 2, 25)


def test_everything_drawn_lies_inside_the_window(outline: Path) -> None:
    for canvas in (WIDE, NARROW):
        figure, ratio = map_figure(SPOTS, outline, canvas)
        across, up = figure["layout"]["xaxis"]["range"], figure["layout"]["yaxis"]["range"]
        for trace in figure["data"]:
            assert all(x is None or across[0] < x < across[1] for x in trace["x"])
            assert all(y is None or up[0] < y < up[1] for y in trace["y"])
        assert isclose(ratio, (across[1] - across[0]) / (up[1] - up[0]), rel_tol=1e-6)


def test_north_is_up_and_east_is_right() -> None:
    assert mercator(66, 57)[0] > mercator(65, 57)[0]
    assert mercator(65, 58)[1] > mercator(65, 57)[1]


def test_a_narrow_map_names_the_cities_only(outline: Path) -> None:
    wide, _ = map_figure(SPOTS, outline, WIDE)
    narrow, _ = map_figure(SPOTS, outline, NARROW)
    assert "Село" in labels(wide) and "Село" not in labels(narrow)
    assert "Тюмень" in labels(narrow)


def test_names_are_text_not_markup() -> None:
    figure, _ = map_figure(SPOTS, None, WIDE)
    assert "&lt;b>Село" in labels(figure)


def test_one_place_alone_is_drawn() -> None:
    figure, _ = map_figure(SPOTS[:1], None, WIDE)
    assert circles(figure)["marker"]["size"] == [2 * WIDE.max_radius]


def test_a_crowded_city_gets_an_inset() -> None:
    crowd = [Spot(f"c{i}", 57.15 + i / 100, 65.53 + i / 50, 5, f"С{i}", "", False) for i in range(1, 6)]
    figure, _ = map_figure([*SPOTS, *crowd], None, WIDE)
    assert "xaxis2" in figure["layout"]
    assert "Вокруг: Тюмень" in labels(figure)


def test_without_a_crowd_there_is_no_inset() -> None:
    assert "xaxis2" not in map_figure(SPOTS, None, WIDE)[0]["layout"]


def test_the_outline_of_the_school_is_read(outline: Path) -> None:
    assert len(read_outline(outline)) == 1
    assert sum(len(ring) for ring in read_outline(Path(__file__).parents[3] / "assets/tyumen_outline.geojson")) > 100


def test_the_key_shows_round_counts_on_the_scale_of_the_map() -> None:
    (hundred, large), (ten, small) = key_radii(SPOTS, WIDE)
    assert (hundred, ten) == (100, 10) and isclose(large**2 / small**2, 10)

"""The map: circles whose area is a count, over the outline of the region, with an inset where places crowd.

Drawn in plain coordinates, not with Plotly's own maps: those ask a server for borders, and labels must know where pixels are.
The projection is Mercator, done here; a figure is made for a least width and may only grow, so what did not collide never will.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asinh, atan, cos, radians, sinh, sqrt, tan
from pathlib import Path
from typing import Any

from dashboard import formats
from dashboard.figures import theme
from dashboard.figures.labels import Box, Mark, Placed, place_labels

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Spot:
    """One place to draw: `count` gives the area of its circle, `label` says it beside the circle, `hover` in full.

    `genitive`: the name after «вокруг», where the programme knows it.
    """

    key: str
    lat: float
    lon: float
    count: int
    label: str
    hover: str
    is_city: bool
    genitive: str = ""


@dataclass(frozen=True)
class Canvas:
    """How large the map is drawn at least, in pixels, and how much of it is labelled."""

    width: int
    max_height: int
    max_radius: float
    cities_only: bool
    with_inset: bool


WIDE = Canvas(width=790, max_height=760, max_radius=26, cities_only=False, with_inset=True)
NARROW = Canvas(width=330, max_height=420, max_radius=14, cities_only=True, with_inset=False)

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class _View:
    """A window of the Mercator plane on a rectangle of pixels."""

    left: float
    bottom: float
    right: float
    top: float
    width: float
    height: float

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.left) / (self.right - self.left) * self.width
        down = (self.top - y) / (self.top - self.bottom) * self.height
        return across, down


def map_figure(spots: Sequence[Spot], outline: Path | None, canvas: Canvas) -> tuple[dict[str, Any], float]:
    """The figure and its ratio of width to height. Without an outline only the circles are drawn."""
    rings = read_outline(outline) if outline else ()
    view = _fit(spots, rings, canvas)
    radius = _radius(spots, canvas)
    marks = _marks(spots, view, radius, canvas)
    inset = _find_inset(spots, view, marks, radius) if canvas.with_inset else None
    keep_out = [inset.box] if inset else []
    placed = place_labels(_labelled(marks, spots, inset, canvas), view.width, view.height, keep_out=keep_out)
    traces = [*_land(rings), _circles(spots, radius)]
    annotations = [*_annotations(placed, spots), _scale_bar_text(view)]
    shapes = [_scale_bar(view)]
    layout: dict[str, Any] = {"xaxis": _axis(view.left, view.right), "yaxis": _axis(view.bottom, view.top)}
    if inset:
        more = _inset_parts(inset, spots, view, radius, rings)
        traces += more.traces
        annotations += more.annotations
        shapes += more.shapes
        layout |= more.axes
    layout |= {
        "annotations": annotations,
        "shapes": shapes,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
    }
    return theme.figure(traces, **layout), view.width / view.height


# --- projection -------------------------------------------------------------------------------------------------------------


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Degrees to the Mercator plane, in radians of longitude; the poles are cut at 85 degrees."""
    return radians(lon), asinh(tan(radians(max(min(lat, 85.0), -85.0))))


def _kilometre(y: float) -> float:
    """The length of one kilometre in the Mercator plane at height `y`."""
    latitude = atan(sinh(y))
    return 1 / (EARTH_KM * cos(latitude))


@lru_cache(maxsize=8)
def _read(path: Path, changed: float) -> tuple[Ring, ...]:
    data = json.loads(path.read_text(encoding="utf-8"))
    return tuple(tuple(mercator(float(point[0]), float(point[1])) for point in ring) for ring in _rings(data) if len(ring) > 2)


def read_outline(path: Path) -> tuple[Ring, ...]:
    """The rings of all polygons of a GeoJSON file, projected; read again when the file changes."""
    return _read(path, path.stat().st_mtime)


def _rings(data: dict[str, Any]) -> list[list[Sequence[float]]]:
    kind = data.get("type")
    if kind == "FeatureCollection":
        return [ring for feature in data["features"] for ring in _rings(feature)]
    if kind == "Feature":
        return _rings(data["geometry"] or {})
    if kind == "GeometryCollection":
        return [ring for geometry in data["geometries"] for ring in _rings(geometry)]
    if kind == "Polygon":
        return list(data["coordinates"])
    if kind == "MultiPolygon":
        return [ring for polygon in data["coordinates"] for ring in polygon]
    return []


def _fit(spots: Sequence[Spot], rings: Sequence[Ring], canvas: Canvas) -> _View:
    points = [point for ring in rings for point in ring] + [mercator(s.lon, s.lat) for s in spots]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    least = radians(0.2)
    across, up = max(right - left, least), max(top - bottom, least)
    middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
    width, height = float(canvas.width), canvas.width * up / across
    margin = 2 * canvas.max_radius
    height = max(min(height, canvas.max_height), canvas.width * 0.5)
    unit = max(across / (width - margin), up / (height - margin))
    return _View(
        middle_x - unit * width / 2,
        middle_y - unit * height / 2,
        middle_x + unit * width / 2,
        middle_y + unit * height / 2,
        width,
        height,
    )


# --- circles and labels --------------------------------------------------------------------------------------------------------


def _radius(spots: Sequence[Spot], canvas: Canvas) -> dict[str, float]:
    """Pixels; the area is the count, one scale for the whole map."""
    most = max((spot.count for spot in spots), default=0)
    return {spot.key: canvas.max_radius * sqrt(spot.count / most) if most else 0.0 for spot in spots}


def _marks(spots: Sequence[Spot], view: _View, radius: dict[str, float], canvas: Canvas) -> list[Mark]:
    marks = []
    for spot in spots:
        x, y = view.pixel(*mercator(spot.lon, spot.lat))
        size = (16 if not canvas.cities_only else 14) if spot.is_city else 13
        text = f"{spot.label} {formats.number(spot.count)}"
        marks.append(Mark(spot.key, x, y, max(radius[spot.key], 1.5), text, size, bold=spot.is_city))
    return marks


def _labelled(marks: Sequence[Mark], spots: Sequence[Spot], inset: _Inset | None, canvas: Canvas) -> list[Mark]:
    """Cities first, then by size; places that the inset shows are named there, but for the city itself.

    On a narrow map, where only cities have names, those may lie over the smallest circles.
    """
    city = {spot.key: spot.is_city for spot in spots}
    crowded = inset.members if inset else frozenset()
    chosen = [
        mark for mark in marks if (city[mark.key] or not canvas.cities_only) and (city[mark.key] or mark.key not in crowded)
    ]
    obstacle = 5 if canvas.cities_only else 0
    silent = [mark for mark in marks if mark not in chosen and mark.radius >= obstacle]
    ordered = sorted(chosen, key=lambda mark: (not city[mark.key], -mark.radius))
    return [*ordered, *(Mark(m.key, m.x, m.y, m.radius, "", 0) for m in silent)]


def _circles(spots: Sequence[Spot], radius: dict[str, float], axes: str = "") -> dict[str, Any]:
    ordered = sorted(spots, key=lambda spot: -spot.count)
    points = [mercator(spot.lon, spot.lat) for spot in ordered]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "xaxis": f"x{axes}",
        "yaxis": f"y{axes}",
        "marker": {
            "size": [2 * radius[spot.key] for spot in ordered],
            "sizemode": "diameter",
            "color": theme.DONE,
            "opacity": 1,
            "line": {"color": theme.PAPER, "width": 1.2},
        },
        "text": [theme.plain(spot.hover) for spot in ordered],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": True,
    }


def _land(rings: Sequence[Ring]) -> list[dict[str, Any]]:
    if not rings:
        return []
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*(round(x, 5) for x, _ in ring), None]
        ys += [*(round(y, 5) for _, y in ring), None]
    land = {
        "type": "scatter",
        "mode": "lines",
        "x": xs[:-1],
        "y": ys[:-1],
        "fill": "toself",
        "fillcolor": theme.TINT,
        "line": {"color": theme.INK_3, "width": 1.2, "shape": "linear"},
        "hoverinfo": "skip",
    }
    return [land]


def _annotations(placed: Sequence[Placed], spots: Sequence[Spot], axes: str = "") -> list[dict[str, Any]]:
    by_key = {spot.key: spot for spot in spots}
    return [_label(label, by_key[label.mark.key], axes) for label in placed if label.mark.text]


def _label(label: Placed, spot: Spot, axes: str) -> dict[str, Any]:
    x, y = mercator(spot.lon, spot.lat)
    name = theme.plain(spot.label)
    name = f"<b>{name}</b>" if spot.is_city else name
    count = f'<span style="color:{theme.INK_2}">{formats.number(spot.count)}</span>'
    return {
        "x": x,
        "y": y,
        "xref": f"x{axes}",
        "yref": f"y{axes}",
        "text": f"{name} {count}",
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "middle",
        "xshift": round(label.dx, 1),
        "yshift": round(-label.dy, 1),
        "font": {"size": label.mark.size, "color": theme.INK, "family": theme.SANS},
        "captureevents": False,
    }


def _axis(low: float, high: float, **more: Any) -> dict[str, Any]:
    return {"range": [low, high], "visible": False, "fixedrange": True, "showgrid": False, "zeroline": False, **more}


# --- scale ---------------------------------------------------------------------------------------------------------------------


def _scale_length(view: _View) -> tuple[int, float]:
    """A round number of kilometres about a sixth of the width, and its length in the plane."""
    y = (view.bottom + view.top) / 2
    kilometre = _kilometre(y)
    wanted = (view.right - view.left) / 6 / kilometre
    steps = [n * 10**power for power in range(5) for n in (1, 2, 5)]
    length = min(steps, key=lambda step: abs(step - wanted))
    return length, length * kilometre


def _scale_bar(view: _View) -> dict[str, Any]:
    _, length = _scale_length(view)
    right, y = view.right - 0.02 * (view.right - view.left), view.bottom + 0.02 * (view.top - view.bottom)
    tick = 0.008 * (view.top - view.bottom)
    path = f"M{right - length} {y + tick}L{right - length} {y}L{right} {y}L{right} {y + tick}"
    return {"type": "path", "path": path, "xref": "x", "yref": "y", "line": {"color": theme.INK_3, "width": 1}}


def _scale_bar_text(view: _View) -> dict[str, Any]:
    kilometres, length = _scale_length(view)
    right, y = view.right - 0.02 * (view.right - view.left), view.bottom + 0.02 * (view.top - view.bottom)
    return {
        "x": right - length / 2,
        "y": y,
        "text": f"{formats.number(kilometres)}{formats.NBSP}км",
        "showarrow": False,
        "yshift": 10,
        "font": {"size": 13, "color": theme.INK_3, "family": theme.SANS},
    }


# --- the inset --------------------------------------------------------------------------------------------------------------------

_INSET = (250.0, 230.0)
_ENLARGED = 4.0
_CROWD = 4
"""So many other places in the window make a crowd."""


@dataclass(frozen=True)
class _Inset:
    """A window around a crowded city, drawn larger in a free corner; `box` in pixels, the window in the plane.

    `members`: the places that lie in it whole.
    """

    city: Spot
    members: frozenset[str]
    box: Box
    view: _View


@dataclass(frozen=True)
class _Parts:
    traces: list[dict[str, Any]]
    annotations: list[dict[str, Any]]
    shapes: list[dict[str, Any]]
    axes: dict[str, Any]


def _find_inset(spots: Sequence[Spot], view: _View, marks: Sequence[Mark], radius: dict[str, float]) -> _Inset | None:
    """The most crowded city, if it is crowded and a corner of the map is free of circles."""
    where = {mark.key: (mark.x, mark.y) for mark in marks}
    half_x, half_y = _INSET[0] / _ENLARGED / 2, _INSET[1] / _ENLARGED / 2

    def near(city: Spot) -> frozenset[str]:
        x, y = where[city.key]
        return frozenset(k for k, (px, py) in where.items() if abs(px - x) <= half_x and abs(py - y) <= half_y)

    crowds = [(city, near(city)) for city in spots if city.is_city]
    city, members = max(crowds, key=lambda found: len(found[1]), default=(None, frozenset()))
    if city is None or len(members) - 1 < _CROWD:
        return None
    if (box := _free_corner(view, marks)) is None:
        return None
    window = _window(members, spots, view)
    return _Inset(city, frozenset(s.key for s in spots if _lies_in(s, window, radius[s.key])), box, window)


def _free_corner(view: _View, marks: Sequence[Mark]) -> Box | None:
    width, height, margin = *_INSET, 8.0
    right, low = view.width - margin, view.height - 44.0
    corners = [
        (right - width, low - height, right, low),
        (margin, margin, margin + width, margin + height),
        (right - width, margin, right, margin + height),
        (margin, low - height, margin + width, low),
    ]
    for left, top, r, bottom in corners:
        if not any(left - m.radius < m.x < r + m.radius and top - m.radius < m.y < bottom + m.radius for m in marks):
            return (left, top, r, bottom)
    return None


def _window(members: frozenset[str], spots: Sequence[Spot], view: _View) -> _View:
    """A window of the plane with the inset's shape, centred on the crowd."""
    points = [mercator(spot.lon, spot.lat) for spot in spots if spot.key in members]
    middle_x = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    middle_y = (min(y for _, y in points) + max(y for _, y in points)) / 2
    unit = (view.right - view.left) / view.width / _ENLARGED
    half_x, half_y = _INSET[0] * unit / 2, _INSET[1] * unit / 2
    return _View(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y, *_INSET)


def _inset_parts(inset: _Inset, spots: Sequence[Spot], view: _View, radius: dict[str, float], rings: Sequence[Ring]) -> _Parts:
    window = inset.view
    shown = [s for s in spots if s.key in inset.members]
    marks = []
    for spot in sorted(shown, key=lambda s: (not s.is_city, -s.count)):
        x, y = window.pixel(*mercator(spot.lon, spot.lat))
        text = f"{spot.label} {formats.number(spot.count)}"
        marks.append(Mark(spot.key, x, y, max(radius[spot.key], 1.5), text, 13, bold=spot.is_city))
    placed = place_labels(marks, window.width, window.height)
    left, top, right, bottom = inset.box
    domain = {
        "xaxis2": _axis(window.left, window.right, domain=[left / view.width, right / view.width], anchor="y2"),
        "yaxis2": _axis(window.bottom, window.top, domain=[1 - bottom / view.height, 1 - top / view.height], anchor="x2"),
    }
    whom = f" {theme.plain(inset.city.genitive)}" if inset.city.genitive else f": {theme.plain(inset.city.label)}"
    title = f"Вокруг{whom}, в {formats.number(_ENLARGED)} раза крупнее"
    return _Parts(
        traces=[_circles(shown, radius, axes="2")],
        annotations=[*_annotations(placed, shown, axes="2"), _inset_title(inset, view, title)],
        shapes=[_rectangle(window, theme.INK_2, None), *_ground(inset, view)],
        axes=domain,
    )


def _lies_in(spot: Spot, window: _View, radius: float) -> bool:
    """Whether the whole circle lies in the window, clear of its edge."""
    x, y = window.pixel(*mercator(spot.lon, spot.lat))
    edge = radius + 3
    return edge <= x <= window.width - edge and edge <= y <= window.height - edge


def _rectangle(window: _View, colour: str, fill: str | None) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "y",
        "x0": window.left,
        "x1": window.right,
        "y0": window.bottom,
        "y1": window.top,
        "line": {"color": colour, "width": 1},
        "fillcolor": fill or "rgba(0,0,0,0)",
    }


def _ground(inset: _Inset, view: _View) -> list[dict[str, Any]]:
    left, top, right, bottom = inset.box
    return [
        {
            "type": "rect",
            "xref": "paper",
            "yref": "paper",
            "x0": left / view.width,
            "x1": right / view.width,
            "y0": 1 - bottom / view.height,
            "y1": 1 - top / view.height,
            "line": {"color": theme.INK_2, "width": 1},
            "fillcolor": theme.TINT,
            "layer": "below",
        }
    ]


def _inset_title(inset: _Inset, view: _View, text: str) -> dict[str, Any]:
    left, top, _, _ = inset.box
    return {
        "x": left / view.width,
        "y": 1 - top / view.height,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "text": f"<b>{text}</b>",
        "showarrow": False,
        "font": {"size": 13, "color": theme.INK, "family": theme.SANS},
    }


def key_radii(spots: Sequence[Spot], canvas: Canvas) -> list[tuple[int, float]]:
    """Two round counts and the radii of their circles, for the key below the map."""
    most = max((spot.count for spot in spots), default=0)
    rounds = [n for n in (10, 100, 1_000, 10_000, 100_000) if n <= most] or ([most] if most else [])
    return [(n, canvas.max_radius * sqrt(n / most)) for n in rounds[-2:][::-1]]

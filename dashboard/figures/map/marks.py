"""Circles and their labels."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any, NamedTuple

from dashboard import formats
from dashboard.figures import theme
from dashboard.figures.labels import Mark, Placed
from dashboard.figures.map.projection import Canvas, Window, decimals, mercator

_LEAST_RADIUS = 2.0
"""Whoever is there is seen: no circle is smaller."""
MOST_NAMED = 100
"""So many places look for room for their names: more than a map can hold, and each search takes time. The list has all."""


class Spot(NamedTuple):
    """One place to draw: `number` gives the area of its circle, `label` says it beside the circle, `hover` in full.

    `genitive`: the name after «вокруг», where the programme knows it; `hour`: where its label is wished, as on a clock.
    """

    key: str
    lat: float
    lon: float
    number: int
    label: str
    hover: str
    is_city: bool
    genitive: str = ""
    hour: int = 0


class Dot(NamedTuple):
    """A spot on the map: its middle in the plane, the radius of its circle in pixels."""

    spot: Spot
    x: float
    y: float
    radius: float


def dots(spots: Sequence[Spot], canvas: Canvas) -> list[Dot]:
    """The area is the count, one scale for the whole map."""
    most = max((spot.number for spot in spots), default=0)
    return [Dot(spot, *mercator(spot.lon, spot.lat), radius_of(spot.number, most, canvas)) for spot in spots]


def radius_of(count: int, most: int, canvas: Canvas) -> float:
    return max(canvas.max_radius * sqrt(count / most), _LEAST_RADIUS) if most else 0.0


def marks(found: Sequence[Dot], window: Window, city_size: int) -> list[Mark]:
    """The circles in the pixels of a window, each with what may be said beside it."""
    return [_mark(dot, window, city_size if dot.spot.is_city else theme.T_NOTE) for dot in found]


def _mark(dot: Dot, window: Window, size: int) -> Mark:
    text = f"{dot.spot.label} {formats.number(dot.spot.number)}"
    x, y = window.pixel(dot.x, dot.y)
    return Mark(dot.spot.key, x, y, dot.radius, text, size, dot.spot.is_city, dot.spot.hour)


def labelled(found: Sequence[Mark], named_elsewhere: frozenset[str] = frozenset(), *, cities_only: bool = False) -> list[Mark]:
    """Cities first, then those with a wish, then by size. Places that an inset names, and on a narrow map all but cities, have a circle
    without a name.
    """
    ordered = sorted(found, key=lambda mark: (not mark.bold, not mark.hour, -mark.radius))
    named = [mark for mark in ordered if mark.bold or not (cities_only or mark.key in named_elsewhere)][:MOST_NAMED]
    chosen = {mark.key for mark in named}
    return [*named, *(mark._replace(text="") for mark in ordered if mark.key not in chosen)]


def circles(found: Sequence[Dot], window: Window, axes: str = "") -> dict[str, Any]:
    """One trace for all circles, the small above the large."""
    ordered = sorted(found, key=lambda dot: -dot.spot.number)
    digits = decimals(window.unit)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(dot.x, digits) for dot in ordered],
        "y": [round(dot.y, digits) for dot in ordered],
        "xaxis": f"x{axes}",
        "yaxis": f"y{axes}",
        "marker": {
            "size": [round(2 * dot.radius, 2) for dot in ordered],
            "sizemode": "diameter",
            "color": theme.DONE,
            "opacity": 1,
            "line": {"color": theme.PAPER, "width": 1.2},
        },
        "text": [theme.plain(dot.spot.hover) for dot in ordered],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": True,
    }


def names(placed: Sequence[Placed], found: Sequence[Dot], window: Window, axes: str = "") -> list[dict[str, Any]]:
    by_key = {dot.spot.key: dot for dot in found}
    digits = decimals(window.unit)
    return [_annotation(label, by_key[label.mark.key], digits, axes) for label in placed]


def _annotation(label: Placed, dot: Dot, digits: int, axes: str) -> dict[str, Any]:
    """Far off, the text stands at the tail of an arrow without a head."""
    name = theme.plain(dot.spot.label)
    name = f"<b>{name}</b>" if dot.spot.is_city else name
    count = f'<span style="color:{theme.INK_2}">{formats.number(dot.spot.number)}</span>'
    return {
        "x": round(dot.x, digits),
        "y": round(dot.y, digits),
        "xref": f"x{axes}",
        "yref": f"y{axes}",
        "text": f"{name}{formats.NBSP}{count}",
        "xanchor": "center",
        "yanchor": "middle",
        "font": {"size": label.mark.size, "color": theme.INK, "family": theme.SANS},
        "captureevents": False,
        **(_beside(label) if label.line is None else _at_a_line(label, dot)),
    }


def _beside(label: Placed) -> dict[str, Any]:
    return {"showarrow": False, "xshift": round(label.dx, 1), "yshift": round(-label.dy, 1)}


def _at_a_line(label: Placed, dot: Dot) -> dict[str, Any]:
    line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": theme.INK_2, "standoff": round(dot.radius, 1)}
    return {"showarrow": True, "ax": round(label.dx, 1), "ay": round(label.dy, 1), **line}

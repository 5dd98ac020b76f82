"""The outline of the region: read, projected and made a drawing once, until its file changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from dashboard.figures import theme
from dashboard.figures.map.projection import WIDE, Extent, Point, Window, decimals, extent, mercator
from dashboard.figures.segments import Segment

Ring = tuple[Point, ...]
_AROUND = 0.25
"""So much of its width and height beside it is near it."""


@dataclass(frozen=True)
class Outline:
    """The rings of all polygons in the plane."""

    rings: tuple[Ring, ...] = ()

    @cached_property
    def extents(self) -> list[Extent]:
        return [extent([point for ring in self.rings for point in ring])] if self.rings else []

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a place lies on it or not far from it: what lies further off is a slip in its coordinates."""
        if not self.rings:
            return True
        left, bottom, right, top = self.extents[0]
        x, y = mercator(lon, lat)
        beside, above = _AROUND * (right - left), _AROUND * (top - bottom)
        return left - beside <= x <= right + beside and bottom - above <= y <= top + above

    def lines(self, window: Window) -> list[Segment]:
        """What of it is seen in a window, in the pixels of that."""
        found = []
        for ring in self.rings:
            points = [window.pixel(x, y) for x, y in ring]
            found += [(*one, *other) for one, other in pairwise(points) if window.shows(*one) or window.shows(*other)]
        return found

    @cached_property
    def land(self) -> list[dict[str, Any]]:
        """What is drawn of it: one trace, shared by all figures."""
        return [_land(self.rings, decimals((self.extents[0].right - self.extents[0].left) / WIDE.width))] if self.rings else []


def read_outline(path: Path | None) -> Outline:
    """The outline in a GeoJSON file; nothing without one."""
    return _read(path, path.stat().st_mtime) if path else Outline()


@lru_cache(maxsize=8)
def _read(path: Path, changed: float) -> Outline:
    data = json.loads(path.read_text(encoding="utf-8"))
    return Outline(
        tuple(tuple(mercator(float(point[0]), float(point[1])) for point in ring) for ring in _rings(data) if len(ring) > 2)
    )


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


def _land(rings: Sequence[Ring], digits: int) -> dict[str, Any]:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*(round(x, digits) for x, _ in ring), None]
        ys += [*(round(y, digits) for _, y in ring), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs[:-1],
        "y": ys[:-1],
        "fill": "toself",
        "fillcolor": theme.TINT,
        "line": {"color": theme.INK_3, "width": 1.2, "shape": "linear"},
        "hoverinfo": "skip",
    }

"""The outline of the region: read, projected and made a drawing once, until its file changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dashboard.figures import theme
from dashboard.figures.map.projection import WIDE, Extent, Point, decimals, extent, mercator

Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Outline:
    """The rings of all polygons in the plane."""

    rings: tuple[Ring, ...] = ()

    @cached_property
    def extents(self) -> list[Extent]:
        return [extent([point for ring in self.rings for point in ring])] if self.rings else []

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

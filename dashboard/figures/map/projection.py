"""The Mercator plane, in radians of longitude, and the window of it that a canvas shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, ceil, cos, log10, radians, sinh, tan
from typing import NamedTuple

EARTH_KM = 6371.0
_LEAST = radians(0.2)
"""A smaller region than this, a town, is drawn as large as this."""

Point = tuple[float, float]


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


class Extent(NamedTuple):
    """The least rectangle of the plane around some points."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Window:
    """A rectangle of the plane on a rectangle of pixels."""

    left: float
    bottom: float
    right: float
    top: float
    width: float
    height: float

    @property
    def unit(self) -> float:
        """What a pixel is in the plane."""
        return (self.right - self.left) / self.width

    def pixel(self, x: float, y: float) -> Point:
        across = (x - self.left) / (self.right - self.left) * self.width
        down = (self.top - y) / (self.top - self.bottom) * self.height
        return across, down


def mercator(lon: float, lat: float) -> Point:
    """Degrees to the plane; the poles are cut at 85 degrees."""
    return radians(lon), asinh(tan(radians(max(min(lat, 85.0), -85.0))))


def kilometre(y: float) -> float:
    """The length of one kilometre in the plane at height `y`."""
    latitude = atan(sinh(y))
    return 1 / (EARTH_KM * cos(latitude))


def decimals(unit: float) -> int:
    """So many decimals of a coordinate tell a tenth of a pixel."""
    return max(0, 1 + ceil(-log10(unit)))


def extent(points: Sequence[Point]) -> Extent:
    across, up = [x for x, _ in points], [y for _, y in points]
    return Extent(min(across), min(up), max(across), max(up))


def extent_of(where: Sequence[Point]) -> Extent:
    """Of points on the globe: latitude and longitude."""
    south, west, north, east = extent(where)
    return Extent(*mercator(west, south), *mercator(east, north))


def fit(extents: Sequence[Extent], canvas: Canvas) -> Window:
    """The window in which all of them have room, with a margin for circles at the edge."""
    around = [*extents] or [Extent(0.0, 0.0, 0.0, 0.0)]
    left, right = min(e.left for e in around), max(e.right for e in around)
    bottom, top = min(e.bottom for e in around), max(e.top for e in around)
    across, up = max(right - left, _LEAST), max(top - bottom, _LEAST)
    margin = 2 * canvas.max_radius
    width = float(canvas.width)
    height = max(min(width * up / across, canvas.max_height), width * 0.5)
    unit = max(across / (width - margin), up / (height - margin))
    return window((left + right) / 2, (bottom + top) / 2, unit, width, height)


def window(middle_x: float, middle_y: float, unit: float, width: float, height: float) -> Window:
    """So many pixels around a point of the plane."""
    across, up = unit * width / 2, unit * height / 2
    return Window(middle_x - across, middle_y - up, middle_x + across, middle_y + up, width, height)

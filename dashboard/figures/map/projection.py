"""The Mercator plane, in radians of longitude, and the window of it that a canvas shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, ceil, cos, log10, radians, sinh, tan
from typing import NamedTuple

EARTH_KM = 6371.0
TOWN = radians(0.2)
"""About a town."""
_FOOT = 20
"""Pixels at the foot of the map where the scale stands."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Canvas:
    """How large the map is drawn, in pixels, and how much of it is labelled. Every view fills the same room; on a screen the drawing
    is enlarged as a whole, so what does not collide here never will.

    `inset`: width and height of the window around a crowded city; without it there is none.
    """

    width: int
    height: int
    max_radius: float
    city_size: int
    cities_only: bool = False
    inset: tuple[float, float] | None = None

    @property
    def ratio(self) -> float:
        return self.width / self.height


WIDE = Canvas(width=816, height=544, max_radius=23, city_size=16, inset=(270.0, 200.0))
MIDDLE = Canvas(width=600, height=400, max_radius=17, city_size=14, inset=(230.0, 150.0))
NARROW = Canvas(width=288, height=288, max_radius=12, city_size=13, cities_only=True)


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

    def point(self, across: float, down: float) -> Point:
        """What a pixel shows."""
        return self.left + across * self.unit, self.top - down * self.unit

    def shows(self, across: float, down: float) -> bool:
        """Whether a pixel lies in it."""
        return 0 <= across <= self.width and 0 <= down <= self.height


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


def fit(extents: Sequence[Extent], canvas: Canvas, *, least: float = TOWN, at_left: bool = False) -> Window:
    """The window in which all of them have room, with a margin for circles at the edge; in the middle, or at its left side.

    `least`: what is smaller than this in the plane is drawn as large as this.
    """
    around = [*extents] or [Extent(0.0, 0.0, 0.0, 0.0)]
    left, right = min(e.left for e in around), max(e.right for e in around)
    bottom, top = min(e.bottom for e in around), max(e.top for e in around)
    across, up = max(right - left, least), max(top - bottom, least)
    margin = 2 * canvas.max_radius
    unit = max(across / (canvas.width - margin), up / (canvas.height - margin - _FOOT))
    spare = (canvas.width - margin) * unit - across
    middle = (left + right + spare) / 2 if at_left else (left + right) / 2
    return window(middle, (bottom + top - _FOOT * unit) / 2, unit, canvas.width, canvas.height)


def window(middle_x: float, middle_y: float, unit: float, width: float, height: float) -> Window:
    """So many pixels around a point of the plane."""
    across, up = unit * width / 2, unit * height / 2
    return Window(middle_x - across, middle_y - up, middle_x + across, middle_y + up, width, height)

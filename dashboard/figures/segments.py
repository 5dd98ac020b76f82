"""Straight lines between two points, and the boxes that they cross."""

from __future__ import annotations

from math import hypot

from dashboard.figures.grid import Box

Segment = tuple[float, float, float, float]
"""x and y of one end, x and y of the other."""


def box_of(line: Segment) -> Box:
    x, y, x2, y2 = line
    return min(x, x2), min(y, y2), max(x, x2), max(y, y2)


def crosses(line: Segment, box: Box) -> bool:
    """Whether the line has a point inside the box (Liang and Barsky)."""
    x, y, x2, y2 = line
    left, top, right, bottom = box
    first, last = 0.0, 1.0
    for step, to_low, to_high in ((x2 - x, left - x, right - x), (y2 - y, top - y, bottom - y)):
        if not step:
            if to_low >= 0 or to_high <= 0:
                return False
            continue
        enters, leaves = sorted((to_low / step, to_high / step))
        first, last = max(first, enters), min(last, leaves)
    return first < last


def distance(line: Segment, x: float, y: float) -> float:
    """From the point to the nearest of the line."""
    x1, y1, x2, y2 = line
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = min(1.0, max(0.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    return hypot(x1 + along * (x2 - x1) - x, y1 + along * (y2 - y1) - y)


def of_box(box: Box) -> list[Segment]:
    """Its four edges."""
    left, top, right, bottom = box
    return [(left, top, right, top), (right, top, right, bottom), (right, bottom, left, bottom), (left, bottom, left, top)]

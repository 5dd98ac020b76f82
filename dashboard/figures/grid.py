"""What lies near: things by the squares of the plane that their boxes touch, so that a question costs what is near, not all there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Box = tuple[float, float, float, float]
"""left, top, right, bottom"""

_SIDE = 64.0
"""Pixels: about half a name."""


class Grid(Generic[Thing]):
    def __init__(self) -> None:
        self._squares: defaultdict[tuple[int, int], list[Thing]] = defaultdict(list)

    def add(self, thing: Thing, box: Box) -> None:
        for square in _squares(box):
            self._squares[square].append(thing)

    def remove(self, thing: Thing, box: Box) -> None:
        for square in _squares(box):
            self._squares[square].remove(thing)

    def near(self, box: Box) -> Iterator[list[Thing]]:
        """All things that share a point with the box, and some around it, square by square; large ones more than once."""
        for square in _squares(box):
            if square in self._squares:
                yield self._squares[square]


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    first, last = int(box[1] // _SIDE), int(box[3] // _SIDE)
    for column in range(int(box[0] // _SIDE), int(box[2] // _SIDE) + 1):
        for row in range(first, last + 1):
            yield column, row

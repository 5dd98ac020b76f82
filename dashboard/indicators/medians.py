"""Medians of counted values."""

from __future__ import annotations

from collections.abc import Sequence


def weighted_median(counted: Sequence[tuple[int, int]]) -> float:
    """The median of (value, how many have it); between two middle values their mean."""
    ordered = sorted(counted)
    n = sum(count for _, count in ordered)
    low, high = (_at(ordered, place) for place in ((n + 1) // 2, n // 2 + 1))
    return (low + high) / 2


def _at(ordered: Sequence[tuple[int, int]], place: int) -> int:
    """The value of the one in this place, from 1 on."""
    running = 0
    for value, count in ordered:
        running += count
        if running >= place:
            return value
    raise ValueError("fewer than the place")

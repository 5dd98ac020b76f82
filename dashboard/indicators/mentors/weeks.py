"""The scale of the hours of a week: five steps, each up to twice the one before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

_RARE = 0.1
"""The part of the weeks that may lie beyond the last bound."""
_FIRST = (1, 2, 5)


@dataclass(frozen=True)
class Scale:
    """Hours above which a week takes the next step: 0, `first`, and so on."""

    first: int = 1

    @property
    def bounds(self) -> tuple[int, ...]:
        """«до 1», «до 2», «до 4», «до 8», beyond it «больше 8»."""
        return self.first, 2 * self.first, 4 * self.first, 8 * self.first

    def level(self, hours: float) -> int:
        """From 0 (none) to 5 (more than the last bound)."""
        return bisect_left((0, *self.bounds), hours)


def scale_of(weeks: Sequence[float]) -> Scale:
    """1, 2, 4 and 8 hours, so that pages look alike; of five, ten times as much where more than a tenth of the weeks go beyond."""
    met = [hours for hours in weeks if hours]
    scales = (Scale(first * 10**size) for size in count() for first in _FIRST)
    return next(scale for scale in scales if sum(hours > scale.bounds[-1] for hours in met) <= _RARE * len(met))

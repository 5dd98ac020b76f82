"""What an indicator is, and the kinds of values that indicators give. Pure: no SQL, no Dash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Indicator:
    """One number that the programme is steered by, defined beside its formula. All texts are Russian."""

    key: str
    title: str
    unit: str
    what: str
    """One or two sentences: what is counted, and what is not."""
    formula: str
    sheets: tuple[str, ...]
    """The sheets its numbers come from, by their Russian names."""
    why: str
    """The decision it serves."""
    better: Literal["more", "less", "neither"] = "neither"
    kind: Literal["count", "share", "median", "days", "hours", "range"] = "count"
    measures: tuple[str, ...] = ()
    """Keys of the measures it is made of."""

    @property
    def source(self) -> str:
        return named_sheets(self.sheets)


def named_sheets(sheets: Iterable[str]) -> str:
    """«лист «Этапы»», «листы «Этапы», «Услуги»»: each once, in the order of their first mention."""
    names = list(dict.fromkeys(sheets))
    return f"{'лист' if len(names) == 1 else 'листы'} {', '.join(f'«{name}»' for name in names)}"


@dataclass(frozen=True)
class Share:
    """A part of a whole that never loses its denominator."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval; None of nothing."""
        n = self.denominator
        if not n or not 0 <= self.numerator <= n:
            return None
        p, z2 = self.numerator / n, Z_95**2
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z_95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        return max(0.0, centre - half), min(1.0, centre + half)

    def points_below(self, other: Share) -> float:
        """By how many percentage points this share is lower; 0 when either is of nothing.

        In whole numbers until the end, so that ten points are 10.0 and not a trifle more.
        """
        if not self.denominator or not other.denominator:
            return 0.0
        more = other.numerator * self.denominator - self.numerator * other.denominator
        return 100 * more / (self.denominator * other.denominator)


@dataclass(frozen=True)
class Progress:
    """A number on its way to a target; without a target there is no progress to speak of."""

    value: float
    target: float | None

    @property
    def missing(self) -> float:
        return max(0.0, self.target - self.value) if self.target is not None else 0.0

    @property
    def reached(self) -> bool:
        return self.target is not None and self.value >= self.target

    @property
    def filled(self) -> float:
        """How much of the track is filled, 0 to 1."""
        return min(1.0, self.value / self.target) if self.target else 0.0

    @property
    def tick(self) -> float | None:
        """Where the target lies on a track as long as the value, once it is passed."""
        return self.target / self.value if self.target is not None and self.value > self.target else None

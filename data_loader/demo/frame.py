"""What all parts of the demonstration are made within: the programme, the day, the size, and chance that repeats itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from data_loader.programme import City, Programme

Row = Mapping[str, Any]

HISTORY_DAYS = 620
"""Twenty months, so that every month of this year has one of last year beside it."""
_WEIGHTS = (5, 3, 2, 2, 3, 1)
"""How large the cities are beside each other; further cities are as small as the last."""


@dataclass(frozen=True)
class Frame:
    """`size` 1.0 is a programme like the first one: 150 participants, 55 organisations, 8 mentors, 1,180 people helped."""

    programme: Programme
    today: date
    seed: int
    size: float

    def chance(self, subject: str) -> Random:
        """Chance of its own for each subject: a change in one leaves the others as they are."""
        return Random(f"{self.seed}:{self.today}:{subject}")

    def many(self, full: int, least: int) -> int:
        return max(least, round(full * self.size))

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def cities(self, number: int, chance: Random) -> list[City]:
        """Cities for so many things: each once as far as they go, then the larger ones more often."""
        all_of_them = self.programme.cities
        weights = [_WEIGHTS[min(i, len(_WEIGHTS) - 1)] for i in range(len(all_of_them))]
        further = chance.choices(all_of_them, weights, k=max(0, number - len(all_of_them)))
        return [*all_of_them, *further][:number]

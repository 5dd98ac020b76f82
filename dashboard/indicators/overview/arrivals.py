"""Who waits now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

Arrivals = Mapping[tuple[str, str, date], int]
"""How many wait by city, step and day of arrival there."""


def of_cities(arrivals: Arrivals, cities: Collection[str]) -> Arrivals:
    return {key: count for key, count in arrivals.items() if key[0] in cities}

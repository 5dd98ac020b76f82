"""Settlements with what was counted there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import NamedTuple

from dashboard.indicators.table import Cell, Table, table
from data_loader.names import match_key
from data_loader.programme import Programme

NEW_PEOPLE = "Людей впервые"
"""Of a month people are those who were helped for the first time then."""
UNFINISHED = "месяц не окончен"
ITSELF = "сам город"
"""Said beside a city of the programme: its row counts neither the villages around it nor the people helped there."""


class Settlement(NamedTuple):
    """One settlement with what was counted there. `is_city`: it is a city of the programme itself."""

    key: str
    name: str
    city: str
    lat: float | None
    lon: float | None
    people: int
    services: int
    is_city: bool

    @property
    def where(self) -> tuple[float, float] | None:
        """Latitude and longitude, where both are known."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


@dataclass(frozen=True)
class Beneficiaries:
    """All settlements of the programme, the largest first; `people` and `services` are the totals of what is shown.

    `new`: these are counts of one month, so people are those who were helped for the first time then. `cities`: the chosen ones; a
    place belongs to one city, and a city with its places is more than the city itself.
    """

    settlements: tuple[Settlement, ...]
    people: int
    services: int
    new: bool = False
    cities: tuple[str, ...] = ()
    unfinished: bool = False
    """The month is not over."""

    @cached_property
    def reached(self) -> tuple[Settlement, ...]:
        """Settlements where somebody was helped."""
        return tuple(s for s in self.settlements if s.people or s.services)

    @cached_property
    def not_reached(self) -> tuple[Settlement, ...]:
        return tuple(s for s in self.settlements if not s.people and not s.services)

    def by(self, unit: str) -> tuple[Settlement, ...]:
        """Settlements sorted by people or by services, the largest first."""
        return self._by_services if unit == "services" else self._by_people

    @cached_property
    def _by_people(self) -> tuple[Settlement, ...]:
        return tuple(sorted(self.reached, key=lambda s: (-s.people, s.name)))

    @cached_property
    def _by_services(self) -> tuple[Settlement, ...]:
        return tuple(sorted(self.reached, key=lambda s: (-s.services, -s.people, s.name)))


def count_of(settlement: Settlement, unit: str) -> int:
    return settlement.services if unit == "services" else settlement.people


Place = tuple[str, str, str, float | None, float | None]
"""A settlement on record: key, name, city, latitude, longitude."""


def on_record(places: Iterable[Place], programme: Programme) -> tuple[Settlement, ...]:
    """Settlements before anything is counted."""
    labels = {city.key: {match_key(label) for label in city.labels} for city in programme.cities}
    return tuple(
        Settlement(key, name or key, city, _known(lat), _known(lon), 0, 0, match_key(name) in labels.get(city, ()))
        for key, name, city, lat, lon in places
    )


def _known(coordinate: float | None) -> float | None:
    """Data frames make NaN of what is missing."""
    return None if coordinate is None or isnan(coordinate) else float(coordinate)


def beneficiaries(
    people: Mapping[str, int],
    services: Mapping[str, int],
    settlements: Sequence[Settlement],
    programme: Programme,
    *,
    cities: Sequence[str] = (),
    new: bool = False,
    unfinished: bool = False,
) -> Beneficiaries:
    """`people` and `services`: counts by the key of the place, of all cities."""
    found = [
        Settlement(*one[:5], people.get(one.key, 0), services.get(one.key, 0), one.is_city)
        for one in settlements
        if not cities or one.city in cities
    ]
    ordered = sorted(_told_apart(found, programme), key=lambda s: (-s.people, -s.services, s.name))
    return Beneficiaries(
        tuple(ordered), sum(s.people for s in ordered), sum(s.services for s in ordered), new, tuple(cities), unfinished
    )


def _told_apart(found: list[Settlement], programme: Programme) -> list[Settlement]:
    """Places of one name with their city: «Песчаное (Ишим)»; in the same city with their key too."""
    names = Counter(s.name for s in found)
    if len(names) == len(found):
        return found
    longer = [s._replace(name=f"{s.name} ({programme.city(s.city).name})") if names[s.name] > 1 else s for s in found]
    names = Counter(s.name for s in longer)
    return [s._replace(name=f"{s.name}, {s.key}") if names[s.name] > 1 and s.key != s.name else s for s in longer]


def all_together(values: Beneficiaries, programme: Programme) -> str:
    """The name of the sum: «Всего», of a city «Тюмень с округой»."""
    return f"{programme.city(values.cities[0]).name} с округой" if len(values.cities) == 1 else "Всего"


def settlements_table(values: Beneficiaries, programme: Programme, unit: str) -> Table:
    """One row per settlement, the largest first, and the total."""
    people, services = NEW_PEOPLE if values.new else "Число людей", "Число услуг"
    if values.unfinished:
        people, services = f"{people}, {UNFINISHED}", f"{services}, {UNFINISHED}"
    rows: list[tuple[Cell, ...]] = [
        (s.name, f"{programme.city(s.city).name}{f', {ITSELF}' if s.is_city else ''}", s.people, s.services)
        for s in (*values.by(unit), *values.not_reached)
    ]
    total = (all_together(values, programme), "", values.people, values.services)
    return table(f"Место | Город программы | #{people} | #{services}", [*rows, total], sums=1)

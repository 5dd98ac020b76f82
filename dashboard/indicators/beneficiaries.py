"""People helped and services given, by settlement: values, the message of the page, definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.indicators.cities import in_city
from dashboard.indicators.definition import Indicator
from dashboard.indicators.message import Message, heaviest
from dashboard.indicators.table import Cell, Table, table
from data_loader.names import match_key
from data_loader.programme import Programme


@dataclass(frozen=True)
class Settlement:
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
    def is_located(self) -> bool:
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True)
class Beneficiaries:
    """All settlements of the programme, the largest first; `people` and `services` are the totals of what is shown.

    `new`: these are counts of one month, so people are those who were helped for the first time then.
    """

    settlements: tuple[Settlement, ...]
    people: int
    services: int
    new: bool = False

    @property
    def reached(self) -> tuple[Settlement, ...]:
        """Settlements where somebody was helped."""
        return tuple(s for s in self.settlements if s.people or s.services)

    @property
    def not_reached(self) -> tuple[Settlement, ...]:
        return tuple(s for s in self.settlements if not s.people and not s.services)

    def by(self, unit: str) -> tuple[Settlement, ...]:
        """Settlements sorted by people or by services, the largest first."""
        return tuple(sorted(self.reached, key=lambda s: (-count_of(s, unit), -s.people, s.name)))


def count_of(settlement: Settlement, unit: str) -> int:
    return settlement.services if unit == "services" else settlement.people


def beneficiaries(
    people: pd.DataFrame,
    services: pd.DataFrame,
    places: pd.DataFrame,
    programme: Programme,
    *,
    cities: Sequence[str] = (),
    new: bool = False,
) -> Beneficiaries:
    """`people` and `services`: one row per place (columns place, count); `places`: one row per settlement on record."""
    helped, given = _by_place(people), _by_place(services)
    found = [
        _settlement(row, helped.get(row["place"], 0), given.get(row["place"], 0), programme)
        for row in places.to_dict("records")
        if not cities or row["city"] in cities
    ]
    ordered = tuple(sorted(_told_apart(found, programme), key=lambda s: (-s.people, -s.services, s.name)))
    return Beneficiaries(ordered, sum(helped.values()), sum(given.values()), new)


def _told_apart(found: Sequence[Settlement], programme: Programme) -> list[Settlement]:
    """Places of one name with their city: «Песчаное (Ишим)»; in the same city with their key too."""
    names = Counter(s.name for s in found)
    longer = [replace(s, name=f"{s.name} ({programme.city(s.city).name})") if names[s.name] > 1 else s for s in found]
    names = Counter(s.name for s in longer)
    return [replace(s, name=f"{s.name}, {s.key}") if names[s.name] > 1 and s.key != s.name else s for s in longer]


def _settlement(row: Mapping[Hashable, Any], people: int, services: int, programme: Programme) -> Settlement:
    return Settlement(
        key=row["place"],
        name=row["name"] or row["place"],
        city=row["city"],
        lat=_coordinate(row["lat"]),
        lon=_coordinate(row["lon"]),
        people=people,
        services=services,
        is_city=_is_city(row["name"], row["city"], programme),
    )


def _by_place(frame: pd.DataFrame) -> dict[str, int]:
    return {str(place): int(count) for place, count in zip(frame["place"], frame["count"], strict=True)}


def _coordinate(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _is_city(name: str, city: str, programme: Programme) -> bool:
    own = next((item for item in programme.cities if item.key == city), None)
    return own is not None and match_key(name) in {match_key(label) for label in own.labels}


# --- the message of the page ----------------------------------------------------------------------------------------------

_FRACTIONS = {
    Fraction(9, 10): "Девять из десяти",
    Fraction(4, 5): "Четыре пятых",
    Fraction(3, 4): "Три четверти",
    Fraction(2, 3): "Две трети",
    Fraction(1, 2): "Половина",
    Fraction(1, 3): "Треть",
    Fraction(1, 4): "Четверть",
}
_FEMININE = ("Половина", "Треть", "Четверть")
_TOLERANCE = Fraction(2, 100)
_IN_PLACES = ("населённом пункте", "населённых пунктах", "населённых пунктах")
_MORE_PLACES = ("месте", "местах", "местах")
_IN_CITIES = ("городе", "городах", "городах")

Rule = Callable[[Beneficiaries, Programme], Message | None]


def message(values: Beneficiaries, programme: Programme, *, unit: str = "", category: str = "") -> Message:
    """The one sentence the map says first; `category` is the name of the chosen category, if any."""
    if unit == "services":
        return Message(0, _neutral_services(values, category), "neutral")
    if category or not values.people:
        return Message(0, _neutral_people(values, category), "neutral")
    rules: tuple[Rule, ...] = (_one_place_dominates, _cities_and_the_rest)
    found = [rule(values, programme) for rule in rules]
    return heaviest([Message(0, _neutral_people(values, category), "neutral"), *found])


def _neutral_people(values: Beneficiaries, category: str) -> str:
    whose = f" категории {formats.quoted(category)}" if category else ""
    if not values.people:
        return f"{_whom(values).capitalize()}{whose} в выбранных данных пока нет"
    helped = sum(1 for s in values.settlements if s.people)
    where = _in_places(helped)
    return f"{formats.counted(values.people, *_all_words(values))}{whose} {where}"


def _in_places(number: int) -> str:
    """«в 46 населённых пунктах», «в одном населённом пункте»."""
    return (
        f"в{formats.NBSP}{'одном' if number == 1 else formats.number(number)}{formats.NBSP}{formats.plural(number, *_IN_PLACES)}"
    )


def _whom(values: Beneficiaries) -> str:
    """Genitive, plural."""
    return "новых благополучателей" if values.new else "благополучателей"


def _neutral_services(values: Beneficiaries, category: str) -> str:
    whose = f" категории {formats.quoted(category)}" if category else ""
    if not values.services:
        return f"Услуг{whose} в выбранных данных пока нет"
    given = sum(1 for s in values.settlements if s.services)
    where = _in_places(given)
    return f"{formats.counted(values.services, *formats.SERVICES)}{whose} {where}"


def _one_place_dominates(values: Beneficiaries, programme: Programme) -> Message | None:
    """Somewhere more than half of all people were helped, and there were enough people and places to say so."""
    if len(values.reached) < 3 or values.people < formats.SMALL_GROUP:
        return None
    most = max(values.reached, key=lambda s: s.people)
    if most.people * 2 <= values.people:
        return None
    where = _where(most, programme)
    if most.people == values.people:
        return Message(20, f"Все {formats.counted(values.people, *_all_words(values))} — {where}", "one place")
    return Message(20, f"Больше половины {_whom(values)} — {where}: {formats.out_of(most.people, values.people)}", "one place")


def _all_words(values: Beneficiaries) -> tuple[str, str, str]:
    return formats.NEW_BENEFICIARIES if values.new else formats.BENEFICIARIES


def _where(settlement: Settlement, programme: Programme) -> str:
    if settlement.is_city:
        return in_city(programme.city(settlement.city))
    return f"в{formats.NBSP}месте {formats.quoted(settlement.name)}"


def _cities_and_the_rest(values: Beneficiaries, programme: Programme) -> Message | None:
    """How people are shared between the cities of the programme and all other settlements."""
    cities = [s for s in values.reached if s.is_city and s.people]
    others = [s for s in values.reached if not s.is_city and s.people]
    if not cities or not others or values.people < formats.SMALL_GROUP:
        return None
    inside = sum(s.people for s in cities)
    in_cities = f"в {formats.number_word(len(cities), 'gen')} {formats.plural(len(cities), *_IN_CITIES)}"
    if len(cities) == 1:
        in_cities = _where(cities[0], programme)
    count = "одном" if len(others) == 1 else formats.number(len(others))
    elsewhere = f"ещё в{formats.NBSP}{count}{formats.NBSP}{formats.plural(len(others), *_MORE_PLACES)}"
    share = _fraction(Fraction(inside, values.people))
    if share is None:
        words = formats.OF_NEW_BENEFICIARIES if values.new else formats.OF_BENEFICIARIES
        people = f"{formats.out_of(inside, values.people)} {formats.plural(values.people, *words)}"
        text = f"{people} {formats.agree(inside, 'получил', 'получили')} помощь {in_cities}, остальные — {elsewhere}"
        return Message(10, text, "cities")
    word, rest = share
    got = "получила" if word in _FEMININE else "получили"
    return Message(10, f"{word} {_whom(values)} {got} помощь {in_cities}, {rest} — {elsewhere}", "cities")


def _fraction(share: Fraction) -> tuple[str, str] | None:
    """A plain fraction within two points of the share, and its rest; None when no word is true enough."""
    word = min(_FRACTIONS, key=lambda fraction: abs(fraction - share))
    if abs(word - share) > _TOLERANCE:
        return None
    rest = _FRACTIONS.get(1 - word, "остальные").lower()
    return _FRACTIONS[word], rest


# --- definitions ------------------------------------------------------------------------------------------------------------

INDICATORS = (
    Indicator(
        key="people_reached",
        title="Благополучатели",
        unit="человек",
        what="Люди, которым организации программы оказали хотя бы одну услугу. Каждый посчитан один раз, "
        "по первой услуге: наименьшие дата, организация, услуга и место.",
        formula="Число разных кодов благополучателей; место, категория и месяц — первой услуги",
        sheets=("Услуги", "Населённые пункты"),
        better="more",
        why="Ради них существует программа; цель считает людей, а не услуги.",
        measures=("people_reached", "people_reached_city"),
    ),
    Indicator(
        key="services_given",
        title="Услуги",
        unit="услуга",
        what="Услуги, которые организации программы оказали благополучателям.",
        formula="Сумма столбца «Количество»; пустое количество — одна услуга",
        sheets=("Услуги", "Населённые пункты"),
        better="more",
        why="Показывает объём помощи: один человек может получить много услуг.",
        measures=("services_given", "services_given_city"),
    ),
)


PEOPLE_OF_MONTH = "Людей впервые"
"""Of a month people are those who were helped for the first time then."""


def settlements_table(values: Beneficiaries, unit: str) -> Table:
    """One row per settlement, the largest first, and the total."""
    people = PEOPLE_OF_MONTH if values.new else "Людей"
    rows: list[tuple[Cell, ...]] = [(s.name, s.people, s.services) for s in (*values.by(unit), *values.not_reached)]
    return table(f"Место | #{people} | #Услуг", [*rows, ("Всего", values.people, values.services)], sums=1)

"""The one sentence the map says first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.grammar import Noun, in_some, nouns, part_of, verbs
from dashboard.indicators.beneficiaries.settlements import Beneficiaries, Settlement, count_of
from dashboard.indicators.cities import in_city
from dashboard.indicators.message import Message, first
from data_loader.programme import City, Programme


@dataclass(frozen=True)
class _Said:
    """What the sentence counts; `whose`: «категории „Молодёжь“»."""

    values: Beneficiaries
    programme: Programme
    unit: str
    whose: str

    @property
    def noun(self) -> Noun:
        if self.unit == "services":
            return nouns.SERVICE
        return nouns.NEW_BENEFICIARY if self.values.new else nouns.BENEFICIARY

    @property
    def all(self) -> int:
        return self.values.services if self.unit == "services" else self.values.people

    @property
    def reached(self) -> Sequence[Settlement]:
        return [s for s in self.values.by(self.unit) if count_of(s, self.unit)]

    @property
    def inside(self) -> int:
        """In the cities of the programme themselves, without the villages around them."""
        return sum(count_of(s, self.unit) for s in self.reached if s.is_city)

    @property
    def counted(self) -> str:
        return f"{self.noun.counted(self.all)}{self.whose}"


Rule = Callable[[_Said], Message | None]


def message(values: Beneficiaries, programme: Programme, *, unit: str = "", category: str = "") -> Message:
    """The one sentence the map says first; `category` is the name of the chosen category, if any."""
    said = _Said(values, programme, unit, f" категории {formats.quoted(category)}" if category else "")
    people = (_one_place_dominates, _cities_and_the_rest) if unit != "services" and not category else ()
    rules: tuple[Rule, ...] = (_nothing, _one_city, *people, _in_so_many_places)
    return first(rule(said) for rule in rules)


def _nothing(said: _Said) -> Message | None:
    if said.all:
        return None
    return Message(f"{formats.capital(said.noun.case(0, 'gen'))}{said.whose} в выбранных данных пока нет", "nothing")


def _one_city(said: _Said) -> Message | None:
    """A city that is chosen comes with the villages around it: which of the two numbers is which."""
    if len(said.values.cities) != 1:
        return None
    city = said.programme.city(said.values.cities[0])
    if said.inside == said.all:
        text = f"{said.counted} — только {_in_city_itself(city)}"
    elif not said.inside:
        text = f"{said.counted} — только в{formats.NBSP}округе {city.forms.gen or f'города {city.name}'}"
    else:
        text = f"{said.counted} {in_city(city)} с{formats.NBSP}округой, из них {formats.number(said.inside)} — в самом городе"
    return Message(text, "one city")


def _in_city_itself(city: City) -> str:
    return f"в{formats.NBSP}самом городе {city.name}"


def _one_place_dominates(said: _Said) -> Message | None:
    """Somewhere more than half of all people were helped, and there were enough people and places to say so."""
    if len(said.values.reached) < 3 or said.all < formats.SMALL_GROUP:
        return None
    most = said.reached[0]
    if most.people * 2 <= said.all:
        return None
    where = _where(most, said.programme)
    if most.people == said.all:
        return Message(f"{formats.capital(said.noun.all_of(said.all))} — {where}", "one place")
    whose = said.noun.case(0, "gen")
    return Message(f"Больше половины {whose} — {where}: {formats.out_of(most.people, said.all)}", "one place")


def _where(settlement: Settlement, programme: Programme) -> str:
    if settlement.is_city:
        return _in_city_itself(programme.city(settlement.city))
    return f"в{formats.NBSP}месте {formats.quoted(settlement.name)}"


def _cities_and_the_rest(said: _Said) -> Message | None:
    """How people are shared between the cities of the programme and all other settlements."""
    cities, others = ([s for s in said.reached if s.is_city is inside] for inside in (True, False))
    if not cities or not others or said.all < formats.SMALL_GROUP:
        return None
    received = part_of(verbs.RECEIVED, said.inside, said.all, said.noun)
    rest = f"{formats.number(said.all - said.inside)} — ещё в{formats.NBSP}{_so_many(nouns.PLACE, len(others))}"
    return Message(f"Помощь {_in_cities(cities, said)} {received}, {rest}", "cities")


def _in_cities(cities: Sequence[Settlement], said: _Said) -> str:
    """«в самих городах программы»; not in all of them «в самих городах программы (в 5 из 19)»."""
    all_of_them = len(said.values.cities or said.programme.cities)
    if len(cities) == 1:
        return _where(cities[0], said.programme)
    whose = "выбранных городах" if said.values.cities else "городах программы"
    some = f" ({in_some(len(cities), all_of_them, nouns.CITY)})" if len(cities) < all_of_them else ""
    return f"в{formats.NBSP}самих {whose}{some}"


def _in_so_many_places(said: _Said) -> Message:
    return Message(f"{said.counted} в{formats.NBSP}{_so_many(nouns.SETTLEMENT, len(said.reached))}", "neutral")


def _so_many(noun: Noun, number: int) -> str:
    """«одном месте», «36 местах», after «в»."""
    return f"одном{formats.NBSP}{noun.case(1, 'loc')}" if number == 1 else noun.counted_in(number, "loc")

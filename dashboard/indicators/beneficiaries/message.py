"""The one sentence the map says first."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from dashboard import formats
from dashboard.indicators.beneficiaries.settlements import Beneficiaries, Settlement
from dashboard.indicators.cities import in_city
from dashboard.indicators.message import Message, heaviest
from data_loader.programme import Programme

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

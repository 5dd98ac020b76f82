"""How each of the four numbers is called and said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard import formats
from dashboard.grammar import Noun, nouns, verbs
from dashboard.indicators.overview.definitions import ENROLLED, HOURS, PEOPLE, REGISTERED
from dashboard.indicators.overview.numbers import Number


@dataclass(frozen=True)
class Words:
    """`name` and `towards` as in «отстаёт набор», «цель по набору»; `fact` says a value, `nothing` a month that brought nobody, `none`
    that there was none ever.
    """

    name: str
    towards: str
    noun: Noun
    fact: Callable[[float], str]
    nothing: str
    none: str


def _enrolled(value: float) -> str:
    return f"{verbs.ENROLLED.of(value) if value else 'зачислено'} {nouns.PARTICIPANT.counted(value)}"


def _helped(value: float) -> str:
    return f"помогли {nouns.PERSON.counted_in(value, 'dat')}"


_WORDS = {
    ENROLLED.key: Words("набор", "набору", nouns.PARTICIPANT, _enrolled, "не зачислен никто", "Пока никто не зачислен"),
    REGISTERED.key: Words(
        "реестр",
        "реестру",
        nouns.ORGANISATION,
        lambda value: f"в{formats.NBSP}реестре {nouns.ORGANISATION.counted(value)}",
        "в реестр не вошла ни одна организация",
        "В реестре пока нет ни одной организации",
    ),
    PEOPLE.key: Words(
        "помощь людям", "помощи людям", nouns.BENEFICIARY, _helped, "новых людей не было", "Благополучателей пока нет"
    ),
    HOURS.key: Words(
        "работа наставников",
        "работе наставников",
        nouns.HOUR,
        lambda value: f"наставники провели {nouns.HOUR.counted(value)}",
        "не было ни часа встреч",
        "Встреч наставников пока не было",
    ),
}


def words_of(number: Number) -> Words:
    return _WORDS[number.indicator.key]


def fact(number: Number) -> str:
    """«зачислено 120 участников», «помогли 1 150 людям»."""
    return words_of(number).fact(number.value)

"""Words about cities: what several are together, and where something happened."""

from __future__ import annotations

import re

from dashboard import formats
from data_loader.programme import City, Programme

EVERYWHERE = "Все города"
"""What the cities shown are measured against."""


def together(shown: int, programme: Programme) -> str:
    """The sum of the cities shown: «Все города», or «Вместе» when they are only some of the programme's."""
    return EVERYWHERE if shown >= len(programme.cities) else "Вместе"


def here(chosen: int) -> str:
    """In the cities that are chosen: «в этом городе», «в этих городах»; nothing when none are."""
    return formats.bind("" if not chosen else "в этом городе" if chosen == 1 else "в этих городах")


_HARD_START = re.compile(r"^[вф][бвгджзйклмнпрстфхцчшщ]", re.IGNORECASE)


def in_city(city: City) -> str:
    """«в Тюмени», «во Владимире»; without the form «в городе Омск»."""
    if not city.forms.loc:
        return f"в{formats.NBSP}городе {city.name}"
    preposition = "во" if _HARD_START.match(city.forms.loc) else "в"
    return f"{preposition}{formats.NBSP}{city.forms.loc}"


def at_city(city: City, said: str) -> str:
    """«В Тюмени зачислен 41 человек»; without the form «Омск: зачислен 41 человек»."""
    return f"{formats.capital(in_city(city))} {said}" if city.forms.loc else f"{city.name}: {said}"

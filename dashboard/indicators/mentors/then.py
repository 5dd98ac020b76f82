"""What counts still know of the mentors as an earlier load had them: by city, without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard import formats
from dashboard.formats import NBSP
from dashboard.grammar import nouns
from dashboard.indicators.cities import together
from dashboard.indicators.mentors.workload import unfinished
from dashboard.indicators.table import Cell, Table, table
from data_loader.programme import Programme


@dataclass(frozen=True)
class CityThen:
    """Of a city on a day: open cases and organisations without a mentor; meetings and minutes of the month up to that day."""

    name: str
    cases: int
    without: int
    meetings: int
    minutes: int


@dataclass(frozen=True)
class Then:
    """All cities shown; `day` is the last one known, in the month chosen. `cases_known`: whether any case was ever recorded."""

    cities: tuple[CityThen, ...]
    day: date
    cases_known: bool

    @property
    def when(self) -> str:
        return f"{formats.in_month(self.day)}{unfinished(self.day)}"


def then_message(found: Then) -> str:
    """«В октябре у наставников 22 часа встреч; на 31 октября 36 открытых дел»."""
    hours = sum(city.minutes for city in found.cities) / 60
    meetings = sum(city.meetings for city in found.cities)
    text = f"{formats.capital(found.when)} {f'{nouns.HOUR.counted(hours)} встреч' if meetings else 'ни одной встречи'}"
    if not found.cases_known:
        return text
    cases = sum(city.cases for city in found.cities)
    opened = nouns.OPEN_CASE.counted(cases) if cases else "ни одного открытого дела"
    return f"{text}; на{NBSP}{formats.short_day(found.day)} — {opened}"


def then_table(found: Then, programme: Programme) -> Table:
    columns = f"Город | #Открытых дел | #Без наставника | #Встреч {found.when} | #Часов {found.when}"
    rows = [_row(city, found) for city in found.cities]
    if len(rows) < 2:
        return table(columns, rows)
    sums = (sum(of) for of in zip(*((c.cases, c.without, c.meetings, c.minutes) for c in found.cities), strict=True))
    return table(columns, [*rows, _row(CityThen(together(len(rows), programme), *sums), found)], sums=1)


def _row(city: CityThen, found: Then) -> tuple[Cell, ...]:
    known = (city.cases, city.without) if found.cases_known else (None, None)
    return city.name, *known, city.meetings, city.minutes / 60

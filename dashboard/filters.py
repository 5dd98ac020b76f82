"""What is shown: one frozen value that knows its URL; `sentence.py` says it in Russian.

`from_query` never fails: what it does not understand it leaves out, and says so in `dropped`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from dashboard import formats
from dashboard.parameters import MAX_QUERY, pack, parse_day, parse_load, unpack, write_load
from data_loader.programme import Named, Programme


@dataclass(frozen=True)
class Offer:
    """What a page lets its reader choose.

    `monthly`: its figures know only whole months, so `until` means the last complete one. `all_months`: without a month all are
    shown; with one, the month is the period and `until` says nothing.
    """

    parts: tuple[str, ...] = ("city", "cohort", "until")
    monthly: bool = False
    all_months: bool = False
    units: tuple[str, ...] = ()
    """Values of `unit` beside the page's default."""
    beside: tuple[str, ...] = ()
    """Parts that the page changes with controls of its own: in the sentence only where something is chosen."""


@dataclass(frozen=True)
class Filters:
    """Empty means «all» (cities, cohorts, category, track), «now» (until, known_at) or the page's own default (month, unit)."""

    cities: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    until: date | None = None
    month: date | None = None
    unit: str = ""
    track: str = ""
    category: str = ""
    known_at: date | int | None = None
    dropped: tuple[str, ...] = field(default=(), compare=False)
    """Sentences about what the link asked for and could not have."""

    @classmethod
    def from_query(
        cls,
        query: str,
        programme: Programme,
        *,
        today: date | None = None,
        cohorts: Sequence[str] | None = None,
        units: Sequence[str] | None = None,
    ) -> Filters:
        """Reads a query string, with or without its «?».

        With `today`, days from today on mean «now»; with `cohorts` and `units`, only those are known.
        """
        return _Reader(query, programme, today, cohorts, units).filters()

    def to_query(self) -> str:
        """The canonical query string, without «?»; defaults are left out."""
        return urlencode({key: value for key, value in self.parameters().items() if value}, safe=",:")

    def parameters(self) -> dict[str, str]:
        """Every parameter of the query in its canonical order, packed; blank where it says nothing."""
        return {
            "city": pack(self.cities),
            "cohort": pack(self.cohorts),
            "until": _iso(self.until),
            "month": f"{self.month:%Y-%m}" if self.month else "",
            "unit": self.unit,
            "track": self.track,
            "category": self.category,
            "known_at": write_load(self.known_at) if isinstance(self.known_at, int) else _iso(self.known_at),
        }

    def href(self, path: str) -> str:
        """A link to this view on a page."""
        query = self.to_query()
        return f"{path}?{query}" if query else path

    def but(self, **changes: object) -> Filters:
        """The same view with something changed: `filters.but(cities=("ishim",)).href("/stages")`."""
        return replace(self, dropped=(), **changes)  # type: ignore[arg-type]

    def city_keys(self, programme: Programme) -> tuple[str, ...]:
        """The cities shown, in the programme's order; never empty."""
        return self.cities or tuple(city.key for city in programme.cities)

    def chosen(self, offer: Offer) -> tuple[str, ...]:
        """What the reader chose and a page heeds: what «Сбросить» would take back."""
        return tuple(part for part in self._given if part in heeded(offer, self))

    def ignored(self, offer: Offer) -> tuple[str, ...]:
        """What came along with the address and a page does not heed."""
        return tuple(part for part in self._given if part not in heeded(offer, self))

    @property
    def _given(self) -> list[str]:
        parts = {"city": self.cities, "cohort": self.cohorts, "until": self.until, "month": self.month, "category": self.category}
        return [part for part, value in parts.items() if value]


def heeded(offer: Offer, filters: Filters) -> tuple[str, ...]:
    """The parts of an address that a page heeds; a month is the period where all months are offered, and a last day says nothing."""
    parts = (*offer.parts, *offer.beside)
    return tuple(part for part in parts if part != "until") if offer.all_months and filters.month else parts


def _iso(value: date | None) -> str:
    return formats.iso(value) if value else ""


# --- reading a query ----------------------------------------------------------------------------------------

_MONTH = re.compile(r"\d{4}-\d{2}")
_UNIT = re.compile(r"[a-z][a-z_]{0,40}")


class _Reader:
    """One query string, read once; collects sentences about what it leaves out."""

    def __init__(
        self,
        query: str,
        programme: Programme,
        today: date | None,
        cohorts: Sequence[str] | None,
        units: Sequence[str] | None,
    ) -> None:
        self._programme = programme
        self._today = today
        self._cohorts = cohorts
        self._units = units
        self._dropped: list[str] = []
        self._values: dict[str, list[str]] = {}
        for key, value in parse_qsl(query.lstrip("?")[:MAX_QUERY].replace("\0", "")):
            self._values.setdefault(key, []).append(value)

    def filters(self) -> Filters:
        found = Filters(
            cities=self._keys("city", self._programme.cities, "неизвестный город", "неизвестные города"),
            cohorts=self._known_cohorts(),
            until=self._until(),
            month=self._month(),
            unit=self._unit(),
            track=self._key("track", self._programme.tracks, "неизвестный реестр"),
            category=self._key("category", self._programme.categories, "неизвестная категория"),
            known_at=self._known_at(),
        )
        return replace(found, dropped=tuple(self._dropped))

    def _last(self, name: str) -> str:
        return self._values.get(name, [""])[-1].strip()

    def _many(self, name: str) -> list[str]:
        """Values of a parameter, packed or repeated, each once."""
        return list(dict.fromkeys(part for text in self._values.get(name, []) for part in unpack(text)))

    def _drop(self, what: str, values: Iterable[str], instead: str) -> None:
        names = ", ".join(formats.quoted(_shortened(value)) for value in values)
        self._dropped.append(f"В ссылке {what} {names}: {instead}.")

    def _keys(self, name: str, allowed: Sequence[Named], one: str, several: str) -> tuple[str, ...]:
        asked = [value.strip() for value in self._many(name)]
        known = tuple(item.key for item in allowed if item.key in asked)
        if unknown := [key for key in asked if key not in known]:
            self._drop(
                one if len(unknown) == 1 else several,
                unknown,
                "показаны остальные" if known else "показаны все",
            )
        return () if len(known) == len(allowed) else known

    def _key(self, name: str, allowed: Sequence[Named], what: str) -> str:
        asked = self._last(name)
        if not asked or any(item.key == asked for item in allowed):
            return asked
        self._drop(what, [asked], "этот выбор пропущен")
        return ""

    def _known_cohorts(self) -> tuple[str, ...]:
        asked = sorted(self._many("cohort"))
        if self._cohorts is None:
            return tuple(asked)
        known = tuple(cohort for cohort in asked if cohort in self._cohorts)
        if unknown := [cohort for cohort in asked if cohort not in known]:
            what = "неизвестный поток" if len(unknown) == 1 else "неизвестные потоки"
            self._drop(what, unknown, "показаны остальные" if known else "показаны все")
        return () if known and len(known) == len(self._cohorts) else known

    def _until(self) -> date | None:
        until = self._day(self._last("until"), "показано по последний день")
        return None if until and self._today and until >= self._today else until

    def _known_at(self) -> date | int | None:
        asked = self._last("known_at")
        if (load := parse_load(asked)) is not None:
            return load
        known_at = self._day(asked, "показаны последние данные")
        return None if known_at and self._today and known_at >= self._today else known_at

    def _day(self, asked: str, instead: str) -> date | None:
        value = parse_day(asked)
        if asked and value is None:
            self._drop("непонятная дата", [asked], instead)
        return value

    def _month(self) -> date | None:
        asked = self._last("month")
        value = parse_day(f"{asked}-01") if _MONTH.fullmatch(asked) else None
        if asked and value is None:
            self._drop("непонятный месяц", [asked], "этот выбор пропущен")
        elif value and self._today and value > self._today:
            self._drop("будущий месяц", [asked], "этот выбор пропущен")
            return None
        return value

    def _unit(self) -> str:
        asked = self._last("unit")
        known = asked in self._units if self._units is not None else bool(_UNIT.fullmatch(asked))
        if asked and not known:
            self._drop("неизвестная единица", [asked], "показана обычная")
        return asked if known else ""


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"

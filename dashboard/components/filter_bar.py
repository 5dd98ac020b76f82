"""The filter bar: a sentence whose words can be changed, and at its right the date and load of the data.

A native form with native menus: with scripts a choice is answered at once (`assets/scripts/view.js`), without them the form asks for
the page anew. Controls are named as `Filters` reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.components.markup import draw
from dashboard.components.parts import together
from dashboard.filters import Filters, Offer
from dashboard.parameters import pack
from dashboard.sentence import Phrase, phrases
from dashboard.stamp import Stamp
from data_loader.programme import Programme


@dataclass(frozen=True)
class Choices:
    """What can be chosen, from the data: enrolled people per city, cohorts on record, months that have data."""

    enrolled: Mapping[str, int] = field(default_factory=dict)
    cohorts: Sequence[str] = ()
    months: Sequence[date] = ()


@dataclass(frozen=True)
class Bar:
    """What the filter bar is made of."""

    filters: Filters
    programme: Programme
    today: date
    offer: Offer
    choices: Choices
    stamp: Stamp
    path: str


@dataclass(frozen=True)
class _Word:
    """A part of the sentence as it is drawn: plain words, then a menu or fixed words."""

    before: str
    drawn: Markup


def filter_bar(bar: Bar) -> Markup:
    said = phrases(bar.filters, bar.programme, bar.today, bar.offer, with_cohorts=bool(bar.choices.cohorts))
    words = [_Word(_before(phrase, first=number == 0), _word(phrase, bar)) for number, phrase in enumerate(said)]
    reset = ""
    if bar.filters.chosen(bar.offer):
        reset = bar.filters.but(cities=(), cohorts=(), until=None, month=None, category="").href(bar.path)
    own = {*(phrase.part for phrase in said), *_beside(bar.offer)}
    kept = [(name, value) for name, value in bar.filters.parameters().items() if value and name not in own]
    demo = bar.stamp.load and bar.stamp.demo
    return draw("filter_bar.html", "bar", bar.path, kept, words, reset, _ignored(bar), _fresh(bar.stamp), demo)


def known_bar(filters: Filters, stamp: Stamp, today: date, path: str) -> Markup:
    """The dark bar over a view of the past; nothing over the newest data."""
    if filters.known_at is None:
        return Markup("")
    when = f"на {formats.day(today)}"
    if isinstance(filters.known_at, int):
        when = f"после загрузки № {filters.known_at}, {formats.day(stamp.day)}"
    return draw("filter_bar.html", "known", when, filters.but(known_at=None).href(path))


# --- inside -------------------------------------------------------------------------------------------------


_IGNORED = {"city": "город", "cohort": "поток", "until": "последний день", "month": "месяц", "category": "категория"}


def _ignored(bar: Bar) -> str:
    """«Последний день и поток здесь не действуют»: what came along in the address is not passed over in silence."""
    names = [_IGNORED[part] for part in bar.filters.ignored(bar.offer)]
    if not names:
        return ""
    return f"{formats.capital(formats.listed(names))} здесь не {formats.agree(len(names), 'действует', 'действуют')}"


def _beside(offer: Offer) -> tuple[str, ...]:
    """Parts of the form that stand elsewhere on the page: switches and pills."""
    return (*offer.beside, *(("unit",) if offer.units else ()))


def _before(phrase: Phrase, *, first: bool) -> str:
    words = formats.capital(phrase.before) if first else phrase.before
    return f"{words} " if words else ""


def _fresh(stamp: Stamp) -> str:
    if not stamp.load:
        return "Данных ещё нет"
    return stamp.on() if stamp.demo else f"Данные {stamp.on()}"


def _word(phrase: Phrase, bar: Bar) -> Markup:
    if phrase.part == "city" and len(bar.programme.cities) == 1:
        return draw("filter_bar.html", "fixed", phrase.words)
    label, content = _MENUS[phrase.part]
    return draw("filter_bar.html", "menu", phrase.part, phrase.words, label, content(bar))


def _cities(bar: Bar) -> Markup:
    enrolled = bar.choices.enrolled
    options = [(city.key, city.name, _count(enrolled.get(city.key))) for city in bar.programme.cities]
    control = draw("filter_bar.html", "choices", "checkbox", "city", options, bar.filters.cities)
    return together(control, _foot("зачислено человек", "Все города", bar.filters.but(cities=()).href(bar.path)))


def _count(number: int | None) -> str:
    return "" if number is None else formats.number(number)


def _cohorts(bar: Bar) -> Markup:
    options = [(pack([cohort]), cohort or "без названия", "") for cohort in bar.choices.cohorts]
    control = draw("filter_bar.html", "choices", "checkbox", "cohort", options, [pack([one]) for one in bar.filters.cohorts])
    return together(control, _foot("", "Все потоки", bar.filters.but(cohorts=()).href(bar.path)))


def _categories(bar: Bar) -> Markup:
    options = [("", "Все категории", ""), *((category.key, category.name, "") for category in bar.programme.categories)]
    return draw("filter_bar.html", "choices", "radio", "category", options, [bar.filters.category])


def _months(bar: Bar) -> Markup:
    """Newest first; the default is the month of today, or all months where the page can show them."""
    default, chosen = None if bar.offer.all_months else bar.today.replace(day=1), bar.filters.month
    known = {month for month in (default, *bar.choices.months, chosen) if month}
    options = [("", "Все месяцы", "")] if default is None else []
    options += [("" if month == default else f"{month:%Y-%m}", formats.month(month), "") for month in sorted(known, reverse=True)]
    value = f"{chosen:%Y-%m}" if chosen and chosen != default else ""
    return draw("filter_bar.html", "choices", "radio", "month", options, [value], tall=True)


def _until(bar: Bar) -> Markup:
    day, last = formats.iso(bar.filters.until or bar.today), formats.iso(bar.today)
    control = draw("filter_bar.html", "until", day, last, _EARLIEST)
    return together(control, _foot("", "По последний день", bar.filters.but(until=None).href(bar.path)))


_EARLIEST = "1990-01-01"
"""Before this a day is a slip of the finger."""

_MENUS: dict[str, tuple[str, Callable[[Bar], Markup]]] = {
    "city": ("Города", _cities),
    "cohort": ("Потоки", _cohorts),
    "category": ("Категория", _categories),
    "month": ("Месяц", _months),
    "until": ("События по какой день", _until),
}


def _foot(words: str, link: str, href: str) -> Markup:
    return draw("filter_bar.html", "foot", words, link, href)

"""Numbers, dates and words as a Russian reader expects them. All rounding happens here, and only here.

Thousands are parted and units bound by U+00A0; the typeface has no arrows, no U+202F and no U+2011, so none
is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime
from pyphen import Pyphen

NBSP = "\u00a0"
JOINER = "\u2060"
"""Seen by nobody: no line ends between what it joins."""
LOCALE = Locale("ru")
SMALL_GROUP = 10
"""Below this denominator a share is printed without per cent."""

Gender = Literal["m", "f", "n"]
Number = int | float | Decimal


# --- numbers ------------------------------------------------------------------------------------------------


def rounded(value: Number, digits: int) -> Decimal:
    """Half up, as people round: 4.25 -> 4.3. A float is taken at its printed value, so 0.125 is not 0.12499…"""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def number(value: Number, digits: int = 1) -> str:
    """1150 -> «1 150», 400.5 -> «400,5», 3.0 -> «3»: at most `digits` decimals, no trailing zeros."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", NBSP).replace("-", "−")
    shown = rounded(value, digits)
    text = f"{abs(shown):,f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    sign = "−" if shown < 0 else ""
    return sign + whole.replace(",", NBSP) + (f",{fraction}" if fraction else "")


def signed(value: Number, digits: int = 1) -> str:
    """A change: «+1», «−2», «0»."""
    text = number(value, digits)
    return text if text.startswith("−") or text == "0" else f"+{text}"


def points(part: Number, whole: Number, digits: int = 1) -> Decimal:
    """A share in per cent as a number, of a `whole` that is not 0: 33.3, always with its decimals."""
    return rounded(Decimal(str(part)) * 100 / Decimal(str(whole)), digits)


def percent_of(part: Number, whole: Number) -> str:
    """A share in whole per cent, half up, of a `whole` that is not 0: «13 %».

    Only nothing is 0 % and only all is 100 %: «<1 %», «>99 %».
    """
    whole_points = int(points(part, whole, 0))
    text = "<1" if whole_points == 0 and part > 0 else ">99" if whole_points == 100 and part < whole else str(whole_points)
    return f"{text}{NBSP}%"


def percent(ratio: Number) -> str:
    """0.5 -> «50 %»."""
    return f"{number(rounded(Decimal(str(ratio)) * 100, 0))}{NBSP}%"


def out_of(part: Number, whole: Number) -> str:
    """«13 из 26», never broken at «из»."""
    return f"{number(part)} из{NBSP}{number(whole)}"


def share(part: Number, whole: Number) -> str:
    """«13 из 26, 50 %»; «3 из 7» without per cent below ten; «0 из 0» is said as it is."""
    if whole < SMALL_GROUP:
        return out_of(part, whole)
    return f"{out_of(part, whole)}, {percent_of(part, whole)}"


def interval(low: float, high: float) -> str:
    """A confidence interval of a share: «(интервал 17–50 %)»."""
    return f"(интервал {_points(low)}–{_points(high)}{NBSP}%)"


def _points(ratio: float) -> str:
    return number(rounded(Decimal(str(ratio)) * 100, 0))


# --- names in narrow columns ---------------------------------------------------------------------------------

SHY = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+")


def breakable(name: str, longest: int = 10) -> str:
    """A name for a narrow column: words of more letters than `longest` may break at a syllable, «Сопро­вож­де­ние»."""
    return _WORD.sub(lambda word: _parted(word[0]) if len(word[0]) > longest else word[0], name)


def _parted(word: str) -> str:
    """The dictionary of syllables knows no «ё»."""
    known = _syllables("en_US" if word.isascii() else "ru").positions(word.replace("ё", "е"))
    return SHY.join(word[start:end] for start, end in pairwise([0, *known, len(word)]))


@cache
def _syllables(language: str) -> Pyphen:
    return Pyphen(lang=language, left=3, right=3)


# --- counted nouns and verbs --------------------------------------------------------------------------------


def plural(n: Number, one: str, few: str, many: str) -> str:
    """The form of a noun after a number: 1 час, 2 часа, 5 часов; a fraction takes the `few` form, «0,5 часа»."""
    if _is_fraction(n):
        return few
    return {"one": one, "few": few}.get(_form(abs(int(n))), many)


@lru_cache(maxsize=4096)
def _form(n: int) -> str:
    return str(LOCALE.plural_form(n))


def _is_fraction(n: Number) -> bool:
    return not isinstance(n, int) and number(n) != number(rounded(n, 0))


def counted(n: Number, one: str, few: str, many: str) -> str:
    """«5 организаций»: the number bound to its noun."""
    return f"{number(n)}{NBSP}{plural(n, one, few, many)}"


def days_genitive(n: Number) -> str:
    """After «больше», «дольше», «до»: «21 дня», «30 дней»."""
    return counted(n, "дня", "дней", "дней")


def agree(n: Number, singular: str, plural_: str) -> str:
    """The form of a verb that agrees with a counted subject: «ждёт 1», «ждёт 21», «ждут 2», «ждут 5»."""
    return plural(n, singular, plural_, plural_)


def passed(n: Number, masculine: str, feminine: str, neuter: str, plural_: str, *, gender: Gender = "m") -> str:
    """A past form that agrees in gender with one counted thing: «выбыл 1», «дошла 1 организация», «выбыли 2»."""
    one = {"m": masculine, "f": feminine, "n": neuter}[gender]
    return plural(n, one, plural_, plural_)


HOURS = ("час", "часа", "часов")
DAYS = ("день", "дня", "дней")
PEOPLE = ("человек", "человека", "человек")
PARTICIPANTS = ("участник", "участника", "участников")
ORGANISATIONS = ("организация", "организации", "организаций")
SERVICES = ("услуга", "услуги", "услуг")
MENTORS = ("наставник", "наставника", "наставников")
CASES = ("дело", "дела", "дел")
ROWS = ("строка", "строки", "строк")
CITIES = ("город", "города", "городов")
MONTHS = ("месяц", "месяца", "месяцев")

AT_DECLARED = ("заявленном", "заявленных", "заявленных")
"""After «17,5 часа при 12»."""
OF_DECLARED = ("заявленного", "заявленных", "заявленных")
"""After «1 час из 170»."""

_COLLECTIVE = {2: "двое", 3: "трое", 4: "четверо", 5: "пятеро", 6: "шестеро", 7: "семеро"}
_CARDINAL = {
    1: ("один", "одного"),
    2: ("два", "двух"),
    3: ("три", "трёх"),
    4: ("четыре", "четырёх"),
    5: ("пять", "пяти"),
    6: ("шесть", "шести"),
    7: ("семь", "семи"),
    8: ("восемь", "восьми"),
    9: ("девять", "девяти"),
    10: ("десять", "десяти"),
}
_ONE = {("m", "nom"): "один", ("f", "nom"): "одна", ("n", "nom"): "одно", ("f", "gen"): "одной"}


def people_word(n: int) -> str:
    """«двое», «четверо» as a subject, «один человек», from eight on «8 человек»."""
    if n == 1:
        return "один человек"
    return _COLLECTIVE.get(n, counted(n, *PEOPLE))


def number_word(n: int, case: Literal["nom", "gen"] = "nom", gender: Gender = "m") -> str:
    """«пять», «пяти», «две», «одной»; a number over ten stays digits."""
    if n == 1 and (gender, case) in _ONE:
        return _ONE[gender, case]
    if n == 2 and case == "nom" and gender == "f":
        return "две"
    return _CARDINAL[n][case == "gen"] if n in _CARDINAL else number(n)


def all_of(n: int, one: str, few: str, many: str) -> str:
    """All of a known few: «все пять городов», «оба города», «все 12 городов», «единственный город»."""
    if n == 1:
        return f"единственный {one}"
    if n == 2:
        return f"оба {few}"
    return f"все {number_word(n)} {plural(n, one, few, many)}" if n <= 10 else f"все {counted(n, one, few, many)}"


def listed(names: Sequence[str]) -> str:
    """«Тюмень, Тобольск и Ишим»."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} и{NBSP}{names[-1]}"


def unbroken(text: str) -> str:
    """Kept on one line: a short name, as «Наставник 02»."""
    return text.replace(" ", NBSP) if len(text) <= 20 else text


def capital(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """«Практика»; quotes inside become „…“."""
    return f"«{text.replace('«', '„').replace('»', '“')}»"


# --- days ---------------------------------------------------------------------------------------------------


def day(value: date) -> str:
    """«31 октября 2026 г.», bound so that it never breaks before the month or the «г.»."""
    return format_date(value, f"d{NBSP}MMMM y{NBSP}'г.'", locale=LOCALE)


def short_day(value: date) -> str:
    """«31 октября»."""
    return format_date(value, f"d{NBSP}MMMM", locale=LOCALE)


def iso(value: date) -> str:
    return f"{value:%Y-%m-%d}"


def moment(value: datetime) -> str:
    """«31 октября 2026 г., 09:30»."""
    return f"{day(value)}, {format_datetime(value, 'HH:mm', locale=LOCALE)}"


def month(value: date) -> str:
    """«октябрь 2026 г.»."""
    return format_date(value, f"LLLL y{NBSP}'г.'", locale=LOCALE)


def month_name(value: date) -> str:
    """«октябрь»."""
    return format_date(value, "LLLL", locale=LOCALE)


_IN_MONTH = (
    "январе",
    "феврале",
    "марте",
    "апреле",
    "мае",
    "июне",
    "июле",
    "августе",
    "сентябре",
    "октябре",
    "ноябре",
    "декабре",
)


def in_month(value: date, *, year: bool = False) -> str:
    """«в октябре», «в октябре 2026 г.»."""
    return f"в{NBSP}{_IN_MONTH[value.month - 1]}" + (f" {value.year}{NBSP}г." if year else "")


def from_month(value: date, *, year: bool = False) -> str:
    """«октября», «октября 2026 г.»: the genitive, after «с», «до», «начиная с»."""
    return format_date(value, "MMMM", locale=LOCALE) + (f" {value.year}{NBSP}г." if year else "")


def short_month(value: date) -> str:
    """«окт»: three letters, no dot, for an axis."""
    return format_date(value, "LLL", locale=LOCALE).rstrip(".")[:3]


def ago(value: date, today: date) -> str:
    """«сегодня», «вчера», «4 дня назад»."""
    days = (today - value).days
    if days <= 0:
        return "сегодня"
    return "вчера" if days == 1 else f"{counted(days, *DAYS)} назад"


# --- typography ---------------------------------------------------------------------------------------------

_SHORT_WORDS = (
    *("в", "во", "к", "ко", "с", "со", "у", "о", "об", "обо", "на", "не", "ни", "но", "и", "а"),
    *("из", "от", "до", "по", "за", "без", "для", "при", "под", "над", "№", "§"),
)
_SHORT = re.compile(rf"(?<![^\s(«„\u00a0])({'|'.join(_SHORT_WORDS)}) +", re.IGNORECASE)
_JOINED = re.compile(r"(?<=\d)-(?=\d)")
_DIGITS = re.compile(r"(\d) +(?=[а-яё%№])", re.IGNORECASE)


def bind(text: str) -> str:
    """Binds short words to the next, numbers to their nouns, the parts of «2026-1» and dashes to the word before, so that no line ends
    on «в».
    """
    text = _SHORT.sub(rf"\1{NBSP}", text)
    text = _DIGITS.sub(rf"\1{NBSP}", _JOINED.sub(rf"-{JOINER}", text))
    return text.replace(" — ", f"{NBSP}— ")


_LONG_NOUN = re.compile(rf"(?<=\d){NBSP}(?=[^\W\d_]{{13,}})")
_LONG_RUN = re.compile(r"[^ ]{18,}")
_BEFORE_NOUN = re.compile(rf"(?<=\d){NBSP}(?=[^\W\d_])")


def loose(message: str) -> str:
    """A number and a noun as long as «благополучателей», or «из 109 зачисленных», are too wide to be one word in the largest type
    of a phone.
    """
    return _LONG_RUN.sub(lambda run: _BEFORE_NOUN.sub(" ", run[0]), _LONG_NOUN.sub(" ", message))

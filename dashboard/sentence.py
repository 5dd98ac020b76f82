"""The sentence above the charts: what a view shows, in words that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dashboard import formats
from dashboard.filters import Filters, Offer
from data_loader.months import first_of_month, last_complete_month, last_of_month
from data_loader.programme import Programme


@dataclass(frozen=True)
class Phrase:
    """A part of the sentence: plain words, then the words that can be changed."""

    part: str
    before: str
    words: str


def phrases(filters: Filters, programme: Programme, today: date, offer: Offer, *, with_cohorts: bool = True) -> list[Phrase]:
    """The parts of the sentence in reading order; without cohorts on record there is nothing to say about them."""
    say = {
        "city": lambda: _say_cities(filters, programme),
        "cohort": lambda: Phrase("cohort", "", say_cohorts(filters)),
        "category": lambda: Phrase("category", "", _say_category(filters, programme)),
        "until": lambda: _say_until(filters, today, offer.monthly),
        "month": lambda: _say_month(filters, today, offer.all_months),
    }
    skipped = set() if with_cohorts else {"cohort"}
    if offer.all_months and filters.month:
        skipped.add("until")
    return [say[part]() for part in offer.parts if part in say and part not in skipped]


def sentence(
    filters: Filters,
    programme: Programme,
    today: date,
    offer: Offer | None = None,
    *,
    with_cohorts: bool = True,
) -> str:
    """«Показаны Тобольск и Ишим, поток 2026-1, события по 30 сентября 2026 г.»"""
    offer = offer or Offer()
    chosen = tuple(part for part in offer.beside if getattr(filters, part))
    said = phrases(filters, programme, today, replace(offer, parts=(*offer.parts, *chosen)), with_cohorts=with_cohorts)
    text = ", ".join(f"{phrase.before} {phrase.words}".strip() for phrase in said)
    return formats.capital(text)


def _say_cities(filters: Filters, programme: Programme) -> Phrase:
    keys = filters.city_keys(programme)
    if len(keys) == 1:
        return Phrase("city", "Показан", f"город{formats.NBSP}{programme.city(keys[0]).name}")
    if not filters.cities:
        return Phrase("city", "Показаны", formats.all_of(len(keys), *formats.CITIES))
    return Phrase("city", "Показаны", formats.listed([programme.city(key).name for key in keys]))


def say_cohorts(filters: Filters) -> str:
    """«все потоки», «поток 2026-1», «потоки 2025-1 и 2025-2»."""
    if not filters.cohorts:
        return "все потоки"
    names = [cohort or "без названия" for cohort in filters.cohorts]
    return f"{'поток' if len(names) == 1 else 'потоки'}{formats.NBSP}{formats.listed(names)}"


def _say_category(filters: Filters, programme: Programme) -> str:
    if not filters.category:
        return "все категории"
    return f"категория {formats.quoted(programme.category(filters.category).name)}"


def _say_until(filters: Filters, today: date, monthly: bool) -> Phrase:
    if monthly and filters.until:
        return Phrase("until", "полные месяцы по", formats.month(last_complete_month(filters.until)))
    return Phrase("until", "события по", formats.day(filters.until or today))


def _say_month(filters: Filters, today: date, all_months: bool) -> Phrase:
    if all_months and not filters.month:
        return Phrase("month", "", "все месяцы")
    month = filters.month or today
    unfinished = first_of_month(month) == first_of_month(today) and today < last_of_month(today)
    return Phrase("month", "месяц", f"{formats.month(month)}{' (не окончен)' if unfinished else ''}")

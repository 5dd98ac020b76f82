"""Cohorts that are grown enough to judge, and those that are not yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pandas as pd

from dashboard import formats
from dashboard.grammar import nouns, verbs
from dashboard.indicators.medians import weighted_median
from data_loader.programme import Programme

TOO_EARLY = "рано судить"


def young_cohorts(first_days: pd.DataFrame, programme: Programme, day: date) -> frozenset[str]:
    """Cohorts younger on `day` than the maturity time after the median first day of their participants.

    `first_days`: people entering the first step, one row per cohort and day.
    """
    grown = (day - timedelta(days=programme.attention.maturity_days)).toordinal()
    days: dict[str, list[tuple[int, int]]] = {}
    for cohort, first, count in zip(*(first_days[name].tolist() for name in ("cohort", "day", "count")), strict=True):
        days.setdefault(cohort, []).append((first.toordinal(), count))
    return frozenset(cohort for cohort, counted in days.items() if weighted_median(counted) > grown)


def named(cohorts: Iterable[str]) -> str:
    """«поток 2026-1», «потоки 2025-1 и 2025-2»."""
    names = [cohort or "без названия" for cohort in sorted(cohorts)]
    return f"{'поток' if len(names) == 1 else 'потоки'}{formats.NBSP}{formats.listed(names)}"


MOST_NAMED = 3
"""More cohorts are counted, not named."""


def lately(programme: Programme, past: date | None) -> str:
    """When young cohorts began: «меньше 180 дней назад», of a past day «меньше чем за 180 дней до 31 мая 2026 г.»."""
    days = nouns.DAY.counted_in(programme.attention.maturity_days, "gen")
    if past is None:
        return f"меньше {days} назад"
    within = nouns.DAY.counted(programme.attention.maturity_days)
    return f"меньше чем за{formats.NBSP}{within} до{formats.NBSP}{formats.day(past)}"


def about_young(young: Sequence[str], began: str, *, alone: bool) -> str:
    """Which cohorts the message leaves out, or, `alone`, that there are no others; nothing without young ones.

    «Сюда не вошёл поток 2026-2: он начался меньше 180 дней назад, судить рано.»
    """
    if not young:
        return ""
    one = len(young) == 1
    many = len(young) > MOST_NAMED
    names = nouns.COHORT.counted(len(young)) if many else named(young)
    began = f"{'начался' if one else 'начались'} {began}"
    if alone:
        return f"{formats.capital(names)} {began}."
    absent = verbs.ENTERED.of(len(young) if many or one else 2)
    return f"Сюда не{formats.NBSP}{absent} {names}: {'он' if one else 'они'} {began}, судить рано."

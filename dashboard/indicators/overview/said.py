"""What a number says about itself: its goal, the time left, the split by register, hours against the declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import formats
from dashboard.indicators.overview.numbers import Number
from data_loader.programme import Attention, Track


@dataclass(frozen=True)
class Said:
    """One sentence of fact: the strong words first. `act`: somebody must act here."""

    strong: str
    rest: str = ""
    act: bool = False
    apart: bool = False
    """Begins on a line of its own."""


@dataclass(frozen=True)
class Kpi:
    """A number as it stands on the screen."""

    title: str
    number: Number
    said: tuple[Said, ...]
    unit_after_goal: str = ""
    all_cohorts: bool = False
    """The view asks for some cohorts, and this number knows none."""


def goal_said(number: Number, attention: Attention) -> Said:
    """«Не хватает 29. До 31 декабря остался 61 день», «Цель достигнута в июле 2026 г.», «Цель не задана»."""
    if number.goal is None:
        return Said("", number.no_goal)
    if number.progress.reached:
        when = formats.in_month(number.reached_on, year=True) if number.reached_on else ""
        return Said("Цель достигнута", when)
    lacking = f"Не хватает {formats.number(number.progress.missing)}."
    return Said(lacking, time_left(number), act=number.is_behind(attention))


def time_left(number: Number) -> str:
    """«До 31 декабря остался 61 день»; the year is named when it is not the one on screen."""
    if number.goal is None:
        return ""
    due, left = number.goal.due_on, number.days_left
    named = formats.short_day(due) if due.year == number.until.year else formats.day(due)
    if left < 0:
        return f"Срок прошёл {named}"
    if left == 0:
        return "Срок — сегодня"
    return f"До {named} {formats.plural(left, 'остался', 'осталось', 'осталось')} {formats.counted(left, *formats.DAYS)}"


def registered_said(number: Number, tracks: Sequence[tuple[str, int]], attention: Attention) -> tuple[Said, ...]:
    """The goal, then the split by register: `tracks` are short names with their counts."""
    split = ", ".join(f"{name}{formats.NBSP}— {formats.number(count)}" for name, count in tracks)
    about_goal = goal_said(number, attention)
    if number.goal is None or not split:
        return (about_goal, Said("", formats.capital(split), apart=True)) if split else (about_goal,)
    if not number.progress.reached:
        about_goal = Said(about_goal.strong, "", about_goal.act)
    return about_goal, Said("", formats.capital(split), apart=True)


def short_names(tracks: Sequence[Track]) -> list[str]:
    """Names without a first word that all of them share: «Реестр ИОПУ», «Реестр поставщиков» -> «ИОПУ», «поставщиков»."""
    first = {track.name.split()[0] for track in tracks}
    shared = len(tracks) > 1 and len(first) == 1 and all(len(track.name.split()) > 1 for track in tracks)
    return [track.name.split(maxsplit=1)[1] if shared else track.name for track in tracks]


@dataclass(frozen=True)
class MonthOfMentoring:
    """Hours of one whole month against what was declared; only mentors whose declaration is known."""

    month: date
    hours: float
    declared: float
    unknown: int
    """Mentors whose declared hours are not known."""

    def is_behind(self, attention: Attention) -> bool:
        return self.hours < attention.goal_share * self.declared


def month_of_mentoring(month: date, minutes: Mapping[str, int], declared: Mapping[str, float | None]) -> MonthOfMentoring | None:
    """`minutes` of the month and `declared` hours a month, by mentor; None when nobody declared any."""
    known = {mentor: hours for mentor, hours in declared.items() if hours}
    if not known:
        return None
    spent = sum(count for mentor, count in minutes.items() if mentor in known)
    unknown = sum(1 for hours in declared.values() if hours is None)
    return MonthOfMentoring(month, spent / 60, sum(known.values()), unknown)


def hours_said(number: Number, month: MonthOfMentoring | None, attention: Attention) -> tuple[Said, ...]:
    """«В октябре 1 из 200 заявленных часов. Цель не задана»."""
    about_goal = goal_said(number, attention)
    if month is None:
        return (about_goal,)
    when = formats.in_month(month.month)
    of = f"{formats.capital(when)} {formats.out_of(month.hours, month.declared)}"
    if month.hours > month.declared:
        at = f"при{formats.NBSP}{formats.number(month.declared)}"
        return Said(f"{formats.capital(when)} {formats.counted(month.hours, *formats.HOURS)}", f"{at} заявленных."), about_goal
    word = formats.plural(month.declared, "заявленного часа", "заявленных часов", "заявленных часов")
    return Said(of, f"{word}.", act=month.is_behind(attention)), about_goal

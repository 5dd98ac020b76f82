"""Facts about people: who never began, who stands still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from dashboard import formats
from dashboard.indicators.attention.situation import Fact, Situation, chosen, counted_days
from dashboard.indicators.cities import at_city, in_city
from dashboard.indicators.message import the_most
from data_loader.programme import Programme, SchoolStep

LONG_DAYS = 365
"""Waiting longer than this is said as «больше года»."""

# --- who never began --------------------------------------------------------------------------------------------------


@dataclass
class _NotBegun:
    """Those of a city who have stood at enrolment for longer than a limit: how many, and for how many days."""

    people: int = 0
    days: list[int] = field(default_factory=list)


def waiting_to_begin(s: Situation) -> Fact | None:
    """«В Заводоуковске четверо ждут теорию больше года»: enrolled and never began; else longer than the waiting days."""
    if not s.waiting or not s.programme.parts:
        return None
    year = _not_begun(s, LONG_DAYS)
    found = year or _not_begun(s, s.programme.attention.waiting_days)
    if not found:
        return None
    city = max(found, key=lambda key: (found[key].people, max(found[key].days)))
    n, least, most = found[city].people, min(found[city].days), max(found[city].days)
    long = "больше года" if year else f"больше {formats.days_genitive(s.programme.attention.waiting_days)}"
    said = f"{formats.people_word(n)} {formats.agree(n, 'ждёт', 'ждут')} {_object(s.programme.parts[0])} {long}"
    since = f"{formats.number(least)}–" if least != most else ""
    verb = formats.plural(n, "Зачислен", "Зачислены", "Зачислены")
    begun = formats.plural(n, "не начал", "не начали", "не начали")
    detail = f"{verb} {since}{counted_days(most)} назад и {begun}"
    return Fact("waiting to begin", 80 if year else 55, at_city(s.programme.city(city), said), detail, "stages", cities=(city,))


def _not_begun(s: Situation, longer_than: int) -> dict[str, _NotBegun]:
    """By city shown, in their order."""
    if _enrolment_is_not_before_parts(s.programme):
        return {}
    found = {city: _NotBegun() for city in s.cities}
    for (city, step, day), count in (s.waiting or {}).items():
        days = (s.until - day).days
        if step == s.programme.enrolment.key and days > longer_than and city in found:
            found[city].people += count
            found[city].days.append(days)
    return {city: those for city, those in found.items() if those.people}


def _enrolment_is_not_before_parts(programme: Programme) -> bool:
    """Only right before the first part does standing at enrolment mean waiting for that part."""
    keys = [step.key for step in programme.steps]
    return keys.index(programme.parts[0].key) != keys.index(programme.enrolment.key) + 1


def _object(step: SchoolStep) -> str:
    """«теорию»; without the form «шага „Теория“»."""
    return step.forms.acc or f"шага {formats.quoted(step.name)}"


# --- who stands still -------------------------------------------------------------------------------------------------


@dataclass
class _Late:
    """People who have stood at a step before the last for longer than the waiting days."""

    by_city: dict[str, int] = field(default_factory=dict)
    by_step: dict[str, int] = field(default_factory=dict)
    over_a_year: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_city.values())


def standing(s: Situation) -> Fact | None:
    """«26 человек стоят больше 30 дней»: everybody but those at the last step."""
    late = _late(s)
    if not late.total:
        return None
    days = formats.days_genitive(s.programme.attention.waiting_days)
    people = formats.counted(late.total, *formats.PEOPLE)
    headline = f"{people} {formats.agree(late.total, 'стоит', 'стоят')} без следующего шага больше {days}"
    parts = [_where_most(late, s.programme), _over_a_year(late)]
    detail = formats.capital("; ".join(part for part in parts if part))
    return Fact("standing", 50, headline, detail, "stages", cities=chosen(s))


def _late(s: Situation) -> _Late:
    found = _Late()
    since, year = (s.until - timedelta(days=days) for days in (s.programme.attention.waiting_days, LONG_DAYS))
    last = s.programme.steps[-1].key
    for (city, step, day), count in (s.waiting or {}).items():
        if step != last and day < since and city in s.cities:
            found.by_city[city] = found.by_city.get(city, 0) + count
            found.by_step[step] = found.by_step.get(step, 0) + count
            found.over_a_year += count if day < year else 0
    return found


def _where_most(late: _Late, programme: Programme) -> str:
    """«Больше всего — в Тюмени, 3»; in one city the step; of equals nothing."""
    if len(late.by_city) == 1:
        return _at_step(late.by_step, programme)
    most = the_most(late.by_city)
    if most is None:
        return ""
    return f"Больше всего{formats.NBSP}— {in_city(programme.city(most))}, {formats.number(late.by_city[most])}"


def _at_step(by_step: Mapping[str, int], programme: Programme) -> str:
    """«Больше всего на шаге „Практика“ — 2»; of equals nothing."""
    most = the_most(by_step)
    if most is None:
        return ""
    name = formats.quoted(programme.step(most).name)
    return (
        f"На шаге {name}" if len(by_step) == 1 else f"Больше всего на шаге {name}{formats.NBSP}— {formats.number(by_step[most])}"
    )


def _over_a_year(late: _Late) -> str:
    if not late.over_a_year:
        return ""
    if late.over_a_year == late.total:
        return "уже больше года" if late.total == 1 else f"все{formats.NBSP}— больше года"
    return f"больше года{formats.NBSP}— {formats.number(late.over_a_year)}"

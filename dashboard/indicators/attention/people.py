"""Facts about people: who never began, who stands still."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard import formats
from dashboard.grammar import days_range, nouns, verbs
from dashboard.indicators.attention.situation import Fact, Situation, chosen
from dashboard.indicators.cities import at_city, in_city
from dashboard.indicators.message import the_most
from dashboard.indicators.waiting import Wait, school_terms, standing, standing_anchor
from data_loader.programme import Programme, SchoolStep

LONG_DAYS = 365
"""Standing longer than this is said as «больше года»."""

# --- who never began --------------------------------------------------------------------------------------------------


def not_begun(s: Situation) -> Fact | None:
    """«В Заводоуковске четверо зачислены больше года назад, записи о теории нет»; else longer ago than the waiting days."""
    if not s.programme.parts or _enrolment_is_not_before_parts(s.programme):
        return None
    here = [wait for wait in _standing(s) if wait.item == s.programme.enrolment.key]
    long = [wait for wait in here if wait.days > LONG_DAYS]
    found = long or here
    if not found:
        return None
    city, n, days = _most(found)
    ago = "больше года" if long else f"больше {nouns.DAY.counted_in(s.programme.attention.waiting_days, 'gen')}"
    part = s.programme.parts[0]
    verb = formats.agree(n, verbs.ENROLLED.masculine, verbs.ENROLLED.several)
    said = f"{formats.people_word(n)} {verb} {ago} назад, записи о{formats.NBSP}{_about(part)} нет"
    detail = f"Со дня зачисления{formats.NBSP}— {days_range(days)}"
    anchor = standing_anchor(city, s.programme.enrolment.key)
    return Fact("not begun", at_city(s.programme.city(city), said), detail, "stages", cities=(city,), anchor=anchor)


def _most(found: Sequence[Wait]) -> tuple[str, int, list[int]]:
    """The city with the most of them, of equals the one where somebody stands longest; how many, and the days of each."""
    people: Counter[str] = Counter()
    for wait in found:
        people[wait.city] += wait.people
    city = max(people, key=lambda key: (people[key], max(wait.days for wait in found if wait.city == key)))
    return city, people[city], [wait.days for wait in found if wait.city == city for _ in range(wait.people)]


def _enrolment_is_not_before_parts(programme: Programme) -> bool:
    """Only right before the first part does standing at enrolment mean that this part has not begun."""
    keys = [step.key for step in programme.steps]
    return keys.index(programme.parts[0].key) != keys.index(programme.enrolment.key) + 1


def _about(step: SchoolStep) -> str:
    """«теории»; without the form «шаге „Теория“»."""
    return step.forms.loc or f"шаге {formats.quoted(step.name)}"


# --- who stands still -------------------------------------------------------------------------------------------------


def people_standing(s: Situation) -> Fact | None:
    """«26 человек стоят больше 30 дней»: everybody but those at the last step."""
    late = _standing(s)
    total = sum(wait.people for wait in late)
    if not total:
        return None
    days = nouns.DAY.counted_in(s.programme.attention.waiting_days, "gen")
    headline = f"{nouns.PERSON.counted(total)} {verbs.STANDS.of(total)} без следующего шага больше {days}"
    detail = formats.capital("; ".join(part for part in [_where_most(late, s.programme), _over_a_year(late)] if part))
    places = {(wait.city, wait.item) for wait in late}
    anchor = standing_anchor(*places.pop()) if len(places) == 1 else "stages-standing"
    return Fact("standing", headline, detail, "stages", cities=chosen(s), anchor=anchor)


def _standing(s: Situation) -> list[Wait]:
    return standing(s.waiting or {}, school_terms(s.programme), s.until, s.cities)


def _where_most(late: Sequence[Wait], programme: Programme) -> str:
    """«Больше всего — в Тюмени, 3»; in one city the step; of equals nothing."""
    by_city, by_step = _counted(late, "city"), _counted(late, "item")
    if len(by_city) == 1:
        return _at_step(by_step, programme)
    most = the_most(by_city)
    return "" if most is None else f"Больше всего{formats.NBSP}— {in_city(programme.city(most))}, {formats.number(by_city[most])}"


def _counted(late: Sequence[Wait], name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for wait in late:
        key = getattr(wait, name)
        found[key] = found.get(key, 0) + wait.people
    return found


def _at_step(by_step: Mapping[str, int], programme: Programme) -> str:
    """«Больше всего на шаге „Практика“ — 2»; of equals nothing."""
    most = the_most(by_step)
    if most is None:
        return ""
    name = formats.quoted(next(step.name for step in programme.steps if step.key == most))
    if len(by_step) == 1:
        return f"На{formats.NBSP}шаге {name}"
    return f"Больше всего на{formats.NBSP}шаге {name}{formats.NBSP}— {formats.number(by_step[most])}"


def _over_a_year(late: Sequence[Wait]) -> str:
    long, total = sum(wait.people for wait in late if wait.days > LONG_DAYS), sum(wait.people for wait in late)
    if not long:
        return ""
    if long < total:
        return f"больше года{formats.NBSP}— {formats.number(long)}"
    return {1: "уже больше года", 2: f"оба{formats.NBSP}— больше года"}.get(total, f"все{formats.NBSP}— больше года")

"""«На что обратить внимание»: the most urgent facts found in the data, each a rule over counts.

A rule looks at the situation and gives a fact or nothing. The first seven are shown, those that need action now before the others.
Thresholds are the programme's (`[attention]`).
"""

from __future__ import annotations

from dataclasses import replace

from dashboard import formats
from dashboard.indicators.attention.goals import city_goal_behind, goals_behind, goals_missed
from dashboard.indicators.attention.losses import city_behind, city_standing
from dashboard.indicators.attention.mentors import hours_behind, no_contact, without_mentor
from dashboard.indicators.attention.organisations import organisations_overdue, organisations_standing
from dashboard.indicators.attention.people import not_begun, people_standing
from dashboard.indicators.attention.sheets import REGULAR, is_old, stale
from dashboard.indicators.attention.situation import Enrolment, Fact, Filled, Rule, Situation

__all__ = ["MOST", "RULES", "Enrolment", "Fact", "Filled", "Situation", "attention", "is_old", "looked_at"]

MOST = 7

RULES: tuple[Rule, ...] = (
    goals_behind,
    hours_behind,
    organisations_overdue,
    no_contact,
    city_goal_behind,
    city_behind,
    city_standing,
    not_begun,
    without_mentor,
    people_standing,
    goals_missed,
    organisations_standing,
    stale,
)
"""In the order of their priority."""


def attention(situation: Situation) -> tuple[Fact, ...]:
    """At most seven facts: those that need action now first, otherwise in the order of the rules."""
    situation = replace(situation, numbers=tuple(n for n in situation.numbers if not n.missing))
    found = [fact for rule in RULES if (fact := rule(situation)) is not None]
    return tuple(sorted(found, key=lambda fact: not fact.now)[:MOST])


def looked_at(s: Situation) -> str:
    """What could be looked at, said where nothing was found; without goals it is said that there are none."""
    goals = any(n.pace and not n.missing for n in s.numbers)
    known = {
        "цели": goals,
        "сроки на шагах": bool(s.waiting),
        "различия городов": s.compared is not None and s.compared.judged,
        "сроки организаций": bool(s.organisations),
        "встречи наставников": s.contact is not None and s.contact.due > 0,
        "организации без наставника": s.without_mentor is not None,
        "свежесть листов": any(sheet in REGULAR for sheet in s.sheets or {}),
    }
    found = [name for name, is_known in known.items() if is_known]
    without = "" if goals else " Цели для этого выбора не заданы."
    past = "" if s.waiting is not None else " Кто стоит на шаге, видно только на последний день."
    if not found:
        return f"Проверять пока нечего.{without}{past}"
    return f"Проверено: {formats.listed(found)}. По порогам программы срочного нет.{without}{past}"

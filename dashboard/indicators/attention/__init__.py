"""«На что обратить внимание»: the most urgent facts found in the data, each a rule over counts.

A rule looks at the situation and gives a fact or nothing. The heaviest seven are shown, those that need action now first.
Thresholds are the programme's (`[attention]`).
"""

from __future__ import annotations

from dataclasses import replace

from dashboard import formats
from dashboard.indicators.attention.goals import city_goal_behind, goals_behind
from dashboard.indicators.attention.losses import losing_early
from dashboard.indicators.attention.mentors import hours_behind, no_contact, without_mentor
from dashboard.indicators.attention.organisations import organisations_overdue, organisations_standing
from dashboard.indicators.attention.people import standing, waiting_to_begin
from dashboard.indicators.attention.sheets import REGULAR, is_old, stale
from dashboard.indicators.attention.situation import Contact, Enrolment, Fact, Rule, Situation

__all__ = ["MOST", "RULES", "Contact", "Enrolment", "Fact", "Situation", "attention", "is_old", "looked_at"]

MOST = 7

RULES: tuple[Rule, ...] = (
    hours_behind,
    goals_behind,
    organisations_overdue,
    no_contact,
    city_goal_behind,
    waiting_to_begin,
    without_mentor,
    losing_early,
    standing,
    organisations_standing,
    stale,
)
"""In the order in which facts of equal weight are told."""


def attention(situation: Situation) -> tuple[Fact, ...]:
    """At most seven facts, the most urgent first."""
    situation = replace(situation, numbers=tuple(n for n in situation.numbers if not n.missing))
    found = [fact for rule in RULES if (fact := rule(situation)) is not None]
    return tuple(sorted(found, key=lambda fact: -fact.weight)[:MOST])


def looked_at(s: Situation) -> str:
    """What could be looked at, said where nothing was found."""
    known = {
        "цели": any(n.goal and not n.missing for n in s.numbers),
        "ожидание участников": bool(s.waiting),
        "сроки организаций": bool(s.organisations),
        "контакты наставников": s.contact is not None and s.contact.cases > 0,
        "организации без наставника": s.without_mentor is not None,
        "свежесть листов": any(day for sheet, day in (s.last_days or {}).items() if sheet in REGULAR),
    }
    found = [name for name, is_known in known.items() if is_known]
    if not found:
        return "Проверять пока нечего: в выбранных данных нет ни целей, ни ожидающих, ни дел наставников."
    return f"Проверено: {formats.listed(found)}. По порогам программы срочного нет."

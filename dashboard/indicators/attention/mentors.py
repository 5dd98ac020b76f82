"""Facts about mentors: hours against the declared, cases without a meeting, organisations without a mentor."""

from __future__ import annotations

from dashboard import formats
from dashboard.grammar import in_some, nouns
from dashboard.indicators.attention.situation import Fact, Situation, chosen
from dashboard.indicators.cities import in_city
from dashboard.indicators.mentors import DeclaredMonth
from dashboard.indicators.message import the_most


def hours_behind(s: Situation) -> Fact | None:
    """«В октябре наставники провели 1 час из 200 заявленных»: only of mentors who declared hours and have an open case."""
    month = s.declared
    if month is None or month.hours >= s.programme.attention.goal_share * month.declared:
        return None
    when = formats.capital(formats.in_month(month.month, year=month.month.year != s.until.year))
    declared = f"{formats.number(month.declared)} {formats.plural(month.declared, *formats.OF_DECLARED)}"
    spent = f"провели {nouns.HOUR.counted(month.hours)}" if month.hours else "не провели ни часа"
    headline = f"{when} наставники с{formats.NBSP}открытыми делами {spent} из{formats.NBSP}{declared}"
    return Fact("hours", headline, _left_out(month), "mentors", cities=chosen(s), month=month.month, now=True)


def _left_out(month: DeclaredMonth) -> str:
    """«Не вошли 14,5 часа: 1 наставник не заявил часов»: always said, so that nothing of the month is lost in silence."""
    said = []
    if month.undeclared.mentors:
        said.append(f"без заявленных часов{formats.NBSP}— {_apart(month.undeclared.mentors, month.undeclared.hours)}")
    if month.idle.mentors:
        said.append(f"без открытых дел{formats.NBSP}— {_apart(month.idle.mentors, month.idle.hours)}")
    return f"Не вошли: {'; '.join(said)}" if said else "Посчитаны все наставники"


def _apart(mentors: int, hours: float) -> str:
    return f"{nouns.MENTOR.counted(mentors)}, {nouns.HOUR.counted(hours)}"


def no_contact(s: Situation) -> Fact | None:
    """«В 23 из 24 дел больше 30 дней не было встреч»; urgent when these are more than half of the cases that can be late."""
    cases = s.contact
    if cases is None or not cases.late:
        return None
    days = nouns.DAY.counted_in(s.programme.attention.waiting_days, "gen")
    headline = f"{formats.capital(in_some(cases.late, cases.due, nouns.CASE))} больше {days} не{formats.NBSP}было встреч"
    detail = "Дела, где очередь за наставником" if cases.due > 1 else "Очередь за наставником"
    if cases.unmet:
        detail += f"; ни одной встречи не записано в{formats.NBSP}{nouns.CASE.counted_in(cases.unmet, 'loc')}"
    return Fact("no contact", headline, detail, "mentors", cities=chosen(s), now=cases.late * 2 > cases.due)


def without_mentor(s: Situation) -> Fact | None:
    """«У 24 организаций нет наставника»."""
    by_city = {city: count for city, count in (s.without_mentor or {}).items() if count > 0}
    total = sum(by_city.values())
    if not total or not any(found.value for found in s.numbers):
        return None
    headline = f"У{formats.NBSP}{nouns.ORGANISATION.counted_in(total, 'gen')} нет наставника"
    detail = "Они ещё не в реестре и ни за кем не закреплены"
    if total == 1:
        detail = "Она ещё не в реестре и ни за кем не закреплена"
    most = the_most(by_city) if len(by_city) > 1 else None
    if most is not None:
        detail += f"; больше всего{formats.NBSP}— {in_city(s.programme.city(most))}, {formats.number(by_city[most])}"
    return Fact("without mentor", headline, detail, "mentors", cities=chosen(s), anchor="mentors-without")

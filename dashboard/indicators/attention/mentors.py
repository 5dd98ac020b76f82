"""Facts about mentors: hours against the declared, silence, organisations without one."""

from __future__ import annotations

from dashboard import formats
from dashboard.indicators.attention.situation import Fact, Situation, chosen
from dashboard.indicators.cities import in_city
from dashboard.indicators.mentors import in_cases
from dashboard.indicators.message import the_most
from dashboard.indicators.overview import MonthOfMentoring


def hours_behind(s: Situation) -> Fact | None:
    """«В октябре наставники провели 1 час из 200 заявленных»."""
    month = s.mentoring
    if month is None or not month.is_behind(s.programme.attention):
        return None
    when = formats.capital(formats.in_month(month.month, year=month.month.year != s.until.year))
    hours = formats.counted(month.hours, *formats.HOURS)
    declared = f"{formats.number(month.declared)} {formats.plural(month.declared, *formats.OF_DECLARED)}"
    headline = f"{when} наставники провели {hours} из{formats.NBSP}{declared}"
    if not month.hours:
        headline = f"{when} наставники не провели ни часа из{formats.NBSP}{declared}"
    return Fact("hours", 190, headline, _silence(s) or _undeclared(month), "mentors", month=month.month, now=True)


def _silence(s: Situation) -> str:
    """«В 23 из 24 дел, где ход за наставником, контакта не было больше 30 дней»."""
    if s.contact is None or not s.contact.silent:
        return ""
    days = formats.days_genitive(s.programme.attention.waiting_days)
    return f"{in_cases(s.contact.silent, s.contact.cases)}, где ход за наставником, контакта не было больше {days}"


def _undeclared(month: MonthOfMentoring) -> str:
    if not month.unknown:
        return "Посчитаны все наставники"
    return f"Не считая {formats.counted(month.unknown, 'наставника', 'наставников', 'наставников')}, чьи часы не заявлены"


def no_contact(s: Situation) -> Fact | None:
    """When the hours say nothing, the silence is a fact of its own."""
    if s.contact is None or not s.contact.silent or hours_behind(s) is not None:
        return None
    days = formats.days_genitive(s.programme.attention.waiting_days)
    headline = f"{in_cases(s.contact.silent, s.contact.cases)} контакта с наставником не было больше {days}"
    detail = "Это дела, где ход за наставником" if s.contact.cases > 1 else "Ход за наставником"
    urgent = s.contact.silent * 2 > s.contact.cases
    return Fact("no contact", 160 if urgent else 65, headline, detail, "mentors", cities=chosen(s), now=urgent)


def without_mentor(s: Situation) -> Fact | None:
    """«У 24 организаций нет наставника»."""
    by_city = {city: count for city, count in (s.without_mentor or {}).items() if count > 0}
    total = sum(by_city.values())
    if not total or not any(found.value for found in s.numbers):
        return None
    headline = f"У {formats.counted(total, 'организации', 'организаций', 'организаций')} нет наставника"
    detail = "Они ещё не в реестре и ни за кем не закреплены"
    if total == 1:
        detail = "Она ещё не в реестре и ни за кем не закреплена"
    if len(by_city) > 1:
        most = the_most(by_city)
        if most is not None:
            detail += f"; больше всего{formats.NBSP}— {in_city(s.programme.city(most))}, {formats.number(by_city[most])}"
    return Fact("without mentor", 70, headline, detail, "mentors", cities=chosen(s))

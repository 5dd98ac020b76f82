"""«На что обратить внимание»: the most urgent facts found in the data, each a rule over counts.

A rule looks at the situation and gives a fact or nothing. The heaviest seven are shown, those that need action now first.
Thresholds are the programme's (`[attention]`). What describes today only is not known under an earlier `until`: None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from dashboard import formats
from dashboard.indicators.cities import at_city, in_city
from dashboard.indicators.definition import Share
from dashboard.indicators.mentors import in_cases
from dashboard.indicators.message import the_most
from dashboard.indicators.overview import (
    ENROLLED,
    HOURS,
    PEOPLE,
    REGISTERED,
    Goal,
    MonthOfMentoring,
    Number,
    is_behind,
    time_left,
)
from data_loader.programme import City, Programme, SchoolStep, Track, TrackStep

MOST = 7
LONG_DAYS = 365
"""Waiting longer than this is said as «больше года»."""

Subject = Literal["funnel", "stages", "mentors", "beneficiaries", "methodology"]


@dataclass(frozen=True)
class Fact:
    """Something to act on, and the view that shows it: a page with some cities chosen and a unit."""

    key: str
    weight: float
    headline: str
    detail: str
    page: Subject
    cities: tuple[str, ...] = ()
    unit: str = ""
    month: date | None = None
    now: bool = False
    """Somebody must act now."""


@dataclass(frozen=True)
class Contact:
    """Open cases in which the mentor has to move, and those of them without a contact for longer than the waiting days."""

    cases: int
    silent: int


def contact(cases: pd.DataFrame, until: date, programme: Programme) -> Contact:
    """`cases`: one row per open case with its last contact (`last`) and whether an authority has to move (`authority`)."""
    own = [last for last, authority in zip(cases["last"], cases["authority"], strict=True) if not authority]
    silent = sum(1 for last in own if (until - last).days > programme.attention.waiting_days)
    return Contact(len(own), silent)


@dataclass(frozen=True)
class Enrolment:
    """People enrolled in a city against its goal; `recent` of them in the last 30 days."""

    city: str
    enrolled: int
    goal: Goal
    recent: int


@dataclass(frozen=True)
class Situation:
    """What the rules look at. Frames hold the cities shown; `everywhere` all of the programme."""

    programme: Programme
    until: date
    cities: tuple[str, ...]
    """Cities shown."""
    numbers: tuple[Number, ...] = ()
    enrolment: tuple[Enrolment, ...] = ()
    """Cities that have a goal."""
    entered: Mapping[tuple[str, str], int] | None = None
    """All cities: people by city and step entered."""
    waiting: pd.DataFrame | None = None
    """All cities: one row per city, item (step) and day of arrival."""
    organisations: pd.DataFrame | None = None
    """Cities shown: one row per city, item (track/step) and day of arrival of the organisations there now."""
    without_mentor: Mapping[str, int] | None = None
    """By city."""
    mentoring: MonthOfMentoring | None = None
    contact: Contact | None = None
    last_days: Mapping[str, date | None] | None = None
    """Day of the last fact by sheet."""


Rule = Callable[[Situation], Fact | None]


def attention(situation: Situation) -> tuple[Fact, ...]:
    """At most seven facts, the most urgent first."""
    situation = replace(situation, numbers=tuple(n for n in situation.numbers if not n.missing))
    found = [fact for rule in RULES if (fact := rule(situation)) is not None]
    return tuple(sorted(found, key=lambda fact: -fact.weight)[:MOST])


def looked_at(s: Situation) -> str:
    """What could be looked at, said where nothing was found."""
    known = {
        "цели": any(n.goal and not n.missing for n in s.numbers),
        "ожидание участников": s.waiting is not None and not s.waiting.empty,
        "сроки организаций": s.organisations is not None and not s.organisations.empty,
        "контакты наставников": s.contact is not None and s.contact.cases > 0,
        "организации без наставника": s.without_mentor is not None,
        "свежесть листов": any(day for sheet, day in (s.last_days or {}).items() if sheet in REGULAR),
    }
    found = [name for name, is_known in known.items() if is_known]
    if not found:
        return "Проверять пока нечего: в выбранных данных нет ни целей, ни ожидающих, ни дел наставников."
    return f"Проверено: {formats.listed(found)}. По порогам программы срочного нет."


# --- mentors ----------------------------------------------------------------------------------------------------------


def _hours_behind(s: Situation) -> Fact | None:
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


def _no_contact(s: Situation) -> Fact | None:
    """When the hours say nothing, the silence is a fact of its own."""
    if s.contact is None or not s.contact.silent or _hours_behind(s) is not None:
        return None
    days = formats.days_genitive(s.programme.attention.waiting_days)
    headline = f"{in_cases(s.contact.silent, s.contact.cases)} контакта с наставником не было больше {days}"
    detail = "Это дела, где ход за наставником" if s.contact.cases > 1 else "Ход за наставником"
    urgent = s.contact.silent * 2 > s.contact.cases
    return Fact("no contact", 160 if urgent else 65, headline, detail, "mentors", cities=_chosen(s), now=urgent)


def _without_mentor(s: Situation) -> Fact | None:
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
    return Fact("without mentor", 70, headline, detail, "mentors", cities=_chosen(s))


# --- goals ------------------------------------------------------------------------------------------------------------

_PAGES: dict[str, tuple[Subject, str]] = {
    ENROLLED.key: ("funnel", ""),
    REGISTERED.key: ("funnel", "organisations"),
    PEOPLE.key: ("beneficiaries", ""),
    HOURS.key: ("mentors", ""),
}


def _goals_behind(s: Situation) -> Fact | None:
    """The goal that is fulfilled least; the enrolment of a single city has its own rule."""
    own_rule = {ENROLLED.key} if len(s.cities) == 1 else set()
    behind = [n for n in s.numbers if n.is_behind(s.programme.attention) and n.indicator.key not in own_rule]
    if not behind:
        return None
    worst = min(behind, key=lambda found: found.progress.filled)
    goal = formats.number(worst.goal.value if worst.goal else 0)
    headline = f"{_headline_of(worst)} из{formats.NBSP}{goal}"
    page, unit = _PAGES[worst.indicator.key]
    parts = [time_left(worst), _on_the_way(s) if worst.indicator.key == REGISTERED.key else ""]
    return Fact("goal", 180, headline, "; ".join(part for part in parts if part), page, cities=_chosen(s), unit=unit, now=True)


def _headline_of(found: Number) -> str:
    value = found.value
    if found.indicator.key == ENROLLED.key:
        return f"{formats.plural(value, 'Зачислен', 'Зачислены', 'Зачислено')} {formats.counted(value, *formats.PARTICIPANTS)}"
    if found.indicator.key == REGISTERED.key:
        return f"В реестре {formats.counted(value, *formats.ORGANISATIONS)}"
    if found.indicator.key == PEOPLE.key:
        return f"Помощь {formats.agree(value, 'получил', 'получили')} {formats.counted(value, *formats.PEOPLE)}"
    return f"Наставники провели {formats.counted(value, *formats.HOURS)}"


def _on_the_way(s: Situation) -> str:
    """«на шагах до реестра 5 организаций»; per register when several are on the way."""
    if s.organisations is None:
        return ""
    counts = {track.name: _before_the_end(s.organisations, track) for track in s.programme.tracks}
    counts = {name: count for name, count in counts.items() if count}
    if len(counts) < 2:
        return "".join(f"на шагах до реестра {formats.counted(count, *formats.ORGANISATIONS)}" for count in counts.values())
    return "на шагах: " + formats.listed([f"{name}{formats.NBSP}— {formats.number(count)}" for name, count in counts.items()])


def _before_the_end(organisations: pd.DataFrame, track: Track) -> int:
    items = [f"{track.key}/{step.key}" for step in track.steps[:-1]]
    return int(organisations.loc[organisations["item"].isin(items), "count"].sum())


def _city_goal_behind(s: Situation) -> Fact | None:
    """«В Тюмени зачислен 41 человек из 75»: the city that lacks most; silent when the whole enrolment is said already."""
    behind = [e for e in s.enrolment if is_behind(e.enrolled, e.goal, s.until, s.programme.attention)]
    if not behind:
        return None
    worst = max(behind, key=lambda e: e.goal.value - e.enrolled)
    verb = formats.plural(worst.enrolled, "зачислен", "зачислены", "зачислено")
    people = formats.counted(worst.enrolled, *formats.PEOPLE)
    said = f"{verb} {people} из{formats.NBSP}{formats.number(worst.goal.value)}"
    detail = f"Не хватает {formats.number(worst.goal.value - worst.enrolled)}; за 30 дней {_newly(worst.recent)}"
    if others := [s.programme.city(e.city).name for e in behind if e is not worst]:
        detail += f". {formats.plural(len(others), 'Отстаёт', 'Отстают', 'Отстают')} также {formats.listed(others)}"
    return Fact("city goal", 90, at_city(s.programme.city(worst.city), said), detail, "funnel", cities=(worst.city,))


def _newly(recent: int) -> str:
    if not recent:
        return "не зачислен никто"
    word = formats.people_word(recent)
    many = "зачислено" if word[0].isdigit() else "зачислены"
    return f"{formats.plural(recent, 'зачислен', 'зачислены', many)} {word}"


# --- organisations ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Overdue:
    """Organisations on one step for longer than its term: (city, days) each, the longest first."""

    track: Track
    step: TrackStep
    days: tuple[tuple[str, int], ...]


def _term(step: TrackStep) -> int | None:
    return None if step.due_days is None else step.due_days + (step.extension_days or 0)


def _overdue(s: Situation) -> list[_Overdue]:
    """Steps with a term that somebody waits at beyond it."""
    found = []
    for track in s.programme.tracks:
        for step in track.steps[:-1]:
            term = _term(step)
            if term is not None and (days := _days_at(s, track, step, term)):
                found.append(_Overdue(track, step, days))
    return found


def _days_at(s: Situation, track: Track, step: TrackStep, longer_than: int) -> tuple[tuple[str, int], ...]:
    """City and days of each organisation at a step for more than so many days, the longest first."""
    if s.organisations is None:
        return ()
    here = s.organisations[s.organisations["item"] == f"{track.key}/{step.key}"]
    days = [(city, n) for city, n in _each(here, s.until) if n > longer_than]
    return tuple(sorted(days, key=lambda pair: -pair[1]))


def _each(frame: pd.DataFrame, until: date) -> list[tuple[str, int]]:
    """City and days since arrival, once per person or organisation counted."""
    age = (pd.Timestamp(until) - frame["day"]).dt.days
    rows = zip(frame["city"], age, frame["count"], strict=True)
    return [(str(city), int(days)) for city, days, count in rows for _ in range(int(count))]


def _organisations_overdue(s: Situation) -> Fact | None:
    """«В Тюмени две организации ждут ответа 535 и 520 дней»: the step with the most of them."""
    found = _overdue(s)
    if not found:
        return None
    worst = max(found, key=lambda overdue: (len(overdue.days), overdue.days[0][1]))
    cities = tuple(dict.fromkeys(city for city, _ in worst.days))
    n = len(worst.days)
    verb = formats.agree(n, "ждёт", "ждут") if worst.step.waits_for else formats.agree(n, "стоит", "стоят")
    answer = "ответа " if worst.step.waits_for else ""
    said = f"{_organisations(n)} {verb} {answer}{_range(worst.days)}"
    headline = at_city(s.programme.city(cities[0]), said) if len(cities) == 1 else formats.capital(said)
    after = f"«{worst.step.name}» ({worst.track.name}): срок{formats.NBSP}— {_counted_days(worst.step.due_days or 0)}"
    extension = f", с продлением {formats.number(_term(worst.step) or 0)}" if worst.step.extension_days else ""
    shown = _where_shown(s, cities)
    return Fact("organisations overdue", 170, headline, after + extension, "funnel", shown, "organisations", now=True)


def _organisations_standing(s: Situation) -> Fact | None:
    """Organisations that stand longer than the waiting days at steps without a term."""
    waiting = s.programme.attention.waiting_days
    days = [
        pair
        for track in s.programme.tracks
        for step in track.steps[:-1]
        if _term(step) is None
        for pair in _days_at(s, track, step, waiting)
    ]
    if not days:
        return None
    n = len(days)
    city, longest = max(days, key=lambda pair: pair[1])
    verb = formats.agree(n, "стоит", "стоят")
    headline = f"{formats.capital(_organisations(n))} {verb} на пути в реестр больше {formats.days_genitive(waiting)}"
    who = f"Дольше всех{formats.NBSP}—" if n > 1 else "Уже"
    detail = f"{who} {_counted_days(longest)}, {s.programme.city(city).name}"
    shown = _where_shown(s, tuple(dict.fromkeys(city for city, _ in days)))
    return Fact("organisations standing", 45, headline, detail, "funnel", shown, "organisations")


def _organisations(n: int) -> str:
    return f"{formats.number_word(n, gender='f')}{formats.NBSP}{formats.plural(n, *formats.ORGANISATIONS)}"


def _range(days: Sequence[tuple[str, int]]) -> str:
    """«535 и 520 дней»; of more than three the least and the most: «от 40 до 535 дней»."""
    numbers = [n for _, n in days]
    if len(numbers) <= 3:
        listed = formats.listed([formats.number(n) for n in numbers])
        return f"{listed}{formats.NBSP}{formats.plural(numbers[-1], *formats.DAYS)}"
    return f"от {formats.number(min(numbers))} до {formats.days_genitive(max(numbers))}"


# --- people -----------------------------------------------------------------------------------------------------------


def _waiting_to_begin(s: Situation) -> Fact | None:
    """«В Заводоуковске четверо ждут теорию больше года»: enrolled and never began; else longer than the waiting days."""
    if s.waiting is None or not s.programme.parts:
        return None
    year = _not_begun(s, LONG_DAYS)
    found = year or _not_begun(s, s.programme.attention.waiting_days)
    if not found:
        return None
    city = max(found, key=lambda key: (len(found[key]), max(found[key])))
    days, n = found[city], len(found[city])
    long = "больше года" if year else f"больше {formats.days_genitive(s.programme.attention.waiting_days)}"
    said = f"{formats.people_word(n)} {formats.agree(n, 'ждёт', 'ждут')} {_object(s.programme.parts[0])} {long}"
    since = f"{formats.number(min(days))}–" if min(days) != max(days) else ""
    verb = formats.plural(n, "Зачислен", "Зачислены", "Зачислены")
    begun = formats.plural(n, "не начал", "не начали", "не начали")
    detail = f"{verb} {since}{_counted_days(max(days))} назад и {begun}"
    return Fact("waiting to begin", 80 if year else 55, at_city(s.programme.city(city), said), detail, "stages", cities=(city,))


def _not_begun(s: Situation, longer_than: int) -> dict[str, list[int]]:
    """By city: for how many days each person has stood at enrolment, of those over the limit."""
    found: dict[str, list[int]] = {}
    if s.waiting is None or _enrolment_is_not_before_parts(s.programme):
        return found
    w = s.waiting
    for city, days in _each(w[(w["item"] == s.programme.enrolment.key) & w["city"].isin(s.cities)], s.until):
        if days > longer_than:
            found.setdefault(city, []).append(days)
    return found


def _enrolment_is_not_before_parts(programme: Programme) -> bool:
    """Only right before the first part does standing at enrolment mean waiting for that part."""
    keys = [step.key for step in programme.steps]
    return keys.index(programme.parts[0].key) != keys.index(programme.enrolment.key) + 1


def _object(step: SchoolStep) -> str:
    """«теорию»; without the form «шага „Теория“»."""
    return step.forms.acc or f"шага {formats.quoted(step.name)}"


def _standing(s: Situation) -> Fact | None:
    """«26 человек стоят больше 30 дней»: everybody but those at the last step."""
    if s.waiting is None:
        return None
    days = s.programme.attention.waiting_days
    w = s.waiting
    since, year = pd.Timestamp(s.until - timedelta(days=days)), pd.Timestamp(s.until - timedelta(days=LONG_DAYS))
    late = w[(w["item"] != s.programme.steps[-1].key) & (w["day"] < since) & w["city"].isin(s.cities)]
    total = int(late["count"].sum())
    if not total:
        return None
    over_a_year = int(late.loc[late["day"] < year, "count"].sum())
    people = formats.counted(total, *formats.PEOPLE)
    headline = f"{people} {formats.agree(total, 'стоит', 'стоят')} без следующего шага больше {formats.days_genitive(days)}"
    parts = []
    by_city = {str(city): int(count) for city, count in late.groupby("city")["count"].sum().items()}
    most = the_most(by_city)
    if len(by_city) == 1:
        parts += _at_step(late, s.programme)
    elif most is not None:
        parts.append(f"Больше всего{formats.NBSP}— {in_city(s.programme.city(most))}, {formats.number(by_city[most])}")
    if over_a_year:
        some = f"больше года{formats.NBSP}— {formats.number(over_a_year)}"
        every = "уже больше года" if total == 1 else f"все{formats.NBSP}— больше года"
        parts.append(every if over_a_year == total else some)
    return Fact("standing", 50, headline, formats.capital("; ".join(parts)), "stages", cities=_chosen(s))


def _at_step(late: pd.DataFrame, programme: Programme) -> list[str]:
    """«Больше всего на шаге „Практика“ — 2»; of equals nothing."""
    found = {str(step): int(count) for step, count in late.groupby("item")["count"].sum().items()}
    most = the_most(found)
    if most is None:
        return []
    name = formats.quoted(programme.step(most).name)
    return [f"На шаге {name}" if len(found) == 1 else f"Больше всего на шаге {name}{formats.NBSP}— {formats.number(found[most])}"]


def _losing_early(s: Situation) -> Fact | None:
    """«В Заводоуковске до практики дошли 13 из 26 зачисленных»: the city farthest below all cities.

    People who wait within the term are left out of the comparison: they may still come.
    """
    found = [loss for city in s.cities if (loss := _loss(s, s.programme.city(city))) is not None]
    if not found:
        return None
    _, city, part, own, everywhere = max(found, key=lambda loss: loss[0])
    reached = formats.plural(own.numerator, "дошёл", "дошли", "дошли")
    to = f"до {part.forms.gen}" if part.forms.gen else f"до шага {formats.quoted(part.name)}"
    enrolled = formats.plural(own.denominator, *formats.OF_ENROLLED)
    said = f"{to} {reached} {formats.out_of(own.numerator, own.denominator)} {enrolled}"
    detail = f"По всем городам{formats.NBSP}— {formats.share(everywhere.numerator, everywhere.denominator)}"
    return Fact("losing early", 60, at_city(city, said), detail, "funnel", cities=(city.key,))


_Loss = tuple[float, City, SchoolStep, Share, Share]


def _loss(s: Situation, city: City) -> _Loss | None:
    """The part at which a city is farthest below all cities, if by more than the programme's points; with by how many."""
    if s.entered is None or len(s.programme.cities) < 2:
        return None
    found: list[_Loss] = []
    for part in s.programme.parts:
        own, fair = _come(s, part, [city.key])
        everywhere, fair_everywhere = _come(s, part, [other.key for other in s.programme.cities])
        points = fair.points_below(fair_everywhere)
        if own.denominator >= formats.SMALL_GROUP and points > s.programme.attention.points_behind:
            found.append((points, city, part, own, everywhere))
    return max(found, key=lambda loss: loss[0], default=None)


def _come(s: Situation, part: SchoolStep, cities: Sequence[str]) -> tuple[Share, Share]:
    """Who came to a part of those enrolled; and the same without those who wait within the term to come."""
    entered = s.entered or {}
    came = sum(entered.get((city, part.key), 0) for city in cities)
    enrolled = sum(entered.get((city, s.programme.enrolment.key), 0) for city in cities)
    return Share(came, enrolled), Share(came, enrolled - _waiting_in_time(s, part, cities))


def _waiting_in_time(s: Situation, part: SchoolStep, cities: Sequence[str]) -> int:
    if s.waiting is None:
        return 0
    keys = [step.key for step in s.programme.steps]
    before = keys[keys.index(s.programme.enrolment.key) : keys.index(part.key)]
    since = pd.Timestamp(s.until - timedelta(days=s.programme.attention.waiting_days))
    w = s.waiting
    return int(w.loc[w["item"].isin(before) & (w["day"] >= since) & w["city"].isin(cities), "count"].sum())


# --- the data themselves ----------------------------------------------------------------------------------------------

REGULAR = ("Этапы", "Встречи", "Услуги")
"""Sheets that grow every month while a programme runs."""


def is_old(day: date | None, today: date, programme: Programme) -> bool:
    return day is not None and (today - day).days > programme.attention.waiting_days


def _stale(s: Situation) -> Fact | None:
    """«Лист „Встречи“ не пополнялся 45 дней»."""
    days = {sheet: day for sheet, day in (s.last_days or {}).items() if sheet in REGULAR and day is not None}
    old = {sheet: day for sheet, day in days.items() if is_old(day, s.until, s.programme)}
    if not old:
        return None
    sheet = min(old, key=lambda name: old[name])
    last = f"Последняя запись{formats.NBSP}— {formats.day(old[sheet])}"
    if len(old) > 1:
        sheets = formats.listed([formats.quoted(name) for name in old])
        return Fact("stale", 40, f"Листы {sheets} давно не пополнялись", f"{last}, лист {formats.quoted(sheet)}", "methodology")
    age = _counted_days((s.until - old[sheet]).days)
    return Fact("stale", 40, f"Лист {formats.quoted(sheet)} не пополнялся {age}", last, "methodology")


# --- words ------------------------------------------------------------------------------------------------------------


def _counted_days(n: int) -> str:
    return formats.counted(n, *formats.DAYS)


def _chosen(s: Situation) -> tuple[str, ...]:
    """The cities of the view, to be kept in a link; empty for all."""
    return () if len(s.cities) == len(s.programme.cities) else s.cities


def _where_shown(s: Situation, cities: tuple[str, ...]) -> tuple[str, ...]:
    """One city where it is about one; else the cities of the view."""
    return cities if len(cities) == 1 else _chosen(s)


RULES: tuple[Rule, ...] = (
    _hours_behind,
    _goals_behind,
    _organisations_overdue,
    _no_contact,
    _city_goal_behind,
    _waiting_to_begin,
    _without_mentor,
    _losing_early,
    _standing,
    _organisations_standing,
    _stale,
)

"""Facts about goals that lag or were missed: the programme's, and the enrolment of a city."""

from __future__ import annotations

from dashboard import formats
from dashboard.grammar import nouns, verbs
from dashboard.indicators.attention.situation import Enrolment, Fact, Situation, Subject, chosen
from dashboard.indicators.cities import at_city
from dashboard.indicators.goals import Pace, best_said, pace_said, shares_said, time_left
from dashboard.indicators.overview import ENROLLED, HOURS, PEOPLE, REGISTERED, Number, fact
from dashboard.indicators.waiting import Arrivals
from data_loader.measures import join_item
from data_loader.programme import Track

_PAGES: dict[str, tuple[Subject, str]] = {
    ENROLLED.key: ("funnel", ""),
    REGISTERED.key: ("funnel", "organisations"),
    PEOPLE.key: ("beneficiaries", ""),
    HOURS.key: ("mentors", ""),
}


def goals_behind(s: Situation) -> Fact | None:
    """The goal that is fulfilled least, and how many others are behind; the enrolment of a single city has its own rule."""
    own_rule = {ENROLLED.key} if len(s.cities) == 1 and s.enrolment else set()
    behind = [(n, n.pace) for n in s.numbers if n.pace and n.is_behind and n.indicator.key not in own_rule]
    if not behind:
        return None
    number, pace = min(behind, key=lambda one: one[1].share_of_goal)
    page, unit = _PAGES[number.indicator.key]
    parts = [*_pace(pace), _on_the_way(s) if number.indicator.key == REGISTERED.key else "", _others(len(behind) - 1)]
    urgent = any(one.is_urgent(s.programme.attention) for _, one in behind)
    return Fact("goal", _headline(number, pace), _sentences(parts), page, cities=chosen(s), unit=unit, now=urgent)


def goals_missed(s: Situation) -> Fact | None:
    """A goal whose day is past and that was not met; the next one is not set yet."""
    missed = [(n, n.pace) for n in s.numbers if n.pace and n.is_missed]
    if not missed:
        return None
    number, pace = missed[0]
    page, unit = _PAGES[number.indicator.key]
    parts = [f"{time_left(pace)}, не хватило {formats.number(pace.missing)}", _others(len(missed) - 1, "не достигнуты")]
    return Fact("goal missed", _headline(number, pace), _sentences(parts), page, cities=chosen(s), unit=unit)


def _headline(number: Number, pace: Pace) -> str:
    return f"{formats.capital(fact(number))} из{formats.NBSP}{formats.number(pace.goal.value)}"


def _pace(pace: Pace) -> list[str]:
    """The time left, what is needed beside what was given, what the best month would bring."""
    return [time_left(pace), pace_said(pace), shares_said(pace), best_said(pace)]


def _sentences(parts: list[str]) -> str:
    return ". ".join(formats.capital(part) for part in parts if part)


def _others(n: int, what: str = "") -> str:
    """«Отстают и ещё две цели»."""
    if not n:
        return ""
    word = f"{formats.number_word(n, gender='f')} {nouns.GOAL.form(n)}"
    return f"{what or verbs.LAGS.of(n)} и{formats.NBSP}ещё {word}"


def _on_the_way(s: Situation) -> str:
    """«на пути в реестр: ИОПУ — 16»; per register when several are on the way."""
    if s.organisations is None:
        return ""
    counts = {track.name: _before_the_end(s.organisations, track, s.cities) for track in s.programme.tracks}
    known = [f"{name}{formats.NBSP}— {formats.number(count)}" for name, count in _short(counts).items() if count]
    return f"на пути в{formats.NBSP}реестр: {formats.listed(known)}" if known else ""


def _short(counts: dict[str, int]) -> dict[str, int]:
    """Without the word «Реестр» that the sentence has already."""
    return {name.removeprefix("Реестр "): count for name, count in counts.items()}


def _before_the_end(organisations: Arrivals, track: Track, cities: tuple[str, ...]) -> int:
    items = {join_item(track.key, step.key) for step in track.steps[:-1]}
    return sum(count for (city, item, _), count in organisations.items() if item in items and city in cities)


def city_goal_behind(s: Situation) -> Fact | None:
    """«В Тюмени зачислен 41 человек из 75»: the city that lacks most; silent when the whole enrolment is said already."""
    behind = [one for one in s.enrolment if one.pace.is_behind]
    if not behind:
        return None
    worst = max(behind, key=lambda one: one.pace.missing)
    pace, enrolled = worst.pace, int(worst.pace.value)
    verb = verbs.ENROLLED.of(enrolled) if enrolled else "зачислено"
    said = f"{verb} {nouns.PERSON.counted(enrolled)} из{formats.NBSP}{formats.number(pace.goal.value)}"
    parts = [f"Не хватает {formats.number(pace.missing)}; за 30 дней {_newly(worst)}", time_left(pace), pace_said(pace)]
    if others := [s.programme.city(one.city).name for one in behind if one is not worst]:
        parts.append(f"{verbs.LAGS.of(len(others))} также {formats.listed(others)}")
    urgent = any(one.pace.is_urgent(s.programme.attention) for one in behind) and len(s.cities) == 1
    return Fact("city goal", at_city(s.programme.city(worst.city), said), _sentences(parts), "funnel", (worst.city,), now=urgent)


def _newly(one: Enrolment) -> str:
    if not one.recent:
        return "не зачислен никто"
    word = formats.people_word(one.recent)
    verb = verbs.ENROLLED.of(one.recent) if word[0].isdigit() or one.recent == 1 else verbs.ENROLLED.several
    return f"{verb} {word}"

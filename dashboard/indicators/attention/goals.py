"""Facts about goals that lag: the programme's, and the enrolment of a city."""

from __future__ import annotations

from dashboard import formats
from dashboard.indicators.attention.situation import Fact, Situation, Subject, chosen
from dashboard.indicators.cities import at_city
from dashboard.indicators.overview import ENROLLED, HOURS, PEOPLE, REGISTERED, Arrivals, Number, is_behind, time_left
from data_loader.measures import join_item
from data_loader.programme import Track

_PAGES: dict[str, tuple[Subject, str]] = {
    ENROLLED.key: ("funnel", ""),
    REGISTERED.key: ("funnel", "organisations"),
    PEOPLE.key: ("beneficiaries", ""),
    HOURS.key: ("mentors", ""),
}


def goals_behind(s: Situation) -> Fact | None:
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
    return Fact("goal", 180, headline, "; ".join(part for part in parts if part), page, cities=chosen(s), unit=unit, now=True)


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


def _before_the_end(organisations: Arrivals, track: Track) -> int:
    items = {join_item(track.key, step.key) for step in track.steps[:-1]}
    return sum(count for (_, item, _), count in organisations.items() if item in items)


def city_goal_behind(s: Situation) -> Fact | None:
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

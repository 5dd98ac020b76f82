"""A city that loses people earlier than the others do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from dashboard import formats
from dashboard.indicators.attention.situation import Fact, Situation
from dashboard.indicators.cities import at_city
from dashboard.indicators.definition import Share
from data_loader.programme import City, SchoolStep


class _Come(NamedTuple):
    """Who came to a part of those enrolled; and the same without those who wait within the term to come."""

    share: Share
    fair: Share


class _Loss(NamedTuple):
    """A city below all cities at a part, by so many percentage points."""

    points: float
    city: City
    part: SchoolStep
    own: Share
    everywhere: Share


def losing_early(s: Situation) -> Fact | None:
    """«В Заводоуковске до практики дошли 13 из 26 зачисленных»: the city farthest below all cities.

    People who wait within the term are left out of the comparison: they may still come.
    """
    worst = max(_losses(s), key=lambda loss: loss.points, default=None)
    if worst is None:
        return None
    own, part = worst.own, worst.part
    reached = formats.plural(own.numerator, "дошёл", "дошли", "дошли")
    to = f"до {part.forms.gen}" if part.forms.gen else f"до шага {formats.quoted(part.name)}"
    enrolled = formats.plural(own.denominator, *formats.OF_ENROLLED)
    said = f"{to} {reached} {formats.out_of(own.numerator, own.denominator)} {enrolled}"
    detail = f"По всем городам{formats.NBSP}— {formats.share(worst.everywhere.numerator, worst.everywhere.denominator)}"
    return Fact("losing early", 60, at_city(worst.city, said), detail, "funnel", cities=(worst.city.key,))


def _losses(s: Situation) -> Iterator[_Loss]:
    """Every city shown and part at which it is below all cities by more than the programme's points."""
    if s.entered is None or len(s.programme.cities) < 2:
        return
    in_time = _waiting_in_time(s)
    every = {part.key: _come(s, in_time, part, [city.key for city in s.programme.cities]) for part in s.programme.parts}
    for city in s.cities:
        for part in s.programme.parts:
            own, everywhere = _come(s, in_time, part, [city]), every[part.key]
            points = own.fair.points_below(everywhere.fair)
            if own.share.denominator >= formats.SMALL_GROUP and points > s.programme.attention.points_behind:
                yield _Loss(points, s.programme.city(city), part, own.share, everywhere.share)


def _come(s: Situation, in_time: Mapping[tuple[str, str], int], part: SchoolStep, cities: Collection[str]) -> _Come:
    entered, keys = s.entered or {}, [step.key for step in s.programme.steps]
    before = keys[keys.index(s.programme.enrolment.key) : keys.index(part.key)]
    came = sum(entered.get((city, part.key), 0) for city in cities)
    enrolled = sum(entered.get((city, s.programme.enrolment.key), 0) for city in cities)
    still = sum(in_time.get((city, step), 0) for city in cities for step in before)
    return _Come(Share(came, enrolled), Share(came, enrolled - still))


def _waiting_in_time(s: Situation) -> dict[tuple[str, str], int]:
    """By city and step: those who have waited there for no longer than the term."""
    since = s.until - timedelta(days=s.programme.attention.waiting_days)
    found: dict[tuple[str, str], int] = {}
    for (city, step, day), count in (s.waiting or {}).items():
        if day >= since:
            found[city, step] = found.get((city, step), 0) + count
    return found

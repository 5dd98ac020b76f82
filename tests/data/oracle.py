"""The right counts of a world, in plain Python: no SQL, nothing of the loader's own measures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_loader.demo import World
from data_loader.programme import Programme

QUESTIONS = {
    "participants_reached": ("city_item", "cohort_item", "item_day"),
    "participants_entered": ("city_item", "cohort_item", "item_day"),
    "participants_left": ("city_item", "cohort_item", "item_day"),
    "participants_waiting": ("city_item", "cohort_item", "item_day"),
    "lag_to_step": ("city_item", "cohort_item", "item_lag_days", "item_day"),
    "organisations_reached": ("city_item", "item_day"),
    "organisations_registered": ("city", "day"),
    "organisations_entered": ("city_item", "item_day"),
    "organisations_left": ("city_item", "item_day"),
    "organisations_waiting": ("city_item", "item_day"),
    "open_cases": ("item", "city"),
    "organisations_without_mentor": ("city",),
    "mentor_meetings": ("item", "city_item", "day"),
    "mentoring_minutes": ("item", "city_item", "day"),
    "people_reached": ("city", "place_item", "city_item_day"),
    "people_reached_city": ("city_item", "day"),
    "services_given": ("city", "place_item", "city_item_day"),
    "services_given_city": ("city_item", "day"),
}
"""By which dimensions each measure is asked; every one also for its total."""


def dimensions(by: str) -> list[str]:
    """«item_lag_days» -> item, lag_days."""
    return re.findall(r"lag_days|[a-z]+", by)


@dataclass(frozen=True)
class Unit:
    """So many units of a measure, with the dimensions that it fills."""

    city: str
    item: str = ""
    day: date | None = None
    cohort: str = ""
    place: str = ""
    lag_days: int = -1
    number: int = 1


def answers(world: World, programme: Programme, today: date) -> dict[str, Any]:
    """`<measure>_by_<dimensions>` and `<measure>_total` for all measures; rows per sheet; people and organisations on record."""
    truth = _Truth(world, programme, today)
    found: dict[str, Any] = {}
    for measure, questions in QUESTIONS.items():
        units = list(truth.units(measure))
        for by in questions:
            found[f"{measure}_by_{by}"] = _summed(units, dimensions(by))
        found[f"{measure}_total"] = sum(unit.number for unit in units)
    found["rows"] = {sheet: len(rows) for sheet, rows in sorted(world.sheets.items()) if rows}
    found["participants"] = len(world.sheets["participants"])
    found["organisations"] = len(world.sheets["organisations"])
    return found


def _summed(units: Sequence[Unit], by: Sequence[str]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for unit in units:
        sums["|".join(str(getattr(unit, name)) for name in by)] += unit.number
    return {key: number for key, number in sorted(sums.items()) if number}


@dataclass(frozen=True)
class _Walk:
    """One way along ordered steps: the day of each step on record, and of each exit."""

    order: Sequence[str]
    exit_order: Sequence[str]
    days: Mapping[str, date]

    @property
    def steps(self) -> dict[str, date]:
        return {key: self.days[key] for key in self.order if key in self.days}

    def entered(self) -> dict[str, date]:
        """Every step up to the furthest, on the first day of it or any later one."""
        numbers = [number for number, key in enumerate(self.order) if key in self.days]
        if not numbers:
            return {}
        return {
            key: min(self.days[later] for later in self.order[number:] if later in self.days)
            for number, key in enumerate(self.order[: numbers[-1] + 1])
        }

    def furthest(self) -> str | None:
        return next(reversed(self.steps), None)

    def left(self) -> tuple[str, date] | None:
        """The last exit, unless a step came after it."""
        exits = [(self.days[key], number) for number, key in enumerate(self.exit_order) if key in self.days]
        if not exits or not self.steps:
            return None
        day, number = max(exits)
        return (self.exit_order[number], day) if day >= max(self.steps.values()) else None


class _Truth:
    """The world by keys of the programme."""

    def __init__(self, world: World, programme: Programme, today: date) -> None:
        self._sheets = world.sheets
        self._programme = programme
        self._today = today
        self._city = {city.name: city.key for city in programme.cities}
        self._home = {row["organisation"]: self._city[row["city"]] for row in world.sheets["organisations"]}
        self._where = {row["place"]: self._city[row["city"]] for row in world.sheets["places"]}
        self._category = {category.name: category.key for category in programme.categories}
        self._walks = {row["participant"]: self._school_walk(row["participant"]) for row in world.sheets["participants"]}
        self._attempts = self._all_attempts()

    def units(self, measure: str) -> Iterator[Unit]:
        ways: dict[str, Callable[[], Iterator[Unit]]] = {
            "participants_reached": lambda: self._school(lambda walk: walk.steps.items()),
            "participants_entered": lambda: self._school(lambda walk: walk.entered().items()),
            "participants_left": lambda: self._school(_left),
            "participants_waiting": lambda: self._school(_waiting),
            "lag_to_step": self._lags,
            "organisations_reached": self._organisations_reached,
            "organisations_registered": self._registered,
            "organisations_entered": lambda: self._latest(lambda walk: walk.entered().items()),
            "organisations_left": lambda: self._latest(_left),
            "organisations_waiting": lambda: self._latest(_waiting),
            "open_cases": self._open_cases,
            "organisations_without_mentor": self._without_mentor,
            "mentor_meetings": lambda: self._meetings(lambda row: 1),
            "mentoring_minutes": lambda: self._meetings(lambda row: round(row["hours"] * 60)),
            "people_reached": lambda: map(_by_month, self._people()),
            "people_reached_city": self._people,
            "services_given": lambda: map(_by_month, self._services()),
            "services_given_city": self._services,
        }
        return ways[measure]()

    # --- people

    def _school_walk(self, participant: str) -> _Walk:
        steps, exits = self._programme.steps, self._programme.school.exits
        keys = {named.name: named.key for named in (*steps, *exits)}
        days = {keys[row["step"]]: row["date"] for row in self._sheets["steps"] if row["participant"] == participant}
        return _Walk([step.key for step in steps], [exit_.key for exit_ in exits], days)

    def _school(self, found: Callable[[_Walk], Any]) -> Iterator[Unit]:
        for row in self._sheets["participants"]:
            for item, day in found(self._walks[row["participant"]]):
                yield Unit(self._city[row["city"]], item, day, row["cohort"])

    def _lags(self) -> Iterator[Unit]:
        start = self._programme.enrolment.key
        for row in self._sheets["participants"]:
            walk = self._walks[row["participant"]]
            for step, day in walk.steps.items():
                later = walk.order.index(step) > walk.order.index(start)
                if start in walk.steps and later and day >= walk.steps[start]:
                    lag = (day - walk.steps[start]).days
                    yield Unit(self._city[row["city"]], step, day.replace(day=1), row["cohort"], lag_days=lag)

    # --- organisations

    def _all_attempts(self) -> dict[tuple[str, str], dict[int, _Walk]]:
        """By organisation and track, the walk of each attempt."""
        found: dict[tuple[str, str], dict[int, _Walk]] = {}
        for track in self._programme.tracks:
            keys = {named.name: named.key for named in (*track.steps, *track.exits)}
            days: dict[tuple[str, int], dict[str, date]] = {}
            for row in self._sheets["status"]:
                if row["track"] == track.name:
                    days.setdefault((row["organisation"], row["attempt"]), {})[keys[row["step"]]] = row["date"]
            for (organisation, attempt), dated in days.items():
                walk = _Walk([step.key for step in track.steps], [exit_.key for exit_ in track.exits], dated)
                found.setdefault((organisation, track.key), {})[attempt] = walk
        return found

    def _organisations_reached(self) -> Iterator[Unit]:
        for (organisation, track), attempts in self._attempts.items():
            for step in self._programme.track(track).steps:
                if days := [walk.steps[step.key] for walk in attempts.values() if step.key in walk.steps]:
                    yield Unit(self._home[organisation], f"{track}/{step.key}", min(days))

    def _latest(self, found: Callable[[_Walk], Any]) -> Iterator[Unit]:
        for (organisation, track), attempts in self._attempts.items():
            for item, day in found(attempts[max(attempts)]):
                yield Unit(self._home[organisation], f"{track}/{item}", day)

    def _first_registration(self) -> dict[str, date]:
        found: dict[str, date] = {}
        for (organisation, track), attempts in self._attempts.items():
            end = self._programme.track(track).last_step.key
            for walk in attempts.values():
                if end in walk.steps:
                    found[organisation] = min(walk.steps[end], found.get(organisation, date.max))
        return found

    def _registered(self) -> Iterator[Unit]:
        for organisation, day in self._first_registration().items():
            yield Unit(self._home[organisation], day=day)

    # --- mentors

    def _in_care(self) -> set[tuple[str, str]]:
        """Mentor and organisation of each case that is open today."""
        return {
            (row["mentor"], row["organisation"])
            for row in self._sheets["assignments"]
            if row["from"] <= self._today <= (row["to"] or date.max)
        }

    def _open_cases(self) -> Iterator[Unit]:
        for mentor, organisation in self._in_care():
            yield Unit(self._home[organisation], mentor)

    def _without_mentor(self) -> Iterator[Unit]:
        covered = {organisation for _, organisation in self._in_care()} | set(self._first_registration())
        for organisation, city in self._home.items():
            if organisation not in covered:
                yield Unit(city)

    def _meetings(self, number: Callable[[Mapping[str, Any]], int]) -> Iterator[Unit]:
        for row in self._sheets["sessions"]:
            yield Unit(self._home[row["organisation"]], row["mentor"], row["date"], number=number(row))

    # --- people helped

    def _people(self) -> Iterator[Unit]:
        """Everybody once, at the least (date, organisation, service, place)."""
        first: dict[str, Mapping[str, Any]] = {}
        for row in sorted(self._sheets["services"], key=lambda r: (r["date"], r["organisation"], r["service"], r["place"])):
            first.setdefault(row["beneficiary"], row)
        for row in first.values():
            yield self._at_place(row, 1)

    def _services(self) -> Iterator[Unit]:
        for row in self._sheets["services"]:
            yield self._at_place(row, row["quantity"])

    def _at_place(self, row: Mapping[str, Any], number: int) -> Unit:
        place = row["place"]
        return Unit(self._where[place], self._category[row["category"]], row["date"], place=place, number=number)


def _left(walk: _Walk) -> Iterator[tuple[str, date]]:
    if found := walk.left():
        yield f"{walk.furthest()}/{found[0]}", found[1]


def _waiting(walk: _Walk) -> Iterator[tuple[str, date]]:
    at = walk.furthest()
    if at is not None and walk.left() is None:
        yield at, walk.steps[at]


def _by_month(unit: Unit) -> Unit:
    assert unit.day is not None
    return Unit(unit.city, unit.item, unit.day.replace(day=1), place=unit.place, number=unit.number)

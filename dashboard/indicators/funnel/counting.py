"""From counts to funnels: of people through the School, of organisations onto a register."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from dashboard.grammar.phrases import MOST_DAYS
from dashboard.indicators.cities import EVERYWHERE, together
from dashboard.indicators.comparison import Comparison
from dashboard.indicators.definition import Share
from dashboard.indicators.funnel.values import Completed, Funnel, Path, Step
from dashboard.indicators.waiting import Terms, Wait, arrivals, school_terms, standing, track_terms
from data_loader.measures import join_item, split_item
from data_loader.programme import Programme, Track


class Frames(NamedTuple):
    """Counts of all cities: `entered`, `left` one row per city and item; `waiting` one per city, item and day, or None on a past day."""

    entered: pd.DataFrame
    left: pd.DataFrame
    waiting: pd.DataFrame | None


def school_funnel(
    frames: Frames,
    grown: pd.DataFrame,
    programme: Programme,
    cities: Sequence[str],
    today: date,
    apart: Comparison,
) -> Funnel:
    """`cities`: those shown; `grown`: who of the cohorts that can be judged entered, one row per city and item."""
    stops = [_Stop(step.key, step.key, step.name) for step in programme.steps]
    found = _funnel(_counted(frames, school_terms(programme), today), stops, programme, cities)
    judged = _entered(grown)

    def completed(path: Path, cities: Sequence[str]) -> Path:
        keys = (programme.steps[-1].key, programme.enrolment.key)
        old = (sum(judged.get((city, key), 0) for city in cities) for key in keys)
        return replace(path, completed=Completed(Share(*map(path.entered, keys)), Share(*old)))

    every = [city.key for city in programme.cities]
    return Funnel(
        tuple(completed(path, [key]) for path, key in zip(found.cities, cities, strict=True)),
        completed(found.total, cities),
        completed(found.everywhere, every),
        apart,
    )


def track_funnel(frames: Frames, track: Track, programme: Programme, cities: Sequence[str], today: date) -> Funnel:
    """The same for the organisations of one track; the frames are of all tracks."""
    stops = [_Stop(join_item(track.key, step.key), step.key, step.name) for step in track.steps]
    return _funnel(_counted(frames, track_terms(track, programme.attention), today), stops, programme, cities)


class _Stop(NamedTuple):
    """A step, and under which item it is counted."""

    item: str
    key: str
    name: str


Place = tuple[str, str]
"""A city and an item."""


@dataclass(frozen=True)
class _Counted:
    entered: Mapping[Place, int]
    left: Mapping[Place, Mapping[str, int]]
    """By exit."""
    standing: Mapping[Place, Sequence[Wait]] | None


def _counted(frames: Frames, terms: Terms, today: date) -> _Counted:
    gone: dict[Place, dict[str, int]] = defaultdict(dict)
    for city, item, count in _rows(frames.left):
        *step, exit_ = split_item(item)
        gone[city, join_item(*step)][exit_] = count
    return _Counted(_entered(frames.entered), gone, None if frames.waiting is None else _standing(frames.waiting, terms, today))


def _entered(frame: pd.DataFrame) -> dict[Place, int]:
    return {(city, item): count for city, item, count in _rows(frame)}


def _rows(frame: pd.DataFrame) -> Iterable[tuple[Any, ...]]:
    return zip(*(frame[name].tolist() for name in ("city", "item", "count")), strict=True)


def _standing(waiting: pd.DataFrame, terms: Terms, today: date) -> dict[Place, list[Wait]]:
    found: dict[Place, list[Wait]] = defaultdict(list)
    for wait in standing(arrivals(waiting), terms, today):
        found[wait.city, wait.item].append(wait)
    return found


def _funnel(counted: _Counted, stops: Sequence[_Stop], programme: Programme, cities: Sequence[str]) -> Funnel:
    paths = [Path(city, city.name, _steps(counted, stops, [city.key])) for city in map(programme.city, cities)]
    every = [city.key for city in programme.cities]
    total = Path(None, together(len(cities), programme), _steps(counted, stops, cities))
    everywhere = Path(None, EVERYWHERE, _steps(counted, stops, every))
    return Funnel(tuple(paths), total, everywhere)


def _steps(counted: _Counted, stops: Sequence[_Stop], cities: Sequence[str]) -> tuple[Step, ...]:
    entered = [sum(counted.entered.get((city, stop.item), 0) for city in cities) for stop in stops]
    following = [*entered[1:], 0]
    last = stops[-1]
    return tuple(
        _step(counted, cities, stop, *numbers, last=stop is last)
        for stop, *numbers in zip(stops, entered, following, strict=True)
    )


def _step(counted: _Counted, cities: Sequence[str], stop: _Stop, entered: int, following: int, *, last: bool) -> Step:
    left: Counter[str] = Counter()
    for city in cities:
        left.update(counted.left.get((city, stop.item), {}))
    stay = entered - following - left.total()
    if counted.standing is None:
        return Step(stop.key, stop.name, entered, following, stay, None, left, last=last)
    waits = [wait for city in cities for wait in counted.standing.get((city, stop.item), ())]
    late = sum(wait.people for wait in waits)
    return Step(stop.key, stop.name, entered, following, stay - late, late, left, _days(waits, late), last=last)


def _days(waits: Sequence[Wait], late: int) -> tuple[int, ...]:
    each = [wait.days for wait in waits for _ in range(wait.people)] if late <= MOST_DAYS else {wait.days for wait in waits}
    return tuple(sorted(each, reverse=True))

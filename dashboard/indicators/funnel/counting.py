"""From counts to funnels: of people through the School, of organisations onto a register."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from dashboard.indicators.cities import EVERYWHERE, together
from dashboard.indicators.funnel.values import FEW, Funnel, Path, Step
from data_loader.measures import join_item, split_item
from data_loader.programme import Attention, Programme, Track, TrackStep


def term(step: TrackStep, attention: Attention) -> int:
    """Days after which an organisation is overdue at a step: its legal clock with the extension, else the waiting days."""
    return (step.due_days or attention.waiting_days) + (step.extension_days or 0)


def school_funnel(
    entered: pd.DataFrame,
    left: pd.DataFrame,
    waiting: pd.DataFrame | None,
    programme: Programme,
    cities: Sequence[str],
    today: date,
) -> Funnel:
    """`cities`: those shown. Frames are of all cities: `entered`, `left` one row per city and item; `waiting` one per city,
    item and day, or None on a past day.
    """
    stops = [_Stop(step.key, step.key, step.name, programme.attention.waiting_days) for step in programme.steps]
    return _funnel(_counted(entered, left, waiting, stops, today), stops, programme, cities)


def track_funnel(
    entered: pd.DataFrame,
    left: pd.DataFrame,
    waiting: pd.DataFrame | None,
    track: Track,
    programme: Programme,
    cities: Sequence[str],
    today: date,
) -> Funnel:
    """The same for the organisations of one track; the frames are of all tracks."""
    stops = [_Stop(join_item(track.key, step.key), step.key, step.name, term(step, programme.attention)) for step in track.steps]
    return _funnel(_counted(entered, left, waiting, stops, today), stops, programme, cities)


class _Stop(NamedTuple):
    """A step as it is counted: under which item, and after how many days one is overdue there."""

    item: str
    key: str
    name: str
    allowed: int


Place = tuple[str, str]
"""A city and an item."""


class _Overdue(NamedTuple):
    days: int
    number: int


@dataclass(frozen=True)
class _Counted:
    entered: Mapping[Place, int]
    left: Mapping[Place, Mapping[str, int]]
    """By exit."""
    overdue: Mapping[Place, Sequence[_Overdue]] | None


def _counted(
    entered: pd.DataFrame, left: pd.DataFrame, waiting: pd.DataFrame | None, stops: Sequence[_Stop], today: date
) -> _Counted:
    gone: dict[Place, dict[str, int]] = defaultdict(dict)
    for city, item, count in _rows(left, "city", "item", "count"):
        *step, exit_ = split_item(item)
        gone[city, join_item(*step)][exit_] = count
    return _Counted(
        {(city, item): count for city, item, count in _rows(entered, "city", "item", "count")},
        gone,
        None if waiting is None else _overdue(waiting, stops, today),
    )


def _overdue(waiting: pd.DataFrame, stops: Sequence[_Stop], today: date) -> dict[Place, list[_Overdue]]:
    """Nobody is overdue at the last step."""
    allowed = {stop.item: stop.allowed for stop in stops[:-1]}
    there = waiting.assign(days=(pd.Timestamp(today) - waiting["day"]).dt.days)
    found: dict[Place, list[_Overdue]] = defaultdict(list)
    for city, item, days, count in _rows(there, "city", "item", "days", "count"):
        if item in allowed and days > allowed[item]:
            found[city, item].append(_Overdue(days, count))
    return found


def _rows(frame: pd.DataFrame, *names: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(frame[name].tolist() for name in names), strict=True)


def _funnel(counted: _Counted, stops: Sequence[_Stop], programme: Programme, cities: Sequence[str]) -> Funnel:
    paths = [Path(city, city.name, _steps(counted, stops, [city.key])) for city in map(programme.city, cities)]
    every = [city.key for city in programme.cities]
    total = Path(None, together(len(cities), programme), _steps(counted, stops, cities))
    everywhere = Path(None, EVERYWHERE, _steps(counted, stops, every))
    return Funnel(tuple(paths), total, everywhere, compared=len(every) > 1)


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
    if counted.overdue is None:
        return Step(stop.key, stop.name, entered, following, stay, None, left, last=last)
    overdue = [one for city in cities for one in counted.overdue.get((city, stop.item), ())]
    late = sum(one.number for one in overdue)
    return Step(stop.key, stop.name, entered, following, stay - late, late, left, _few_days(overdue, late), last=last)


def _few_days(overdue: Sequence[_Overdue], late: int) -> tuple[int, ...]:
    if late > FEW:
        return max(one.days for one in overdue), min(one.days for one in overdue)
    return tuple(sorted((one.days for one in overdue for _ in range(one.number)), reverse=True))

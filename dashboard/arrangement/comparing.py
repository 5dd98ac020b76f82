"""What sets the cities of a view apart: found once for a load, a day and cohorts, and the same on every page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.arrangement.view import View
from dashboard.indicators.cohorts import lately, young_cohorts
from dashboard.indicators.comparison import Comparison, Counts, compare, ways
from dashboard.indicators.waiting import Terms, arrivals, school_terms, waiting_term, within_term
from dashboard.queries.cache import remembered
from data_loader.measures import split_item


def young(view: View) -> frozenset[str]:
    """Cohorts that are too young to judge on the last day shown; of all cities, so that a cohort is as old in each of them."""

    def read() -> frozenset[str]:
        first = view.programme.steps[0].key
        days = view.counts("participants_entered", ["cohort", "day"], items=[first], cities=(), cohorts=(), until=None)
        return young_cohorts(days, view.programme, view.until)

    return remembered(view.snapshot, view.viewer, ("young cohorts", view.until), read)


def began(view: View) -> str:
    """When young cohorts began, seen from the last day shown."""
    past = view.until if view.filters.until or view.snapshot.historic else None
    return lately(view.programme, past)


def grown(view: View) -> tuple[str, ...]:
    """Of the cohorts shown those that can be judged."""
    return tuple(cohort for cohort in view.filters.cohorts or view.cohorts if cohort not in young(view))


def compared(view: View) -> Comparison:
    """All cities of the programme, whichever are shown: in the cohorts of the view, as on its last day."""

    def read() -> Comparison:
        chosen = grown(view)
        if not chosen or len(view.programme.cities) < 2:
            return Comparison()
        apart = tuple(sorted(young(view).intersection(view.filters.cohorts or view.cohorts)))
        return replace(compare(_ways(view, chosen), view.programme.attention), without=apart)

    return remembered(view.snapshot, view.viewer, ("compared", view.filters.until, view.filters.cohorts), read)


def _ways(view: View, cohorts: Collection[str]) -> Any:
    programme = view.programme
    steps = [step.key for step in programme.steps[programme.steps.index(programme.enrolment) :]]
    shown: dict[str, Any] = {"cities": (), "cohorts": cohorts}
    entered = _by_step(view.counts("participants_entered", ["city", "item"], **shown))
    left = _by_step(view.counts("participants_left", ["city", "item"], **shown))
    within = _within(view, entered, left, school_terms(programme), shown)
    return ways(entered, left, within, [city.key for city in programme.cities], steps)


def _by_step(frame: pd.DataFrame) -> dict[tuple[str, str], int]:
    """By city and step; of exits all that lead from a step."""
    found: dict[tuple[str, str], int] = {}
    for city, item, count in zip(*(frame[name].tolist() for name in ("city", "item", "count")), strict=True):
        key = (city, split_item(item)[0])
        found[key] = found.get(key, 0) + count
    return found


def _within(view: View, entered: Counts, left: Counts, terms: Terms, shown: Mapping[str, Any]) -> Counts:
    """Who is at a step within its term. Of a past day only who came to a step is known: at most as many as came within the term, and
    as there still were.
    """
    found: dict[tuple[str, str], int] = {}
    if view.filters.until is None:
        waiting = view.counts("participants_waiting", ["city", "item", "day"], until=None, **shown)
        for wait in within_term(arrivals(waiting), terms, view.today):
            found[wait.city, wait.item] = found.get((wait.city, wait.item), 0) + wait.people
        return found
    since = waiting_term(view.programme.attention).first_day(view.until)
    came = _by_step(view.counts("participants_entered", ["city", "item"], since=since, **shown))
    steps = [step.key for step in view.programme.steps]
    for (city, step), count in came.items():
        if step in terms:
            following = entered.get((city, steps[steps.index(step) + 1]), 0)
            found[city, step] = max(0, min(count, entered.get((city, step), 0) - following - left.get((city, step), 0)))
    return found

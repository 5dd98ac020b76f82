"""All goals by their days: those in force, and those that fell due, met or missed."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import formats
from dashboard.arrangement.overview.known import Known, running_of
from dashboard.blocks import Block
from dashboard.components.goals import goals_list
from dashboard.indicators.definition import Indicator
from dashboard.indicators.goals import Goal, pace
from dashboard.indicators.overview import ENROLLED, HOURS, PEOPLE, REGISTERED, Dated, goals_table
from dashboard.queries.reference import FallenDue


def goals_blocks(known: Known) -> list[Block]:
    """Nothing where no goal was ever set; goals know no cohorts."""
    found = [] if known.view.filters.cohorts else list(_dated(known))
    if not found:
        return []
    made = Block(
        "goals",
        "Цели: сроки и итоги",
        lambda: goals_list(found),
        goals_table(found),
        indicators=tuple({one.indicator.key: one.indicator for one in found}.values()),
        sub=f"Все цели из листа {formats.quoted('Цели')}, какими они были известны; достигнута или нет — по дню срока",
        class_name="goals-block",
    )
    return [made]


def _dated(known: Known) -> Iterator[Dated]:
    """Per indicator those that fell due, then the one in force."""
    view = known.view
    for indicator in (ENROLLED, REGISTERED, PEOPLE, HOURS):
        number = known.numbers[indicator.key]
        if number.missing:
            continue
        past = known.targets.fallen_due(view.filters.cities, indicator.key, indicator.title, on=view.until)
        yield from (_past(known, indicator, goal) for goal in past)
        if number.pace and number.pace.days_left >= 0:
            yield Dated(indicator, number.pace)


def _past(known: Known, indicator: Indicator, found: FallenDue) -> Dated:
    """A goal that fell due, as it stood on its day."""
    every = len(found.cities) == len(known.cities)
    names = [known.view.programme.city(city).name for city in found.cities]
    counts, per_unit = running_of(known, indicator)
    goal = Goal(found.value, found.due_on, found.start_on, cities=len(found.cities) if len(found.cities) > 1 else 0)
    cities = found.cities or known.cities
    return Dated(indicator, pace(counts, cities, goal, found.due_on, known.first_day, per_unit=per_unit),
                 formats.listed(names) if names and not every else "", past=True)  # fmt: skip

"""Who has not moved longer than the term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.indicators.cities import together
from dashboard.indicators.table import Cell, Column, Table
from dashboard.indicators.waiting import Wait
from data_loader.programme import Programme, SchoolStep


@dataclass(frozen=True)
class Standing:
    """Who has not moved longer than the term: how many per city and step, without the last step."""

    steps: tuple[SchoolStep, ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]
    """(key, name, people by step)"""

    @property
    def total(self) -> int:
        return sum(sum(counts) for _, _, counts in self.rows)

    @property
    def most(self) -> int:
        """People of one city at one step."""
        return max((count for _, _, counts in self.rows for count in counts), default=0)

    @property
    def most_of_a_city(self) -> int:
        return max((sum(counts) for _, _, counts in self.rows), default=0)

    def of(self, cities: Collection[str]) -> Standing:
        """The same of some of the cities."""
        return Standing(self.steps, tuple(row for row in self.rows if row[0] in cities))


def standing(waits: Iterable[Wait], cities: Sequence[tuple[str, str]], programme: Programme) -> Standing:
    """Of those who stand at steps of the School."""
    found = Counter[tuple[str, str]]()
    for wait in waits:
        found[wait.city, wait.item] += wait.people
    steps = programme.steps[:-1]
    return Standing(steps, tuple((key, name, tuple(found[key, step.key] for step in steps)) for key, name in cities))


def standing_enrolled(found: Standing, programme: Programme) -> dict[str, int]:
    """Of these, those who are enrolled: they stand at the enrolment step or later. By city."""
    start = [step.key for step in programme.steps].index(programme.enrolment.key)
    return {key: sum(counts[start:]) for key, _, counts in found.rows}


def standing_table(found: Standing, programme: Programme) -> Table:
    columns = (Column("Город"), *(Column(step.name, numeric=True) for step in found.steps), Column("Всего", numeric=True))
    rows: list[tuple[Cell, ...]] = [(name, *counts, sum(counts)) for _, name, counts in found.rows]
    totals = [sum(counts[n] for _, _, counts in found.rows) for n in range(len(found.steps))]
    if len(rows) < 2:
        return Table(columns, tuple(rows))
    return Table(columns, (*rows, (together(len(rows), programme), *totals, found.total)), sums=1)

"""A row per city: how many entered each step of the School, and what stands out against the other cities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard import formats
from dashboard.indicators.cities import together
from dashboard.indicators.definition import Progress, Share
from dashboard.indicators.overview.arrivals import Arrivals
from dashboard.indicators.overview.numbers import Goal, is_behind
from dashboard.indicators.table import Cell, Column, Table
from data_loader.programme import City, Programme


@dataclass(frozen=True)
class CityRow:
    """One city: how many entered each step of the School, and what became of it. None: not part of this view."""

    key: str
    name: str
    steps: tuple[int, ...]
    enrolled: int
    goal: Goal | None
    standing: int | None
    registered: int | None
    people: int | None
    is_behind: bool = False
    has_many_standing: bool = False
    """More than the mean of all cities: the place to begin."""
    drop: int | None = None
    """The step with the steepest drop of all, when it is here."""

    @property
    def progress(self) -> Progress:
        return Progress(self.enrolled, self.goal.value if self.goal else None)


@dataclass(frozen=True)
class CityRows:
    """The rows in the programme's order, and their sum (None for a single city)."""

    rows: tuple[CityRow, ...]
    total: CityRow | None
    steps: tuple[str, ...]
    is_part: tuple[bool, ...]
    register: str
    waiting_days: int

    @property
    def every(self) -> tuple[CityRow, ...]:
        """With the sum at the end."""
        return (*self.rows, self.total) if self.total else self.rows

    @property
    def highest(self) -> int:
        """The largest count of a step in a city: the top of the common scale."""
        return max((count for row in self.rows for count in row.steps), default=0)

    @property
    def drop(self) -> tuple[CityRow, str] | None:
        """The city and the name of the step with the steepest drop."""
        return next(((row, self.steps[row.drop]) for row in self.rows if row.drop is not None), None)


@dataclass(frozen=True)
class CityCounts:
    """Counts of all cities of the programme by city key. `standing`, `registered` and `people` may not be part of the view."""

    entered: Mapping[tuple[str, str], int]
    """By city and step."""
    standing: Mapping[str, int] | None
    registered: Mapping[str, int] | None
    people: Mapping[str, int] | None
    goals: Mapping[str, Goal]


def city_rows(counts: CityCounts, programme: Programme, shown: Sequence[str], until: date) -> CityRows:
    """Rows of the cities `shown`; what stands out is measured against all cities of the programme."""
    everywhere = [_row(city, counts, programme, until) for city in programme.cities]
    dropped = steepest_drop(everywhere, programme)
    rows = tuple(_marked(row, everywhere, dropped) for row in everywhere if row.key in shown)
    return CityRows(
        rows=rows,
        total=_sum_of(rows, programme) if len(rows) > 1 else None,
        steps=tuple(step.name for step in programme.steps),
        is_part=tuple(step.part for step in programme.steps),
        register=programme.tracks[0].name if programme.tracks else "",
        waiting_days=programme.attention.waiting_days,
    )


def _row(city: City, counts: CityCounts, programme: Programme, until: date) -> CityRow:
    enrolled = counts.entered.get((city.key, programme.enrolment.key), 0)
    goal = counts.goals.get(city.key)
    return CityRow(
        key=city.key,
        name=city.name,
        steps=tuple(counts.entered.get((city.key, step.key), 0) for step in programme.steps),
        enrolled=enrolled,
        goal=goal,
        standing=_of(counts.standing, city.key),
        registered=_of(counts.registered, city.key),
        people=_of(counts.people, city.key),
        is_behind=is_behind(enrolled, goal, until, programme.attention),
    )


def _of(counts: Mapping[str, int] | None, city: str) -> int | None:
    return None if counts is None else counts.get(city, 0)


def _marked(row: CityRow, everywhere: Sequence[CityRow], dropped: tuple[str, int] | None) -> CityRow:
    standing = sum(other.standing or 0 for other in everywhere)
    return replace(
        row,
        has_many_standing=(row.standing or 0) * len(everywhere) > standing,
        drop=dropped[1] if dropped and dropped[0] == row.key else None,
    )


def _sum_of(rows: Sequence[CityRow], programme: Programme) -> CityRow:
    goals = [row.goal for row in rows if row.goal is not None]
    whole = len(goals) == len(rows)
    return CityRow(
        key="",
        name=together(len(rows), programme),
        steps=tuple(sum(column) for column in zip(*(row.steps for row in rows), strict=True)),
        enrolled=sum(row.enrolled for row in rows),
        goal=Goal(sum(goal.value for goal in goals), max(goal.due_on for goal in goals)) if whole else None,
        standing=_total([row.standing for row in rows]),
        registered=_total([row.registered for row in rows]),
        people=_total([row.people for row in rows]),
    )


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def steepest_drop(rows: Sequence[CityRow], programme: Programme) -> tuple[str, int] | None:
    """City and index of the step that keeps the least of the step before: over the programme's points below all cities.

    Steps that fewer than ten people could enter are left out: there one person is already ten points.
    """
    found: list[tuple[float, str, int]] = []
    for step in range(1, len(programme.steps)):
        everywhere = Share(sum(row.steps[step] for row in rows), sum(row.steps[step - 1] for row in rows))
        for row in rows:
            kept = Share(row.steps[step], row.steps[step - 1])
            if kept.denominator >= formats.SMALL_GROUP and kept.points_below(everywhere) > programme.attention.points_behind:
                found.append((kept.numerator / kept.denominator, row.key, step))
    if not found:
        return None
    _, city, at = min(found)
    return city, at


def standing_by_city(waiting: Arrivals, programme: Programme, today: date) -> dict[str, int]:
    """Those who have stood at a step before the last for longer than the programme's waiting days."""
    since = today - timedelta(days=programme.attention.waiting_days)
    last = programme.steps[-1].key
    found: dict[str, int] = {}
    for (city, step, day), count in waiting.items():
        if day < since and step != last:
            found[city] = found.get(city, 0) + count
    return found


# --- the table --------------------------------------------------------------------------------------------------------


def cities_table(found: CityRows) -> Table:
    """One row per city, and the total."""
    optional: list[tuple[str, Callable[[CityRow], Cell]]] = [
        (f"Стоят дольше {formats.days_genitive(found.waiting_days)}", lambda row: row.standing),
        (found.register, lambda row: row.registered),
        ("Благополучателей", lambda row: row.people),
    ]
    used = [(title, value) for title, value in optional if any(value(row) is not None for row in found.every)]
    titles = ["Цель по зачислению", *found.steps, *(title for title, _ in used)]
    rows: list[tuple[Cell, ...]] = [
        (row.name, row.goal.value if row.goal else None, *row.steps, *(value(row) for _, value in used)) for row in found.every
    ]
    columns = (Column("Город"), *(Column(title, numeric=True) for title in titles))
    return Table(columns, tuple(rows), sums=1 if found.total else 0)

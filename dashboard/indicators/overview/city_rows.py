"""A row per city: how many entered each step of the School, and what sets it apart from the other cities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.indicators.cities import together
from dashboard.indicators.comparison import Comparison
from dashboard.indicators.definition import Progress
from dashboard.indicators.goals import Goal, Pace
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
    registers: tuple[int | None, ...]
    """Organisations at the end of each register."""
    people: int | None
    is_behind: bool = False
    """Behind its own goal of enrolment."""
    has_many_standing: bool = False
    """More of its people stand than in the other cities."""
    behind: frozenset[int] = frozenset()
    """The steps to which fewer of its people came than in the other cities."""

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
    registers: tuple[str, ...]
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
    def marks(self) -> tuple[bool, bool, bool]:
        """Whether a row is marked: behind its goal, behind the other cities at a step, with more who stand."""
        rows = self.rows
        return any(r.is_behind for r in rows), any(r.behind for r in rows), any(r.has_many_standing for r in rows)


@dataclass(frozen=True)
class CityCounts:
    """Counts of all cities of the programme by city key. `standing`, `registers` and `people` may not be part of the view."""

    entered: Mapping[tuple[str, str], int]
    """By city and step."""
    standing: Mapping[str, int] | None
    registers: Sequence[Mapping[str, int]] | None
    """Per register of the programme, in its order."""
    people: Mapping[str, int] | None
    paces: Mapping[str, Pace]
    """Towards the goal of enrolment, where a city has one."""


def city_rows(
    counts: CityCounts, programme: Programme, shown: Sequence[str], names: Sequence[str], compared: Comparison
) -> CityRows:
    """Rows of the cities `shown`; `names` are the short names of the registers."""
    rows = tuple(_row(city, counts, programme, compared) for city in programme.cities if city.key in shown)
    return CityRows(
        rows=rows,
        total=_sum_of(rows, programme) if len(rows) > 1 else None,
        steps=tuple(step.name for step in programme.steps),
        is_part=tuple(step.part for step in programme.steps),
        registers=tuple(names),
        waiting_days=programme.attention.waiting_days,
    )


def _row(city: City, counts: CityCounts, programme: Programme, compared: Comparison) -> CityRow:
    pace = counts.paces.get(city.key)
    return CityRow(
        key=city.key,
        name=city.name,
        steps=tuple(counts.entered.get((city.key, step.key), 0) for step in programme.steps),
        enrolled=counts.entered.get((city.key, programme.enrolment.key), 0),
        goal=pace.goal if pace else None,
        standing=_of(counts.standing, city.key),
        registers=tuple(_of(one, city.key) for one in counts.registers) if counts.registers is not None else (),
        people=_of(counts.people, city.key),
        is_behind=pace is not None and pace.is_behind,
        has_many_standing=compared.has_many_standing(city.key),
        behind=frozenset(at for at, step in enumerate(programme.steps) if compared.is_behind(city.key, step.key)),
    )


def _of(counts: Mapping[str, int] | None, city: str) -> int | None:
    return None if counts is None else counts.get(city, 0)


def _sum_of(rows: Sequence[CityRow], programme: Programme) -> CityRow:
    goals = [row.goal for row in rows if row.goal is not None]
    whole = len(goals) == len(rows)
    return CityRow(
        key="",
        name=together(len(rows), programme),
        steps=tuple(sum(column) for column in zip(*(row.steps for row in rows), strict=True)),
        enrolled=sum(row.enrolled for row in rows),
        goal=Goal(sum(goal.value for goal in goals), max(goal.due_on for goal in goals), cities=len(goals)) if whole else None,
        standing=_total([row.standing for row in rows]),
        registers=tuple(_total(column) for column in zip(*(row.registers for row in rows), strict=True)),
        people=_total([row.people for row in rows]),
    )


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


# --- the table --------------------------------------------------------------------------------------------------------


def cities_table(found: CityRows) -> Table:
    """One row per city, and the total."""
    optional: list[tuple[str, Callable[[CityRow], Cell]]] = [
        (f"Стоят дольше {formats.days_genitive(found.waiting_days)}", lambda row: row.standing),
        *((f"В реестре: {name}", _register(at)) for at, name in enumerate(found.registers)),
        ("Благополучателей", lambda row: row.people),
    ]
    used = [(title, value) for title, value in optional if any(value(row) is not None for row in found.every)]
    titles = ["Цель по зачислению", *found.steps, *(title for title, _ in used)]
    rows: list[tuple[Cell, ...]] = [
        (row.name, row.goal.value if row.goal else None, *row.steps, *(value(row) for _, value in used)) for row in found.every
    ]
    columns = (Column("Город"), *(Column(title, numeric=True) for title in titles))
    return Table(columns, tuple(rows), sums=1 if found.total else 0)


def _register(at: int) -> Callable[[CityRow], Cell]:
    return lambda row: row.registers[at] if row.registers else None

"""A row per city with its small funnel: columns on one baseline under shared headings, one scale for all cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.components.markup import draw
from dashboard.indicators.overview import CityRow, CityRows

TALLEST = 52
"""Height of the highest column in the units of `--v`."""
WIDE = 14
"""Letters of a register's name from which its column is wider."""
MANY = 100_000
"""Counts from which all columns are wider."""
STEP = 5
"""Longer words of a step may part at a syllable, where its column is too narrow."""


@dataclass(frozen=True)
class _Step:
    """A count under the heading of its step."""

    count: int
    class_name: str = "step"
    height: str = ""
    """Of its column; without one there is none."""
    label: str = ""
    """Its name on a phone, which has no headings."""


@dataclass(frozen=True)
class _Side:
    """What follows the steps: `act`: somebody must act here."""

    column: str
    label: str
    count: int | None
    act: bool = False


@dataclass(frozen=True)
class _Drawn:
    row: CityRow
    steps: Sequence[_Step]
    sides: Sequence[_Side]
    total: bool = False


def city_rows(found: CityRows) -> Markup:
    rows = [_Drawn(row, [_step(row, found, at) for at in range(len(row.steps))], _sides(row, found)) for row in found.rows]
    if found.total:
        steps = [_Step(n, label=formats.breakable(name, STEP)) for n, name in zip(found.total.steps, found.steps, strict=True)]
        rows.append(_Drawn(found.total, steps, _sides(found.total, found), total=True))
    has_goals = any(row.goal for row in found.rows)
    many = any(count >= MANY for row in found.every for count in (*row.steps, row.people or 0))
    return draw("overview.html", "cities", [formats.breakable(name, STEP) for name in found.steps], rows, has_goals, many)


def _step(row: CityRow, found: CityRows, at: int) -> _Step:
    names = ["step", *(["part"] if found.is_part[at] else []), *(["drop"] if at in row.behind else [])]
    height = row.steps[at] / (found.highest or 1) * TALLEST
    return _Step(row.steps[at], " ".join(names), f"{height:.2f}px", formats.breakable(found.steps[at], STEP))


def _sides(row: CityRow, found: CityRows) -> list[_Side]:
    days = formats.days_genitive(found.waiting_days)
    registers = [
        _Side("column-5 wide" if len(name) > WIDE else "column-5", formats.capital(formats.breakable(name, STEP)), count)
        for name, count in zip(found.registers, row.registers, strict=False)
    ]
    every = [
        _Side("column-4", f"Стоят >{formats.NBSP}{days}", row.standing, row.has_many_standing),
        *registers,
        _Side("column-6", formats.breakable("Благополучателей"), row.people),
    ]
    return [side for side in every if side.count is not None]

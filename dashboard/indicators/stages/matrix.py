"""Who has each part on record of all enrolled, by city or cohort, and who skipped one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard import formats
from dashboard.indicators.cities import EVERYWHERE, together
from dashboard.indicators.definition import Share
from dashboard.indicators.table import Cell, Column, Table
from data_loader.programme import Attention, Programme, SchoolStep

_LEVELS = (0.35, 0.50, 0.65, 0.80, 0.95)
"""From which share each next step of the sequential scale begins."""


@dataclass(frozen=True)
class Completion:
    """One part of one row: who has it on record of all enrolled. `lags`: far below all cities; `early`: too soon to judge."""

    share: Share
    skipped: int
    lags: bool = False
    early: bool = False

    @property
    def level(self) -> int:
        """Step of the sequential scale, 0 to 5."""
        value = self.share.value or 0.0
        return sum(value >= bound for bound in _LEVELS)


@dataclass(frozen=True)
class Line:
    """A city, a cohort or the sum: its cells by part, and how many stand still (None where it cannot be said)."""

    key: str
    name: str
    cells: tuple[Completion, ...]
    standing: int | None = None
    early: bool = False

    @property
    def skipped(self) -> int:
        return sum(cell.skipped for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """The lines shown, their sum, and what each is measured against, if anything: all cities of the programme."""

    parts: tuple[SchoolStep, ...]
    lines: tuple[Line, ...]
    total: Line
    everywhere: Line | None = None

    @property
    def sums(self) -> tuple[Line, ...]:
        """The rows below the lines: their sum, and all cities where these are only some."""
        shown = (self.total,) if len(self.lines) > 1 else ()
        whole = self.everywhere is None or self.total.name == self.everywhere.name
        return shown if whole or self.everywhere is None else (*shown, self.everywhere)


Counts = Mapping[tuple[str, str], int]
"""(city or cohort, step) -> people"""


def matrix(
    entered: Counts,
    reached: Counts,
    rows: Sequence[tuple[str, str]],
    programme: Programme,
    *,
    standing: Mapping[str, int] | None = None,
    young: frozenset[str] = frozenset(),
) -> Matrix:
    """`rows`: (key, name) in order, cohorts as a rule; `entered` and `reached` are counted by the same keys."""
    total = _line("", "Все потоки", [key for key, _ in rows], entered, reached, programme, standing, early=False)
    lines = [_line(key, name, [key], entered, reached, programme, standing, early=key in young) for key, name in rows]
    return Matrix(programme.parts, tuple(lines), total)


def city_matrix(
    entered: Counts, reached: Counts, cities: Sequence[str], programme: Programme, *, standing: Mapping[str, int] | None = None
) -> Matrix:
    """A line per city shown; cells far below all cities of the programme are marked. Counts are of all cities."""
    found = matrix(entered, reached, [(key, programme.city(key).name) for key in cities], programme, standing=standing)
    every = [city.key for city in programme.cities]
    everywhere = _line("", EVERYWHERE, every, entered, reached, programme, standing, early=False)
    lines = tuple(_marked(line, everywhere, programme.attention) for line in found.lines)
    return Matrix(found.parts, lines, replace(found.total, name=together(len(cities), programme)), everywhere)


def _line(
    key: str,
    name: str,
    keys: Sequence[str],
    entered: Counts,
    reached: Counts,
    programme: Programme,
    standing: Mapping[str, int] | None,
    *,
    early: bool,
) -> Line:
    enrolled = sum(entered.get((k, programme.enrolment.key), 0) for k in keys)
    cells = []
    for part in programme.parts:
        have = sum(reached.get((k, part.key), 0) for k in keys)
        skipped = sum(entered.get((k, part.key), 0) for k in keys) - have
        cells.append(Completion(Share(have, enrolled), skipped, early=early))
    still = None if standing is None else sum(standing.get(k, 0) for k in keys)
    return Line(key, name, tuple(cells), still, early)


def _marked(line: Line, total: Line, attention: Attention) -> Line:
    cells = [
        Completion(cell.share, cell.skipped, _far_below(cell.share, whole.share, attention), cell.early)
        for cell, whole in zip(line.cells, total.cells, strict=True)
    ]
    return Line(line.key, line.name, tuple(cells), line.standing, line.early)


def _far_below(own: Share, whole: Share, attention: Attention) -> bool:
    return own.denominator >= formats.SMALL_GROUP and own.points_below(whole) > attention.points_behind


def matrix_table(found: Matrix, first: str) -> Table:
    """One row per line, then the sums; who stands still is a column only where it is known."""
    known = any(line.standing is not None for line in found.lines)
    columns = [Column(first), Column("Зачислено", numeric=True)]
    columns += [Column(part.name, numeric=True) for part in found.parts]
    columns += [*([Column("Из них стоят", numeric=True)] if known else []), Column("Пропусков", numeric=True)]
    rows: list[tuple[Cell, ...]] = [
        (
            line.name,
            line.cells[0].share.denominator if line.cells else 0,
            *(c.share for c in line.cells),
            *([line.standing] if known else []),
            line.skipped,
        )
        for line in (*found.lines, *found.sums)
    ]
    return Table(tuple(columns), tuple(rows), sums=len(found.sums))


def skipped_table(found: Matrix) -> Table:
    columns = (Column("Часть"), *(Column(line.name, numeric=True) for line in found.lines), Column("Всего", numeric=True))
    rows: list[tuple[Cell, ...]] = [
        (part.name, *(line.cells[n].skipped for line in found.lines), found.total.cells[n].skipped)
        for n, part in enumerate(found.parts)
    ]
    return Table(columns, tuple(rows))

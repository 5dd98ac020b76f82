"""Who has each part on record of all enrolled, by city or cohort, and who skipped one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.indicators.cities import EVERYWHERE, together
from dashboard.indicators.cohorts import TOO_EARLY
from dashboard.indicators.definition import Share
from dashboard.indicators.table import Cell, Column, Table
from data_loader.programme import Programme, SchoolStep

_LEVELS = (0.35, 0.50, 0.65, 0.80, 0.95)
"""From which share each next step of the sequential scale begins."""


@dataclass(frozen=True)
class Completion:
    """One part of one row: who has it on record of all enrolled. `lags`: behind the other cities; `early`: too soon to judge."""

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
    """A city, a cohort or the sum: its cells by part, and how many stand still (None where it cannot be said).

    `many_standing`: more than chance would bring; `early`: all who are enrolled are in young cohorts.
    """

    key: str
    name: str
    cells: tuple[Completion, ...]
    standing: int | None = None
    many_standing: bool = False
    early: bool = False

    @property
    def enrolled(self) -> int:
        return self.cells[0].share.denominator if self.cells else 0

    @property
    def skipped(self) -> int:
        return sum(cell.skipped for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """The lines shown, their sum, and what they are part of, if anything: all cities of the programme."""

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

    @property
    def drawn(self) -> tuple[Line, ...]:
        return (*self.lines, *self.sums)

    @property
    def marked(self) -> bool:
        """Whether a cell is marked as behind."""
        return any(cell.lags for line in self.lines for cell in line.cells)

    @property
    def many_standing(self) -> bool:
        """Whether a city is marked by how many stand in it."""
        return any(line.many_standing for line in self.lines)

    @property
    def early(self) -> bool:
        """Whether a line is too soon to judge."""
        return any(line.early for line in self.drawn)


Counts = Mapping[tuple[str, str], int]
"""(city or cohort, step) -> people"""


def matrix(
    entered: Counts,
    reached: Counts,
    rows: Sequence[tuple[str, str]],
    programme: Programme,
    *,
    standing: Mapping[str, int] | None = None,
    young: Collection[str] = (),
) -> Matrix:
    """`rows`: (key, name) in order, cohorts as a rule; `entered` and `reached` are counted by the same keys. `young`: keys of rows whose
    people are all in young cohorts.
    """
    made = _Lines(entered, reached, programme, standing, young)
    lines = tuple(made.line(key, name, [key]) for key, name in rows)
    return Matrix(programme.parts, lines, made.line("", "Все потоки", [key for key, _ in rows]))


def city_matrix(
    entered: Counts,
    reached: Counts,
    cities: Sequence[str],
    programme: Programme,
    *,
    standing: Mapping[str, int] | None = None,
    young: Collection[str] = (),
    behind: Collection[tuple[str, str]] = (),
    many_standing: Collection[str] = (),
) -> Matrix:
    """A line per city shown; counts are of all cities. `behind`: cities with the part at which they are, `many_standing`: cities with
    more people standing than the others.
    """
    found = matrix(
        entered, reached, [(key, programme.city(key).name) for key in cities], programme, standing=standing, young=young
    )
    every = [city.key for city in programme.cities]
    everywhere = _Lines(entered, reached, programme, standing, young).line("", EVERYWHERE, every)
    lines = tuple(_marked(line, found.parts, behind, many_standing) for line in found.lines)
    return Matrix(found.parts, lines, replace(found.total, name=together(len(cities), programme)), everywhere)


@dataclass(frozen=True)
class _Lines:
    """Counts, of which lines of any keys are made."""

    entered: Counts
    reached: Counts
    programme: Programme
    standing: Mapping[str, int] | None
    young: Collection[str]

    def line(self, key: str, name: str, keys: Sequence[str]) -> Line:
        start = self.programme.enrolment.key
        there = [k for k in keys if self.entered.get((k, start), 0)]
        early = bool(there) and all(k in self.young for k in there)
        enrolled = sum(self.entered[k, start] for k in there)
        cells = [self._cell(part.key, keys, enrolled, early=early) for part in self.programme.parts]
        still = None if self.standing is None else sum(self.standing.get(k, 0) for k in keys)
        return Line(key, name, tuple(cells), still, early=early)

    def _cell(self, part: str, keys: Sequence[str], enrolled: int, *, early: bool) -> Completion:
        have = sum(self.reached.get((k, part), 0) for k in keys)
        skipped = sum(self.entered.get((k, part), 0) for k in keys) - have
        return Completion(Share(have, enrolled), skipped, early=early)


def _marked(line: Line, parts: Sequence[SchoolStep], behind: Collection[tuple[str, str]], many_standing: Collection[str]) -> Line:
    cells = tuple(replace(cell, lags=(line.key, part.key) in behind) for part, cell in zip(parts, line.cells, strict=True))
    return replace(line, cells=cells, many_standing=line.key in many_standing)


def matrix_table(found: Matrix, first: str) -> Table:
    """One row per line, then the sums; who stands still is a column only where it is known, a remark where a line has one."""
    known = any(line.standing is not None for line in found.lines)
    columns = [Column(first), Column("Зачислено", numeric=True)]
    columns += [Column(part.name, numeric=True) for part in found.parts]
    columns += [*([Column("Из них стоят", numeric=True)] if known else []), Column("Пропусков", numeric=True)]
    columns += [Column("Примечание")] if found.early else []
    rows: list[tuple[Cell, ...]] = [
        (
            line.name,
            line.enrolled,
            *(c.share for c in line.cells),
            *([line.standing] if known else []),
            line.skipped,
            *([TOO_EARLY if line.early else ""] if found.early else []),
        )
        for line in found.drawn
    ]
    return Table(tuple(columns), tuple(rows), sums=len(found.sums))


def skipped_table(found: Matrix) -> Table:
    columns = (Column("Часть"), *(Column(line.name, numeric=True) for line in found.lines), Column("Всего", numeric=True))
    rows: list[tuple[Cell, ...]] = [
        (part.name, *(line.cells[n].skipped for line in found.lines), found.total.cells[n].skipped)
        for n, part in enumerate(found.parts)
    ]
    return Table(columns, tuple(rows))

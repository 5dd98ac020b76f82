"""Parts of the stages page: matrices, squares of those who stand still, the list of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.components import parts
from dashboard.components.markup import draw
from dashboard.indicators.stages import Completion, Line, Matrix, Standing
from dashboard.rows import StandingPerson
from data_loader.programme import Programme

FIRST = 8
"""Names listed at once; the rest unfold."""
MANY = 5
"""With more parts cells are smaller."""
MOST_SQUARES = 12
"""More people of a city on a step are a number."""


@dataclass(frozen=True)
class _Side:
    """A count beside the cells of a line; `loud`: more here than elsewhere."""

    label: str
    count: int
    loud: bool = False


@dataclass(frozen=True)
class _Drawn:
    """A line of the matrix as it is drawn."""

    name: str
    cells: Sequence[Completion]
    sides: Sequence[_Side]
    total: bool
    early: bool


def city_matrix(found: Matrix, programme: Programme) -> Markup:
    """City by part, with how many stand and how many skipped at the side; the sums below."""
    days = formats.days_genitive(programme.attention.waiting_days)
    known = found.total.standing is not None
    sides = [*([("Из них стоят", f">{formats.NBSP}{days}", "")] if known else []), ("Пропустили", "часть", "")]
    lines = [_line(line, found, _sides(line, found, programme)) for line in (*found.lines, *found.sums)]
    return draw("stages.html", "matrix", found, "Город", lines, sides, len(found.parts) > MANY)


def cohort_matrix(found: Matrix) -> Markup:
    """Cohort by part, smaller and without sums."""
    lines = [_line(line, found, ()) for line in found.lines]
    return draw("stages.html", "matrix", found, "Поток", lines, (), len(found.parts) > MANY)


def _line(line: Line, found: Matrix, sides: Sequence[_Side]) -> _Drawn:
    return _Drawn(line.name, line.cells, sides, line in found.sums, line.early)


def _sides(line: Line, found: Matrix, programme: Programme) -> list[_Side]:
    skipped = _Side("пропустили", line.skipped)
    if line.standing is None:
        return [skipped]
    loud = bool(line.standing) and line not in found.sums and _is_much(line, found, programme)
    return [_Side("стоят", line.standing, loud), skipped]


def _is_much(line: Line, found: Matrix, programme: Programme) -> bool:
    """More than the mean of all cities stand still here."""
    everywhere = (found.everywhere and found.everywhere.standing) or 0
    return (line.standing or 0) * len(programme.cities) > everywhere


def standing_squares(found: Standing) -> Markup:
    """One square per person and step."""
    return draw("stages.html", "standing", found, MOST_SQUARES)


def skipped_rows(found: Matrix) -> Markup:
    """How many skipped each part, with a bar."""
    rows = [(part.name, found.total.cells[n].skipped) for n, part in enumerate(found.parts)]
    return draw("stages.html", "skipped", rows, max((n for _, n in rows), default=0) or 1)


def people_list(people: Sequence[StandingPerson], programme: Programme, total: int) -> Markup:
    """The first names, and the rest behind a fold; `total`: how many there are."""

    def table(rows: Sequence[StandingPerson], head: bool) -> Markup:
        return draw("stages.html", "names", rows, programme, head)

    return parts.unfolding(people, FIRST, table, *formats.PEOPLE, total=total)

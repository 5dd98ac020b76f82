"""Tables of parts: a line per city or cohort, a cell per part. Each number stands under the name of its part at every width.

On a phone the name of a line stands above its cells; where numbers or parts are many, each cell takes a line and says its part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from dashboard import formats
from dashboard.components.markup import draw
from dashboard.indicators.stages import Completion, Line, Matrix, Median, Medians
from data_loader.programme import Programme

MOST_PARTS = 5
"""More parts do not stand side by side on a phone."""
MOST_LETTERS = 3
"""Longer numbers do not either."""


@dataclass(frozen=True)
class _Side:
    """A count beside the cells of a line; `loud`: more here than chance would bring."""

    label: str
    count: int
    loud: bool = False


@dataclass(frozen=True)
class _Line:
    """A line as it is drawn."""

    name: str
    cells: Sequence[Completion] | Sequence[Median]
    sides: Sequence[_Side] = ()
    total: bool = False
    early: bool = False


@dataclass(frozen=True)
class _Grid:
    """`first`: what the lines are; `sides`: headings of the counts beside the cells; `letters`: of the longest number."""

    kind: Literal["main", "small", "days"]
    title: str
    first: str
    parts: Sequence[str]
    lines: Sequence[_Line]
    letters: int
    sides: Sequence[str] = ()

    @property
    def long(self) -> bool:
        return len(self.parts) > MOST_PARTS or self.letters > MOST_LETTERS


def city_matrix(found: Matrix, programme: Programme, title: str) -> Markup:
    """City by part, with how many stand and how many skipped at the side; the sums below."""
    days = formats.days_genitive(programme.attention.waiting_days)
    known = found.total.standing is not None
    sides = [*([f"Из них стоят дольше {days}"] if known else []), "Пропустили часть"]
    lines = [_line(line, found, _sides(line)) for line in found.drawn]
    return draw("stages.html", "matrix", _matrix("main", title, "Город", found, lines, sides))


def cohort_matrix(found: Matrix, title: str) -> Markup:
    """Cohort by part, smaller and without sums."""
    return draw("stages.html", "matrix", _matrix("small", title, "Поток", found, [_line(line, found) for line in found.lines]))


def _matrix(
    kind: Literal["main", "small"], title: str, first: str, found: Matrix, lines: Sequence[_Line], sides: Sequence[str] = ()
) -> _Grid:
    most = max((cell.share.denominator for line in lines for cell in line.cells if isinstance(cell, Completion)), default=0)
    return _Grid(kind, title, first, [part.name for part in found.parts], lines, len(formats.number(most)), sides)


def _line(line: Line, found: Matrix, sides: Sequence[_Side] = ()) -> _Line:
    return _Line(line.name, line.cells, sides, line in found.sums, line.early)


def _sides(line: Line) -> list[_Side]:
    skipped = _Side("пропустили", line.skipped)
    return [skipped] if line.standing is None else [_Side("стоят", line.standing, line.many_standing), skipped]


def median_days(found: Medians, title: str) -> Markup:
    """City by part: the median of days with its bar, and how many people it stands on."""
    lines = [_Line(name, row) for name, row in found.rows]
    letters = max(len(formats.number(median.people)) for line in found.rows for median in line[1])
    made = _Grid("days", title, "Город", [part.name for part in found.parts], lines, letters)
    return draw("stages.html", "medians", made, found, found.longest or 1.0)

"""The table behind a funnel: one row per city and step, then those of the cities together and of all; every row adds up."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.indicators.definition import Share
from dashboard.indicators.funnel.values import Funnel, Path
from dashboard.indicators.table import Cell, Column, Table
from data_loader.programme import Exit


def funnel_table(funnel: Funnel, exits: Sequence[Exit]) -> Table:
    late = ["Стоят"] if funnel.known_late else []
    counts = ["Вошли", "Пошли дальше", "На шаге (на последнем — дошли)", *late, *(exit_.name for exit_ in exits)]
    titles = [*counts, "От предыдущего шага", "От первого шага"]
    columns = (Column("Город"), Column("Шаг"), *(Column(title, numeric=True) for title in titles))
    paths = (*funnel.cities, *funnel.sums)
    return Table(columns, tuple(_row(path, n, exits, funnel) for path in paths for n in range(len(path.steps))))


def _row(path: Path, number: int, exits: Sequence[Exit], funnel: Funnel) -> tuple[Cell, ...]:
    step = path.steps[number]
    late = [step.late] if funnel.known_late else []
    gone = [step.left.get(exit_.key, 0) for exit_ in exits]
    shares = [_known(path.conversion(number)), _known(path.from_start(number))]
    return (path.name, step.name, step.entered, step.moved_on, step.waiting, *late, *gone, *shares)


def _known(share: Share | None) -> Cell:
    """Nothing is said of nobody, and of the first step."""
    return share if share and share.denominator else ""

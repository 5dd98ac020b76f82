"""Goals by their days, with what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.indicators.definition import Indicator
from dashboard.indicators.goals import Pace, met_said, shares_said
from dashboard.indicators.table import Cell, Table, table


@dataclass(frozen=True)
class Dated:
    """A goal: one that fell due as on its day (`past`), one in force as on the last day shown. `cities` names whose it is, where it
    is not that of everybody shown.
    """

    indicator: Indicator
    pace: Pace
    cities: str = ""
    past: bool = False

    @property
    def title(self) -> str:
        return f"{self.indicator.title}, {self.cities}" if self.cities else self.indicator.title

    @property
    def outcome(self) -> str:
        """«достигнута досрочно, в июле 2026 г.», «не достигнута: не хватило 30», «отстаёт: выполнено 44 %, прошло 83 % срока»."""
        if self.pace.is_met:
            return f"достигнута {met_said(self.pace)}".rstrip()
        if self.past:
            return f"не достигнута: не хватило {formats.number(self.pace.missing)}"
        return f"{'отстаёт' if self.pace.is_behind else 'идёт'}: {shares_said(self.pace)}"


def goals_table(found: Sequence[Dated]) -> Table:
    """One row per goal."""
    rows: list[tuple[Cell, ...]] = [
        (one.title, one.pace.goal.due_on, one.pace.goal.value, one.pace.value, one.outcome) for one in found
    ]
    return table("Цель | К дате | #Значение цели | #Было к сроку или сейчас | Итог", rows)

"""The work of a load grows with the load, not with its square: counted in steps of SQLite's machine, not in seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from data_loader.database import migrate, open_engine
from data_loader.loads import undo
from data_loader.programme import Programme
from tests.data_loader.test_loading import ONE, ORGANISATIONS, PLACES, Desk

pytestmark = pytest.mark.slow

SMALL, TIMES = 400, 4
STEP = 1_000


class Machine(Desk):
    """A desk whose database counts its steps."""

    def __init__(self, folder: Path, programme: Programme) -> None:
        super().__init__(open_engine(f"sqlite:///{folder}/programme.db"), folder, programme)
        self.steps = 0
        event.listen(self.engine, "connect", lambda connection, _: connection.set_progress_handler(self._step, STEP))
        migrate(self.engine)

    def _step(self) -> int:
        self.steps += STEP
        return 0

    def serve(self, people: range, quantity: int, replaces: int | None = None) -> int:
        """The steps of loading one service for each of these people."""
        rows = [f"Б-{n};{ONE};{n % 2 + 1};youth;помощь;01.02.2026;{quantity}" for n in people]
        header = "beneficiary;organisation;place;category;service;date;quantity"
        services = "\n".join([header, *rows, ""])
        before = self.steps
        self.load({"organisations": ORGANISATIONS, "places": PLACES, "services": services}, replaces=replaces)
        return self.steps - before

    def serve_twice(self, people: range) -> int:
        """The steps of loading these services from two files that say the same."""
        rows = [f"Б-{n};{ONE};1;youth;помощь;01.02.2026" for n in people]
        services = "\n".join(["beneficiary;organisation;place;category;service;date", *rows, ""])
        before = self.steps
        self.load({"organisations": ORGANISATIONS, "places": PLACES, "services": services, "services copy": services})
        return self.steps - before

    def take_back(self, load_id: int) -> int:
        before = self.steps
        undo(self.engine, self.programme, load_id)
        return self.steps - before


def test_four_times_the_rows_cost_about_four_times_the_work(tmp_path: Path, programme: Programme) -> None:
    """Onto a record as large as the load: half new and half changed rows, their replacement, and taking that back."""
    costs: list[tuple[int, int, int]] = []
    for size in (SMALL, SMALL * TIMES):
        folder = tmp_path / str(size)
        folder.mkdir()
        machine = Machine(folder, programme)
        machine.serve(range(size), 1)
        half = range(size // 2, size + size // 2)
        costs.append((machine.serve(half, 2), machine.serve(half, 3, replaces=2), machine.take_back(3)))
    ratios = [large / small for small, large in zip(*costs, strict=True)]
    assert max(ratios) < TIMES * 1.5, ratios


def test_a_file_under_two_names_is_not_looked_through_for_each_of_its_rows(tmp_path: Path, programme: Programme) -> None:
    costs = []
    for size in (SMALL, SMALL * TIMES):
        folder = tmp_path / str(size)
        folder.mkdir()
        costs.append(Machine(folder, programme).serve_twice(range(size)))
    assert costs[1] / costs[0] < TIMES * 1.5, costs

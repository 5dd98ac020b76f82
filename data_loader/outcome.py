"""What is asked of a load, and what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data_loader.problems import Problem
from data_loader.programme import Programme

Progress = Callable[[str, int], None]
"""(what is being done, rows so far); how many there are in all nobody knows before the end of a file"""


@dataclass(frozen=True)
class Request:
    """What to load and how. `today` is the day after which no fact may be dated."""

    files: Sequence[Path]
    programme: Programme
    pseudonym_key: str
    today: date
    strict: bool = False
    replaces: int | None = None
    kind: str = "load"


@dataclass
class LoadResult:
    """What became of a load. `load` is None when nothing was written; rows are counted per sheet."""

    load: int | None = None
    taken: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0
    checked_only: bool = False
    strict_refusal: bool = False
    removed_demonstration: bool = False
    replaced: int | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)

    @property
    def nothing_new(self) -> bool:
        """Every good row is on record already."""
        return bool(self.same) and not self.new and not self.changed

    @property
    def exit_code(self) -> int:
        """0 loaded (or already on record), 1 with refused rows, 2 nothing loaded."""
        if self.strict_refusal or not sum(self.taken.values()):
            return 2
        return 1 if self.has_errors else 0

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - started

    def refuse(self, sheet: str, problem: Problem) -> None:
        self.problems.append(problem)
        self.refused[sheet] = self.refused.get(sheet, 0) + 1

"""What a cell may come to beside a plain value: a refusal, or a value with something to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


class CellProblem(Exception):
    """A cell cannot be taken: what is wrong, and what to do, in Russian."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.remedy = remedy


@dataclass(frozen=True)
class Noticed:
    """A value that was taken with something to say: mended, or left out."""

    value: Any
    level: Literal["repaired", "note"]
    rule: str
    remedy: str = ""

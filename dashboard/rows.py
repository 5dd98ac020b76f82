"""Named rows as staff read them: values that queries return and lists show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Listed(Generic[Row]):
    """The first rows of a list, and how many there are: counted by the SELECT that reads them."""

    rows: tuple[Row, ...]
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.rows)


class StandingPerson(NamedTuple):
    """A participant who has not left and has stood at a step before the last longer than the term."""

    participant: str
    name: str
    city: str
    organisation: str
    """Its name; blank without one."""
    step: str
    """Its key."""
    days: int

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


class KnownMentor(NamedTuple):
    """A mentor on record. `declared`: hours a month, None where none were declared."""

    mentor: str
    name: str
    declared: float | None


@dataclass(frozen=True)
class MentorCases:
    """Cases in care of one mentor: long without a contact, left to an authority, in touch."""

    late: int = 0
    waiting: int = 0
    in_touch: int = 0

    def __add__(self, other: MentorCases) -> MentorCases:
        return MentorCases(self.late + other.late, self.waiting + other.waiting, self.in_touch + other.in_touch)


class OrganisationWithoutMentor(NamedTuple):
    """An organisation that nobody cares for. `learning`: participants past enrolment who have not left; `finishing`: of these, at the
    last step.
    """

    organisation: str
    name: str
    city: str
    field: str
    learning: int
    finishing: int

"""Named rows as staff read them: values that queries return and lists show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    """A participant who has not left and stands: beyond the term of a step before the last."""

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
    """Cases in care of one mentor on a day, each in one of four states; the term is how long a case may go without a meeting."""

    late: int = 0
    """In care longer than the term, the last meeting longer ago than the term or none."""
    waiting: int = 0
    """Left to an authority."""
    in_touch: int = 0
    """A meeting within the term."""
    new: int = 0
    """In care no longer than the term, no meeting yet."""
    unmet: int = 0
    """Of the late, without any meeting in this care."""
    young: int = 0
    """Of those in touch, in care no longer than the term: they could not be late."""
    unmet_since: date | None = None
    """Since when the longest of the unmet is in care."""

    def __add__(self, other: MentorCases) -> MentorCases:
        since = [day for day in (self.unmet_since, other.unmet_since) if day]
        return MentorCases(
            self.late + other.late,
            self.waiting + other.waiting,
            self.in_touch + other.in_touch,
            self.new + other.new,
            self.unmet + other.unmet,
            self.young + other.young,
            min(since, default=None),
        )

    @property
    def open(self) -> int:
        return self.late + self.waiting + self.in_touch + self.new

    @property
    def settled(self) -> int:
        """In care longer than the term: hours could have been spent on them."""
        return self.open - self.new - self.young

    @property
    def due(self) -> int:
        """Those that can be late: in care longer than the term and not left to an authority."""
        return self.late + self.in_touch - self.young


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

"""What the meetings of each mentor add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from dashboard.meetings import Meetings
from data_loader.months import first_of_month, months_back

Of = TypeVar("Of")
WEEKS = 53
MONTHS = 12
"""Before the chosen one."""


@dataclass(frozen=True)
class Met:
    """Of one mentor: the day of the last meeting, minutes by week, minutes and meetings by month, the latest week and month last."""

    last: date | None
    weeks: list[int]
    months: list[int]
    meetings: list[int]


def met(meetings: Meetings, months: list[date], day: date) -> dict[str, Met]:
    """By mentor, of meetings up to `day`; the last of the `months` is that of the day. Who met nobody is not there."""
    of_weeks, of_months = ([start.toordinal() for start in starts] for starts in (weeks_to(day), months))
    rows = zip(
        meetings.mentors,
        meetings.last(),
        meetings.minutes_since(of_weeks),
        meetings.minutes_since(of_months),
        meetings.number_since(of_months),
        strict=True,
    )
    return {mentor: Met(date.fromordinal(last), *sums) for mentor, last, *sums in rows if last}


def months_to(month: date, began: date) -> list[date]:
    """The first days of `month` and of the twelve before it, but none before the programme began."""
    before = [months_back(month, n) for n in reversed(range(1, MONTHS + 1))]
    return [*(one for one in before if one >= first_of_month(began)), month]


def whole(months: Sequence[Of], over: bool) -> Sequence[Of]:
    """Of the months that means are of, the latest twelve: all are over but the last, and it is if `over`."""
    return months[-MONTHS:] if over else months[:-1]


def weeks_to(day: date) -> list[date]:
    """The Mondays of 53 weeks, that of `day` the last of them."""
    monday = day - timedelta(days=day.weekday())
    return [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))]

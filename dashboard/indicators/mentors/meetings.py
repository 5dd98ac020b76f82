"""What the meetings of each mentor add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.meetings import Meetings
from data_loader.months import months_back

WEEKS = 53
MONTHS = 12


@dataclass(frozen=True)
class Met:
    """Of one mentor: the day of the last meeting, minutes by week and by month, the latest week and month last."""

    last: date
    weeks: list[int]
    months: list[int]


def met(meetings: Meetings, month: date, day: date) -> dict[str, Met]:
    """By mentor, of meetings up to `day`; `month` is the last of the months. Who met nobody is not there."""
    weeks, months = (
        meetings.minutes_since([start.toordinal() for start in starts]) for starts in (weeks_to(day), months_to(month))
    )
    rows = zip(meetings.mentors, meetings.last(), weeks, months, strict=True)
    return {mentor: Met(date.fromordinal(last), *minutes) for mentor, last, *minutes in rows if last}


def months_to(month: date) -> list[date]:
    """The first days of twelve months, `month` the last of them."""
    return [months_back(month, n) for n in reversed(range(MONTHS))]


def weeks_to(day: date) -> list[date]:
    """The Mondays of 53 weeks, that of `day` the last of them."""
    monday = day - timedelta(days=day.weekday())
    return [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))]

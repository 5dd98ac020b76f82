"""Mentors, their cases and meetings: one works beyond the declared hours, one has grown silent, one has no case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from data_loader.demo.frame import HISTORY_DAYS, Frame, Row
from data_loader.months import last_of_month, months_back

MENTORS, LEAST_MENTORS = 8, 4
OVERLOADED, UNKNOWN, SILENT = 1, 2, 3
SILENT_DAYS = 75
_DECLARED: tuple[Any, ...] = (24, 12, "", 14, 22, 30, 18)
"""One has declared nothing: «unknown» must look different from «no hours» on pages."""
_IDLE = 10
_PACE = (0.85, 1.4, 0.9, 0.85, 0.8, 0.8, 0.85)
"""Hours given for each declared: only one mentor beyond 1, so that the overload is seen at once."""
_SEASON = {1: 0.5, 7: 0.6, 8: 0.7}
_LENGTHS = (0.5, 1, 1, 1.5, 2, 2.5)
_MOST_PER_CASE = 7
"""Hours of one case in one month."""


def mentors(frame: Frame) -> list[Row]:
    """The last one has declared hours and no case yet."""
    number = frame.many(MENTORS, LEAST_MENTORS)
    declared = [_DECLARED[n % len(_DECLARED)] for n in range(number - 1)]
    return [
        {"mentor": f"Н-{n + 1:02d}", "full_name": f"Наставник {n + 1:02d}", "hours_per_month": hours}
        for n, hours in enumerate([*declared, _IDLE])
    ]


def assignments(frame: Frame, homes: Sequence[Row], helpers: Sequence[Row]) -> list[Row]:
    """Every fourth organisation has nobody; some care has ended, some passed on to another mentor, some ends ahead of today."""
    chance = frame.chance("assignments")
    busy = helpers[:-1]
    rows: list[Row] = []
    cared_for = [home["organisation"] for n, home in enumerate(homes) if n % 4 != 3]
    for n, organisation in enumerate(cared_for):
        since = frame.ago(chance.randint(8, 35) if n % 9 == 8 else chance.randint(100, HISTORY_DAYS - 120))
        until = _end_of_care(frame, n, since)
        rows.append(_case(busy[n % len(busy)], organisation, since, until))
        if until is not None and n % 20 == 7:
            rows.append(_case(busy[(n + 1) % len(busy)], organisation, until - timedelta(days=6), None))
    return rows


def _end_of_care(frame: Frame, n: int, since: date) -> date | None:
    if n % 10 == 7:
        return since + timedelta(days=(frame.today - since).days * 2 // 3)
    return frame.today + timedelta(days=60) if n % 10 == 1 else None


def _case(mentor: Row, organisation: str, since: date, until: date | None) -> Row:
    return {"mentor": mentor["mentor"], "organisation": organisation, "from": since, "to": until or ""}


def sessions(frame: Frame, cases: Sequence[Row], helpers: Sequence[Row]) -> list[Row]:
    """Month by month each mentor gives about the hours that are declared; some cases are left alone of late."""
    chance = frame.chance("sessions")
    found: dict[tuple[Any, ...], Row] = {}
    for number, mentor in enumerate(helpers[:-1]):
        own = [case for case in cases if case["mentor"] == mentor["mentor"]]
        declared = mentor["hours_per_month"] or 15
        for month in _months(frame):
            season = 1 if number == OVERLOADED else _SEASON.get(month.month, 1)
            hours = declared * _PACE[number % len(_PACE)] * season * chance.uniform(0.95, 1.1)
            for row in _month(frame, chance, number, own, month, hours):
                found.setdefault((row["mentor"], row["organisation"], row["date"], row["kind"]), row)
    return sorted(found.values(), key=lambda row: (row["date"], row["mentor"], row["organisation"], row["kind"]))


def _months(frame: Frame) -> list[date]:
    return [months_back(frame.today, n) for n in range(HISTORY_DAYS // 31, -1, -1)]


_Open = tuple[Row, date, date]
"""A case with the first and the last day of a month on which a meeting could be."""


def _month(frame: Frame, chance: Random, number: int, own: Sequence[Row], month: date, hours: float) -> list[Row]:
    """Meetings of one mentor in one month, case after case until the hours are given; none after today."""
    open_then = _open_in(frame, number, own, month)
    if not open_then:
        return []
    rows: list[Row] = []
    left = min(hours, _MOST_PER_CASE * len(open_then))
    turn = chance.randrange(len(open_then))
    while left > 0:
        meeting = _meeting(chance, frame.today, *open_then[turn % len(open_then)])
        if meeting["date"] <= frame.today:
            rows.append(meeting)
        left -= meeting["hours"]
        turn += 1
    return rows


def _open_in(frame: Frame, number: int, own: Sequence[Row], month: date) -> list[_Open]:
    ends = last_of_month(month)
    found = [
        (case, max(case["from"], month), min(case["to"] or ends, ends, _quiet_from(frame, number, place)))
        for place, case in enumerate(own)
    ]
    return [(case, first, last) for case, first, last in found if first <= last]


def _meeting(chance: Random, today: date, case: Row, first: date, last: date) -> Row:
    length = chance.choice(_LENGTHS)
    day = first + timedelta(days=chance.randint(0, (last - first).days))
    by_phone = day <= today and length <= 1 and chance.random() < 0.6
    return {
        "mentor": case["mentor"],
        "organisation": case["organisation"],
        "date": day,
        "hours": length,
        "kind": "звонок" if by_phone else "встреча",
    }


def _quiet_from(frame: Frame, number: int, place: int) -> date:
    """The last day of meetings: the silent mentor's and every fourth case's lies well back."""
    quiet = (number == SILENT or place % 4 == 3) and number != OVERLOADED
    return frame.ago(SILENT_DAYS) if quiet else date.max

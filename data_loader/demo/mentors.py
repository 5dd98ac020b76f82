"""Mentors, their cases and meetings: one works beyond the declared hours, one has grown silent, one has no case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from data_loader.demo.frame import HISTORY_DAYS, Frame, Row

MENTORS, LEAST_MENTORS = 8, 4
OVERLOADED, UNKNOWN, SILENT = 1, 2, 3
SILENT_DAYS = 75
_DECLARED: tuple[Any, ...] = (24, 12, "", 14, 22, 30, 18)
_IDLE = 10
_PACE = (0.85, 1.4, 0.9, 0.85, 0.8, 0.8, 0.85)
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
        until: date | None = None
        if n % 10 == 7:
            until = since + timedelta(days=(frame.today - since).days * 2 // 3)
        elif n % 10 == 1:
            until = frame.today + timedelta(days=60)
        rows.append(_case(busy[n % len(busy)], organisation, since, until))
        if n % 10 == 7 and n % 20 == 7:
            assert until is not None
            rows.append(_case(busy[(n + 1) % len(busy)], organisation, until - timedelta(days=6), None))
    return rows


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
    last = frame.today.year * 12 + frame.today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - HISTORY_DAYS // 31, last + 1)]


def _month(frame: Frame, chance: Random, number: int, own: Sequence[Row], month: date, hours: float) -> list[Row]:
    """Meetings of one mentor in one month, case after case until the hours are given; none after today."""
    ends = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    open_then = [
        (case, max(case["from"], month), min(case["to"] or ends, ends, _quiet_from(frame, number, place)))
        for place, case in enumerate(own)
    ]
    open_then = [(case, first, last) for case, first, last in open_then if first <= last]
    if not open_then:
        return []
    rows: list[Row] = []
    left = min(hours, _MOST_PER_CASE * len(open_then))
    turn = chance.randrange(len(open_then))
    while left > 0:
        case, first, last = open_then[turn % len(open_then)]
        length = chance.choice(_LENGTHS)
        day = first + timedelta(days=chance.randint(0, (last - first).days))
        if day <= frame.today:
            kind = "звонок" if length <= 1 and chance.random() < 0.6 else "встреча"
            rows.append(
                {"mentor": case["mentor"], "organisation": case["organisation"], "date": day, "hours": length, "kind": kind}
            )
        left -= length
        turn += 1
    return rows


def _quiet_from(frame: Frame, number: int, place: int) -> date:
    """The last day of meetings: the silent mentor's and every fourth case's lies well back."""
    quiet = (number == SILENT or place % 4 == 3) and number != OVERLOADED
    return frame.ago(SILENT_DAYS) if quiet else date.max

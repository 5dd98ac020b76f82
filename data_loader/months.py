"""Months as their first days."""

from __future__ import annotations

from datetime import date, timedelta


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    return next_month(day) - timedelta(days=1)


def next_month(day: date) -> date:
    """The first day of the month after that of `day`."""
    return months_back(day, -1)


def months_back(day: date, n: int) -> date:
    """The first day of the month that lies n months before that of `day`; 0 is its own."""
    years, month = divmod(day.year * 12 + day.month - 1 - n, 12)
    return date(years, month + 1, 1)


def last_complete_month(until: date) -> date:
    """The first day of the last month that is over by the end of `until`: monthly counts under a day mean it."""
    return months_back(first_incomplete_month(until), 1)


def first_incomplete_month(until: date) -> date:
    """The first day of the month that is not over by the end of `until`."""
    return first_of_month(until + timedelta(days=1))

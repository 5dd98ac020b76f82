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

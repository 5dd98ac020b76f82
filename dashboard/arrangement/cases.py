"""The mentors' open cases, asked of the registry with the term of waiting."""

from __future__ import annotations

from datetime import date

from dashboard.arrangement.view import View
from dashboard.indicators.waiting import waiting_term
from dashboard.queries.registry_mentors import mentor_cases
from dashboard.rows import MentorCases


def open_cases(view: View, day: date) -> dict[str, MentorCases]:
    """On a day, by mentor, in the cities of the view; the registry knows only the present load."""
    long_ago = waiting_term(view.programme.attention).first_day(day)
    return mentor_cases(view.snapshot, view.viewer, day, long_ago, view.filters.cities)

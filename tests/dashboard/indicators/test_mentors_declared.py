"""Hours of a month against the declared ones: whose they are, and whose are left out."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.indicators.mentors import Apart, DeclaredMonth, declared_month

MONTH = date(2026, 3, 1)


def test_only_who_declared_hours_and_has_a_case_is_compared_and_the_others_are_told() -> None:
    minutes = {"busy": 90, "more": 30, "unknown": 600, "idle": 15}
    declared = {"busy": 20.0, "more": 10.5, "unknown": None, "idle": 40.0, "silent": None, "none": 8.0}
    cases = {"busy": 1, "more": 3, "unknown": 5, "idle": 0}
    found = declared_month(MONTH, minutes, declared, cases)
    assert found == DeclaredMonth(MONTH, 2.0, 30.5, 2, undeclared=Apart(2, 10.0), idle=Apart(2, 0.25))
    assert found.hours + found.undeclared.hours + found.idle.hours == sum(minutes.values()) / 60


@pytest.mark.parametrize(
    ("declared", "cases"),
    [({}, {}), ({"1": None}, {"1": 1}), ({"1": 20.0}, {}), ({"1": 20.0}, {"1": 0}), ({"1": 0.0}, {"1": 1})],
)
def test_there_is_no_comparison_where_no_hours_are_declared_for_a_case(
    declared: dict[str, float | None], cases: dict[str, int]
) -> None:
    assert declared_month(MONTH, {"1": 600}, declared, cases) is None


def test_who_declared_no_hours_at_all_is_known_to_have_declared_them() -> None:
    found = declared_month(MONTH, {"1": 60, "2": 60}, {"1": 0.0, "2": 5.0}, {"1": 1, "2": 1})
    assert found is not None and (found.hours, found.declared, found.mentors, found.undeclared.mentors) == (2.0, 5.0, 2, 0)

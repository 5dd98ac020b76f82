"""One rule for waiting: the last day of a term is within it, the next is too long; nobody stands at the last step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboard.indicators.waiting import Term, school_terms, standing, track_term, waiting_term, within_term
from data_loader.programme import Attention, Programme, TrackStep

TODAY = date(2026, 10, 31)
RULES = Attention(waiting_days=30)


@pytest.mark.parametrize(("days", "stands"), [(0, False), (29, False), (30, False), (31, True), (365, True)])
def test_the_last_day_of_the_term_is_within_it(days: int, stands: bool) -> None:
    term, arrived = waiting_term(RULES), TODAY - timedelta(days=days)
    found = {("ishim", "theory", arrived): 2}
    assert term.is_over(days) is stands
    assert (arrived < term.first_day(TODAY)) is stands
    assert bool(standing(found, {"theory": term}, TODAY)) is stands
    assert bool(within_term(found, {"theory": term}, TODAY)) is not stands


@pytest.mark.parametrize(
    ("step", "term"),
    [
        (TrackStep(key="a", name="A"), Term(30)),
        (TrackStep(key="a", name="A", due_days=20), Term(20, 20)),
        (TrackStep(key="a", name="A", due_days=30, extension_days=30), Term(60, 30, 30)),
        (TrackStep(key="a", name="A", extension_days=30), Term(30)),
    ],
)
def test_a_step_has_one_term(step: TrackStep, term: Term) -> None:
    assert track_term(step, RULES) == term


def test_nobody_stands_at_the_last_step(programme: Programme) -> None:
    long_ago = TODAY - timedelta(days=500)
    found = {("ishim", step.key, long_ago): 1 for step in programme.steps}
    items = {wait.item for wait in standing(found, school_terms(programme), TODAY)}
    assert items == {step.key for step in programme.steps[:-1]}


def test_who_stands_longest_comes_first_and_only_of_the_cities_asked_for() -> None:
    found = {(city, "a", TODAY - timedelta(days=days)): 1 for city, days in (("x", 40), ("y", 60), ("z", 50))}
    terms = {"a": Term(30)}
    assert [wait.days for wait in standing(found, terms, TODAY)] == [60, 50, 40]
    assert [wait.city for wait in standing(found, terms, TODAY, ["x", "z"])] == ["z", "x"]

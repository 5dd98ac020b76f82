"""The funnel adds up at every step, on every day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.indicators.definition import Share
from dashboard.indicators.funnel import Frames, track_funnel
from dashboard.indicators.waiting import track_terms
from tests.dashboard.indicators.funnel.made import SCHOOL, STEPS, TODAY, ago, falling, frame, funnel, waiting, way

counts = st.lists(st.integers(0, 60), min_size=len(STEPS), max_size=len(STEPS)).map(lambda found: sorted(found, reverse=True))


@given(counts, counts, st.booleans())
def test_every_step_adds_up_and_cities_sum_to_the_total(one: list[int], other: list[int], now: bool) -> None:
    standing = [("tyumen", "theory", ago(90), max(one[3] - one[4], 0))] if now else None
    found = funnel(falling(*one) + falling(*other, city="ishim"), standing=standing)
    for path in (*found.cities, found.total):
        for step in path.steps:
            assert step.entered == step.moved_on + step.waiting + (step.late or 0) + step.gone
    for number, step in enumerate(found.total.steps):
        assert step.entered == sum(path.steps[number].entered for path in found.cities)
        assert step.moved_on == sum(path.steps[number].moved_on for path in found.cities)


@pytest.mark.parametrize(("days", "late"), [(29, 0), (30, 0), (31, 3)])
def test_who_waits_longer_than_the_term_stands(days: int, late: int) -> None:
    standing = [("tyumen", "applied", ago(days), 3), ("tyumen", "applied", ago(1), 1)]
    step = funnel(falling(10, 6), standing=standing).cities[0].steps[0]
    assert (step.waiting, step.late) == (4 - late, late)


@pytest.mark.parametrize(("beyond", "late"), [(-1, 0), (0, 0), (1, 2)])
def test_organisations_are_late_by_the_clock_of_their_step(beyond: int, late: int) -> None:
    track = SCHOOL.track("iopu")
    day = ago(track_terms(track, SCHOOL.attention)["iopu/submitted"].days + beyond)
    step = way(3, 2, standing=[("tyumen", "iopu/submitted", day, 2)], track=track).total.steps[1]
    assert (step.key, step.waiting, step.late) == ("submitted", 2 - late, late)


def test_the_frames_of_organisations_are_of_all_tracks() -> None:
    iopu, provider = SCHOOL.tracks
    entered = frame([("tyumen", "iopu/documents", 3), ("tyumen", "iopu/submitted", 2), ("tyumen", "provider/submitted", 9)])
    left = frame([("tyumen", "iopu/submitted/refused", 1), ("tyumen", "provider/submitted/refused", 4)])
    now = waiting([("tyumen", "iopu/documents", ago(90), 1), ("tyumen", "provider/submitted", ago(400), 5)])
    one, other = (track_funnel(Frames(entered, left, now), track, SCHOOL, ("tyumen",), TODAY) for track in (iopu, provider))
    assert [(step.entered, step.late, step.gone) for step in one.total.steps][:2] == [(3, 1, 0), (2, 0, 1)]
    assert [(step.entered, step.late, step.gone) for step in other.total.steps][:1] == [(9, 5, 4)]


@pytest.mark.parametrize(
    ("arrived", "days"),
    [
        ([91, 92], (92, 91)),
        ([91, 91], (91, 91)),
        ([91, 92, 93], (93, 92, 91)),
        ([91, 92, 93, 94], (94, 93, 92, 91)),
        ([91, 92, 92, 92, 92], (92, 91)),
    ],
)
def test_days_of_few_who_stand_are_known_each_and_of_many_every_number_once(arrived: list[int], days: tuple[int, ...]) -> None:
    standing = [("tyumen", "applied", ago(number), 1) for number in arrived]
    assert funnel(falling(10, 2), standing=standing).total.steps[0].late_days == days


def test_on_a_past_day_nobody_is_said_to_stand() -> None:
    past = funnel(falling(10, 6), left=[("tyumen", "applied/rejected", 1)])
    step = past.cities[0].steps[0]
    assert (step.waiting, step.late, step.gone) == (3, None, 1)
    assert not past.known_late and funnel(falling(10, 6), standing=[]).known_late


def test_who_arrived_at_the_last_step_is_there_and_does_not_stand() -> None:
    full = falling(*[8] * len(STEPS))
    step = funnel(full, standing=[("tyumen", "support", ago(90), 8)]).cities[0].steps[-1]
    assert (step.waiting, step.late, step.last) == (8, 0, True)


@pytest.mark.parametrize(("young", "grown"), [(0, 30), (1, 29), (29, 1), (30, 0)])
def test_the_completion_is_known_of_all_and_of_those_who_can_be_judged(young: int, grown: int) -> None:
    found = funnel(falling(*[30] * 7, 12), grown=falling(*[grown] * 7, min(grown, 12)), cities=("tyumen",)).total.completed
    assert found is not None and found.everybody == Share(12, 30)
    assert (found.young, found.grown) == (young, Share(min(grown, 12), grown))


def test_organisations_have_no_cohorts_to_be_judged_by() -> None:
    assert way(3, 2).total.completed is None

"""The sentence about the ways onto the registers."""

from __future__ import annotations

import pytest

from dashboard.indicators.funnel import tracks_message
from tests.dashboard.indicators.funnel.made import SCHOOL, ago, way

IOPU, PROVIDER = SCHOOL.tracks


@pytest.mark.parametrize(
    ("begun", "came", "said"),
    [
        (0, 0, "Реестр ИОПУ: ни одна организация ещё не начала этот путь"),
        (1, 0, "В реестр ИОПУ единственная начавшая организация не вошла"),
        (1, 1, "В реестр ИОПУ вошла единственная начавшая организация"),
        (2, 2, "В реестр ИОПУ вошли обе начавшие организации"),
        (3, 0, "В реестр ИОПУ не вошла ни одна из 3 начавших организаций"),
        (5, 5, "В реестр ИОПУ вошли все 5 начавших организаций"),
        (11, 5, "В реестр ИОПУ вошли 5 из 11 начавших организаций"),
        (21, 1, "В реестр ИОПУ вошла 1 из 21 начавшей организации"),
    ],
)
def test_organisations_that_came_are_said_of_those_that_began(begun: int, came: int, said: str) -> None:
    found = way(begun, *[came] * (len(IOPU.steps) - 1))
    assert tracks_message([(IOPU, found)]).text.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("begun", "came", "late", "said"),
    [
        (1, 0, 1, "В реестр ИОПУ единственная начавшая организация не вошла; она стоит дольше срока"),
        (3, 0, 1, "В реестр ИОПУ не вошла ни одна из 3 начавших организаций; 1 стоит дольше срока"),
        (3, 1, 2, "В реестр ИОПУ вошла 1 из 3 начавших организаций; ещё 2 стоят дольше срока"),
        (30, 2, 21, "В реестр ИОПУ вошли 2 из 30 начавших организаций; ещё 21 стоит дольше срока"),
    ],
)
def test_those_that_stand_too_long_are_added(begun: int, came: int, late: int, said: str) -> None:
    found = way(begun, *[came] * (len(IOPU.steps) - 1), standing=[("tyumen", "iopu/documents", ago(90), late)])
    assert tracks_message([(IOPU, found)]).text.replace("\u00a0", " ") == said


def test_the_way_with_the_most_overdue_is_said_else_the_first_begun() -> None:
    calm, begun = way(5, 5), way(2, 0, track=PROVIDER)
    stuck = way(2, 0, track=PROVIDER, standing=[("tyumen", "provider/submitted", ago(900), 1)])
    assert tracks_message([(IOPU, calm), (PROVIDER, stuck)]).text.startswith("В\u00a0реестр поставщиков")
    assert tracks_message([(IOPU, calm), (PROVIDER, begun)]).text.startswith("В\u00a0реестр ИОПУ")
    assert tracks_message([(IOPU, way(0)), (PROVIDER, begun)]).text.startswith("В\u00a0реестр поставщиков")

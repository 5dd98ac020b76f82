"""The funnel adds up at every step, on every day, and says what its numbers say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.indicators.funnel import (
    Funnel,
    became,
    days_there,
    exit_words,
    funnel_table,
    message,
    school_funnel,
    term,
    track_funnel,
    tracks_message,
)
from data_loader.programme import Exit, Programme, load_programme

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")
STEPS = [step.key for step in SCHOOL.steps]
TODAY = date(2026, 3, 31)
LONG_AGO = pd.Timestamp("2026-01-01")


def frame(rows: list[tuple[str, str, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["city", "item", "count"]).astype({"city": "str", "item": "str"})


def waiting(rows: list[tuple[str, str, pd.Timestamp, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["city", "item", "day", "count"]).astype({"day": "datetime64[s]"})


def falling(*counts: int, city: str = "tyumen") -> list[tuple[str, str, int]]:
    return [(city, step, count) for step, count in zip(STEPS, counts, strict=False)]


def funnel(
    entered: list[tuple[str, str, int]],
    left: list[tuple[str, str, int]] | None = None,
    standing: list[tuple[str, str, pd.Timestamp, int]] | None = None,
    cities: tuple[str, ...] = ("tyumen", "ishim"),
    programme: Programme = SCHOOL,
) -> Funnel:
    now = waiting(standing) if standing is not None else None
    return school_funnel(frame(entered), frame(left or []), now, programme, cities, TODAY)


counts = st.lists(st.integers(0, 60), min_size=len(STEPS), max_size=len(STEPS)).map(lambda found: sorted(found, reverse=True))


@given(counts, counts, st.booleans())
def test_every_step_adds_up_and_cities_sum_to_the_total(one: list[int], other: list[int], now: bool) -> None:
    standing = [("tyumen", "theory", LONG_AGO, max(one[3] - one[4], 0))] if now else None
    found = funnel(falling(*one) + falling(*other, city="ishim"), standing=standing)
    for path in (*found.cities, found.total):
        for step in path.steps:
            assert step.entered == step.moved_on + step.waiting + (step.late or 0) + step.gone
    for number, step in enumerate(found.total.steps):
        assert step.entered == sum(path.steps[number].entered for path in found.cities)
        assert step.moved_on == sum(path.steps[number].moved_on for path in found.cities)


def test_who_waits_longer_than_the_term_stands() -> None:
    found = funnel(
        falling(10, 6), standing=[("tyumen", "applied", LONG_AGO, 3), ("tyumen", "applied", pd.Timestamp("2026-03-01"), 1)]
    )
    step = found.cities[0].steps[0]
    assert (step.waiting, step.late) == (1, 3)


def test_on_a_past_day_nobody_is_said_to_stand() -> None:
    step = funnel(falling(10, 6), left=[("tyumen", "applied/rejected", 1)]).cities[0].steps[0]
    assert (step.waiting, step.late, step.gone) == (3, None, 1)


def test_who_arrived_at_the_last_step_is_there_and_does_not_stand() -> None:
    full = falling(*[8] * len(STEPS))
    step = funnel(full, standing=[("tyumen", "support", LONG_AGO, 8)]).cities[0].steps[-1]
    assert (step.waiting, step.late, step.last) == (8, 0, True)


def test_a_conversion_far_below_all_cities_lags_unless_the_group_is_small() -> None:
    found = funnel(falling(20, 10) + falling(40, 38, city="ishim"))
    assert found.lags(found.cities[0], 1, SCHOOL.attention)
    assert not found.lags(found.cities[1], 1, SCHOOL.attention)
    small = funnel(falling(9, 1) + falling(40, 38, city="ishim"))
    assert not small.lags(small.cities[0], 1, SCHOOL.attention)


def test_a_city_alone_is_measured_against_all_cities() -> None:
    entered = falling(30, 28, 26, 20, 13, 13, 11, 11) + falling(60, 58, 56, 54, 50, 46, 34, 30, city="ishim")
    left = [("tyumen", "enrolled/withdrawn", 6), ("tyumen", "theory/withdrawn", 7)]
    alone = funnel(entered, left, cities=("tyumen",))
    assert message(alone, SCHOOL).key == "city lags"
    assert alone.total.steps[0].entered == 30
    names = [row[0] for row in funnel_table(alone, SCHOOL.school.exits).rows]
    assert list(dict.fromkeys(names)) == ["Тюмень", "Все города"]
    both = [row[0] for row in funnel_table(funnel(entered, left), SCHOOL.school.exits).rows]
    assert list(dict.fromkeys(both)) == ["Тюмень", "Ишим", "Вместе", "Все города"]


def test_the_city_that_loses_people_is_named_with_its_part() -> None:
    left = [("tyumen", "enrolled/withdrawn", 6), ("tyumen", "theory/withdrawn", 7)]
    found = funnel(falling(30, 28, 26, 20, 13, 13, 11, 11) + falling(60, 58, 56, 54, 50, 46, 34, 30, city="ishim"), left)
    assert message(found, SCHOOL).text == "Тюмень теряет людей в начале: до практики дошли 13 из\u00a026 зачисленных"


@pytest.mark.parametrize(("came", "verb"), [(1, "дошёл"), (2, "дошли"), (5, "дошли"), (21, "дошёл")])
def test_the_neutral_sentence_agrees(came: int, verb: str) -> None:
    found = funnel(falling(*[30] * 7, came), cities=("tyumen",))
    assert message(found, SCHOOL).text == f"До сопровождения {verb} {came} из\u00a030 зачисленных"


def test_a_city_whose_people_merely_wait_lags_and_loses_nobody() -> None:
    standing: list[tuple[str, str, pd.Timestamp, int]] = []
    found = funnel(
        falling(30, 28, 26, 20, 13, 13, 11, 11) + falling(60, 58, 56, 54, 50, 46, 34, 30, city="ishim"), standing=standing
    )
    assert message(found, SCHOOL).text == "Тюмень отстаёт в начале: до практики дошли 13 из\u00a026 зачисленных"


def test_when_nobody_came_it_is_said_in_words() -> None:
    found = funnel(falling(*[30] * 7, 0), cities=("tyumen",))
    assert message(found, SCHOOL).text == "До сопровождения не дошёл никто из\u00a030 зачисленных"


def test_without_case_forms_a_wording_is_used_that_needs_none() -> None:
    school = SCHOOL.school.model_copy(
        update={"steps": tuple(s.model_copy(update={"forms": type(s.forms)()}) for s in SCHOOL.steps)}
    )
    bare = SCHOOL.model_copy(update={"school": school})
    found = funnel(falling(*[30] * 8), cities=("tyumen",), programme=bare)
    assert message(found, bare).text == "До шага «Сопровождение» дошли все 30\u00a0зачисленных"


def test_nobody_is_said_plainly() -> None:
    assert message(funnel([]), SCHOOL).key == "nobody"


def test_those_who_left_are_named_by_their_exit_and_only_where_they_are_the_most() -> None:
    rejected = funnel(falling(50, 40, 40, 38), left=[("tyumen", "applied/rejected", 10), ("tyumen", "enrolled/withdrawn", 2)])
    assert message(rejected, SCHOOL).text == "Больше всего потерь на шаге «Заявка»: отказано 10 из\u00a050"
    both = funnel(falling(50, 40, 40), left=[("tyumen", "applied/rejected", 6), ("tyumen", "applied/withdrawn", 4)])
    assert message(both, SCHOOL).text.replace("\u00a0", " ").endswith("«Заявка»: отказано 6 и выбыли 4 — 10 из 50")
    tie = funnel(falling(50, 45, 40), left=[("tyumen", "applied/rejected", 5), ("tyumen", "accepted/withdrawn", 5)])
    assert message(tie, SCHOOL).key == "neutral"


def test_an_exit_without_counted_forms_is_named_all_the_same() -> None:
    exits = [exit_.model_copy(update={"counted": None}) for exit_ in SCHOOL.school.exits]
    bare = SCHOOL.model_copy(update={"school": SCHOOL.school.model_copy(update={"exits": tuple(exits)})})
    rejected = funnel(falling(50, 40, 40, 38), left=[("tyumen", "applied/rejected", 10)], programme=bare)
    assert message(rejected, bare).text.replace("\u00a0", " ").endswith("на шаге «Заявка»: отказ — 10 из 50")


@pytest.mark.parametrize(
    ("begun", "came", "said"),
    [
        (1, 0, "В реестр ИОПУ единственная начавшая организация пока не вошла"),
        (1, 1, "В реестр ИОПУ вошла единственная начавшая организация"),
        (2, 2, "В реестр ИОПУ вошли все начавшие — 2 организации"),
        (21, 1, "В реестр ИОПУ вошла 1 организация из 21 начавшей"),
        (3, 0, "В реестр ИОПУ не вошла пока ни одна организация из 3 начавших"),
    ],
)
def test_organisations_that_came_are_said_of_those_that_began(begun: int, came: int, said: str) -> None:
    track = SCHOOL.tracks[0]
    counts = [begun, *[came] * (len(track.steps) - 1)]
    rows = [("tyumen", f"{track.key}/{step.key}", n) for step, n in zip(track.steps, counts, strict=True)]
    found = track_funnel(frame(rows), frame([]), None, track, SCHOOL, ("tyumen",), TODAY)
    assert tracks_message([(track, found)]).text.replace("\u00a0", " ") == said


def test_of_a_past_day_the_past_is_spoken() -> None:
    step = funnel(falling(30, 20)).total.steps[0]
    assert became(step, SCHOOL.school.exits) == [("wait", "ждали 10")]
    assert became(step, (), person=False) == [("wait", "ждали 10")]


def test_a_step_on_which_many_stand_is_named() -> None:
    found = funnel(falling(30, 30, 30, 30, 20), standing=[("tyumen", "theory", LONG_AGO, 9)], cities=("tyumen",))
    assert message(found, SCHOOL).text == "На шаге «Теория» стоят дольше 30\u00a0дней 9\u00a0человек"


def test_organisations_are_late_by_the_clock_of_their_step() -> None:
    track = SCHOOL.track("iopu")
    keys = [step.key for step in track.steps]
    clocks = {step.key: term(step, SCHOOL.attention) for step in track.steps}
    assert clocks["submitted"] > clocks["documents"] == SCHOOL.attention.waiting_days
    entered = frame([("tyumen", f"iopu/{keys[0]}", 3), ("tyumen", "iopu/submitted", 2), ("tyumen", "provider/submitted", 9)])
    some_days = pd.Timestamp(TODAY) - pd.Timedelta(days=clocks["submitted"])
    now = waiting([("tyumen", f"iopu/{keys[0]}", some_days, 1), ("tyumen", "iopu/submitted", some_days, 2)])
    found = track_funnel(entered, frame([]), now, track, SCHOOL, ("tyumen",), TODAY)
    late = {step.key: step.late for step in found.total.steps}
    assert (late[keys[0]], late["submitted"]) == (1, 0)
    said = tracks_message([(track, found)])
    assert said.text == "В\u00a0реестр ИОПУ не вошла пока ни одна организация из\u00a03 начавших; 1 стоит дольше срока"


def test_what_became_of_people_is_said_by_status() -> None:
    found = funnel(
        falling(12, 6),
        left=[("tyumen", "applied/rejected", 2)],
        standing=[("tyumen", "applied", LONG_AGO, 1)],
        cities=("tyumen",),
    )
    assert became(found.total.steps[0], SCHOOL.school.exits) == [
        ("wait", "ждут 3"),
        ("late", "стоит 1"),
        ("gone", "отказано 2"),
    ]


@pytest.mark.parametrize(
    ("days", "number", "said"),
    [
        ((535, 520), 2, "535 и\u00a0520\u00a0дней"),
        ((31,), 1, "31\u00a0день"),
        ((535, 40), 7, "от 40 до 535\u00a0дней"),
        ((541, 40), 7, "от 40 до 541\u00a0дня"),
    ],
)
def test_days_on_a_step_are_named_for_few_and_spanned_for_many(days: tuple[int, ...], number: int, said: str) -> None:
    assert days_there(days, number) == said


def test_exits_are_counted_in_the_programmes_words() -> None:
    rejected, withdrawn = SCHOOL.school.exits
    assert exit_words(withdrawn, 1) == "выбыл 1" and exit_words(withdrawn, 2) == "выбыли 2"
    assert exit_words(rejected, 5) == "отказано 5"
    assert exit_words(Exit(key="x", name="Ушёл"), 2) == "Ушёл: 2"


def test_the_table_says_the_same() -> None:
    found = funnel(falling(12, 6), left=[("tyumen", "applied/rejected", 2)], standing=[("tyumen", "applied", LONG_AGO, 1)])
    said = funnel_table(found, SCHOOL.school.exits)
    assert said.rows[0][:8] == ("Тюмень", "Заявка", 12, 6, 3, 1, 2, 0)
    assert said.rows[1][-2:] == ("6 из\u00a012, 50\u00a0%", "6 из\u00a012, 50\u00a0%")
    assert len(said.rows) == 4 * len(STEPS)


def test_on_a_past_day_the_table_has_no_column_of_the_overdue() -> None:
    past = funnel_table(funnel(falling(12, 6)), SCHOOL.school.exits)
    assert "Стоят" not in [column.title for column in past.columns]
    assert all(len(row) == len(past.columns) for row in past.rows)

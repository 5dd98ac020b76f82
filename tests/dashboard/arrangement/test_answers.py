"""Every number that the pages print of the samples is the one known before: the table twins against `answers.json`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.arrangement import beneficiaries, funnel, mentors, stages
from dashboard.indicators.definition import Share
from dashboard.queries.database import Database
from data_loader.programme import Programme, TrackStep
from tests.conftest import sample
from tests.dashboard.arrangement.reading import opened, tables, words


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((sample("school") / "answers.json").read_text(encoding="utf-8"))
    return found


def by_city(answers: dict[str, Any], measure: str, city: str, item: str) -> int:
    return int(answers[f"{measure}_by_city_item"].get(f"{city}|{item}", 0))


def test_the_funnel_of_people(school: Database, programme: Programme, answers: dict[str, Any]) -> None:
    steps, exits = programme.steps, programme.school.exits
    rows = iter(tables(opened(school, "", funnel.SUBJECT))["steps"].rows)
    for city in programme.cities:
        for step in steps:
            _, name, entered, moved_on, waiting, late, *rest = next(rows)
            left = [by_city(answers, "participants_left", city.key, f"{step.key}/{exit_.key}") for exit_ in exits]
            assert (name, entered) == (step.name, by_city(answers, "participants_entered", city.key, step.key))
            assert rest[: len(exits)] == left
            assert waiting + late == by_city(answers, "participants_waiting", city.key, step.key)  # type: ignore[operator]
            assert entered == moved_on + waiting + late + sum(left)  # type: ignore[operator]
    assert [row[2] for row in rows] == [150, 128, 120, 108, 91, 75, 59, 48]


def test_the_funnels_of_organisations(school: Database, programme: Programme, answers: dict[str, Any]) -> None:
    shown = tables(opened(school, "unit=organisations", funnel.SUBJECT))
    for track in programme.tracks:
        rows = iter(shown[f"track-{track.key}"].rows)
        for city in programme.cities:
            for step in track.steps:
                check_track_step(next(rows), answers, city.key, f"{track.key}/{step.key}", step)


def check_track_step(row: tuple[Any, ...], answers: dict[str, Any], city: str, item: str, step: TrackStep) -> None:
    _, name, entered, moved_on, waiting, late, left, *_ = row
    assert (name, entered) == (step.name, by_city(answers, "organisations_entered", city, item))
    assert waiting + late == by_city(answers, "organisations_waiting", city, item)
    assert left == by_city(answers, "organisations_left", city, f"{item}/refused")
    assert entered == moved_on + waiting + late + left


def test_the_stages(school: Database, programme: Programme, answers: dict[str, Any]) -> None:
    shown = tables(opened(school, "", stages.SUBJECT))
    for city, row in zip(programme.cities, shown["parts"].rows, strict=False):
        enrolled = by_city(answers, "participants_entered", city.key, programme.enrolment.key)
        reached_here = [by_city(answers, "participants_reached", city.key, part.key) for part in programme.parts]
        assert row[1:7] == (enrolled, *(Share(part, enrolled) for part in reached_here))
    reached = answers["participants_reached_by_cohort_item"]
    for row in shown["cohorts"].rows[:-1]:
        assert row[2:7] == tuple(Share(reached.get(f"{row[0]}|{part.key}", 0), row[1]) for part in programme.parts)  # type: ignore[arg-type]
    assert shown["cohorts"].rows[-1][0] == "Все потоки"
    assert len(shown["people"].rows) == shown["standing"].rows[-1][-1] == 26


def test_the_mentors(school: Database, programme: Programme, answers: dict[str, Any]) -> None:
    shown = tables(opened(school, "", mentors.SUBJECT))
    cases = {str(row[0]).removeprefix("Наставник "): row[1] for row in shown["workload"].rows}
    assert {key.removeprefix("Н-"): count for key, count in answers["open_cases_by_item"].items()} == {
        key: count for key, count in cases.items() if count
    }
    without = answers["organisations_without_mentor_by_city"]
    assert [row[1] for row in shown["without"].rows] == [*(without[city.key] for city in programme.cities), sum(without.values())]
    assert len(shown["needing"].rows) == sum(without.values())


def test_the_map(school: Database, programme: Programme, answers: dict[str, Any]) -> None:
    for category in ("", *(category.key for category in programme.categories)):
        *rows, total = tables(opened(school, f"category={category}", beneficiaries.SUBJECT))["settlements"].rows
        people, services = (
            sum(n for key, n in answers[f"{measure}_by_place_item"].items() if key.endswith(category))
            for measure in ("people_reached", "services_given")
        )
        assert total == ("Всего", "", people, services)
        assert (sum(row[2] for row in rows), sum(row[3] for row in rows)) == (people, services)  # type: ignore[misc]
    for city in programme.cities:
        total = tables(opened(school, f"city={city.key}", beneficiaries.SUBJECT))["settlements"].rows[-1]
        assert total[2] == answers["people_reached_by_city"][city.key]


def test_the_months_of_the_map_add_up(school: Database) -> None:
    months = {f"2025-{month:02}" for month in range(2, 13)} | {f"2026-{month:02}" for month in range(1, 11)}
    totals = [tables(opened(school, f"month={month}", beneficiaries.SUBJECT))["settlements"].rows[-1] for month in sorted(months)]
    assert [sum(total[n] for total in totals) for n in (2, 3)] == [1150, 4908]  # type: ignore[misc]


def test_another_programme_is_its_answers(receipt: Database) -> None:
    answers = json.loads((sample("receipt") / "answers.json").read_text(encoding="utf-8"))
    programme = receipt.programme
    reached = answers["participants_reached_by_city_item"]
    for city, row in zip(programme.cities, tables(opened(receipt, "", stages.SUBJECT))["parts"].rows, strict=False):
        counted = row[2 : 2 + len(programme.parts)]
        assert counted == tuple(Share(reached.get(f"{city.key}|{part.key}", 0), row[1]) for part in programme.parts)  # type: ignore[arg-type]
    for page in (funnel, stages, mentors, beneficiaries):
        assert len(words(opened(receipt, "", page.SUBJECT))) > 100

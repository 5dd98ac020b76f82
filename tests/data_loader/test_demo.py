"""The demonstration: invented, the same for the same day, whole, and in every state that pages show; for any programme."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_loader.demo import World, generate, write_files
from data_loader.loading import Request, load_files
from data_loader.programme import Programme, load_programme
from tests.conftest import sample
from tests.data.oracle import answers
from tests.data_loader.conftest import KEY, ROOT
from tests.data_loader.test_programme import MINIMAL
from tests.data_loader.test_samples import check_answers

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
DAYS = (TODAY, date(2026, 1, 1), date(2028, 2, 29), date(2027, 7, 31))

TRACKS_WITHOUT_EXITS = """
[[track]]
key = "register"
name = "Реестр"
[[track.step]]
key = "in"
name = "В реестре"
[[category]]
key = "all"
name = "Все"
"""


@pytest.fixture(params=["school", "receipt", "minimal", "one step on a track"])
def any_programme(request: pytest.FixtureRequest, tmp_path: Path) -> Programme:
    if request.param == "school":
        return load_programme(ROOT / "programme.toml")
    if request.param == "receipt":
        return load_programme(sample("receipt") / "programme.toml")
    path = tmp_path / "programme.toml"
    path.write_text(MINIMAL + ("" if request.param == "minimal" else TRACKS_WITHOUT_EXITS), encoding="utf-8")
    return load_programme(path)


@pytest.fixture(scope="module")
def world() -> World:
    return generate(load_programme(ROOT / "programme.toml"), TODAY)


# --- for any programme ------------------------------------------------------------------------------------------------------------


def test_it_is_the_same_for_the_same_programme_and_day(any_programme: Programme) -> None:
    assert generate(any_programme, TODAY) == generate(any_programme, TODAY)
    assert generate(any_programme, TODAY) != generate(any_programme, TODAY, seed=7)


@pytest.mark.parametrize("size", [0.05, 0.4])
def test_it_loads_without_a_word_and_gives_the_right_counts(
    engine: Engine, any_programme: Programme, tmp_path: Path, size: float
) -> None:
    world = generate(any_programme, TODAY, size=size)
    result = load_files(engine, Request(write_files(world, tmp_path), any_programme, KEY, TODAY, kind="demo"))
    expected = answers(world, any_programme, TODAY)
    assert result.problems == []
    assert result.taken == expected["rows"]
    check_answers(engine, expected, TODAY)


@pytest.mark.parametrize("today", DAYS)
def test_every_reference_holds_and_no_fact_lies_ahead(any_programme: Programme, today: date) -> None:
    sheets = generate(any_programme, today, size=0.3).sheets
    keys = {key: {row[key] for row in sheets[f"{key}s"]} for key in ("organisation", "participant", "mentor", "place")}
    for key, referring in (
        ("organisation", ("status", "assignments", "sessions", "services")),
        ("participant", ("steps",)),
        ("mentor", ("assignments", "sessions")),
        ("place", ("services",)),
    ):
        for sheet in referring:
            assert {row[key] for row in sheets[sheet]} <= keys[key], sheet
    for sheet in ("steps", "status", "sessions", "services"):
        assert all(row["date"] <= today for row in sheets[sheet]), sheet
    assert all(row["from"] <= today for row in sheets["assignments"])


@pytest.mark.parametrize("today", DAYS)
def test_cohorts_are_half_a_year_apart_and_end_shortly_before_today(programme: Programme, today: date) -> None:
    sheets = generate(programme, today, size=0.3).sheets
    names = sorted({row["cohort"] for row in sheets["participants"]})
    halves = [int(year) * 2 + int(half) for year, half in (name.split("-") for name in names)]
    assert [later - earlier for earlier, later in zip(halves, halves[1:], strict=False)] == [1, 1, 1]
    assert halves[-1] in (today.year * 2 + (1 if today.month <= 6 else 2), today.year * 2 + (0 if today.month <= 6 else 1))


def test_a_city_without_coordinates_has_places_without_them(tmp_path: Path) -> None:
    path = tmp_path / "programme.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    places = generate(load_programme(path), TODAY).sheets["places"]
    assert places and all(place["lat"] == place["lon"] == "" for place in places)


# --- the states that pages show, on the School ------------------------------------------------------------------------------------


def test_it_has_the_size_of_a_real_school(world: World) -> None:
    number = {sheet: len(rows) for sheet, rows in world.sheets.items()}
    assert (number["participants"], number["organisations"], number["mentors"], number["places"]) == (150, 55, 8, 30)
    people = {row["beneficiary"] for row in world.sheets["services"]}
    assert len(people) > 1_100 and number["services"] > 2 * len(people)


def test_history_reaches_twenty_months_back_and_up_to_today(world: World) -> None:
    days = [row["date"] for sheet in ("steps", "services", "sessions") for row in world.sheets[sheet]]
    assert min(days) < TODAY - timedelta(days=580) and max(days) == TODAY


def test_participants_are_in_every_state(world: World, programme: Programme) -> None:
    truth = answers(world, programme, TODAY)
    waiting = [TODAY - date.fromisoformat(key.split("|")[1]) for key in truth["participants_waiting_by_item_day"]
               if not key.startswith(f"{programme.steps[-1].key}|")]  # fmt: skip
    limit = timedelta(days=programme.attention.waiting_days)
    assert min(waiting) <= limit < max(waiting)
    assert {key.split("/")[1].split("|")[0] for key in truth["participants_left_by_item_day"]} == {"rejected", "withdrawn"}
    skipped = {key: truth["participants_entered_by_city_item"][key] - number
               for key, number in truth["participants_reached_by_city_item"].items()}  # fmt: skip
    assert any(skipped.values())
    assert any(person["organisation"] == "" for person in world.sheets["participants"])


def test_somebody_left_and_came_back_and_somebody_took_parts_out_of_order(world: World, programme: Programme) -> None:
    order = {step.name: number for number, step in enumerate(programme.steps)}
    exits = {exit_.name for exit_ in programme.school.exits}
    ways: dict[str, dict[str, date]] = defaultdict(dict)
    for row in world.sheets["steps"]:
        ways[row["participant"]][row["step"]] = row["date"]
    assert any(way[step] < max(way.values()) for way in ways.values() for step in exits & way.keys())
    in_order = [sorted(way, key=lambda step: order[step]) for way in (_without(way, exits) for way in ways.values())]
    days = [[ways_of[step] for step in steps] for steps, ways_of in zip(in_order, ways.values(), strict=True)]
    assert any(found != sorted(found) for found in days)


def _without(way: dict[str, date], exits: set[str]) -> dict[str, date]:
    return {step: day for step, day in way.items() if step not in exits}


def test_one_city_loses_its_people_early(world: World, programme: Programme) -> None:
    entered = answers(world, programme, TODAY)["participants_entered_by_city_item"]
    second_part = programme.parts[1].key
    shares = {city.key: entered[f"{city.key}|{second_part}"] / entered[f"{city.key}|enrolled"] for city in programme.cities}
    worst, *others = sorted(shares.values())
    assert shares["zavodoukovsk"] == worst and worst < min(others) - programme.attention.points_behind / 100


def test_the_last_cohort_is_young(world: World, programme: Programme) -> None:
    first: dict[str, date] = {}
    for row in world.sheets["steps"]:
        first[row["participant"]] = min(row["date"], first.get(row["participant"], date.max))
    last = max(row["cohort"] for row in world.sheets["participants"])
    days = sorted(first[row["participant"]] for row in world.sheets["participants"] if row["cohort"] == last)
    assert len(days) > 10 and (TODAY - days[len(days) // 2]).days < programme.attention.maturity_days


def test_organisations_are_in_every_state(world: World, programme: Programme) -> None:
    truth = answers(world, programme, TODAY)
    assert truth["organisations_registered_total"] > 10
    assert truth["organisations_left_total"] > 0
    assert any(row["attempt"] == 2 for row in world.sheets["status"])
    at_authority = [(TODAY - date.fromisoformat(key.split("|")[1])).days for key in truth["organisations_waiting_by_item_day"]
                    if key.startswith("iopu/submitted|")]  # fmt: skip
    assert min(at_authority) < 30 and max(at_authority) > 60
    tracks = Counter(key.split("/")[0] for key in truth["organisations_reached_by_city_item"] if "/registered" in key)
    assert len(tracks) > 1


def test_organisations_without_a_mentor_have_people_in_the_school(world: World, programme: Programme) -> None:
    cared_for = {row["organisation"] for row in world.sheets["assignments"]}
    alone = {row["organisation"] for row in world.sheets["organisations"]} - cared_for
    assert alone & {row["organisation"] for row in world.sheets["participants"]}
    assert answers(world, programme, TODAY)["organisations_without_mentor_total"] > 3


@pytest.mark.parametrize("today", DAYS)
def test_mentors_are_in_every_state_in_the_last_whole_month(programme: Programme, today: date) -> None:
    world = generate(programme, today)
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    hours: Counter[str] = Counter()
    for row in world.sheets["sessions"]:
        if row["date"].replace(day=1) == last:
            hours[row["mentor"]] += row["hours"]
    declared = {row["mentor"]: row["hours_per_month"] for row in world.sheets["mentors"]}
    assert "" in declared.values()
    assert any(said and hours[mentor] > said for mentor, said in declared.items())
    assert any(said and 0 < hours[mentor] < said for mentor, said in declared.items())
    assert set(declared) - {row["mentor"] for row in world.sheets["assignments"]}


def test_some_cases_have_been_silent_for_long_and_some_have_not(world: World) -> None:
    last: dict[tuple[str, str], date] = {}
    for row in world.sheets["sessions"]:
        case = row["mentor"], row["organisation"]
        last[case] = max(row["date"], last.get(case, date.min))
    silent = [(TODAY - last[row["mentor"], row["organisation"]]).days for row in world.sheets["assignments"]
              if not row["to"] and (row["mentor"], row["organisation"]) in last]  # fmt: skip
    assert min(silent) < 14 and max(silent) > 60


def test_targets_are_reached_far_behind_per_city_and_missing(world: World, programme: Programme) -> None:
    truth = answers(world, programme, TODAY)
    value = {(row["indicator"], row["city"]): row["value"] for row in world.sheets["targets"] if row["due_on"] >= TODAY}
    assert truth["people_reached_total"] >= value["people_reached", ""]
    assert truth["organisations_registered_total"] < programme.attention.goal_share * value["organisations_registered", ""]
    assert all(("participants_enrolled", city.name) in value for city in programme.cities)
    assert not any(indicator == "mentoring_hours" for indicator, _ in value)


def test_the_last_months_are_busy_but_one_city_is_quiet(world: World) -> None:
    since = TODAY - timedelta(days=35)
    city = {row["place"]: row["city"] for row in world.sheets["places"]}
    recent = Counter(city[row["place"]] for row in world.sheets["services"] if row["date"] > since)
    assert sum(recent.values()) > 150
    assert recent["Ишим"] == 0 or recent["Ишим"] < min(number for name, number in recent.items() if name != "Ишим") / 4


def test_names_are_invented(world: World) -> None:
    names = {row["full_name"] for sheet in ("participants", "mentors") for row in world.sheets[sheet]}
    assert all(name.rstrip("0123456789").strip() in ("Участник", "Наставник") for name in names)
    assert len({row["name"] for row in world.sheets["organisations"]}) == 55

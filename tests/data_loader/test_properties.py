"""What must hold after any sequence of loads, corrections, replacements and undos, on both databases."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, func, select

from data_loader import schema
from data_loader.counting import reconciles
from data_loader.database import migrate, open_engine, writing
from data_loader.loading import LoadResult, Request, load_files
from data_loader.loads import LoadError, loads_in_force, recount, undo
from data_loader.measures import MEASURES
from data_loader.programme import Programme
from data_loader.shapes import PROVENANCE
from tests.data_loader.conftest import KEY, TODAY

pytestmark = pytest.mark.slow

Sheets = Mapping[str, Sequence[Mapping[str, Any]]]

CITIES = ("tyumen", "ishim")
ORGANISATIONS = ("1027700132195", "1027700229193")
DAYS = st.integers(0, 40).map(lambda n: (date(2026, 1, 1) + timedelta(days=n)).isoformat())

organisations = st.fixed_dictionaries({"organisation": st.sampled_from(ORGANISATIONS), "city": st.sampled_from(CITIES)})
participants = st.fixed_dictionaries(
    {"participant": st.sampled_from("АБВ"), "city": st.sampled_from(CITIES), "cohort": st.sampled_from(["1", "2"])}
)
steps = st.fixed_dictionaries(
    {
        "participant": st.sampled_from("АБВ"),
        "step": st.sampled_from(["applied", "enrolled", "theory", "practice", "rejected", "withdrawn"]),
        "date": DAYS,
    }
)
status = st.fixed_dictionaries(
    {
        "organisation": st.sampled_from(ORGANISATIONS),
        "track": st.just("iopu"),
        "step": st.sampled_from(["documents", "submitted", "registered", "refused"]),
        "date": DAYS,
        "attempt": st.sampled_from([1, 2]),
    }
)
mentors = st.fixed_dictionaries({"mentor": st.sampled_from("МН")})
assignments = st.fixed_dictionaries(
    {
        "mentor": st.sampled_from("МН"),
        "organisation": st.sampled_from(ORGANISATIONS),
        "from": DAYS,
        "to": st.one_of(st.just(""), st.just("2026-03-01")),
    }
)
sessions = st.fixed_dictionaries(
    {
        "mentor": st.sampled_from("МН"),
        "organisation": st.sampled_from(ORGANISATIONS),
        "date": DAYS,
        "hours": st.sampled_from(["1", "0,5"]),
    }
)
places = st.fixed_dictionaries({"place": st.sampled_from("12"), "city": st.sampled_from(CITIES)})
services = st.fixed_dictionaries(
    {
        "beneficiary": st.sampled_from(["б1", "б2", "б3"]),
        "organisation": st.sampled_from(ORGANISATIONS),
        "place": st.sampled_from("12"),
        "category": st.sampled_from(["youth", "elderly"]),
        "service": st.just("помощь"),
        "date": DAYS,
        "quantity": st.sampled_from([0, 1, 3]),
    }
)
targets = st.fixed_dictionaries(
    {
        "indicator": st.just("people_reached"),
        "city": st.sampled_from(["", *CITIES]),
        "due_on": st.just("2026-12-31"),
        "value": st.sampled_from([5, 10]),
        "start_on": st.sampled_from(["", "2026-01-01"]),
    }
)

ROWS = {
    "organisations": organisations,
    "places": places,
    "mentors": mentors,
    "participants": participants,
    "steps": steps,
    "status": status,
    "assignments": assignments,
    "sessions": sessions,
    "services": services,
    "targets": targets,
}
sheets = st.fixed_dictionaries({key: st.lists(rows, max_size=4) for key, rows in ROWS.items()})
actions = st.lists(
    st.one_of(
        st.tuples(st.just("load"), sheets, st.none()),
        st.tuples(st.just("replace"), sheets, st.integers(1, 6)),
        st.tuples(st.just("undo"), st.none(), st.integers(1, 8)),
    ),
    min_size=1,
    max_size=6,
)

SLOW = settings(
    max_examples=int(os.environ.get("EXAMPLES", "12")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def load(engine: Engine, programme: Programme, content: Sheets, replaces: int | None = None) -> LoadResult:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for key, rows in content.items():
            if rows:
                path = Path(folder) / f"{key}.csv"
                with path.open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, list(rows[0]))
                    writer.writeheader()
                    writer.writerows(rows)
                files.append(path)
        return load_files(engine, Request(files, programme, KEY, TODAY, replaces=replaces))


def act(engine: Engine, programme: Programme, action: tuple[str, Any, Any]) -> int | None:
    """The id of what was done, if anything was."""
    kind, content, number = action
    try:
        if kind == "undo":
            return undo(engine, programme, number, today=TODAY)
        return load(engine, programme, content, number if kind == "replace" else None).load
    except LoadError:
        return None


def in_force(engine: Engine) -> list[int]:
    """The loads in force, the last first."""
    with engine.connect() as connection:
        return [int(entry.load_id) for entry in reversed(loads_in_force(connection)) if entry.kind == "load"]


def state(engine: Engine) -> dict[str, set[tuple[Any, ...]]]:
    """Everything that undo must restore: the registry and the counts."""
    with engine.connect() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(select(table))}
            for table in (*schema.REGISTRY, schema.beneficiary, schema.count_now)
        }


def values(engine: Engine) -> dict[str, set[tuple[Any, ...]]]:
    """The registry without the loads it came by, and the counts."""
    with engine.connect() as connection:
        return {
            table.name: {
                tuple(value for name, value in row._mapping.items() if name not in PROVENANCE)
                for row in connection.execute(select(table))
            }
            for table in (*schema.REGISTRY, schema.count_now)
        }


@contextmanager
def emptied(engine: Engine) -> Iterator[None]:
    """The same database for every example: making one takes longer than all else."""
    with writing(engine) as connection:
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(delete(table))
    yield


@SLOW
@given(actions)
def test_counts_are_their_changes_and_a_fresh_count(engine: Engine, programme: Programme, given_: list[Any]) -> None:
    with emptied(engine):
        for action in given_:
            act(engine, programme, action)
            with engine.connect() as connection:
                assert reconciles(connection)
        assert recount(engine, programme, today=TODAY) == (None, 0)


@SLOW
@given(sheets, sheets)
def test_loading_twice_is_loading_once(engine: Engine, programme: Programme, first: Sheets, second: Sheets) -> None:
    with emptied(engine):
        load(engine, programme, first)
        load(engine, programme, second)
        before = state(engine)
        again = load(engine, programme, second)
        assert again.load is None
        assert state(engine) == before


@SLOW
@given(sheets, sheets, sheets)
def test_undo_restores(engine: Engine, programme: Programme, first: Sheets, second: Sheets, third: Sheets) -> None:
    with emptied(engine):
        states = [state(engine)]
        numbers = []
        for content in (first, second, third):
            if (number := load(engine, programme, content).load) is not None:
                numbers.append(number)
                states.append(state(engine))
        while numbers:
            undo(engine, programme, numbers.pop(), today=TODAY)
            states.pop()
            assert state(engine) == states[-1]


@SLOW
@given(actions)
def test_whatever_was_done_the_last_load_can_be_undone(engine: Engine, programme: Programme, given_: list[Any]) -> None:
    """Undo of a load just made restores what was before it; undoing one after the other leads back to nothing."""
    with emptied(engine):
        empty = state(engine)
        for action in given_:
            before = state(engine), in_force(engine)
            if action[0] != "undo" and (made := act(engine, programme, action)):
                undo(engine, programme, made, today=TODAY)
                assert (state(engine), in_force(engine)) == before
            act(engine, programme, action)
        while numbers := in_force(engine):
            undo(engine, programme, numbers[0], today=TODAY)
        assert state(engine) == empty


@SLOW
@given(sheets, sheets, sheets)
def test_a_replacement_is_an_undo_and_a_load(
    engine: Engine, programme: Programme, first: Sheets, second: Sheets, third: Sheets
) -> None:
    with emptied(engine):
        load(engine, programme, first)
        wrong = load(engine, programme, second).load
        before = state(engine)
        if wrong is None:
            return
        replaced = load(engine, programme, third, replaces=wrong)
        if replaced.load is None:
            assert state(engine) == before
            return
        in_one = values(engine)
        undo(engine, programme, replaced.load, today=TODAY)
        assert state(engine) == before
        undo(engine, programme, wrong, today=TODAY)
        load(engine, programme, third)
        assert values(engine) == in_one


@SLOW
@given(sheets, sheets)
def test_the_order_of_loads_never_matters(engine: Engine, programme: Programme, first: Sheets, second: Sheets) -> None:
    """Where no row says otherwise of the same thing and nothing is missing, counts do not know which came first."""
    base: dict[str, Any] = {
        "organisations": [{"organisation": o, "city": "tyumen"} for o in ORGANISATIONS],
        "participants": [{"participant": p, "city": "tyumen", "cohort": "1"} for p in "АБВ"],
        "mentors": [{"mentor": m} for m in "МН"],
        "places": [{"place": p, "city": "tyumen"} for p in "12"],
    }
    facts = ("steps", "status", "assignments", "sessions", "services")
    keys = {
        "steps": ("participant", "step"),
        "status": ("organisation", "track", "attempt", "step"),
        "assignments": ("mentor", "organisation", "from"),
        "sessions": ("mentor", "organisation", "date"),
        "services": ("beneficiary", "organisation", "service", "date", "place"),
    }
    taken = {(name, *(row[k] for k in keys[name])) for name in facts for row in first[name]}
    one = {name: first[name] for name in facts}
    other = {name: [r for r in second[name] if (name, *(r[k] for k in keys[name])) not in taken] for name in facts}
    results = []
    for order in ((one, other), (other, one)):
        with emptied(engine):
            load(engine, programme, base)
            for content in order:
                load(engine, programme, content)
            results.append(values(engine))
    assert results[0] == results[1]


@SLOW
@given(actions)
def test_cities_sum_to_the_total(engine: Engine, programme: Programme, given_: list[Any]) -> None:
    with emptied(engine):
        for action in given_:
            act(engine, programme, action)
        now = schema.count_now
        with engine.connect() as connection:
            for measure in MEASURES:
                total = func.coalesce(func.sum(now.c.count), 0)
                whole = connection.execute(select(total).where(now.c.measure == measure)).scalar_one()
                parts = [
                    connection.execute(select(total).where(now.c.measure == measure, now.c.city == city.key)).scalar_one()
                    for city in programme.cities
                ]
                assert whole == sum(parts), measure


def test_a_migrated_database_opens_again(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/a/b.db")
    migrate(engine)
    assert open_engine(f"sqlite:///{tmp_path}/a/b.db").connect()


def test_the_rows_of_these_tests_are_good_ones(tmp_path: Path, programme: Programme) -> None:
    """Guards the guards: properties of loads that refuse everything would say nothing."""
    engine = open_engine(f"sqlite:///{tmp_path}/good.db")
    migrate(engine)
    content: dict[str, list[dict[str, Any]]] = {
        "organisations": [{"organisation": o, "city": "tyumen"} for o in ORGANISATIONS],
        "participants": [{"participant": "А", "city": "ishim", "cohort": "1"}],
        "mentors": [{"mentor": "М"}],
        "places": [{"place": "1", "city": "ishim"}],
        "steps": [{"participant": "А", "step": "theory", "date": "2026-01-05"}],
        "status": [
            {"organisation": ORGANISATIONS[0], "track": "iopu", "step": "documents", "date": "2026-01-05", "attempt": 2}
        ],
        "assignments": [{"mentor": "М", "organisation": ORGANISATIONS[1], "from": "2026-01-05", "to": "2026-03-01"}],
        "sessions": [{"mentor": "М", "organisation": ORGANISATIONS[1], "date": "2026-01-05", "hours": "0,5"}],
        "targets": [{"indicator": "people_reached", "city": "", "due_on": "2026-12-31", "value": 5, "start_on": ""}],
        "services": [
            {"beneficiary": "б", "organisation": ORGANISATIONS[0], "place": "1", "category": "youth", "service": "помощь",
             "date": "2026-01-05", "quantity": 3}
        ],
    }  # fmt: skip
    result = load(engine, programme, content)
    assert not result.has_errors and result.new == sum(len(rows) for rows in content.values())
    with engine.connect() as connection:
        counted = set(connection.execute(select(schema.count_now.c.measure)).scalars())
    assert counted >= {"participants_entered", "organisations_waiting", "open_cases", "mentoring_minutes", "people_reached"}

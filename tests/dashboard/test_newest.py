"""The version of the data as a process knows it: asked rarely, never late."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dashboard.queries.newest import PATIENCE, Newest


class Clock:
    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("dashboard.queries.newest.time", clock)
    return clock


def newest(path: Path, said: list[int]) -> Newest:
    """A version that counts how often it was asked for."""

    def ask() -> tuple[int, str]:
        said.append(1)
        return len(said), ""

    return Newest(create_engine(f"sqlite:///{path}"), ask)


@pytest.mark.parametrize(("later", "asked"), [(PATIENCE - 0.01, 1), (PATIENCE, 1), (PATIENCE + 0.01, 2)])
def test_it_is_believed_for_half_a_second(tmp_path: Path, clock: Clock, later: float, asked: int) -> None:
    said: list[int] = []
    known = newest(tmp_path / "some.db", said)
    known.version()
    clock.now += later
    known.version()
    assert len(said) == asked


def test_a_file_that_was_written_is_asked_at_once(tmp_path: Path, clock: Clock) -> None:
    said: list[int] = []
    known = newest(tmp_path / "some.db", said)
    (tmp_path / "some.db").write_bytes(b"1")
    assert known.version() == known.version() == (1, "")
    (tmp_path / "some.db-wal").write_bytes(b"22")
    assert known.version() == (2, "")


def test_a_screen_that_knows_more_makes_it_ask(tmp_path: Path, clock: Clock) -> None:
    said: list[int] = []
    known = newest(tmp_path / "some.db", said)
    assert known.version(at_least=1) == (1, "")
    assert known.version(at_least=1) == (1, "")
    assert known.version(at_least=2) == (2, "")

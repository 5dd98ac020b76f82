"""The commands as an operator types them: what they say, and the exit codes that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data_loader.__main__ import main
from tests.data_loader.test_loading import ORGANISATIONS

Command = Callable[..., int]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in a folder that holds organisations.csv, on a database of its own."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/programme.db")
    monkeypatch.setenv("SECRETS_DIR", str(tmp_path / "secrets"))
    monkeypatch.setenv("TODAY", "2026-03-31")
    (tmp_path / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    return lambda *words: main([str(word) for word in words])


@pytest.mark.parametrize("option", ["--report", "--refused"])
def test_a_report_that_cannot_be_written_is_said_before_anything_is_loaded(
    command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert command("load", tmp_path / "organisations.csv", option, tmp_path / "nowhere" / "file") == 2
    assert option in capsys.readouterr().err
    assert command("loads") == 0
    assert "№ 1" not in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--report", "--refused"])
def test_a_report_never_overwrites_what_is_loaded(
    command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    path = tmp_path / "organisations.csv"
    assert command("load", path, option, tmp_path / "." / "organisations.csv") == 2
    assert "сам загружаемый файл" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == ORGANISATIONS


def test_a_report_lost_after_the_load_takes_nothing_back(
    command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert command("load", tmp_path / "organisations.csv", "--report", tmp_path / "report.json") == 0
    assert "Загрузка № 1 записана в базу, но отчёт записать не удалось" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["check", "load"])
def test_a_missing_file_is_a_problem_and_the_others_are_taken(command: Command, tmp_path: Path, verb: str) -> None:
    report = tmp_path / "report.json"
    assert command(verb, tmp_path / "missing.csv", tmp_path / "organisations.csv", "--report", report) == 1
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["taken"] == {"organisations": 2}
    assert [(p["level"], p["file"]) for p in said["problems"]] == [("error", "missing.csv")]
    assert said["load"] == (1 if verb == "load" else None)

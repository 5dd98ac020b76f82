from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from dashboard.settings import Settings, read_settings
from data_loader.secrets import SecretError, secret
from data_loader.settings import SettingsError


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({"PORT": " ", "TODAY": ""}) == Settings()


def test_settings_are_read() -> None:
    read = read_settings({"PORT": "9000", "HOST": "0.0.0.0", "TODAY": "2026-10-31", "LOG_LEVEL": "DEBUG", "PROGRAMME": "a.toml"})
    assert (read.port, read.host, read.today) == (9000, "0.0.0.0", date(2026, 10, 31))
    assert (read.log_level, read.programme) == ("debug", Path("a.toml"))


def test_an_address_of_version_six_is_put_in_brackets() -> None:
    assert Settings(host="::1", port=80).bind == "[::1]:80"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"), ("PORT", "0"), ("PORT", "70000"), ("PORT", "-1"), ("PORT", "٣"), ("THREADS", "0"),
        ("WEB_CONCURRENCY", "1.5"), ("TODAY", "вчера"), ("TODAY", "2026-02-30"), ("LOG_LEVEL", "loud"), ("HOST", "no such host"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_with_its_name_and_the_cure(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{name}: .*«{value}».*\."):
        read_settings({name: value})


def test_a_secret_comes_from_the_environment_if_it_is_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "b7Qm2xZc9Lr4Tn8Wk1Vd6Hs3")
    assert secret("some_key", "SOME_KEY", tmp_path) == "b7Qm2xZc9Lr4Tn8Wk1Vd6Hs3"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "value", ["secret", "short", "a" * 40, "changeme-changeme-changeme", "мой-пароль-мой-пароль-123", "abcd" * 10]
)
def test_a_weak_or_known_secret_is_refused(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", value)
    with pytest.raises(SecretError, match=r"^SOME_KEY: "):
        secret("some_key", "SOME_KEY", tmp_path)


def test_a_missing_secret_is_made_once_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "")
    folder = tmp_path / "var" / "secrets"
    made = secret("some_key", "SOME_KEY", folder)
    assert secret("some_key", "SOME_KEY", folder) == made
    assert [path.name for path in folder.iterdir()] == ["some_key"]
    assert stat.S_IMODE((folder / "some_key").stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_a_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(lambda _: secret("some_key", "SOME_KEY", tmp_path), range(64)))
    assert len(made) == 1

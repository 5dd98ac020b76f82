"""What the dashboard takes from the environment: one frozen object; a bad value names its key and the cure."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TypeVar

from data_loader.database import DEFAULT_URL
from data_loader.secrets import secret


class SettingsError(Exception):
    """A setting cannot be used; the message is Russian, names the setting and the cure."""


@dataclass(frozen=True)
class Settings:
    """Every field is the environment variable of its name in capitals; `.env.example` explains them."""

    database_url: str = DEFAULT_URL
    programme: Path = Path("programme.toml")
    host: str = "127.0.0.1"
    port: int = 8050
    web_concurrency: int = 1
    threads: int = 8
    log_level: str = "info"
    today: date | None = None
    secrets_dir: Path = Path("var/secrets")

    @property
    def secret_key(self) -> str:
        """SECRET_KEY, or the one made once in `secrets_dir`."""
        return secret("secret_key", "SECRET_KEY", self.secrets_dir)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; blank values are taken for missing ones."""
    values = {}
    for field in fields(Settings):
        given = environment.get(field.name.upper(), "").strip()
        if given:
            values[field.name] = _PARSERS.get(field.name, str)(given)  # type: ignore[operator]
    return Settings(**values)


T = TypeVar("T")


def _whole(name: str, low: int, high: int) -> Callable[[str], int]:
    def parse(given: str) -> int:
        if not given.isascii() or not given.isdigit() or not low <= int(given) <= high:
            raise SettingsError(f"{name}: «{given}» не годится. Нужно целое число от {low} до {high}.")
        return int(given)

    return parse


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingsError(f"TODAY: «{given}» — не день. Пишите так: TODAY=2026-10-31, или уберите настройку.") from None


_LEVELS = ("debug", "info", "warning", "error", "critical")


def _level(given: str) -> str:
    if given.lower() not in _LEVELS:
        raise SettingsError(f"LOG_LEVEL: «{given}» не годится. Можно: {', '.join(_LEVELS)}.")
    return given.lower()


_PARSERS: dict[str, Callable[[str], object]] = {
    "programme": Path,
    "secrets_dir": Path,
    "port": _whole("PORT", 1, 65535),
    "web_concurrency": _whole("WEB_CONCURRENCY", 1, 64),
    "threads": _whole("THREADS", 1, 256),
    "today": _day,
    "log_level": _level,
}

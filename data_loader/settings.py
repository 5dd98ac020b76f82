"""What the loader takes from the environment and the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_loader.database import DEFAULT_URL


class SettingsError(Exception):
    """A setting cannot be used; the message is Russian, names the setting and the cure."""


@dataclass(frozen=True)
class LoaderSettings:
    """`today` is None when the clock decides."""

    database_url: str
    programme: Path
    today: date | None
    secrets: Path


def read_settings(
    environment: Mapping[str, str] = os.environ, *, database: str | None = None, programme: str | None = None
) -> LoaderSettings:
    """Command line first, then the environment, then the defaults of DESIGN; blank values are taken for missing ones."""

    def given(name: str) -> str:
        return environment.get(name, "").strip()

    return LoaderSettings(
        database_url=database or given("DATABASE_URL") or DEFAULT_URL,
        programme=Path(programme or given("PROGRAMME") or "programme.toml"),
        today=fixed_today(given("TODAY")),
        secrets=Path(given("SECRETS_DIR") or "var/secrets"),
    )


def fixed_today(text: str) -> date | None:
    """What TODAY says; None when it is blank and the clock decides."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if len(text) != len("2026-10-31") or not 1900 <= day.year <= 9000:
        raise SettingsError(f"TODAY: «{text}» — не день. Пишите так: TODAY=2026-10-31, или уберите настройку.")
    return day

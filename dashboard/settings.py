"""What the dashboard takes from the environment: one frozen object; a bad value is refused with its name and the cure."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import data_loader.settings
from data_loader.database import DEFAULT_URL
from data_loader.secrets import secret
from data_loader.settings import SettingsError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LOG_LEVELS = ("debug", "info", "warning", "error", "critical")


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
    hosts: str = ""

    @property
    def known_hosts(self) -> frozenset[str]:
        """Names under which a browser may ask; none known means any. A dashboard for this machine alone answers to its own names
        only: a page of another site could else give our address its own name (DNS rebinding) and read along.
        """
        named = frozenset(name.strip().lower() for name in self.hosts.split(",") if name.strip())
        return named or (LOOPBACK if self.host in LOOPBACK else frozenset())

    @property
    def kept_files(self) -> Path:
        """Where compressed files wait for the next start: beside the secrets."""
        return self.secrets_dir.parent / "static"

    @property
    def bind(self) -> str:
        """Where gunicorn listens."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def secret_key(self) -> str:
        """SECRET_KEY, or the one made once in `secrets_dir`."""
        return secret("secret_key", "SECRET_KEY", self.secrets_dir)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; blank values are taken for missing ones."""

    def given(name: str, default: object = "") -> str:
        return environment.get(name, "").strip() or str(default)

    shared = data_loader.settings.read_settings(environment)
    return Settings(
        database_url=shared.database_url,
        programme=shared.programme,
        host=_host(given("HOST", Settings.host)),
        port=_whole("PORT", given("PORT", Settings.port), 1, 65535),
        web_concurrency=_whole("WEB_CONCURRENCY", given("WEB_CONCURRENCY", Settings.web_concurrency), 1, 64),
        threads=_whole("THREADS", given("THREADS", Settings.threads), 1, 256),
        log_level=_level(given("LOG_LEVEL", Settings.log_level)),
        today=shared.today,
        secrets_dir=shared.secrets,
        hosts=given("HOSTS"),
    )


def _host(given: str) -> str:
    """An address that this machine listens at."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(given, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.bind(address)
    except OSError:
        raise SettingsError(
            f"HOST: у этой машины нет адреса «{given}». Обычно HOST=127.0.0.1, для всей сети — 0.0.0.0."
        ) from None
    return given


def _whole(name: str, given: str, low: int, high: int) -> int:
    if not (given.isascii() and given.isdigit() and low <= int(given) <= high):
        raise SettingsError(f"{name}: «{given}» не годится. Нужно целое число от {low} до {high}.")
    return int(given)


def _level(given: str) -> str:
    if given.lower() not in LOG_LEVELS:
        raise SettingsError(f"LOG_LEVEL: «{given}» не годится. Можно: {', '.join(LOG_LEVELS)}.")
    return given.lower()

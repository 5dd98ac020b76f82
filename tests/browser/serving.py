"""A real server over a database of its own, and the Chromium of this machine: for journeys and for pictures."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Playwright

from data_loader.database import migrate, open_engine
from data_loader.loading import LoadResult, Request, load_files
from data_loader.programme import load_programme

ROOT = Path(__file__).parents[2]
PROGRAMME = ROOT / "programme.toml"
TODAY = date(2026, 10, 31)
KEY = "a-key-for-tests-only-0123456789"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--force-color-profile=srgb", "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
PATIENCE = 30
"""Seconds in which a server must answer for the first time."""


@dataclass(frozen=True)
class Site:
    """A running dashboard and the database behind it."""

    address: str
    database_url: str
    programme: Path = PROGRAMME

    def load(self, *files: Path) -> LoadResult:
        """What the operator does while the screens are open."""
        return load(self.database_url, files, self.programme)


def load(database_url: str, files: Sequence[Path], programme: Path = PROGRAMME) -> LoadResult:
    engine = open_engine(database_url)
    try:
        migrate(engine)
        asked = Request(files=files, programme=load_programme(programme), pseudonym_key=KEY, today=TODAY)
        return load_files(engine, asked)
    finally:
        engine.dispose()


@contextmanager
def serve(folder: Path, files: Sequence[Path], programme: Path = PROGRAMME, *, times: int = 1) -> Iterator[Site]:
    """gunicorn as the Procfile starts it, over a new database in `folder` with the files loaded; every count is so many `times` what
    the files say.
    """
    database_url = f"sqlite:///{folder}/programme.db"
    load(database_url, files, programme)
    if times > 1:
        with sqlite3.connect(folder / "programme.db") as database:
            database.execute("UPDATE count_now SET count = count * ?", (times,))
        database.close()
    with serving(folder, database_url, programme) as address:
        yield Site(address, database_url, programme)


@contextmanager
def serving(folder: Path, database_url: str, programme: Path) -> Iterator[str]:
    """gunicorn over a database that is there; its address."""
    port = _free_port()
    settings = {
        "DATABASE_URL": database_url, "PROGRAMME": str(programme), "TODAY": f"{TODAY}", "SECRETS_DIR": f"{folder}/secrets",
        "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "1", "LOG_LEVEL": "info",
    }  # fmt: skip
    log = folder / "gunicorn.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [Path(sys.executable).parent / "gunicorn", "dashboard.wsgi:server"],
            cwd=ROOT, env={**os.environ, **settings}, stdout=written, stderr=written,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(PATIENCE * 10):
        if server.poll() is None:
            try:
                urlopen(f"{address}/version", timeout=5).close()
                return
            except (URLError, OSError):
                time.sleep(0.1)
    raise RuntimeError(f"The dashboard did not start:\n{log.read_text(errors='replace')[-4000:]}")


def chromium() -> str:
    """Where Chromium is; says what to do if it is nowhere."""
    for name in CHROMIUM:
        if found := shutil.which(name):
            return found
    raise RuntimeError(
        f"Browser tests need Chromium and found none of {', '.join(CHROMIUM)} in PATH. "
        "Install it and run again: apt-get install chromium (make test does so as root on Debian)."
    )


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))

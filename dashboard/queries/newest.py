"""The version of all data as this process knows it, without asking the database for every view."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Engine

Version = tuple[int, str]
"""The newest load (0: none) and the moment it was loaded."""

PATIENCE = 0.5
"""Seconds for which a version is believed: a new load is on every screen within two."""


@dataclass
class Newest:
    """Asks for the version at most every half second, and at once when a SQLite file was written or replaced in between.

    A process that has not heard of a load yet answers with the one before, whole: `at_least` makes it ask when a screen knows more.
    """

    engine: Engine
    ask: Callable[[], Version]
    _known: Version = (0, "")
    _seen: tuple[int, ...] = ()
    _asked_at: float = field(default=float("-inf"))
    _lock: Lock = field(default_factory=Lock)

    def version(self, at_least: int = 0) -> Version:
        with self._lock:
            seen = _written(self.engine)
            now = time.monotonic()
            if seen != self._seen or now - self._asked_at > PATIENCE or at_least > self._known[0]:
                self._known, self._seen, self._asked_at = self.ask(), seen, now
            return self._known


def _written(engine: Engine) -> tuple[int, ...]:
    """What changes when a SQLite database is written or replaced: its file and the log beside it; nothing for a server."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return ()
    found: list[int] = []
    for path in (engine.url.database, f"{engine.url.database}-wal"):
        try:
            status = os.stat(path)
        except OSError:
            continue
        found += (status.st_ino, status.st_size, status.st_mtime_ns)
    return tuple(found)

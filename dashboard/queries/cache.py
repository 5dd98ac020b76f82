"""What was read of one version of the data stays true of it: read once, and kept in a cache measured in bytes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

import pandas as pd
from cachetools import LRUCache

from dashboard.queries.database import Snapshot
from dashboard.viewer import Viewer

Made = TypeVar("Made")
_PER_VALUE = 500
"""Bytes that a key and its entry take themselves."""
_PER_CELL = 64
"""Bytes of a cell of a frame: a short text and where it lies. Asking each text would take as long as reading it."""
_PER_ROW = 400
"""Bytes of a named row, about."""


class _Kept(NamedTuple):
    value: Any
    size: int


class ByteCache:
    """The values of keys, made at most once while they are remembered; the least used go first.

    A quarter of the cache is the most that one value may take. Values are shared: copy before changing.
    """

    def __init__(self, size: int) -> None:
        self._kept: LRUCache[Hashable, _Kept] = LRUCache(size, getsizeof=lambda kept: kept.size)
        self._lock = Lock()
        self._most = size // 4

    def known(self, key: Hashable) -> Any:
        """The value of a key while it is remembered, else None."""
        with self._lock:
            kept = self._kept.get(key)
        return kept.value if kept is not None else None

    def remembered(self, key: Hashable, make: Callable[[], Made], size: Callable[[Made], int]) -> Made:
        if (known := self.known(key)) is not None:
            return known  # type: ignore[no-any-return]
        made = make()
        taken = size(made) + _PER_VALUE
        if taken < self._most:
            with self._lock:
                self._kept[key] = _Kept(made, taken)
        return made


_READ = ByteCache(6 * 2**20)


def remembered(snapshot: Snapshot, viewer: Viewer, asked: Hashable, read: Callable[[], Made]) -> Made:
    """What was asked of a snapshot by a viewer, read once. The key names what he may read, never who he is."""
    found: Made = _READ.remembered((snapshot.version, viewer.role, asked), read, _size)
    return found


def _size(value: Any) -> int:
    if isinstance(value, pd.DataFrame):
        return _PER_CELL * value.size
    if hasattr(value, "nbytes"):
        return int(value.nbytes)
    rows = getattr(value, "rows", value)
    return _PER_ROW * (len(rows) if hasattr(rows, "__len__") else 1)

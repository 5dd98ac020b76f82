"""How gunicorn serves the dashboard: threads, so that one slow query stops nobody."""

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


def pre_fork(server, worker):  # type: ignore[no-untyped-def]
    """What is loaded before the fork stays shared: the collector would write into every page of it."""
    gc.collect()
    gc.freeze()

"""How gunicorn serves the dashboard: threads, so that one slow query stops nobody."""

import sys

from dashboard.settings import SettingsError, read_settings

try:
    settings = read_settings()
except SettingsError as error:
    sys.exit(str(error))

bind = f"{settings.host}:{settings.port}"
workers = settings.web_concurrency
worker_class = "gthread"
threads = settings.threads
loglevel = settings.log_level
timeout = 60
graceful_timeout = 10
keepalive = 15
control_socket_disable = True

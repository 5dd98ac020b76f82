"""What gunicorn starts: `gunicorn dashboard.wsgi:server`."""

from __future__ import annotations

import sys

from dashboard.app import create_app, warm
from dashboard.settings import read_settings
from data_loader.database import DatabaseError
from data_loader.programme import ProgrammeError
from data_loader.secrets import SecretError
from data_loader.settings import SettingsError

WRONG_START = 3
"""The exit code on which gunicorn stops instead of starting the worker again."""

try:
    settings = read_settings()
    app = create_app(settings)
except (SettingsError, ProgrammeError, DatabaseError, SecretError) as error:
    print(error, file=sys.stderr)
    sys.exit(WRONG_START)

server = app.server
warm(server, min(settings.known_hosts, default="localhost"))

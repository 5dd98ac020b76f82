"""What a request stands on: the database and the viewer, put into the Flask application by `create_app`."""

from __future__ import annotations

from typing import cast

from flask import current_app

from dashboard.queries.database import Database
from dashboard.viewer import MANAGEMENT, Viewer


def current_database() -> Database:
    return cast(Database, current_app.extensions["database"])


def current_viewer() -> Viewer:
    """Management: there is no login yet."""
    return MANAGEMENT

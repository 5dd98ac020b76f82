"""The application, as a table of contents."""

from __future__ import annotations

from pathlib import Path

import dash
from dash import Dash
from flask import Flask

from dashboard import files
from dashboard.api import api
from dashboard.callbacks.page import answer_again
from dashboard.delivery import deliver
from dashboard.documents import documents
from dashboard.downloads import downloads
from dashboard.faults import handle_faults
from dashboard.guards import guard, secure
from dashboard.queries.database import Database
from dashboard.settings import Settings, read_settings
from dashboard.shell import layout
from data_loader.database import open_engine
from data_loader.loads import check_ready
from data_loader.programme import load_programme

ROOT = Path(__file__).parents[1]


def create_app(settings: Settings | None = None) -> Dash:
    """The dashboard over one database; a process makes one (a second `Dash` would have no callbacks)."""
    settings = settings or read_settings()
    secret_key = settings.secret_key
    database = _open_database(settings)
    app = _dash(database)
    served = files.put_together(settings.kept_files)
    server: Flask = app.server
    server.secret_key = secret_key
    server.extensions["database"] = database
    server.extensions["stylesheet"] = served.address("site.css")
    server.register_blueprint(api)
    server.register_blueprint(downloads)
    server.register_blueprint(files.blueprint(served))
    deliver(server)
    handle_faults(server, served.address("site.css"))
    guard(server, app, settings.known_hosts)
    answer_again(server)
    finish(server)
    documents(server, app, served)
    secure(server)
    return app


def finish(server: Flask) -> None:
    """Lets Dash do at once what it leaves to the first request (its routes, files and callbacks): two first requests
    at the same time would find it half done."""
    with server.test_request_context("/"):
        server.preprocess_request()


def warm(server: Flask, host: str) -> None:
    """Draws every page once before anybody asks, and before workers are forked: templates, statements and words are made by then, and
    shared by all of them.
    """
    visitor = server.test_client()
    for page in dash.page_registry.values():
        visitor.get(page["path"], headers={"Host": host})
    server.extensions["database"].engine.dispose()  # no connection may be shared by processes that are forked from this one


def _open_database(settings: Settings) -> Database:
    engine, programme = open_engine(settings.database_url), load_programme(settings.programme)
    check_ready(engine, programme)
    return Database(engine, programme, settings.today)


def _dash(database: Database) -> Dash:
    app = dash.Dash(
        __package__ or "dashboard",
        use_pages=True,
        use_async=False,
        suppress_callback_exceptions=True,  # else Dash asks for its own router, which would draw pages a second time
        pages_folder=str(ROOT / "dashboard" / "pages"),
        assets_folder=str(ROOT / "assets"),
        title=database.programme.title,
        update_title="",
    )
    app.layout = layout
    return app

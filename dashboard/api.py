"""The black-box interface: health, version, counts, indicators, and its own description.

Every mistake in a request is 400 with a Russian sentence that says what is allowed; nothing a reader can send
is a 500.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
import pandas as pd
from flask import Blueprint, Response, request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from dashboard import formats
from dashboard.context import current_database, current_viewer
from dashboard.errors import ReaderError
from dashboard.exports.csv import rows_as_plain_csv
from dashboard.indicators.catalogue import INDICATORS
from dashboard.indicators.definition import Indicator
from dashboard.openapi import PARAMETERS, document
from dashboard.parameters import parse_day, parse_load, unpack
from dashboard.queries import reference
from dashboard.queries.counts import counts
from dashboard.queries.database import Snapshot
from data_loader.database import reading
from data_loader.measures import MEASURES, Measure
from data_loader.programme import Programme

api = Blueprint("api", __name__)

MAX_VALUE = 300
MAX_VALUES = 200
_FILTERS = ("city", "cohort", "item", "place")
_ADDRESSES = ("v1/counts", "v1/indicators", "v1/openapi.json")
_ANY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@api.errorhandler(ReaderError)
def _refused(error: ReaderError) -> Response:
    return _json(error=f"{error.message} {error.remedy}".strip(), code=400)


@api.errorhandler(SQLAlchemyError)
def _database_silent(_: SQLAlchemyError) -> Response:
    return _json(error="База данных не отвечает. Повторите через минуту.", code=503)


@api.get("/healthz")
def health() -> Response:
    """200 while the process and the database answer."""
    with reading(current_database().engine) as connection:
        connection.execute(text("SELECT count(*) FROM load"))
    return _json(status="ok")


@api.get("/version")
def version() -> Response:
    """The newest load; unchanged answers are 304."""
    load, loaded_at = current_database().newest_load()
    moment = loaded_at.isoformat() if loaded_at else None
    response = _json(load=load, loaded_at=moment)
    response.set_etag(f"{load}-{moment}")
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


@api.get("/api/v1/indicators")
def indicators() -> Response:
    return _json(indicators=[_described(indicator) for indicator in INDICATORS])


@api.get("/api/v1/openapi.json")
def openapi() -> Response:
    return _json(**document(current_database().programme))


@api.get("/api/v1/counts")
def count() -> Response:
    asked = _asked(current_database().programme)
    with current_database().snapshot(asked.known_at) as snapshot:
        _check_places(asked, snapshot)
        _check_items(asked, snapshot)
        frame = counts(
            snapshot,
            current_viewer(),
            asked.measure.key,
            asked.by,
            cities=asked.values["city"],
            cohorts=asked.values["cohort"],
            items=asked.values["item"],
            places=asked.values["place"],
            until=asked.until,
        )
    rows = _rows(_in_order(frame, asked, snapshot.programme))
    if asked.as_csv:
        return _as_csv(asked, rows, snapshot)
    return _json(load=snapshot.load, measure=asked.measure.key, by=list(asked.by), demo=snapshot.demo, rows=rows)


@api.route("/api/", methods=_ANY_METHOD, defaults={"rest": ""})
@api.route("/api/<path:rest>", methods=_ANY_METHOD)
def nothing_here(rest: str) -> Response:
    if rest in _ADDRESSES:
        return _json(error=f"Метод {request.method} здесь не принимается. Спросите: GET /api/{rest}.", code=405)
    return _json(error="Такого адреса нет. Описание всех адресов: GET /api/v1/openapi.json.", code=404)


def _json(*, code: int = 200, **body: Any) -> Response:
    return Response(orjson.dumps(body), status=code, content_type="application/json; charset=utf-8")


# --- reading a request --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A checked request for counts."""

    measure: Measure
    by: tuple[str, ...]
    values: dict[str, tuple[str, ...]]
    until: date | None
    known_at: date | int | None
    as_csv: bool


def _asked(programme: Programme) -> Asked:
    _check_text()
    measure = _one_of("measure", tuple(MEASURES))
    if measure is None:
        raise ReaderError("Не хватает параметра measure.", f"Можно: {', '.join(MEASURES)}.")
    known = MEASURES[measure]
    by = _several("by")
    _check_all("by", by, known.dimensions)
    values = {name: _several(name) for name in _FILTERS}
    for name in (name for name in _FILTERS if values[name] and name not in known.dimensions):
        raise ReaderError(f"У показателя «{measure}» нет разреза «{name}».", f"Можно: {', '.join(known.dimensions)}.")
    _check_all("city", values["city"], tuple(city.key for city in programme.cities))
    if (items := known.items(programme)) is not None:
        _check_all("item", values["item"], items)
    return Asked(known, by, values, _day("until"), _known_at(), _one_of("format", ("json", "csv")) == "csv")


def _check_text() -> None:
    for name, value in request.args.items(multi=True):
        if name not in PARAMETERS:
            raise ReaderError(f"Параметра «{name[:60]}» нет.", f"Можно: {', '.join(PARAMETERS)}.")
        if "\0" in value or len(value) > MAX_VALUE * 20:
            raise ReaderError(f"Значение параметра {name} не годится.", "Уберите лишние знаки или сократите его.")


def _single(name: str) -> str | None:
    found = request.args.getlist(name)
    if len(found) > 1:
        raise ReaderError(f"Параметр {name} задан несколько раз.", "Оставьте один.")
    return found[0] if found else None


def _one_of(name: str, allowed: Sequence[str]) -> str | None:
    value = _single(name)
    if value is not None:
        _check_all(name, (value,), allowed)
    return value


def _several(name: str) -> tuple[str, ...]:
    """Values of a parameter, parted by commas or repeated, each once."""
    values = tuple(dict.fromkeys(part for found in request.args.getlist(name) for part in unpack(found)))
    if len(values) > MAX_VALUES or any(len(value) > MAX_VALUE for value in values):
        raise ReaderError(
            f"Слишком много или слишком длинные значения параметра {name}.",
            f"Можно до {MAX_VALUES} значений.",
        )
    return values


def _check_all(name: str, values: Sequence[str], allowed: Sequence[str]) -> None:
    for value in values:
        if value not in allowed:
            shown = ", ".join(allowed[:MAX_VALUES]) or "ничего: в программе их нет"
            raise ReaderError(f"{name}: значения «{value[:60]}» нет.", f"Можно: {shown}.")


def _day(name: str) -> date | None:
    value = _single(name)
    day = parse_day(value) if value is not None else None
    if value is not None and day is None:
        raise ReaderError(f"{name}: «{value[:60]}» — не дата.", "Нужна дата вида 2026-09-30.")
    return day


def _known_at() -> date | int | None:
    value = _single("known_at") or ""
    if (load := parse_load(value)) is not None:
        return load
    if value.startswith("load:"):
        raise ReaderError(f"known_at: «{value[:60]}» — не номер загрузки.", "Нужно, например, load:17 или 2026-09-30.")
    return _day("known_at")


def _check_places(asked: Asked, snapshot: Snapshot) -> None:
    if asked.values["place"]:
        _check_all("place", asked.values["place"], tuple(reference.places(snapshot)["place"]))


def _check_items(asked: Asked, snapshot: Snapshot) -> None:
    """Items that the data decide: mentors."""
    if asked.values["item"] and asked.measure.items(snapshot.programme) is None:
        on_record = counts(snapshot, current_viewer(), asked.measure.key, ["item"])["item"]
        _check_all("item", asked.values["item"], tuple(on_record))


# --- writing an answer --------------------------------------------------------------------------------------


def _in_order(frame: pd.DataFrame, asked: Asked, programme: Programme) -> pd.DataFrame:
    """Rows in the programme's order of cities and items, then by cohort, place and day."""
    if not asked.by or frame.empty:
        return frame
    orders = {
        "city": [city.key for city in programme.cities],
        "item": list(asked.measure.items(programme) or ()),
    }

    def place_of(column: pd.Series) -> pd.Series:
        order = {key: number for number, key in enumerate(orders.get(str(column.name), []))}
        return column.map(lambda key: (order.get(key, len(order)), key)) if order else column

    return frame.sort_values(list(asked.by), key=place_of, kind="stable")


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    rows = frame.to_dict("records")
    return [{str(name): formats.iso(value) if name == "day" else value for name, value in row.items()} for row in rows]


def _as_csv(asked: Asked, rows: Sequence[dict[str, Any]], snapshot: Snapshot) -> Response:
    names = [*asked.by, "count"]
    body = rows_as_plain_csv([names, *([row[name] for name in names] for row in rows)])
    name = f"{asked.measure.key}-load-{snapshot.load}{'-demo' if snapshot.demo else ''}.csv"
    return Response(
        body,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _described(indicator: Indicator) -> dict[str, Any]:
    return {
        "key": indicator.key,
        "title": indicator.title,
        "unit": indicator.unit,
        "definition": indicator.what,
        "formula": indicator.formula,
        "source": indicator.source,
        "direction": indicator.better,
        "why": indicator.why,
        "kind": indicator.kind,
        "measures": list(indicator.measures),
    }

"""The OpenAPI document, generated from the measures, the parameters and the programme in force."""

from __future__ import annotations

from typing import Any

from data_loader.measures import MEASURES
from data_loader.programme import Programme
from data_loader.schema import DIMENSIONS

PARAMETERS = {
    "measure": "Показатель.",
    "by": "Разрезы через запятую; без них — одна строка, итог.",
    "city": "Города через запятую; без них — все.",
    "cohort": "Потоки через запятую; поток без данных не даёт строк.",
    "item": "Шаги, выходы, категории или наставники — что именно, зависит от показателя.",
    "place": "Коды населённых пунктов через запятую.",
    "until": "События по этот день включительно; для показателей по месяцам — по последний полный месяц. "
    "Показатели «…_waiting» описывают сегодняшний день и с until не читаются.",
    "known_at": "Как было известно в конце дня или после загрузки: 2026-09-30 или load:17.",
    "format": "json (по умолчанию) или csv.",
}
"""What /api/v1/counts understands, with what it says of itself."""

_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}


def document(programme: Programme) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": programme.title,
            "version": "1",
            "description": f"Числа программы «{programme.title}». {programme.organiser}.",
        },
        "paths": {
            "/healthz": _get(
                "Отвечают ли программа и база",
                {"200": _answer("Отвечают", "Health"), "503": _error("База не отвечает")},
            ),
            "/version": _get(
                "Номер последней загрузки; с If-None-Match — 304, пока он тот же",
                {
                    "200": _answer("Последняя загрузка", "Version"),
                    "304": {"description": "Не изменилось"},
                    "503": _error("База не отвечает"),
                },
            ),
            "/api/v1/counts": _get(
                "Суммы одного показателя",
                {
                    "200": _counts_answer(),
                    "400": _error("Неизвестное имя или значение: предложение перечисляет допустимые"),
                    "503": _error("База не отвечает"),
                },
                [_parameter(name, programme) for name in PARAMETERS],
            ),
            "/api/v1/indicators": _get("Каталог показателей", {"200": _answer("Каталог", "Indicators")}),
            "/api/v1/openapi.json": _get(
                "Это описание", {"200": {"description": "OpenAPI 3.1", "content": {"application/json": {}}}}
            ),
        },
        "components": {"schemas": _schemas()},
    }


def _get(summary: str, responses: dict[str, Any], parameters: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    operation: dict[str, Any] = {"summary": summary, "responses": responses}
    return {"get": {**operation, "parameters": parameters} if parameters else operation}


def _parameter(name: str, programme: Programme) -> dict[str, Any]:
    listed = {
        "by": {"type": "array", "items": {"enum": list(DIMENSIONS)}},
        "city": {"type": "array", "items": {"enum": [city.key for city in programme.cities]}},
        **{each: {"type": "array", "items": _TEXT} for each in ("cohort", "item", "place")},
    }
    single = {
        "measure": {"type": "string", "enum": list(MEASURES)},
        "until": _DAY,
        "known_at": {"oneOf": [_DAY, {"type": "string", "pattern": r"^load:\d{1,9}$"}]},
        "format": {"type": "string", "enum": ["json", "csv"], "default": "json"},
    }
    found: dict[str, Any] = {
        "name": name,
        "in": "query",
        "description": _described(name),
        "schema": {**single, **listed}[name],
    }
    if name in listed:
        found |= {"style": "form", "explode": False}
    return {**found, "required": True} if name == "measure" else found


def _described(name: str) -> str:
    if name != "measure":
        return PARAMETERS[name]
    lines = [f"- `{m.key}`: {m.title}; единица: {m.unit}; разрезы: {', '.join(m.dimensions)}" for m in MEASURES.values()]
    return "\n".join([PARAMETERS[name], *lines])


def _counts_answer() -> dict[str, Any]:
    content = {
        "application/json": {"schema": {"$ref": "#/components/schemas/Counts"}},
        "text/csv": {"schema": _TEXT},
    }
    return {"description": "Строки в порядке программы; с format=csv — та же таблица", "content": content}


def _answer(description: str, schema: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _error(description: str) -> dict[str, Any]:
    return _answer(description, "Error")


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _schemas() -> dict[str, Any]:
    integer = {"type": "integer"}
    cells: dict[str, Any] = {
        **dict.fromkeys(DIMENSIONS, _TEXT),
        "day": _DAY,
        "lag_days": integer,
        "count": integer,
    }
    row = {"type": "object", "required": ["count"], "properties": cells}
    names = ("key", "title", "unit", "definition", "formula", "source", "direction", "why", "kind")
    indicator = _object(**dict.fromkeys(names, _TEXT), measures={"type": "array", "items": _TEXT})
    load = {"type": "integer", "description": "Номер загрузки; 0 — ничего не загружено"}
    return {
        "Error": _object(error=_TEXT),
        "Health": _object(status={"const": "ok"}),
        "Version": _object(load=load, loaded_at={"type": ["string", "null"], "format": "date-time"}),
        "Counts": _object(
            load=load,
            measure=_TEXT,
            by={"type": "array", "items": _TEXT},
            demo={"type": "boolean", "description": "Демонстрационные данные"},
            rows={"type": "array", "items": row},
        ),
        "Indicators": _object(indicators={"type": "array", "items": indicator}),
    }

"""Rules that need the whole row: what two cells of it say together."""

from __future__ import annotations

from typing import Any

from data_loader.cells import CellProblem, Noticed
from data_loader.names import match_key
from data_loader.sheets.columns import Found
from data_loader.sheets.context import ParseContext


def inn_beside_ogrn(values: dict[str, Any], context: ParseContext) -> Found:
    """Thirteen digits of ОГРН go with ten of ИНН, fifteen with twelve."""
    number = values.get("inn") or ""
    expected = {13: 10, 15: 12}.get(len(values["organisation"]))
    if not context.any_identifier and number and expected and len(number) != expected:
        yield "inn", Noticed("", "note", "ИНН не подходит к ОГРН и не взят", "Сверьте с выпиской из ЕГРЮЛ")


def step_of_track(values: dict[str, Any], context: ParseContext) -> Found:
    """Two tracks may call different steps by one name, so a step is read only beside its track."""
    step = context.track_steps[values["track"]].get(match_key(values["step"]))
    if step is None:
        yield "step", CellProblem("Такого шага у этого реестра нет", "Выберите шаг из списка")
    else:
        values["step"] = step


def end_after_start(values: dict[str, Any], context: ParseContext) -> Found:
    if values.get("to_day") is not None and values["to_day"] < values["from_day"]:
        yield "to", CellProblem("Конец раньше начала", "Исправьте одну из дат")


def start_after_due(values: dict[str, Any], context: ParseContext) -> Found:
    """A goal that counts from a day on needs that day before its own end; on one day it counts that day."""
    if values.get("start_on") is not None and values["start_on"] > values["due_on"]:
        yield "start_on", CellProblem("«С даты» позже, чем «К дате»", "Исправьте одну из дат")

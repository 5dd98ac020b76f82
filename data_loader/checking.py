"""References between rows: who is on record or in this load, and which refused row another row fails by.

Sheets are checked in the order of what refers to what, so a reference always meets rows that are already settled. Nothing is
guessed: an unknown code, or a name that fits two places, refuses the row that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from data_loader.names import match_key
from data_loader.schema import mentor, organisation, participant, place

REFERENCES: dict[str, tuple[str, ...]] = {
    "participants": ("organisation",),
    "steps": ("participant",),
    "status": ("organisation",),
    "assignments": ("mentor", "organisation"),
    "sessions": ("mentor", "organisation"),
    "services": ("organisation", "place"),
}
"""The columns of a sheet that name rows of another table, and so the table's name."""

ORDER = (
    "organisations",
    "places",
    "mentors",
    "participants",
    "steps",
    "status",
    "assignments",
    "sessions",
    "services",
    "targets",
)

_TABLES: dict[str, Table] = {t.name: t for t in (organisation, place, mentor, participant)}
REFERRED = frozenset(_TABLES)
"""Tables whose rows others name."""

_UNKNOWN = {
    "organisation": ("Такой организации нет", "Добавьте её на лист «Организации» или исправьте номер"),
    "participant": ("Такого участника нет", "Добавьте участника на лист «Участники» или исправьте код"),
    "mentor": ("Такого наставника нет", "Добавьте его на лист «Наставники» или исправьте код"),
    "place": ("Такого населённого пункта нет", "Добавьте его на лист «Населённые пункты»"),
}


MEMORY = 50_000
"""Place names remembered with what they mean: folding a name costs more than a look into a dict."""


@dataclass(frozen=True)
class Broken:
    """Why a reference does not hold: a rule and a remedy in Russian."""

    rule: str
    remedy: str


class References:
    """What rows may refer to: keys on record and in this load, places by code and by name, and refused rows."""

    def __init__(self, connection: Connection) -> None:
        self._known: dict[str, set[str]] = {
            name: set(connection.execute(select(table.c[name])).scalars()) for name, table in _TABLES.items()
        }
        self._refused: dict[str, dict[str, str]] = {name: {} for name in _TABLES}
        self._places_by_name: dict[str, set[str]] = {}
        self._resolved: dict[str, str | Broken] = {}
        for code, name in connection.execute(select(place.c.place, place.c.name)):
            self._name_place(code, name)

    def _name_place(self, code: str, name: str) -> None:
        self._resolved.clear()
        self._places_by_name.setdefault(match_key(name), set()).add(code)

    def add(self, table: str, keys: Iterable[str]) -> None:
        if table in self._known:
            self._known[table].update(keys)

    def name_places(self, codes_and_names: Iterable[tuple[str, str]]) -> None:
        """Place names of this load; a place that is renamed answers to its new name, and still to its old one."""
        for code, name in codes_and_names:
            self._name_place(code, name)

    def refuse(self, table: str, key: str | None, where: str) -> None:
        """Remembers a refused row by the key it carries, so that rows which fail by it can name it."""
        if key and table in self._refused:
            self._resolved.clear()
            self._refused[table].setdefault(key, where)
            if table == "place":
                self._refused[table].setdefault(match_key(key), where)

    def resolve(self, table: str, given: str) -> str | Broken:
        """The key that a reference means, or why it means none."""
        if given in self._known[table]:
            return given
        if table == "place":
            return self._resolve_place(given)
        return self._broken(table, given)

    def _resolve_place(self, given: str) -> str | Broken:
        found = self._resolved.get(given)
        if found is None:
            if len(self._resolved) > MEMORY:
                self._resolved.clear()
            found = self._resolved[given] = self._look_up_place(given)
        return found

    def _look_up_place(self, given: str) -> str | Broken:
        codes = self._places_by_name.get(match_key(given), set())
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            listed = ", ".join(sorted(codes))
            return Broken(f"Название подходит нескольким местам: {listed}", "Впишите код нужного места")
        return self._broken("place", given)

    def _broken(self, table: str, given: str) -> Broken:
        where = self._refused[table].get(given) or self._refused[table].get(match_key(given))
        if where:
            return Broken(f"Строка, на которую она опирается, не принята: {where}", "Исправьте ту строку, и эта загрузится")
        return Broken(*_UNKNOWN[table])

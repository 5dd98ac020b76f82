"""Rows put straight into the registry, and what a measure counts of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from data_loader import schema
from data_loader.measures import MEASURES, has_left, is_on_record, participants_staying
from data_loader.programme import Programme


class Registry:
    """Rows put straight into the registry, and what a measure counts of them."""

    def __init__(self, connection: Connection, programme: Programme) -> None:
        self._connection, self._programme = connection, programme
        self.put("load", load_id=1, kind="load", day=date(2026, 1, 1), loaded_at="", files=[], taken={}, refused={})

    def put(self, table: str, **values: Any) -> None:
        if table not in ("load", "beneficiary"):
            values |= {"load_id": 1, "row": 1}
        self._connection.execute(insert(schema.metadata.tables[table]).values(**values))

    def participant(self, code: str, city: str = "tyumen", cohort: str = "2026-1", **steps: date) -> None:
        self.put("participant", participant=code, city=city, cohort=cohort)
        for step, day in steps.items():
            self.put("participant_step", participant=code, step=step, day=day)

    def organisation(self, code: str, city: str = "tyumen") -> None:
        self.put("organisation", organisation=code, city=city)

    def status(self, code: str, track: str, attempt: int = 1, **steps: date) -> None:
        for step, day in steps.items():
            self.put("organisation_step", organisation=code, track=track, attempt=attempt, step=step, day=day)

    def count(self, measure: str, *by: str) -> dict[tuple[Any, ...], int]:
        found: dict[tuple[Any, ...], int] = {}
        for row in self._connection.execute(MEASURES[measure].select(self._programme, None)).mappings():
            key = tuple(row[name] for name in by)
            found[key] = found.get(key, 0) + int(row["count"])
        return {key: count for key, count in found.items() if count}

    def level(self, measure: str, day: date, *by: str) -> dict[tuple[Any, ...], int]:
        """A running measure as pages read it: its changes up to a day, added up."""
        found: dict[tuple[Any, ...], int] = {}
        for (*key, when), change in self.count(measure, *by, "day").items():
            if when <= day:
                found[tuple(key)] = found.get(tuple(key), 0) + change
        return {key: count for key, count in found.items() if count}

    def staying(self) -> dict[str, str]:
        """Who has not left: participant -> step."""
        rows = participants_staying(self._programme)
        return {row.owner: row.step for row in self._connection.execute(select(rows.c.owner, rows.c.step))}

    def left(self, until: date) -> set[str]:
        """Who has left by a day, of those with a step by then: looked up one by one."""
        code = schema.participant.c.participant
        steps = [step.key for step in self._programme.steps]
        query = select(code).where(is_on_record(code, steps, until), has_left(self._programme, code, until))
        return set(self._connection.execute(query).scalars())

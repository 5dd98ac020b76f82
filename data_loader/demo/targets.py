"""Targets: one reached, one far behind, one for each city; the mentors' hours have none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data_loader.demo.frame import Frame, Row
from data_loader.demo.organisations import LEAST_ORGANISATIONS, ORGANISATIONS
from data_loader.demo.services import LEAST_PEOPLE, PEOPLE

_SHARES = (1.15, 0.9, 1.0, 1.2, 1.6)
"""How the cities' targets lie beside the people who are enrolled."""


def targets(frame: Frame, people: Sequence[Row], walked: Sequence[Row]) -> list[Row]:
    due = date(frame.today.year, 12, 31)
    rows: list[Row] = []
    if frame.programme.categories:
        helped = frame.many(PEOPLE, LEAST_PEOPLE)
        rows.append(_target("people_reached", "", date(frame.today.year - 1, 12, 31), round(helped * 0.3, -1)))
        rows.append(_target("people_reached", "", due, round(helped * 0.85, -1)))
    if frame.programme.tracks:
        rows.append(_target("organisations_registered", "", due, round(frame.many(ORGANISATIONS, LEAST_ORGANISATIONS) * 0.6)))
    enrolled = {row["participant"] for row in walked if row["step"] == frame.programme.enrolment.name}
    for number, city in enumerate(frame.programme.cities):
        here = sum(1 for person in people if person["city"] == city.name and person["participant"] in enrolled)
        rows.append(_target("participants_enrolled", city.name, due, max(1, round(here * _SHARES[number % len(_SHARES)]))))
    return rows


def _target(indicator: str, city: str, due_on: date, value: float) -> Row:
    return {"indicator": indicator, "city": city, "due_on": due_on, "value": int(value)}

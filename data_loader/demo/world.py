"""The world of the demonstration: the rows of every sheet, made subject by subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_loader.demo.frame import Frame, Row
from data_loader.demo.mentors import assignments, mentors, sessions
from data_loader.demo.organisations import organisations, status
from data_loader.demo.school import participants, steps
from data_loader.demo.services import places, services
from data_loader.demo.targets import targets
from data_loader.programme import Programme


@dataclass(frozen=True)
class World:
    """The rows of every sheet by its key; each row by English column keys, dates as dates, names as the programme writes them."""

    sheets: Mapping[str, Sequence[Row]]


def generate(programme: Programme, today: date, seed: int = 2019, size: float = 1.0) -> World:
    """The same world for the same programme, day, seed and size."""
    frame = Frame(programme, today, seed, size)
    homes = organisations(frame)
    people = participants(frame, homes)
    ways = status(frame, homes)
    helpers = mentors(frame)
    cases = assignments(frame, homes, helpers)
    spots = places(frame)
    walked = steps(frame, people)
    return World(
        {
            "organisations": homes,
            "participants": people,
            "steps": walked,
            "status": ways,
            "mentors": helpers,
            "assignments": cases,
            "sessions": sessions(frame, cases, helpers),
            "places": spots,
            "services": services(frame, homes, spots),
            "targets": targets(frame, people, walked),
        }
    )

"""Registers: organisations that stand at the last step of a track."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, false, func, or_, select

from data_loader.measures.dimensions import counted
from data_loader.measures.journeys import tracks
from data_loader.measures.owners import Owners
from data_loader.programme import Programme


def registration(programme: Programme, owners: Owners) -> Subquery:
    """One row per registered organisation: its city and the first day it stood at the last step of any track."""
    steps = tracks(programme, owners, latest_attempt=False).steps
    return (
        select(steps.c.owner, steps.c.city, func.min(steps.c.day).label("day"))
        .where(at_an_end(programme, steps.c.track, steps.c.step))
        .group_by(steps.c.owner, steps.c.city)
        .subquery()
    )


def at_an_end(programme: Programme, track: ColumnElement[str], step: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a step of an organisation is the last one of its track: from that day the organisation is registered."""
    return or_(false(), *(and_(track == one.key, step == one.last_step.key) for one in programme.tracks))


def registered(programme: Programme, owners: Owners) -> Select[Any]:
    rows = registration(programme, owners)
    return counted(rows, city=rows.c.city, day=rows.c.day)

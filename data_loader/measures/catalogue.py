"""The table of measures: key, title, unit, dimensions, owner, SELECT, items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func

from data_loader.measures.care import open_cases, sessions, without_mentor
from data_loader.measures.help import people, services
from data_loader.measures.items import (
    category_items,
    items_from_data,
    no_items,
    school_exit_items,
    school_items,
    track_exit_items,
    track_items,
)
from data_loader.measures.journeys import Journey, school, tracks
from data_loader.measures.owners import CASE, ORGANISATION, PARTICIPANT, PERSON, Owner, Owners
from data_loader.measures.registers import registered
from data_loader.measures.ways import entered, lag, left, reached, waiting
from data_loader.programme import Programme
from data_loader.schema import session

COUNTING_VERSION = 1
"""Raised whenever a measure changes what it counts: databases then recount by themselves."""


@dataclass(frozen=True)
class Measure:
    """One thing that is counted. `select` gives one row per combination of dimensions: the dimensions and `count`."""

    key: str
    title: str
    unit: str
    dimensions: tuple[str, ...]
    owner: Owner
    select: Callable[[Programme, Owners], Select[Any]]
    items: Callable[[Programme], tuple[str, ...] | None] = no_items
    """The items a programme allows, in its order; None where the data decide (mentors)."""
    monthly: bool = False
    """`day` is the first of a month."""
    running: bool = False
    """Changes of a level: read with day <= today unless a day is given."""
    current: bool = False
    """Describes today; never read with `until`."""


def _of_school(count: Callable[[Journey], Select[Any]]) -> Callable[[Programme, Owners], Select[Any]]:
    return lambda programme, owners: count(school(programme, owners))


def _of_status(count: Callable[[Journey], Select[Any]], *, latest: bool = True) -> Callable[[Programme, Owners], Select[Any]]:
    return lambda programme, owners: count(tracks(programme, owners, latest_attempt=latest))


_SCHOOL = ("city", "cohort", "item", "day")
_STATUS = ("city", "item", "day")

MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure("participants_reached", "Участники с записью о шаге", "человек", _SCHOOL, PARTICIPANT,
                _of_school(reached), school_items),
        Measure("participants_entered", "Участники, вошедшие в шаг (этот или более поздний)", "человек", _SCHOOL, PARTICIPANT,
                _of_school(entered), school_items),
        Measure("participants_left", "Выбывшие участники по последнему шагу", "человек", _SCHOOL, PARTICIPANT,
                _of_school(left), school_exit_items),
        Measure("participants_waiting", "Участники, которые сейчас на этом шаге", "человек", _SCHOOL, PARTICIPANT,
                _of_school(waiting), school_items, current=True),
        Measure("lag_to_step", "Участники по числу дней от зачисления до шага", "человек", (*_SCHOOL, "lag_days"), PARTICIPANT,
                lag, school_items, monthly=True),
        Measure("organisations_reached", "Организации на шаге реестра", "организация", _STATUS, ORGANISATION,
                _of_status(reached, latest=False), track_items),
        Measure("organisations_registered", "Организации хотя бы в одном реестре", "организация", ("city", "day"),
                ORGANISATION, registered),
        Measure("organisations_entered", "Организации, вошедшие в шаг (последняя попытка)", "организация", _STATUS,
                ORGANISATION, _of_status(entered), track_items),
        Measure("organisations_left", "Организации, получившие отказ, по последнему шагу", "организация", _STATUS,
                ORGANISATION, _of_status(left), track_exit_items),
        Measure("organisations_waiting", "Организации, которые сейчас на этом шаге", "организация", _STATUS,
                ORGANISATION, _of_status(waiting), track_items, current=True),
        Measure("open_cases", "Открытые дела наставника", "организация", _STATUS, CASE,
                open_cases, items_from_data, running=True),
        Measure("organisations_without_mentor", "Организации без наставника", "организация", ("city", "day"), ORGANISATION,
                without_mentor, running=True),
        Measure("mentor_meetings", "Встречи наставников", "встреча", _STATUS, CASE, sessions(func.count()), items_from_data),
        Measure("mentoring_minutes", "Минуты наставничества", "минута", _STATUS, CASE,
                sessions(func.sum(session.c.minutes)), items_from_data),
        Measure("people_reached", "Благополучатели по месту первой услуги", "человек", ("city", "item", "place", "day"),
                PERSON, people(by_place=True), category_items, monthly=True),
        Measure("people_reached_city", "Благополучатели по дню первой услуги", "человек", _STATUS,
                PERSON, people(by_place=False), category_items),
        Measure("services_given", "Услуги по месту", "услуга", ("city", "item", "place", "day"),
                PERSON, services(by_place=True), category_items, monthly=True),
        Measure("services_given_city", "Услуги по дню", "услуга", _STATUS,
                PERSON, services(by_place=False), category_items),
    )
}  # fmt: skip

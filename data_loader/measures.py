"""The measures: what can be counted, each declared once.

A measure says what one unit is, which dimensions it fills, who owns its units and the SELECT that counts given owners. A load
counts the owners it touched before and after it writes, and appends the difference (`counting.py`); pages add up the results.
`OWNERS` says, for every registry table, how a touched row leads to owners.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from data_loader.schema import (
    EPOCH,
    NO_LAG,
    Txt,
    assignment,
    organisation,
    organisation_step,
    participant,
    participant_step,
    place,
    service,
    session,
)

if TYPE_CHECKING:
    from data_loader.programme import Programme

PROTECTABLE = ("people_reached", "people_reached_city", "services_given", "services_given_city")
FAR = date(9999, 12, 31)
"""The end of care that has no end."""


# --- keys of compound items -------------------------------------------------------------------------------------------


def join_item(*parts: str) -> str:
    """('iopu', 'submitted') -> 'iopu/submitted'; no key of a programme holds a '/'."""
    return "/".join(parts)


def split_item(item: str) -> tuple[str, ...]:
    return tuple(item.split("/"))


# --- days, the same on both databases -----------------------------------------------------------------------------------


class month_start(GenericFunction[date]):
    type = Date()
    inherit_cache = True


class next_day(GenericFunction[date]):
    type = Date()
    inherit_cache = True


class days_between(GenericFunction[int]):
    """days_between(later, earlier)"""

    type = Integer()
    inherit_cache = True


def _arguments(element: Any, compiler: Any, **kw: Any) -> list[str]:
    return [compiler.process(clause, **kw) for clause in element.clauses]


@compiles(month_start, "sqlite")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "(substr({0}, 1, 7) || '-01')".format(*_arguments(element, compiler, **kw))


@compiles(month_start, "postgresql")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "CAST(date_trunc('month', {0}) AS DATE)".format(*_arguments(element, compiler, **kw))


@compiles(next_day, "sqlite")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "date({0}, '+1 day')".format(*_arguments(element, compiler, **kw))


@compiles(next_day, "postgresql")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "({0} + 1)".format(*_arguments(element, compiler, **kw))


@compiles(days_between, "sqlite")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "CAST(julianday({0}) - julianday({1}) AS INTEGER)".format(*_arguments(element, compiler, **kw))


@compiles(days_between, "postgresql")
def _(element: Any, compiler: Any, **kw: Any) -> str:
    return "({0} - {1})".format(*_arguments(element, compiler, **kw))


# --- owners -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Owner:
    """Whose units are counted together. `leads[table]` selects the owners that touched rows of a table lead to."""

    key: str
    columns: tuple[str, ...]
    leads: dict[str, Callable[[FromClause], Select[Any]]]


def _own(*columns: str) -> Callable[[FromClause], Select[Any]]:
    return lambda touched: select(*(touched.c[name] for name in columns)).distinct()


def _cases_of_organisations(touched: FromClause) -> Select[Any]:
    cases = union(
        *(
            select(table.c.mentor, table.c.organisation).where(table.c.organisation.in_(select(touched.c.organisation)))
            for table in (assignment, session)
        )
    ).subquery()
    return select(cases.c.mentor, cases.c.organisation)


def _people_of_places(touched: FromClause) -> Select[Any]:
    return select(service.c.beneficiary).where(service.c.place.in_(select(touched.c.place))).distinct()


PARTICIPANT = Owner(
    "participant",
    ("participant",),
    {"participant": _own("participant"), "participant_step": _own("participant")},
)
ORGANISATION = Owner(
    "organisation",
    ("organisation",),
    {name: _own("organisation") for name in ("organisation", "organisation_step", "assignment")},
)
CASE = Owner(
    "case",
    ("mentor", "organisation"),
    {
        "assignment": _own("mentor", "organisation"),
        "session": _own("mentor", "organisation"),
        "organisation": _cases_of_organisations,
    },
)
PERSON = Owner("beneficiary", ("beneficiary",), {"service": _own("beneficiary"), "place": _people_of_places})
OWNERS = (PARTICIPANT, ORGANISATION, CASE, PERSON)

COUNTED_COLUMNS: dict[str, tuple[str, ...]] = {
    "organisation": ("city",),
    "place": ("city",),
    "participant": ("city", "cohort"),
    "participant_step": ("day",),
    "organisation_step": ("day",),
    "assignment": ("to_day",),
    "session": ("minutes",),
    "service": ("category", "quantity"),
}
"""Columns beside the natural key that counts depend on: a row that changed in others touches no owner."""

Owners = FromClause | None
"""The owners to count, as a table with the owner's columns; None counts everybody (a recount)."""


def _owned(table: FromClause, owners: Owners, columns: Sequence[str]) -> FromClause:
    if owners is None:
        return table
    return table.join(owners, and_(true(), *(table.c[name] == owners.c[name] for name in columns)))


# --- measures -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measure:
    """One thing that is counted. `select` gives one row per combination of dimensions: the dimensions and `count`."""

    key: str
    title: str
    unit: str
    dimensions: tuple[str, ...]
    owner: Owner
    select: Callable[[Programme, Owners], Select[Any]]
    items: Callable[[Programme], tuple[str, ...] | None] = lambda programme: ()
    """The items a programme allows, in its order; None where the data decide (mentors)."""
    monthly: bool = False
    """`day` is the first of a month."""
    running: bool = False
    """Changes of a level: read with day <= today unless a day is given."""
    current: bool = False
    """Describes today; never read with `until`."""

    @property
    def protected(self) -> bool:
        """May be protected by a programme's [disclosure]."""
        return self.key in PROTECTABLE


def _row(
    rows: FromClause | Subquery,
    count: ColumnElement[Any],
    *,
    city: ColumnElement[Any],
    cohort: ColumnElement[Any] | None = None,
    item: ColumnElement[Any] | None = None,
    place_: ColumnElement[Any] | None = None,
    day: ColumnElement[Any] | None = None,
    lag_days: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """Groups `rows` by the dimensions in use; the unused ones hold '', the epoch or -1."""
    used = {"city": city, "cohort": cohort, "item": item, "place": place_, "day": day, "lag_days": lag_days}
    grouped = [expression for expression in used.values() if expression is not None]
    columns = [(_UNUSED[name] if expression is None else expression).label(name) for name, expression in used.items()]
    return select(*columns, count.label("count")).select_from(rows).group_by(*grouped)


_UNUSED: dict[str, ColumnElement[Any]] = {
    "city": cast(literal(""), Txt),
    "cohort": cast(literal(""), Txt),
    "item": cast(literal(""), Txt),
    "place": cast(literal(""), Txt),
    "day": literal(EPOCH, Date),
    "lag_days": literal(NO_LAG, Integer),
}


def _ordered(*groups: tuple[str, Sequence[str]]) -> Subquery:
    """(track, keys in order) -> rows of track, step, position."""
    rows = [
        select(
            cast(literal(track), Txt).label("track"),
            cast(literal(key), Txt).label("step"),
            literal(position, Integer).label("position"),
        )
        for track, keys in groups
        for position, key in enumerate(keys)
    ]
    if not rows:
        rows = [
            select(
                cast(literal(""), Txt).label("track"), cast(literal(""), Txt).label("step"), literal(0).label("position")
            ).where(literal(False))
        ]
    return union_all(*rows).subquery()


@dataclass(frozen=True)
class Journey:
    """Who went which steps: one row per owner, track and step in `steps`, per owner, track and exit in `exits`.

    Columns: owner, track, city, cohort, step, position, day; a School has the one track ''.
    """

    steps: Subquery
    exits: Subquery
    order: Subquery
    with_track: bool

    def item(self, rows: FromClause, *keys: str) -> ColumnElement[Any]:
        names = ("track", *keys) if self.with_track else keys
        text: ColumnElement[Any] = rows.c[names[0]]
        for name in names[1:]:
            text = text + "/" + rows.c[name]
        return text


def _school(programme: Programme, owners: Owners, until: date | None = None) -> Journey:
    def rows(order: Subquery) -> Subquery:
        source = _owned(participant_step, owners, PARTICIPANT.columns)
        source = source.join(participant, participant.c.participant == participant_step.c.participant)
        source = source.join(order, order.c.step == participant_step.c.step)
        chosen = select(
            participant_step.c.participant.label("owner"),
            order.c.track,
            participant.c.city,
            participant.c.cohort,
            participant_step.c.step,
            order.c.position,
            participant_step.c.day,
        ).select_from(source)
        return (chosen if until is None else chosen.where(participant_step.c.day <= until)).subquery()

    order = _ordered(("", [step.key for step in programme.steps]))
    exits = _ordered(("", [exit_.key for exit_ in programme.school.exits]))
    return Journey(rows(order), rows(exits), order, with_track=False)


def _tracks(programme: Programme, owners: Owners, *, latest_attempt: bool) -> Journey:
    source = _owned(organisation_step, owners, ORGANISATION.columns)
    source = source.join(organisation, organisation.c.organisation == organisation_step.c.organisation)
    latest = func.max(organisation_step.c.attempt).over(
        partition_by=(organisation_step.c.organisation, organisation_step.c.track)
    )
    attempts = (
        select(
            organisation_step.c.organisation.label("owner"),
            organisation_step.c.track,
            organisation.c.city,
            cast(literal(""), Txt).label("cohort"),
            organisation_step.c.step,
            organisation_step.c.day,
            organisation_step.c.attempt,
            latest.label("latest"),
        )
        .select_from(source)
        .subquery()
    )

    def rows(order: Subquery) -> Subquery:
        known = attempts.join(order, and_(order.c.track == attempts.c.track, order.c.step == attempts.c.step))
        chosen = select(
            attempts.c.owner,
            attempts.c.track,
            attempts.c.city,
            attempts.c.cohort,
            attempts.c.step,
            order.c.position,
            attempts.c.day,
        ).select_from(known)
        return (chosen.where(attempts.c.attempt == attempts.c.latest) if latest_attempt else chosen).subquery()

    order = _ordered(*((track.key, [step.key for step in track.steps]) for track in programme.tracks))
    exits = _ordered(*((track.key, [exit_.key for exit_ in track.exits]) for track in programme.tracks))
    return Journey(rows(order), rows(exits), order, with_track=True)


Steps = Callable[["Programme", Owners], Journey]


def _reached(journey: Journey) -> Select[Any]:
    """Each owner once per step, on the first day it is on record."""
    steps = journey.steps
    first = (
        select(steps.c.owner, steps.c.track, steps.c.city, steps.c.cohort, steps.c.step, func.min(steps.c.day).label("day"))
        .group_by(steps.c.owner, steps.c.track, steps.c.city, steps.c.cohort, steps.c.step)
        .subquery()
    )
    return _by_journey(journey, first)


def _entered(journey: Journey) -> Select[Any]:
    """Each owner once per step that it or any later step is on record for, on the first such day."""
    steps, order = journey.steps, journey.order
    passed = steps.join(order, and_(order.c.track == steps.c.track, order.c.position <= steps.c.position))
    first = (
        select(steps.c.owner, steps.c.track, steps.c.city, steps.c.cohort, order.c.step, func.min(steps.c.day).label("day"))
        .select_from(passed)
        .group_by(steps.c.owner, steps.c.track, steps.c.city, steps.c.cohort, order.c.step)
        .subquery()
    )
    return _by_journey(journey, first)


def _furthest(journey: Journey) -> Subquery:
    """One row per owner and track: the furthest step, the day of arrival there, the last day of any step."""
    steps = journey.steps
    per_owner = (steps.c.owner, steps.c.track)
    ranked = select(
        steps,
        func.row_number().over(partition_by=per_owner, order_by=(steps.c.position.desc(), steps.c.day)).label("rank"),
        func.max(steps.c.day).over(partition_by=per_owner).label("last_day"),
    ).subquery()
    return select(ranked).where(ranked.c.rank == 1).subquery()


def _exit_in_force(journey: Journey) -> Subquery:
    """One row per owner and track with an exit: the last by date and order."""
    exits = journey.exits
    rank = func.row_number().over(
        partition_by=(exits.c.owner, exits.c.track), order_by=(exits.c.day.desc(), exits.c.position.desc())
    )
    ranked = select(exits, rank.label("rank")).subquery()
    return select(ranked).where(ranked.c.rank == 1).subquery()


def _left(journey: Journey) -> Select[Any]:
    """An exit that a later step follows does not count; on the same day the exit counts."""
    at, out = _furthest(journey), _exit_in_force(journey)
    joined = at.join(out, and_(out.c.owner == at.c.owner, out.c.track == at.c.track, out.c.day >= at.c.last_day))
    rows = (
        select(at.c.track, at.c.city, at.c.cohort, at.c.step, out.c.step.label("exit"), out.c.day).select_from(joined).subquery()
    )
    return _by_journey(journey, rows, "step", "exit")


def _staying(journey: Journey) -> Subquery:
    """One row per owner and track without an exit in force: the furthest step, its position, the day of arrival there."""
    at, out = _furthest(journey), _exit_in_force(journey)
    joined = at.outerjoin(out, and_(out.c.owner == at.c.owner, out.c.track == at.c.track, out.c.day >= at.c.last_day))
    columns = (at.c.owner, at.c.track, at.c.city, at.c.cohort, at.c.step, at.c.position, at.c.day)
    return select(*columns).select_from(joined).where(out.c.owner.is_(None)).subquery()


def _waiting(journey: Journey) -> Select[Any]:
    return _by_journey(journey, _staying(journey))


def participants_staying(programme: Programme, until: date | None = None) -> Subquery:
    """One row per participant who has not left, as the measure of those who wait counts them, by rows up to a day.

    Columns: owner (the participant), city, cohort, step, position (its place among the steps), day (of arrival there).
    """
    return _staying(_school(programme, None, until))


def _by_journey(journey: Journey, rows: Subquery, *keys: str) -> Select[Any]:
    item = journey.item(rows, *(keys or ("step",)))
    cohort = None if journey.with_track else rows.c.cohort
    return _row(rows, func.count(), city=rows.c.city, cohort=cohort, item=item, day=rows.c.day)


def _lag(programme: Programme, owners: Owners) -> Select[Any]:
    """Days from enrolment to each later step; a step dated before enrolment is a matter of data quality, not a lag."""
    steps = _school(programme, owners).steps
    start = _school(programme, owners).steps
    enrolment = [step.key for step in programme.steps].index(programme.enrolment.key)
    lag = days_between(steps.c.day, start.c.day)
    rows = (
        select(steps.c.city, steps.c.cohort, steps.c.step, month_start(steps.c.day).label("day"), lag.label("lag_days"))
        .select_from(steps.join(start, start.c.owner == steps.c.owner))
        .where(start.c.position == enrolment, steps.c.position > enrolment, steps.c.day >= start.c.day)
        .subquery()
    )
    return _row(
        rows, func.count(), city=rows.c.city, cohort=rows.c.cohort, item=rows.c.step, day=rows.c.day, lag_days=rows.c.lag_days
    )


def _registration(programme: Programme, owners: Owners) -> Subquery:
    """One row per registered organisation: its city and the first day it stood at the last step of any track."""
    steps = _tracks(programme, owners, latest_attempt=False).steps
    last = [and_(steps.c.track == track.key, steps.c.step == track.last_step.key) for track in programme.tracks]
    return (
        select(steps.c.owner, steps.c.city, func.min(steps.c.day).label("day"))
        .where(_any(last))
        .group_by(steps.c.owner, steps.c.city)
        .subquery()
    )


def _any(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = literal(False)
    for condition in conditions:
        found = found | condition
    return found


def _registered(programme: Programme, owners: Owners) -> Select[Any]:
    rows = _registration(programme, owners)
    return _row(rows, func.count(), city=rows.c.city, day=rows.c.day)


def _islands(intervals: Subquery, *owner: str) -> Subquery:
    """Overlapping intervals of an owner merged: one row per owner and stretch, with `from_day` and `to_day`."""
    columns = [intervals.c[name] for name in owner]
    within = {"partition_by": columns, "order_by": (intervals.c.from_day, intervals.c.to_day)}
    end_so_far = func.max(intervals.c.to_day).over(**within, rows=(None, -1))  # type: ignore[arg-type]
    marked = select(intervals, case((end_so_far >= intervals.c.from_day, 0), else_=1).label("starts")).subquery()
    number = func.sum(marked.c.starts).over(
        partition_by=[marked.c[name] for name in owner], order_by=(marked.c.from_day, marked.c.to_day), rows=(None, 0)
    )
    numbered = select(marked, number.label("stretch")).subquery()
    keys = [numbered.c[name] for name in owner]
    return (
        select(*keys, func.min(numbered.c.from_day).label("from_day"), func.max(numbered.c.to_day).label("to_day"))
        .group_by(*keys, numbered.c.stretch)
        .subquery()
    )


def _care(owners: Owners, columns: tuple[str, ...]) -> Select[Any]:
    return select(
        assignment.c.mentor,
        assignment.c.organisation,
        assignment.c.from_day,
        func.coalesce(assignment.c.to_day, literal(FAR, Date)).label("to_day"),
    ).select_from(_owned(assignment, owners, columns))


def _events(stretches: Subquery, *keep: str, sign: int) -> list[Select[Any]]:
    """A level as changes: `sign` at the start of each stretch, the opposite on the day after its end."""
    kept = [stretches.c[name] for name in keep]
    return [
        select(*kept, stretches.c.from_day.label("day"), literal(sign, Integer).label("change")),
        select(*kept, next_day(stretches.c.to_day).label("day"), literal(-sign, Integer).label("change")).where(
            stretches.c.to_day < literal(FAR, Date)
        ),
    ]


def _open_cases(programme: Programme, owners: Owners) -> Select[Any]:
    stretches = _islands(_care(owners, CASE.columns).subquery(), "mentor", "organisation")
    changes = union_all(*_events(stretches, "mentor", "organisation", sign=1)).subquery()
    rows = changes.join(organisation, organisation.c.organisation == changes.c.organisation)
    return _row(rows, func.sum(changes.c.change), city=organisation.c.city, item=changes.c.mentor, day=changes.c.day)


def _without_mentor(programme: Programme, owners: Owners) -> Select[Any]:
    care = _care(owners, ORGANISATION.columns).subquery()
    registered = _registration(programme, owners)
    covered = union_all(
        select(care.c.organisation, care.c.from_day, care.c.to_day),
        select(registered.c.owner, registered.c.day, literal(FAR, Date)),
    ).subquery()
    stretches = _islands(covered, "organisation")
    on_record = select(
        organisation.c.organisation, literal(EPOCH, Date).label("day"), literal(1, Integer).label("change")
    ).select_from(_owned(organisation, owners, ORGANISATION.columns))
    changes = union_all(on_record, *_events(stretches, "organisation", sign=-1)).subquery()
    rows = changes.join(organisation, organisation.c.organisation == changes.c.organisation)
    return _row(rows, func.sum(changes.c.change), city=organisation.c.city, day=changes.c.day)


def _sessions(unit: ColumnElement[Any]) -> Callable[[Programme, Owners], Select[Any]]:
    def counted(programme: Programme, owners: Owners) -> Select[Any]:
        rows = _owned(session, owners, CASE.columns)
        rows = rows.join(organisation, organisation.c.organisation == session.c.organisation)
        return _row(rows, unit, city=organisation.c.city, item=session.c.mentor, day=session.c.day)

    return counted


def _people(*, by_place: bool) -> Callable[[Programme, Owners], Select[Any]]:
    """Each person once, at the first service: the least (date, organisation, service, place)."""

    def counted(programme: Programme, owners: Owners) -> Select[Any]:
        given = _owned(service, owners, PERSON.columns)
        rank = func.row_number().over(
            partition_by=service.c.beneficiary,
            order_by=(service.c.day, service.c.organisation, service.c.service, service.c.place),
        )
        ranked = select(service.c.place, service.c.category, service.c.day, rank.label("rank")).select_from(given).subquery()
        first = select(ranked).where(ranked.c.rank == 1).subquery()
        return _at_places(first, func.count(), by_place=by_place)

    return counted


def _services(*, by_place: bool) -> Callable[[Programme, Owners], Select[Any]]:
    def counted(programme: Programme, owners: Owners) -> Select[Any]:
        rows = (
            select(service.c.place, service.c.category, service.c.day, service.c.quantity)
            .select_from(_owned(service, owners, PERSON.columns))
            .subquery()
        )
        return _at_places(rows, func.sum(rows.c.quantity), by_place=by_place)

    return counted


def _at_places(rows: Subquery, count: ColumnElement[Any], *, by_place: bool) -> Select[Any]:
    located = rows.join(place, place.c.place == rows.c.place)
    if by_place:
        return _row(located, count, city=place.c.city, item=rows.c.category, place_=rows.c.place, day=month_start(rows.c.day))
    return _row(located, count, city=place.c.city, item=rows.c.category, day=rows.c.day)


def _of_school(count: Callable[[Journey], Select[Any]]) -> Callable[[Programme, Owners], Select[Any]]:
    return lambda programme, owners: count(_school(programme, owners))


def _of_status(count: Callable[[Journey], Select[Any]], *, latest: bool = True) -> Callable[[Programme, Owners], Select[Any]]:
    return lambda programme, owners: count(_tracks(programme, owners, latest_attempt=latest))


def _school_items(programme: Programme) -> tuple[str, ...]:
    return tuple(step.key for step in programme.steps)


def _school_exit_items(programme: Programme) -> tuple[str, ...]:
    return tuple(join_item(step.key, e.key) for step in programme.steps for e in programme.school.exits)


def _track_items(programme: Programme) -> tuple[str, ...]:
    return tuple(join_item(track.key, step.key) for track in programme.tracks for step in track.steps)


def _track_exit_items(programme: Programme) -> tuple[str, ...]:
    return tuple(join_item(track.key, step.key, e.key) for track in programme.tracks for step in track.steps for e in track.exits)


def _category_items(programme: Programme) -> tuple[str, ...]:
    return tuple(category.key for category in programme.categories)


def _from_data(programme: Programme) -> None:
    return None


_SCHOOL = ("city", "cohort", "item", "day")
_STATUS = ("city", "item", "day")

MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure("participants_reached", "Участники с записью о шаге", "человек", _SCHOOL, PARTICIPANT,
                _of_school(_reached), _school_items),
        Measure("participants_entered", "Участники, вошедшие в шаг (этот или более поздний)", "человек", _SCHOOL, PARTICIPANT,
                _of_school(_entered), _school_items),
        Measure("participants_left", "Выбывшие участники по последнему шагу", "человек", _SCHOOL, PARTICIPANT,
                _of_school(_left), _school_exit_items),
        Measure("participants_waiting", "Участники, которые сейчас на этом шаге", "человек", _SCHOOL, PARTICIPANT,
                _of_school(_waiting), _school_items, current=True),
        Measure("lag_to_step", "Участники по числу дней от зачисления до шага", "человек", (*_SCHOOL, "lag_days"), PARTICIPANT,
                _lag, _school_items, monthly=True),
        Measure("organisations_reached", "Организации на шаге реестра", "организация", _STATUS, ORGANISATION,
                _of_status(_reached, latest=False), _track_items),
        Measure("organisations_registered", "Организации хотя бы в одном реестре", "организация", ("city", "day"),
                ORGANISATION, _registered),
        Measure("organisations_entered", "Организации, вошедшие в шаг (последняя попытка)", "организация", _STATUS,
                ORGANISATION, _of_status(_entered), _track_items),
        Measure("organisations_left", "Организации, получившие отказ, по последнему шагу", "организация", _STATUS,
                ORGANISATION, _of_status(_left), _track_exit_items),
        Measure("organisations_waiting", "Организации, которые сейчас на этом шаге", "организация", _STATUS,
                ORGANISATION, _of_status(_waiting), _track_items, current=True),
        Measure("open_cases", "Открытые дела наставника", "организация", _STATUS, CASE,
                _open_cases, _from_data, running=True),
        Measure("organisations_without_mentor", "Организации без наставника", "организация", ("city", "day"), ORGANISATION,
                _without_mentor, running=True),
        Measure("mentor_meetings", "Встречи наставников", "встреча", _STATUS, CASE, _sessions(func.count()), _from_data),
        Measure("mentoring_minutes", "Минуты наставничества", "минута", _STATUS, CASE,
                _sessions(func.sum(session.c.minutes)), _from_data),
        Measure("people_reached", "Благополучатели по месту первой услуги", "человек", ("city", "item", "place", "day"),
                PERSON, _people(by_place=True), _category_items, monthly=True),
        Measure("people_reached_city", "Благополучатели по дню первой услуги", "человек", _STATUS,
                PERSON, _people(by_place=False), _category_items),
        Measure("services_given", "Услуги по месту", "услуга", ("city", "item", "place", "day"),
                PERSON, _services(by_place=True), _category_items, monthly=True),
        Measure("services_given_city", "Услуги по дню", "услуга", _STATUS,
                PERSON, _services(by_place=False), _category_items),
    )
}  # fmt: skip

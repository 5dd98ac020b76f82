"""The four numbers that the programme is steered by, the row per city, and the message of the overview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from dashboard import formats
from dashboard.indicators import beneficiaries
from dashboard.indicators.cities import together
from dashboard.indicators.definition import Indicator, Progress, Share
from dashboard.indicators.message import Message, heaviest
from dashboard.indicators.table import Cell, Column, Table
from data_loader.programme import Attention, City, Programme, Track

RECENT_DAYS = 30
MONTHS_SHOWN = 12
HORIZON_DAYS = 365
"""A goal that is due later than this cannot lag yet."""

# --- definitions ------------------------------------------------------------------------------------------------------

ENROLLED = Indicator(
    key="participants_enrolled",
    title="Зачислено участников",
    unit="человек",
    what="Люди с записью о зачислении или о любом более позднем шаге, каждый один раз, в день первой такой записи. "
    "Кто потом выбыл, остаётся в числе.",
    formula="Число участников, вошедших в шаг, отмеченный в программе как зачисление",
    sheets=("Этапы", "Цели"),
    why="Видно, хватит ли участников до срока цели и в каком городе продолжать набор.",
    better="more",
    measures=("participants_entered",),
)
REGISTERED = Indicator(
    key="organisations_registered",
    title="Организаций в реестре",
    unit="организация",
    what="Организации, дошедшие до последнего шага хотя бы одного реестра, каждая один раз, в первый такой день.",
    formula="Число организаций с записью о последнем шаге реестра; по реестрам отдельно — рядом, "
    "организация из двух реестров есть в обоих числах",
    sheets=("Статус", "Цели"),
    why="Статус — итог программы для организации; цель программы считает оба реестра вместе.",
    better="more",
    measures=("organisations_registered", "organisations_reached"),
)
PEOPLE = next(indicator for indicator in beneficiaries.INDICATORS if indicator.key == "people_reached")
HOURS = Indicator(
    key="mentoring_hours",
    title="Часов наставников",
    unit="час",
    what="Часы всех записанных встреч наставников с организациями. С заявленными сравниваются часы последнего полного "
    "месяца, и только тех наставников, у кого заявленные часы известны.",
    formula="Сумма столбца «Часы»; за месяц — сумма часов : сумма «Часов в месяц»",
    sheets=("Встречи", "Наставники", "Цели"),
    why="Видно, идёт ли наставничество и хватает ли его.",
    better="more",
    kind="hours",
    measures=("mentoring_minutes",),
)
STANDING = Indicator(
    key="participants_standing",
    title="Стоят на шаге",
    unit="человек",
    what="Люди, которые не выбыли и у которых давно нет следующего шага: дольше порога ожидания, который задаёт "
    "программа (обычно 30 дней). Кто дошёл до последнего шага, не считается.",
    formula="Число участников на шаге, кроме последнего, если со дня прихода на него прошло дней больше порога",
    sheets=("Этапы",),
    why="Этим людям пора позвонить: чем дольше пауза, тем реже возвращаются.",
    better="less",
    measures=("participants_waiting",),
)
INDICATORS = (ENROLLED, REGISTERED, PEOPLE, HOURS, STANDING)

# --- the four numbers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Goal:
    value: float
    due_on: date


@dataclass(frozen=True)
class Number:
    """One of the four numbers as on `until`: with its goal and what happened lately."""

    indicator: Indicator
    value: float
    goal: Goal | None
    recent: float
    """What the last 30 days added."""
    months: tuple[tuple[date, float], ...]
    """First day and count of each of the last twelve months, the oldest first; the last may be incomplete."""
    reached_on: date | None
    """The day the goal was reached; None while it is not."""
    until: date
    no_goal: str = "Цель не задана"
    """What is said where there is no goal."""
    missing: str = ""
    """Why there is nothing to count, where nothing was ever recorded: then the value is unknown, not 0."""

    @property
    def progress(self) -> Progress:
        return Progress(self.value, self.goal.value if self.goal else None)

    @property
    def days_left(self) -> int:
        """Days to the due date; negative when it is past, 0 without a goal."""
        return (self.goal.due_on - self.until).days if self.goal else 0

    def is_behind(self, attention: Attention) -> bool:
        return is_behind(self.value, self.goal, self.until, attention)


def is_behind(value: float, goal: Goal | None, until: date, attention: Attention) -> bool:
    """Below the programme's share of a goal that is due within a year, or not there when the goal fell due."""
    if goal is None or value >= goal.value:
        return False
    left = (goal.due_on - until).days
    return left < 0 or (left <= HORIZON_DAYS and value < attention.goal_share * goal.value)


def number(
    indicator: Indicator,
    days: pd.DataFrame,
    goal: Goal | None,
    until: date,
    *,
    per_unit: int = 1,
    no_goal: str = "Цель не задана",
    missing: str = "",
) -> Number:
    """`days`: one row per day (columns day, count) up to `until`; `per_unit` counts make one unit (60 minutes an hour)."""
    by_day = _daily(days, until)
    since = pd.Timestamp(until - timedelta(days=RECENT_DAYS - 1))
    return Number(
        indicator=indicator,
        value=_units(int(by_day.sum()), per_unit),
        goal=goal,
        recent=_units(int(by_day[by_day.index >= since].sum()), per_unit),
        months=tuple((first, _units(_in_month(by_day, first), per_unit)) for first in last_months(until)),
        reached_on=_reached_on(by_day, goal, per_unit),
        until=until,
        no_goal=no_goal,
        missing=missing,
    )


def _daily(days: pd.DataFrame, until: date) -> pd.Series[int]:
    """Counts by day, in order, up to `until`."""
    counted: pd.Series[int] = days.groupby("day")["count"].sum().sort_index()
    return counted[counted.index <= pd.Timestamp(until)]


def _units(count: int, per_unit: int) -> float:
    return count if per_unit == 1 else count / per_unit


def last_months(until: date, number_of: int = MONTHS_SHOWN) -> list[date]:
    """First days of the last months up to and with that of `until`, the oldest first."""
    last = until.year * 12 + until.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - number_of + 1, last + 1)]


def _in_month(by_day: pd.Series[int], first: date) -> int:
    after = (first + timedelta(days=32)).replace(day=1)
    return int(by_day[(by_day.index >= pd.Timestamp(first)) & (by_day.index < pd.Timestamp(after))].sum())


def _reached_on(by_day: pd.Series[int], goal: Goal | None, per_unit: int) -> date | None:
    """The first day from which the goal is held to the end: a count that fell below again does not count."""
    if goal is None or by_day.empty:
        return None
    held = by_day.cumsum() >= goal.value * per_unit
    if not held.iloc[-1]:
        return None
    below = held[~held]
    first = held.index[0] if below.empty else held.index[held.index > below.index[-1]][0]
    return pd.Timestamp(first).date()


# --- what a number says about itself ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """One sentence of fact: the strong words first. `act`: somebody must act here."""

    strong: str
    rest: str = ""
    act: bool = False
    apart: bool = False
    """Begins on a line of its own."""


@dataclass(frozen=True)
class Kpi:
    """A number as it stands on the screen."""

    title: str
    number: Number
    said: tuple[Said, ...]
    unit_after_goal: str = ""
    all_cohorts: bool = False
    """The view asks for some cohorts, and this number knows none."""


def goal_said(number: Number, attention: Attention) -> Said:
    """«Не хватает 29. До 31 декабря остался 61 день», «Цель достигнута в июле 2026 г.», «Цель не задана»."""
    if number.goal is None:
        return Said("", number.no_goal)
    if number.progress.reached:
        when = formats.in_month(number.reached_on, year=True) if number.reached_on else ""
        return Said("Цель достигнута", when)
    lacking = f"Не хватает {formats.number(number.progress.missing)}."
    return Said(lacking, time_left(number), act=number.is_behind(attention))


def time_left(number: Number) -> str:
    """«До 31 декабря остался 61 день»; the year is named when it is not the one on screen."""
    if number.goal is None:
        return ""
    due, left = number.goal.due_on, number.days_left
    named = formats.short_day(due) if due.year == number.until.year else formats.day(due)
    if left < 0:
        return f"Срок прошёл {named}"
    if left == 0:
        return "Срок — сегодня"
    return f"До {named} {formats.plural(left, 'остался', 'осталось', 'осталось')} {formats.counted(left, *formats.DAYS)}"


def registered_said(number: Number, tracks: Sequence[tuple[str, int]], attention: Attention) -> tuple[Said, ...]:
    """The goal, then the split by register: `tracks` are short names with their counts."""
    split = ", ".join(f"{name}{formats.NBSP}— {formats.number(count)}" for name, count in tracks)
    about_goal = goal_said(number, attention)
    if number.goal is None or not split:
        return (about_goal, Said("", formats.capital(split), apart=True)) if split else (about_goal,)
    if not number.progress.reached:
        about_goal = Said(about_goal.strong, "", about_goal.act)
    return about_goal, Said("", formats.capital(split), apart=True)


def short_names(tracks: Sequence[Track]) -> list[str]:
    """Names without a first word that all of them share: «Реестр ИОПУ», «Реестр поставщиков» -> «ИОПУ», «поставщиков»."""
    first = {track.name.split()[0] for track in tracks}
    shared = len(tracks) > 1 and len(first) == 1 and all(len(track.name.split()) > 1 for track in tracks)
    return [track.name.split(maxsplit=1)[1] if shared else track.name for track in tracks]


@dataclass(frozen=True)
class MonthOfMentoring:
    """Hours of one whole month against what was declared; only mentors whose declaration is known."""

    month: date
    hours: float
    declared: float
    unknown: int
    """Mentors whose declared hours are not known."""

    def is_behind(self, attention: Attention) -> bool:
        return self.hours < attention.goal_share * self.declared


def month_of_mentoring(month: date, minutes: Mapping[str, int], declared: Mapping[str, float | None]) -> MonthOfMentoring | None:
    """`minutes` of the month and `declared` hours a month, by mentor; None when nobody declared any."""
    known = {mentor: hours for mentor, hours in declared.items() if hours}
    if not known:
        return None
    spent = sum(count for mentor, count in minutes.items() if mentor in known)
    unknown = sum(1 for hours in declared.values() if hours is None)
    return MonthOfMentoring(month, spent / 60, sum(known.values()), unknown)


def hours_said(number: Number, month: MonthOfMentoring | None, attention: Attention) -> tuple[Said, ...]:
    """«В октябре 1 из 200 заявленных часов. Цель не задана»."""
    about_goal = goal_said(number, attention)
    if month is None:
        return (about_goal,)
    when = formats.in_month(month.month)
    of = f"{formats.capital(when)} {formats.out_of(month.hours, month.declared)}"
    if month.hours > month.declared:
        at = f"при{formats.NBSP}{formats.number(month.declared)}"
        return Said(f"{formats.capital(when)} {formats.counted(month.hours, *formats.HOURS)}", f"{at} заявленных."), about_goal
    word = formats.plural(month.declared, "заявленного часа", "заявленных часов", "заявленных часов")
    return Said(of, f"{word}.", act=month.is_behind(attention)), about_goal


# --- a row per city ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CityRow:
    """One city: how many entered each step of the School, and what became of it. None: not part of this view."""

    key: str
    name: str
    steps: tuple[int, ...]
    enrolled: int
    goal: Goal | None
    standing: int | None
    registered: int | None
    people: int | None
    is_behind: bool = False
    has_many_standing: bool = False
    """More than the mean of all cities: the place to begin."""
    drop: int | None = None
    """The step with the steepest drop of all, when it is here."""


@dataclass(frozen=True)
class CityRows:
    """The rows in the programme's order, and their sum (None for a single city)."""

    rows: tuple[CityRow, ...]
    total: CityRow | None
    steps: tuple[str, ...]
    is_part: tuple[bool, ...]
    register: str
    waiting_days: int

    @property
    def highest(self) -> int:
        """The largest count of a step in a city: the top of the common scale."""
        return max((count for row in self.rows for count in row.steps), default=0)

    @property
    def drop(self) -> tuple[CityRow, str] | None:
        """The city and the name of the step with the steepest drop."""
        return next(((row, self.steps[row.drop]) for row in self.rows if row.drop is not None), None)


@dataclass(frozen=True)
class CityCounts:
    """Counts of all cities of the programme by city key. `standing`, `registered` and `people` may not be part of the view."""

    entered: Mapping[tuple[str, str], int]
    """By city and step."""
    standing: Mapping[str, int] | None
    registered: Mapping[str, int] | None
    people: Mapping[str, int] | None
    goals: Mapping[str, Goal]


def city_rows(counts: CityCounts, programme: Programme, shown: Sequence[str], until: date) -> CityRows:
    """Rows of the cities `shown`; what stands out is measured against all cities of the programme."""
    everywhere = [_row(city, counts, programme, until) for city in programme.cities]
    dropped = steepest_drop(everywhere, programme)
    rows = tuple(_marked(row, everywhere, dropped) for row in everywhere if row.key in shown)
    return CityRows(
        rows=rows,
        total=_sum_of(rows, programme) if len(rows) > 1 else None,
        steps=tuple(step.name for step in programme.steps),
        is_part=tuple(step.part for step in programme.steps),
        register=programme.tracks[0].name if programme.tracks else "",
        waiting_days=programme.attention.waiting_days,
    )


def _row(city: City, counts: CityCounts, programme: Programme, until: date) -> CityRow:
    enrolled = counts.entered.get((city.key, programme.enrolment.key), 0)
    goal = counts.goals.get(city.key)
    return CityRow(
        key=city.key,
        name=city.name,
        steps=tuple(counts.entered.get((city.key, step.key), 0) for step in programme.steps),
        enrolled=enrolled,
        goal=goal,
        standing=_of(counts.standing, city.key),
        registered=_of(counts.registered, city.key),
        people=_of(counts.people, city.key),
        is_behind=is_behind(enrolled, goal, until, programme.attention),
    )


def _of(counts: Mapping[str, int] | None, city: str) -> int | None:
    return None if counts is None else counts.get(city, 0)


def _marked(row: CityRow, everywhere: Sequence[CityRow], dropped: tuple[str, int] | None) -> CityRow:
    standing = sum(other.standing or 0 for other in everywhere)
    return replace(
        row,
        has_many_standing=(row.standing or 0) * len(everywhere) > standing,
        drop=dropped[1] if dropped and dropped[0] == row.key else None,
    )


def _sum_of(rows: Sequence[CityRow], programme: Programme) -> CityRow:
    goals = [row.goal for row in rows if row.goal is not None]
    whole = len(goals) == len(rows)
    return CityRow(
        key="",
        name=together(len(rows), programme),
        steps=tuple(sum(column) for column in zip(*(row.steps for row in rows), strict=True)),
        enrolled=sum(row.enrolled for row in rows),
        goal=Goal(sum(goal.value for goal in goals), max(goal.due_on for goal in goals)) if whole else None,
        standing=_total([row.standing for row in rows]),
        registered=_total([row.registered for row in rows]),
        people=_total([row.people for row in rows]),
    )


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def steepest_drop(rows: Sequence[CityRow], programme: Programme) -> tuple[str, int] | None:
    """City and index of the step that keeps the least of the step before: over the programme's points below all cities.

    Steps that fewer than ten people could enter are left out: there one person is already ten points.
    """
    found: list[tuple[float, str, int]] = []
    for step in range(1, len(programme.steps)):
        everywhere = Share(sum(row.steps[step] for row in rows), sum(row.steps[step - 1] for row in rows))
        for row in rows:
            kept = Share(row.steps[step], row.steps[step - 1])
            if kept.denominator < formats.SMALL_GROUP or kept.points_below(everywhere) <= programme.attention.points_behind:
                continue
            found.append((kept.numerator / kept.denominator, row.key, step))
    if not found:
        return None
    _, city, at = min(found)
    return city, at


def standing_by_city(waiting: pd.DataFrame, programme: Programme, today: date) -> dict[str, int]:
    """`waiting`: one row per city, item (step) and day of arrival; counts those over the programme's waiting days."""
    since = pd.Timestamp(today - timedelta(days=programme.attention.waiting_days))
    late = waiting[(waiting["day"] < since) & (waiting["item"] != programme.steps[-1].key)]
    return {str(city): int(count) for city, count in late.groupby("city")["count"].sum().items()}


# --- tables -----------------------------------------------------------------------------------------------------------


def cities_table(found: CityRows) -> Table:
    """One row per city, and the total."""
    optional: list[tuple[str, Callable[[CityRow], Cell]]] = [
        (f"Стоят дольше {formats.days_genitive(found.waiting_days)}", lambda row: row.standing),
        (found.register, lambda row: row.registered),
        ("Благополучателей", lambda row: row.people),
    ]
    every = [*found.rows, *([found.total] if found.total else [])]
    used = [(title, value) for title, value in optional if any(value(row) is not None for row in every)]
    titles = ["Цель по зачислению", *found.steps, *(title for title, _ in used)]
    rows: list[tuple[Cell, ...]] = [
        (row.name, row.goal.value if row.goal else None, *row.steps, *(value(row) for _, value in used)) for row in every
    ]
    columns = (Column("Город"), *(Column(title, numeric=True) for title in titles))
    return Table(columns, tuple(rows), sums=1 if found.total else 0)


def numbers_table(numbers: Sequence[Number]) -> Table:
    """One row per number: value, goal, the last 30 days, twelve months."""
    months = [first for first, _ in numbers[0].months] if numbers else []
    titles = ["Всего", "Цель", "К дате", "За 30 дней", *(f"{formats.short_month(m)} {m.year}" for m in months)]
    rows: list[tuple[Cell, ...]] = [
        (
            found.indicator.title,
            None if found.missing else _plain(found.value),
            found.goal.value if found.goal else "не задана",
            found.goal.due_on if found.goal else "—",
            *(None if found.missing else _plain(count) for count in (found.recent, *(count for _, count in found.months))),
        )
        for found in numbers
    ]
    return Table((Column("Показатель"), *(Column(title, numeric=True) for title in titles)), tuple(rows))


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 2)


# --- the message of the page ------------------------------------------------------------------------------------------

_LAGGING = {
    ENROLLED.key: ("набор", formats.PARTICIPANTS),
    REGISTERED.key: ("реестр", formats.ORGANISATIONS),
    PEOPLE.key: ("помощь людям", formats.BENEFICIARIES),
    HOURS.key: ("работа наставников", formats.HOURS),
}
_DATIVE = ("человеку", "людям", "людям")


@dataclass(frozen=True)
class _Standing:
    """What the rules look at: the numbers, those whose goal is reached, those whose goal lags."""

    numbers: Sequence[Number]
    done: Sequence[Number]
    behind: Sequence[Number]


Rule = Callable[[_Standing], Message | None]


def message(numbers: Sequence[Number], programme: Programme, *, about: str = "") -> Message:
    """The one sentence the overview says first; `about` names a part of the programme («Ишим, поток 2026-1»), if it is one."""
    numbers = [found for found in numbers if not found.missing]
    standing = _Standing(numbers, _reached(numbers), _lagging(numbers, programme.attention))
    found = heaviest([_NOTHING, *(rule(standing) for rule in RULES)])
    if not about:
        return found
    told = found.text.replace(": ", f"{formats.NBSP}— ", 1)
    return Message(found.weight, f"{formats.capital(about)}: {told[:1].lower()}{told[1:]}", found.key)


_NOTHING = Message(0, "За выбранное время записей нет", "nothing")


def _done_and_behind(s: _Standing) -> Message | None:
    """«Помогли 1 150 людям — больше, чем обещали. Отстаёт реестр: 11 организаций из 25»."""
    if not s.done or not s.behind:
        return None
    return Message(60, f"{_promised(s.done[0])}. {_lag(s.behind)}", "done and behind")


def _overdue(s: _Standing) -> Message | None:
    """A goal whose day is past, while no other goal was reached."""
    late = [(found, found.goal) for found in s.behind if found.goal and found.days_left < 0]
    if not late:
        return None
    found, goal = late[0]
    return Message(50, f"Срок прошёл {formats.day(goal.due_on)}, цель не достигнута: {_of_goal(found)}", "overdue")


def _behind(s: _Standing) -> Message | None:
    return Message(40, _lag(s.behind), "behind") if s.behind else None


def _all_done(s: _Standing) -> Message | None:
    goals = [found for found in s.numbers if found.goal]
    if len(goals) < 2 or len(s.done) < len(goals):
        return None
    said = formats.listed([_of_goal(found) for found in goals])
    return Message(35, f"{'Обе' if len(goals) == 2 else 'Все'} цели достигнуты: {said}", "all done")


def _done(s: _Standing) -> Message | None:
    return Message(30, _promised(s.done[0]), "done") if s.done else None


def _on_the_way(s: _Standing) -> Message | None:
    """Goals are set, none is reached, none lags."""
    goals = [found for found in s.numbers if found.goal and found.value]
    if not goals:
        return None
    facts = [f"{_fact(found)} из{formats.NBSP}{_goal_of(found)}" for found in goals[:2]]
    return Message(20, formats.capital("; ".join(facts)), "on the way")


def _counted(s: _Standing) -> Message | None:
    known = [found for found in s.numbers if found.value]
    return Message(10, formats.capital("; ".join(_fact(found) for found in known[:3])), "counted") if known else None


RULES: tuple[Rule, ...] = (_done_and_behind, _overdue, _behind, _all_done, _done, _on_the_way, _counted)


def _reached(numbers: Sequence[Number]) -> list[Number]:
    """Goals that are reached, people helped before everything else."""
    done = [found for found in numbers if found.progress.reached]
    return sorted(done, key=lambda found: found.indicator.key != PEOPLE.key)


def _lagging(numbers: Sequence[Number], attention: Attention) -> list[Number]:
    """Goals that lag, the least fulfilled first."""
    return sorted((found for found in numbers if found.is_behind(attention)), key=lambda found: found.progress.filled)


def _promised(found: Number) -> str:
    more = "больше, чем обещали" if found.progress.tick is not None else "столько, сколько обещали"
    return f"{formats.capital(_fact(found))} — {more}"


def _lag(behind: Sequence[Number]) -> str:
    names = formats.listed([_LAGGING[found.indicator.key][0] for found in behind[:2]])
    facts = formats.listed([_of_goal(found) for found in behind[:2]])
    return f"{'Отстают' if len(behind) > 1 else 'Отстаёт'} {names}: {facts}"


def _of_goal(found: Number) -> str:
    """«11 организаций из 25»."""
    counted = formats.counted(found.value, *_LAGGING[found.indicator.key][1])
    return f"{counted} из{formats.NBSP}{_goal_of(found)}"


def _goal_of(found: Number) -> str:
    return formats.number(found.goal.value if found.goal else 0)


def _fact(found: Number) -> str:
    """«зачислено 120 участников», «помогли 1 150 людям»."""
    value = found.value
    if found.indicator.key == ENROLLED.key:
        verb = formats.plural(value, "зачислен", "зачислены", "зачислено")
        return f"{verb} {formats.counted(value, *formats.PARTICIPANTS)}"
    if found.indicator.key == REGISTERED.key:
        return f"в{formats.NBSP}реестре {formats.counted(value, *formats.ORGANISATIONS)}"
    if found.indicator.key == PEOPLE.key:
        return f"помогли {formats.counted(value, *_DATIVE)}"
    return f"наставники провели {formats.counted(value, *formats.HOURS)}"

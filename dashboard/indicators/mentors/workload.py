"""The mentors' workload: open cases by state, hours against declared capacity, hours by week, days without a contact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.filters import end_of_month
from dashboard.indicators.cities import together
from dashboard.indicators.definition import Indicator
from dashboard.indicators.message import Message, heaviest
from dashboard.indicators.table import Cell, Column, Table
from data_loader.programme import Programme

WEEKS = 53
MONTHS = 12
_LEVELS = (0.0, 1.0, 2.0, 3.0, 4.0)
"""Hours above which a week takes the next step of the sequential scale."""

# --- definitions ------------------------------------------------------------------------------------------------------

LOAD = Indicator(
    key="mentor_load",
    title="Нагрузка наставника",
    unit="час",
    what="Часы встреч наставника за месяц рядом с заявленными. Не заявленные часы — «нет данных», а не ноль.",
    formula="Сумма столбца «Часы» за месяц; заявлено — «Часов в месяц»",
    sheets=("Встречи", "Наставники"),
    why="Видно, кто перегружен, а кто мог бы взять ещё дело.",
    kind="hours",
    measures=("mentoring_minutes",),
)
CASES = Indicator(
    key="open_cases",
    title="Открытые дела",
    unit="организация",
    what="Организации, закреплённые за наставником в этот день. Дела, где ход за органом, наставнику не в упрёк.",
    formula="Закрепления, действующие в этот день; пересекающиеся — одно дело",
    sheets=("Закрепления", "Встречи", "Статус"),
    why="Показывает, каким организациям давно никто не звонил.",
    measures=("open_cases",),
)
SILENCE = Indicator(
    key="days_without_contact",
    title="Дней без контакта",
    unit="день",
    what="Сколько дней прошло с последней записанной встречи наставника с любой организацией.",
    formula="День показа − день последней встречи",
    sheets=("Встречи",),
    why="Долгое молчание — повод спросить наставника.",
    better="less",
    kind="days",
    measures=("mentor_meetings",),
)
WITHOUT = Indicator(
    key="organisations_without_mentor",
    title="Организации без наставника",
    unit="организация",
    what="Организации на учёте, которые ни за кем не закреплены и ещё не в реестре.",
    formula="Все организации − закреплённые − вошедшие в реестр",
    sheets=("Организации", "Закрепления", "Статус"),
    why="Этим организациям некому помочь с документами.",
    better="less",
    measures=("organisations_without_mentor",),
)
INDICATORS = (LOAD, CASES, SILENCE, WITHOUT)


# --- values -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mentor:
    """One mentor on one day. `declared` is None where no hours were declared; `silent_days` None without any meeting."""

    key: str
    name: str
    late: int
    waiting: int
    in_touch: int
    hours: float
    mean: float
    declared: float | None
    silent_days: int | None
    weeks: tuple[float, ...]

    @property
    def cases(self) -> int:
        return self.late + self.waiting + self.in_touch

    @property
    def is_over(self) -> bool:
        return self.declared is not None and self.hours > self.declared


@dataclass(frozen=True)
class Workload:
    """All mentors, the most urgent first; `month` is the one chosen, `day` the last one shown.

    `here`: «в этом городе» where cases and hours are only those of chosen cities; capacity is always that of all.
    """

    mentors: tuple[Mentor, ...]
    month: date
    day: date
    months: tuple[tuple[date, float], ...]
    """Hours of all mentors in the last twelve months, the chosen one last."""
    cases_known: bool = True
    """Whether any case was ever recorded by that day: else nobody can say who is free."""
    here: str = ""

    @property
    def hours(self) -> float:
        return self.months[-1][1]

    @property
    def scale(self) -> float:
        """The longest track: the largest declaration or month, but a month no more than twice the largest declaration."""
        declared = max((m.declared for m in self.mentors if m.declared), default=0.0)
        hours = max((m.hours for m in self.mentors), default=0.0)
        mean = max((m.mean for m in self.mentors), default=0.0)
        return (max(declared, min(hours, 2 * declared)) if declared else max(hours, mean)) or 1.0

    @property
    def first_week(self) -> date:
        return monday(self.day) - timedelta(weeks=WEEKS - 1)


def last_day(month: date, today: date) -> date:
    """The last day of a month, or today in the month of today."""
    return min(end_of_month(month), today)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def workload(
    known: pd.DataFrame,
    cases: pd.DataFrame,
    minutes: pd.DataFrame,
    month: date,
    day: date,
    programme: Programme,
    *,
    cases_known: bool = True,
    here: str = "",
) -> Workload:
    """`known`: one row per mentor (mentor, name, declared); `cases`: one per open case (mentor, last, authority);
    `minutes`: per item (the mentor) and day, up to `day`.
    """
    days = minutes.assign(date=[stamp.date() for stamp in minutes["day"]])
    made = [_mentor(row, cases, days, month, day, programme) for row in known.to_dict("records")]
    made.sort(key=lambda m: (-(m.late > 0), -m.late, -(m.silent_days or 0) if m.cases else 0, m.name))
    made.sort(key=lambda m: not m.cases)
    return Workload(tuple(made), month, day, tuple((m, _hours_in(days, m)) for m in _months(month)), cases_known, here)


def _months(month: date) -> list[date]:
    found = [month]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def _hours_in(days: pd.DataFrame, month: date) -> float:
    own = [n for d, n in zip(days["date"], days["count"], strict=True) if (d.year, d.month) == (month.year, month.month)]
    return float(sum(own)) / 60


def _mentor(
    row: Mapping[Any, Any], cases: pd.DataFrame, days: pd.DataFrame, month: date, day: date, programme: Programme
) -> Mentor:
    own = days[days["item"] == row["mentor"]]
    mine = cases[cases["mentor"] == row["mentor"]]
    authority = int(mine["authority"].sum()) if len(mine) else 0
    term = programme.attention.waiting_days
    late = sum(1 for last, theirs in zip(mine["last"], mine["authority"], strict=True) if not theirs and (day - last).days > term)
    months = _months(month)
    declared = row["declared"]
    silent = (day - max(own["date"])).days if len(own) else None
    return Mentor(
        key=str(row["mentor"]),
        name=str(row["name"]),
        late=late,
        waiting=authority,
        in_touch=len(mine) - authority - late,
        hours=_hours_in(own, month),
        mean=sum(_hours_in(own, m) for m in months) / len(months),
        declared=None if pd.isna(declared) else float(declared),
        silent_days=silent,
        weeks=_weeks(own, day),
    )


def _weeks(own: pd.DataFrame, day: date) -> tuple[float, ...]:
    first = monday(day) - timedelta(weeks=WEEKS - 1)
    hours = [0.0] * WEEKS
    for when, count in zip(own["date"], own["count"], strict=True):
        if first <= when <= day:
            hours[(when - first).days // 7] += count / 60
    return tuple(hours)


def level(hours: float) -> int:
    """Step of the sequential scale for the hours of a week, 0 (none) to 5 (more than four)."""
    return sum(hours > bound for bound in _LEVELS)


# --- organisations without a mentor --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CityWithout:
    """Organisations of a city without a mentor, of all its organisations; `with_people`: of these, with people who learn."""

    name: str
    without: int
    with_people: int
    organisations: int


def without_mentor(
    counted: Mapping[str, int], listed: pd.DataFrame, organisations: Mapping[str, int], cities: Sequence[tuple[str, str]]
) -> tuple[CityWithout, ...]:
    """`counted`: the measure by city; `listed`: the organisations by name (city, learning)."""
    learning = listed[listed["learning"] > 0].groupby("city").size().to_dict()
    return tuple(
        CityWithout(name, counted.get(key, 0), int(learning.get(key, 0)), organisations.get(key, 0)) for key, name in cities
    )


# --- the message ----------------------------------------------------------------------------------------------------------------

_ALMOST_NOTHING = 0.1
_MUCH_LESS = 0.5
_LEAST_HOURS = 5.0


def message(found: Workload, programme: Programme) -> Message:
    """What the workload says first."""
    rules: tuple[Callable[[Workload, Programme], Message | None], ...] = (
        _nobody,
        _overload,
        _fewer_meetings,
        _silent,
        _no_meetings,
        _neutral,
    )
    return heaviest(rule(found, programme) for rule in rules)


def _nobody(found: Workload, programme: Programme) -> Message | None:
    return None if found.mentors else Message(100, "Наставников в данных ещё нет", "nobody")


def _overload(found: Workload, programme: Programme) -> Message | None:
    over = [m for m in found.mentors if m.is_over]
    if not over:
        return None
    most = max(over, key=lambda m: m.hours / (m.declared or 1.0))
    when = formats.in_month(found.month)
    declared = f"{formats.number(most.declared or 0)} {formats.plural(most.declared or 0, *formats.AT_DECLARED)}"
    hours = formats.counted(most.hours, *formats.HOURS)
    text = f"Перегрузка {when}: {formats.unbroken(most.name)}, {hours} при{formats.NBSP}{declared}"
    if len(over) > 1:
        text += f"; и{formats.NBSP}ещё у{formats.NBSP}{formats.number_word(len(over) - 1, 'gen')}"
    return Message(30, text, "overload")


def _fewer_meetings(found: Workload, programme: Programme) -> Message | None:
    """The chosen month against the best of the eleven before; an unfinished month is not compared."""
    before = max(found.months[:-1], key=lambda one: one[1])
    finished = found.day == end_of_month(found.month)
    if not finished or before[1] < _LEAST_HOURS or found.hours > _MUCH_LESS * before[1]:
        return None
    now, then = (formats.counted(hours, *formats.HOURS) for hours in (found.hours, before[1]))
    when = formats.in_month(before[0], year=before[0].year != found.month.year)
    if not found.hours:
        text = f"По записям {formats.in_month(found.month)}{_here(found)} ни одной встречи; {when} было {then}"
        return Message(25, text, "fewer meetings")
    what = "наставники почти перестали встречаться с организациями"
    if found.hours > _ALMOST_NOTHING * before[1]:
        what = "встреч с организациями стало меньше"
    return Message(
        25, f"По записям {what}{_here(found)}: {when} {then}, {formats.in_month(found.month)} — {now}", "fewer meetings"
    )


def _here(found: Workload) -> str:
    return f" {found.here}" if found.here else ""


def _silent(found: Workload, programme: Programme) -> Message | None:
    own = sum(m.late + m.in_touch for m in found.mentors)
    late = sum(m.late for m in found.mentors)
    if not own or late * 2 < own:
        return None
    days = formats.days_genitive(programme.attention.waiting_days)
    text = f"{in_cases(late, own)}{_here(found)}, где ход за наставником, контакта не было больше {days}"
    return Message(15, text, "silent")


def in_cases(some: int, own: int) -> str:
    """«В 23 из 24 дел», «В каждом из 24 дел», «В единственном деле»."""
    cases = formats.plural(own, "дела", "дел", "дел")
    if some < own:
        return f"В{formats.NBSP}{formats.out_of(some, own)} {cases}"
    return "В единственном деле" if own == 1 else f"В каждом из{formats.NBSP}{formats.number(own)} {cases}"


def _no_meetings(found: Workload, programme: Programme) -> Message | None:
    if any(hours for _, hours in found.months):
        return None
    return Message(10, "За последние 12 месяцев ни одной встречи не записано", "no meetings")


def _neutral(found: Workload, programme: Programme) -> Message | None:
    cases = sum(m.cases for m in found.mentors)
    facts = [f"{formats.counted(found.hours, *formats.HOURS)} встреч" if found.hours else "ни одной встречи"]
    if found.cases_known:
        facts.append(formats.counted(cases, "открытое дело", "открытых дела", "открытых дел") if cases else "ни одного дела")
    when = formats.capital(formats.in_month(found.month))
    return Message(0, f"{when} у{formats.NBSP}наставников{_here(found)} {formats.listed(facts)}", "neutral")


# --- table twins ------------------------------------------------------------------------------------------------------------------


def workload_table(found: Workload) -> Table:
    here = _here(found)
    titles = (
        f"Открытых дел{here}",
        "Контакта давно не было",
        "Ход за органом",
        f"Часов за месяц{here}",
        "Заявлено",
        "В среднем за 12 мес.",
        f"Дней без контакта{here}",
    )
    columns = (Column("Наставник"), *(Column(title, numeric=True) for title in titles))
    rows: list[tuple[Cell, ...]] = [
        (m.name, *_cases(m, found), m.hours, m.declared, round(m.mean, 1), m.silent_days) for m in found.mentors
    ]
    return Table(columns, tuple(rows))


def _cases(mentor: Mentor, found: Workload) -> tuple[Cell, ...]:
    return (mentor.cases, mentor.late, mentor.waiting) if found.cases_known else (None, None, None)


def without_table(found: Sequence[CityWithout], programme: Programme) -> Table:
    columns = (
        Column("Город"),
        *(Column(title, numeric=True) for title in ("Без наставника", "Из них с участниками", "Всего организаций")),
    )
    rows: list[tuple[Cell, ...]] = [(c.name, c.without, c.with_people, c.organisations) for c in found]
    total = (sum(c.without for c in found), sum(c.with_people for c in found), sum(c.organisations for c in found))
    if len(rows) < 2:
        return Table(columns, tuple(rows))
    return Table(columns, (*rows, (together(len(rows), programme), *total)), sums=1)

"""The funnel: at every step entered = moved on + waiting + overdue + left. People through the School, organisations to a register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard import formats
from dashboard.indicators.definition import Indicator, Share
from dashboard.indicators.message import Message, heaviest
from dashboard.indicators.table import Cell, Column, Table
from data_loader.measures import split_item
from data_loader.programme import Attention, City, Exit, Forms, Programme, Track

# --- definitions ------------------------------------------------------------------------------------------------------

ENTERED = Indicator(
    key="participants_entered",
    title="Вошли в шаг",
    unit="человек",
    what="Люди с записью об этом шаге или о любом более позднем. На каждом шаге: вошли = пошли дальше + ждут + выбыли.",
    formula="Число участников с записью об этом или более позднем шаге",
    sheets=("Этапы", "Участники"),
    why="Видно, на каком шаге и в каком городе теряются люди.",
    better="more",
    measures=("participants_entered", "participants_waiting", "participants_left"),
)
CONVERSION = Indicator(
    key="step_conversion",
    title="Доля вошедших в шаг",
    unit="процент",
    what="Какая часть вошедших в предыдущий шаг вошла и в этот; внизу — какая часть зачисленных и заявившихся дошла до конца.",
    formula="Вошли в шаг : вошли в предыдущий шаг; интервал Уилсона, 95 %",
    sheets=("Этапы", "Участники"),
    why="Показывает, где путь у́же, чем у других городов.".replace("у́же", "уже"),
    better="more",
    kind="share",
    measures=("participants_entered",),
)
TRACK = Indicator(
    key="organisations_entered",
    title="Организации на пути в реестр",
    unit="организация",
    what="Организации с записью об этом шаге реестра или о более позднем, по последней попытке.",
    formula="Число организаций; ждут дольше срока — те, у кого прошло больше срока шага, а без срока — больше порога ожидания",
    sheets=("Статус", "Организации"),
    why="Видно, на каком шаге организации застряли и чей теперь ход.",
    better="more",
    measures=("organisations_entered", "organisations_waiting", "organisations_left"),
)
INDICATORS = (ENTERED, CONVERSION, TRACK)


# --- values -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One step in one city. `late` is None where nobody can say (a past day); its people are then in `waiting`.

    `late_days`: for organisations, how long each of the late ones has been standing, the longest first.
    """

    key: str
    name: str
    entered: int
    moved_on: int
    waiting: int
    late: int | None
    left: Mapping[str, int] = field(default_factory=dict)
    late_days: tuple[int, ...] = ()
    last: bool = False

    @property
    def gone(self) -> int:
        return sum(self.left.values())


@dataclass(frozen=True)
class Path:
    """All steps of one city, or of all cities together."""

    city: City | None
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        return self.city.name if self.city else "Все города"

    def entered(self, key: str) -> int:
        return next(step.entered for step in self.steps if step.key == key)

    def conversion(self, number: int) -> Share | None:
        """From the previous step; None at the first."""
        return Share(self.steps[number].entered, self.steps[number - 1].entered) if number else None


@dataclass(frozen=True)
class Funnel:
    """The cities side by side, and their sum."""

    cities: tuple[Path, ...]
    total: Path

    @property
    def largest(self) -> int:
        """The scale of all bars: the largest first step."""
        return max((path.steps[0].entered for path in self.cities), default=0)

    def lags(self, path: Path, number: int, attention: Attention) -> bool:
        """Whether a step's conversion is further below that of all cities than the programme tolerates."""
        own, everywhere = path.conversion(number), self.total.conversion(number)
        if own is None or everywhere is None or own.denominator < formats.SMALL_GROUP or len(self.cities) < 2:
            return False
        return own.points_below(everywhere) > attention.points_behind


def school_funnel(
    entered: pd.DataFrame,
    left: pd.DataFrame,
    waiting: pd.DataFrame | None,
    programme: Programme,
    cities: Sequence[str],
    today: date,
) -> Funnel:
    """`entered`, `left`: one row per city and item; `waiting`: per city, item and day, or None on a past day."""
    steps = [(step.key, step.name, programme.attention.waiting_days) for step in programme.steps]
    return _funnel(entered, left, waiting, steps, programme, cities, today)


def track_funnel(
    entered: pd.DataFrame,
    left: pd.DataFrame,
    waiting: pd.DataFrame | None,
    track: Track,
    programme: Programme,
    cities: Sequence[str],
    today: date,
) -> Funnel:
    """The same for the organisations of one track; a step with a legal clock is late by that clock."""
    days = programme.attention.waiting_days
    steps = [(s.key, s.name, (s.due_days or days) + (s.extension_days or 0)) for s in track.steps]
    entered_here, left_here = _of_track(entered, track), _of_track(left, track)
    waiting_here = None if waiting is None else _of_track(waiting, track)
    return _funnel(entered_here, left_here, waiting_here, steps, programme, cities, today)


def _of_track(frame: pd.DataFrame, track: Track) -> pd.DataFrame:
    """Rows of one track, their items without its key."""
    own = frame[[split_item(item)[0] == track.key for item in frame["item"]]]
    return own.assign(item=[item.partition("/")[2] for item in own["item"]])


def _funnel(
    entered: pd.DataFrame,
    left: pd.DataFrame,
    waiting: pd.DataFrame | None,
    steps: Sequence[tuple[str, str, int]],
    programme: Programme,
    cities: Sequence[str],
    today: date,
) -> Funnel:
    counted = _Counted(
        {(c, i): int(n) for c, i, n in zip(entered["city"], entered["item"], entered["count"], strict=True)},
        [(c, *split_item(i), int(n)) for c, i, n in zip(left["city"], left["item"], left["count"], strict=True)],
        None
        if waiting is None
        else [
            (c, i, (pd.Timestamp(today) - d).days, int(n))
            for c, i, d, n in zip(waiting["city"], waiting["item"], waiting["day"], waiting["count"], strict=True)
        ],
    )
    paths = [Path(programme.city(city), _steps(counted, steps, [city])) for city in cities]
    return Funnel(tuple(paths), Path(None, _steps(counted, steps, cities)))


@dataclass(frozen=True)
class _Counted:
    entered: Mapping[tuple[str, str], int]
    left: Sequence[tuple[str, str, str, int]]
    waiting: Sequence[tuple[str, str, int, int]] | None
    """(city, step, days on it, how many)"""


def _steps(counted: _Counted, steps: Sequence[tuple[str, str, int]], cities: Iterable[str]) -> tuple[Step, ...]:
    chosen = set(cities)
    entered = [sum(counted.entered.get((city, key), 0) for city in chosen) for key, _, _ in steps]
    return tuple(
        _step(counted, chosen, steps[n], entered[n], entered[n + 1] if n + 1 < len(steps) else 0, last=n + 1 == len(steps))
        for n in range(len(steps))
    )


def _step(counted: _Counted, cities: set[str], step: tuple[str, str, int], entered: int, next_: int, *, last: bool) -> Step:
    key, name, term = step
    left: dict[str, int] = {}
    for city, at, exit_, count in counted.left:
        if city in cities and at == key:
            left[exit_] = left.get(exit_, 0) + count
    stay = entered - next_ - sum(left.values())
    if counted.waiting is None or last:
        return Step(key, name, entered, next_, stay, None if counted.waiting is None else 0, left, last=last)
    days = [d for city, at, d, n in counted.waiting if city in cities and at == key and d > term for _ in range(n)]
    return Step(key, name, entered, next_, stay - len(days), len(days), left, tuple(sorted(days, reverse=True)), last=last)


# --- the message --------------------------------------------------------------------------------------------------------


def message(funnel: Funnel, programme: Programme) -> Message:
    """What the funnel of people says first."""
    rules: tuple[Callable[[Funnel, Programme], Message | None], ...] = (_nobody, _city_loses, _standing, _neutral)
    return heaviest(rule(funnel, programme) for rule in rules)


def _nobody(funnel: Funnel, programme: Programme) -> Message | None:
    if funnel.total.steps[0].entered:
        return None
    return Message(100, "В выбранных данных ещё нет ни одного участника", "nobody")


def _city_loses(funnel: Funnel, programme: Programme) -> Message | None:
    """The city whose way from enrolment to some part is furthest below that of all cities."""
    if len(funnel.cities) < 2:
        return None
    parts, start = programme.parts, programme.enrolment.key
    found = []
    for path in funnel.cities:
        for number, part in enumerate(parts):
            if part.key == start:
                continue
            own = Share(path.entered(part.key), path.entered(start))
            everywhere = Share(funnel.total.entered(part.key), funnel.total.entered(start))
            points = own.points_below(everywhere)
            if own.denominator >= formats.SMALL_GROUP and points > programme.attention.points_behind:
                found.append((points, -number, path, part, number, own))
    if not found:
        return None
    _, _, path, part, number, own = max(found, key=lambda one: one[:2])
    when = " в начале" if number < len(parts) / 2 else " к концу"
    came = formats.plural(own.numerator, "дошёл", "дошли", "дошли")
    text = (
        f"{path.name} теряет людей{when}: до {_genitive(part.name, part.forms)} {came} {formats.out_of(*_pair(own))} зачисленных"
    )
    return Message(20, text, "city loses")


def _pair(share: Share) -> tuple[int, int]:
    return share.numerator, share.denominator


def _genitive(name: str, forms: Forms) -> str:
    return forms.gen or f"шага {formats.quoted(name)}"


def _standing(funnel: Funnel, programme: Programme) -> Message | None:
    """A step on which a tenth or more of all who entered it stand longer than the term."""
    steps = [step for step in funnel.total.steps if step.late and step.entered >= formats.SMALL_GROUP]
    worst = max(steps, key=lambda step: (step.late or 0) / step.entered, default=None)
    if worst is None or not worst.late or worst.late * 10 < worst.entered:
        return None
    people = formats.counted(worst.late, *formats.PEOPLE)
    verb = formats.agree(worst.late, "стоит", "стоят")
    days = formats.counted(programme.attention.waiting_days, *formats.DAYS)
    return Message(15, f"На шаге {formats.quoted(worst.name)} {verb} дольше {days} {people}", "standing")


def _neutral(funnel: Funnel, programme: Programme) -> Message | None:
    last, start = funnel.total.steps[-1], programme.enrolment
    came = formats.plural(last.entered, "дошёл", "дошли", "дошли")
    step = next(step for step in programme.steps if step.key == last.key)
    enrolled = funnel.total.entered(start.key)
    if not enrolled:
        first = funnel.total.steps[0]
        return Message(0, f"{formats.counted(first.entered, *formats.PEOPLE)} на шаге {formats.quoted(first.name)}", "neutral")
    return Message(
        0, f"До {_genitive(step.name, step.forms)} {came} {formats.out_of(last.entered, enrolled)} зачисленных", "neutral"
    )


def track_message(funnel: Funnel, track: Track) -> Message:
    """What the path of organisations onto a register says first."""
    first, last = funnel.total.steps[0], funnel.total.steps[-1]
    if not first.entered:
        return Message(0, f"{track.name}: ни одна организация ещё не на пути", "nobody")
    entered = formats.plural(last.entered, "вошла", "вошли", "вошли")
    text = f"{track.name}: {entered} {formats.counted(last.entered, *formats.ORGANISATIONS)} из {first.entered} начавших"
    late = sum(step.late or 0 for step in funnel.total.steps)
    if late:
        text += f"; ещё {formats.number(late)} {formats.agree(late, 'стоит', 'стоят')}"
    return Message(10, text, "track")


# --- the words under a bar ----------------------------------------------------------------------------------------------------


def exit_words(exit_: Exit, count: int) -> str:
    """«выбыли 2», «отказано 6»; without counted forms «Выбыл: 2»."""
    if exit_.counted is None:
        return f"{exit_.name}: {formats.number(count)}"
    forms = exit_.counted
    return f"{formats.plural(count, forms.one, forms.few, forms.many)} {formats.number(count)}"


# --- the table twin -------------------------------------------------------------------------------------------------------------


def funnel_table(funnel: Funnel, exits: Sequence[Exit]) -> Table:
    """One row per city and step, and the rows of all cities together; every row adds up."""
    columns = [
        Column("Город"),
        Column("Шаг"),
        *(Column(name, numeric=True) for name in ("Вошли", "Пошли дальше", "Ждут", "Стоят")),
    ]
    columns += [Column(exit_.name, numeric=True) for exit_ in exits]
    columns += [Column("Из предыдущего шага")]
    rows: list[tuple[Cell, ...]] = []
    for path in (*funnel.cities, *([funnel.total] if len(funnel.cities) > 1 else [])):
        for number, step in enumerate(path.steps):
            share = path.conversion(number)
            gone = [step.left.get(exit_.key, 0) for exit_ in exits]
            said = formats.share(*_pair(share)) if share and share.denominator else ""
            rows.append((path.name, step.name, step.entered, step.moved_on, step.waiting, step.late, *gone, said))
    return Table(tuple(columns), tuple(rows))

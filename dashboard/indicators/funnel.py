"""The funnel: at every step entered = moved on + waiting + overdue + left. People through the School, organisations to a register."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.indicators.cities import EVERYWHERE, together
from dashboard.indicators.definition import Indicator, Share
from dashboard.indicators.message import Message, heaviest, the_most
from dashboard.indicators.table import Cell, Column, Table
from data_loader.measures import split_item
from data_loader.programme import Attention, City, Exit, Forms, Programme, SchoolStep, Track, TrackStep

# --- definitions ------------------------------------------------------------------------------------------------------

ENTERED = Indicator(
    key="participants_entered",
    title="Вошли в шаг",
    unit="человек",
    what="Люди с записью об этом шаге или о любом более позднем. На каждом шаге: вошли = пошли дальше + ждут + стоят + "
    "выбыли. Стоят те, кто ждёт дольше порога; на прошлый день их не отделить, и они среди ждущих.",
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
    what="Какая часть вошедших в предыдущий шаг вошла и в этот; внизу — какая часть зачисленных и вошедших в первый шаг дошла до конца.",
    formula="Вошли в шаг : вошли в предыдущий шаг; интервал Уилсона, 95 %",
    sheets=("Этапы", "Участники"),
    why="Показывает, где путь теснее, чем у всех городов вместе.",
    better="more",
    kind="share",
    measures=("participants_entered",),
)
TRACK = Indicator(
    key="organisations_entered",
    title="Организации на пути в реестр",
    unit="организация",
    what="Организации с записью об этом шаге реестра или о более позднем, по последней попытке. На каждом шаге: вошли = пошли "
    "дальше + ждут в срок + стоят дольше срока + вышли.",
    formula="Число организаций; срок шага — его настройка с продлением, а без неё — порог ожидания программы",
    sheets=("Статус", "Организации"),
    why="Видно, на каком шаге организации застряли и чей теперь ход.",
    better="more",
    measures=("organisations_entered", "organisations_waiting", "organisations_left"),
)
INDICATORS = (ENTERED, CONVERSION, TRACK)


# --- values -----------------------------------------------------------------------------------------------------------

FEW = 3
"""Up to so many overdue are named by their days."""


@dataclass(frozen=True)
class Step:
    """One step in one city. `late` is None where nobody can say (a past day); its people are then in `waiting`.

    `late_days`: for how many days the overdue have been there, the longest first; of more than `FEW` only the longest and the
    shortest.
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
    """All steps of one city, or of several together (`city` is None then)."""

    city: City | None
    name: str
    steps: tuple[Step, ...]

    def entered(self, key: str) -> int:
        return next(step.entered for step in self.steps if step.key == key)

    def conversion(self, number: int) -> Share | None:
        """From the previous step; None at the first."""
        return Share(self.steps[number].entered, self.steps[number - 1].entered) if number else None

    def from_start(self, number: int) -> Share | None:
        """From the first step; None at it."""
        return Share(self.steps[number].entered, self.steps[0].entered) if number else None


@dataclass(frozen=True)
class Funnel:
    """The cities shown side by side, their sum, and what each is measured against: all cities of the programme."""

    cities: tuple[Path, ...]
    total: Path
    everywhere: Path
    compared: bool
    """Whether there are other cities to be measured against."""

    @property
    def sums(self) -> tuple[Path, ...]:
        """What a table adds to the rows of the cities: their sum, and all cities where these are only some."""
        shown = (self.total,) if len(self.cities) > 1 else ()
        return shown if self.total.name == self.everywhere.name else (*shown, self.everywhere)

    @property
    def largest(self) -> int:
        """The scale of all bars: the largest step, as a rule the first."""
        return max((step.entered for path in self.cities for step in path.steps), default=0)

    @property
    def known_late(self) -> bool:
        """Whether it can be said who is overdue."""
        return all(step.late is not None for step in self.total.steps)

    def lags(self, path: Path, number: int, attention: Attention) -> bool:
        """Whether a step's conversion is further below that of all cities than the programme tolerates."""
        own, everywhere = path.conversion(number), self.everywhere.conversion(number)
        if own is None or everywhere is None or own.denominator < formats.SMALL_GROUP or not self.compared:
            return False
        return own.points_below(everywhere) > attention.points_behind


def term(step: TrackStep, attention: Attention) -> int:
    """Days after which an organisation is overdue at a step: its legal clock with the extension, else the waiting days."""
    return (step.due_days or attention.waiting_days) + (step.extension_days or 0)


def school_funnel(
    entered: pd.DataFrame,
    left: pd.DataFrame,
    waiting: pd.DataFrame | None,
    programme: Programme,
    cities: Sequence[str],
    today: date,
) -> Funnel:
    """`cities`: those shown. Frames are of all cities: `entered`, `left` one row per city and item; `waiting` one per city,
    item and day, or None on a past day.
    """
    steps = [(step.key, step.name, programme.attention.waiting_days) for step in programme.steps]
    return _funnel(_counted(entered, left, waiting, today), steps, programme, cities)


def track_funnel(
    entered: pd.DataFrame,
    left: pd.DataFrame,
    waiting: pd.DataFrame | None,
    track: Track,
    programme: Programme,
    cities: Sequence[str],
    today: date,
) -> Funnel:
    """The same for the organisations of one track."""
    steps = [(step.key, step.name, term(step, programme.attention)) for step in track.steps]
    own = None if waiting is None else _of_track(waiting, track)
    return _funnel(_counted(_of_track(entered, track), _of_track(left, track), own, today), steps, programme, cities)


def _of_track(frame: pd.DataFrame, track: Track) -> pd.DataFrame:
    """Rows of one track, their items without its key."""
    own = frame[frame["item"].str.startswith(f"{track.key}/")]
    return own.assign(item=own["item"].str.removeprefix(f"{track.key}/"))


Place = tuple[str, str]
"""A city and a step."""


@dataclass(frozen=True)
class _Counted:
    entered: Mapping[Place, int]
    left: Mapping[Place, Mapping[str, int]]
    """By exit."""
    waiting: Mapping[Place, Sequence[tuple[int, int]]] | None
    """(days there, how many)"""


def _counted(entered: pd.DataFrame, left: pd.DataFrame, waiting: pd.DataFrame | None, today: date) -> _Counted:
    gone: dict[Place, dict[str, int]] = {}
    for city, item, count in _rows(left, "city", "item", "count"):
        step, exit_ = split_item(item)
        gone.setdefault((city, step), {})[exit_] = int(count)
    return _Counted(
        {(city, item): int(count) for city, item, count in _rows(entered, "city", "item", "count")},
        gone,
        None if waiting is None else _days_there(waiting, today),
    )


def _days_there(waiting: pd.DataFrame, today: date) -> dict[Place, list[tuple[int, int]]]:
    found: dict[Place, list[tuple[int, int]]] = {}
    for city, item, day, count in _rows(waiting, "city", "item", "day", "count"):
        found.setdefault((city, item), []).append(((today - day.date()).days, int(count)))
    return found


def _rows(frame: pd.DataFrame, *names: str) -> zip[tuple[Any, ...]]:
    return zip(*(frame[name] for name in names), strict=True)


def _funnel(counted: _Counted, steps: Sequence[tuple[str, str, int]], programme: Programme, cities: Sequence[str]) -> Funnel:
    """`steps`: key, name and days after which one is overdue there."""
    paths = [Path(city, city.name, _steps(counted, steps, [city.key])) for city in map(programme.city, cities)]
    every = [city.key for city in programme.cities]
    total = Path(None, together(len(cities), programme), _steps(counted, steps, cities))
    everywhere = Path(None, EVERYWHERE, _steps(counted, steps, every))
    return Funnel(tuple(paths), total, everywhere, compared=len(every) > 1)


def _steps(counted: _Counted, steps: Sequence[tuple[str, str, int]], cities: Sequence[str]) -> tuple[Step, ...]:
    entered = [sum(counted.entered.get((city, key), 0) for city in cities) for key, _, _ in steps]
    following = [*entered[1:], 0]
    return tuple(_step(counted, cities, steps[n], entered[n], following[n], last=n + 1 == len(steps)) for n in range(len(steps)))


def _step(
    counted: _Counted, cities: Sequence[str], step: tuple[str, str, int], entered: int, following: int, *, last: bool
) -> Step:
    key, name, allowed = step
    left: dict[str, int] = {}
    for city in cities:
        for exit_, count in counted.left.get((city, key), {}).items():
            left[exit_] = left.get(exit_, 0) + count
    stay = entered - following - sum(left.values())
    if counted.waiting is None:
        return Step(key, name, entered, following, stay, None, left, last=last)
    there = [] if last else [one for city in cities for one in counted.waiting.get((city, key), ())]
    late = [(days, count) for days, count in there if days > allowed]
    number = sum(count for _, count in late)
    return Step(key, name, entered, following, stay - number, number, left, _few_days(late, number), last=last)


def _few_days(late: Sequence[tuple[int, int]], number: int) -> tuple[int, ...]:
    if number > FEW:
        return max(days for days, _ in late), min(days for days, _ in late)
    return tuple(sorted((days for days, count in late for _ in range(count)), reverse=True))


# --- the message of people --------------------------------------------------------------------------------------------

Rule = Callable[[Funnel, Programme], Message | None]


def message(funnel: Funnel, programme: Programme) -> Message:
    """What the funnel of people says first."""
    return heaviest(rule(funnel, programme) for rule in RULES)


def _nobody(funnel: Funnel, programme: Programme) -> Message | None:
    if funnel.total.steps[0].entered:
        return None
    return Message(100, "В выбранных данных ещё нет ни одного участника", "nobody")


@dataclass(frozen=True)
class _Lag:
    """A city whose way from enrolment to a part is further below that of all cities than tolerated."""

    points: float
    path: Path
    number: int
    """Of the part among the parts after enrolment."""
    share: Share


def _city_lags(funnel: Funnel, programme: Programme) -> Message | None:
    """«Заводоуковск теряет людей в начале: до практики дошли 13 из 26 зачисленных»."""
    parts = _later_parts(programme)
    found = [lag for path in funnel.cities for lag in _lags(funnel, path, programme)] if funnel.compared else []
    if not found:
        return None
    worst = max(found, key=lambda lag: (lag.points, -lag.number))
    part = parts[worst.number]
    when = "" if len(parts) < 3 else " в начале" if worst.number < len(parts) / 2 else " к концу"
    verb = "теряет людей" if _lost(worst.path, part.key, programme) else "отстаёт"
    came = _came(worst.share, _genitive(part.name, part.forms))
    return Message(20, f"{worst.path.name} {verb}{when}: {came}", "city lags")


def _lags(funnel: Funnel, path: Path, programme: Programme) -> list[_Lag]:
    found = []
    for number, part in enumerate(_later_parts(programme)):
        own, everywhere = _from_enrolment(path, part.key, programme), _from_enrolment(funnel.everywhere, part.key, programme)
        points = own.points_below(everywhere)
        if own.denominator >= formats.SMALL_GROUP and points > programme.attention.points_behind:
            found.append(_Lag(points, path, number, own))
    return found


def _later_parts(programme: Programme) -> list[SchoolStep]:
    """Parts that come after enrolment."""
    start = programme.steps.index(programme.enrolment)
    return [step for step in programme.steps[start + 1 :] if step.part]


def _from_enrolment(path: Path, step: str, programme: Programme) -> Share:
    return Share(path.entered(step), path.entered(programme.enrolment.key))


def _lost(path: Path, part: str, programme: Programme) -> bool:
    """Whether most of those who did not get from enrolment to a part left or are overdue; else they merely wait their time."""
    keys = [step.key for step in path.steps]
    between = path.steps[keys.index(programme.enrolment.key) : keys.index(part)]
    gone = sum(step.gone + (step.late or 0) for step in between)
    return gone > sum(step.waiting for step in between)


def _standing(funnel: Funnel, programme: Programme) -> Message | None:
    """A step on which a tenth or more of all who entered it stand longer than the term."""
    steps = [step for step in funnel.total.steps if step.late and step.entered >= formats.SMALL_GROUP]
    worst = max(steps, key=lambda step: (step.late or 0) / step.entered, default=None)
    if worst is None or not worst.late or worst.late * 10 < worst.entered:
        return None
    people = formats.counted(worst.late, *formats.PEOPLE)
    verb = formats.agree(worst.late, "стоит", "стоят")
    text = (
        f"На шаге {formats.quoted(worst.name)} {verb} дольше {formats.days_genitive(programme.attention.waiting_days)} {people}"
    )
    return Message(15, text, "standing")


def _leaving(funnel: Funnel, programme: Programme) -> Message | None:
    """The step that the most leave, a tenth or more of those who entered it: «отказано 17 из 150»."""
    key = the_most({step.key: step.gone for step in funnel.total.steps})
    worst = next((step for step in funnel.total.steps if step.key == key), None)
    if worst is None or worst.entered < formats.SMALL_GROUP or worst.gone * 10 < worst.entered:
        return None
    exits = [_in_a_sentence(exit_, n) for exit_ in programme.school.exits if (n := worst.left.get(exit_.key, 0))]
    of = f"из{formats.NBSP}{formats.number(worst.entered)}"
    said = f"{exits[0]} {of}" if len(exits) == 1 else f"{formats.listed(exits)}{formats.NBSP}— {formats.number(worst.gone)} {of}"
    return Message(10, f"Больше всего потерь на шаге {formats.quoted(worst.name)}: {said}", "leaving")


def _in_a_sentence(exit_: Exit, count: int) -> str:
    """«отказано 6»; without counted forms «выбыл по желанию — 5»."""
    if exit_.counted:
        return exit_words(exit_, count)
    return f"{exit_.name[:1].lower()}{exit_.name[1:]}{formats.NBSP}— {formats.number(count)}"


def _neutral(funnel: Funnel, programme: Programme) -> Message | None:
    start, last = programme.enrolment, programme.steps[-1]
    enrolled = funnel.total.entered(start.key)
    if not enrolled or start.key == last.key:
        first = funnel.total.steps[0]
        people = formats.counted(first.entered, *formats.PEOPLE)
        verb = formats.plural(first.entered, "вошёл", "вошли", "вошли")
        return Message(0, f"В шаг {formats.quoted(first.name)} {verb} {people}", "neutral")
    text = _came(_from_enrolment(funnel.total, last.key, programme), _genitive(last.name, last.forms))
    return Message(0, formats.capital(text), "neutral")


RULES: tuple[Rule, ...] = (_nobody, _city_lags, _standing, _leaving, _neutral)


def _came(share: Share, to: str) -> str:
    """«до практики дошли 13 из 26 зачисленных»."""
    if share.denominator == 1 and not share.numerator:
        return f"до {to} единственный зачисленный не дошёл"
    if not share.numerator:
        return f"до {to} не дошёл никто из{formats.NBSP}{formats.number(share.denominator)} {formats.plural(share.denominator, *formats.OF_ENROLLED)}"
    if share.numerator == share.denominator:
        return f"до {to} {formats.all_enrolled(share.denominator, 'дошёл', 'дошли')}"
    came = formats.plural(share.numerator, "дошёл", "дошли", "дошли")
    return f"до {to} {came} {_out_of(share)} {formats.plural(share.denominator, *formats.OF_ENROLLED)}"


def _out_of(share: Share) -> str:
    return formats.out_of(share.numerator, share.denominator)


def _genitive(name: str, forms: Forms) -> str:
    return forms.gen or f"шага {formats.quoted(name)}"


# --- the message of organisations -------------------------------------------------------------------------------------


def tracks_message(funnels: Sequence[tuple[Track, Funnel]]) -> Message:
    """What the paths onto the registers say first: that with the most overdue organisations, else the first begun."""
    return heaviest(_track_message(track, funnel) for track, funnel in funnels)


def _track_message(track: Track, funnel: Funnel) -> Message:
    """«В реестр ИОПУ вошли 5 организаций из 11 начавших; ещё 5 стоят дольше срока»."""
    begun, came = funnel.total.steps[0].entered, funnel.total.steps[-1].entered
    if not begun:
        return Message(0, f"{track.name}: ни одна организация ещё не начала этот путь", "nobody")
    late = sum(step.late or 0 for step in funnel.total.steps)
    where = f"В{formats.NBSP}{track.forms.acc}" if track.forms.acc else f"{track.name}:"
    text = f"{where} {_registered(came, begun)}"
    if late:
        more = "ещё " if came else ""
        text += f"; {more}{formats.number(late)} {formats.agree(late, 'стоит', 'стоят')} дольше срока"
    return Message(10 + late, text, "overdue" if late else "track")


def _registered(came: int, begun: int) -> str:
    all_begun = f"{formats.number(begun)} {formats.plural(begun, 'начавшей', 'начавших', 'начавших')}"
    if begun == 1:
        return "вошла единственная начавшая организация" if came else "единственная начавшая организация пока не вошла"
    if came == begun:
        return f"вошли все начавшие{formats.NBSP}— {formats.counted(begun, *formats.ORGANISATIONS)}"
    if not came:
        return f"не вошла пока ни одна организация из{formats.NBSP}{all_begun}"
    verb = formats.plural(came, "вошла", "вошли", "вошли")
    return f"{verb} {formats.counted(came, *formats.ORGANISATIONS)} из{formats.NBSP}{all_begun}"


# --- words ------------------------------------------------------------------------------------------------------------


def exit_words(exit_: Exit, count: int) -> str:
    """«выбыли 2», «отказано 6»; without counted forms «Выбыл: 2»."""
    if exit_.counted is None:
        return f"{exit_.name}: {formats.number(count)}"
    forms = exit_.counted
    return f"{formats.plural(count, forms.one, forms.few, forms.many)} {formats.number(count)}"


def became(step: Step, exits: Sequence[Exit], *, person: bool = True) -> list[tuple[str, str]]:
    """What became of those who did not move on, as (status, words): «стоят 2», «выбыли 4». Empty: all moved on.

    Of a past day, where nobody is said to stand, those who waited «ждали»; `person`: people, not organisations.
    """
    said = []
    if step.waiting and not step.last:
        waits = formats.agree(step.waiting, "ждёт", "ждут")
        if step.late is None:
            waits = formats.agree(step.waiting, "ждал" if person else "ждала", "ждали")
        said.append(("wait", f"{waits} {formats.number(step.waiting)}"))
    if step.late:
        said.append(("late", f"{formats.agree(step.late, 'стоит', 'стоят')} {formats.number(step.late)}"))
    return said + [("gone", exit_words(exit_, n)) for exit_ in exits if (n := step.left.get(exit_.key, 0))]


def days_there(days: Sequence[int], number: int) -> str:
    """«535 и 520 дней»; of more than three «от 40 до 535 дней»."""
    if number > FEW:
        return f"от {formats.number(days[-1])} до {formats.days_genitive(days[0])}"
    unit = formats.plural(days[-1], *formats.DAYS)
    return f"{formats.listed([formats.number(each) for each in days])}{formats.NBSP}{unit}"


# --- the table twin ---------------------------------------------------------------------------------------------------


def funnel_table(funnel: Funnel, exits: Sequence[Exit]) -> Table:
    """One row per city and step, then those of the cities together and of all; every row adds up."""
    counts = ["Вошли", "Пошли дальше", "Ждут (на последнем шаге — дошли)", *(["Стоят"] if funnel.known_late else [])]
    titles = [*counts, *(exit_.name for exit_ in exits)]
    columns = [Column("Город"), Column("Шаг"), *(Column(title, numeric=True) for title in titles)]
    columns += [Column("От предыдущего шага"), Column("От первого шага")]
    paths = (*funnel.cities, *funnel.sums)
    return Table(tuple(columns), tuple(_row(path, n, exits, funnel) for path in paths for n in range(len(path.steps))))


def _row(path: Path, number: int, exits: Sequence[Exit], funnel: Funnel) -> tuple[Cell, ...]:
    step = path.steps[number]
    late = [step.late] if funnel.known_late else []
    gone = [step.left.get(exit_.key, 0) for exit_ in exits]
    shares = [_said(path.conversion(number)), _said(path.from_start(number))]
    return (path.name, step.name, step.entered, step.moved_on, step.waiting, *late, *gone, *shares)


def _said(share: Share | None) -> str:
    return formats.share(share.numerator, share.denominator) if share and share.denominator else ""

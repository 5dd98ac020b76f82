"""The values of a funnel: at every step entered = moved on + waiting + overdue + left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard import formats
from dashboard.indicators.definition import Indicator, Share
from data_loader.programme import Attention, City

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

    @cached_property
    def largest(self) -> int:
        """The scale of all bars: the largest step, as a rule the first."""
        return max((step.entered for path in self.cities for step in path.steps), default=0)

    @property
    def known_late(self) -> bool:
        """Whether it can be said who is overdue."""
        return all(step.late is not None for step in self.total.steps)

    def lags(self, path: Path, number: int, attention: Attention) -> bool:
        """Whether a step's conversion is far below that of all cities."""
        own, everywhere = path.conversion(number), self.everywhere.conversion(number)
        return self.compared and own is not None and everywhere is not None and far_below(own, everywhere, attention)


def far_below(own: Share, everywhere: Share, attention: Attention) -> bool:
    """Further below than the programme tolerates, in a group that is not too small to judge."""
    return own.denominator >= formats.SMALL_GROUP and own.points_below(everywhere) > attention.points_behind

"""The values of a funnel: at every step entered = moved on + within the term + standing + left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.indicators.comparison import Comparison
from dashboard.indicators.definition import Indicator, Share
from data_loader.programme import City

ENTERED = Indicator(
    key="participants_entered",
    title="Вошли в шаг",
    unit="человек",
    what="Люди с записью об этом шаге или о любом более позднем. На каждом шаге: вошли = пошли дальше + на шаге + стоят + "
    "выбыли. Стоят те, кто на шаге дольше порога; на прошлый день их не отделить, и они среди тех, кто на шаге.",
    formula="Число участников с записью об этом или более позднем шаге",
    sheets=("Этапы", "Участники"),
    why="Видно, на каком шаге и в каком городе люди стоят и выбывают.",
    better="more",
    measures=("participants_entered", "participants_waiting", "participants_left"),
)
CONVERSION = Indicator(
    key="step_conversion",
    title="Доля вошедших в шаг",
    unit="процент",
    what="Какая часть вошедших в предыдущий шаг вошла и в этот; внизу — какая часть зачисленных дошла до конца. О тех, кто зачислен в "
    "молодых потоках, судить рано: доля внизу — без них.",
    formula="Вошли в шаг : вошли в предыдущий шаг; интервал Уилсона, 95 %",
    sheets=("Этапы", "Участники"),
    why="Показывает, после какого шага путь продолжают не все.",
    better="more",
    kind="share",
    measures=("participants_entered",),
)
TRACK = Indicator(
    key="organisations_entered",
    title="Организации на пути в реестр",
    unit="организация",
    what="Организации с записью об этом шаге реестра или о более позднем, по последней попытке. На каждом шаге: вошли = пошли "
    "дальше + на шаге в срок + стоят дольше срока + вышли.",
    formula="Число организаций; срок шага — его настройка с продлением, а без неё — порог ожидания программы",
    sheets=("Статус", "Организации"),
    why="Видно, на каком шаге организации стоят и за кем очередь.",
    better="more",
    measures=("organisations_entered", "organisations_waiting", "organisations_left"),
)
INDICATORS = (ENTERED, CONVERSION, TRACK)


@dataclass(frozen=True)
class Step:
    """One step in one city. `late` is None where nobody can say (a past day); its people are then in `waiting`.

    `late_days`: for how many days those who stand have been there, the longest first: of each, or of many every number once.
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
class Completed:
    """How many of the enrolled came to the last step: of all, and of those in cohorts that are old enough to judge."""

    everybody: Share
    grown: Share

    @property
    def young(self) -> int:
        """So many of the enrolled are in cohorts that it is too early to judge."""
        return self.everybody.denominator - self.grown.denominator


@dataclass(frozen=True)
class Path:
    """All steps of one city, or of several together (`city` is None then)."""

    city: City | None
    name: str
    steps: tuple[Step, ...]
    completed: Completed | None = None
    """None of organisations."""

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
    """The cities shown side by side, their sum, all cities of the programme, and what sets cities apart."""

    cities: tuple[Path, ...]
    total: Path
    everywhere: Path
    apart: Comparison = field(default_factory=Comparison)

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the cities."""
        return tuple(path.city.key for path in self.cities if path.city)

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
        """Whether it can be said who stands."""
        return all(step.late is not None for step in self.total.steps)

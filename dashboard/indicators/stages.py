"""The completion of the parts: who has each on record, how long it took, who skipped one, who stands still."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

import pandas as pd

from dashboard import formats
from dashboard.indicators.cities import EVERYWHERE, together
from dashboard.indicators.definition import Indicator, Share
from dashboard.indicators.message import Message, heaviest
from dashboard.indicators.table import Cell, Column, Table
from data_loader.programme import Attention, Programme, SchoolStep

# --- definitions ------------------------------------------------------------------------------------------------------

COMPLETION = Indicator(
    key="part_completion",
    title="Прохождение частей",
    unit="процент",
    what="Какая часть зачисленных имеет запись о части. Пропущенная часть не засчитана, даже если пройдена следующая.",
    formula="Участники с записью о части : вошедшие в шаг зачисления",
    sheets=("Этапы", "Участники"),
    why="Видно, в каком городе и на какой части отстают.",
    better="more",
    kind="share",
    measures=("participants_reached", "participants_entered"),
)
DAYS_TO_PART = Indicator(
    key="days_to_part",
    title="Дней от зачисления до части",
    unit="день",
    what="Медиана среди тех, кто дошёл. Даты раньше зачисления не считаются: это вопрос качества данных.",
    formula="Медиана разности дат части и зачисления",
    sheets=("Этапы",),
    why="Показывает, где путь затягивается.",
    kind="median",
    measures=("lag_to_step",),
)
SKIPPED = Indicator(
    key="parts_skipped",
    title="Пропущенные части",
    unit="человек",
    what="Люди, у которых есть запись о более позднем шаге, а об этой части нет. Пропустивший две части посчитан в каждой.",
    formula="Вошли в часть − имеют о ней запись",
    sheets=("Этапы",),
    why="Пропуск — повод проверить записи или вернуть человека к части.",
    better="less",
    measures=("participants_entered", "participants_reached"),
)
INDICATORS = (COMPLETION, DAYS_TO_PART, SKIPPED)

# --- the matrix ---------------------------------------------------------------------------------------------------------

_LEVELS = (0.35, 0.50, 0.65, 0.80, 0.95)
"""From which share each next step of the sequential scale begins."""


@dataclass(frozen=True)
class Completion:
    """One part of one row: who has it on record of all enrolled. `lags`: far below all cities; `early`: too soon to judge."""

    share: Share
    skipped: int
    lags: bool = False
    early: bool = False

    @property
    def level(self) -> int:
        """Step of the sequential scale, 0 to 5."""
        value = self.share.value or 0.0
        return sum(value >= bound for bound in _LEVELS)


@dataclass(frozen=True)
class Line:
    """A city, a cohort or the sum: its cells by part, and how many stand still (None where it cannot be said)."""

    key: str
    name: str
    cells: tuple[Completion, ...]
    standing: int | None = None
    early: bool = False

    @property
    def skipped(self) -> int:
        return sum(cell.skipped for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """The lines shown, their sum, and what each is measured against, if anything: all cities of the programme."""

    parts: tuple[SchoolStep, ...]
    lines: tuple[Line, ...]
    total: Line
    everywhere: Line | None = None

    @property
    def sums(self) -> tuple[Line, ...]:
        """The rows below the lines: their sum, and all cities where these are only some."""
        shown = (self.total,) if len(self.lines) > 1 else ()
        whole = self.everywhere is None or self.total.name == self.everywhere.name
        return shown if whole or self.everywhere is None else (*shown, self.everywhere)


Counts = Mapping[tuple[str, str], int]
"""(city or cohort, step) -> people"""


def matrix(
    entered: Counts,
    reached: Counts,
    rows: Sequence[tuple[str, str]],
    programme: Programme,
    *,
    standing: Mapping[str, int] | None = None,
    young: frozenset[str] = frozenset(),
) -> Matrix:
    """`rows`: (key, name) in order, cohorts as a rule; `entered` and `reached` are counted by the same keys."""
    total = _line("", "Все потоки", [key for key, _ in rows], entered, reached, programme, standing, early=False)
    lines = [_line(key, name, [key], entered, reached, programme, standing, early=key in young) for key, name in rows]
    return Matrix(programme.parts, tuple(lines), total)


def city_matrix(
    entered: Counts, reached: Counts, cities: Sequence[str], programme: Programme, *, standing: Mapping[str, int] | None = None
) -> Matrix:
    """A line per city shown; cells far below all cities of the programme are marked. Counts are of all cities."""
    found = matrix(entered, reached, [(key, programme.city(key).name) for key in cities], programme, standing=standing)
    every = [city.key for city in programme.cities]
    everywhere = _line("", EVERYWHERE, every, entered, reached, programme, standing, early=False)
    lines = tuple(_marked(line, everywhere, programme.attention) for line in found.lines)
    return Matrix(found.parts, lines, replace(found.total, name=together(len(cities), programme)), everywhere)


def _line(
    key: str,
    name: str,
    keys: Sequence[str],
    entered: Counts,
    reached: Counts,
    programme: Programme,
    standing: Mapping[str, int] | None,
    *,
    early: bool,
) -> Line:
    enrolled = sum(entered.get((k, programme.enrolment.key), 0) for k in keys)
    cells = []
    for part in programme.parts:
        have = sum(reached.get((k, part.key), 0) for k in keys)
        skipped = sum(entered.get((k, part.key), 0) for k in keys) - have
        cells.append(Completion(Share(have, enrolled), skipped, early=early))
    still = None if standing is None else sum(standing.get(k, 0) for k in keys)
    return Line(key, name, tuple(cells), still, early)


def _marked(line: Line, total: Line, attention: Attention) -> Line:
    cells = [
        Completion(cell.share, cell.skipped, _far_below(cell.share, whole.share, attention), cell.early)
        for cell, whole in zip(line.cells, total.cells, strict=True)
    ]
    return Line(line.key, line.name, tuple(cells), line.standing, line.early)


def _far_below(own: Share, whole: Share, attention: Attention) -> bool:
    return own.denominator >= formats.SMALL_GROUP and own.points_below(whole) > attention.points_behind


def young_cohorts(first_days: pd.DataFrame, programme: Programme, today: date) -> frozenset[str]:
    """Cohorts younger than the maturity time after the median first day of their participants.

    `first_days`: people entering the first step, one row per cohort and day.
    """
    grown = (today - timedelta(days=programme.attention.maturity_days)).toordinal()
    days: dict[str, list[tuple[int, int]]] = {}
    for cohort, day, count in zip(*(first_days[name].tolist() for name in ("cohort", "day", "count")), strict=True):
        days.setdefault(cohort, []).append((day.toordinal(), count))
    return frozenset(cohort for cohort, counted in days.items() if weighted_median(counted) > grown)


def weighted_median(counted: Sequence[tuple[int, int]]) -> float:
    """The median of (value, how many people have it); between two middle values their mean."""
    ordered = sorted(counted)
    n = sum(count for _, count in ordered)
    low, high = (_at(ordered, place) for place in ((n + 1) // 2, n // 2 + 1))
    return (low + high) / 2


def _at(ordered: Sequence[tuple[int, int]], place: int) -> int:
    """The value of the person in this place, from 1 on."""
    running = 0
    for value, count in ordered:
        running += count
        if running >= place:
            return value
    raise ValueError("fewer people than the place")


# --- days to each part -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Medians:
    """Median days from enrolment to each part: by row, None where nobody came; the first row gives the guides."""

    parts: tuple[SchoolStep, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]

    @property
    def longest(self) -> float:
        return max((value for _, row in self.rows for value in row if value is not None), default=0.0)


def medians(lags: pd.DataFrame, cities: Sequence[tuple[str, str]], programme: Programme) -> Medians:
    """`lags`: people of all cities per city, item and lag_days. The first row is all cities of the programme, if it has several."""
    parts = tuple(part for part in programme.parts if part.key != programme.enrolment.key)
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for city, part, lag, count in zip(*(lags[name].tolist() for name in ("city", "item", "lag_days", "count")), strict=True):
        for where in (city, EVERYWHERE):
            found.setdefault((where, part), []).append((lag, count))
    several = [(EVERYWHERE, EVERYWHERE)] if len(programme.cities) > 1 else []
    rows = [(name, tuple(_median(found.get((key, part.key))) for part in parts)) for key, name in (*several, *cities)]
    return Medians(parts, tuple(rows))


def _median(counted: Sequence[tuple[int, int]] | None) -> float | None:
    return weighted_median(counted) if counted else None


# --- who stands still --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """Who has not moved longer than the term: how many per city and step, without the last step."""

    steps: tuple[SchoolStep, ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]
    """(key, name, people by step)"""

    @property
    def total(self) -> int:
        return sum(sum(counts) for _, _, counts in self.rows)


def standing(waiting: pd.DataFrame, cities: Sequence[tuple[str, str]], programme: Programme, today: date) -> Standing:
    """`waiting`: people per city, item and day of arrival."""
    before = pd.Timestamp(today - timedelta(days=programme.attention.waiting_days))
    found: dict[tuple[str, str], int] = {}
    for city, step, day, count in zip(*(waiting[name].tolist() for name in ("city", "item", "day", "count")), strict=True):
        if day < before:
            found[city, step] = found.get((city, step), 0) + count
    steps = programme.steps[:-1]
    rows = tuple((key, name, tuple(found.get((key, step.key), 0) for step in steps)) for key, name in cities)
    return Standing(steps, rows)


def standing_enrolled(found: Standing, programme: Programme) -> dict[str, int]:
    """Of these, those who are enrolled: they stand at the enrolment step or later. By city."""
    start = [step.key for step in programme.steps].index(programme.enrolment.key)
    return {key: sum(counts[start:]) for key, _, counts in found.rows}


# --- the message ----------------------------------------------------------------------------------------------------------------


def message(found: Matrix, programme: Programme) -> Message:
    """What the completion says first."""
    rules: tuple[Callable[[Matrix, Programme], Message | None], ...] = (_nobody, _first_and_last)
    return heaviest(rule(found, programme) for rule in rules)


def _nobody(found: Matrix, programme: Programme) -> Message | None:
    if found.total.cells and found.total.cells[0].share.denominator:
        return None
    return Message(100, "В выбранных данных ещё нет зачисленных", "nobody")


def _first_and_last(found: Matrix, programme: Programme) -> Message | None:
    """«Теорию прошли девять из десяти зачисленных, до сопровождения дошли четверо из десяти»."""
    if not found.parts or not found.total.cells[0].share.denominator:
        return None
    first, last = found.parts[0], found.parts[-1]
    opening, closing = found.total.cells[0].share, found.total.cells[-1].share
    part = first.forms.acc or f"часть {formats.quoted(first.name)}"
    in_tenths = bool(_of_ten(opening) and _of_ten(closing))
    text = f"{formats.capital(part)} {_passed(opening, in_tenths=in_tenths or len(found.parts) == 1)}"
    if len(found.parts) == 1:
        return Message(0, text, "one part")
    end = last.forms.gen or f"части {formats.quoted(last.name)}"
    if not closing.numerator:
        return Message(0, f"{text}, до {end} не дошёл никто", "first and last")
    if in_tenths:
        came, said = "дошли", _of_ten(closing, bare=True)
    elif closing.numerator == closing.denominator:
        came, said = ("дошёл", "") if closing.denominator == 1 else ("дошли", f"все {formats.number(closing.denominator)}")
    else:
        came = formats.plural(closing.numerator, "дошёл", "дошли", "дошли")
        said = formats.out_of(closing.numerator, closing.denominator)
    return Message(0, f"{text}, до {end} {came} {said}".rstrip(), "first and last")


_TENTHS = {2: "двое", 3: "трое", 4: "четверо", 5: "пятеро", 6: "шестеро", 7: "семеро", 8: "восемь", 9: "девять"}


def _of_ten(share: Share, *, bare: bool = False) -> str:
    """«девять из десяти зачисленных» when that is true within a point and there are enough people; else nothing."""
    exact = Fraction(share.numerator, share.denominator)
    tenths = round(exact * 10)
    if share.denominator >= 30 and tenths in _TENTHS and abs(exact - Fraction(tenths, 10)) <= Fraction(1, 100):
        return f"{_TENTHS[tenths]} из десяти" + ("" if bare else " зачисленных")
    return ""


def _passed(share: Share, *, in_tenths: bool) -> str:
    """«прошли девять из десяти зачисленных», «прошли все 21 зачисленный», «не прошёл никто из 12 зачисленных»."""
    if not share.numerator and share.denominator == 1:
        return "единственный зачисленный не прошёл"
    if not share.numerator:
        return f"не прошёл никто из{formats.NBSP}{formats.counted(share.denominator, *formats.OF_ENROLLED)}"
    if share.numerator == share.denominator:
        return formats.all_enrolled(share.denominator, "прошёл", "прошли")
    if in_tenths and (said := _of_ten(share)):
        return f"прошли {said}"
    return f"{formats.plural(share.numerator, 'прошёл', 'прошли', 'прошли')} {_of_all(share)}"


def _of_all(share: Share) -> str:
    """«19 из 21 зачисленного»."""
    return f"{formats.out_of(share.numerator, share.denominator)} {formats.plural(share.denominator, *formats.OF_ENROLLED)}"


def last_everywhere(found: Matrix, programme: Programme) -> str:
    """«Заводоуковск — на последнем месте во всех пяти частях»: one city has the least share in every part; else nothing."""
    if len(found.lines) < 2 or len(found.parts) < 2:
        return ""
    judged = [line for line in found.lines if line.cells[0].share.denominator >= formats.SMALL_GROUP]
    if len(judged) < 2:
        return ""
    worst = [min(judged, key=lambda line: line.cells[n].share.value or 0.0) for n in range(len(found.parts))]
    alone = all(
        sum(line.cells[n].share.value == worst[0].cells[n].share.value for line in judged) == 1 for n in range(len(found.parts))
    )
    if len({line.key for line in worst}) > 1 or not alone:
        return ""
    among = "" if len(found.lines) == len(programme.cities) else " среди выбранных городов"
    if len(judged) < len(found.lines):
        among = f"{among or ' среди городов'}, где зачислено не меньше десяти человек"
    parts = f"{formats.number_word(len(found.parts), 'gen')} {formats.plural(len(found.parts), 'части', 'частях', 'частях')}"
    return f"{worst[0].name} — на последнем месте во всех {parts}{among}."


# --- table twins ------------------------------------------------------------------------------------------------------------------


def matrix_table(found: Matrix, first: str) -> Table:
    """One row per line, then the sums; who stands still is a column only where it is known."""
    known = any(line.standing is not None for line in found.lines)
    columns = [Column(first), Column("Зачислено", numeric=True)]
    columns += [Column(part.name, numeric=True) for part in found.parts]
    columns += [*([Column("Из них стоят", numeric=True)] if known else []), Column("Пропусков", numeric=True)]
    rows: list[tuple[Cell, ...]] = [
        (
            line.name,
            line.cells[0].share.denominator if line.cells else 0,
            *(c.share for c in line.cells),
            *([line.standing] if known else []),
            line.skipped,
        )
        for line in (*found.lines, *found.sums)
    ]
    return Table(tuple(columns), tuple(rows), sums=len(found.sums))


def medians_table(found: Medians) -> Table:
    columns = (Column("Город"), *(Column(part.name, numeric=True) for part in found.parts))
    return Table(columns, tuple((name, *row) for name, row in found.rows))


def standing_table(found: Standing, programme: Programme) -> Table:
    columns = (Column("Город"), *(Column(step.name, numeric=True) for step in found.steps), Column("Всего", numeric=True))
    rows: list[tuple[Cell, ...]] = [(name, *counts, sum(counts)) for _, name, counts in found.rows]
    totals = [sum(counts[n] for _, _, counts in found.rows) for n in range(len(found.steps))]
    if len(rows) < 2:
        return Table(columns, tuple(rows))
    return Table(columns, (*rows, (together(len(rows), programme), *totals, found.total)), sums=1)


def skipped_table(found: Matrix) -> Table:
    columns = (Column("Часть"), *(Column(line.name, numeric=True) for line in found.lines), Column("Всего", numeric=True))
    rows: list[tuple[Cell, ...]] = [
        (part.name, *(line.cells[n].skipped for line in found.lines), found.total.cells[n].skipped)
        for n, part in enumerate(found.parts)
    ]
    return Table(columns, tuple(rows))

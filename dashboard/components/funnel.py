"""The funnel on screen: a row a step, a column a city, all bars on one scale. The funnel of people, and what it shares with that of
organisations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from dashboard import formats
from dashboard.components import parts
from dashboard.components.markup import draw
from dashboard.grammar import nouns, to_step
from dashboard.indicators.cohorts import TOO_EARLY
from dashboard.indicators.comparison import Comparison, Difference
from dashboard.indicators.definition import Share
from dashboard.indicators.funnel import Completed, Funnel, Path, Step, became
from data_loader.programme import City, Programme

Href = Callable[[City, Step], str]
"""Where the people of a city who stand at a step are named."""

MOST_COLUMNS = 5
"""More cities are scrolled sideways on a phone, and more still on a desk."""


class Said(NamedTuple):
    """Words below a bar: by the status of those they are about, with a link to them; `about` tells such links from one another."""

    status: str
    words: str
    href: str = ""
    about: str = ""


@dataclass(frozen=True)
class Cell:
    """A step of a city. `of`: of how many who entered the step before; `apart`: what sets it apart from the other cities."""

    number: int
    of: str
    percent: str
    bar: Markup
    hover: str
    said: Sequence[Said]
    apart: str = ""


@dataclass(frozen=True)
class Row:
    """A step of all cities; `total` is their sum, of several, `note` what is said below its name."""

    key: str
    name: str
    total: int | None
    cells: Sequence[Cell]
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """How many of those enrolled in a city came to the last step; `early`: all are in cohorts that it is too early to judge."""

    result: str
    of: str
    percent: str = ""
    interval: str = ""
    notes: Sequence[str] = ()
    early: bool = False


@dataclass(frozen=True)
class Grid:
    """`name` parts it from other grids of the page, `label` says which it is; `cities`: name, and whether it is set apart."""

    name: str
    label: str
    head: str
    cities: Sequence[tuple[str, bool]]
    rows: Sequence[Row]
    longest: int
    """Characters of the longest number."""
    outcome: str = ""
    outcomes: Sequence[Outcome] = ()
    class_name: str = ""

    @property
    def many(self) -> bool:
        return len(self.cities) > MOST_COLUMNS


def grid(made: Grid) -> Markup:
    """Cities side by side at every width; on a phone the words of a step unfold below it."""
    return draw("funnel.html", "grid", made)


def longest(funnel: Funnel) -> int:
    return len(formats.number(funnel.largest))


Said_of = Callable[[Path, Step], Sequence[Said]]
Bar = Callable[[Step], Markup]


def rows(funnel: Funnel, bar: Bar, said: Said_of, apart: Callable[[Path, Step], str] = lambda _, __: "") -> list[Row]:
    """All steps of all cities."""
    return [
        Row(
            step.key,
            step.name,
            step.entered if len(funnel.cities) > 1 else None,
            [_cell(path, number, bar, said, apart) for path in funnel.cities],
        )
        for number, step in enumerate(funnel.total.steps)
    ]


def _cell(path: Path, number: int, bar: Bar, said: Said_of, apart: Callable[[Path, Step], str]) -> Cell:
    step, before = path.steps[number], path.conversion(number)
    of = f"из{formats.NBSP}{formats.number(before.denominator)}" if before and before.denominator else ""
    percent = ""
    if before and before.denominator >= formats.SMALL_GROUP:
        percent = formats.percent_of(before.numerator, before.denominator)
    return Cell(step.entered, of, percent, bar(step), _hover(path, number), said(path, step), apart(path, step))


def statuses(step: Step) -> dict[parts.Status, int]:
    """The parts of a bar, in fixed order; who arrived at the last step has done what there is to do."""
    here = step.waiting if step.last else 0
    return {"done": step.moved_on + here, "wait": step.waiting - here, "late": step.late or 0, "gone": step.gone}


def drawn(funnel: Funnel) -> frozenset[parts.Status]:
    """Of which statuses there is anybody: the key names no others."""
    return frozenset(status for step in funnel.total.steps for status, count in statuses(step).items() if count)


def stacked(step: Step, funnel: Funnel) -> Markup:
    """A bar on the scale of all cities."""
    return parts.stacked(statuses(step), funnel.largest or 1)


def _hover(path: Path, number: int) -> str:
    """What is too much for the page, a line each."""
    before, start = path.conversion(number), path.from_start(number)
    lines = []
    if before and before.interval and before.denominator >= formats.SMALL_GROUP:
        lines.append(f"доля от прошлого шага {formats.interval(*before.interval)}")
    if start and start.denominator and number > 1:
        lines.append(f"от первого шага {formats.share(start.numerator, start.denominator)}")
    return "\n".join(lines)


# --- people -----------------------------------------------------------------------------------------------------------


def people(funnel: Funnel, programme: Programme, href: Href) -> Markup:
    """The funnel of the programme's participants."""
    made = Grid(
        "people",
        "Шаги по городам",
        "Вошли в шаг",
        [(path.name, _is_apart(path, funnel.apart)) for path in funnel.cities],
        rows(
            funnel,
            lambda step: stacked(step, funnel),
            lambda path, step: _said(path, step, funnel, programme, href),
            lambda path, step: _apart(path, step, funnel.apart),
        ),
        longest(funnel),
        formats.capital(f"дошли {to_step(programme.steps[-1])}"),
        [_outcome(path.completed) for path in funnel.cities if path.completed],
    )
    return grid(made)


def _is_apart(path: Path, apart: Comparison) -> bool:
    return any(one.city == (path.city and path.city.key) for one in (*apart.behind, *apart.standing))


def _apart(path: Path, step: Step, found: Comparison) -> str:
    """«11 из 21 зачисленного, у других 71 из 83»: fewer came here than chance explains."""
    here = path.city.key if path.city else ""
    return next((_against(one) for one in found.behind if (one.city, one.step) == (here, step.key)), "")


def _against(found: Difference) -> str:
    own, others = found.own, found.others
    enrolled = nouns.ENROLLED.case(own.denominator, "gen")
    there = formats.out_of(others.numerator, others.denominator)
    return f"{formats.out_of(own.numerator, own.denominator)} {enrolled}, у{formats.NBSP}других {there}"


def red(words: str) -> Markup:
    """What red words say, for the key."""
    return draw("funnel.html", "red", words)


def _said(path: Path, step: Step, funnel: Funnel, programme: Programme, href: Href) -> list[Said]:
    """What became of those who did not move on; those who stand are named behind a link."""
    if not step.entered:
        return [Said("", "пока никого")]
    said = [_linked(Said(*one), path, step, funnel.apart, href) for one in became(step, programme.school.exits)]
    if step.last:
        said.insert(0, Said("", _here(step)))
    return said or [Said("", "все пошли дальше")]


def _linked(said: Said, path: Path, step: Step, apart: Comparison, href: Href) -> Said:
    if said.status != "late" or not path.city:
        return said
    status = "late" if apart.has_many_standing(path.city.key) else "stand"
    return Said(status, said.words, href(path.city, step), f"{path.name}, шаг {step.name}")


def _here(step: Step) -> str:
    place = "здесь" if step.late is None else "сейчас здесь"
    return place if step.waiting == step.entered else f"{place}{formats.NBSP}{formats.number(step.waiting)}"


def _outcome(completed: Completed) -> Outcome:
    """«18 из 41 зачисленного — 44 % (интервал 30–59 %)»; with young cohorts «из них 6 — рано судить», and the share without them."""
    everybody, grown = completed.everybody, completed.grown
    if not everybody.denominator:
        return Outcome("–", "никто не зачислен")
    result = formats.out_of(everybody.numerator, everybody.denominator)
    enrolled = nouns.ENROLLED.case(everybody.denominator, "gen")
    if not grown.denominator:
        return Outcome(result, enrolled, notes=[TOO_EARLY], early=True)
    notes = []
    if completed.young:
        notes = [
            f"из{formats.NBSP}них {formats.number(completed.young)}{formats.NBSP}— {TOO_EARLY}",
            f"без{formats.NBSP}них {formats.out_of(grown.numerator, grown.denominator)}",
        ]
    return Outcome(result, enrolled, *_judged(grown), notes)


def _judged(share: Share) -> tuple[str, str]:
    """The per cent and its interval, of ten people and more."""
    if share.denominator < formats.SMALL_GROUP or share.interval is None:
        return "", ""
    return formats.percent_of(share.numerator, share.denominator), formats.interval(*share.interval)

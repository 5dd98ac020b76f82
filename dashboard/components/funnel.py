"""The funnel on screen: a column a city, a row a step, all bars on one scale. The funnel of people, and what it shares with that of
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
from dashboard.indicators.definition import Share
from dashboard.indicators.funnel import Funnel, Path, Step, became, genitive
from data_loader.programme import Attention, City, Exit, Programme

Href = Callable[[City], str]
"""Where the people of a city who stand still are named."""


class Said(NamedTuple):
    """Words below a bar: in the colour of their status, and with a link to whom they are about."""

    status: str
    words: str
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """A step of a city."""

    step: Step
    share: str
    """Of those who entered the step before."""
    lags: bool
    bar: Markup
    hover: str
    said: Sequence[Said]


@dataclass(frozen=True)
class Outcome:
    """How many of those enrolled came to the last step."""

    result: str
    of: str
    percent: str = ""
    interval: str = ""
    from_start: str = ""


@dataclass(frozen=True)
class Column:
    """A city; without cells `nothing` is said in their place."""

    name: str
    cells: Sequence[Cell]
    href: str = ""
    outcome: Outcome | None = None
    nothing: str = ""

    @property
    def lags(self) -> bool:
        return any(cell.lags for cell in self.cells)


@dataclass(frozen=True)
class Names:
    """The first column: what the numbers are, the steps, and what the outcome is."""

    head: str
    steps: Sequence[tuple[Step, str]]
    """With what is said below the name."""
    outcome: str = ""


def grid(name: str, names: Names, columns: Sequence[Column], class_name: str = "") -> Markup:
    """Columns side by side, with names of the cities to jump to on a phone; `name` parts this grid from others."""
    return draw("funnel.html", "grid", name, names, columns, class_name)


Bar = Callable[[Step], Markup]
Words = Callable[[Step], Sequence[Said]]


def cells(funnel: Funnel, path: Path, attention: Attention, bar: Bar, words: Words) -> list[Cell]:
    """All steps of a city."""
    return [_cell(path, number, funnel.lags(path, number, attention), bar, words) for number in range(len(path.steps))]


def _cell(path: Path, number: int, lags: bool, bar: Bar, words: Words) -> Cell:
    step = path.steps[number]
    said = words(step)
    return Cell(step, _share(path.conversion(number)), lags, bar(step), _hover(path, number, said), said)


def statuses(step: Step) -> dict[parts.Status, int]:
    """The parts of a bar, in fixed order; who arrived at the last step has done what there is to do."""
    here = step.waiting if step.last else 0
    return {"done": step.moved_on + here, "wait": step.waiting - here, "late": step.late or 0, "gone": step.gone}


def stacked(step: Step, funnel: Funnel) -> Markup:
    """A bar on the scale of all cities, with the number of those who moved on."""
    moved_on = formats.number(step.moved_on) if step.moved_on else ""
    return parts.stacked(statuses(step), funnel.largest or 1, inside=moved_on)


def _share(share: Share | None) -> str:
    return formats.share(share.numerator, share.denominator) if share and share.denominator else ""


def _hover(path: Path, number: int, said: Sequence[Said]) -> str:
    """What is too much for the page, a line each."""
    step, before, start = path.steps[number], path.conversion(number), path.from_start(number)
    lines = [step.name, f"вошли {formats.number(step.entered)}"]
    if before and before.interval and before.denominator >= formats.SMALL_GROUP:
        lines.append(f"доля от прошлого шага {formats.interval(*before.interval)}")
    if from_start := _share(start):
        lines.append(f"от первого шага {from_start}")
    return "\n".join([*lines, *(one.words for one in said)])


# --- people -----------------------------------------------------------------------------------------------------------


def people(funnel: Funnel, programme: Programme, href: Href) -> Markup:
    """The funnel of the programme's participants."""
    last = programme.steps[-1]
    names = Names("Вошли в шаг", [(step, "") for step in funnel.total.steps], f"Дошли до {genitive(last.name, last.forms)}")
    return grid("people", names, [_column(path, funnel, programme, href) for path in funnel.cities])


def _column(path: Path, funnel: Funnel, programme: Programme, href: Href) -> Column:
    link = href(path.city) if path.city else ""
    exits = programme.school.exits
    found = cells(funnel, path, programme.attention, lambda step: stacked(step, funnel), lambda step: _said(step, exits, link))
    return Column(path.name, found, link, _outcome(path, programme))


def _said(step: Step, exits: Sequence[Exit], href: str) -> list[Said]:
    """What became of those who did not move on; those who stand still are named behind a link."""
    if not step.entered:
        return [Said("", "пока никого")]
    said = [Said(status, words, href if status == "late" else "") for status, words in became(step, exits)]
    if step.last:
        said.insert(0, Said("here", _here(step)))
    return said or [Said("", "все пошли дальше")]


def _here(step: Step) -> str:
    place = "здесь" if step.late is None else "сейчас здесь"
    return place if step.waiting == step.entered else f"{place} {formats.number(step.waiting)}"


def _outcome(path: Path, programme: Programme) -> Outcome:
    """«18 из 41 зачисленного — 44 % (интервал 30–59 %), от заявки — 18 из 52, 35 %»."""
    came, enrolled = path.steps[-1].entered, path.entered(programme.enrolment.key)
    if not enrolled:
        return Outcome("–", "никто не зачислен")
    share = Share(came, enrolled)
    judged = enrolled >= formats.SMALL_GROUP and share.interval is not None
    return Outcome(
        formats.out_of(came, enrolled),
        formats.plural(enrolled, *formats.OF_ENROLLED),
        formats.percent_of(came, enrolled) if judged else "",
        formats.interval(*share.interval) if judged and share.interval else "",
        _from_start(path, programme),
    )


def _from_start(path: Path, programme: Programme) -> str:
    first = programme.steps[0]
    share = _share(path.from_start(len(path.steps) - 1))
    if first.key == programme.enrolment.key or not share:
        return ""
    return f"от {genitive(first.name, first.forms)} — {share}"

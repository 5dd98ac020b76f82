"""Who stands still: squares of people by city and step, names; and how many skipped each part."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.components import parts
from dashboard.components.markup import draw
from dashboard.indicators.stages import Matrix, Standing
from dashboard.rows import StandingPerson
from data_loader.programme import Programme

FIRST = 8
"""Names listed at once; the rest unfold."""
MOST_SQUARES = 9
"""With more people of a city on a step all are bars."""
MOST_STEPS = 7
"""More steps need the whole width of a page."""
MOST_LETTERS = 5
"""Longer numbers do not either: «1 234» does, «12 345» does not."""


def in_squares(found: Standing) -> bool:
    """Whether one square is one person; else bars on one scale."""
    return found.most <= MOST_SQUARES


def fits_beside(found: Standing) -> bool:
    """Whether something can stand beside it."""
    return len(found.steps) <= MOST_STEPS


def where_they_stand(found: Standing, title: str) -> Markup:
    """People by city and step, as squares or bars, each with its number; a table that may be too wide for its place can be scrolled."""
    letters = [len(formats.number(most)) for most in (found.most, found.most_of_a_city)]
    wide = not fits_beside(found) or letters[0] > MOST_LETTERS
    return draw("stages.html", "where", found, in_squares(found), letters, title if wide else "")


def skipped_rows(found: Matrix) -> Markup:
    """How many skipped each part, with a bar."""
    rows = [(part.name, found.total.cells[n].skipped) for n, part in enumerate(found.parts)]
    return draw("stages.html", "skipped", rows, max((n for _, n in rows), default=0) or 1)


def people_list(people: Sequence[StandingPerson], programme: Programme, total: int) -> Markup:
    """The first names, and the rest behind a fold; `total`: how many there are."""

    def table(rows: Sequence[StandingPerson], head: bool) -> Markup:
        return draw("stages.html", "names", rows, programme, head)

    return parts.unfolding(people, FIRST, table, *formats.PEOPLE, total=total)

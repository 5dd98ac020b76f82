"""The mentors: workload and last contact, organisations without a mentor."""

from __future__ import annotations

from datetime import date
from functools import partial

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.mentors.then import months_then, then_blocks
from dashboard.arrangement.mentors.without import without_blocks
from dashboard.arrangement.mentors.workload import meetings_shown, workload_block, workload_of
from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block
from dashboard.components import parts
from dashboard.filters import Offer
from dashboard.indicators.mentors import Workload, explained, last_day, message
from data_loader.months import first_of_month


def blocks(view: View) -> list[Block]:
    day = last_day(view.filters.month or first_of_month(view.today), view.today)
    if view.snapshot.historic:
        return then_blocks(view, day)
    found = workload_of(view, day)
    return [_lead(view, found), workload_block(view, found), *without_blocks(view, found)]


def months(view: View) -> tuple[date, ...]:
    """Months that have meetings, up to the present one."""
    return months_then(view) if view.snapshot.historic else meetings_shown(view, view.today).months()


SUBJECT = Subject("mentors", "Наставники", Offer(parts=("city", "month")), blocks, months)


def _lead(view: View, found: Workload) -> Block:
    said = message(found, view.programme)
    paragraphs = [*explained(found, said, view.programme), *_where_meetings_are(view, found)]
    return Block("lead", said.text, partial(parts.lead, said.text, *paragraphs))


def _where_meetings_are(view: View, found: Workload) -> list[Markup]:
    """A way out of a year without a meeting, where there are meetings before it."""
    if any(month.meetings for month in found.months):
        return []
    before = [month for month in months(view) if month < found.month]
    if not before:
        return []
    link = parts.link(formats.month(before[-1]), view.filters.but(month=before[-1]).href(view.path))
    return [parts.together("Последний месяц со встречами — ", link)]

"""The overview: four numbers, a row per city, what needs attention, how fresh the data are."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from dashboard.arrangement.overview.cities import cities_block
from dashboard.arrangement.overview.goals import goals_blocks
from dashboard.arrangement.overview.known import Known
from dashboard.arrangement.overview.numbers import message_of, numbers_block
from dashboard.arrangement.overview.watch import watch_block
from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block
from dashboard.components import parts
from dashboard.components.freshness import freshness
from dashboard.filters import Offer
from dashboard.indicators.attention import is_old
from dashboard.queries import reference


def blocks(view: View) -> list[Block]:
    known = Known(view)
    said = message_of(known).text
    lead = Block("lead", said, partial(parts.lead, said))
    return [lead, numbers_block(known), watch_block(known), cities_block(known), *goals_blocks(known), _fresh_block(known)]


SUBJECT = Subject("overview", "Обзор", Offer(parts=("city", "cohort", "until")), blocks, layout="split")


def _fresh_block(known: Known) -> Block:
    title = "Последняя запись в данных"
    return Block("fresh", title, lambda: _fresh(known, title))


def _fresh(known: Known, title: str) -> Markup:
    view = known.view
    rows, refused = reference.rows_on_record(view.snapshot, view.viewer)
    return freshness(
        title,
        known.days,
        view.today,
        lambda day: is_old(day, view.today, view.programme.attention),
        None if rows is None else sum(rows.values()),
        refused,
    )

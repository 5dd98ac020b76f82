"""The methodology: every indicator by the objects that compute it, the rules they share, the settings of this programme."""

from __future__ import annotations

from functools import partial

from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block
from dashboard.components import parts
from dashboard.components.methodology import methodology
from dashboard.filters import Offer
from dashboard.indicators.catalogue import INDICATORS
from dashboard.indicators.methodology import message, rules_of, settings_of


def blocks(view: View) -> list[Block]:
    said = message(INDICATORS)
    drawn = partial(methodology, INDICATORS, rules_of(view.programme), settings_of(view.programme))
    return [
        Block("lead", said.text, partial(parts.lead, said.text, *filter(None, [said.detail]))),
        Block("definitions", "Как считаем", drawn),
    ]


SUBJECT = Subject("methodology", "Методика", Offer(parts=()), blocks, needs_data=False)

"""The stages: who completed each part, how long it took, who stands still."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from dashboard.arrangement.comparing import began, compared, young
from dashboard.arrangement.stages.completion import (
    Completion,
    cities_block,
    cohorts_block,
    completion,
    medians_block,
    skipped_block,
)
from dashboard.arrangement.stages.standing import everybody_standing, standing_blocks
from dashboard.arrangement.view import Subject, View
from dashboard.blocks import Block
from dashboard.components import notice, parts
from dashboard.filters import Offer
from dashboard.indicators.cohorts import about_young
from dashboard.indicators.differences import about, apart_said
from dashboard.indicators.stages import message

NO_PARTS = "У этой программы нет частей"


def blocks(view: View) -> list[Block]:
    everyone = None if view.filters.until else everybody_standing(view)
    still = everyone and everyone.of(view.filters.city_keys(view.programme))
    if not view.programme.parts:
        return [_lead(NO_PARTS), _no_parts(), *standing_blocks(view, still)]
    found = completion(view, everyone, compared(view), young(view))
    if not found.cities.total.enrolled:
        return [_lead(message(found.judged).text), _nobody()]
    return [
        _lead(message(found.judged).text, *_explained(view, found)),
        cities_block(view, found.cities),
        replace(cohorts_block(view, young(view)), column="left"),
        replace(medians_block(view), column="right"),
        *standing_blocks(view, still, skipped_block(found.cities)),
    ]


SUBJECT = Subject("stages", "Этапы", Offer(parts=("city", "cohort", "until")), blocks)


def _explained(view: View, found: Completion) -> list[str]:
    """Of whom the message speaks, and which city is behind."""
    shown = view.filters.city_keys(view.programme)
    left_out = about_young(found.young, began(view), alone=found.cities.total.early)
    apart = apart_said(compared(view), shown, view.programme)
    return [said for said in (left_out, *apart, about(compared(view), shown, view.programme)) if said]


def _lead(text: str, *paragraphs: str) -> Block:
    return Block("lead", text, partial(parts.lead, text, *paragraphs))


def _no_parts() -> Block:
    title = "Матрицы нет"
    return Block("parts", title, partial(notice.empty, title, "В programme.toml ни у одного шага не стоит part = true."))


def _nobody() -> Block:
    title = "Показывать пока нечего"
    again = parts.button("Показать всё", "/stages", first=True)
    return Block("nobody", title, partial(notice.empty, title, "В выбранных данных никто не зачислен.", [again]))

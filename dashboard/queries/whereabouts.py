"""Where somebody stands, from their rows in the registry: the rule of DESIGN for one person at a time, as measures count it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data_loader.programme import Programme


def whereabouts(rows: Iterable[tuple[str, date]], programme: Programme) -> tuple[int, date] | None:
    """Place of the furthest step and the day it was reached, of somebody who has not left; None of anybody else.

    `rows`: (step or exit, day) of one participant. An exit counts unless a step on a later day follows it.
    """
    order = {step.key: number for number, step in enumerate(programme.steps)}
    exits = {exit_.key for exit_ in programme.school.exits}
    rows = list(rows)
    steps = [(order[key], day) for key, day in rows if key in order]
    left = max((day for key, day in rows if key in exits), default=None)
    if not steps or (left is not None and left >= max(day for _, day in steps)):
        return None
    return max(steps)

"""The four numbers: label, number, goal, meter, a sentence of fact, the last 30 days and twelve monthly columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.components.markup import draw
from dashboard.indicators.overview import RECENT_DAYS, Kpi, Number


@dataclass(frozen=True)
class _Months:
    """Monthly columns: their heights from 0 to 1, and what a screen reader says of them."""

    heights: Sequence[str]
    first: str
    last: str
    label: str
    unfinished: bool = False


@dataclass(frozen=True)
class _Value:
    """What is known of a number, in words."""

    value: str
    size: str
    goal: str
    low: bool
    recent: str
    months: _Months
    time: float | None = None
    """How much of the time to a goal that is not met is gone, for a tick on the meter."""


def kpis(cards: Sequence[Kpi]) -> Markup:
    drawn = [(card, None if card.number.missing else _value(card)) for card in cards]
    return draw("overview.html", "kpis", drawn, f"за {RECENT_DAYS} дней", _key([known for _, known in drawn if known]))


def _key(values: Sequence[_Value]) -> list[tuple[str, str]]:
    """What is drawn beside the numbers, by class and in words."""
    low, timed = any(value.low for value in values), any(value.time is not None for value in values)
    marks = (("lowmark", "цель отстаёт от своего срока", low), ("time-mark", "сколько срока прошло", timed))
    return [(name, words) for name, words, shown in marks if shown]


def _value(card: Kpi) -> _Value:
    number = card.number
    value = formats.number(number.value)
    return _Value(
        value=value,
        size=_size(value),
        goal=formats.number(number.goal.value) if number.goal else "",
        low=any(said.act for said in card.said) and not number.progress.reached,
        recent=formats.signed(number.recent),
        months=_months(number),
        time=number.pace.share_of_time if number.pace and not number.pace.is_met else None,
    )


def _size(value: str) -> str:
    """Long numbers are set smaller, so that a phone holds them."""
    return " longer" if len(value) > 8 else " long" if len(value) > 6 else ""


def _months(number: Number) -> _Months:
    counts = [count for _, count in number.months]
    top = max(counts) or 1
    said = ", ".join(
        f"{formats.month_name(month)} {month.year}{formats.NBSP}— {formats.number(count)}" for month, count in number.months
    )
    unfinished = number.is_unfinished
    return _Months(
        heights=[f"{max(count, 0) / top:.3f}" for count in counts],
        first=formats.short_month(number.months[0][0]),
        last=formats.short_month(number.months[-1][0]) + (", не окончен" if unfinished else ""),
        label=f"{number.indicator.title} по месяцам: {said}{' (месяц не окончен)' if unfinished else ''}",
        unfinished=unfinished,
    )

"""The four numbers: label, number, goal, meter, a sentence of fact, the last 30 days and twelve monthly columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import formats
from dashboard.components import parts
from dashboard.indicators.overview import RECENT_DAYS, Kpi, Number, Said


def kpis(cards: Sequence[Kpi]) -> html.Section:
    return html.Section([_card(card) for card in cards], className="kpis", **parts.aria(label="Главные числа программы"))


def _card(card: Kpi) -> html.Div:
    heading = html.H3([formats.breakable(formats.bind(card.title)), *_cohorts(card)])
    if card.number.missing:
        return html.Div([heading, *_missing(card.number.missing)], className="kpi")
    return html.Div([heading, *_present(card)], className="kpi")


def _cohorts(card: Kpi) -> list[Any]:
    return [html.Small("по всем потокам")] if card.all_cohorts else []


def _present(card: Kpi) -> list[Any]:
    number = card.number
    value = formats.number(number.value)
    low = any(said.act for said in card.said) and not number.progress.reached
    return [
        html.P([value, " ", *_goal(card)], className="big" + _size(value)),
        parts.meter(number.progress, low=low),
        html.P(_sentences(card.said), className="say"),
        html.Div([_recent(number), _months(number)], className="d"),
    ]


def _size(value: str) -> str:
    """Long numbers are set smaller, so that a phone holds them."""
    return " longer" if len(value) > 8 else " long" if len(value) > 6 else ""


def _goal(card: Kpi) -> list[Any]:
    """«из 25 организаций»; the unit gives way on a phone."""
    goal = card.number.goal
    if goal is None:
        return []
    unit = [html.Span(f" {card.unit_after_goal}", className="l")] if card.unit_after_goal else []
    return [html.Small([f"из{formats.NBSP}{formats.number(goal.value)}", *unit])]


def _sentences(said: Sequence[Said]) -> list[Any]:
    told: list[Any] = []
    for sentence in said:
        told += [html.Br() if sentence.apart else " ", *_sentence(sentence)]
    return told[1:]


def _sentence(said: Said) -> list[Any]:
    words = [parts.act(formats.bind(said.strong)) if said.act else html.B(formats.bind(said.strong))] if said.strong else []
    return [*words, f" {formats.bind(said.rest)}" if words and said.rest else formats.bind(said.rest)]


def _recent(number: Number) -> html.Span:
    return html.Span([html.B(formats.signed(number.recent)), html.Br(), f"за{formats.NBSP}{RECENT_DAYS}{formats.NBSP}дней"])


def _months(number: Number) -> html.Span:
    first, last = number.months[0][0], number.months[-1][0]
    label = f"{number.indicator.title} по месяцам: " + ", ".join(
        f"{formats.month_name(month)} {month.year}{formats.NBSP}— {formats.number(count)}" for month, count in number.months
    )
    values = [count for _, count in number.months]
    return parts.columns_of_months(values, formats.short_month(first), formats.short_month(last), label)


def _missing(why: str) -> list[Any]:
    """The same five rows, so that the four stay in line."""
    return [
        html.P("нет данных", className="big none"),
        html.Div(className="meter none", **parts.aria(hidden="true")),
        html.P(formats.bind(why), className="say"),
        html.Div(className="d"),
    ]

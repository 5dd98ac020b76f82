"""The four numbers with their goals, and the message that they make."""

from __future__ import annotations

from dashboard.arrangement.overview.known import Known
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components.kpi import kpis
from dashboard.grammar import nouns
from dashboard.indicators.message import Message
from dashboard.indicators.overview import (
    ENROLLED,
    HOURS,
    PEOPLE,
    REGISTERED,
    Kpi,
    Number,
    Said,
    goal_said,
    message,
    numbers_table,
    registered_said,
    short_names,
)
from dashboard.sentence import say_cohorts


def message_of(known: Known) -> Message:
    """Of chosen cohorts only what knows cohorts; one city of several is named."""
    view = known.view
    chosen = [view.programme.city(key).name for key in view.filters.cities[:1] if len(view.filters.cities) == 1]
    if not view.filters.cohorts:
        return message(list(known.numbers.values()), about=", ".join(chosen))
    return message([known.numbers[ENROLLED.key]], about=", ".join([*chosen, say_cohorts(view.filters)]))


def numbers_block(known: Known) -> Block:
    return Block(
        "numbers",
        "Главные числа программы",
        lambda: kpis(_cards(known)),
        numbers_table(list(known.numbers.values())),
        indicators=(ENROLLED, REGISTERED, PEOPLE, HOURS),
        class_name="numbers",
    )


def _cards(known: Known) -> list[Kpi]:
    enrolled, registered, people, hours = known.numbers.values()
    by_track = _by_track(known)
    both = int(sum(count for _, count in by_track) - registered.value) if len(by_track) == 2 else 0
    return [
        _card(known.view, enrolled, goal_said(enrolled)),
        _card(known.view, registered, registered_said(registered, by_track, both)),
        _card(known.view, people, goal_said(people)),
        _card(known.view, hours, goal_said(hours)),
    ]


def _card(view: View, found: Number, said: tuple[Said, ...]) -> Kpi:
    unit = ""
    if found.indicator is REGISTERED and found.goal:
        unit = nouns.ORGANISATION.case(found.goal.value, "gen")
    title = "Благополучателей" if found.indicator is PEOPLE else found.indicator.title
    return Kpi(title, found, said, unit, all_cohorts=bool(view.filters.cohorts) and found.indicator is not ENROLLED)


def _by_track(known: Known) -> list[tuple[str, int]]:
    """Organisations at the last step of each register, under its short name."""
    counts = [sum(known.at_the_end.get((city, item), 0) for city in known.cities) for item in known.ends]
    return list(zip(short_names(known.view.programme.tracks), counts, strict=True))

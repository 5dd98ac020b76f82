"""The four states of an open case, and what each is called."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from dashboard import formats
from dashboard.grammar import nouns
from dashboard.indicators.waiting import Term
from dashboard.rows import MentorCases

Key = Literal["late", "wait", "new", "done"]


class State(NamedTuple):
    key: Key
    words: str
    cases: int


def states(of: MentorCases, term: Term) -> tuple[State, ...]:
    """All four, the most urgent first; `term`: how long a case may go without a meeting."""
    late = f"встреч не было больше {nouns.DAY.counted_in(term.days, 'gen')}"  # of a case that grew silent and of one that never had any
    return (
        State("late", late, of.late),
        State("wait", "очередь за органом", of.waiting),
        State("new", "новое дело, встреч ещё не было", of.new),
        State("done", "был контакт", of.in_touch),
    )


def states_said(of: MentorCases, day: date, term: Term) -> str:
    """«встреч не было больше 30 дней — 3, из них ни одной встречи — 1: дело открыто 40 дней назад; очередь за органом — 1»."""
    some = [state for state in states(of, term) if state.cases]
    return "; ".join(f"{state.words} — {state.cases}{_unmet(of, day) if state.key == 'late' else ''}" for state in some)


def _unmet(of: MentorCases, day: date) -> str:
    if of.unmet_since is None:
        return ""
    which = "дело открыто" if of.unmet == 1 else "самое давнее открыто"
    since = nouns.DAY.counted((day - of.unmet_since).days)
    return f", из них ни одной встречи — {formats.number(of.unmet)} ({which} {since} назад)"

"""Facts about organisations on their way to a register: beyond a legal term, or standing where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.grammar import days_range, nouns, verbs
from dashboard.indicators.attention.situation import Fact, Situation, where_shown
from dashboard.indicators.cities import at_city
from dashboard.indicators.waiting import Term, Wait, standing, track_term
from data_loader.measures import join_item
from data_loader.programme import Track, TrackStep


@dataclass(frozen=True)
class _Stands:
    """Organisations that stand on one step, the longest first."""

    track: Track
    step: TrackStep
    term: Term
    waits: Sequence[Wait]

    @property
    def total(self) -> int:
        return sum(wait.people for wait in self.waits)

    @property
    def days(self) -> list[int]:
        """Of each, the longest first."""
        return [wait.days for wait in self.waits for _ in range(wait.people)]

    @property
    def cities(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(wait.city for wait in self.waits))


def _found(s: Situation, *, legal: bool) -> Iterator[_Stands]:
    """Steps on the way to a register that somebody stands at: those with a legal term, or those without."""
    for track in s.programme.tracks:
        for step in track.steps[:-1]:
            term = track_term(step, s.programme.attention)
            waits = standing(s.organisations or {}, {join_item(track.key, step.key): term}, s.until, s.cities)
            if waits and term.is_legal is legal:
                yield _Stands(track, step, term, waits)


def organisations_overdue(s: Situation) -> Fact | None:
    """«В Тюмени на шаге „Заявление в орган“ две организации стоят 535 и 520 дней»: the step with the most of them."""
    worst = max(_found(s, legal=True), key=lambda one: (one.total, one.days[0]), default=None)
    if worst is None:
        return None
    verb = verbs.STANDS.of(worst.total)
    said = f"{nouns.ORGANISATION.worded(worst.total)} {verb} {days_range(worst.days)} на{formats.NBSP}шаге {formats.quoted(worst.step.name)}"
    cities = worst.cities
    headline = at_city(s.programme.city(cities[0]), said) if len(cities) == 1 else formats.capital(said)
    term = f"{worst.track.name}: срок{formats.NBSP}— {nouns.DAY.counted(worst.term.due or 0)}"
    extension = f", с продлением {formats.number(worst.term.days)}" if worst.term.extension else ""
    turn = "; очередь за органом" if worst.step.waits_for else ""
    shown = where_shown(s, cities)
    return Fact("organisations overdue", headline, f"{term}{extension}{turn}", "funnel", shown, "organisations", now=True)


def organisations_standing(s: Situation) -> Fact | None:
    """Organisations that stand longer than the waiting days at steps without a legal term."""
    waits = sorted((wait for one in _found(s, legal=False) for wait in one.waits), key=lambda wait: -wait.days)
    if not waits:
        return None
    n = sum(wait.people for wait in waits)
    days = nouns.DAY.counted_in(s.programme.attention.waiting_days, "gen")
    headline = f"{formats.capital(nouns.ORGANISATION.worded(n))} {verbs.STANDS.of(n)} на{formats.NBSP}пути в{formats.NBSP}реестр больше {days}"
    who = f"Дольше всех{formats.NBSP}—" if n > 1 else "Уже"
    detail = f"{who} {nouns.DAY.counted(waits[0].days)}, {s.programme.city(waits[0].city).name}"
    shown = where_shown(s, tuple(dict.fromkeys(wait.city for wait in waits)))
    return Fact("organisations standing", headline, detail, "funnel", shown, "organisations")

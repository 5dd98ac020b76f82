"""Facts about organisations on their way to a register: beyond a legal term, or standing where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.indicators.attention.situation import Fact, Situation, counted_days, where_shown
from dashboard.indicators.cities import at_city
from data_loader.measures import join_item
from data_loader.programme import Track, TrackStep

Waits = Sequence[tuple[str, int]]
"""City and days of each organisation, the longest first."""


@dataclass(frozen=True)
class _Overdue:
    """Organisations on one step for longer than its term."""

    track: Track
    step: TrackStep
    waits: Waits


def _term(step: TrackStep) -> int | None:
    return None if step.due_days is None else step.due_days + (step.extension_days or 0)


def _overdue(s: Situation) -> list[_Overdue]:
    """Steps with a term that somebody waits at beyond it."""
    found = [_Overdue(track, step, _waits(s, track, step, term)) for track, step, term in _steps(s) if term is not None]
    return [overdue for overdue in found if overdue.waits]


def _steps(s: Situation) -> Iterator[tuple[Track, TrackStep, int | None]]:
    """Every step on the way to a register, with its term."""
    return ((track, step, _term(step)) for track in s.programme.tracks for step in track.steps[:-1])


def _waits(s: Situation, track: Track, step: TrackStep, longer_than: int) -> Waits:
    """Of those at a step for more than so many days."""
    item = join_item(track.key, step.key)
    here = [(city, (s.until - day).days, n) for (city, at, day), n in (s.organisations or {}).items() if at == item]
    late = sorted((one for one in here if one[1] > longer_than), key=lambda one: -one[1])
    return [(city, days) for city, days, count in late for _ in range(count)]


def organisations_overdue(s: Situation) -> Fact | None:
    """«В Тюмени две организации ждут ответа 535 и 520 дней»: the step with the most of them."""
    found = _overdue(s)
    if not found:
        return None
    worst = max(found, key=lambda overdue: (len(overdue.waits), overdue.waits[0][1]))
    cities = tuple(dict.fromkeys(city for city, _ in worst.waits))
    n = len(worst.waits)
    verb = formats.agree(n, "ждёт", "ждут") if worst.step.waits_for else formats.agree(n, "стоит", "стоят")
    answer = "ответа " if worst.step.waits_for else ""
    said = f"{_organisations(n)} {verb} {answer}{_range(worst.waits)}"
    headline = at_city(s.programme.city(cities[0]), said) if len(cities) == 1 else formats.capital(said)
    after = f"«{worst.step.name}» ({worst.track.name}): срок{formats.NBSP}— {counted_days(worst.step.due_days or 0)}"
    extension = f", с продлением {formats.number(_term(worst.step) or 0)}" if worst.step.extension_days else ""
    shown = where_shown(s, cities)
    return Fact("organisations overdue", 170, headline, after + extension, "funnel", shown, "organisations", now=True)


def organisations_standing(s: Situation) -> Fact | None:
    """Organisations that stand longer than the waiting days at steps without a term."""
    waiting = s.programme.attention.waiting_days
    waits = [wait for track, step, term in _steps(s) if term is None for wait in _waits(s, track, step, waiting)]
    if not waits:
        return None
    n = len(waits)
    city, longest = max(waits, key=lambda wait: wait[1])
    verb = formats.agree(n, "стоит", "стоят")
    headline = f"{formats.capital(_organisations(n))} {verb} на пути в реестр больше {formats.days_genitive(waiting)}"
    who = f"Дольше всех{formats.NBSP}—" if n > 1 else "Уже"
    detail = f"{who} {counted_days(longest)}, {s.programme.city(city).name}"
    shown = where_shown(s, tuple(dict.fromkeys(city for city, _ in waits)))
    return Fact("organisations standing", 45, headline, detail, "funnel", shown, "organisations")


def _organisations(n: int) -> str:
    return f"{formats.number_word(n, gender='f')}{formats.NBSP}{formats.plural(n, *formats.ORGANISATIONS)}"


def _range(waits: Waits) -> str:
    """«535 и 520 дней»; of more than three the least and the most: «от 40 до 535 дней»."""
    numbers = [n for _, n in waits]
    if len(numbers) <= 3:
        listed = formats.listed([formats.number(n) for n in numbers])
        return f"{listed}{formats.NBSP}{formats.plural(numbers[-1], *formats.DAYS)}"
    return f"от {formats.number(min(numbers))} до {formats.days_genitive(max(numbers))}"

"""Organisations, and their way into the registers: registered, waiting within and beyond the term, refused, trying again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum.ru import inn

from data_loader.demo.frame import Frame, Row
from data_loader.programme import Track

ORGANISATIONS, LEAST_ORGANISATIONS = 55, 12
SOLE_TRADER = 2
"""The organisation that is a person in trade: 15 digits of ОГРНИП, 12 of ИНН."""

_FORMS = ("АНО", "Фонд", "Общественная организация")
_NAMES = (
    "Добрый дом", "Тёплый круг", "Опора", "Рядом", "Забота о близких", "Шаг навстречу", "Свет в окне", "Надежда", "Родник",
    "Перспектива", "Открытые двери", "Доброе утро", "Мост", "Вместе теплее", "Семейный очаг", "Новый берег", "Ладонь",
    "Радуга", "Живое слово", "Крылья", "Точка опоры", "Соседи",
)  # fmt: skip
_FIELDS = ("Помощь на дому", "Социальная адаптация", "Досуг и спорт", "Консультации", "Профилактика")
_REASONS = ("Недостаточная квалификация", "Неполный комплект документов")


def organisations(frame: Frame) -> list[Row]:
    chance = frame.chance("organisations")
    homes = frame.cities(frame.many(ORGANISATIONS, LEAST_ORGANISATIONS), chance)
    rows: list[Row] = []
    for n, city in enumerate(homes):
        founded = date(frame.today.year - chance.randint(3, 20), chance.randint(1, 12), chance.randint(1, 28))
        number, tax = _identifiers(frame, n, founded)
        rows.append(
            {"organisation": number, "inn": tax, "name": _name(n), "city": city.name,
             "field": chance.choice(_FIELDS), "registered_on": founded}
        )  # fmt: skip
    return rows


def _name(n: int) -> str:
    again, n = divmod(n, len(_FORMS) * len(_NAMES))
    name = f"{_FORMS[n // len(_NAMES)]} «{_NAMES[n % len(_NAMES)]}»"
    return f"{name} {again + 1}" if again else name


def _identifiers(frame: Frame, n: int, founded: date) -> tuple[str, str]:
    """Numbers with right check digits in a region that does not exist (99); one begins with a zero, one is not known."""
    if frame.programme.identifiers.organisation == "any":
        return f"О-{n + 1:03d}", ""
    if n == SOLE_TRADER:
        body = f"3{founded:%y}99{n:09d}"
        tax = f"9990{n:06d}"
        return f"{body}{int(body) % 13 % 10}", tax + inn.calc_personal_check_digits(tax)
    body = f"1{founded:%y}9900{n:05d}"
    tax = f"{'09' if n == 1 else '99'}99{n:05d}"
    return f"{body}{int(body) % 11 % 10}", "" if n == 4 else tax + inn.calc_company_check_digit(tax)


# --- the way into a register ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Way:
    """One organisation on its way; `turn` tells organisations with the same fate apart."""

    frame: Frame
    chance: Random
    organisation: str
    turn: int

    def attempt(self, track: Track, step: int, arrived: date, attempt: int = 1) -> list[Row]:
        """The steps up to one, with the days that led there."""
        rows: list[Row] = []
        day = arrived
        for key in reversed(track.steps[: step + 1]):
            rows.append(self._row(track, key.name, day, attempt, document=f"вх-{self.chance.randint(100, 999)}"))
            day -= timedelta(days=self.chance.randint(14, 40))
        return rows[::-1]

    def refusal(self, track: Track, refused: date, attempt: int = 1) -> list[Row]:
        arrived = refused - timedelta(days=self.chance.randint(20, 45))
        rows = self.attempt(track, _at_authority(track), arrived, attempt)
        if not track.exits:
            return rows
        return [*rows, self._row(track, track.exits[0].name, refused, attempt, reason=self.chance.choice(_REASONS))]

    def _row(self, track: Track, step: str, day: date, attempt: int, document: str = "", reason: str = "") -> Row:
        return {"organisation": self.organisation, "track": track.name, "step": step, "date": day,
                "attempt": attempt, "document": document, "reason": reason}  # fmt: skip

    def days(self, least: int, most: int) -> date:
        return self.frame.ago(self.chance.randint(least, max(least, most)))

    def one_of(self, tracks: Sequence[Track]) -> Track:
        return tracks[self.turn % len(tracks)]


def _at_authority(track: Track) -> int:
    """Where an authority has to answer: the step with a term, else one that waits for an authority, else the last but one."""
    before_the_end = track.steps[:-1]
    for wanted in ("due_days", "waits_for"):
        for number, step in enumerate(before_the_end):
            if getattr(step, wanted):
                return number
    return max(0, len(track.steps) - 2)


def _term(frame: Frame, track: Track) -> int:
    step = track.steps[_at_authority(track)]
    return (step.due_days or frame.programme.attention.waiting_days) + (step.extension_days or 0)


def _registered(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    track = way.one_of(tracks)
    arrived = way.days(5, 25) if way.turn == 0 else way.days(30, 420)
    return way.attempt(track, len(track.steps) - 1, arrived)


def _registered_everywhere(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    return [row for track in tracks for row in way.attempt(track, len(track.steps) - 1, way.days(20, 380))]


def _overdue(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    track = max(tracks, key=lambda track: track.steps[_at_authority(track)].due_days or 0)
    term = _term(way.frame, track)
    return way.attempt(track, _at_authority(track), way.days(term + 40, term + 130))


def _within_the_term(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    track = way.one_of(tracks)
    return way.attempt(track, _at_authority(track), way.days(2, _term(way.frame, track) // 2))


def _own_move_for_long(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    waiting = way.frame.programme.attention.waiting_days
    return way.attempt(way.one_of(tracks), 0, way.days(waiting + 10, waiting + 70))


def _refused(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    return way.refusal(way.one_of(tracks), way.days(15, 300))


def _trying_again(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    track = tracks[0]
    again = way.attempt(track, _at_authority(track), way.days(4, 25), 2)
    return [*way.refusal(track, again[0]["date"] - timedelta(days=way.chance.randint(10, 40))), *again]


def _just_begun(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    return way.attempt(way.one_of(tracks), 0, way.days(1, way.frame.programme.attention.waiting_days - 1))


def _not_yet(way: _Way, tracks: Sequence[Track]) -> list[Row]:
    return []


_FATES: tuple[Callable[[_Way, Sequence[Track]], list[Row]], ...] = (
    _registered, _overdue, _not_yet, _within_the_term, _trying_again, _registered,
    _own_move_for_long, _refused, _registered_everywhere, _not_yet, _just_begun, _registered,
)  # fmt: skip


def status(frame: Frame, homes: Sequence[Row]) -> list[Row]:
    tracks = frame.programme.tracks
    if not tracks:
        return []
    chance = frame.chance("status")
    rows: list[Row] = []
    for n, organisation in enumerate(homes):
        turn, fate = divmod(n, len(_FATES))
        rows += _FATES[fate](_Way(frame, chance, organisation["organisation"], turn + (fate > 0)), tracks)
    return rows

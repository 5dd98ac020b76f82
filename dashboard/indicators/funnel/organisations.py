"""What the ways of organisations onto the registers say first."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats
from dashboard.grammar import nouns, part_of, verbs
from dashboard.indicators.funnel.values import Funnel
from dashboard.indicators.message import Message
from data_loader.programme import Track


def tracks_message(funnels: Sequence[tuple[Track, Funnel]]) -> Message:
    """That of the track with the most overdue organisations, else of the first begun."""
    return _track_message(*max(funnels, key=lambda pair: _late(pair[1]) if pair[1].total.steps[0].entered else -1))


def _late(funnel: Funnel) -> int:
    return sum(step.late or 0 for step in funnel.total.steps)


def _track_message(track: Track, funnel: Funnel) -> Message:
    """«В реестр ИОПУ вошли 5 из 11 начавших организаций; ещё 5 стоят дольше срока»."""
    begun, came = funnel.total.steps[0].entered, funnel.total.steps[-1].entered
    if not begun:
        return Message(f"{track.name}: ни{formats.NBSP}одна организация ещё не{formats.NBSP}начала этот путь", "nobody")
    where = f"В{formats.NBSP}{track.forms.acc}" if track.forms.acc else f"{track.name}:"
    text = f"{where} {part_of(verbs.ENTERED, came, begun, nouns.BEGUN)}"
    if late := _late(funnel):
        text += f"; {_stand(late, came, begun)} дольше срока"
    return Message(text, "overdue" if late else "track")


def _stand(late: int, came: int, begun: int) -> str:
    """«ещё 5 стоят», «она стоит»: the only one is not counted again."""
    if begun == 1:
        return "она стоит"
    return f"{'ещё ' if came else ''}{formats.number(late)} {verbs.STANDS.of(late)}"

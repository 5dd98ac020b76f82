"""What the ways of organisations onto the registers say first."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats
from dashboard.indicators.funnel.values import Funnel
from dashboard.indicators.message import Message, heaviest
from data_loader.programme import Track


def tracks_message(funnels: Sequence[tuple[Track, Funnel]]) -> Message:
    """That of the track with the most overdue organisations, else of the first begun."""
    return heaviest(_track_message(track, funnel) for track, funnel in funnels)


def _track_message(track: Track, funnel: Funnel) -> Message:
    """«В реестр ИОПУ вошли 5 организаций из 11 начавших; ещё 5 стоят дольше срока»."""
    begun, came = funnel.total.steps[0].entered, funnel.total.steps[-1].entered
    if not begun:
        return Message(0, f"{track.name}: ни одна организация ещё не начала этот путь", "nobody")
    late = sum(step.late or 0 for step in funnel.total.steps)
    where = f"В{formats.NBSP}{track.forms.acc}" if track.forms.acc else f"{track.name}:"
    text = f"{where} {_registered(came, begun)}"
    if late:
        more = "ещё " if came else ""
        text += f"; {more}{formats.number(late)} {formats.agree(late, 'стоит', 'стоят')} дольше срока"
    return Message(10 + late, text, "overdue" if late else "track")


def _registered(came: int, begun: int) -> str:
    all_begun = f"{formats.number(begun)} {formats.plural(begun, 'начавшей', 'начавших', 'начавших')}"
    if begun == 1:
        return "вошла единственная начавшая организация" if came else "единственная начавшая организация пока не вошла"
    if came == begun:
        return f"вошли все начавшие{formats.NBSP}— {formats.counted(begun, *formats.ORGANISATIONS)}"
    if not came:
        return f"не вошла пока ни одна организация из{formats.NBSP}{all_begun}"
    verb = formats.plural(came, "вошла", "вошли", "вошли")
    return f"{verb} {formats.counted(came, *formats.ORGANISATIONS)} из{formats.NBSP}{all_begun}"

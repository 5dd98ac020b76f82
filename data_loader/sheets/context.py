"""What cells are read against: the programme's names and the day after which no fact may be dated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from data_loader import cells
from data_loader.cells import CellProblem
from data_loader.names import lookup, match_key
from data_loader.programme import Programme


class ParseContext:
    """Names are folded once for a load, not for every cell."""

    def __init__(self, programme: Programme, today: date) -> None:
        self.programme = programme
        self.today = today
        self.any_identifier = programme.identifiers.organisation == "any"
        self.cities = lookup(programme.cities)
        self.steps = lookup((*programme.steps, *programme.school.exits))
        self.tracks = lookup(programme.tracks)
        self.track_steps = {track.key: lookup((*track.steps, *track.exits)) for track in programme.tracks}
        self.categories = lookup(programme.categories)

    def named(self, names: Mapping[str, str], raw: Any, what: str, allowed: str) -> str:
        found = cells.name(raw)
        key = names.get(match_key(found))
        if key is None:
            raise CellProblem(f"{what} нет в программе", allowed)
        return key

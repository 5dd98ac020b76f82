"""Which data a view shows: as of which day and load, demonstration or not, the newest or as once known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard import formats


@dataclass(frozen=True)
class Stamp:
    day: date
    """The day of the load (today while nothing is loaded)."""
    load: int
    """0: nothing was ever loaded."""
    demo: bool
    historic: bool
    empty: bool = False
    """All that was loaded has been taken back: by this load, on this day."""

    def dated(self) -> str:
        """«данные на 31 октября 2026 г., загрузка № 1»."""
        return f"данные {self.on()}" if self.load else "данных ещё нет"

    def on(self) -> str:
        """«на 31 октября 2026 г., загрузка № 1»; of an empty one «отменены 31 октября 2026 г., отмена № 2»."""
        if self.empty:
            return f"отменены {formats.day(self.day)}, отмена №{formats.NBSP}{formats.number(self.load)}"
        return f"на{formats.NBSP}{formats.day(self.day)}, загрузка №{formats.NBSP}{formats.number(self.load)}"

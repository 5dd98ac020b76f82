"""Names as people write them: matched without regard to case, spaces, ё/е, «г.» and Latin look-alike letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

_LOOK_ALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_CITY = re.compile(r"^(?:г\.\s*|г\s+|гор\.\s*|город\s+)(?=\S)|(?:\s+г\.?)$")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans(dict.fromkeys("«»„“”‟'’`", '"') | dict.fromkeys("‐‑‒–—−", "-"))


def match_key(text: str) -> str:
    """What two spellings of one name have in common. Look-alikes are folded only beside Cyrillic letters.

    «  Г. Тюмень » and «тюмeнь» (with a Latin e) -> «тюмень»; «e-mail» stays Latin.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    folded = _SPACES.sub(" ", folded.replace("\u00ad", "")).strip()
    if _CYRILLIC.search(folded):
        folded = folded.translate(_LOOK_ALIKES)
    folded = _CITY.sub("", folded.replace("ё", "е")).strip()
    return folded.replace(" ", "")


class Labelled(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def labels(self) -> tuple[str, ...]: ...


def lookup(items: Iterable[Labelled]) -> dict[str, str]:
    """match_key of every key, name and alias -> key."""
    return {match_key(label): item.key for item in items for label in item.labels}

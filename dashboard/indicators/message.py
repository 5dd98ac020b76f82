"""The one sentence a page says first. Rules look at values and propose; the first that has something to say is heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Message:
    """A sentence; `key` names the rule that wrote it, for tests."""

    text: str
    key: str


def first(proposals: Iterable[Message | None]) -> Message:
    """The first proposal that is one: the order of rules is their priority. At least one must have something to say."""
    return next(proposal for proposal in proposals if proposal is not None)


def the_most(counts: Mapping[Key, int]) -> Key | None:
    """The key with the largest count; None when several share it, for then none of them stands out."""
    largest = max(counts.values(), default=0)
    found = [key for key, count in counts.items() if count == largest]
    return found[0] if len(found) == 1 else None

"""The one sentence a page says first. Rules look at values and propose; the heaviest proposal wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Message:
    """A sentence with its weight; `key` names the rule that wrote it, for tests."""

    weight: float
    text: str
    key: str


def heaviest(proposals: Iterable[Message | None]) -> Message:
    """The proposal with the most weight, the first of equals; at least one must be a message."""
    return max((proposal for proposal in proposals if proposal is not None), key=lambda proposal: proposal.weight)


def the_most(counts: Mapping[Key, int]) -> Key | None:
    """The key with the largest count; None when several share it, for then none of them stands out."""
    largest = max(counts.values(), default=0)
    found = [key for key, count in counts.items() if count == largest]
    return found[0] if len(found) == 1 else None

"""The one sentence a page says first. Rules look at values and propose; the heaviest proposal wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """A sentence with its weight; `key` names the rule that wrote it, for tests."""

    weight: float
    text: str
    key: str


def heaviest(proposals: Iterable[Message | None]) -> Message:
    """The proposal with the most weight, the first of equals; at least one must be a message."""
    return max((proposal for proposal in proposals if proposal is not None), key=lambda proposal: proposal.weight)

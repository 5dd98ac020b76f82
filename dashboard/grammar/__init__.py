"""The grammar of the sentences: nouns and verbs declared once, and builders for the shapes that recur.

A builder knows its 0, 1, 2, all and the rest, so no sentence handles them itself. There is no template language: a sentence is what
functions return.
"""

from dashboard.grammar import nouns, verbs
from dashboard.grammar.nouns import Noun
from dashboard.grammar.phrases import (
    and_more,
    days_range,
    every,
    in_some,
    of_goal,
    part_of,
    through_step,
    to_step,
)
from dashboard.grammar.verbs import Verb

__all__ = [
    "Noun",
    "Verb",
    "and_more",
    "days_range",
    "every",
    "in_some",
    "nouns",
    "of_goal",
    "part_of",
    "through_step",
    "to_step",
    "verbs",
]

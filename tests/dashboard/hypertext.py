"""What is found in HTML text."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["LexborNode", "Part", "found", "parsed", "words"]

Part = LexborNode | Sequence[LexborNode]


def parsed(html: str) -> LexborNode:
    """The body of a document that holds this text."""
    root = LexborHTMLParser(f"<body>{html}</body>").body
    assert root is not None
    return root


def words(part: Part) -> str:
    """All text, as a screen reader meets it; one space for any."""
    if isinstance(part, LexborNode):
        return " ".join(part.text(separator=" ").replace("\u00ad", "").replace("\u2060", "").split())
    return " ".join(words(one) for one in part)


def found(part: Part, name: str) -> list[LexborNode]:
    """Elements of a class, in the order of reading."""
    if isinstance(part, LexborNode):
        return part.css(f".{name}")
    return [one for node in part for one in found(node, name)]

"""Errors that the reader sees as written."""

from __future__ import annotations


class ReaderError(Exception):
    """What happened, in Russian, and what to do about it; shown as written, never logged as a fault."""

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}".strip())

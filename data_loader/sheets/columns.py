"""What a column and a sheet are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data_loader.cells import CellProblem, Noticed
from data_loader.names import match_key
from data_loader.sheets.context import ParseContext

Parse = Callable[[Any, ParseContext], Any]
Found = Iterator[tuple[str, CellProblem | Noticed]]
"""(column key, what was found there)"""


@dataclass(frozen=True)
class Column:
    """One column: its English key, Russian header, further headers, and how a cell is read into a registry column.

    `required`: the sheet must have it and every row must fill it. `hint` explains it in the template.
    """

    key: str
    russian: str
    field: str
    parse: Parse
    required: bool = False
    aliases: tuple[str, ...] = ()
    hint: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.russian, self.key, *self.aliases)


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet. `together` looks at the whole row after its cells: (values by column key) -> values or a problem."""

    key: str
    russian: str
    table: str
    columns: tuple[Column, ...]
    together: Callable[[dict[str, Any], ParseContext], Found] | None = None
    aliases: tuple[str, ...] = ()

    @cached_property
    def by_header(self) -> dict[str, Column]:
        return {match_key(header): column for column in self.columns for header in column.headers}

    @cached_property
    def own_headers(self) -> frozenset[str]:
        """The two headers of every column that come before its further ones where a table has both."""
        return frozenset(match_key(header) for column in self.columns for header in (column.russian, column.key))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(match_key(name) for name in (self.russian, self.key, *self.aliases))

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

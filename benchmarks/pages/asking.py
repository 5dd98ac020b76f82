"""What a browser asks the server for a view, written down from a real one and asked again for other filters.

`ask` is the one place that knows how a filter stands in a request: the text of the query, wherever it is, address or body.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import quote, urlsplit

from benchmarks.pages.data import TODAY

_OF_THE_LINE = ("host", "connection", "content-length", "if-none-match", "if-modified-since")
"""Headers that belong to one connection or one visit: not repeated."""
PATIENCE = 60
"""Seconds for one answer."""


@dataclass(frozen=True)
class Asked:
    """One request as the browser sent it; `target` is path and query."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""

    @property
    def raw(self) -> bytes:
        body = self.body.encode()
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers)]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Recipe:
    """Requests of one page: of the first visit (document and data, no files that a browser keeps) and of a filter change."""

    page: str
    query: str
    """The filter that was chosen while they were written down."""
    document: tuple[Asked, ...]
    change: tuple[Asked, ...]


def ask(requests: Sequence[Asked], chosen: str, query: str) -> list[Asked]:
    """The same requests for another query in place of the chosen one, however it was written."""

    def put(text: str) -> str:
        return text.replace(chosen, query).replace(quote(chosen, safe=""), quote(query, safe=""))

    return [replace(one, target=put(one.target), body=put(one.body)) for one in requests]


def written_down(method: str, url: str, headers: dict[str, str], body: str | None) -> Asked:
    parts = urlsplit(url)
    kept = [(name, value) for name, value in headers.items() if not name.startswith(":") and name.lower() not in _OF_THE_LINE]
    return Asked(method, parts.path + (f"?{parts.query}" if parts.query else ""), (("Host", parts.netloc), *kept), body or "")


def moved(recipe: Recipe, address: str) -> Recipe:
    """The recipe for a server elsewhere."""
    host = urlsplit(address).netloc

    def at_home(one: Asked) -> Asked:
        was = dict(one.headers)["Host"]
        return replace(one, headers=tuple((name, value.replace(was, host)) for name, value in one.headers))

    return replace(recipe, document=tuple(map(at_home, recipe.document)), change=tuple(map(at_home, recipe.change)))


def queries(cities: Sequence[str]) -> Iterator[str]:
    """Filters as the address writes them, no two the same: some of the cities, up to one of 600 days."""
    chance = random.Random(2019)
    days = [TODAY - timedelta(days=n) for n in range(1, 601)]
    some = [[key for n, key in enumerate(cities) if bits >> n & 1] for bits in range(1, 2 ** len(cities) - 1)]
    every = [(keys, day) for keys in some for day in days]
    chance.shuffle(every)
    return (f"city={','.join(keys)}&until={day}" for keys, day in every)


class UnansweredError(Exception):
    """The server did not give what a reader would have seen."""


class Line:
    """A connection that is kept open, as a browser keeps it; dialled again when the server hangs up."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def view(self, requests: Sequence[Asked]) -> None:
        """Asks one after the other."""
        for one in requests:
            await asyncio.wait_for(self._ask(one), PATIENCE)

    async def _ask(self, one: Asked) -> None:
        fresh = self._streams is None
        try:
            status = await self._exchange(one.raw)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            if fresh:
                raise
            status = await self._exchange(one.raw)
        if status not in (200, 204):
            raise UnansweredError(f"{one.method} {one.target} was answered with {status}")

    async def _exchange(self, raw: bytes) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(raw)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
        if headers.get("transfer-encoding") == "chunked":
            await _read_chunks(reader)
        else:
            await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            self.close()
        return int(head[0].split()[1])

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def _read_chunks(reader: asyncio.StreamReader) -> None:
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        await reader.readexactly(size + 2)
    await reader.readuntil(b"\r\n")

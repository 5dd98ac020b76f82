"""Views over plain HTTP: what one costs the server, and how many readers at once it serves."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from benchmarks.pages.asking import Asked, Line, Recipe, ask
from benchmarks.pages.server import Program

View = Sequence[Asked]
POPULAR = 12
"""Filters that many readers ask for, per page."""
NEW_ONE_IN, FIRST_ONE_IN = 10, 5
"""Of the views in mixed traffic one in so many is new to the server, and one in so many opens a page instead of changing a filter."""
MOST_VIEWS = 20_000


@dataclass(frozen=True)
class Traffic:
    """What viewers got who each ask for the next view as soon as the last is there."""

    per_second: float
    p95: float
    """Milliseconds."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the server's processor for one view that nobody asked for before, and for the same again."""

    new: float
    repeated: float


def cost(program: Program, requests: Sequence[Asked], chosen: str, fresh: Iterator[str], views: int, seconds: float) -> Cost:
    """Over so many new views and five times as many repeated ones, or as many as there are in that time."""
    few = [ask(requests, chosen, query) for query in islice(fresh, 5)]
    new = _cost(program, (ask(requests, chosen, query) for query in islice(fresh, views)), seconds)
    _cost(program, few, seconds)
    return Cost(new, _cost(program, (few[n % len(few)] for n in range(views * 5)), seconds))


def _cost(program: Program, views: Iterable[View], seconds: float) -> float:
    before = program.processor()
    asked = asyncio.run(_one_after_the_other(program.address, views, seconds))
    return (program.processor() - before) / asked * 1000


async def _one_after_the_other(address: str, views: Iterable[View], seconds: float) -> int:
    line, until, asked = Line(address), time.perf_counter() + seconds, 0
    for view in views:
        await line.view(view)
        asked += 1
        if time.perf_counter() > until:
            break
    line.close()
    return asked


def open_each(program: Program, recipes: Sequence[Recipe]) -> None:
    """One visit to each page."""
    asyncio.run(_one_after_the_other(program.address, [recipe.document for recipe in recipes], 60))


def mixed(recipes: Sequence[Recipe], fresh: Iterator[str]) -> Iterator[View]:
    """Views without end: all pages alike, mostly of popular filters, some new, some first visits."""
    chance = random.Random(2019)
    popular = {recipe.page: list(islice(fresh, POPULAR)) for recipe in recipes}
    while True:
        recipe = chance.choice(recipes)
        query = next(fresh) if chance.randrange(NEW_ONE_IN) == 0 else chance.choice(popular[recipe.page])
        requests = recipe.document if chance.randrange(FIRST_ONE_IN) == 0 else recipe.change
        yield ask(requests, recipe.query, query)


def crowd(address: str, viewers: int, views: Iterator[View], seconds: float) -> Traffic:
    """So many viewers for so long."""
    return asyncio.run(_crowd(address, viewers, views, seconds))


async def _crowd(address: str, viewers: int, views: Iterator[View], seconds: float) -> Traffic:
    took: list[float] = []
    began = time.perf_counter()

    async def viewer() -> None:
        line = Line(address)
        while time.perf_counter() < began + seconds and len(took) < MOST_VIEWS:
            view, asked = next(views), time.perf_counter()
            await line.view(view)
            took.append(time.perf_counter() - asked)
        line.close()

    await asyncio.gather(*(viewer() for _ in range(viewers)))
    return Traffic(len(took) / (time.perf_counter() - began), sorted(took)[int(len(took) * 0.95)] * 1000)

"""How fast the pages are: what comes over the wire, when it is on screen, what it costs the server, how many readers it serves.

    python -m benchmarks.pages [--quick] [--only visits filters] [--size small] [--root CHECKOUT] [--write]

A real Chromium over a real gunicorn, at two sizes of School and a map of many places, each number with its goal beside it.
`--write` puts the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.pages import browser as seen
from benchmarks.pages import goals, viewers
from benchmarks.pages.asking import Recipe, moved, queries
from benchmarks.pages.data import LARGE, PLACES, SCHOOLS, SMALL, make_database
from benchmarks.pages.goals import PAGES, WHOLE
from benchmarks.pages.server import Program, serve

HERE = Path(__file__).parents[2]
PAPER = HERE / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
NAMES = ("visits", "filters", "ways", "processor", "viewers")
SIZES = {SMALL: (SMALL,), LARGE: (LARGE,), PLACES: (PLACES,), "both": (SMALL, LARGE, PLACES)}
WORKERS = 2


@dataclass(frozen=True)
class Effort:
    """How often each thing is measured: at least for steady medians, or just to see that all of it works."""

    visits: int
    clicks: int
    rounds: int
    views: int
    seconds: float
    """For one round of traffic, and at most for one cost."""


FULL, QUICK = Effort(5, 20, 4, 40, 8), Effort(1, 4, 1, 10, 1.5)


@dataclass
class Run:
    """One run of the benchmark over one checkout; results by measure, page and size."""

    root: Path
    effort: Effort
    names: Sequence[str]
    results: dict[tuple[str, str, str], float] = field(default_factory=dict)
    chromium: str = ""

    def measure(self, size: str) -> None:
        pages = ["/map"] if size == PLACES else list(PAGES)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _say(f"{size}: making a School")
            database = make_database(self.root, SCHOOLS[size], folder)
            with serve(self.root, database, folder, workers=1) as program:
                with seen.chromium() as browser:
                    self.chromium = browser.version
                    self._on_screen(browser, program.address, size, pages)
                    needed = {"processor", "viewers"} & set(self.names)
                    cities, recipes = self._recipes(browser, program.address, pages) if needed else ([], [])
                if "processor" in self.names:
                    self._processor(program, size, cities, recipes)
            if "viewers" in self.names and size != PLACES:
                with serve(self.root, database, folder, WORKERS) as program:
                    self._viewers(program, size, cities, [moved(recipe, program.address) for recipe in recipes])

    def _on_screen(self, browser: Browser, address: str, size: str, pages: Sequence[str]) -> None:
        seen.visits(browser, address + pages[0])  # the first one makes the server and Chromium ready
        for page in pages if "visits" in self.names else ():
            _say(f"{size}: visits to {page}")
            self._visits(browser, address, page, size)
        for page in pages if "filters" in self.names else ():
            _say(f"{size}: clicks on {page}")
            clicks = seen.filter_clicks(browser, address + page, self.effort.clicks)
            self._note(page, size, filter_p50=median(clicks), filter_p95=_p95(clicks))
        if "ways" in self.names and len(pages) > 1:
            _say(f"{size}: from page to page")
            self._ways(browser, address, size, pages)

    def _visits(self, browser: Browser, address: str, page: str, size: str) -> None:
        pairs = [seen.visits(browser, address + page) for _ in range(self.effort.visits)]
        cold, warm = [first for first, _ in pairs], [second for _, second in pairs]
        self._note(
            page, size,
            cold_kib=median(one.kib for one in cold), cold_requests=median(one.requests for one in cold),
            text_kib=median(one.text_kib for one in cold), text_requests=median(one.text_requests for one in cold),
            warm_kib=median(one.kib for one in warm), warm_requests=median(one.requests for one in warm),
            text=median(one.text for one in cold), drawn_cold=median(one.drawn for one in cold),
            drawn_warm=median(one.drawn for one in warm), shift=max(one.shift for one in (*cold, *warm)),
        )  # fmt: skip

    def _ways(self, browser: Browser, address: str, size: str, pages: Sequence[str]) -> None:
        ways = seen.ways(browser, address, pages, self.effort.rounds)
        for page in pages:
            self._note(page, size, way_p50=median(took for to, took in ways if to == page))
        self._note(WHOLE, size, way_p50=median(took for _, took in ways), way_p95=_p95([took for _, took in ways]))

    def _recipes(self, browser: Browser, address: str, pages: Sequence[str]) -> tuple[list[str], list[Recipe]]:
        _say("writing down what Chromium asks for")
        cities = seen.cities(browser, address + pages[0])
        return cities, [seen.recipe(browser, address, page, cities[1], 1) for page in pages]

    def _processor(self, program: Program, size: str, cities: Sequence[str], recipes: Sequence[Recipe]) -> None:
        fresh = queries(cities)
        for recipe in recipes:
            _say(f"{size}: processor of {recipe.page}")
            views, seconds = self.effort.views, self.effort.seconds
            change = viewers.cost(program, recipe.change, recipe.query, fresh, views, seconds)
            opened = viewers.cost(program, recipe.document, recipe.query, fresh, views, seconds)
            self._note(recipe.page, size, new=change.new, repeated=change.repeated)
            self._note(recipe.page, size, opened_new=opened.new, opened_repeated=opened.repeated)

    def _viewers(self, program: Program, size: str, cities: Sequence[str], recipes: Sequence[Recipe]) -> None:
        viewers.open_each(program, recipes)
        rest = program.memory()
        views = viewers.mixed(recipes, queries(cities))
        for number in (16, 64):
            _say(f"{size}: {number} viewers")
            traffic = viewers.crowd(program.address, number, views, self.effort.seconds)
            self._note(WHOLE, size, **{f"views_{number}": traffic.per_second, f"p95_{number}": traffic.p95})
        after = program.memory()
        self._note(WHOLE, size, memory_rest=rest, memory_after=after, memory_growth=after / rest)

    def _note(self, page: str, size: str, **values: float) -> None:
        self.results.update({(key, page, size): value for key, value in values.items()})


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.pages", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a few repetitions: shows that all works, measures roughly")
    parser.add_argument("--root", type=Path, default=HERE, metavar="DIR", help="the checkout to serve; default: this one")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument(
        "--size", choices=list(SIZES), default="both", help=f"default: both, and the map of many places ({PLACES})"
    )
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    asked = parser.parse_args(arguments)
    if asked.write and (set(asked.only) != set(NAMES) or asked.size != "both"):
        parser.error("--write replaces all tables: leave out --only and --size")
    run = Run(asked.root.resolve(), QUICK if asked.quick else FULL, asked.only)
    began = time.monotonic()
    for size in SIZES[asked.size]:
        run.measure(size)
    told = f"{_machine(run)}\n\n{goals.tables(run.results)}"
    print(told)
    _say(f"took {time.monotonic() - began:.0f} s")
    if asked.write:
        _write(told)


def _machine(run: Run) -> str:
    """The circumstances, as a sentence."""
    processors = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"^model name\s*: (.+)$", processors, re.MULTILINE)
    how = "quick" if run.effort is QUICK else "full"
    return (
        f"Measured on {date.today():%d %B %Y} ({how} run): {os.cpu_count()} cores of {model[1] if model else platform.machine()}, "
        f"shared by the server, Chromium and the viewers; load average at the end {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, Chromium {run.chromium}."
    )


def _write(told: str) -> None:
    """Between the markers."""
    before, begin, rest = PAPER.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"{PAPER} lacks the markers {BEGIN} and {END}")
    PAPER.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", encoding="utf-8")


def _p95(values: Sequence[float]) -> float:
    """The smallest value that 95 of 100 do not exceed."""
    return sorted(values)[-(-len(values) * 95 // 100) - 1]


def _say(text: str) -> None:
    """What is going on, apart from what is found."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

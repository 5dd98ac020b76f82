"""Pages do not contradict each other, and claim no more than is on record: over Schools in many situations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from dashboard.arrangement.contents import BY_KEY
from dashboard.queries.database import Database
from tests.dashboard.arrangement.reading import Opened, found, opened, words
from tests.situations import PROGRAMME, SITUATIONS, situated

COMPARED = ("a city is behind", "cities alike", "twenty-one people", "twelve enrolled five days ago", "the first week")  # fmt: skip
WHY = re.compile(r"теря|жд[уё]т|ждал|\bход за\b|\bход органа\b", re.IGNORECASE)
"""What rows do not show: why, and whom somebody waits for."""
WRONG = re.compile(r"\b0 из \d|  |\bNone\b|nan\b|\b2 из 2\b|\b1 из 1\b|больше больше|\bвсе 2\b", re.IGNORECASE)
QUERIES = ("", "city=zavodoukovsk", "until=2026-03-31")


@dataclass(frozen=True)
class Situated:
    name: str
    database: Database


@pytest.fixture(scope="module", params=COMPARED)
def school(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Situated]:
    with situated(request.param, tmp_path_factory.mktemp("situation")) as database:
        yield Situated(request.param, database)


def page(school: Situated, key: str, query: str) -> Opened:
    return opened(school.database, query, BY_KEY[key])


def named(shown: Opened, *classes: str) -> set[str]:
    """Cities that the lead and what asks for attention set apart from the others."""
    said = [words(part) for name in classes for part in found(shown, name)]
    apart = [one for text in said for one in re.split(r"(?<=[.;]) ", text) if "других городах" in one and " — " in one]
    forms = {city.key: (city.name, city.forms.loc or city.name) for city in PROGRAMME.cities}
    return {key for key, names in forms.items() for one in apart if any(name in one for name in names)}


@pytest.mark.parametrize("query", QUERIES)
def test_pages_name_the_same_cities(school: Situated, query: str) -> None:
    funnel, stages = (named(page(school, key, query), "lead") for key in ("funnel", "stages"))
    assert funnel <= stages, "the funnel names the first of them"
    assert bool(funnel) == bool(stages)
    (watch,) = found(page(school, "overview", query), "watch")
    facts = [words(item) for item in watch.css("li") if "вряд ли случайно" in words(item)]
    assert bool(facts) == bool(stages)


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_red_is_what_is_named(school: Situated, query: str) -> None:
    """A mark of the matrix or a red column where no city is named would be a claim of its own."""
    stages = page(school, "stages", query)
    marked = bool(found(stages, "low"))
    columns = bool(found(page(school, "overview", query), "drop"))
    assert marked == columns
    assert not (marked and not named(stages, "lead"))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("key", [key for key in BY_KEY if key != "methodology"])
def test_words_say_what_is_recorded(school: Situated, key: str, query: str) -> None:
    shown = page(school, key, query)
    said = [words(part) for name in ("lead", "watch") for part in found(shown, name)]
    assert not [text for text in said if WHY.search(text)]
    leads = [words(part).partition(" Люди Организации")[0] for part in found(shown, "lead")]
    assert not [text for text in leads if WRONG.search(text)], leads


def test_every_situation_loads(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert len(SITUATIONS) >= 20

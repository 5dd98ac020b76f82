"""Text that looks like markup, in every text cell of every sheet and in every word of the programme, stays text on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.arrangement.contents import BY_KEY
from dashboard.blocks import charts
from dashboard.components.frame import twin
from dashboard.queries.database import Database
from data_loader import demo
from data_loader.database import migrate, open_engine
from data_loader.loading import Request, load_files
from data_loader.programme import load_programme
from tests.conftest import ROOT
from tests.dashboard.arrangement.conftest import TODAY
from tests.dashboard.arrangement.reading import opened, viewing
from tests.dashboard.hypertext import LexborNode, parsed

HOSTILE = "</td><img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}&amp;"
SIGN = "onerror=alert(1)"
WORDS = {
    "organisations": ("name", "field"),
    "participants": ("full_name", "cohort", "role"),
    "steps": ("comment",),
    "status": ("document", "reason"),
    "mentors": ("full_name",),
    "sessions": ("kind",),
    "places": ("name",),
    "services": ("service",),
}
"""Columns of each sheet that hold free text."""
SEEN = {
    "overview": "forms of cities, steps, registers",
    "funnel": "steps, exits",
    "stages": "cohorts, people, organisations",
    "mentors": "mentors, organisations, fields",
    "beneficiaries": "places, categories",
    "methodology": "steps",
}
"""Where it must be met, or nothing was tested."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("hostile")
    programme = load_programme(_programme(folder))
    world = demo.generate(programme, TODAY)
    sheets = {key: [_poisoned(key, row, number) for number, row in enumerate(rows)] for key, rows in world.sheets.items()}
    engine = open_engine(f"sqlite:///{folder}/hostile.db")
    migrate(engine)
    files = demo.write_files(replace(world, sheets=sheets), folder)
    load_files(engine, Request(files, programme, pseudonym_key="k" * 40, today=TODAY))
    yield Database(engine, programme, TODAY)
    engine.dispose()


def _programme(folder: Path) -> Path:
    """The School's programme with hostile names, forms and credits."""
    text = (ROOT / "programme.toml").read_text(encoding="utf-8")
    quoted = HOSTILE.replace('"', '\\"')
    text = re.sub(r'\b(name|short_name|organiser|gen|loc|acc|one|few|many|credit) = "([^"]*)"', rf'\1 = "\2 {quoted}"', text)
    path = folder / "programme.toml"
    path.write_text(text.replace('outline = "assets', f'outline = "{ROOT}/assets'), encoding="utf-8")
    return path


def _poisoned(sheet: str, row: Any, number: int) -> dict[str, Any]:
    """Cohorts stay few; everything else that is free text is hostile in each row."""
    same = {"cohort", "kind", "field"}
    return {
        key: f"{value} {HOSTILE}{'' if key in same else number}" if key in WORDS.get(sheet, ()) and value else value
        for key, value in row.items()
    }


def check(tree: LexborNode) -> int:
    """No element and no attribute of ours was made of it; how often it is read as text or as the value of an attribute."""
    assert not tree.css("img, script, td td, [onerror]")
    values = [str(value) for node in tree.css("*") for value in node.attributes.values()]
    return tree.text().count(SIGN) + sum(value.count(SIGN) for value in values)


@pytest.mark.parametrize("page", BY_KEY)
@pytest.mark.parametrize(
    "query", ["", "unit=organisations", "unit=services", "until=2026-05-31", "known_at=load:1", "month=2026-09"]
)
def test_hostile_text_stays_text_on_every_page(hostile: Database, page: str, query: str) -> None:
    assert check(opened(hostile, query, BY_KEY[page]).root) > 0, f"nothing hostile is shown of {SEEN[page]}: nothing was tested"


@pytest.mark.parametrize("page", BY_KEY)
def test_hostile_text_in_an_address_stays_text(hostile: Database, page: str) -> None:
    query = "&".join(
        f"{name}=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22%27" for name in ("city", "cohort", "until", "unit", "month")
    )
    assert check(opened(hostile, query, BY_KEY[page]).root) > 0


@pytest.mark.parametrize("page", BY_KEY)
def test_hostile_text_stays_text_in_whole_tables_and_drawings(hostile: Database, page: str) -> None:
    with viewing(hostile, "", BY_KEY[page]) as view:
        blocks = BY_KEY[page].blocks(view)
        for block, table in charts(blocks):
            check(parsed(twin(table, block.title)))
        for figure in (make() for block in blocks for make in block.figures.values()):
            said = [note["text"] for note in figure["layout"]["annotations"]]
            said += [text for trace in figure["data"] for text in trace.get("text", []) or []]
            assert not [text for text in said if "<img" in text or "<script" in text]

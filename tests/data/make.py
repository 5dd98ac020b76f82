"""Writes the project's own sample anew: python -m tests.data.make

The sample is the demonstration of a small School on a fixed day, written awkwardly, with the right answers beside it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from data_loader.demo import World, generate
from data_loader.programme import Programme, load_programme
from tests.data.awkward import write_awkward
from tests.data.oracle import answers

FOLDER = Path(__file__).parent
SAMPLE_DAY = date(2026, 3, 31)
SIZE = 0.05


def sample_programme() -> Programme:
    return load_programme(FOLDER.parents[1] / "programme.toml")


def sample_world(programme: Programme) -> World:
    return generate(programme, SAMPLE_DAY, size=SIZE)


def make(folder: Path) -> None:
    """Writes sample.xlsx, services.csv and answers.json."""
    programme = sample_programme()
    world = sample_world(programme)
    found = answers(world, programme, SAMPLE_DAY)
    found["refused_rows"] = write_awkward(world, programme, SAMPLE_DAY, folder)
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "answers.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    make(FOLDER)

from __future__ import annotations

import re
from pathlib import Path

import orjson
import pytest

from dashboard.figures import theme


@pytest.fixture(scope="module")
def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", Path("assets/tokens.css").read_text(encoding="utf-8")))


def test_the_theme_has_the_colours_of_the_tokens(tokens: dict[str, str]) -> None:
    names = (
        "paper",
        "tint",
        "ink",
        "ink-2",
        "ink-3",
        "hair",
        "act",
        "done",
        "wait",
        "gone-line",
    )
    for name in names:
        assert getattr(theme, name.upper().replace("-", "_")) == tokens[name].upper(), name
    assert tuple(tokens[f"seq-{step}"].upper() for step in range(6)) == theme.SEQ
    assert tokens["late"] == "var(--act)"
    assert theme.LATE == theme.ACT


def test_the_theme_has_the_type_of_the_tokens(tokens: dict[str, str]) -> None:
    assert tokens["sans"] == theme.SANS
    assert (f"{theme.T_NOTE}px", f"{theme.T_SMALL}px") == (tokens["t-note"], tokens["t-small"])


def test_a_figure_is_a_plain_dict_and_overrides_are_merged() -> None:
    made = theme.figure([{"type": "bar"}], height=120, xaxis={"range": [0, 10]}, font={"size": 15})
    layout = made["layout"]
    assert layout["separators"] == ",\u00a0"
    assert layout["xaxis"] == {
        **theme.layout()["xaxis"],
        "range": [0, 10],
    }
    assert layout["font"] == {**theme.layout()["font"], "size": 15}
    assert "range" not in theme.layout()["xaxis"], "the common layout is not changed in place"
    orjson.dumps(made)

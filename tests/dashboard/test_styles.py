"""The stylesheets name nothing that the program does not draw, and no value that tokens.css does not name."""

from __future__ import annotations

import re
from pathlib import Path

TOKENS = Path("assets/tokens.css")
SHEETS = [TOKENS, Path("assets/look.css"), Path("assets/parts.css"), *sorted(Path("assets").glob("page_*.css"))]
FOREIGN = re.compile(r"dash-|js-plotly|main-svg|nsewdrag|hovertext|axistext|annotation-text")
"""Classes of Dash and Plotly."""
NUMBERED = re.compile(r"(?:hours|share|column)-\d|t-(?:wait|late|gone|stand)|map-(?:wide|middle|narrow)|[a-z]+-row")
"""Classes that the program makes from a number, a status or the key of a block."""
SHORT = {"all", "bar", "big", "box", "day", "kpi", "lag", "low", "map", "new", "now", "old", "row", "top", "who", "why"}
"""Words of three letters; everything else that short is an abbreviation."""


def rules(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def program() -> str:
    """What draws: the program, its templates and its scripts."""
    files = [*Path("dashboard").rglob("*.py"), *Path("dashboard").rglob("*.html"), *Path("assets/scripts").glob("*.js")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def classes() -> set[str]:
    selectors = "".join(re.findall(r"([^{}]+)\{", "".join(map(rules, SHEETS))))
    return {name for name in re.findall(r"\.([a-zA-Z_][\w-]*)", selectors) if not FOREIGN.match(name)}


def test_every_class_of_the_stylesheets_is_drawn_by_the_program() -> None:
    words = set(re.findall(r"[\w-]+", program()))
    assert {name for name in classes() if name not in words and not NUMBERED.fullmatch(name)} == set()


def test_classes_are_words() -> None:
    assert {name for name in classes() if len(name) <= 3} <= SHORT


def test_colours_are_named_in_one_file() -> None:
    values = {
        sheet.name: re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[^{}]*\})|rgba?\(", rules(sheet)) for sheet in SHEETS if sheet != TOKENS
    }
    assert {name for name, found in values.items() if found} == set()


def test_every_token_that_is_used_is_defined() -> None:
    """In tokens.css, as a style that the program writes on an element, or for one part in its own sheet."""
    everything = "".join(map(rules, SHEETS))
    defined = set(re.findall(r"(--[\w-]+)\s*:", everything + program()))
    written = {f"--{name.replace('_', '-')}" for name in re.findall(r"\b(\w+)=", program())}
    assert set(re.findall(r"var\((--[\w-]+)", everything)) <= defined | written


def test_no_template_lets_text_through_unescaped() -> None:
    """Templates escape every value; only what a macro made is taken as it is."""
    for path in Path("dashboard/components/templates").glob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape", path.read_text(encoding="utf-8")), path
    for path in Path("dashboard").rglob("*.py"):
        found = re.findall(r"Markup\((?!\"\"\)|\))[^)]*", path.read_text(encoding="utf-8"))
        assert [made for made in found if "dash_private.config(app" not in made] == [], path

"""The stylesheets name nothing that the program does not draw, and no value that tokens.css does not name."""

from __future__ import annotations

import re
from pathlib import Path

TOKENS = Path("assets/tokens.css")
SHEETS = [TOKENS, Path("assets/look.css"), Path("assets/parts.css"), *sorted(Path("assets").glob("page_*.css"))]
FOREIGN = re.compile(r"dash-|_dash|js-plotly|main-svg|nsewdrag|hovertext|axistext|annotation-text|form-check")
"""Classes of Dash, Plotly and Bootstrap."""
NUMBERED = re.compile(r"[hqmuc]\d|k2|t-(?:wait|late|gone)|map-(?:wide|narrow)")
"""Classes that the program makes from a number or a status."""


def rules(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_every_class_of_the_stylesheets_is_drawn_by_the_program() -> None:
    program = "\n".join(
        path.read_text(encoding="utf-8") for path in [*Path("dashboard").rglob("*.py"), *Path("assets").glob("*.js")]
    )
    words = {word for said in re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", program) for word in said.split()}
    selectors = "".join(re.findall(r"([^{}]+)\{", "".join(map(rules, SHEETS))))
    classes = {name for name in re.findall(r"\.([a-zA-Z_][\w-]*)", selectors) if not FOREIGN.match(name)}
    assert {name for name in classes if name not in words and not NUMBERED.fullmatch(name)} == set()


def test_colours_are_named_in_one_file() -> None:
    values = {
        sheet.name: re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[^{}]*\})|rgba?\(", rules(sheet)) for sheet in SHEETS if sheet != TOKENS
    }
    assert {name for name, found in values.items() if found} == set()


def test_every_token_that_is_used_is_defined() -> None:
    """In tokens.css, or as a style that the program writes on an element, or for one part in its own sheet."""
    program = "\n".join(path.read_text(encoding="utf-8") for path in Path("dashboard").rglob("*.py"))
    everything = "".join(map(rules, SHEETS))
    defined = set(re.findall(r"(--[\w-]+)\s*:", everything)) | {
        name.replace("_", "-") for name in re.findall(r"--[\w-]+", program)
    }
    unknown = {name for name in re.findall(r"var\((--[\w-]+)", everything) if name not in defined}
    assert {
        name
        for name in unknown
        if not re.search(rf"\b{name[2:].replace('-', '_')}\s*=|\"{name[2:].replace('-', '_')}\"", program)
    } == set()

"""The two commands, the settings and the dependencies hold together."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from dashboard.settings import Settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": os.environ.get("HOME", "/"), **settings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {"DATABASE_URL": f"sqlite:///{tmp_path}/programme.db", "SECRETS_DIR": f"{tmp_path}/secrets"}


def procfile() -> dict[str, str]:
    lines = (ROOT / "Procfile").read_text().splitlines()
    return {name: command.strip() for name, _, command in (line.partition(":") for line in lines if line)}


def test_the_release_and_the_web_process_of_the_procfile_work_as_written(settings: dict[str, str]) -> None:
    assert set(procfile()) == {"release", "web"}
    release = run(*procfile()["release"].split(), **settings)
    assert release.returncode == 0, release.stderr
    web = run(*procfile()["web"].split(), "--check-config", **settings)
    assert web.returncode == 0, web.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("PORT", "http"),
        ("THREADS", "0"),
        ("HOST", "192.0.2.1"),
        ("TODAY", "31.10.2026"),
        ("LOG_LEVEL", "loud"),
        ("SECRET_KEY", "changeme" * 4),
        ("SECRETS_DIR", "README.md"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///README.md"),
    ],
)
def test_a_bad_setting_is_refused_at_the_start_with_its_name_and_without_a_traceback(
    settings: dict[str, str], setting: str, value: str
) -> None:
    started = run("gunicorn", "dashboard.wsgi:server", "--check-config", **(settings | {setting: value}))
    assert started.returncode != 0
    assert f"{setting}: " in started.stderr
    assert "Traceback" not in started.stderr


def test_make_help_explains_every_target() -> None:
    told = run("make", "help").stdout
    for target in ("setup", "run", "test", "check", "bench", "format", "screenshots", "bundle", "help"):
        assert re.search(rf"^\s*(make )?{target}\b +\S", told, re.MULTILINE), f"make help does not explain {target}"


def test_every_setting_is_in_the_example_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    known = {field.name.upper(): field.default for field in fields(Settings)}
    assert set(example) == {*known, "SECRET_KEY", "PSEUDONYM_KEY"}
    for name, default in known.items():
        assert example[name] == ("" if default is None else str(default))


def test_every_dependency_is_pinned_and_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text()
    for file in ("requirements.txt", "requirements-dev.txt", "frontend/requirements.txt"):
        for line in (ROOT / file).read_text().splitlines():
            if line and not line.startswith(("#", "-r")):
                assert "==" in line, f"{line} is not pinned"
                assert f"`{re.split(r'[=[]', line)[0]}`" in explained, f"docs/dependencies.md does not explain {line}"


def test_what_the_code_imports_is_a_declared_dependency() -> None:
    declared = {re.split(r"[=[]", line)[0] for line in (ROOT / "requirements.txt").read_text().splitlines()}
    named = {name.replace("-", "_") for name in declared} | {"stdnum"}
    imported = set()
    for package in ("dashboard", "data_loader"):
        for file in (ROOT / package).rglob("*.py"):
            imported |= set(re.findall(r"^\s*(?:from|import) (\w+)", file.read_text(), re.MULTILINE))
    ours = {"dashboard", "data_loader"}
    assert imported - set(sys.stdlib_module_names) - ours <= named


def test_what_assets_ship_from_npm_is_pinned_and_explained() -> None:
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    explained = (ROOT / "docs" / "dependencies.md").read_text()
    for name, version in package["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} is not pinned"
        assert f"`{name}`" in explained


def test_the_first_fonts_have_every_sign_that_the_program_writes() -> None:
    faces = re.findall(r"url\(\"(fonts/[\w-]+\.woff2)\"\).*unicode-range: ([^;]+);", (ROOT / "assets" / "tokens.css").read_text())
    assert {f"fonts/{file.name}" for file in (ROOT / "assets" / "fonts").glob("*.woff2")} == {file for file, _ in faces}
    typed = {letter for file in (ROOT / "dashboard").rglob("*.py") for letter in file.read_text()}
    written = typed - set("\n▭＋－＝＠")  # a mark in a remark, signs that a table program takes for a formula
    for file, ranges in faces:
        spans = [[int(end, 16) for end in span.split("-")] for span in ranges.replace("U+", "").split(", ")]
        letters = {chr(code) for span in spans for code in range(span[0], span[-1] + 1)}
        assert file.endswith("-ext.woff2") or written <= letters, written - letters


def test_every_trace_that_figures_draw_is_in_the_bundle() -> None:
    bundle = (ROOT / "frontend" / "plotly.js").read_text()
    bundled = set(re.findall(r"plotly\.js/src/traces/(\w+)\"", bundle))
    for file in (ROOT / "dashboard").rglob("*.py"):
        drawn = re.findall(r"\"type\": \"(bar|scatter\w*|heatmap|funnel|choropleth|pie|histogram|box|violin)\"", file.read_text())
        assert set(drawn) <= bundled, f"{file.name} draws what frontend/plotly.js leaves out"


def test_a_database_without_tables_is_refused_with_the_cure(settings: dict[str, str]) -> None:
    started = run("gunicorn", "dashboard.wsgi:server", "--check-config", **settings)
    assert started.returncode != 0
    assert "python -m data_loader migrate" in started.stderr

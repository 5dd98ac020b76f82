"""README's recipes, followed as they stand, on a copy of the project: what they promise comes true, with the program's own tests."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy in which recipes are followed."""
    for name in ("dashboard", "data_loader", "assets", "tests", "benchmarks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("programme.toml", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(project: Path, *command: str, **settings: str) -> str:
    environment = {
        "PATH": "/usr/bin:/bin",
        "TODAY": "2026-10-31",
        "SECRETS_DIR": "var/secrets",
        "PYTHONPATH": str(project),
        **settings,
    }
    done = subprocess.run([sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def visit(project: Path, *paths: str, **settings: str) -> str:
    """What the dashboard answers at some addresses, with demonstration data."""
    run(project, "-m", "data_loader", "demo", "--if-empty", **settings)
    program = "from dashboard.app import create_app; client = create_app().server.test_client()"
    asked = "; ".join(f"answer = client.get({path!r}); assert answer.status_code == 200; print(answer.text)" for path in paths)
    return run(project, "-c", f"{program}; {asked}", **settings)


def add(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path.name} has no {before!r}"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def recipe(name: str) -> str:
    found = re.search(rf"\*\*{name}\.\*\*(.*?)\n\n", README, re.DOTALL)
    assert found, f"README has no recipe for {name}"
    return found[1]


@pytest.mark.parametrize("name", ["An indicator", "A page", "A sheet", "A programme"])
def test_a_recipe_names_files_and_names_that_are_there(name: str) -> None:
    text = recipe(name)
    for path in re.findall(r"`((?:dashboard|data_loader|docs|tests)/[\w./]+\.\w+)`", text):
        assert (ROOT / path).is_file(), path
    program = "\n".join(
        file.read_text(encoding="utf-8") for part in ("dashboard", "data_loader") for file in (ROOT / part).rglob("*.py")
    )
    for word in re.findall(r"`(_?[A-Za-z_]+)`", text):
        assert word in program or word == "PROGRAMME", f"{word} is nowhere in the program"


def test_an_indicator_is_one_file_and_is_shown_by_itself(project: Path) -> None:
    assert "list it in `INDICATORS`" in recipe("An indicator")
    home = next(path for path in (project / "dashboard/indicators/mentors").glob("*.py") if "INDICATORS = (" in path.read_text())
    indicator = """CALLS = Indicator(
    key="mentor_calls",
    title="Звонки наставников",
    unit="звонок",
    what="Звонки.",
    formula="Число звонков",
    sheets=("Встречи",),
    why="Видно, звонят ли.",
)
"""
    add(home, "INDICATORS = (", f"{indicator}INDICATORS = (CALLS, ")
    shown = visit(project, "/methodology", "/api/v1/indicators")
    assert shown.count("Звонки наставников") >= 3  # in the contents, in the definition, in the API
    run(
        project,
        "-m",
        "pytest",
        "-n0",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/dashboard/test_indicators.py",
        "tests/dashboard/indicators",
    )


def test_a_page_is_declared_listed_and_registered(project: Path) -> None:
    assert "`arrangement/methodology.py` is a short one to copy" in recipe("A page")
    page = (project / "dashboard/arrangement/methodology.py").read_text(encoding="utf-8")
    page = page.replace('Subject("methodology", "Методика", Offer(parts=())', 'Subject("calls", "Звонки", Offer()')
    (project / "dashboard/arrangement/calls.py").write_text(page, encoding="utf-8")
    contents = project / "dashboard/arrangement/contents.py"
    add(contents, "import beneficiaries,", "import beneficiaries, calls,")
    add(contents, "    methodology.SUBJECT,\n", "    methodology.SUBJECT,\n    calls.SUBJECT,\n")
    registered = (project / "dashboard/pages/methodology.py").read_text(encoding="utf-8")
    registered = registered.replace("arrangement.methodology", "arrangement.calls").replace("order=6", "order=7")
    (project / "dashboard/pages/calls.py").write_text(registered, encoding="utf-8")
    shown = visit(project, "/calls?city=ishim", "/funnel", "/_dash-dependencies")
    assert "<title>Звонки — " in shown and "город\u00a0Ишим" in shown
    assert 'href="/calls"' in shown and "calls.answer" in shown
    run(project, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", "tests/dashboard/test_app.py")


def test_a_programme_is_a_file_and_a_database_of_its_own(project: Path) -> None:
    assert "`PROGRAMME=ours.toml DATABASE_URL=sqlite:///var/ours.db make run`" in recipe("A programme")
    (project / "ours.toml").write_text(
        'name = "Наша программа"\norganiser = "Наш фонд"\n[[city]]\nkey = "omsk"\nname = "Омск"\n'
        '[[school.step]]\nkey = "came"\nname = "Пришли"\n[[school.step]]\nkey = "learnt"\nname = "Научились"\npart = true\n',
        encoding="utf-8",
    )
    ours = {"PROGRAMME": "ours.toml", "DATABASE_URL": "sqlite:///var/ours.db"}
    shown = visit(project, "/", "/funnel", "/stages", "/mentors", "/map", "/methodology", **ours)
    assert "Наша программа" in shown and "Омск" in shown and "Научились" in shown
    assert "Демонстрационные данные" in shown

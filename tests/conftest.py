"""What all tests share: the samples beside the project, and a loud word when they are not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SAMPLES = Path(os.environ.get("SAMPLES") or ROOT.parent / "shared" / "samples")
NOT_THERE = "NO SAMPLES"

settings.register_profile("without deadline", deadline=None)  # a busy machine is no failure
settings.load_profile("without deadline")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a PostgreSQL, so that `make quick` can leave it out."""
    for item in items:
        names = [*getattr(item, "fixturenames", ()), item.name]
        if any("postgres" in name for name in names):
            item.add_marker(pytest.mark.postgres)


def sample(name: str) -> Path:
    """The folder of one sample; skips the test, and says so at the end of the run, when there is none."""
    folder = SAMPLES / name
    if not (folder / "answers.json").is_file():
        pytest.skip(f"{NOT_THERE}: {folder} is not there; set SAMPLES to the folder that holds school/ and receipt/")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    _tell_missing_samples(terminalreporter)
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    for measured in sorted({value for report in reports for name, value in report.user_properties if name == "measured"}):
        terminalreporter.line(f"measured: {measured}")


def _tell_missing_samples(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.getreports("skipped") if NOT_THERE in str(report.longrepr)]
    if skipped:
        terminalreporter.section("SAMPLES MISSING", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests did not run because there are no samples in {SAMPLES}", red=True)
        terminalreporter.line("Set SAMPLES to the folder that holds school/ and receipt/ and run again.", red=True)

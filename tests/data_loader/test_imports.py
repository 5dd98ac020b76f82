"""What the web server takes from the loader brings no reader of spreadsheets along."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"alembic", "babel", "charset_normalizer", "openpyxl", "pandas", "python_calamine", "rich", "stdnum"}


@pytest.mark.parametrize("module", ["database", "loads", "measures", "months", "names", "programme", "schema", "settings"])
def test_a_module_of_the_web_server_is_light(module: str) -> None:
    told = f"import sys, data_loader.{module}; print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & {name.partition(".")[0] for name in imported}

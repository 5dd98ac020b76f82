"""`make screenshots`: every page on the sample School (SAMPLES) on a fixed day, at a laptop's and a phone's size, in docs/screenshots.

The day is that of the sample's own files, so that the pictures are the same whenever they are taken."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import DESK, PHONE
from tests.browser.looking import go, sections, settle
from tests.browser.serving import ROOT, Site, launch, serve
from tests.conftest import SAMPLES

OUT = ROOT / "docs" / "screenshots"
COLOURS = 128
"""Enough for a page of few colours; a third of the bytes."""


def main() -> int:
    files = [SAMPLES / "school" / "school.xlsx", SAMPLES / "school" / "services.csv"]
    if missing := [str(file) for file in files if not file.is_file()]:
        print(f"Нет файлов образца: {', '.join(missing)}. Укажите папку с образцами в переменной SAMPLES.", file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder), files) as site, sync_playwright() as playwright:
        browser = launch(playwright)
        for size in (DESK, PHONE):
            for path in _photograph(browser, site, size):
                print(path.relative_to(ROOT))
        browser.close()
    return 0


def _photograph(browser: Browser, site: Site, size: dict[str, int]) -> list[Path]:
    """Whole pages, however long: what a reader sees who scrolls."""
    context = browser.new_context(base_url=site.address, locale="ru-RU", viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    taken = []
    for path in sections(page):
        go(page, path)
        settle(page)
        taken.append(OUT / f"{path.strip('/') or 'overview'}-{size['width']}.png")
        page.screenshot(path=taken[-1], full_page=True)
        Image.open(taken[-1]).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(taken[-1], optimize=True)
    context.close()
    return taken


if __name__ == "__main__":
    sys.exit(main())

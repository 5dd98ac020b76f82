"""The mentors' page as it is drawn: numbers, names and marks keep apart, and marks stay for readers with their own colours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from data_loader import demo
from data_loader.programme import load_programme
from tests.browser.conftest import Opener
from tests.browser.looking import go, near, pixels
from tests.browser.serving import PROGRAMME, TODAY, Site, serve

NAMES = ("Сотрудник 10913", "Константинопольская-Преображенская Александра Владиславовна", "Ли О", "Сотрудник 10914")
CASES = (46, 13, 3, 0)
UNFOLD = "() => document.querySelectorAll('main details.more').forEach(fold => { fold.open = true; })"

ENLARGED = """digits => {
  const number = {1: "7", 4: "1\\u00a0350", 7: "1\\u00a0350\\u00a0700"}[digits];
  const numbers = ".mentors .figure, .load-words b, .mentors .days > span, .needing td.number b, .needing td.number:last-child";
  for (const shown of document.querySelectorAll(numbers))
    if (/^[\\d,\\u00a0]+$/.test(shown.textContent)) shown.textContent = number;
  for (const shown of document.querySelectorAll(".without td.number b")) shown.textContent = number;
}"""
"""A registry of a million cases cannot be loaded for a test, so the page is told the numbers."""

WRONG = """() => {
  const seen = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const row = node.parentElement.closest(".mentors tbody tr, .without tbody tr, .needing tbody tr");
    if (!row || !node.textContent.trim() || node.parentElement.closest(".unseen") || !node.parentElement.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    seen.push({text: node.textContent.trim(), row, cell: node.parentElement.closest("td, th"), lines: [...range.getClientRects()]});
  }
  const wrong = [], width = document.documentElement.clientWidth;
  for (const one of seen) {
    if (/^\\d[\\d,\\u00a0]*$/.test(one.text)) {
      if (new Set(one.lines.map(line => Math.round(line.top))).size > 1) wrong.push(one.text + " is broken");
      if (one.lines.some(line => line.right > width + 0.5)) wrong.push(one.text + " is cut");
    }
    for (const other of seen) {
      if (other.row !== one.row || other.cell === one.cell) continue;
      const near = (a, b) => a.top < b.bottom - 2 && b.top < a.bottom - 2 && a.left <= b.left && b.left - a.right < 4;
      if (one.lines.some(a => other.lines.some(b => near(a, b)))) wrong.push(one.text + " touches " + other.text);
    }
  }
  for (const cases of document.querySelectorAll(".open-cases")) {
    const [figure, marks] = cases.children;
    if (marks && marks.getBoundingClientRect().width && marks.getBoundingClientRect().left - figure.getBoundingClientRect().right < 4)
      wrong.push(figure.textContent + " touches its marks");
  }
  return [seen.length, [...new Set(wrong)]];
}"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Mentors with long names and long numbers, many cases, few and none."""
    folder = tmp_path_factory.mktemp("crowded")
    with serve(folder, demo.write_files(_world(), folder)) as running:
        yield running


def _world() -> demo.World:
    cities = [city.name for city in load_programme(PROGRAMME).cities]
    mentors = [
        {"mentor": f"М{n}", "full_name": name, "hours_per_month": hours}
        for n, (name, hours) in enumerate(zip(NAMES, (20, "", 160, 12), strict=True))
    ]
    cases = [mentor for mentor, number in enumerate(CASES) for _ in range(number)]
    homes = [
        {"organisation": _ogrn(n), "name": f"АНО «Дело {n}»", "city": cities[n % len(cities)]} for n in range(len(cases) + 9)
    ]
    care: list[dict[str, Any]] = [
        {"mentor": f"М{mentor}", "organisation": home["organisation"], "from": date(2026, 2, 1) if n % 3 else TODAY, "to": ""}
        for n, (mentor, home) in enumerate(zip(cases, homes, strict=False))
    ]
    met = [
        {
            **{key: case[key] for key in ("mentor", "organisation")},
            "date": TODAY - timedelta(days=n),
            "hours": 2,
            "kind": "встреча",
        }
        for n, case in enumerate(care)
        if case["from"] != TODAY
    ]
    nothing: dict[str, Any] = {key: [] for key in ("participants", "steps", "status", "places", "services", "targets")}
    return demo.World({**nothing, "organisations": homes, "mentors": mentors, "assignments": care, "sessions": met})


def _ogrn(n: int) -> str:
    digits = f"10272{n:07d}"
    return f"{digits}{int(digits) % 11 % 10}"


def opened(browser: Browser, site: Site, width: int, **options: Any) -> Page:
    context = browser.new_context(base_url=site.address, viewport={"width": width, "height": 900}, locale="ru-RU", **options)
    page = context.new_page()
    go(page, "/mentors")
    page.evaluate(UNFOLD)
    return page


@pytest.mark.parametrize("width", [320, 390, 768, 940, 941, 1000, 1180, 1181, 1280, 1440, 1920, 2200])
def test_no_number_breaks_or_touches_a_name_its_marks_or_another(browser: Browser, crowded: Site, width: int) -> None:
    page = opened(browser, crowded, width)
    for digits in (0, 1, 4, 7):
        if digits:
            page.evaluate(ENLARGED, digits)
        seen, wrong = page.evaluate(WRONG)
        assert seen > 40 and not wrong, (digits, wrong)
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_bars_squares_and_strips(window: Opener, scheme: str) -> None:
    page = window(forced_colors="active", color_scheme=scheme)
    go(page, "/mentors")
    for part in (".cases i.done", ".cases i.late", ".load i", ".city-bar .late"):
        shown = page.locator(part).filter(visible=True).first
        painted = shown.evaluate("mark => getComputedStyle(mark).backgroundColor")
        assert painted not in ("rgba(0, 0, 0, 0)", page.evaluate("() => getComputedStyle(document.body).backgroundColor")), part
    strip = pixels(page.locator(".heat").first)
    assert sum(near(strip, colour, 2) for colour in ("#CBDCE1", "#A9C6D1", "#7EA9BC", "#2F6985", "#174D6B")) > 100


def test_the_marks_of_new_cases_differ_from_all_others_in_form_and_colour(browser: Browser, crowded: Site) -> None:
    page = opened(browser, crowded, 1440)
    forms = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#mentors-workload .subtitle .swatch")].map(mark => {
          const {borderRadius, borderTopWidth, backgroundColor} = getComputedStyle(mark);
          return [mark.className.replace("swatch ", ""), [borderRadius, borderTopWidth, backgroundColor].join()];
        }))"""
    )
    assert {"new", "done"} <= set(forms) and len(set(forms.values())) == len(forms)
    page.context.close()

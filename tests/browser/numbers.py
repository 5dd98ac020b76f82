"""What a reader sees of the numbers of a page: measured in the browser, at any width.

A number is a run of digits with the spaces of its thousands, its decimals, and what hyphens join to it («2026-2», «34–66»). A fault is a
number on two lines, cut by the box around it, lying on other text, or touching a number or a name beside it; and a word torn without a
hyphen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser.looking import PATIENCE

WIDTHS = (320, 360, 390, 600, 768, 940, 950, 1000, 1100, 1180, 1280, 1440, 1600, 1920, 2200)

_SEEN = r"""
const NUMBER = /\d(?:\d|\u00a0(?=\d{3}(?!\d))|[,–-](?=\d))*/g;
const WORD = /[^\s]+/g;  // a no-break space is a space here
const tiny = box => box.width <= 1.5 || box.height <= 1.5;

/* The boxes around an element that cut or scroll what is in it. */
const around = (cache => function frames(element) {
  if (!element || element === document.documentElement) return [];
  if (cache.has(element)) return cache.get(element);
  const outer = frames(element.parentElement), style = getComputedStyle(element);
  const [x, y] = [style.overflowX, style.overflowY];
  const found = x === "visible" && y === "visible" || style.display === "contents" || element.closest("svg") !== null
    ? outer : [...outer, {x, y, box: element.getBoundingClientRect()}];
  cache.set(element, found);
  return found;
})(new Map());

const hidden = element => !element.checkVisibility({visibilityProperty: true, opacityProperty: true})
  || around(element).some(frame => tiny(frame.box));

/* What stays in sight over what scrolls below it, on paper of its own. */
const stuck = (cache => function held(element) {
  if (!element || element === document.documentElement) return false;
  if (!cache.has(element)) cache.set(element, getComputedStyle(element).position === "sticky" || held(element.parentElement));
  return cache.get(element);
})(new Map());

function rects(node, start, end) {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return [...range.getClientRects()].filter(box => box.width > 0.1 && box.height > 0.1);
}

/* One box a line. */
function lines(boxes) {
  const found = [];
  for (const {left, right, top, bottom} of boxes) {
    const same = found.find(one => Math.min(bottom, one.bottom) - Math.max(top, one.top) > (bottom - top) / 2);
    if (same) Object.assign(same, {left: Math.min(left, same.left), right: Math.max(right, same.right)});
    else found.push({left, right, top, bottom});
  }
  return found;
}

/* What of a box is inside everything that cuts or scrolls. */
const shown = (box, frames) => frames.reduce((seen, {x, y, box: frame}) => ({
  left: x === "visible" ? seen.left : Math.max(seen.left, frame.left), right: x === "visible" ? seen.right : Math.min(seen.right, frame.right),
  top: y === "visible" ? seen.top : Math.max(seen.top, frame.top), bottom: y === "visible" ? seen.bottom : Math.min(seen.bottom, frame.bottom),
}), box);

const cut = (box, frames) => frames.some(({x, y, box: frame}) =>
  (x === "hidden" || x === "clip") && (box.left < frame.left - 1 || box.right > frame.right + 1) ||
  (y === "hidden" || y === "clip") && (box.top < frame.top - 2 || box.bottom > frame.bottom + 2))
  || box.right > innerWidth + 1 && !frames.some(({x}) => x === "auto" || x === "scroll");

function texts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());)
    if (node.data.trim() && !node.parentElement.closest("script, style, noscript") && !hidden(node.parentElement)) found.push(node);
  return found;
}
"""

_FAULTS = (
    "() => {"
    + _SEEN
    + r"""
const faults = new Set(), words = [];
let numbers = 0;
const near = node => {
  const block = node.parentElement.closest("tr, li, p, h1, h2, dd, section, div, svg");
  return "«" + block.textContent.replace(/\s+/g, " ").trim().slice(0, 60) + "»";
};
/* Russian words may break only where they say so; addresses and keys anywhere. */
const whole = word => /[а-яё]{2}/i.test(word) && !/[\u00ad/-]/.test(word) && !/[a-z]/i.test(word);

for (const node of texts(document.getElementById("document"))) {
  const frames = around(node.parentElement), drawn = node.parentElement.closest("svg");
  for (const found of node.data.matchAll(NUMBER)) {
    numbers += 1;
    const boxes = lines(rects(node, found.index, found.index + found[0].length));
    if (boxes.length > 1) faults.add("broken: " + found[0] + " in " + near(node));
    if (!drawn && boxes.some(box => cut(box, frames))) faults.add("cut: " + found[0] + " in " + near(node));
  }
  for (const found of node.data.matchAll(WORD)) {
    const boxes = lines(rects(node, found.index, found.index + found[0].length));
    if (!drawn && boxes.length > 1 && whole(found[0])) faults.add("torn: " + found[0] + " in " + near(node));
    for (const box of boxes) {
      const seen = shown(box, frames);
      if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1) words.push({...seen, node, text: found[0], drawn, held: stuck(node.parentElement)});
    }
  }
}

words.sort((a, b) => a.top - b.top);
const letter = /[\p{L}\d]/u;
words.forEach((one, at) => {
  for (let next = at + 1; next < words.length && words[next].top < one.bottom; next++) {
    const other = words[next];
    if (other.node === one.node || other.held !== one.held || !(/\d/.test(one.text) || /\d/.test(other.text)) || one.drawn && other.drawn) continue;
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (height < 0.35 * Math.min(one.bottom - one.top, other.bottom - other.top)) continue;
    const [first, second] = one.left <= other.left ? [one, other] : [other, one];
    const gap = second.left - first.right;
    if (gap < -1) faults.add("over: " + first.text + " and " + second.text + " in " + near(first.node));
    else if (gap < 2 && letter.test(first.text.at(-1)) && letter.test(second.text[0]))
      faults.add("touching: " + first.text + second.text + " in " + near(first.node));
  }
});
return [numbers, [...faults]];
}"""
)

_HEADINGS = (
    "selector => {"
    + _SEEN
    + r"""
const said = e => e.textContent.replaceAll("\u00ad", "").replace(/\s+/g, " ").trim();
const place = cell => [...cell.parentElement.children].slice(0, cell.cellIndex).reduce((sum, one) => sum + one.colSpan, 0);
return [...document.querySelectorAll(selector)].flatMap(table => {
  const heads = [...table.querySelectorAll("thead th")].filter(head => !hidden(head) && !tiny(head.getBoundingClientRect()));
  return [...table.querySelectorAll("tbody td:not([colspan])")].filter(cell => /\d/.test(cell.textContent) && !hidden(cell)).map(cell => {
    const own = table.querySelectorAll("thead th")[place(cell)];
    const label = getComputedStyle(cell, "::before").content;
    const box = texts(cell).flatMap(node => rects(node, 0, node.data.length))[0] || cell.getBoundingClientRect();
    const middle = box.left + box.width / 2, away = b => Math.max(b.left - middle, middle - b.right, 0);
    const above = heads.map(head => [head, head.getBoundingClientRect()]).filter(([, b]) => b.bottom <= box.top + 2 && away(b) < 20);
    const [nearest] = above.sort(([, a], [, b]) => away(a) - away(b));
    const read = label.length > 4 && label !== "normal" ? JSON.parse(label).trim() : nearest ? said(nearest[0]) : "";
    return [said(cell.parentElement.querySelector("th")), said(cell), own ? said(own) : "", read, cell.dataset.label || ""];
  });
});
}"""
)


_FITS = """() => [...document.querySelectorAll(".js-plotly-plot")].filter(plot => plot.clientWidth).every(plot => {
  const drawn = plot.querySelector(".main-svg");
  return drawn && Math.abs(drawn.clientWidth - plot.clientWidth) < 3;
})"""
"""Plotly draws anew a moment after the window changed."""


class Read(NamedTuple):
    """A cell of a table: its line, what it says, the heading of its column, and the heading a reader finds above it or beside it."""

    line: str
    cell: str
    heading: str
    read: str
    label: str
    """What the cell calls itself where it stands under no heading; blank if nothing."""

    @property
    def right(self) -> bool:
        return self.read in (self.heading, self.label) and bool(self.read)


def faults(page: Page) -> tuple[int, list[str]]:
    """How many numbers the page shows as it stands, and what is wrong with them."""
    numbers, found = page.evaluate(_FAULTS)
    return numbers, found


def headings(page: Page, selector: str) -> list[Read]:
    """Of every cell with a number in the tables of a selector: which heading a reader finds for it."""
    return [Read(*one) for one in page.evaluate(_HEADINGS, selector)]


TABLES = "table.funnel, table.matrix, table.where"
"""Tables that a phone shows as something else."""


def at_every_width(page: Page, widths: Sequence[int] = WIDTHS) -> list[str]:
    """The faults of the page at every width, and numbers under wrong headings: each named once with the widths at which it is seen."""
    seen: dict[str, list[int]] = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(_FITS, timeout=PATIENCE)
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        numbers, found = faults(page)
        assert numbers, f"no number at {width} px: nothing was measured"
        for fault in (*found, *(f"read as «{one.read}»: {one}" for one in headings(page, TABLES) if not one.right)):
            seen.setdefault(fault, []).append(width)
    return [f"{fault} at {', '.join(map(str, found))}" for fault, found in seen.items()]

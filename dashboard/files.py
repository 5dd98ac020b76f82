"""Every byte that a browser keeps: few files, named by their content, compressed ahead, kept for a year.

They are put together and compressed once: what was compressed is kept in a folder, so that the next start finds it there.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import dash
from flask import Blueprint, Response, abort

from dashboard import dash_private
from dashboard.encodings import best, in_form

ASSETS = Path(__file__).parents[1] / "assets"
YEAR = 365 * 24 * 3600
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
STYLES = ("bootstrap-reboot.css", "tokens.css", "look.css", "parts.css")
"""In their order; the sheets of the pages follow."""
SCRIPTS = ("morphdom.js", "pages.js", "libraries.js", "view.js", "menus.js", "drawings.js", "bridge.js", "twins.js", "live.js")
"""In their order: what is on the screen, what changes it, what Dash needs, what looks for news."""
PRESSED = (".woff2",)
"""Kinds that are compressed by themselves."""


@dataclass(frozen=True)
class File:
    """One file as it is served: its address holds a digest of its content."""

    name: str
    content: bytes
    pressed: Mapping[str, bytes]
    """By the name of the encoding; none where the kind is compressed by itself."""

    @property
    def address(self) -> str:
        stem, ending = os.path.splitext(self.name)
        return f"/static/{stem}.{_digest(self.content)}{ending}"


@dataclass(frozen=True)
class Files:
    """All files by their name."""

    by_name: Mapping[str, File]

    def address(self, name: str) -> str:
        return self.by_name[name].address

    @property
    def libraries(self) -> dict[str, Any]:
        """Addresses of the scripts that come after the first paint (`assets/scripts/libraries.js`)."""
        return {"dash": self.address("dash.js"), "drawing": [self.address("drawing.js"), self.address("plotly.js")]}

    @property
    def fonts(self) -> list[str]:
        """Addresses of the fonts that the first text needs."""
        return [file.address for name, file in self.by_name.items() if name in FIRST_FONTS]


FIRST_FONTS = ("golos-text.woff2", "programme-serif.woff2")


def put_together(kept: Path) -> Files:
    """All files, compressed; `kept`: the folder where compressed files wait for the next start."""
    plain: dict[str, Callable[[], bytes]] = {
        "dash.js": _dash_core,
        "drawing.js": _dash_drawing,
        "plotly.js": (ASSETS / "lazy" / "plotly.js").read_bytes,
        "site.js": lambda: _joined(ASSETS / "scripts" / name for name in SCRIPTS),
        "icon.svg": (ASSETS / "icon.svg").read_bytes,
        **{font.name: font.read_bytes for font in sorted((ASSETS / "fonts").glob("*.woff2"))},
    }
    files = {name: _pressed(name, read(), kept) for name, read in plain.items()}
    files["site.css"] = _pressed("site.css", _styles(files), kept)
    return Files(files)


def _joined(paths: Iterable[Path], *more: str) -> bytes:
    """Scripts one after another, without the addresses of maps that are not sent."""
    scripts = [re.sub(rb"//# sourceMappingURL=\S+", b"", path.read_bytes()) for path in paths]
    return b"\n;\n".join([*scripts, *(script.encode() for script in more)])


def _dash_core() -> bytes:
    root = Path(dash.__file__).parent
    return _joined((root / path for path in dash_private.core()), dash_private.START)


def _dash_drawing() -> bytes:
    return _joined(Path(dash.__file__).parent / path for path in dash_private.drawing())


def _styles(files: Mapping[str, File]) -> bytes:
    """One sheet; fonts under their addresses."""
    sheets = [*(ASSETS / name for name in STYLES), *sorted(ASSETS.glob("page_*.css"))]
    text = "\n".join(_bare(sheet.read_text(encoding="utf-8")) for sheet in sheets)
    return re.sub(r'url\("fonts/([^"]+)"\)', lambda found: f'url("{files[found[1]].address}")', text).encode()


def _bare(sheet: str) -> str:
    """A sheet without its comments and indents."""
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)).strip()


def _pressed(name: str, content: bytes, kept: Path) -> File:
    if name.endswith(PRESSED):
        return File(name, content, {})
    stem = f"{_digest(content)}-{name}"
    pressed = {
        "br": _once(kept / f"{stem}.br", lambda: brotli.compress(content, quality=11)),
        "gzip": _once(kept / f"{stem}.gz", lambda: gzip.compress(content, 9, mtime=0)),
    }
    return File(name, content, pressed)


def _once(path: Path, make: Callable[[], bytes]) -> bytes:
    """What was made of this content before; made now where it was not, and kept where the folder can be written."""
    try:
        return path.read_bytes()
    except OSError:
        made = make()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        part.write_bytes(made)
        part.replace(path)
    except OSError:
        pass
    return made


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def blueprint(files: Files) -> Blueprint:
    """Serves the files: unchanging under their address, so a browser keeps them and never asks again."""
    served = Blueprint("files", __name__)
    by_address = {file.address: file for file in files.by_name.values()}

    @served.get("/static/<name>")
    def file(name: str) -> Response:
        found = by_address.get(f"/static/{name}")
        if found is None:
            abort(404)
        encoding = best(found.pressed)
        response = Response(content_type=KINDS[os.path.splitext(name)[1]])
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return in_form(response, found.pressed.get(encoding, found.content), encoding)

    return served

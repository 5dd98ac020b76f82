"""Cuts the typefaces and joins their scripts, called by build.mjs: `fonts.py node_modules assets/fonts`.

Each family becomes one file for Russian text and one with rarer letters, which a browser fetches when a page has any of them.
The letters of a script keep the kerning they have among themselves in the packages, so lines are as long as with those.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import build
from fontTools.varLib.instancer import instantiateVariableFont

MODULES, FONTS = map(Path, sys.argv[1:])
SCRIPTS = ("latin", "cyrillic", "latin-ext", "cyrillic-ext")
CYRILLIC = {0x301, 0x2116, *range(0x400, 0x460), 0x490, 0x491, 0x4B0, 0x4B1}
RUSSIAN = {*range(0x20, 0x7F), *range(0x410, 0x450), *map(ord, "Ёё\u0301\u00a0\u00ad§«»°±·×–—‘’“”„•…€₽№−")}
LATIN = {*range(0xA1, 0x180), 0x18F, *range(0x218, 0x21C), 0x259, *range(0x1E80, 0x1E9F)}
SIGNS = {*range(0x2000, 0x2070), *range(0x20A0, 0x20C1), *range(0x2100, 0x2300)}
FILES = {"": RUSSIAN, "-ext": {*LATIN, *range(0x400, 0x530), *SIGNS} - RUSSIAN}
FEATURES = ["calt", "ccmp", "kern", "liga", "lnum", "mark", "mkmk", "pnum", "tnum"]
DROPPED = ["BASE", "DSIG", "STAT", "VVAR", "vhea", "vmtx"]
NOTICE, FAMILY, UNIQUE, FULL, POSTSCRIPT, LICENCE = 0, 1, 3, 4, 6, 14


def main() -> None:
    for suffix, letters in FILES.items():
        masters = {weight: joined(golos(weight), letters) for weight in (400, 500, 600)}
        write(variable(masters), f"golos-text{suffix}")
        serif = joined(source_serif(), letters)
        rename(serif, "Programme Serif")
        write(serif, f"programme-serif{suffix}")
    shutil.copy(MODULES / "@fontsource-variable/golos-text/LICENSE", FONTS / "OFL-golos-text.txt")
    licence = (MODULES / "@fontsource/source-serif-4/LICENSE").read_text(encoding="utf-8")
    about = "Programme Serif is Source Serif 4 SemiBold cut to fewer letters, under another name because «Source» is reserved."
    notice = serif["name"].getDebugName(NOTICE)
    (FONTS / "OFL-programme-serif.txt").write_text(f"{notice}\n\n{about}\n\n{licence.split(chr(10), 2)[2]}", encoding="utf-8")


def golos(weight: int) -> dict[str, TTFont]:
    folder = MODULES / "@fontsource-variable/golos-text/files"
    whole = {script: TTFont(folder / f"golos-text-{script}-wght-normal.woff2") for script in SCRIPTS}
    return {script: instantiateVariableFont(font, {"wght": weight}) for script, font in whole.items()}


def source_serif() -> dict[str, TTFont]:
    folder = MODULES / "@fontsource/source-serif-4/files"
    return {script: TTFont(folder / f"source-serif-4-{script}-600-normal.woff2") for script in SCRIPTS}


def cut(font: TTFont, letters: set[int]) -> TTFont:
    options = Options(layout_features=FEATURES, notdef_outline=True, drop_tables=DROPPED)
    options.name_IDs = [NOTICE, FAMILY, 2, UNIQUE, FULL, 5, POSTSCRIPT, LICENCE]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def joined(sources: dict[str, TTFont], letters: set[int]) -> TTFont:
    """The letters of all scripts in one font, each from the script that draws it."""
    left = set(letters)
    with TemporaryDirectory() as folder:
        files = []
        drawn = max(font["head"].modified for font in sources.values())
        for script, font in sources.items():
            own = {letter for letter in left & set(font.getBestCmap()) if script != "latin" or letter not in CYRILLIC}
            left -= own
            if own:
                files.append(f"{folder}/{script}.ttf")
                cut(font, own).save(files[-1])
        Merger().merge(files).save(f"{folder}/joined.ttf")
        font = TTFont(f"{folder}/joined.ttf", lazy=False, recalcTimestamp=False)
        font["head"].created = font["head"].modified = drawn
        return font


def variable(masters: dict[int, TTFont]) -> TTFont:
    """One font with every weight between the lightest and the boldest."""
    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(tag="wght", name="Weight", minimum=min(masters), default=min(masters), maximum=max(masters)))
    for weight, font in masters.items():
        space.addSource(SourceDescriptor(font=font, location={"Weight": weight}))
    font, _, _ = build(space)
    del font["STAT"]
    return font


def rename(font: TTFont, family: str) -> None:
    names = {
        FAMILY: family,
        UNIQUE: f"{family} 600",
        FULL: f"{family} SemiBold",
        POSTSCRIPT: f"{family.replace(' ', '')}-SemiBold",
    }
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.string)


def write(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    font.recalcTimestamp = False
    font.save(FONTS / f"{name}.woff2")


main()

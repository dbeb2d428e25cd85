"""Makes the fonts that ship with the desk: regular Noto Sans of many scripts, without hints, and what each covers.

python assets/make_fonts.py MANIMGX_FONTS NOTO_SANS_CJK

The first argument is the folder of the package manimgx-fonts 2026.9.26.post1 of PyPI, which holds the variable fonts of
the Noto project as it publishes them; they are pinned to weight 400.  The second is NotoSansCJKtc-Regular.otf (version
1.004) of the package cvttf-notosanscjk-regular 1.0; the ideographs U+4E00 to U+9FFF, kana, bopomofo and Hangul stay.
Needs fontTools.  ``coverage.json`` lists the ranges of code points of each file, in the order in which they are tried.
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parent / "fonts"
#: The names of the files after ``NotoSans``; the first one is Latin, Greek and Cyrillic.
SCRIPTS = (
    *("", "Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Telugu", "Gujarati", "Gurmukhi", "Kannada"),
    *("Malayalam", "Oriya", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic", "Armenian", "Georgian"),
)
CJK = (
    *range(0x2E80, 0x3100),
    *range(0x3100, 0x3130),
    *range(0x3130, 0x3190),
    *range(0x31A0, 0x3200),
    *range(0x4E00, 0xA000),
    *range(0xAC00, 0xD7A4),
    *range(0xFF00, 0xFFF0),
)


def main() -> None:
    """Write the fonts and their coverage."""
    scripts, cjk = (Path(argument) for argument in sys.argv[1:3])
    OUT.mkdir(exist_ok=True)
    coverage = {}
    for script in SCRIPTS:
        name = f"NotoSans{script}"
        coverage[f"{name}.ttf"] = make(TTFont(scripts / f"{name}[wght].ttf"), OUT / f"{name}.ttf", None)
    coverage["NotoSansCJKtc.otf"] = make(TTFont(cjk), OUT / "NotoSansCJKtc.otf", CJK)
    (OUT / "coverage.json").write_text(json.dumps(coverage) + "\n", encoding="ascii")


def make(font: TTFont, path: Path, keep: tuple[int, ...] | None) -> list[list[int]]:
    """Pin and subset a font, write it, and return the ranges of code points that it has."""
    options = Options()
    options.hinting = False
    options.layout_features = ["ccmp", "locl", "mark", "mkmk", "kern", "init", "medi", "fina", "isol", "rlig", "calt"]
    options.layout_features += ["liga", "akhn", "rphf", "rkrf", "pref", "blwf", "half", "pstf", "cjct", "vatu", "abvf"]
    options.layout_features += ["nukt", "pres", "blws", "abvs", "psts", "haln", "abvm", "blwm", "dist", "ljmo", "vjmo"]
    options.layout_features += ["tjmo"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    if keep is not None:
        options.drop_tables += ["GSUB", "GPOS"]  # ideographs stand side by side
    options.drop_tables += ["MVAR", "STAT", "vhea", "vmtx", "VORG", "DSIG", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(keep) if keep is not None else sorted(font.getBestCmap()))
    subsetter.subset(font)
    if "fvar" in font:
        limits = {axis.axisTag: 400 for axis in font["fvar"].axes if axis.axisTag == "wght"}
        font = instantiateVariableFont(font, limits)
    font.save(path)
    points = sorted(font.getBestCmap())
    runs = groupby(enumerate(points), key=lambda pair: pair[1] - pair[0])
    return [[group[0][1], group[-1][1]] for _, run in runs for group in [list(run)]]


if __name__ == "__main__":
    main()

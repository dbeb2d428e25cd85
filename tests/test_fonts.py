"""Names of every script are set with the fonts that ship with the desk."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageFont, features

from emotion_desk.fonts import MISSING, font_files, runs
from emotion_desk.resources import shipped
from emotion_desk.sessions.export.text_mask import text_mask

NAMES = {
    "Latin": "Łucja Nguyễn",
    "Greek": "Ελένη",
    "Cyrillic": "Євген",
    "Arabic": "محمد",
    "Hebrew": "שרה",
    "Devanagari": "प्रिया",
    "Bengali": "রবীন্দ্র",
    "Tamil": "செல்வி",
    "Thai": "สมชาย",
    "Ethiopic": "ሰላም",
    "Georgian": "ნინო",
    "Armenian": "Արամ",
    "Chinese": "李小龍",
    "Japanese": "さくら 健太",
    "Korean": "김민준",
}


@pytest.mark.parametrize("script", NAMES)
def test_a_name_of_this_script_has_all_its_letters(script: str) -> None:
    name = NAMES[script]
    found = runs(name)
    assert "".join(part for _, part in found) == name
    assert MISSING not in name
    mask = text_mask(name, 24)
    assert mask.max() == 255
    unknown = text_mask(MISSING * len(name), 24)
    assert mask.shape != unknown.shape or not np.array_equal(mask, unknown)


def test_no_letter_is_cut_above_or_below() -> None:
    for name in (*NAMES.values(), "Ålgjpqy|"):
        mask = text_mask(name, 30)
        assert not mask[0].any(), name
        assert not mask[-1].any(), name


@pytest.mark.skipif(not features.check("raqm"), reason="this Pillow has no libraqm")
def test_arabic_letters_are_joined() -> None:
    word, letters = text_mask("محمد", 40), text_mask("م ح م د", 40)
    empty_inside = (~word.any(axis=0)).sum() < (~letters.any(axis=0)).sum()
    assert empty_inside
    ink = np.flatnonzero(word.any(axis=0))
    assert word[:, ink[0] : ink[-1]].any(axis=0).mean() > 0.97


def test_what_no_font_has_is_the_sign_for_it() -> None:
    assert runs("a\U0001f600b")[0][1] == f"a{MISSING}b"


def test_marks_and_digits_of_a_script_stay_with_its_letters() -> None:
    assert len(runs("مُحَمَّد ٢")) == 1
    assert len(runs("Zoe\u0308 (2)")) == 1


def test_the_fonts_open_and_the_licence_is_beside_them() -> None:
    for file in font_files():
        ImageFont.truetype(str(file), 12)
    assert "SIL OPEN FONT LICENSE" in (shipped("assets") / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in font_files()) < 12_000_000

"""Every ending of the decoders is taken from a folder, or is left out for a reason."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from emotion_desk.sources.endings import MEDIA, PICTURES, SOUND, VIDEO, is_media, patterns


def words(text: str) -> list[str]:
    return text.split()


#: Endings of raw samples or pixels without a header: neither rate nor size can be known.
RAW = set(words("302 722 al bit bitpacked c2 cif daud msbc qcif rgb sb sbc sln sw ub ul uw v210 yuv yuv10"))
#: Text, subtitles and drawings in letters, which are no media, and pictures without a decoder.
TEXT = set(
    words(
        "adf ans aqt art asc cdg cgi diz ice idf idx jxl mcc mks mpl2 nfo nsp pjs rt sami sbg scc smi stl sub sup txt "
        "vt vtt webvtt"
    )
)
#: Formats of games, consoles, synthesisers and copy protection, or without a decoder; some endings mean other things.
ODD = set(
    words(
        "aa aax ac4 acm adp ads aea afc aix apc apl ast avs avs2 avs3 bcstm bfstm binka bmv bonk brstm cdata cdxl dat "
        "dtk evc fap flm fsb fwse g723_1 g728 g729 genh h26l hca hxvs iamf ifv imx ipu isma ism ivr kux lc3 lvf mca "
        "mods msf mtaf musx mvi mxg omg pdv psp rco rcv rsd rso sdns sdr2 sdx ser sga siff son ss2 str svag svs tco "
        "ty+ usm v vag vb vpk vqe vql wa way wsd xl xmd xmv xvag yop"
    )
)
PHONES_CAMERAS_RECORDERS = words(
    "3g2 3gp aac aif aifc aiff amr asf au avi avif awb bmp caf flac gif heic heif jfif jp2 jpg m2ts m4a m4b m4v mka "
    "mkv mov mp3 mp4 mpeg mpg mts mxf oga ogg ogv opus png tif tiff ts vob wav weba webm webp wma wmv wv"
)


def endings_of_decoders() -> set[str]:
    found: set[str] = set()
    for name in av.formats_available:
        try:
            found |= set(av.format.ContainerFormat(name, "r").extensions)
        except ValueError:
            continue
    return found


def test_every_ending_of_the_decoders_is_taken_or_left_out_for_a_reason() -> None:
    taken = {ending[1:] for ending in MEDIA}
    assert endings_of_decoders() - taken - RAW - TEXT - ODD == set()
    assert not taken & RAW


@pytest.mark.parametrize("ending", PHONES_CAMERAS_RECORDERS)
def test_endings_of_phones_cameras_and_recorders_are_taken(ending: str) -> None:
    assert is_media(Path(f"a.{ending.upper()}"))


def test_other_files_and_resource_forks_are_not_taken() -> None:
    assert not any(is_media(Path(name)) for name in ("notes.txt", "a.srt", "README", "._a.mp4", "table.dat", "mp4"))


def test_the_three_kinds_do_not_overlap_and_a_dialog_gets_patterns() -> None:
    assert not VIDEO & SOUND | VIDEO & PICTURES | SOUND & PICTURES
    assert patterns({".wav", ".mp4"}) == "*.mp4 *.wav"

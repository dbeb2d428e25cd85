"""File name endings of the media that the decoders read.

One list for the analysis of folders, for enrolment and for the dialogs that choose files.  A file that is named itself
is tried whatever its ending is.  Left out are endings of raw data without a header (``yuv``, ``sw``), endings that
mostly belong to other things (``dat``, ``txt``, ``sub``), subtitles, and formats of game consoles.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final


def _endings(names: str) -> frozenset[str]:
    return frozenset(f".{name}" for name in names.split())


VIDEO: Final = _endings(
    "264 265 266 3g2 3gp 3gpp amv apv asf avc avi dav dif divx dv f4v flc fli flv gxf h261 h263 h264 h265 h266 hevc "
    "insv ismv ivf lrv m1v m2p m2t m2ts m2v m4v mj2 mjpeg mjpg mk3d mkv mod moflex mov mp4 mp4v mpe mpeg mpg mpv mts "
    "mxf nsv nut nuv obu ogm ogv qt rm rmvb tod tp trp ts ty vc1 viv vob vvc webm wmv wtv y4m"
)
SOUND: Final = _endings(
    "3ga 8svx aa3 aac ac3 adx aif aifc aiff amb amr ape aptx aptxhd at3 au avr awb bwf caf dff dfpwm dsf dss "
    "dts dtshd eac3 ec3 flac g722 gsm ircam laf loas m2a m4a m4b m4r mac mka mlp mp1 mp2 mp3 mpa mpc mpga nist oga ogg "
    "oma omg opus osq paf pvf qcp qoa ra rf64 rka sds sf shn snd sox sph spx tak thd tta voc vqf w64 "
    "wav wave weba wma wsd wv wve"
)
PICTURES: Final = _endings(
    "apng avif avifs bmp bw dds dib dpx exr gif hdr heic heics heif heifs hif ico j2c j2k jfif jls jp2 jpc jpe "
    "jpeg jpf jpg jpx mpo pam pbm pcd pcx pfm pgm png pnm ppm psd qoi ras sgi sun tga tif tiff webp xbm xpm xwd"
)
MEDIA: Final = VIDEO | SOUND | PICTURES


def is_media(path: Path) -> bool:
    """Return whether a file that was found in a folder is taken; macOS leaves files named ``._NAME`` beside others."""
    return path.suffix.lower() in MEDIA and not path.name.startswith("._")


def patterns(endings: Iterable[str]) -> str:
    """Return the patterns of a file dialog, for example ``*.mkv *.mp4``."""
    return " ".join(f"*{ending}" for ending in sorted(endings))

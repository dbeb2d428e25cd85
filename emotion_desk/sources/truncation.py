"""Finds files that were cut off, by the structure of their container.

Times cannot tell a cut file from a whole one: a last frame may last for minutes, and a segment of a longer recording
need not begin at 0.  The container can: it states how many bytes follow, and in a cut file they are missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

#: Sizes at or above this are placeholders of programs that wrote into a pipe.
_STREAMED: Final = 0x7FFF_F000
_SEGMENT: Final = b"\x18\x53\x80\x67"
_EBML: Final = b"\x1a\x45\xdf\xa3"
_OGG_TAIL: Final = 70_000
#: Bytes of JPEG markers: the first byte of each, start of a scan, end of the picture.
_MARK: Final = 0xFF
_SCAN: Final = 0xDA
#: The next marker in compressed data, in which 0xFF is followed by 0 or a restart marker.
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7]", re.DOTALL)
_END_OF_PICTURE: Final = 0xD9
#: First boxes of MP4, QuickTime, HEIC, AVIF and JPEG 2000 files.
_BOXES: Final = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"styp", b"jP  ")
#: Boxes that may follow them.
_LATER_BOXES: Final = (
    b"moof",
    b"mfra",
    b"meta",
    b"sidx",
    b"ssix",
    b"prft",
    b"uuid",
    b"pnot",
    b"udta",
    b"jp2h",
    b"jp2c",
)


def is_cut(path: Path) -> bool | None:
    """Return whether the file ends before its container says; ``None`` if the container does not say.

    Example:
        >>> is_cut(Path("notes.txt")) is None  # doctest: +SKIP
        True
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(16)
            for fits, check in _CHECKS:
                if fits(head):
                    return check(file, size)
    except (OSError, ValueError, IndexError):
        return None
    return None


def _mov(file: BinaryIO, size: int) -> bool | None:
    """Walk the top-level boxes of ISO/IEC 14496-12; what some programs append behind them is no box."""
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            return False  # to the end of the file
        if length < 8:
            return False if at else None
        if at + length > size:
            return at == 0 or head[4:8] in _BOXES + _LATER_BOXES
        at += length
    return False


def _matroska(file: BinaryIO, size: int) -> bool | None:
    """Compare the size of the segment (RFC 8794) with the file; live recordings leave it open."""
    file.seek(0)
    head = file.read(4096)
    at = head.find(_SEGMENT)
    if at < 0 or at + 12 > len(head):
        return None
    at += 4
    length = 9 - head[at].bit_length()
    if not 1 <= length <= 8:
        return None
    bits = 7 * length
    value = int.from_bytes(head[at : at + length], "big") & ((1 << bits) - 1)
    if value == (1 << bits) - 1:
        return None
    return at + length + value > size


def _riff(file: BinaryIO, size: int) -> bool | None:
    """Compare the data chunk of a WAV, or the outer chunk of AVI and WebP, with the file."""
    file.seek(0)
    head = file.read(12)
    if head[8:12] != b"WAVE":
        length = int.from_bytes(head[4:8], "little")
        return None if length == 0 or length >= _STREAMED else 8 + length > size
    at = 12
    while at + 8 <= size:
        file.seek(at)
        chunk = file.read(8)
        length = int.from_bytes(chunk[4:8], "little")
        if chunk[:4] == b"data":
            return None if length == 0 or length >= _STREAMED else at + 8 + length > size
        at += 8 + length + length % 2
    return None


def _wave64(file: BinaryIO, size: int) -> bool | None:
    """Compare the size in the header of Sony Wave64 with the file."""
    file.seek(16)
    return int.from_bytes(file.read(8), "little") > size


def _rf64(file: BinaryIO, size: int) -> bool | None:
    """Compare the size in the ``ds64`` chunk (EBU Tech 3306) with the file."""
    file.seek(12)
    chunk = file.read(16)
    length = int.from_bytes(chunk[8:16], "little")
    return None if chunk[:4] != b"ds64" or not 0 < length < 1 << 62 else 8 + length > size


def _aiff(file: BinaryIO, size: int) -> bool | None:
    file.seek(4)
    length = int.from_bytes(file.read(4), "big")
    return None if length == 0 or length >= _STREAMED else 8 + length > size


def _au(file: BinaryIO, size: int) -> bool | None:
    file.seek(4)
    start, length = int.from_bytes(file.read(4), "big"), int.from_bytes(file.read(4), "big")
    return None if length == 0 or length >= _STREAMED else start + length > size


def _caf(file: BinaryIO, size: int) -> bool | None:
    at = 8
    while at + 12 <= size:
        file.seek(at)
        chunk = file.read(12)
        length = int.from_bytes(chunk[4:12], "big", signed=True)
        if length < 0:
            return None
        if at + 12 + length > size:
            return True
        at += 12 + length
    return False


def _ogg(file: BinaryIO, size: int) -> bool | None:
    """Look whether the last page is whole (RFC 3533)."""
    file.seek(max(0, size - _OGG_TAIL))
    tail = file.read()
    at = tail.rfind(b"OggS")
    if at < 0:
        return None
    if at + 27 > len(tail):
        return True
    count = tail[at + 26]
    table = tail[at + 27 : at + 27 + count]
    return len(table) < count or at + 27 + count + sum(table) > len(tail)


def _gif(file: BinaryIO, size: int) -> bool | None:
    """Look for the trailer; a few bytes may follow it."""
    file.seek(max(0, size - 16))
    return b"\x3b" not in file.read()


def _bmp(file: BinaryIO, size: int) -> bool | None:
    file.seek(2)
    length = int.from_bytes(file.read(4), "little")
    return None if length < 26 else length > size


def _png(file: BinaryIO, size: int) -> bool | None:
    at = 8
    while at + 8 <= size:
        file.seek(at)
        chunk = file.read(8)
        at += 12 + int.from_bytes(chunk[:4], "big")
        if chunk[4:8] == b"IEND":
            return False
    return True


def _jpeg(file: BinaryIO, size: int) -> bool | None:
    """Walk the segments (ITU-T T.81, B.1) up to the end of the picture; phones append videos and other pictures."""
    file.seek(0)
    data = file.read(1 << 28)
    at = 2
    while at + 4 <= len(data):
        if data[at] != _MARK:
            return None
        marker = data[at + 1]
        if marker == _MARK or marker == 0x01 or 0xD0 <= marker <= 0xD8:  # padding, and markers without a length
            at += 1 if marker == _MARK else 2
            continue
        if marker == _END_OF_PICTURE:
            return False
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            at = _end_of_scan(data, at)
    return data[at : at + 2] != bytes((_MARK, _END_OF_PICTURE))


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker is behind compressed data."""
    found = _NEXT_MARKER.search(data, at)
    return found.start() if found is not None else len(data)


_CHECKS: Final[tuple[tuple[Callable[[bytes], bool], Callable[[BinaryIO, int], bool | None]], ...]] = (
    (lambda head: head[4:8] in _BOXES, _mov),
    (lambda head: head.startswith(_EBML), _matroska),
    (lambda head: head.startswith(b"RIFF"), _riff),
    (lambda head: head.startswith(b"RF64"), _rf64),
    (lambda head: head.startswith(b"riff"), _wave64),
    (lambda head: head.startswith(b"FORM"), _aiff),
    (lambda head: head.startswith(b".snd"), _au),
    (lambda head: head.startswith(b"caff"), _caf),
    (lambda head: head.startswith(b"OggS"), _ogg),
    (lambda head: head.startswith(b"\x89PNG"), _png),
    (lambda head: head.startswith(b"GIF8"), _gif),
    (lambda head: head.startswith(b"BM"), _bmp),
    (lambda head: head.startswith(b"\xff\xd8\xff"), _jpeg),
)

"""Still pictures: size limit before decoding, EXIF orientation, and the formats that FFmpeg cannot assemble.

FFmpeg decodes a HEIC or AVIF picture tile by tile and leaves the tiles apart.  Pillow (for AVIF) and pillow-heif (for
HEIC) assemble them.  Pillow also reads size and EXIF tags from the header alone, so that a picture that would need
gigabytes is refused before anything is decoded.
"""

from __future__ import annotations

import warnings
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.messages import Picture
from emotion_desk.sources.orientation import UPRIGHT, Orientation, from_exif
from emotion_desk.translatable import translatable

#: Larger pictures are refused: decoding 100 megapixels with 16 bits per channel takes about 1 GB.
MOST_PIXELS: Final = 100_000_000
_HEADER_BYTES: Final = 64
_META_BYTES: Final = 1 << 16
#: Chunks of a PNG picture that are packed, how long one may be unpacked, and how many may come before the picture.
_PACKED_CHUNKS: Final = (b"iCCP", b"zTXt", b"iTXt")
_MOST_UNPACKED: Final = 16_000_000
_MOST_CHUNKS: Final = 10_000
_STEP: Final = 1 << 20
_EXIF_ORIENTATION: Final = 274
_AVIF_BRANDS: Final = frozenset({b"avif"})
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2"})
_SEQUENCE_BRANDS: Final = frozenset({b"avis", b"hevc", b"hevx", b"msf1"})
#: Formats that hold several pictures; the second one of an MPO is a preview or a gain map.
_PAGED: Final = ("TIFF", "HEIF")
_MAGIC: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP", b"\xff\x4f\xff\x51")


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """What the header of a picture file says.

    ``assembled`` if Pillow has to decode it instead of FFmpeg; ``pages``: pictures in the file, of which the first or
    primary one is read.
    """

    width: int
    height: int
    orientation: Orientation
    assembled: bool
    pages: int = 1


def picture_header(path: Path) -> PictureHeader | None:
    """Read the header of a picture file; ``None`` for files of another kind.

    Raises:
        SourceOpenError: the picture is too large, or is an animated WebP, for which there is no decoder.
    """
    try:
        status = path.stat()
    except OSError:
        return None
    return _picture_header(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=256)
def _picture_header(path: Path, size: int, changed_ns: int) -> PictureHeader | None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
    except OSError:
        return None
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    if webp and head[12:16] == b"VP8X" and len(head) > 20 and head[20] & 0x02:
        raise SourceOpenError(
            translatable(
                "The file '{name}' is an animated WebP picture, for which there is no decoder; convert it to MP4.",
                name=path.name,
            )
        )
    if head.startswith(b"\x89PNG") and len(head) >= 24:
        # Pillow refuses a PNG with a wrong check sum; FFmpeg does not, and would decode it.
        require_size(path.name, int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big"))
        _require_small_chunks(path)
    tiled = is_tiled(head)
    if not (tiled or webp or head.startswith(_MAGIC)):
        return None
    return _read_header(path, tiled)


def _require_small_chunks(path: Path) -> None:
    """Check how long the texts and the colour profile of a PNG picture unpack to; FFmpeg would unpack gigabytes.

    Raises:
        SourceOpenError: one is longer than :data:`_MOST_UNPACKED`.
    """
    try:
        with path.open("rb") as file:
            file.seek(8)
            for _ in range(_MOST_CHUNKS):
                header = file.read(8)
                if len(header) < 8 or header[4:] in (b"IDAT", b"IEND"):
                    return
                length = int.from_bytes(header[:4], "big")
                end = file.tell() + length + 4
                if header[4:] in _PACKED_CHUNKS and _unpacks_to_more(file, length):
                    raise SourceOpenError(
                        translatable(
                            "The file '{name}' holds a text or a colour profile that unpacks to more than {most} MB.",
                            name=path.name,
                            most=_MOST_UNPACKED // 1000000,
                        )
                    )
                file.seek(end)
    except OSError:  # reported when it is opened
        return
    raise SourceOpenError(
        translatable(
            "The file '{name}' holds more than {count} texts before its picture.",
            name=path.name,
            count=_MOST_CHUNKS,
        )
    )


def _unpacks_to_more(file: BinaryIO, length: int) -> bool:
    """Return whether a packed chunk is longer than the limit; nothing of it is kept."""
    content = file.read(min(length, _MOST_UNPACKED))
    start = content.find(b"\x78", content.find(b"\0"))  # of the zlib stream, behind keyword and flags
    if start < 0:
        return False
    unpacker, total, rest = zlib.decompressobj(), 0, content[start:]
    try:
        while rest and not unpacker.eof:
            total += len(unpacker.decompress(rest, _STEP))
            rest = unpacker.unconsumed_tail
            if total > _MOST_UNPACKED:
                return True
    except zlib.error:
        return False
    return False


def is_tiled(head: bytes) -> bool:
    """Return whether the first bytes are those of a HEIC or AVIF still picture, which may consist of tiles."""
    if head[4:8] != b"ftyp":
        return False
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if head[8:12] in _SEQUENCE_BRANDS:
        return False
    return bool(brands & (_AVIF_BRANDS | _HEIC_BRANDS))


def _open(path: Path, tiled: bool) -> Any:
    """Open a picture with Pillow; nothing is decoded yet."""
    from PIL import Image

    if tiled:
        from pillow_heif import register_heif_opener

        register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about large pictures and odd tags
        return Image.open(path)


def _read_header(path: Path, tiled: bool) -> PictureHeader | None:
    from PIL import Image

    try:
        with _open(path, tiled) as image:
            width, height = image.size
            require_size(path.name, width, height)
            # Asking a GIF, or a PNG without the chunk, for its tags would decode it.
            tagged = image.format not in ("GIF", "PNG") or "exif" in image.info
            # Pillow reports the rotation of an AVIF container as the tag.
            tag = image.getexif().get(_EXIF_ORIENTATION) if tagged else None
            if image.format == "HEIF" and not _has_rotation(path):
                tag = image.info.get("original_orientation")
            pages = int(getattr(image, "n_frames", 1)) if image.format in _PAGED else 1
            # FFmpeg takes the full range of these for the narrow one of video.
            assembled = tiled or (image.format == "TIFF" and image.mode == "YCbCr")
            return PictureHeader(width, height, from_exif(tag), assembled, pages)
    except Image.DecompressionBombError as error:
        most = MOST_PIXELS // 1_000_000
        raise SourceOpenError(
            translatable("The picture of the file '{name}' has more than {most} megapixels.", name=path.name, most=most)
        ) from error
    except SourceOpenError:
        raise
    except Exception as error:  # Pillow raises errors of any type for damaged files; FFmpeg may still read them
        if tiled:
            raise SourceOpenError(
                translatable("The file '{name}' is a damaged HEIC or AVIF picture.", name=path.name)
            ) from error
        return None


def _has_rotation(path: Path) -> bool:
    """Return whether the container of a HEIC picture states its orientation; pillow-heif applies only that.

    The EXIF tag repeats it in files of phones; in files of converters the tag may be all there is.
    """
    with path.open("rb") as file:
        head = file.read(_META_BYTES)
    return b"irot" in head or b"imir" in head


def require_size(name: str, width: int, height: int) -> None:
    """Check the size of a picture before it is decoded.

    Raises:
        SourceOpenError: it has more than :data:`MOST_PIXELS`.
    """
    if width * height > MOST_PIXELS:
        raise SourceOpenError(
            translatable(
                "The picture of the file '{name}' has {width} x {height} pixels; at most {most} megapixels are read.",
                name=name,
                width=width,
                height=height,
                most=MOST_PIXELS // 1000000,
            )
        )


def still_orientation(path: Path) -> Orientation | None:
    """Return the EXIF orientation of a picture file, ``None`` for files of another kind."""
    header = picture_header(path)
    return None if header is None else header.orientation


def read_assembled(path: Path) -> Picture:
    """Decode a picture with Pillow: BGR, uint8 (height, width, 3), upright, all tiles in place.

    Raises:
        SourceLostError: it is damaged.
    """
    header = picture_header(path)
    try:
        with _open(path, True) as image:
            rgb = np.asarray(image.convert("RGB"))
    except Exception as error:  # Pillow raises errors of any type for damaged files
        raise SourceLostError(
            translatable("Nothing in the file '{name}' can be decoded; it is damaged.", name=path.name)
        ) from error
    orientation = UPRIGHT if header is None else header.orientation
    return np.ascontiguousarray(orientation.apply(rgb)[:, :, ::-1])

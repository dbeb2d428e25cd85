"""Opens a file with FFmpeg, so far that all its streams are known.

FFmpeg looks at the first 5 MB or 5 seconds of a file.  In transport and program streams whose sound begins later it
knows of a sound track but neither its rate nor its channels.  Such files are looked at further.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import av

#: Formats that announce streams only where their packets are.
_UNANNOUNCED: Final = frozenset({"mpeg"})
#: How far these files are looked at: bytes, and microseconds.
_FURTHER: Final = {"probesize": str(1 << 28), "analyzeduration": str(24 * 3600 * 1_000_000)}
#: "Formats without time stamps" in FFmpeg (``AVFMT_NOTIMESTAMPS``).
_NO_TIMES: Final = 0x80


def open_with_ffmpeg(path: Path) -> Any:
    """Open a file for demuxing; the caller closes it.

    Raises:
        av.error.FFmpegError, OSError, ValueError: FFmpeg cannot read it.
    """
    status = path.stat()
    if not _is_known_further(path.resolve(), status.st_size, status.st_mtime_ns):
        container = _open(path, {})
        if not _has_more(container):
            return container
        container.close()
    return _open(path, _FURTHER)


def _open(path: Path, options: dict[str, str]) -> Any:
    # "file:" keeps a name like "a:b.mp4" from being read as a protocol.
    return av.open(f"file:{path.resolve()}", options={"protocol_whitelist": "file", **options})


def _has_more(container: Any) -> bool:
    """Return whether FFmpeg found a stream of which it does not know what it is."""
    return any(
        (s.type == "audio" and not s.codec_context.sample_rate) or (s.type == "video" and not s.codec_context.width)
        for s in container.streams
        if s.codec_context is not None
    )


@lru_cache(maxsize=256)
def _is_known_further(path: Path, size: int, changed_ns: int) -> bool:
    """Return whether a file of a format that does not announce its streams has more of them further on."""
    with _open(path, {}) as container:
        if not _UNANNOUNCED & set(container.format.name.split(",")):
            return False
        count = len(container.streams)
    with _open(path, _FURTHER) as container:
        return len(container.streams) > count


def has_decoding_times_only(container: Any) -> bool:
    """Return whether a format stores no presentation times: AVI and streams without a container."""
    return container.format.name == "avi" or bool(container.format.flags & _NO_TIMES)

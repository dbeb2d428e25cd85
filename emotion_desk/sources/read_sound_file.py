"""Reads a whole sound file at once as 16 kHz mono, for figures and the sound lab."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from emotion_desk.errors import SourceEndedError, SourceLostError, SourceOpenError
from emotion_desk.messages import Samples
from emotion_desk.sources.file_sound import SAMPLE_RATE
from emotion_desk.sources.media import open_media
from emotion_desk.translatable import translatable

#: Longer sound is cut at this duration; 10 minutes are 38 MB.
LONGEST_S: Final = 600.0


def read_sound(path: Path, longest_s: float = LONGEST_S) -> Samples:
    """Read the sound of a media file; of a file that was cut off, what is there.

    Args:
        path: any file with sound that FFmpeg reads.
        longest_s: seconds after which reading stops.

    Returns:
        float32 mono at 16 kHz, (n,).

    Raises:
        SourceError: it is no such file, or nothing in it can be decoded.
    """
    sound = open_media(path, paced=False).sound
    if sound is None:
        raise SourceOpenError(translatable("The file '{name}' holds no sound.", name=path.name))
    most = round(longest_s * SAMPLE_RATE)
    pieces: list[Samples] = []
    held = 0
    sound.open()
    try:
        while held < most:
            block = sound.read(1.0)
            if block is None:
                break
            pieces.append(block.samples)
            held += len(block.samples)
    except SourceEndedError:
        pass
    except SourceLostError:
        if not pieces:
            raise
    finally:
        sound.close()
    return np.concatenate(pieces)[:most] if pieces else np.empty(0, np.float32)

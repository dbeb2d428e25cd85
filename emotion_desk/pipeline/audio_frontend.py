"""From blocks of sound to the windows that the network hears: no thread, no clock.

The audio thread does this live, the analysis of files on the file's own time; one code, so that both hear the same.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from emotion_desk.messages import MelWindow, SoundBlock
from emotion_desk.pipeline.mel_ring import RollingMel
from emotion_desk.pipeline.sample_ring import RollingSound
from emotion_desk.sound.mel import FRAMES, HOP
from emotion_desk.sound.mel_stream import MelStream
from emotion_desk.sound.voice_activity import SpeechProbability, VoiceActivityDetector

#: Columns from one window to the next: 96 ms, quick enough for a level meter.
WINDOW_EVERY: Final = 4
#: Samples that a window spans.
_SPAN: Final = FRAMES * HOP


class Hearing:
    """Fills the rolling spectrogram from one source; used by one thread.

    Args:
        rolling: the ring of columns; what it held of another source is forgotten.
        judge: tells speech from noise; remembers, so each source needs its own.
        heard: the ring of samples, likewise; by default one of its own.
    """

    def __init__(self, rolling: RollingMel, judge: SpeechProbability, heard: RollingSound | None = None) -> None:
        rolling.clear()
        self._heard = heard or RollingSound()
        self._heard.clear()
        self._rolling = rolling
        self._stream = MelStream(VoiceActivityDetector(judge))
        self._since_window = 0

    def hear(self, block: SoundBlock) -> MelWindow | None:
        """Take in a block and return the newest window if it is time for one."""
        self._heard.add(block)
        self._since_window += self._rolling.add(self._stream.feed(block))
        if self._since_window < WINDOW_EVERY:
            return None
        self._since_window = 0
        return replace(self._rolling.window(), sound=partial(self._heard.before, self._heard.total, _SPAN))

"""Turns blocks of sound into mel windows for the network: no thread, no clock.

The audio thread uses it live and the analysis of files uses it on the file's own time, so both get the same windows.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from emotion_desk.messages import MelWindow, SoundBlock
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.pipeline.sample_ring import SampleRing
from emotion_desk.sound.mel import FRAMES, HOP
from emotion_desk.sound.mel_stream import MelStream
from emotion_desk.sound.voice_activity import SpeechProbability, VoiceActivityDetector

#: Columns from one window to the next: 96 ms, fast enough for a level meter.
WINDOW_EVERY: Final = 4
#: Samples in the span of one window.
_SPAN: Final = FRAMES * HOP


class AudioFrontend:
    """Computes mel columns of one source and cuts windows out of them; used by one thread.

    Args:
        columns: the ring that the columns go to; its old content is cleared.
        detector: returns the probability of speech of a chunk.  It has a state, so each source needs its own.
        samples: the ring that the samples go to, likewise; by default a private one.
    """

    def __init__(self, columns: MelRing, detector: SpeechProbability, samples: SampleRing | None = None) -> None:
        columns.clear()
        self._samples = samples or SampleRing()
        self._samples.clear()
        self._columns = columns
        self._stream = MelStream(VoiceActivityDetector(detector))
        self._since_window = 0

    def push(self, block: SoundBlock) -> MelWindow | None:
        """Process a block and return the newest window if one is due."""
        self._samples.add(block)
        self._since_window += self._columns.add(self._stream.feed(block))
        if self._since_window < WINDOW_EVERY:
            return None
        self._since_window = 0
        return replace(self._columns.window(), sound=partial(self._samples.before, self._samples.total, _SPAN))

"""Turns blocks of sound into mel windows for the network: no thread, no clock.

The audio thread uses it live and the analysis of files uses it on the file's own time, so both get the same windows.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import MelWindow, Samples, SoundBlock
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.pipeline.sample_ring import SampleRing
from emotion_desk.pipeline.speech_segmenter import SpeechSegmenter
from emotion_desk.sound.mel import FRAMES, HOP, SAMPLE_RATE
from emotion_desk.sound.mel_stream import LONGEST_GAP, MelStream
from emotion_desk.sound.voice_activity import SpeechProbability, VoiceActivityDetector

#: Columns from one window to the next: 96 ms, fast enough for a level meter.
WINDOW_EVERY: Final = 4
#: Samples from one window to the next.
WINDOW_SAMPLES: Final = WINDOW_EVERY * HOP
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
        self._segmenter = SpeechSegmenter()
        # No method of this object: it would refer to itself, and the network, of 80 MB of addresses, would stay until
        # the garbage collector comes by.
        self._stream = MelStream(VoiceActivityDetector(partial(_segmented, detector, self._segmenter)))
        self._total = 0
        self._since_window = 0

    def push(self, block: SoundBlock) -> MelWindow | None:
        """Process a block and return the newest window if one is due."""
        self._samples.add(block)
        self._since_window += self._columns.add(self._stream.feed(block))
        # The origin is taken from each block anew, because a device's clock drifts against the desk's.
        self._total += min(block.lost, LONGEST_GAP) + len(block.samples)
        end_ns = block.stamp_ns + len(block.samples) * NS_PER_S // SAMPLE_RATE
        utterance = self._segmenter.span(end_ns - self._total * NS_PER_S // SAMPLE_RATE)
        if utterance is not None:
            self._columns.mark_speech(utterance.from_ns, utterance.to_ns)
        if self._since_window < WINDOW_EVERY:
            return None
        self._since_window = 0
        sound = partial(self._samples.before, self._samples.total, _SPAN)
        return replace(self._columns.window(), sound=sound, utterance=utterance)


def _segmented(detector: SpeechProbability, segmenter: SpeechSegmenter, chunk: Samples) -> float:
    """Return the probability of speech of a chunk, after the segmenter has got it, too."""
    probability = detector(chunk)
    segmenter.add(probability, float(np.mean(np.square(chunk, dtype=np.float64))))
    return probability

"""Sound that is analysed leaves nothing behind for the garbage collector, which comes rarely."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import FaceReading, Mel, Picture, Samples, SoundBlock, VoiceReading
from emotion_desk.pipeline.audio_frontend import AudioFrontend
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.sessions.offline_inputs import step_inputs
from emotion_desk.sessions.offline_pipeline import readings_of
from emotion_desk.sessions.source_state import MediaCounts
from emotion_desk.sources.media import open_media
from tests.sources.clips import write_clip


class Answering:
    mode = "multitask"
    engine = "none"

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        emotion = dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))
        return tuple(FaceReading(emotion) for _ in crops), None if mel is None else VoiceReading(emotion)


def test_the_network_of_the_speech_detector_is_freed_with_its_source() -> None:
    class Network:
        def __call__(self, chunk: Samples) -> float:
            return 0.0

    network = Network()
    freed = weakref.ref(network)
    frontend = AudioFrontend(MelRing(), network)
    frontend.push(SoundBlock(NS_PER_S, np.zeros(4_000, np.float32)))
    gc.disable()
    try:
        del frontend, network
        assert freed() is None
    finally:
        gc.enable()


def test_an_analysed_file_leaves_no_reference_cycle(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", seconds=0.5, fps=10, size=(64, 48), flashes=(0.2,))

    def analyse() -> int:
        steps = step_inputs(open_media(clip, paced=False), None, MediaCounts())
        return sum(1 for _ in readings_of(steps, Answering()))

    assert analyse() > 0
    gc.collect()
    gc.disable()
    before = gc.get_debug()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        analyse()
        gc.collect()
        ours = [type(one).__qualname__ for one in gc.garbage if type(one).__module__.startswith("emotion_desk")]
    finally:
        gc.set_debug(before)
        gc.garbage.clear()
        gc.enable()
    assert not ours

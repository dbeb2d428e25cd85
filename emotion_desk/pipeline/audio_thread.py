"""The audio thread: turns sound into rolling mel columns and hands the newest window on a few times a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from emotion_desk.messages import MelWindow, Side, SoundBlock, State
from emotion_desk.pipeline.audio_frontend import Hearing
from emotion_desk.pipeline.event_log import EventLog, sentence
from emotion_desk.pipeline.live_metrics import Meter
from emotion_desk.pipeline.mel_ring import RollingMel
from emotion_desk.pipeline.sample_ring import RollingSound
from emotion_desk.pipeline.source_thread import SourceThread
from emotion_desk.sound.voice_activity import SpeechProbability, load_silero
from emotion_desk.sources.protocol import SoundSource

THREAD_NAME: Final = "emotion-desk-audio"


class AudioThread(SourceThread[SoundSource, SoundBlock]):
    """Fills the rolling spectrogram and offers mel windows to the network.

    Args:
        rolling: the ring that the window looks at.
        offer: gives the window to the inference worker, ``None`` when the source is gone; must not block.
        events: where it tells what happened.
        meter: where it counts.
        first: the source to begin with.
        make_judge: makes the speech detector, inside the thread, for each source anew.
    """

    def __init__(
        self,
        rolling: RollingMel,
        offer: Callable[[MelWindow | None], None],
        events: EventLog,
        meter: Meter,
        first: SoundSource | None,
        make_judge: Callable[[], SpeechProbability] = load_silero,
    ) -> None:
        super().__init__(THREAD_NAME, Side.SOUND, "sound", events, first)
        self._rolling = rolling
        #: The last seconds as samples.
        self.heard = RollingSound()
        self._offer = offer
        self._meter = meter
        self._make_judge = make_judge
        #: Makes what turns sound into windows; for whoever wants to look at it.
        self.make_hearing: Callable[[RollingMel, SpeechProbability, RollingSound], Hearing] = Hearing
        self._hearing = Hearing(rolling, _never)
        self._overflows = 0

    def _begin(self, source: SoundSource) -> None:
        self._overflows = source.overflows
        try:
            judge = self._make_judge()
        except Exception as error:  # noqa: BLE001 - without it the spectrogram still goes on, only speech is not told
            self._tell(State.RUNNING, sentence(error, "Speech cannot be told from noise"))
            judge = _never
        self._hearing = self.make_hearing(self._rolling, judge, self.heard)

    def _handle(self, source: SoundSource, item: SoundBlock) -> None:
        self._meter.block_read()
        window = self._hearing.hear(item)
        if window is not None:
            self._offer(window)

    def _count(self, source: SoundSource) -> None:
        overflows = source.overflows
        self._meter.sound_lost(max(0, overflows - self._overflows))
        self._overflows = overflows

    def _finish(self) -> None:
        self._offer(None)


def _never(_: object) -> float:
    """SpeechProbability everything as no speech."""
    return 0.0

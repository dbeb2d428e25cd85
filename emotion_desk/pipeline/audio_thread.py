"""The audio thread: turns sound into mel columns and offers the newest window about ten times a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from emotion_desk.messages import MelWindow, Side, SoundBlock, State
from emotion_desk.pipeline.audio_frontend import AudioFrontend
from emotion_desk.pipeline.event_log import EventLog, sentence
from emotion_desk.pipeline.live_metrics import LiveMetrics
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.pipeline.observers import ObserverList
from emotion_desk.pipeline.sample_ring import SampleRing
from emotion_desk.pipeline.source_thread import SourceThread
from emotion_desk.sound.voice_activity import SpeechProbability, load_silero
from emotion_desk.sources.protocol import SoundSource
from emotion_desk.translatable import translatable

THREAD_NAME: Final = "emotion-desk-audio"


class AudioThread(SourceThread[SoundSource, SoundBlock]):
    """Fills the spectrogram's ring and offers mel windows to the inference worker.

    Args:
        columns: the ring of mel columns that the window displays.
        offer: passes a window to the inference worker, ``None`` when the source is closed; must not block.
        events: log of what happens to the source.
        metrics: counters of the desk.
        first: the source to begin with.
        make_detector: makes the speech detector, in the thread, once per source.
        observers: receive every block of sound.
    """

    def __init__(
        self,
        columns: MelRing,
        offer: Callable[[MelWindow | None], None],
        events: EventLog,
        metrics: LiveMetrics,
        first: SoundSource | None,
        make_detector: Callable[[], SpeechProbability] = load_silero,
        observers: ObserverList | None = None,
    ) -> None:
        super().__init__(THREAD_NAME, Side.SOUND, translatable("There is no sound source."), events, first)
        self._columns = columns
        #: The last ten seconds of sound as samples.
        self.samples = SampleRing()
        self.offer = offer
        self._metrics = metrics
        self.make_detector = make_detector
        self.make_frontend: Callable[[MelRing, SpeechProbability, SampleRing], AudioFrontend] = AudioFrontend
        self._observers = observers or ObserverList()
        self._frontend = AudioFrontend(columns, _no_speech)
        self._overflows = 0

    def _begin(self, source: SoundSource) -> None:
        self._overflows = source.overflows
        try:
            detector = self.make_detector()
        except Exception as error:  # noqa: BLE001 - without a detector the spectrogram still works
            self._report(State.DEGRADED, sentence(error, translatable("Speech cannot be detected")))
            detector = _no_speech
        self._frontend = self.make_frontend(self._columns, detector, self.samples)

    def _handle(self, source: SoundSource, item: SoundBlock) -> None:
        self._observers.sound(item)
        self._metrics.block_read()
        window = self._frontend.push(item)
        if window is not None:
            self.offer(window)

    def _count(self, source: SoundSource) -> None:
        overflows = source.overflows
        self._metrics.sound_lost(max(0, overflows - self._overflows))
        self._overflows = overflows

    def _sought(self) -> None:
        self.offer(None)  # what was said at the position before is no answer any more; while paused, none follows

    def _finish(self) -> None:
        self.offer(None)


def _no_speech(_: object) -> float:
    """Return a speech probability of 0."""
    return 0.0

"""The desk: connects sources, threads and network, and starts and stops them in order.

The window and the command line use nothing else of the pipeline.  Only :meth:`Desk.stop` waits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic

from emotion_desk.catalogue import BOTH
from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import DeskError
from emotion_desk.inference.protocols import Reader
from emotion_desk.messages import DeskEvent, DeskReading, Figures, FramePacket
from emotion_desk.people.own_neutral import OwnNeutrals
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.pipeline.audio_thread import AudioThread
from emotion_desk.pipeline.capture_thread import CaptureThread
from emotion_desk.pipeline.event_log import EventLog
from emotion_desk.pipeline.inference_worker import InferenceWorker
from emotion_desk.pipeline.live_metrics import LiveMetrics
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.pipeline.model_loader import ReaderLoader
from emotion_desk.pipeline.observers import Observer, ObserverList
from emotion_desk.pipeline.short_queue import ShortQueue
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.translatable import translatable
from emotion_desk.vision.face_tracker import FaceTracker

#: Share of the stop time-out after which each thread is no longer waited for, in the order of stopping.
_CAPTURE_UNTIL, _AUDIO_UNTIL, _INFERENCE_UNTIL = 0.4, 0.6, 0.9


def live_face_tracker(detector: str = BOTH) -> FaceTracker:
    """Return the desk's face tracker; OpenCV is imported here and not before.

    Args:
        detector: what finds faces, one of :data:`~emotion_desk.catalogue.DETECTORS`.

    Raises:
        ModelError: the detector's weights are missing.
    """
    from emotion_desk.inference.face_detectors import load_detector

    return FaceTracker(load_detector(detector), sparing=True)


class Desk:
    """One desk; it is started once and stopped once.

    Args:
        picture: the first source of frames, if any.
        sound: the first source of sound, if any.
        load_reader: loads the network; called in a thread of its own.
        make_finder: makes the face tracker; called in the capture thread.
        people: names faces and voices; without it everybody is unknown.

    Attributes:
        capture, audio, worker: the threads, for :func:`emotion_desk.pipeline.profile.profile_desk` and tests.

    Example:
        >>> desk = Desk(None, None, None)
        >>> desk.start()
        >>> desk.stop()
        True
    """

    def __init__(
        self,
        picture: PictureSource | None,
        sound: SoundSource | None,
        load_reader: Callable[[], Reader] | None,
        make_finder: Callable[[], FaceTracker] = live_face_tracker,
        people: Recogniser | None = None,
    ) -> None:
        #: Names faces and voices; enrolment starts by setting its ``enrolment``.
        self.people = people
        #: Each person's own neutral; a measurement starts by setting its ``capture``.
        self.neutrals = OwnNeutrals(people.gallery if people is not None else None)
        #: The newest frames with their faces; one reader takes from it.
        self.preview: ShortQueue[FramePacket] = ShortQueue()
        #: The newest answer; one reader takes from it.
        self.readings: Mailbox[DeskReading] = Mailbox()
        #: The last ten seconds of sound as mel columns.
        self.spectrogram = MelRing()
        self._observers = ObserverList()
        self._events = EventLog(self._observers.event)
        self._metrics = LiveMetrics()
        self.worker = InferenceWorker(
            self.readings, self._events, self._metrics, people, self._observers, neutrals=self.neutrals
        )
        self.capture = CaptureThread(
            make_finder,
            self.preview,
            self.worker.offer_picture,
            self._events,
            self._metrics,
            picture,
            self._observers,
        )
        self.audio = AudioThread(
            self.spectrogram, self.worker.offer_sound, self._events, self._metrics, sound, observers=self._observers
        )
        #: The last ten seconds of sound as samples.
        self.samples = self.audio.samples
        self._loader = ReaderLoader(self._hand_over, self._events)
        self._load_reader = load_reader
        self._plays_file = any(source is not None and source.kind == "file" for source in (picture, sound))
        self._started_ns: int | None = None
        self._stopped_ns: int | None = None

    def start(self) -> None:
        """Start all threads and return at once; sources are opened and weights are loaded inside them.

        Raises:
            DeskError: it was started before.
        """
        if self._started_ns is not None:
            raise DeskError(translatable("A desk can be started only once; make a new one."))
        self._started_ns = now_ns()
        self.worker.start()
        after = None
        if self._load_reader is not None:
            self._loader.load(self._load_reader)
            # A file waits for the network, so that its first frames are answered; cameras and the demo do not wait.
            after = self._loader.first_load_ended if self._plays_file else None
        self.capture.start(after)
        self.audio.start(after)

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Stop capture, audio, inference and loader in this order, waiting at most ``timeout_s`` in all.

        May be called again, and before :meth:`start`.

        Returns:
            Whether all threads have ended.
        """
        begun = monotonic()
        if self._stopped_ns is None:
            self._stopped_ns = now_ns()

        def left(share: float) -> float:
            return max(0.0, begun + timeout_s * share - monotonic())

        self.capture.ask_stop()
        self.audio.ask_stop()
        self._loader.ask_stop()
        ended = [self.capture.join(left(_CAPTURE_UNTIL)), self.audio.join(left(_AUDIO_UNTIL))]
        self.worker.ask_stop()
        ended += [self.worker.join(left(_INFERENCE_UNTIL)), self._loader.join(left(1.0))]
        return all(ended)

    def events(self) -> list[DeskEvent]:
        """Return what happened since the last call, oldest first, one sentence each.

        Whoever runs a desk calls this regularly; it also detects sources that hang.
        """
        self.capture.check()
        self.audio.check()
        return self._events.drain()

    def figures(self) -> Figures:
        """Return the present counters and rates; ``seconds`` stands still after :meth:`stop`."""
        now = self._stopped_ns if self._stopped_ns is not None else now_ns()
        seconds = (now - self._started_ns) / NS_PER_S if self._started_ns is not None else 0.0
        measured = self._metrics.measured()
        reader = self.worker.reader
        return Figures(
            seconds=seconds,
            frames_read=measured.frames_read,
            frames_processed=measured.frames_processed,
            frames_dropped=measured.source_dropped + self.preview.dropped,
            preview_fps=measured.preview_fps,
            results=measured.results,
            results_per_second=measured.results_per_second,
            inference_ms=measured.inference_ms,
            capture_to_result_ms=measured.capture_to_result_ms,
            sound_blocks=measured.sound_blocks,
            overflows=measured.overflows,
            faces_seen=measured.faces_seen,
            engine=reader.engine if reader is not None else "",
            mode=reader.mode if reader is not None else "",
        )

    def set_observer(self, observer: Observer | None, name: str = "recorder") -> None:
        """Pass every frame, block of sound and reading to an observer from now on; ``None`` removes that name's."""
        self._observers.set(name, observer)

    def use_picture(self, source: PictureSource | None) -> None:
        """Change to another source of frames; if it cannot be opened, the present one stays."""
        self.capture.use(source)

    def use_sound(self, source: SoundSource | None) -> None:
        """Change to another source of sound; if it cannot be opened, the present one stays."""
        self.audio.use(source)

    def use_reader(self, load_reader: Callable[[], Reader]) -> None:
        """Load another network; the present one answers until that one is ready."""
        self._loader.load(load_reader)

    def use_detector(self, detector: str) -> None:
        """Find faces with another detector from the next frame on; tracks end.

        Args:
            detector: one of :data:`~emotion_desk.catalogue.DETECTORS`.
        """
        self.capture.use_tracker(partial(live_face_tracker, detector))

    def use_pace(self, pace: str) -> None:
        """Set how soon headlines change (:data:`emotion_desk.labels.PACES`)."""
        self.worker.step.use_pace(pace)

    def use_smoothing(self, smoothing: str) -> None:
        """Set how much the emotions are smoothed (:data:`emotion_desk.labels.SMOOTHINGS`)."""
        self.worker.step.use_smoothing(smoothing)

    def use_economy(self, on: bool) -> None:
        """Answer half of the frames, at most fifteen a second, for a machine on its battery; all are shown."""
        self.worker.economy = on

    def _hand_over(self, reader: Reader) -> None:
        if self.people is not None:
            self.people.warm()  # in the loader's thread, so that the first face does not wait for weights
        self.worker.use(reader)

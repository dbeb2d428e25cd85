"""The desk: wires sources, threads and network, starts and stops them in order.

It is all that the window and the command line know of the pipeline.  None of its methods but :meth:`Desk.stop` waits.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import DeskError
from emotion_desk.inference.protocols import Reader
from emotion_desk.messages import DeskEvent, DeskReading, Figures, FramePacket
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.pipeline.audio_frontend import Hearing
from emotion_desk.pipeline.capture_thread import CaptureThread
from emotion_desk.pipeline.event_log import EventLog
from emotion_desk.pipeline.inference_worker import InferenceWorker
from emotion_desk.pipeline.live_metrics import Meter
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.mel_ring import RollingMel
from emotion_desk.pipeline.model_loader import ReaderLoader
from emotion_desk.pipeline.observers import Onlooker, Tap, TappedAudio, TappedReadings
from emotion_desk.pipeline.profile import Profile, watched
from emotion_desk.sound.voice_activity import load_silero
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.vision.face_tracker import FaceFinder

#: Part of the time for stopping after which each thread is no longer waited for, in the order of stopping.
_CAPTURE_UNTIL, _AUDIO_UNTIL, _INFERENCE_UNTIL = 0.4, 0.6, 0.9


def haar_finder() -> FaceFinder:
    """Return the face finder of the desk; OpenCV is imported here and not before.

    Raises:
        ModelError: the cascade is missing.
    """
    from emotion_desk.vision.detector import HaarDetector

    return FaceFinder(HaarDetector())


class Desk:
    """One desk, started once and stopped once.

    Args:
        picture: where frames come from at first, if from anywhere.
        sound: where sound comes from at first.
        load_reader: loads the network; is called in a thread of its own.
        make_finder: makes the face finder; is called in the capture thread.
        people: puts names to faces and voices; without it everybody is unknown.
        profile: counts where time goes; the parts are used as they are without one.

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
        make_finder: Callable[[], FaceFinder] = haar_finder,
        people: Recogniser | None = None,
        profile: Profile | None = None,
    ) -> None:
        #: Who is who; somebody is enrolled by setting its ``enrolment``.
        self.people = people
        #: The newest frame with its faces; one reader takes from it.
        self.preview: Mailbox[FramePacket] = Mailbox()
        self._tap = Tap()
        #: The newest answer; one reader takes from it.
        self.readings: Mailbox[DeskReading] = TappedReadings(self._tap)
        #: The last ten seconds of sound.
        self.spectrogram = RollingMel()
        self._events = EventLog()
        self._meter = Meter()
        self._profile = profile
        self._worker = InferenceWorker(
            watched(profile, self.readings, put="hand-over"), self._events, self._meter, people, profile
        )
        self._capture = CaptureThread(
            make_finder if profile is None else profile.finder(make_finder),
            watched(profile, self.preview, put="hand-over"),
            self._offer_picture if profile is None else profile.wrap("hand-over", self._offer_picture),
            self._events,
            self._meter,
            None if picture is None else watched(profile, picture, read="read"),
        )
        self._audio = TappedAudio(
            self.spectrogram,
            self._worker.offer_sound if profile is None else profile.wrap("hand-over", self._worker.offer_sound),
            self._events,
            self._meter,
            None if sound is None else watched(profile, sound, read="read"),
            load_silero if profile is None else lambda: profile.wrap("speech", load_silero()),
        )
        if profile is not None:
            self._audio.make_hearing = lambda *parts: profile.timed(Hearing(*parts), hear="mel")
        self._audio.tap = self._tap
        #: The last ten seconds of sound as samples.
        self.heard = self._audio.heard
        self._loader = ReaderLoader(self._hand_over, self._events)
        self._load_reader = load_reader
        self._plays_file = any(source is not None and source.kind == "file" for source in (picture, sound))
        self._started_ns: int | None = None
        self._stopped_ns: int | None = None

    def start(self) -> None:
        """Start all threads and return at once; sources open and weights load inside them.

        Raises:
            DeskError: it was started before.
        """
        if self._started_ns is not None:
            raise DeskError("A desk can be started only once; make a new one.")
        self._started_ns = now_ns()
        self._worker.start()
        after = None
        if self._load_reader is not None:
            self._loader.load(self._load_reader)
            # A file is there to be answered from its first frame on; cameras and the endless demo begin at once.
            after = self._loader.settled if self._plays_file else None
        self._capture.start(after)
        self._audio.start(after)

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Stop capture, audio, inference and loader in this order, waiting at most ``timeout_s`` in all.

        May be called again and before :meth:`start`.

        Returns:
            Whether no thread is left.
        """
        begun = monotonic()
        if self._stopped_ns is None:
            self._stopped_ns = now_ns()

        def left(share: float) -> float:
            return max(0.0, begun + timeout_s * share - monotonic())

        self._capture.ask_stop()
        self._audio.ask_stop()
        self._loader.ask_stop()
        ended = [self._capture.join(left(_CAPTURE_UNTIL)), self._audio.join(left(_AUDIO_UNTIL))]
        self._worker.ask_stop()
        ended += [self._worker.join(left(_INFERENCE_UNTIL)), self._loader.join(left(1.0))]
        return all(ended)

    def events(self) -> list[DeskEvent]:
        """Return what happened since the last call, oldest first, one sentence each.

        Whoever runs a desk asks this now and then; it is also the moment when sources that hang are noticed.
        """
        self._capture.check()
        self._audio.check()
        return self._events.drain()

    def figures(self) -> Figures:
        """Return the figures as of now; ``seconds`` stands still after :meth:`stop`."""
        now = self._stopped_ns if self._stopped_ns is not None else now_ns()
        seconds = (now - self._started_ns) / NS_PER_S if self._started_ns is not None else 0.0
        measured = self._meter.measured()
        reader = self._worker.reader
        return Figures(
            seconds=seconds,
            frames_read=measured.frames_read,
            frames_processed=measured.frames_processed,
            frames_dropped=measured.source_dropped + self.preview.overwritten,
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

    def show_to(self, onlooker: Onlooker | None, place: str = "recorder") -> None:
        """Let an onlooker see every frame, block of sound and reading from now on; ``None``: nobody from that place."""
        self._tap.use(onlooker, place)

    def _offer_picture(self, packet: FramePacket | None) -> None:
        if packet is not None:
            self._tap.picture(packet)
        self._worker.offer_picture(packet)

    def _hand_over(self, reader: Reader) -> None:
        if self.people is not None:
            self.people.warm()  # here, in the loader, and not at the first face
        self._worker.use(watched(self._profile, reader, read="infer"))

    def use_picture(self, source: PictureSource | None) -> None:
        """Go over to another source of frames; if it cannot be opened, the present one stays."""
        self._capture.use(source)

    def use_sound(self, source: SoundSource | None) -> None:
        """Go over to another source of sound; if it cannot be opened, the present one stays."""
        self._audio.use(source)

    def use_reader(self, load_reader: Callable[[], Reader]) -> None:
        """Load another network; the present one answers until that one is ready."""
        self._loader.load(load_reader)

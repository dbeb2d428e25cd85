"""Updates the panel "Why this answer" while it is shown: sends requests and shows the results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from emotion_desk.messages import FramePacket, Samples
from emotion_desk.sound.mel import log_mel
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.sound_lab.attribution_thread import AttributionRequest, AttributionThread
from emotion_desk.ui.sound_lab.why_panel import WhyPanel

#: Interval of requests and of polling for results.
WHY_MS: Final = 700
NO_FACE: Final = mark("There is no face in the picture.")
_SILENT_DB: Final = -70.0


class WhyFeeder(QObject):
    """Requests attribution maps of the voice, or of the largest face.

    Args:
        panel: shows the results.
        voice: returns the samples of the network's present input.
        packet: returns the newest frame with its faces.
    """

    def __init__(
        self,
        panel: WhyPanel,
        voice: Callable[[], Samples],
        packet: Callable[[], FramePacket | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._voice, self._packet = panel, voice, packet
        self.of_face = False
        #: What is shown while there is no face to explain.
        self.no_face = NO_FACE
        self._explaining = AttributionThread()
        self._timer = QTimer(self)
        self._timer.setInterval(WHY_MS)
        self._timer.timeout.connect(self.step)

    @property
    def is_running(self) -> bool:
        """Return whether requests are sent."""
        return self._timer.isActive()

    def start(self) -> None:
        """Start sending requests."""
        self._explaining.start()
        self._timer.start()
        self.step()

    def stop(self) -> None:
        """Stop sending requests and end the thread."""
        self._timer.stop()
        self._explaining.stop()

    def finish(self) -> None:
        """Stop for good and join the thread."""
        self._timer.stop()
        self._explaining.finish()

    def step(self) -> None:
        """Show the newest result and send a new request, which replaces one that waits."""
        result = self._explaining.results.take()
        if result is not None and (result.request.face is not None) == self.of_face:
            self._panel.show_result(result)
        if not self._timer.isActive():
            return
        request = self._face() if self.of_face else self._sound()
        if request is not None:
            self._explaining.ask(request)

    def _face(self) -> AttributionRequest | None:
        packet = self._packet()
        if packet is None or not packet.faces:
            self._panel.show_nothing(tr(self.no_face))
            return None
        return AttributionRequest(face=max(packet.faces, key=lambda face: face.box.width * face.box.height).crop)

    def _sound(self) -> AttributionRequest | None:
        picture = log_mel(self._voice())
        if not picture.shape[1] or float(picture.max()) < _SILENT_DB:
            self._panel.show_nothing(tr("There is no voice to explain: the sound is silent here."))
            return None
        return AttributionRequest(voice=picture)

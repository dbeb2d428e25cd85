"""The dialog "Why this answer" of Live and Review: which places of a face spoke for the answer, while it changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from emotion_desk.messages import FramePacket
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.sound_lab.why_feeder import NO_FACE, WhyFeeder
from emotion_desk.ui.sound_lab.why_panel import WhyPanel
from emotion_desk.ui.widgets.fitting import resize_within_screen
from emotion_desk.ui.widgets.theme import Theme

_LOADING = mark("One moment …")
_AWAY = mark("This person is not in the picture now.")
_SIZE = (380, 560)


class WhyDialog(QDialog):
    """Explains the answer for one face; it works only while it is shown.

    Args:
        theme: the colours.
        packet: returns the newest frame with its faces.
        parent: the window.
    """

    def __init__(self, theme: Theme, packet: Callable[[], FramePacket | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        resize_within_screen(self, *_SIZE)
        self._packet = packet
        self._track_id: int | None = None
        self._others: Callable[[], Collection[int]] = tuple
        self.panel = WhyPanel(theme)
        self.panel.title.hide()  # it is the title of the dialog
        self.feeder = WhyFeeder(self.panel, lambda: np.zeros(0, np.float32), self._face, self)
        self.feeder.of_face = True
        self.hold = QCheckBox(tr("&Hold"))
        self.hold.setToolTip(tr("Keep this explanation while the face changes (Alt+H)"))
        self.hold.toggled.connect(self._follow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.hold)
        row.addStretch(1)
        row.addWidget(buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(10)
        rows.addWidget(self.panel, 1)
        rows.addLayout(row)

    @property
    def track_id(self) -> int | None:
        """Return the track of the face that is explained, ``None`` for the largest face."""
        return self._track_id

    def explain(self, track_id: int | None, name: str = "", others: Callable[[], Collection[int]] = tuple) -> None:
        """Explain the answer for a face from now on.

        Args:
            track_id: its track, ``None`` for the largest face.
            name: of the person.
            others: returns further tracks of the same person, who left and came back.
        """
        self._track_id, self._others = track_id, others
        self.feeder.no_face = NO_FACE if track_id is None else _AWAY
        self.setWindowTitle(tr("Why this answer · {name}", name=name) if name else tr("Why this answer"))
        self.panel.show_nothing(tr(_LOADING))
        self.hold.setChecked(False)
        self.show()
        self.raise_()
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.panel.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to explain."""
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop; nothing is computed while the dialog is closed."""
        super().hideEvent(event)
        self.feeder.stop()

    def finish(self) -> None:
        """Stop for good."""
        self.feeder.finish()

    def _follow(self) -> None:
        if self.isVisible() and not self.hold.isChecked():
            self.feeder.start()
        else:
            self.feeder.stop()

    def _face(self) -> FramePacket | None:
        """Return the newest frame, with the face of the chosen person alone."""
        packet = self._packet()
        if packet is None or self._track_id is None:
            return packet
        tracks = {self._track_id, *self._others()}
        return replace(packet, faces=tuple(face for face in packet.faces if face.track_id in tracks))

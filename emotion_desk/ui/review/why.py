"""Explains on the review page why the network answers as it does for a face of the picture shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from emotion_desk.messages import FramePacket
from emotion_desk.ui.sound_lab.why_dialog import WhyDialog
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.vision.crop import cut_face


class ReviewWhy:
    """Opens the dialog; it explains the present network's answer, which need not be the one that was recorded.

    Args:
        page: the parent of the dialog.
        theme: its colours.
        packet: returns the picture shown, with the boxes of its faces.
    """

    def __init__(self, page: QWidget, theme: Theme, packet: Callable[[], FramePacket | None]) -> None:
        self._page, self._theme, self._packet = page, theme, packet
        self.dialog: WhyDialog | None = None

    def open(self, track_id: int | None, name: str) -> None:
        """Explain the answer for a person, ``None`` for the largest face."""
        if self.dialog is None:
            self.dialog = WhyDialog(self._theme, self._faces, self._page)
        self.dialog.explain(track_id, name)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        if self.dialog is not None:
            self.dialog.set_theme(theme)

    def finish(self) -> None:
        """Stop for good."""
        if self.dialog is not None:
            self.dialog.finish()

    def _faces(self) -> FramePacket | None:
        """Return the picture shown with the crops of its faces."""
        packet = self._packet()
        if packet is None:
            return None
        return replace(
            packet, faces=tuple(replace(face, crop=cut_face(packet.frame.picture, face.box)) for face in packet.faces)
        )

"""The buttons of the sound lab, each with a shortcut."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from emotion_desk.ui.language import tr
from emotion_desk.ui.sound_lab import dialogs
from emotion_desk.ui.sound_lab.controls import Controls
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.theme import SMALL, font


class Page(Protocol):
    """What the buttons ask of the page."""

    @property
    def folder(self) -> Path:
        """Return the folder in which files were last opened."""

    def load(self, path: Path) -> None:
        """Load a sound, a video or a session; returns at once."""

    def live_toggled(self) -> None:
        """Follow the desk, or freeze this moment."""

    def play_selection(self) -> None:
        """Play the selected part."""

    def ask_where(self, pane: str) -> None:
        """Ask for a file, and save a pane to it."""

    def show_voice(self) -> None:
        """Draw pitch and formants, or take them away."""

    def why_toggled(self) -> None:
        """Show or hide the explanation."""

    def face_toggled(self) -> None:
        """Explain the largest face, or the voice."""


class LabButtons:
    """The buttons, in the controls of a page.

    Args:
        controls: where they stand.
        page: what they act on.
        parent: of the dialogs: the page as a widget.
    """

    def __init__(self, controls: Controls, page: Page, parent: QWidget) -> None:
        add = controls.button
        self.live = add(
            tr("Live"),
            "Ctrl+L",
            tr("Follow the desk's sound; off: freeze this moment"),
            page.live_toggled,
            toggles=True,
            is_on=True,
        )
        self.open = add(
            tr("Open sound…"),
            "Ctrl+Shift+L",
            tr("Freeze on a sound or video file"),
            lambda: dialogs.ask_for_file(parent, page.folder, page.load),
        )
        self.session = add(
            tr("Open session…"),
            "Ctrl+Shift+E",
            tr("Freeze on a recorded session"),
            lambda: dialogs.ask_for_session(parent, page.folder, page.load),
        )
        self.play = add(
            tr("Play selection"),
            "Ctrl+P",
            tr("Play the selected part; [ and ] set its ends at the window"),
            page.play_selection,
        )
        self.save = add(
            tr("Save pane…"),
            "Ctrl+Shift+S",
            tr("Save a pane as PNG, SVG, CSV or NPZ"),
            lambda: dialogs.choose_pane(parent, controls.button_of(self.save), page.ask_where),
        )
        self.curves = add(
            tr("Pitch and formants"),
            "Ctrl+Shift+V",
            tr("Draw pitch and formants of a frozen sound, and measure the voice in its selected part"),
            page.show_voice,
            toggles=True,
        )
        self.why = add(
            tr("Why this answer"),
            "Ctrl+Shift+Y",
            tr("Explain the answer for the voice or the face"),
            page.why_toggled,
            toggles=True,
        )
        self.face = add(
            tr("Face"),
            "Ctrl+Shift+F",
            tr("Explain the largest face instead of the voice"),
            page.face_toggled,
            toggles=True,
        )
        self.source_label = ElidedLabel()
        self.source_label.setFont(font(SMALL, bold=True))
        controls.close_row(self.source_label)

"""The buttons of the sound lab, each with a shortcut."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget

from emotion_desk.ui.language import tr
from emotion_desk.ui.sound_lab import dialogs
from emotion_desk.ui.sound_lab.controls import Controls
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.theme import SMALL, font


class Loader(Protocol):
    """What opens a sound, a video or a session."""

    def load(self, path: Path) -> None:
        """Load it; returns at once."""


class Page(Protocol):
    """The page as its buttons see it: what they call, and where they are kept."""

    controls: Controls
    readout: QLabel
    live: QAction
    open: QAction
    session: QAction
    play: QAction
    save: QAction
    curves: QAction
    why_action: QAction
    face: QAction
    source_label: ElidedLabel

    @property
    def folder(self) -> Path:
        """Return the folder in which files were last opened."""

    @property
    def loader(self) -> Loader:
        """Return what opens files."""

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


def add_buttons(page: Page, parent: QWidget) -> None:
    """Add the buttons to the controls of a page.

    Args:
        page: what the buttons act on; they become its attributes.
        parent: of the dialogs: the page as a widget.
    """
    add = page.controls.button
    page.live = add(
        tr("Live"),
        "Ctrl+L",
        tr("Follow the desk's sound; off: freeze this moment"),
        page.live_toggled,
        toggles=True,
    )
    page.live.setChecked(True)
    page.open = add(
        tr("Open sound…"),
        "Ctrl+Shift+L",
        tr("Freeze on a sound or video file"),
        lambda: dialogs.ask_for_file(parent, page.folder, page.loader.load),
    )
    page.session = add(
        tr("Open session…"),
        "Ctrl+Shift+E",
        tr("Freeze on a recorded session"),
        lambda: dialogs.ask_for_session(parent, page.folder, page.loader.load),
    )
    page.play = add(
        tr("Play selection"),
        "Ctrl+P",
        tr("Play the selected part; [ and ] set its ends at the window"),
        page.play_selection,
    )
    page.save = add(
        tr("Save pane…"),
        "Ctrl+Shift+S",
        tr("Save a pane as PNG, SVG, CSV or NPZ"),
        lambda: dialogs.choose_pane(parent, page.controls.button_of(page.save), page.ask_where),
    )
    page.curves = add(
        tr("Pitch and formants"),
        "Ctrl+Shift+V",
        tr("Draw pitch and formants of a frozen sound, and measure the voice in its selected part"),
        page.show_voice,
        toggles=True,
    )
    page.why_action = add(
        tr("Why this answer"),
        "Ctrl+Shift+Y",
        tr("Explain the answer for the voice or the face"),
        page.why_toggled,
        toggles=True,
    )
    page.face = add(
        tr("Face"),
        "Ctrl+Shift+F",
        tr("Explain the largest face instead of the voice"),
        page.face_toggled,
        toggles=True,
    )
    page.source_label = ElidedLabel()
    page.source_label.setFont(font(SMALL, bold=True))
    page.controls.close_row(page.source_label)
    page.controls.add_to_row(page.readout)

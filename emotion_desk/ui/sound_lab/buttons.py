"""The buttons of the sound lab, each with a shortcut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emotion_desk.ui.language import tr
from emotion_desk.ui.sound_lab import dialogs
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.theme import SMALL, font

if TYPE_CHECKING:
    from emotion_desk.ui.sound_lab.page import LabPage


def add_buttons(page: LabPage) -> None:
    """Add the buttons to the controls of a page."""
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
        lambda: dialogs.ask_for_file(page, page.folder, page.loader.load),
    )
    page.session = add(
        tr("Open session…"),
        "Ctrl+Shift+E",
        tr("Freeze on a recorded session"),
        lambda: dialogs.ask_for_session(page, page.folder, page.loader.load),
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
        lambda: dialogs.choose_pane(page, page.controls.button_of(page.save), page.ask_where),
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

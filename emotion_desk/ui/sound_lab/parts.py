"""The parts of the sound lab that take long to build, made one after the other.

Eight plots take a quarter of a second.  Whoever shows the page lets the event loop run between the parts.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from emotion_desk.ui.sound_lab.controls import Controls
from emotion_desk.ui.sound_lab.pane_stack import PaneStack
from emotion_desk.ui.sound_lab.panes import SharedCursor
from emotion_desk.ui.sound_lab.why_panel import WhyPanel
from emotion_desk.ui.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class LabParts:
    """Cursor, controls, panes and explanation of one page."""

    link: SharedCursor
    controls: Controls
    pane_stack: PaneStack
    why: WhyPanel


def in_steps(theme: Theme) -> Generator[None, None, LabParts]:
    """Build the parts; yields after each."""
    controls = Controls()
    yield
    link = SharedCursor()
    panes = PaneStack(theme, link, whole=False)
    for _ in panes.build(theme):
        yield
    panes.use(controls.settings)
    yield
    why = WhyPanel(theme)
    yield
    return LabParts(link, controls, panes, why)


def at_once(theme: Theme) -> LabParts:
    """Build the parts."""
    steps = in_steps(theme)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            parts: LabParts = end.value
            return parts


def scrolling(panes: PaneStack) -> QScrollArea:
    """Return a frame in which the panes keep a height that can be read, whatever that of the window."""
    frame = QScrollArea()
    frame.setWidgetResizable(True)
    frame.setFrameShape(QFrame.Shape.NoFrame)
    frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    frame.setWidget(panes)
    return frame

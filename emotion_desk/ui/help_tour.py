"""Help: a guided tour that goes from part to part of the window, frames each and says what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.live.page import LivePage
from emotion_desk.ui.pages import Pages
from emotion_desk.ui.toolbar import Toolbar
from emotion_desk.ui.widgets.theme import TITLE, font

_LEAST_WIDTH: Final = 420
#: Width of the frame, and distance of the tour from it, in pixels.
_LINE: Final = 3
_GAP: Final = 10


class Toured(Protocol):
    """What the tour needs of the window."""

    toolbar: Toolbar
    live_page: LivePage
    pages: Pages


@dataclass(frozen=True, slots=True)
class TourStop:
    """One stop: the page, the part of it, a heading and what it is for."""

    page: str
    part: Callable[[Any], QWidget]
    heading: str
    text: str


def _page(window: Toured) -> Any:
    return window.pages.page(window.pages.shown)


STOPS: Final = (
    TourStop(
        "Live",
        lambda w: w.toolbar.cameras,
        mark("Sources"),
        mark("Choose a camera, or a file (Ctrl+O). Beside it: the microphone."),
    ),
    TourStop(
        "Live",
        lambda w: w.live_page.picture,
        mark("Picture"),
        mark("Each face has a box with its name and its headline; <i>unsure</i> names the two most probable emotions."),
    ),
    TourStop(
        "Live",
        lambda w: w.live_page.people,
        mark("Cards"),
        mark("Each person has a card: the answer from the face, from the voice, and from both together."),
    ),
    TourStop(
        "Live",
        lambda w: w.live_page.lanes,
        mark("Lanes"),
        mark("A lane for each person and one for the voice; the list beside the legend chooses the span."),
    ),
    TourStop(
        "Live",
        lambda w: w.toolbar.widgetForAction(w.toolbar.record),
        mark("Record"),
        mark(
            "Records at once (Ctrl+Shift+R); the arrow asks for folder, name and markers first. Keys 1 to 9 set marks."
        ),
    ),
    TourStop(
        "Library",
        lambda w: _page(w).field,
        mark("Library"),
        mark(
            "Everything that was recorded or analysed. Search by names, people, emotions, tags or dates; Return opens."
        ),
    ),
    TourStop(
        "Review",
        lambda w: _page(w).timelines,
        mark("Time line"),
        mark("Click to go there, drag to select a span; the panel at the right shows its mean."),
    ),
    TourStop(
        "Review",
        lambda w: _page(w).annotations,
        mark("Corrections"),
        mark("Press C to say what was really shown. Readings are never changed; Ctrl+Z undoes."),
    ),
    TourStop(
        "Review",
        lambda w: _page(w).controls,
        mark("Player"),
        mark("Space plays, the arrows go frame by frame, ? lists all keys. Ctrl+Shift+E exports."),
    ),
    TourStop(
        "Sound lab",
        _page,
        mark("Sound lab"),
        mark("How sound becomes the picture that the network reads, and which parts of it made the answer."),
    ),
    TourStop(
        "Studies",
        lambda w: _page(w).list,
        mark("Studies"),
        mark("Shows stimuli to participants, records them, and combines all into one table and a report."),
    ),
)


def _place(number: int) -> str:
    return tr("{number} of {total}", number=number, total=len(STOPS))


class Outline(QWidget):
    """A frame around a part of the window that covers nothing of it and takes no clicks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the frame."""
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().highlight().color(), _LINE))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()


class HelpTour(QDialog):
    """Goes through :data:`STOPS`; the window stays usable.

    Args:
        window: the window; the dialog's parent.
        parts: the same window, as what the tour needs of it.
    """

    def __init__(self, window: QWidget, parts: Toured) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Help: a tour of the window"))
        self.setModal(False)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._window = window
        self._parts = parts
        self.number = 0
        self.frame: Outline | None = None
        self.heading = QLabel()
        self.heading.setFont(font(TITLE, bold=True))
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setMinimumHeight(60)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.place = QLabel()
        self.place.setObjectName("muted")
        self.place.setMinimumWidth(self.place.fontMetrics().horizontalAdvance(_place(len(STOPS))))
        self.back = QPushButton(tr("&Back"))
        self.next = QPushButton(tr("&Finish"))
        least = self.next.sizeHint().width()
        self.next.setText(tr("&Next"))
        self.next.setMinimumWidth(max(least, self.next.sizeHint().width()))
        self.keys = QPushButton(tr("&Shortcuts and version"))
        self.shut = QPushButton(tr("C&lose"))
        for button in (self.back, self.keys, self.shut):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.place)
        buttons.addStretch(1)
        for button in (self.keys, self.back, self.next, self.shut):
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 14)
        rows.setSpacing(10)
        rows.addWidget(self.heading)
        rows.addWidget(self.text)
        rows.addLayout(buttons)
        self.back.clicked.connect(lambda: self.go(self.number - 1))
        self.next.clicked.connect(lambda: self.go(self.number + 1))
        self.keys.clicked.connect(parts.toolbar.about.trigger)
        self.shut.clicked.connect(self.close)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be wide enough for the buttons, whose words are longer in some languages."""
        self.setMinimumWidth(max(_LEAST_WIDTH, self.sizeHint().width()))
        super().showEvent(event)

    def go(self, number: int) -> None:
        """Show a stop; beyond the last one the tour ends."""
        if number >= len(STOPS):
            self.close()
            return
        self.number = max(number, 0)
        stop = STOPS[self.number]
        self._parts.pages.show_page(stop.page)
        self.heading.setText(tr(stop.heading))
        self.text.setText(tr(stop.text))
        self.place.setText(_place(self.number + 1))
        self.back.setEnabled(self.number > 0)
        self.next.setText(tr("&Finish") if self.number == len(STOPS) - 1 else tr("&Next"))
        self._frame(stop.part(self._parts))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remove the frame."""
        self._remove_frame()
        event.accept()

    def reject(self) -> None:
        """Close by Esc."""
        self.close()

    def _frame(self, part: QWidget) -> None:
        """Frame a part of the window, and move beside it."""
        self._remove_frame()
        place = QRect(part.mapTo(self._window, QPoint(0, 0)), part.size()).adjusted(-3, -3, 3, 3)
        place = place.intersected(self._window.rect())
        self.frame = Outline(self._window)
        self.frame.setGeometry(place)
        self.frame.show()
        self.frame.raise_()
        self._move_beside(place)

    def _move_beside(self, place: QRect) -> None:
        """Move below, above, right or left of a part, where there is room, else to the lower right corner."""
        self.adjustSize()
        room, size = self._window.rect(), self.size()
        left = min(max(place.left(), 0), room.width() - size.width())
        top = min(max(place.top(), 0), room.height() - size.height())
        last = QPoint(room.right() - size.width() - _GAP, room.bottom() - size.height() - _GAP)
        tried = (
            QPoint(left, place.bottom() + _GAP),
            QPoint(left, place.top() - size.height() - _GAP),
            QPoint(place.right() + _GAP, top),
            QPoint(place.left() - size.width() - _GAP, top),
        )
        at = next((one for one in tried if room.contains(QRect(one, size))), last)
        self.move(self._window.mapToGlobal(at))

    def _remove_frame(self) -> None:
        if self.frame is not None:
            self.frame.hide()
            self.frame.deleteLater()
            self.frame = None

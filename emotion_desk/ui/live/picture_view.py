"""Shows the picture: one paint per frame, boxes on the frame they belong to.

The QImage uses the frame's numpy buffer, which Qt does not own, so the packet is kept as long as the image may be
painted.  Only the scaled pixels are copied.  Of a frame in planes only the pixels of the screen are converted.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emotion_desk.clock import now_ns
from emotion_desk.messages import DeskReading, FramePacket, PersonReading, Picture
from emotion_desk.planar_picture import planes_of, scaled
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.landmark_overlay import GeometrySwitch, draw_geometry
from emotion_desk.ui.live.overlay import annotations_for, draw_annotations
from emotion_desk.ui.live.person_colours import PersonColours
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.theme import TITLE, Theme, font

_TEXT = QColor("#C8D1DA")
#: A frame that is unpainted at so many looks in a row will not be: the window is minimised.
_PATIENCE = 2
#: Laid over a picture that has ended.
_DIMMED = QColor(10, 13, 17, 190)


def image_over(picture: Picture) -> tuple[QImage, Picture]:
    """Return a QImage that shares the memory of a BGR picture, and the array that must outlive it."""
    buffer = picture if picture.flags.c_contiguous else np.ascontiguousarray(picture)
    height, width = buffer.shape[:2]
    return QImage(buffer.data, width, height, buffer.strides[0], QImage.Format.Format_BGR888), buffer


def stamp_of(reading: DeskReading | None) -> int | None:
    """Return the stamp of the frame of a reading, else of its sound, in nanoseconds."""
    if reading is None:
        return None
    return reading.frame_stamp_ns if reading.frame_stamp_ns is not None else reading.sound_stamp_ns


class PictureView(QWidget):
    """The picture with its overlay.

    Args:
        theme: the colours.
        on_screen: called after each painted frame with three stamps in nanoseconds: of the frame, of the paint, and
            of the frame or sound that the newest reading belongs to (``None`` without a reading).
        colours: of the people; without them, boxes have the colour of the emotion.
    """

    #: A frame has reached the screen.
    painted = Signal()

    def __init__(
        self,
        theme: Theme,
        on_screen: Callable[[int, int, int | None], None] | None = None,
        colours: PersonColours | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(tr("Picture"))
        self.setAccessibleDescription(tr("The picture with a box, a name and an emotion for every face."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme
        self._on_screen = on_screen
        self.colours = colours
        self.geometry_switch = GeometrySwitch(self)
        self.geometry_switch.switched.connect(lambda _on: self.update())
        #: Width and height of the frame; ``None`` without a picture.
        self._size: tuple[int, int] | None = None
        #: What the image on the screen lies over.
        self._shown: Picture | None = None
        self._packet: FramePacket | None = None
        self._reading: DeskReading | None = None
        #: The last reading of each face in the frame.
        self._earlier: dict[int, PersonReading] = {}
        self._waiting = tr("No picture")
        #: Sentence over a picture whose source has ended, which is dimmed; ``None`` while it is live.
        self._ended: str | None = None
        self._unpainted_ns: int | None = None
        #: Looks at a frame in a row that found it unpainted.
        self._waited = 0
        self._flushed = QTimer(self)
        self._flushed.setSingleShot(True)
        self._flushed.setInterval(0)
        self._flushed.timeout.connect(self._report_painted)
        self._painted_ns = 0

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(960, 540)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    @property
    def packet(self) -> FramePacket | None:
        """Return the packet shown."""
        return self._packet

    @property
    def is_painting(self) -> bool:
        """Return whether the frame shown last is on its way to the screen; never while the window paints nothing."""
        is_waiting = self._unpainted_ns is not None and self._waited < _PATIENCE and self.isVisible()
        return is_waiting or self._flushed.isActive()

    def look_whether_painted(self) -> None:
        """Notice that the window paints nothing; to be called now and then."""
        self._waited = self._waited + 1 if self._unpainted_ns is not None else 0

    def show_packet(self, packet: FramePacket, reading: DeskReading | None) -> None:
        """Show a frame with the newest reading drawn over it."""
        self._size = (packet.frame.picture.shape[1], packet.frame.picture.shape[0])
        self._packet, self._reading, self._ended = packet, reading, None
        if reading is not None:
            self._earlier |= {person.track_id: person for person in reading.people}
        self._earlier = {track: person for track, person in self._earlier.items() if track in packet.tracks}
        self._unpainted_ns = packet.frame.stamp_ns
        self.geometry_switch.offer(packet)
        self.update()

    def show_nothing(self, text: str) -> None:
        """Show a sentence instead of a picture."""
        self._size = self._packet = self._reading = self._unpainted_ns = None
        self._earlier.clear()
        self._waiting, self._ended = sentence(text), None
        self.update()

    @property
    def ended(self) -> str | None:
        """Return the sentence over an ended picture, ``None`` while it is live."""
        return self._ended

    def show_ended(self, text: str) -> None:
        """Dim the last picture and remove its boxes, because its source has ended; ``text`` says so."""
        if self._packet is None:
            self.show_nothing(text)
            return
        self._ended, self._reading = sentence(text), None
        self.update()

    def picture_rect(self) -> QRectF:
        """Return the rectangle of the picture: centred, whole pixels, aspect ratio kept."""
        if self._size is None:
            return QRectF(self.rect())
        scale = min(self.width() / self._size[0], self.height() / self._size[1])
        width, height = round(self._size[0] * scale), round(self._size[1] * scale)
        return QRectF((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the landmark switch in its corner."""
        super().resizeEvent(event)
        self.geometry_switch.place(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint picture and overlay."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.picture))
        if self._size is None or self._packet is None:
            self._write(painter, self._waiting)
            painter.end()
            return
        place = self.picture_rect()
        painter.drawImage(place.topLeft(), self._fitted(self._packet.frame.picture, place))
        if self._ended is not None:
            painter.fillRect(place, _DIMMED)
            self._write(painter, self._ended)
            painter.end()
            return
        scale = place.width() / self._size[0]
        found = annotations_for(self._packet, self._reading, self._earlier, self.colours)
        draw_annotations(painter, found, scale, place.topLeft(), place)
        draw_geometry(painter, self._packet, self.geometry_switch.geometry(), scale, place.topLeft())
        painter.end()
        if self._unpainted_ns is not None:
            # A zero timer fires after Qt has flushed this paint to the screen.
            self._painted_ns, self._unpainted_ns = self._unpainted_ns, None
            self._flushed.start()

    def _write(self, painter: QPainter, text: str) -> None:
        painter.setPen(_TEXT)
        painter.setFont(font(TITLE))
        room = self.rect().adjusted(16, 16, -16, -16)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def _fitted(self, picture: Picture, place: QRectF) -> QImage:
        """Return the frame scaled to screen pixels: OpenCV takes a third of the time of Qt's painter."""
        ratio = self.devicePixelRatioF()
        size = (max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio)))
        planes = planes_of(picture)
        if size == (picture.shape[1], picture.shape[0]):
            fitted, self._shown = image_over(np.asarray(picture))
        else:
            fitted, self._shown = image_over(scaled(picture, *size) if planes is None else planes.scaled(*size))
        fitted.setDevicePixelRatio(ratio)
        return fitted

    def snapshot(self) -> QImage | None:
        """Return the frame in its original size with the overlay, or ``None`` without a picture."""
        if self._packet is None:
            return None
        image, _kept = image_over(np.asarray(self._packet.frame.picture))
        whole = image.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(whole)
        found = annotations_for(self._packet, self._reading, self._earlier, self.colours)
        draw_annotations(painter, found, 1.0, QPointF(0, 0), QRectF(whole.rect()))
        draw_geometry(painter, self._packet, self.geometry_switch.geometry(), 1.0, QPointF(0, 0))
        painter.end()
        return whole

    def _report_painted(self) -> None:
        self._waited = 0
        self.painted.emit()
        if self._on_screen is not None:
            self._on_screen(self._painted_ns, now_ns(), stamp_of(self._reading))

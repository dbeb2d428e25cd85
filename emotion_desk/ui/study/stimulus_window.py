"""Shows stimuli full screen: a cross, pictures, videos and sounds on black."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QImageReader, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emotion_desk.messages import Picture
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.picture_view import image_over
from emotion_desk.ui.study.stimulus_player import StimulusPlayer

_CROSS = 36


class _Canvas(QWidget):
    """Draws a cross, a picture, or the present picture of a video on black."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QPixmap | None = None
        self.moving: Picture | None = None
        self.cross = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000"))
        middle = QPointF(self.rect().center())
        if self.moving is not None:
            image, _pixels = image_over(self.moving)
            size = QSize(image.width(), image.height()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(middle)
            painter.drawImage(place, image)
        elif self.picture is not None and not self.picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self.picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(middle)
            painter.drawPixmap(place, self.picture, QRectF(self.picture.rect()))
        elif self.cross:
            painter.fillRect(QRectF(middle.x() - _CROSS, middle.y() - 2, 2 * _CROSS, 4), QColor("#FFFFFF"))
            painter.fillRect(QRectF(middle.x() - 2, middle.y() - _CROSS, 4, 2 * _CROSS), QColor("#FFFFFF"))
        painter.end()


class StimulusWindow(QWidget):
    """Black without a frame on one screen; Esc asks to stop."""

    #: The participant or the experimenter pressed Esc, or closed it.
    stopped = Signal()
    #: A video or a sound has ended.
    media_ended = Signal()
    #: One sentence: a file cannot be shown.
    failed = Signal(object)

    def __init__(self, screen: int) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(tr("Emotion Desk: stimulus"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.canvas = _Canvas()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self._player: StimulusPlayer | None = None
        self._old: list[StimulusPlayer] = []
        self._open = True
        screens = QGuiApplication.screens()
        if screens:
            self.setGeometry(screens[min(screen, len(screens) - 1)].geometry())

    def show_cross(self) -> None:
        """Show the cross of fixation and baseline."""
        self._clear()
        self.canvas.cross = True
        self.canvas.update()

    def show_file(self, path: Path) -> None:
        """Show a picture, or play a video or a sound."""
        self._clear()
        if QImageReader.imageFormat(str(path)):
            self.canvas.picture = QPixmap(str(path))
            if self.canvas.picture.isNull():
                self.failed.emit(tr("'{name}' cannot be shown.", name=path.name))
            self.canvas.update()
            return
        player = self._player = StimulusPlayer(path, self.canvas.size() * self.devicePixelRatioF(), parent=self)
        player.due.connect(self._show_due)
        player.ended.connect(self._end)
        player.failed.connect(self._fail)
        player.play()

    def finish(self) -> None:
        """Close for good."""
        self._open = False
        self._clear()
        for player in self._old:
            player.finish()
        self._old.clear()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Stop at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.stopped.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stop when it is closed by the system."""
        event.accept()
        if self._open:
            self._open = False
            self.stopped.emit()

    def _show_due(self) -> None:
        if self.sender() is self._player and self._player is not None:
            picture = self._player.take()
            if picture is not None:
                self.canvas.moving = picture
                self.canvas.update()

    def _end(self) -> None:
        if self.sender() is self._player:
            self.media_ended.emit()

    def _fail(self, text: str) -> None:
        if self.sender() is self._player:
            self.failed.emit(text)

    def _clear(self) -> None:
        if self._player is not None:
            self._player.stop()
            self._old = [player for player in self._old if player.alive]
            self._old.append(self._player)
            self._player = None
        self.canvas.picture, self.canvas.moving, self.canvas.cross = None, None, False
        self.canvas.update()

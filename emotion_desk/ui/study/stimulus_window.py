"""Shows stimuli full screen: a cross, pictures, videos and sounds on black."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QImageReader, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
from PySide6.QtMultimediaWidgets import QVideoWidget
from PySide6.QtWidgets import QStackedLayout, QWidget

_CROSS = 36


class _Canvas(QWidget):
    """Draws a cross or a picture on black."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QPixmap | None = None
        self.cross = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000"))
        middle = QPointF(self.rect().center())
        if self.picture is not None and not self.picture.isNull():
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
    failed = Signal(str)

    def __init__(self, screen: int) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Emotion Desk: stimulus")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.canvas = _Canvas()
        self.video = QVideoWidget()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.video)
        self._player: QMediaPlayer | None = None
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
                self.failed.emit(f"'{path.name}' cannot be shown.")
            self.canvas.update()
            return
        player = self._player = QMediaPlayer(self)
        player.setAudioOutput(QAudioOutput(player))
        player.setVideoOutput(self.video)
        player.mediaStatusChanged.connect(self._follow)
        player.errorOccurred.connect(lambda _error, text: self.failed.emit(f"'{path.name}' cannot be played: {text}"))
        player.hasVideoChanged.connect(lambda has: self._stack.setCurrentWidget(self.video if has else self.canvas))
        player.setSource(QUrl.fromLocalFile(str(path)))
        player.play()

    def finish(self) -> None:
        """Close for good."""
        self._open = False
        self._clear()
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

    def _follow(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == QMediaPlayer.MediaStatus.EndOfMedia:
            self.media_ended.emit()

    def _clear(self) -> None:
        if self._player is not None:
            self._player.stop()
            self._player.deleteLater()
            self._player = None
        self.canvas.picture, self.canvas.cross = None, False
        self._stack.setCurrentWidget(self.canvas)
        self.canvas.update()

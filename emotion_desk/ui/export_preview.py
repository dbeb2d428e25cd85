"""Fetches the preview of an export in a background thread, drawn there too, so that the window need not draw it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from emotion_desk.sessions.export.export_process import preview_in
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.preview import Preview
from emotion_desk.sessions.worker_process import WorkerProcess

#: A glyph without a line, and its name.
_EMPTY_GLYPH: Final = re.compile(rb'<path id="([^"]+)"(?: transform="[^"]*")?(?: d="")?\s*/>')
#: Size that a drawing is fitted into, in pixels.
_SIZE: Final = QSize(1400, 1000)


@dataclass(frozen=True)
class ReadPreview:
    """A preview and its picture, which is null for a preview of text."""

    shown: Preview
    picture: QImage


def read_preview(
    process: WorkerProcess, folder: Path, kind: str, options: ExportOptions, cancelled: Callable[[], bool]
) -> ReadPreview:
    """Return how an export of a session would begin; may run in any thread.

    Args:
        process: makes it.
        folder: of the session.
        kind: the format.
        options: of the export.
        cancelled: whether the process shall be ended.

    Raises:
        DeskError: the session cannot be read, or not be exported like that.
    """
    shown = preview_in(process, folder, kind, options, cancelled)
    if shown.jpeg:
        return ReadPreview(shown, QImage.fromData(shown.jpeg))
    return ReadPreview(shown, drawn(shown.svg) if shown.svg else QImage())


def _without_empty_glyphs(svg: bytes) -> bytes:
    """Return a drawing without the glyphs that draw nothing, as the space, of which Qt complains on standard error."""
    for name in _EMPTY_GLYPH.findall(svg):
        svg = re.sub(rb'<use xlink:href="#' + re.escape(name) + rb'"[^>]*/>', b"", svg)
    return _EMPTY_GLYPH.sub(b"", svg)


def drawn(svg: bytes) -> QImage:
    """Return a drawing as a picture on white."""
    renderer = QSvgRenderer(QByteArray(_without_empty_glyphs(svg)))
    if not renderer.isValid():
        return QImage()
    size = renderer.defaultSize().scaled(_SIZE, Qt.AspectRatioMode.KeepAspectRatio)
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture

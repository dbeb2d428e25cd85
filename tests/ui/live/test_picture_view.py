"""The picture: the frame's own memory, and the boxes drawn over it."""

from __future__ import annotations

import gc
import weakref
from typing import cast

import av
import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns
from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.messages import (
    Box,
    Frame,
    FramePacket,
    Picture,
)
from emotion_desk.sources.planar_frame import planar
from emotion_desk.ui.live.overlay import FaceAnnotation, annotations_for, draw_annotations
from emotion_desk.ui.live.picture_view import PictureView, image_over
from emotion_desk.ui.widgets.theme import Theme
from tests.ui.conftest import packet, picture, reading


def test_the_image_lies_over_the_frames_own_memory(theme: Theme) -> None:
    frame = picture()
    image, buffer = image_over(frame)
    assert buffer is frame
    frame[10, 20] = (1, 2, 3)
    assert image.pixelColor(20, 10) == QColor(3, 2, 1)


def test_the_frame_lives_as_long_as_it_is_shown(theme: Theme, qtbot: QtBot) -> None:
    view = PictureView(theme)
    qtbot.addWidget(view)

    class Owned(np.ndarray):
        """An array that can be watched."""

    def show(index: int) -> weakref.ref[Owned]:
        array = np.full((90, 160, 3), 200, np.uint8).view(Owned)
        view.show_packet(FramePacket(Frame(index, now_ns(), array)), None)
        return weakref.ref(array)

    first = show(0)
    gc.collect()
    assert first() is not None
    view.grab()
    show(1)
    gc.collect()
    assert first() is None


def test_a_frame_in_planes_looks_like_the_same_frame_in_colours(theme: Theme, qtbot: QtBot) -> None:
    rows, columns = np.mgrid[0:360, 0:640]
    smooth = np.stack([rows // 2, columns // 3, 255 - rows // 2], axis=2).astype(np.uint8)
    frame = av.VideoFrame.from_ndarray(smooth, format="bgr24").reformat(format="yuv420p")
    planes = planar(frame)
    assert planes is not None
    view = PictureView(theme)
    qtbot.addWidget(view)
    seen = []
    for size in ((320, 240), (700, 400), (640, 360)):
        view.resize(*size)
        for shown in (planes, np.asarray(planes)):
            view.show_packet(FramePacket(Frame(0, now_ns(), cast("Picture", shown))), None)
            image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
            seen.append(np.frombuffer(image.constBits(), np.uint8).astype(int))
        assert np.abs(seen[-1] - seen[-2]).mean() < 2
    whole = view.snapshot()
    assert whole is not None
    assert (whole.width(), whole.height()) == (640, 360)


def test_a_flipped_picture_is_shown_rightly(theme: Theme) -> None:
    turned = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)[:, ::-1]
    image, buffer = image_over(turned)
    assert buffer.flags.c_contiguous
    blue, green, red = (int(part) for part in turned[2, 1])
    assert image.pixelColor(1, 2) == QColor(red, green, blue)


def test_boxes_are_the_frames_own_and_go_stale() -> None:
    stamp = 10 * NS_PER_S
    frame = packet(1, 2, stamp_ns=stamp)
    fresh = annotations_for(frame, reading(1, stamp_ns=stamp - 400 * NS_PER_MS))
    assert [(annotation.emotion, annotation.stale) for annotation in fresh] == [("happy", False), (None, False)]
    assert fresh[0].box == frame.faces[0].box
    old = annotations_for(frame, reading(1, stamp_ns=stamp - 600 * NS_PER_MS))
    assert old[0].stale


def test_a_stale_box_is_fainter(theme: Theme) -> None:
    def strength(stale: bool) -> int:
        image = QImage(200, 200, QImage.Format.Format_RGB32)
        image.fill(QColor("black"))
        painter = QPainter(image)
        annotation = FaceAnnotation(Box(50, 80, 100, 100), "Ana", "happy", "happy 80 %", stale)
        draw_annotations(painter, [annotation], 1.0, QPointF(0, 0), QRectF(0, 0, 200, 200))
        painter.end()
        return max(image.pixelColor(x, 180).lightness() for x in range(60, 140))

    assert strength(True) < strength(False) * 0.7


def test_a_tag_stays_inside_the_picture(theme: Theme) -> None:
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    draw_annotations(
        painter,
        [FaceAnnotation(Box(150, 0, 60, 110), "Ana", "surprised", "surprised 100 %")],
        1.0,
        QPointF(0, 0),
        QRectF(0, 0, 200, 120),
    )
    painter.end()
    yellow = QColor(EMOTION_COLOURS["surprised"])
    columns = [x for x in range(200) if any(image.pixelColor(x, y) == yellow for y in range(4, 30))]
    assert columns
    assert max(columns) <= 198

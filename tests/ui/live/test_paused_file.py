"""A paused file that is moved to another position shows the answer of the picture there, in the real window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emotion_desk.messages import FaceReading, Mel, Picture, VoiceReading
from emotion_desk.resources import shipped
from emotion_desk.ui.live.overlay import FaceAnnotation, annotations_for
from emotion_desk.ui.window import MainWindow
from tests.ui.conftest import MakeWindow, emotions

_FPS, _PART_S = 15, 6


class ByBrightness:
    """Answers happy for a bright face, sad for a dark one, and calm for every sound."""

    mode = "multitask"
    engine = "by brightness"

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        faces = tuple(FaceReading(emotions("happy" if crop.mean() > 70 else "sad", 0.98)) for crop in crops)
        return faces, None if mel is None else VoiceReading(emotions("calm", 0.7))


@pytest.fixture
def three_parts(tmp_path: Path) -> Path:
    """A film: a bright face on the left, then a dark one on the right, then nobody; with the demo's sound."""
    path = tmp_path / "three parts.mp4"
    with av.open(str(shipped("assets") / "demo.mp4")) as film:
        pictures = [frame.to_ndarray(format="bgr24", width=400, height=320) for frame in film.decode(video=0)]
    nobody = np.zeros_like(pictures[0])
    with av.open(str(shipped("assets") / "demo.mp4")) as film, av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=_FPS, options={"preset": "ultrafast", "g": "15"})
        stream.width, stream.height, stream.pix_fmt = 800, 320, "yuv420p"
        sound = out.add_stream("aac", rate=film.streams.audio[0].rate)
        for number in range(3 * _PART_S * _FPS):
            picture = pictures[number % len(pictures)]
            dark = (picture[:, ::-1] * 0.4).astype(np.uint8)
            both = ([picture, nobody], [nobody, dark], [nobody, nobody])[number // (_PART_S * _FPS)]
            shown = av.VideoFrame.from_ndarray(np.ascontiguousarray(np.hstack(both)), format="bgr24")
            out.mux(stream.encode(shown))
        out.mux(stream.encode(None))
        for block in film.decode(audio=0):
            block.pts = None
            out.mux(sound.encode(block))
        out.mux(sound.encode(None))
    return path


def shown(window: MainWindow) -> list[FaceAnnotation]:
    """Return what is drawn over the picture."""
    view = window.live_page.picture
    assert view.packet is not None
    return annotations_for(view.packet, view._reading, view._earlier, view.colours)


def test_each_position_of_a_paused_file_shows_its_own_answer(
    make_window: MakeWindow, qtbot: QtBot, three_parts: Path
) -> None:
    window = make_window(demo=True)
    window.desk.use_reader(ByBrightness)
    window.play_file(three_parts)
    slider, people, voice = window.transport.slider, window.live_page.people, window.live_page.voice
    playback = window.sources.playback
    assert playback is not None

    def is_there(part: int) -> bool:
        packet = window.live_page.picture.packet
        at_s = packet.frame.media_s if packet is not None else None
        return at_s is not None and part * _PART_S <= at_s < (part + 1) * _PART_S

    def answers(part: int, *emotions: str) -> bool:
        """Return whether the picture of a part is shown, with these answers and no others, on picture and cards."""
        drawn = [(one.emotion, one.stale) for one in shown(window)] if is_there(part) else None
        cards = [card.chip.text.split()[0] for card in people.cards]
        return drawn == [(name, False) for name in emotions] and cards == list(emotions)

    qtbot.waitUntil(lambda: window.transport.isVisible() and is_there(0), timeout=8000)
    qtbot.waitUntil(lambda: answers(0, "happy") and voice.chip.text.startswith("calm"), timeout=8000)
    QTest.mouseClick(window.transport.button, Qt.MouseButton.LeftButton)
    assert window.sources.is_paused
    for part, names in ((1, ("sad",)), (0, ("happy",)), (2, ()), (1, ("sad",))):
        place = QPoint(round(slider.width() * (part + 0.5) / 3), slider.height() // 2)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
        qtbot.waitUntil(partial(answers, part, *names), timeout=5000)
        assert not voice.chip.text.startswith("calm")  # nothing is heard there
        qtbot.wait(2500)  # it stays when the picture is not given any more
        assert answers(part, *names)
    window.transport.toggle()
    qtbot.waitUntil(lambda: playback.clock.position_s > 1.7 * _PART_S and answers(1, "sad"), timeout=8000)

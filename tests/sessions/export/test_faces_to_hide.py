"""No frame of an anonymised video shows a face: not before it is confirmed, nor when missed, nor between readings."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Identity, PersonReading
from emotion_desk.sessions.export.faces_to_hide import FacesToHide
from emotion_desk.sessions.export.video import write_video
from emotion_desk.sessions.format import READINGS_FILE, TimedReading, reading_to_raw
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.reader import open_session
from tests.sessions.made import made_session

FLAT = dict.fromkeys(EMOTIONS, 0.125)


def seen(time_s: float, *faces: tuple[int, float]) -> TimedReading:
    """Return a reading with faces given as (track, x)."""
    people = tuple(PersonReading(track, Box(x, 40, 40, 40), FLAT, Identity()) for track, x in faces)
    return TimedReading(time_s, time_s, None, "multitask", "none", 0.0, people)


def hidden_x(readings: list[TimedReading], times: list[float]) -> list[list[float]]:
    faces = FacesToHide(iter(readings))
    return [sorted(person.box.x for person in faces.at(time_s)) for time_s in times]


def test_a_face_is_hidden_before_it_was_confirmed_and_after_it_was_missed() -> None:
    readings = [seen(0.0), seen(0.5), seen(1.0, (1, 30.0)), seen(1.5, (1, 32.0)), seen(2.0), seen(4.0), seen(5.0)]
    found = hidden_x(readings, [0.1, 0.5, 1.0, 1.5, 2.0, 2.4, 3.2])
    assert found == [[30.0], [30.0], [30.0], [32.0], [32.0], [32.0], []]


def test_between_sparse_readings_a_face_is_hidden_where_it_was_will_be_and_probably_is() -> None:
    readings = [seen(0.0, (1, 0.0)), seen(10.0, (1, 100.0))]
    assert hidden_x(readings, [0.0, 5.0, 10.0]) == [[0.0], [0.0, 50.0, 100.0], [100.0]]


def test_a_present_face_is_hidden_once() -> None:
    readings = [seen(n / 25, (1, float(n)), (2, 90.0 + n)) for n in range(25)]
    assert hidden_x(readings, [0.4]) == [[10.0, 100.0]]


@pytest.mark.parametrize("fps", [1, 25])
def test_every_frame_of_an_exported_video_is_hidden(tmp_path: Path, fps: int) -> None:
    media = tmp_path / "a.mkv"
    checks = (np.indices((120, 160)).sum(axis=0) // 2 % 2 * 255).astype(np.uint8)
    with av.open(str(media), "w") as container:
        stream = container.add_stream("ffv1", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for number in range(75):
            frame = av.VideoFrame.from_ndarray(np.repeat(checks[..., None], 3, axis=2), format="bgr24")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    folder = tmp_path / "s"
    made_session(folder, media)
    (folder / READINGS_FILE).unlink()
    with LineWriter(folder / READINGS_FILE) as lines:
        for number in range(0, 75, 25 // fps):
            # The tracker confirms the face after some frames, and loses it before the end.
            faces = ((1, 60.0),) if 4 <= number < 70 or fps == 1 else ()
            lines.write(reading_to_raw(seen(number / 25, *faces)))
    write_video(open_session(folder), tmp_path / "out.mp4", "all")
    with av.open(str(tmp_path / "out.mp4")) as container:
        pictures = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    assert len(pictures) == 75
    for picture in pictures:
        face = picture[46:74, 66:94].astype(float)
        assert float(np.abs(np.diff(face, axis=1)).mean()) < 12.0
        assert float(np.abs(np.diff(picture[:, :30].astype(float), axis=1)).mean()) > 60.0

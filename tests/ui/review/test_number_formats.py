"""What the timelines are made of: readings as arrays, ribbons, the time axis, the whole spectrogram."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, PersonReading
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sound.mel import BANDS, SAMPLE_RATE, log_mel
from emotion_desk.ui.review.file_spectrogram import FileSpectrogram, _add
from emotion_desk.ui.review.readings import build_readings
from emotion_desk.ui.review.time_axis import clock_text, whole_axis
from emotion_desk.ui.review.timeline_rows import stacked
from tests.ui.conftest import emotions
from tests.ui.review.conftest import TURN_S, timed_readings


def at(time_s: float, emotion: str, x: float = 0.0) -> TimedReading:
    person = PersonReading(4, Box(x, 0, 10, 10), emotions(emotion))
    return TimedReading(time_s, time_s, None, "multitask", "onnx", 5.0, (person,))


def test_readings_become_lines_that_speak_for_their_time_only() -> None:
    readings = build_readings(timed_readings())
    (line,) = readings.people
    assert line.track_id == 1
    for time_s, emotion in ((0.7, "happy"), (2.0, "angry")):
        shown = line.headline(int(line.at(time_s)))
        assert shown is not None
        assert shown.emotion == emotion
        assert shown.probability == pytest.approx(0.79)
    assert int(line.at(-0.1)) == -1
    assert int(line.at(9.0)) == -1
    assert line.name(0) == "Ana"
    assert line.name(len(line.times) - 1) is None
    assert line.usual_name() == "Ana"
    voice = readings.voice
    assert voice is not None
    assert voice.headline(int(voice.at(0.5))) is None
    assert voice.headline(int(voice.at(1.5))) is not None
    ((begin_s, end_s),) = readings.speech.tolist()
    assert begin_s < 1.5 < end_s


def test_a_box_between_two_readings_lies_between_theirs() -> None:
    readings = build_readings([at(1.0, "happy", 0.0), at(1.2, "happy", 20.0)])
    (person,) = readings.people_at(1.05)
    assert person.box.x == pytest.approx(5.0)
    assert readings.people_at(0.9) == ()
    assert readings.people_at(1.8) == ()


def test_changes_are_where_the_likeliest_emotion_turns_and_stays() -> None:
    assert build_readings(timed_readings()).changes() == pytest.approx([0.0, 1.0, TURN_S], abs=0.001)
    steps = [at(number / 20, "sad" if number == 10 else "happy") for number in range(40)]
    assert build_readings(steps).changes() == pytest.approx([0.0])
    again = [at(time_s, "happy") for time_s in (0.0, 0.2, 0.4, 3.0, 3.2, 3.4)]
    assert build_readings(again).changes() == pytest.approx([0.0, 3.0])
    assert build_readings([]).changes().size == 0


def test_a_ribbon_is_as_high_as_the_shares() -> None:
    shares = np.zeros((3, len(EMOTIONS)), np.float32)
    shares[0, 2], shares[0, 4] = 0.25, 0.75
    shares[1] = np.nan
    shares[2, 7] = 1.0
    picture = stacked(shares, 8)
    assert picture.shape == (8, 3)
    assert picture[:, 0].tolist() == [4] * 6 + [2] * 2
    assert set(picture[:, 1]) == {len(EMOTIONS)}
    assert set(picture[:, 2]) == {7}


def test_the_axis_zooms_around_a_moment_and_turns_over() -> None:
    axis = whole_axis(0.0, 100.0)
    near = axis.zoomed(0.1, 50.0)
    assert (near.start_s, near.end_s) == pytest.approx((45.0, 55.0))
    assert near.x(50.0, 200.0) == pytest.approx(100.0)
    assert near.time(100.0, 200.0) == pytest.approx(50.0)
    assert near.following(50.0) is near
    assert near.following(60.0).start_s == pytest.approx(59.5)
    assert near.following(0.0).start_s == 0.0
    assert near.zoomed(1000.0, 50.0).span_s == pytest.approx(100.0)
    assert axis.ticks(500.0)[1] == (30, "0:30")
    assert clock_text(3723.456) == "1:02:03.46"


def test_the_whole_spectrum_equals_that_of_the_sound_at_once() -> None:
    sound = np.random.default_rng(3).normal(0, 0.1, SAMPLE_RATE * 3).astype(np.float32)
    spectrum = FileSpectrogram(0.0, 3.0)
    rest = np.zeros(0, np.float32)
    for start in range(0, len(sound), 7000):
        rest = _add(spectrum, np.concatenate([rest, sound[start : start + 7000]]))
    whole = FileSpectrogram(0.0, 3.0)
    whole.add(log_mel(sound))
    assert spectrum.filled == whole.filled > 100
    np.testing.assert_array_equal(spectrum.numbers, whole.numbers)


def test_a_spectrum_of_hours_stays_small_and_keeps_what_is_loud() -> None:
    spectrum = FileSpectrogram(0.0, 10 * 3600.0, most_columns=1000)
    assert spectrum.numbers.shape[1] <= 1000
    mel = np.full((BANDS, spectrum.fold), -100.0, np.float32)
    mel[5, 3] = -20.0
    spectrum.add(mel)
    assert spectrum.filled == 1
    picture = spectrum.on_pixels(np.array([-5.0, 0.0, 40.0]))
    assert picture[5].tolist()[0] == 0
    assert picture[5, 1] > 200
    assert picture[:, 2].max() == 0

"""Utterances of a file, from its sound to its exports: begin and end within a tenth of a second."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

import numpy as np
import pytest
import soundfile

from emotion_desk.messages import Samples
from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.export.exporters import export
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.reader import open_session
from emotion_desk.sessions.utterances import utterances_of
from emotion_desk.ui.review.readings import build_readings
from tests.sessions.made import LookingReader, made_readings
from tests.sound.speech import other_voice, voiced

RATE = 16_000


def placed(*pieces: tuple[float, Samples], seconds: float, noise_db: float = -90.0) -> Samples:
    samples = np.random.default_rng(2).normal(0, 10 ** (noise_db / 20), round(seconds * RATE)).astype(np.float32)
    for begin_s, piece in pieces:
        at = round(begin_s * RATE)
        samples[at : at + len(piece)] += piece
    return samples


def cases() -> dict[str, tuple[Samples, list[tuple[float, float]]]]:
    """Return sounds and where somebody speaks in them."""
    long, short = voiced(2.0), voiced(1.2)
    other = other_voice(voiced(2.0))
    return {
        "one onset": (placed((3.0, long), seconds=8.0), [(3.0, 5.0)]),
        "in noise": (placed((3.0, long), seconds=8.0, noise_db=-45.0), [(3.0, 5.0)]),
        "a pause of 1.2 s": (placed((1.0, long), (4.2, short), seconds=8.0), [(1.0, 3.0), (4.2, 5.4)]),
        "two speakers": (
            placed((1.0, long), (4.0, other), seconds=8.0),
            [(1.0, 3.0), (4.0, 4.0 + len(other) / RATE)],
        ),
    }


@pytest.mark.slow
@pytest.mark.parametrize("case", ["one onset", "in noise", "a pause of 1.2 s", "two speakers"])
def test_speech_is_exported_where_it_was_spoken(case: str, tmp_path: Path) -> None:
    samples, expected = cases()[case]
    source = tmp_path / "speech.wav"
    soundfile.write(source, samples, RATE)
    analyse_file(source, tmp_path / "out", AnalysisOptions(people=False), LookingReader())
    session = open_session(tmp_path / "out")

    spans = [(one.from_ns / 1e9, one.to_ns / 1e9) for one in session.utterances()]
    np.testing.assert_allclose(spans, expected, rtol=0, atol=0.1)
    assert all(one.shown is not None for one in session.utterances())
    tiers = _tiers(export(session, "elan", tmp_path / "t.eaf"))
    for tier in ("Speech", "Voice"):
        np.testing.assert_allclose(tiers[tier], expected, rtol=0, atol=0.1)
    np.testing.assert_allclose(build_readings(session.readings()).speech, expected, rtol=0, atol=0.1)
    for reading in session.readings():
        voice = reading.voice
        assert reading.time_s == reading.sound_s  # an analysis is stamped with the moment that it speaks of
        if voice is not None and voice.emotion is not None and voice.from_ns is not None and voice.to_ns is not None:
            inside = [begin - 0.1 <= voice.from_ns / 1e9 <= voice.to_ns / 1e9 <= end + 0.1 for begin, end in expected]
            assert any(inside)


def test_an_utterance_that_the_end_of_the_file_cuts_off_is_there(tmp_path: Path) -> None:
    source = tmp_path / "cut.wav"
    soundfile.write(source, placed((1.0, voiced(2.0)), seconds=3.0), RATE)
    analyse_file(source, tmp_path / "out", AnalysisOptions(people=False), LookingReader())
    (one,) = open_session(tmp_path / "out").utterances()
    assert one.from_ns / 1e9 == pytest.approx(1.0, abs=0.1)
    assert one.to_ns / 1e9 == pytest.approx(3.0, abs=0.1)


def test_version_1_has_the_spans_in_which_the_voice_was_marked_as_speaking() -> None:
    readings = [_version_1(reading) for reading in made_readings()]
    (one,) = utterances_of(readings)
    assert one.from_ns / 1e9 == pytest.approx(0.98)
    assert one.to_ns / 1e9 == pytest.approx(2.98)
    assert one.shown is not None
    assert one.shown.emotion == "fearful"


def test_a_recording_that_ended_in_mid_speech_has_its_last_utterance() -> None:
    readings = [reading for reading in made_readings() if reading.time_s < 2.0]
    (one,) = utterances_of(readings)
    assert (one.number, one.from_ns) == (1, 1_000_000_000)
    assert one.to_ns / 1e9 == pytest.approx(1.9)


def _version_1(reading: TimedReading) -> TimedReading:
    from dataclasses import replace

    voice = reading.voice
    if voice is not None:
        voice = replace(voice, headline=None, from_ns=None, to_ns=None, utterance=None)
    return replace(reading, voice=voice, frame=None, picture=None)


def _tiers(path: Path) -> dict[str, list[tuple[float, float]]]:
    root = Xml.parse(path).getroot()
    slots = {slot.get("TIME_SLOT_ID"): int(slot.get("TIME_VALUE", "0")) / 1000 for slot in root.iter("TIME_SLOT")}
    return {
        tier.get("TIER_ID", ""): [
            (slots[each.get("TIME_SLOT_REF1")], slots[each.get("TIME_SLOT_REF2")])
            for each in tier.iter("ALIGNABLE_ANNOTATION")
        ]
        for tier in root.iter("TIER")
    }

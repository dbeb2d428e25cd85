"""Utterances: one answer each, made of the windows that describe it."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.messages import AFTER_SPEECH_NS, WINDOW_NS, Identity, MelWindow, SpeechSpan
from emotion_desk.pipeline.utterance_tracker import UtteranceTracker
from emotion_desk.sound.mel import FRAMES, HOP, SAMPLE_RATE
from tests.pipeline.fakes import sure_of

MS = 1_000_000
MEL = np.zeros((1, 1), np.float32)


def window(at_ms: int, span: SpeechSpan | None, *, speaking: bool = True) -> MelWindow:
    return MelWindow(at_ms * MS, MEL, 0.5, speaking, -20.0, utterance=span)


def span(number: int, from_ms: int, to_ms: int, *, ended: bool = False) -> SpeechSpan:
    return SpeechSpan(number, from_ms * MS, to_ms * MS, ended)


def test_the_window_is_as_long_as_the_mel_picture() -> None:
    assert pytest.approx(FRAMES * HOP / SAMPLE_RATE) == WINDOW_NS / 1e9


def test_an_utterance_is_returned_once_after_its_end() -> None:
    tracker = UtteranceTracker()
    for at_ms in (1600, 1800, 2000):
        tracker.add(window(at_ms, span(1, 1000, at_ms)), sure_of("happy"), Identity())
        assert tracker.number == 1
    assert tracker.take() == ()
    end = span(1, 1000, 2000, ended=True)
    tracker.add(window(2300, end), sure_of("happy"), Identity("Ana"))
    after_ms = 2000 + AFTER_SPEECH_NS // MS + 1
    tracker.add(window(after_ms, end), None, Identity())
    (one,) = tracker.take()
    assert (one.number, one.from_ns, one.to_ns) == (1, 1000 * MS, 2000 * MS)
    assert one.shown is not None
    assert one.shown.emotion == "happy"
    assert one.identity == Identity("Ana")
    assert tracker.number is None
    tracker.add(window(after_ms + 100, end), None, Identity())
    tracker.end()
    assert tracker.take() == ()


def test_its_emotion_is_the_mean_of_all_answers_to_it() -> None:
    tracker = UtteranceTracker()
    for at_ms, said in ((1600, "happy"), (1800, "sad"), (2000, "sad")):
        tracker.add(window(at_ms, span(1, 1000, at_ms)), sure_of(said), Identity())
    tracker.end()
    (one,) = tracker.take()
    assert one.emotion is not None
    assert one.emotion["sad"] > one.emotion["happy"] > 0.1
    assert sum(one.emotion.values()) == pytest.approx(1.0)


def test_a_short_one_has_no_emotion_and_the_next_one_counts_on() -> None:
    tracker = UtteranceTracker()
    tracker.add(window(1200, span(1, 1000, 1200)), None, Identity())
    tracker.add(window(2600, span(2, 2000, 2600)), sure_of("calm"), Identity())
    (first,) = tracker.take()
    assert (first.emotion, first.shown) == (None, None)
    tracker.end()
    assert [one.number for one in tracker.take()] == [2]
    tracker.add(window(700, span(1, 100, 700)), sure_of("calm"), Identity())  # another source counts from 1 again
    assert tracker.number == 3


@pytest.mark.parametrize(
    ("at_ms", "one", "expected"),
    [
        (1400, span(1, 1000, 1400), False),  # too little speech of this utterance
        (1600, span(1, 1000, 1600), True),
        (2400, span(1, 1000, 2000, ended=True), True),
        (2600, span(1, 1000, 2000, ended=True), False),  # long over
        (1600, None, True),  # without utterances the share of speech decides
    ],
)
def test_windows_that_the_network_runs_on(at_ms: int, one: SpeechSpan | None, expected: bool) -> None:
    assert window(at_ms, one).is_answerable is expected
    assert not window(at_ms, one, speaking=False).is_answerable


def test_an_answer_describes_the_part_of_the_utterance_in_the_window() -> None:
    assert window(1600, span(1, 1000, 1500)).answered_span == (1000 * MS, 1500 * MS)
    assert window(5000, span(1, 1000, 5000)).answered_span == (5000 * MS - WINDOW_NS, 5000 * MS)
    assert window(1600, None).answered_span is None

"""Begin and end of utterances: from speech probabilities, and from shipped speech placed at known times."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.messages import SoundBlock, SpeechSpan
from emotion_desk.pipeline.audio_frontend import AudioFrontend
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.pipeline.speech_segmenter import PAUSE_CHUNKS, SpeechSegmenter
from emotion_desk.sound.mel import SAMPLE_RATE, WINDOW
from emotion_desk.sound.voice_activity import load_silero
from tests.sound.speech import voiced

CHUNK_NS = 32_000_000


def spans(probabilities: list[float]) -> list[SpeechSpan]:
    """Return each utterance as it was last known."""
    segmenter = SpeechSegmenter()
    found: dict[int, SpeechSpan] = {}
    for probability in probabilities:
        segmenter.add(probability)
        span = segmenter.span(0)
        if span is not None:
            found[span.number] = span
    return list(found.values())


def test_a_click_is_no_utterance() -> None:
    assert spans([0.0, 0.9, 0.0, 0.9, 0.0]) == []


def test_short_pauses_belong_to_an_utterance_and_long_ones_end_it() -> None:
    speech = [0.9] * 10
    (one,) = spans([0.0] * 5 + speech + [0.0] * PAUSE_CHUNKS + speech)
    assert (one.from_ns, one.to_ns, one.ended) == (4 * CHUNK_NS, (25 + PAUSE_CHUNKS) * CHUNK_NS, False)
    first, second = spans([0.0] * 5 + speech + [0.0] * (PAUSE_CHUNKS + 1) + speech)
    assert (first.number, first.to_ns, first.ended) == (1, 15 * CHUNK_NS, True)
    assert (second.number, second.from_ns) == (2, (15 + PAUSE_CHUNKS) * CHUNK_NS)


def test_utterances_do_not_overlap() -> None:
    first, second = spans([0.9] * 3 + [0.4] * (PAUSE_CHUNKS + 1) + [0.9] * 3)
    assert first.to_ns <= second.from_ns


def test_times_count_from_the_first_sample() -> None:
    segmenter = SpeechSegmenter()
    assert segmenter.span(7) is None
    for _ in range(3):
        segmenter.add(1.0)
    assert segmenter.span(7) == SpeechSpan(1, 7, 7 + 3 * CHUNK_NS)


@pytest.mark.parametrize("noise_db", [-90.0, -45.0])
@pytest.mark.parametrize("pieces", [[(3.0, 5.0)], [(1.0, 3.0), (4.2, 6.2)]])
def test_speech_is_found_where_it_was_placed(pieces: list[tuple[float, float]], noise_db: float) -> None:
    voice = voiced(2.0)
    samples = np.random.default_rng(1).normal(0, 10 ** (noise_db / 20), 8 * 16_000).astype(np.float32)
    for begin_s, end_s in pieces:
        samples[round(begin_s * 16_000) : round(end_s * 16_000)] += voice
    columns = MelRing()
    frontend = AudioFrontend(columns, load_silero())
    found: dict[int, SpeechSpan] = {}
    for at in range(0, len(samples), 800):
        window = frontend.push(SoundBlock(at * 62_500, samples[at : at + 800]))
        if window is not None and window.utterance is not None:
            found[window.utterance.number] = window.utterance
    limits = np.array([(span.from_ns / 1e9, span.to_ns / 1e9) for span in found.values()])
    np.testing.assert_allclose(limits, pieces, rtol=0, atol=0.1)
    view = columns.snapshot()  # the spectrogram's shading agrees
    ages = np.arange(len(view.speech))[::-1]
    marked = (view.end_ns / 1e9 - WINDOW / 2 / SAMPLE_RATE - ages * view.column_s)[view.speech]  # middles of columns
    assert marked[0] == pytest.approx(pieces[0][0], abs=0.1)
    assert marked[-1] == pytest.approx(pieces[-1][1], abs=0.1)

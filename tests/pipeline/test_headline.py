"""Headlines: sure or unsure, steady against flicker, quick on a true change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from emotion_desk.inference.smoothing import FACE_S, Smoother
from emotion_desk.labels import EMOTIONS, PACES
from emotion_desk.messages import FACE, Emotions, Headline
from emotion_desk.pipeline.headline import (
    CONTRADICTION,
    LEAST_LEAD,
    LEAST_PROBABILITY,
    HeadlineFilter,
    propose,
)

FPS = 30


def answer(**shares: float) -> dict[str, float]:
    """Return probabilities in which the rest is spread evenly."""
    rest = (1.0 - sum(shares.values())) / (len(EMOTIONS) - len(shares))
    return {name: shares.get(name, rest) for name in EMOTIONS}


def played(answers: Sequence[Emotions], pace: str = "normal", *, smoothed: bool = True) -> list[Headline]:
    """Return the headlines of answers at 30 frames a second, smoothed as in the desk."""
    smoother, headlines = Smoother(FACE_S), HeadlineFilter(pace)
    found = []
    for frame, emotions in enumerate(answers):
        stamp_ns = frame * 1_000_000_000 // FPS
        shown = smoother.update(1, emotions, stamp_ns) if smoothed else emotions
        found.append(headlines.update(1, shown, FACE, stamp_ns))
    return found


def changes(found: list[Headline]) -> int:
    return sum(one.text != other.text for one, other in pairwise(found))


def test_an_answer_is_sure_only_with_enough_probability_and_lead() -> None:
    assert propose(answer(happy=LEAST_PROBABILITY + 0.01)).emotion == "happy"
    low = propose(answer(happy=LEAST_PROBABILITY - 0.02, sad=0.1))
    assert (low.emotion, low.candidates) == (None, ("happy", "sad"))
    half = LEAST_PROBABILITY + 0.02
    close = propose({**dict.fromkeys(EMOTIONS, 0.0), "sad": half, "neutral": half - LEAST_LEAD / 2})
    assert (close.emotion, close.candidates) == (None, ("sad", "neutral"))


def test_unsure_says_both_candidates_and_has_no_emotion() -> None:
    (headline,) = played([answer(neutral=0.4, sad=0.35)])
    assert headline.emotion is None
    assert headline.text == "unsure (neutral / sad)"
    assert headline.probability == pytest.approx(0.4, abs=0.01)


@pytest.mark.parametrize("certainty", [0.75, 0.8, 0.9])
def test_a_true_change_is_shown_within_half_a_second(certainty: float) -> None:
    found = played([answer(happy=certainty)] * 60 + [answer(angry=certainty)] * 60)
    assert found[59].emotion == "happy"
    late = next(frame for frame, headline in enumerate(found) if headline.emotion == "angry") - 60
    assert late / FPS < 0.5


def test_noise_around_a_tie_does_not_flicker() -> None:
    rng = np.random.default_rng(5)
    noisy = []
    for _ in range(60 * FPS):
        logs = np.log([0.45 if name in ("neutral", "sad") else 0.1 / 6 for name in EMOTIONS]) + rng.normal(0, 0.6, 8)
        shares = np.exp(logs) / np.exp(logs).sum()
        noisy.append(dict(zip(EMOTIONS, shares.tolist(), strict=True)))
    assert changes(played(noisy)) <= 12
    strongest = [max(emotions, key=emotions.__getitem__) for emotions in noisy]
    assert sum(a != b for a, b in pairwise(strongest)) > 300  # what it would be without


def test_a_short_outlier_is_not_shown() -> None:
    found = played([answer(happy=0.8)] * 60 + [answer(surprised=0.8)] * 4 + [answer(happy=0.8)] * 60)
    assert {headline.emotion for headline in found} == {"happy"}


def test_paces_are_ordered() -> None:
    change = [answer(happy=0.8)] * 60 + [answer(angry=0.8)] * 90
    late = {
        pace: next(n for n, headline in enumerate(played(change, pace)) if headline.emotion == "angry")
        for pace in PACES
    }
    assert late["quick"] <= late["normal"] < late["calm"]


def test_the_probability_is_that_of_the_shown_emotion_at_this_moment() -> None:
    found = played([answer(happy=0.9), answer(happy=0.7)], smoothed=False)
    assert [headline.probability for headline in found] == [pytest.approx(0.9), pytest.approx(0.7)]
    lower = played([answer(happy=0.9)] * 30 + [answer(happy=0.45, angry=0.5)], smoothed=False)[-1]
    assert lower.emotion == "happy"
    assert lower.probability == pytest.approx(0.45)


@pytest.mark.parametrize("pace", PACES)
def test_a_sure_headline_never_contradicts_the_probabilities(pace: str) -> None:
    falling = [answer(fearful=0.9 - 0.02 * step, happy=0.05 + 0.02 * step) for step in range(42)]
    found = played([answer(fearful=0.9)] * 30 + falling, pace, smoothed=False)
    for emotions, headline in zip([answer(fearful=0.9)] * 30 + falling, found, strict=True):
        assert headline.emotion is None or max(emotions.values()) - emotions[headline.emotion] < CONTRADICTION
    unsure = next(headline for headline in found if headline.emotion is None)
    assert unsure.candidates == ("happy", "fearful")
    assert changes(found) <= 2


def test_a_subject_that_was_away_begins_anew() -> None:
    headlines = HeadlineFilter()
    headlines.update(1, answer(happy=0.9), FACE, 0)
    assert headlines.update(1, answer(angry=0.9), FACE, 5_000_000_000).emotion == "angry"
    headlines.update(2, answer(sad=0.9), FACE, 5_000_000_000)
    headlines.keep_only({2})
    assert headlines.update(1, answer(calm=0.9), FACE, 5_100_000_000).emotion == "calm"


def test_a_poor_picture_is_unsure_at_once_and_for_as_long_as_it_is_poor() -> None:
    headlines = HeadlineFilter()
    headlines.update(1, answer(happy=0.9), FACE, 0)
    poor = headlines.update_poor(1, answer(happy=0.9, sad=0.05), FACE, 1_000_000)
    assert (poor.emotion, poor.candidates) == (None, ("happy", "sad"))
    stamps = [2_000_000 + n * 33_000_000 for n in range(30)]
    found = [headlines.update(1, answer(happy=0.9), FACE, stamp).emotion for stamp in stamps]
    assert found[0] is None
    assert found[-1] == "happy"


def test_an_unsure_pair_stands_in_the_order_of_its_probabilities() -> None:
    found = played([answer(angry=0.45, happy=0.35)] * 60 + [answer(happy=0.57, angry=0.4)] * 60)
    assert found[59].candidates == ("angry", "happy")
    assert found[-1].candidates == ("happy", "angry")
    assert found[-1].probability == pytest.approx(0.57, abs=0.01)


def test_an_unsure_pair_follows_soon_where_it_would_contradict_the_bars() -> None:
    found = played([answer(surprised=0.4, happy=0.3)] * 60 + [answer(neutral=0.5, surprised=0.2)] * 30)
    assert found[59].candidates == ("surprised", "happy")
    late = next(frame for frame, headline in enumerate(found) if headline.candidates[0] == "neutral") - 60
    assert late / FPS < 0.8


@pytest.mark.parametrize("pace", PACES)
def test_an_unsure_pair_never_contradicts_the_probabilities(pace: str) -> None:
    turns = [
        answer(fearful=0.35, surprised=0.3),
        answer(happy=0.42, fearful=0.14, surprised=0.13),
        answer(angry=0.57, happy=0.13),
        answer(happy=0.45, angry=0.4),
    ]
    shown = [emotions for emotions in turns for _ in range(20)]
    found = played(shown, pace, smoothed=False)
    for emotions, headline in zip(shown, found, strict=True):
        assert max(emotions.values()) - emotions[headline.candidates[0]] < CONTRADICTION
    assert found[20].candidates == ("happy", "fearful")
    assert changes(found) <= 4

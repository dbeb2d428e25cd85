"""The One Euro filter by itself."""

from __future__ import annotations

import pytest

from emotion_desk.vision.one_euro import OneEuro, OneEuroSettings

SETTINGS = OneEuroSettings(rest_hz=1.0, per_speed=2.0)


def test_constant_stays() -> None:
    value = OneEuro(SETTINGS, 7.0)
    assert [value.update(7.0, 0.1) for _ in range(5)] == [7.0] * 5


def test_step_is_approached_and_reached() -> None:
    value = OneEuro(SETTINGS, 0.0)
    path = [value.update(1.0, 0.1) for _ in range(40)]
    assert path == sorted(path)
    assert path[-1] == pytest.approx(1.0, abs=1e-3)


def test_speed_opens_the_filter() -> None:
    calm, quick = OneEuro(OneEuroSettings(1.0, 0.0), 0.0), OneEuro(SETTINGS, 0.0)
    for n in range(1, 11):
        calm.update(n * 0.5, 0.1)
        quick.update(n * 0.5, 0.1)
    assert abs(5.0 - quick.value) < abs(5.0 - calm.value) / 2
    assert quick.speed == pytest.approx(5.0, rel=0.2)


def test_no_time_no_change() -> None:
    value = OneEuro(SETTINGS, 3.0)
    assert value.update(9.0, 0.0) == 3.0
    assert value.update(9.0, -1.0) == 3.0

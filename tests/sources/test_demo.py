"""The clip that ships has the properties that its script promises."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from emotion_desk.sources.demo import open_demo


@pytest.fixture(scope="module")
def maker(demo_clip: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_demo", demo_clip.with_name("make_demo.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_demo"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_shipped_clip_is_as_promised(maker: ModuleType) -> None:
    assert maker.faults(maker.look(every=5)) == []


def test_the_check_sees_a_bad_clip(maker: ModuleType) -> None:
    seen = maker.Look(250, 25.0, (640, 480), 0.5, 0.1, 3.0, 9.0, -50.0, 1.0, 5000.0)

    assert len(maker.faults(seen)) == 7


@pytest.mark.slow
def test_the_demo_is_a_looping_source_of_its_own_kind() -> None:
    media = open_demo(paced=False)
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    frames = [frame for _ in range(310) if (frame := media.picture.read(1.0)) is not None]
    media.picture.close()

    assert media.picture.kind == media.sound.kind == "demo"
    assert media.picture.name == "Demo clip"
    assert len(frames) == 310
    assert frames[300].media_s == 0.0
    # No hitch where it starts again: the frames are 1/30 s apart throughout.
    assert frames[309].stamp_ns == pytest.approx(309e9 / 30, abs=1e6)

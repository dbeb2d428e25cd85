"""``evaluate video`` on two seconds of the demo clip, in the whole pipeline; only the network is made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emotion_desk import cli
from emotion_desk.sessions import analysis_options
from tests.sessions.made import LookingReader
from tests.sources.clips import beginning


@pytest.fixture
def place(demo_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a clip labelled happy and a broken one labelled sad."""
    monkeypatch.setattr(analysis_options, "load_reader", lambda options: LookingReader())
    for label in ("happy", "sad"):
        (tmp_path / label).mkdir()
    (tmp_path / "sad" / "broken.mp4").write_bytes(b"nothing that moves")
    beginning(demo_clip, tmp_path / "happy" / "demo.mp4", 2.0)
    return tmp_path


def test_a_video_is_answered_by_face_voice_and_together(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", "video", str(place), "--fps", "4", "--json"]) == 1
    printed = capsys.readouterr()
    assert "sad/broken.mp4: " in printed.err
    raw = json.loads(printed.out)
    assert raw["unread"] == ["sad/broken.mp4"]
    (clip,) = raw["clips"]
    assert clip["name"] == "happy/demo.mp4"
    assert set(clip["sides"]) == {"by face", "by voice", "together"}
    assert 0.7 * clip["frames"] <= clip["frames_with_face"] <= clip["frames"]
    assert all(sum(side["mean"]) == pytest.approx(1, abs=0.01) for side in clip["sides"].values())
    assert [one["calm_is_neutral"] for one in raw["figures"]] == [True]  # no clip is labelled calm


@pytest.mark.slow
def test_varied_boxes_give_other_crops_and_a_spread(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", "video", str(place), "--fps", "1", "--vary-boxes"]) == 1
    printed = capsys.readouterr().out
    assert "1 clips, calm counts as neutral" in printed
    assert "| scaled by 1.35 |" in printed
    assert "| worst minus best |" in printed


def test_there_must_be_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", "video", str(tmp_path)]) == 1
    assert "no labelled clip" in capsys.readouterr().err
    assert cli.main(["evaluate", "video", str(tmp_path), "--actors", "25"]) == 2

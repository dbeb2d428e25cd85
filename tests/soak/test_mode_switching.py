"""Many changes of mode in a row while the demo plays: nothing is lost, nothing is left over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")

from emotion_desk.cli import main
from emotion_desk.errors import DeskError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.modelling.benchmark.mode_switching import switch_modes
from tests.modelling.benchmark.conftest import folder as folder
from tests.modelling.benchmark.conftest import store as store

pytestmark = pytest.mark.train

SWITCHES = 4  # fifty are for `emotion-desk bench --switches 50`: here nearly all of it is loading


def test_many_switches_leave_no_thread_and_no_memory_behind(store: ModelStore) -> None:
    switched = switch_modes(SWITCHES, store, "onnx-int8")

    assert switched.switches == SWITCHES
    assert switched.threads[1] <= switched.threads[0]
    assert switched.growth is not None
    assert switched.growth < 0.05, switched
    # The demo has one face and a seam without a jump: new tracks would be lost ones.
    assert switched.tracks <= 1 + switched.frames // 300, switched


def test_the_command_switches_and_writes_what_it_saw(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EMOTION_DESK_MODELS", str(folder))
    file = tmp_path / "switches.json"

    command = ["bench", "--switches", "2", "--json", str(file), "--engines", "onnx-int8"]
    assert main(command) == 0

    assert "2 switches" in capsys.readouterr().out
    assert main([*command, "openvino-int8"]) == 2
    assert "--switches runs one engine" in capsys.readouterr().err
    fields = json.loads(file.read_text(encoding="utf-8"))
    assert fields["frames"] > 0
    assert fields["load_s"] > 0


def test_modes_that_are_not_installed_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"manifest\.json is missing"):
        switch_modes(1, ModelStore(tmp_path))

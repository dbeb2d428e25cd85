"""The networks of the face measures, in words where they cannot be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_desk.errors import ModelError
from emotion_desk.inference import face_meters
from emotion_desk.inference.face_meters import BLENDSHAPES_FILE, LANDMARKS_FILE, load_face_meter, require_weights


def test_missing_and_changed_weights_are_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert [file.name for file in require_weights()] == [LANDMARKS_FILE, BLENDSHAPES_FILE]
    monkeypatch.setattr(face_meters, "shipped", lambda _folder: tmp_path)
    with pytest.raises(ModelError, match=r"'face-landmarks\.onnx' of the face measures are missing"):
        load_face_meter()
    (tmp_path / "faces").mkdir()
    (tmp_path / "faces" / LANDMARKS_FILE).write_bytes(b"nothing")
    with pytest.raises(ModelError, match="damaged"):
        load_face_meter()

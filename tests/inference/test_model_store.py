"""The model store refuses whatever is not byte for byte what was released."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from emotion_desk.catalogue import MODES
from emotion_desk.errors import EngineError, ModelError
from emotion_desk.inference.engines import load_engine
from emotion_desk.inference.model_store import INPUTS, ModelStore
from emotion_desk.inference.modes import available_modes, load_mode
from emotion_desk.labels import EMOTIONS


def entry(content: bytes, **changes: Any) -> dict[str, Any]:
    """A manifest entry for one file."""
    file = {"file": "net.safetensors", "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    head = {"kind": "classes", "size": 8, "trained": True, "labels": list(EMOTIONS), "temperature": 1.0}
    return {
        "name": "multitask",
        "mode": "multitask",
        "files": {"weights": file},
        "inputs": dict(INPUTS),
        "heads": {"face_emotion": head},
        "metrics": [],
        "parameters": 1,
        "licence": "",
        "provenance": {},
        **changes,
    }


def store_of(folder: Path, *entries: dict[str, Any], manifest_format: int = 1) -> ModelStore:
    (folder / "manifest.json").write_text(json.dumps({"format": manifest_format, "models": list(entries)}))
    return ModelStore(folder)


def test_the_right_bytes_are_accepted(tmp_path: Path) -> None:
    (tmp_path / "net.safetensors").write_bytes(b"numbers")
    store = store_of(tmp_path, entry(b"numbers"))
    assert store.path("multitask", "weights") == tmp_path / "net.safetensors"
    assert [check.ok for check in store.verify()] == [True]


@pytest.mark.parametrize("found", [b"Numbers", b"number", b"", b"numbers and more"])
def test_other_bytes_are_refused_with_one_sentence(tmp_path: Path, found: bytes) -> None:
    (tmp_path / "net.safetensors").write_bytes(found)
    store = store_of(tmp_path, entry(b"numbers"))
    with pytest.raises(ModelError, match=r"wrong SHA-256.*install Emotion Desk again\.$"):
        store.path("multitask", "weights")
    (check,) = store.verify()
    assert not check.ok
    assert "net.safetensors" in check.text


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"'net.safetensors' are missing"):
        store_of(tmp_path, entry(b"numbers")).path("multitask", "weights")


@pytest.mark.parametrize(
    "text", ["", "{", '{"format": 1}', '{"format": 1, "models": [{}]}', "[]", '{"format": 1, "models": 3}']
)
def test_a_damaged_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    store = ModelStore(tmp_path)
    with pytest.raises(ModelError, match="damaged"):
        store.entry("multitask")
    assert not store.verify()[0].ok
    assert all(available_modes(ModelStore(tmp_path)).values())


def test_missing_and_newer_manifests(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no weights"):
        ModelStore(tmp_path).entry("multitask")
    with pytest.raises(ModelError, match="reads up to 3"):
        store_of(tmp_path, manifest_format=99).entry("multitask")


def test_a_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    wild = entry(b"x")
    wild["files"]["weights"]["file"] = "../secrets"
    with pytest.raises(ModelError, match="damaged"):
        store_of(tmp_path, wild).entry("multitask")


def test_weights_of_another_preprocessing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="hop 160"):
        store_of(tmp_path, entry(b"x", inputs={**INPUTS, "hop": 160})).entry("multitask")


def test_other_emotions_are_refused(tmp_path: Path) -> None:
    other = entry(b"x")
    other["heads"]["face_emotion"]["labels"] = ["joy"] * 8
    with pytest.raises(ModelError, match="other emotions"):
        store_of(tmp_path, other).entry("multitask")


def test_unknown_modes_engines_and_unreleased_singles(tmp_path: Path) -> None:
    (tmp_path / "net.safetensors").write_bytes(b"numbers")
    store = store_of(tmp_path, entry(b"numbers"))
    with pytest.raises(EngineError, match="no engine 'warp'"):
        load_engine(store, "multitask", "warp")
    with pytest.raises(ModelError, match="not released as 'onnx'"):
        store.path("multitask", "onnx")
    with pytest.raises(ModelError, match="no mode 'both'"):
        load_mode("both", store=store)
    modes = available_modes(store)
    assert tuple(modes) == MODES
    assert modes["multitask"] is None
    reason = modes["singles"]
    assert reason is not None
    assert "4 of 4" in reason
    with pytest.raises(ModelError, match="not released yet"):
        load_mode("singles", store=store)
    with pytest.raises(ModelError, match="'student' was never released and has been removed"):
        load_mode("student", store=store)

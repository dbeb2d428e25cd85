from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
import torch

from emotion_desk.errors import ModelError
from emotion_desk.modelling.networks import checkpoint


def test_round_trip_and_no_half_written_file(tmp_path: Path) -> None:
    file = tmp_path / "runs" / "checkpoint.pt"
    checkpoint.save(file, {"step": 3, "net": {"a": torch.arange(4.0)}})
    checkpoint.save(file, {"step": 4, "net": {"a": torch.arange(5.0)}})
    content = checkpoint.load(file)
    assert content["step"] == 4
    assert content["net"]["a"].tolist() == [0, 1, 2, 3, 4]
    assert [f.name for f in file.parent.iterdir()] == ["checkpoint.pt"]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "runs").write_bytes(b"")
    with pytest.raises(ModelError, match="cannot be written"):
        checkpoint.save(tmp_path / "runs" / "checkpoint.pt", {"step": 1})


def test_a_pickle_with_code_is_refused_and_not_run(tmp_path: Path) -> None:
    witness = tmp_path / "ran"

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(witness),)

    file = tmp_path / "checkpoint.pt"
    file.write_bytes(pickle.dumps(Evil()))
    with pytest.raises(ModelError, match="damaged or not a checkpoint"):
        checkpoint.load(file)
    assert not witness.exists()


@pytest.mark.parametrize("keep", [0, 10, 200])
def test_a_truncated_file_is_refused(tmp_path: Path, keep: int) -> None:
    file = tmp_path / "checkpoint.pt"
    checkpoint.save(file, {"net": {"a": torch.zeros(1000)}})
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(ModelError):
        checkpoint.load(file)

"""Graphs are read by the package onnx, and only where a graph is changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from onnx import helper

from emotion_desk.errors import ModelError
from emotion_desk.inference.onnx_graph import integer, integers, read_model, renamed


def test_what_is_no_graph_is_refused_in_one_sentence(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(b"\x3a\xff\xff\xff\xff\x0fabc")
    with pytest.raises(ModelError, match="cannot be read"):
        read_model(damaged)
    with pytest.raises(FileNotFoundError):
        read_model(tmp_path / "gone.onnx")


def test_a_renamed_node_keeps_its_attributes_and_the_old_one_its_names() -> None:
    node = helper.make_node("Conv", ["a", "b"], ["c"], strides=[2, 2], group=3)
    other = renamed(node, ["x", "y"], ["z"])
    assert (list(node.input), list(node.output)) == (["a", "b"], ["c"])
    assert (other.op_type, list(other.input), list(other.output)) == ("Conv", ["x", "y"], ["z"])
    assert (integers(other, "strides", ()), integer(other, "group", 1), integer(other, "axis", 7)) == ((2, 2), 3, 7)


def test_a_file_that_runs_as_it_is_does_not_load_the_package() -> None:
    code = (
        "import sys\n"
        "from emotion_desk.inference.engines import load_engine\n"
        "from emotion_desk.inference.model_store import ModelStore\n"
        "load_engine(ModelStore(), 'multitask', 'onnx-int8')\n"
        "sys.exit('onnx' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0

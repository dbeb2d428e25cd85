"""Graphs are read by the package onnx, and only where a graph is changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from onnx import helper

from emotion_desk.catalogue import MULTITASK
from emotion_desk.errors import ModelError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.onnx_graph import integer, integers, place, read_model, read_without_kernels, renamed
from emotion_desk.inference.thread_pool import session_options


def test_what_is_no_graph_is_refused_in_one_sentence(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(b"\x3a\xff\xff\xff\xff\x0fabc")
    with pytest.raises(ModelError, match="cannot be read"):
        read_model(damaged)
    with pytest.raises(FileNotFoundError):
        read_model(tmp_path / "gone.onnx")


def test_large_values_are_references_to_the_file_and_not_copied(tmp_path: Path) -> None:
    released = ModelStore().path(MULTITASK, "int8")
    link = tmp_path / "link.onnx"
    try:
        link.symlink_to(released)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    model, small = read_model(released), read_without_kernels(link, session_options())
    assert small.ByteSize() < 0.15 * model.ByteSize()
    data = released.read_bytes()
    for whole, tensor in zip(model.graph.initializer, small.graph.initializer, strict=True):
        place = {entry.key: entry.value for entry in tensor.external_data}
        if place:
            offset, length = int(place["offset"]), int(place["length"])
            assert (place["location"], data[offset : offset + length]) == (released.name, whole.raw_data)
        else:
            assert tensor == whole
    rows = np.random.default_rng(3).normal(0, 1, (2, 3, 96, 96)).astype(np.float32)
    ours, theirs = (OnnxEngine(file, "int8", several_rows=True).run(rows) for file in (link, released))
    for head, value in ours.items():
        np.testing.assert_array_equal(theirs[head], value)


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


def test_values_are_found_where_they_are_and_not_where_others_begin_alike() -> None:
    values = bytes(range(200))
    other = values[:100] + bytes(100)
    data = b"head" + other + values + b"between" + values
    assert place(values, data, 0) == data.find(values) == 204
    assert place(values, data, 205) == data.find(values, 205) == 411
    assert place(values, data, 412) == -1
    assert place(values, data[:-1], 205) == -1

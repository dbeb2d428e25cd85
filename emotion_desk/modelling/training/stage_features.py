"""Outputs of the third stage of a released network for augmented training rows, stored once.

The stages before the last one take four fifths of the operations of a ResNet50.  A training that changes only the last
stage and the heads (:mod:`emotion_desk.modelling.training.last_stage`) can read their outputs from a file instead of
computing them in every step.  They are computed by the released int8 graph, cut behind its third stage, so the last
stage learns from what it is given in the desk; and they are stored as the graph gives them, uint8 with one scale.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data import datasets, mmap_arrays
from emotion_desk.modelling.data.augment_face import augment_face
from emotion_desk.modelling.data.augment_voice import augment_voice, recording_conditions, vocal_tract_perturbation
from emotion_desk.modelling.data.datasets import NONE, FaceSet, VoiceSet
from emotion_desk.modelling.data.random_draws import chance
from emotion_desk.sound.mel import mel_input
from emotion_desk.vision.crop import INPUT_SIZE, normalise

#: Shape of the third stage's output for the 64 pixels that released networks see: channels, height, width.
SHAPE: Final = (1024, 4, 4)
_WIDTH: Final = SHAPE[0] * SHAPE[1] * SHAPE[2]
_KIND: Final = "stage features"
_VERSION: Final = 1
_ROWS: Final = 32
#: Shares of voices that are changed, as in the recipe ``multitask``.
_VOCAL_TRACT: Final = 0.2
_CONDITIONS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Part:
    """What a pass takes from a data set: every ``skip``-th sample, ``times`` times."""

    times: int = 1
    skip: int = 1


#: Sets of each network in a pass.  Faces of emotions count most; the others keep what the network knows already.
FACES: Final[Mapping[str, Part]] = {"fer2013": Part(), "rafdb": Part()}
ALL: Final[Mapping[str, Part]] = {
    **FACES,
    "lfw": Part(skip=4),
    "celeba": Part(skip=4),
    "colour": Part(skip=4),
    "ravdess": Part(times=3),
    "nemo": Part(skip=4),
    "indian_emospeech": Part(skip=4),
    "librispeech": Part(times=2),
}


@dataclass(frozen=True)
class Features:
    """Stored rows of one file.

    Attributes:
        rows: outputs of the third stage, uint8 (n, 16384); times ``scale`` they are those of the float network.
        targets: distributions over the emotions, float32 (n, 8); a row of zeros for a sample without a label.
        sets: index of each row's data set in ``names``, int64 (n,).
        names: data sets.
        scale: what a step of the stored integers is.
    """

    rows: NDArray[np.uint8]
    targets: NDArray[np.float32]
    sets: NDArray[np.int64]
    names: tuple[str, ...]
    scale: float


def open_samples(data: Path, name: str, cache: Path | None) -> FaceSet | VoiceSet:
    """Return the training part of a data set.

    Raises:
        DataError: it is missing.
    """
    if name == "fer2013":
        return datasets.fer2013(data, "train", cache)
    if name in ("rafdb", "lfw"):
        return {"rafdb": datasets.rafdb, "lfw": datasets.lfw}[name](data, held_out=False, cache=cache)
    if name == "ravdess":
        return datasets.ravdess_voices(data, 0, test=False, cache=cache)
    plain: Mapping[str, Any] = {
        "celeba": datasets.celeba,
        "colour": datasets.colour,
        "nemo": datasets.nemo,
        "indian_emospeech": datasets.indian_emospeech,
        "librispeech": datasets.librispeech,
    }
    found: FaceSet | VoiceSet = plain[name](data, cache)
    return found


def third_stage(file: Path) -> tuple[onnx.ModelProto, str, float]:
    """Return an int8 graph cut behind its third stage, the name of its output (uint8), and the output's scale.

    Weights outside of the file stay outside: the graph has to be loaded from the folder of ``file``.

    Raises:
        ModelError: the file is no int8 graph of a ResNet50 of this program.
    """
    try:
        model = onnx.load(file, load_external_data=False)
    except Exception as error:  # protobuf has an exception class of its own for damaged bytes
        raise ModelError(f"'{file.name}' cannot be read as an ONNX graph.") from error
    by_output = {name: node for node in model.graph.node for name in node.output}
    constants = {one.name: one for one in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Conv" and "layer4.0.conv1.weight" in node.input[1]:
            dequantised = by_output.get(node.input[0])
            if dequantised is not None and dequantised.op_type == "DequantizeLinear":
                given, scale, zero = dequantised.input
                if int(numpy_helper.to_array(constants[zero])) != 0:
                    break  # outputs of a rectifier begin at 0
                del model.graph.output[:]
                model.graph.output.append(helper.make_tensor_value_info(given, TensorProto.UINT8, None))
                return model, given, float(numpy_helper.to_array(constants[scale]))
    raise ModelError(f"'{file.name}' is not an int8 network of this program.")


def extract(
    graph: Path, data: Path, out: Path, plan: Mapping[str, Part], passes: int, processes: int, cache: Path | None
) -> list[Path]:
    """Compute and store the features of all passes; files that exist are kept.

    Args:
        graph: the released int8 graph.
        data: folder of the data sets' zips.
        out: folder of the files.
        plan: what a pass takes from each data set.
        passes: number of passes; each has other augmentations.
        processes: number of processes, each with one thread and a file of its own.
        cache: folder for decoded data sets.

    Returns:
        The files in the order in which a training reads them.

    Raises:
        DataError: a data set is missing, or a file cannot be written.
        ModelError: the graph is none of this program, or a process failed.
    """
    third_stage(graph)  # refuse it here, in one sentence
    files = [out / f"pass{number}-{part}.safetensors" for number in range(passes) for part in range(processes)]
    for number in range(passes):
        running = []
        for part in range(processes):
            file = files[number * processes + part]
            if not file.exists():
                work = (graph, data, file, plan, number, part, processes, cache)
                running.append(multiprocessing.get_context("spawn").Process(target=extract_part, args=work))
                running[-1].start()
        for process in running:
            process.join()
            if process.exitcode:
                raise ModelError(f"The features of '{graph.name}' could not be computed.")
    return files


def read(file: Path) -> Features:
    """Map a file of :func:`extract`.

    Raises:
        DataError: it is missing or damaged.
    """
    mapped = mmap_arrays.read(file, _KIND, _VERSION)
    names = tuple(mapped.metadata["sets"].split())
    arrays = mapped.arrays
    return Features(
        arrays["rows"],
        np.asarray(arrays["targets"]),
        np.asarray(arrays["sets"]),
        names,
        float(mapped.metadata["scale"]),
    )


def extract_part(
    graph: Path,
    data: Path,
    file: Path,
    plan: Mapping[str, Part],
    number: int,
    part: int,
    parts: int,
    cache: Path | None | None,
) -> None:
    """Write one file; the work of a process."""
    torch.set_num_threads(1)
    model, output, scale = third_stage(graph)
    opened = {name: open_samples(data, name, cache) for name in plan}
    wanted = [
        (name, index, again)
        for name, taken in plan.items()
        for again in range(taken.times)
        for index in range(len(opened[name]))
        if index % taken.skip == number % taken.skip
    ][part::parts]
    targets = np.stack([_target(opened[name], index) for name, index, _ in wanted])
    names = list(plan)
    session = session_of(model, graph)

    def blocks() -> Iterator[NDArray[np.uint8]]:
        for first in range(0, len(wanted), _ROWS):
            rows = [_row(opened[name], index, _seed(number, name, index, again)) for name, index, again in
                    wanted[first : first + _ROWS]]  # fmt: skip
            found = session.run([output], {"pictures": np.stack(rows)})[0]
            yield np.asarray(found).reshape(len(rows), _WIDTH)

    mmap_arrays.write(
        file,
        [
            mmap_arrays.Column("rows", "uint8", (_WIDTH,), blocks()),
            mmap_arrays.Column("targets", "float32", (len(EMOTIONS),), [targets]),
            mmap_arrays.Column("sets", "int64", (), [np.array([names.index(name) for name, _, _ in wanted])]),
        ],
        lambda: {
            "format": f"emotion-desk {_KIND}",
            "version": str(_VERSION),
            "scale": repr(scale),
            "sets": " ".join(names),
        },
    )


def session_of(model: onnx.ModelProto, graph: Path) -> Any:
    """Return a session of the cut graph, which finds weights outside of the file in the folder of ``graph``."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    cut = graph.with_name(f".{graph.stem}-{os.getpid()}.onnx")
    try:
        onnx.save(model, cut)
        return onnxruntime.InferenceSession(str(cut), options, providers=["CPUExecutionProvider"])
    finally:
        cut.unlink(missing_ok=True)


def _seed(number: int, name: str, index: int, again: int) -> int:
    return (number * 1_000_003 + index * 31 + again * 7 + len(name) * 917) % 2**31


def _row(samples: FaceSet | VoiceSet, index: int, seed: int) -> NDArray[np.float32]:
    """Return an augmented sample as the network's input, float32 (3, 96, 96)."""
    torch.manual_seed(seed)
    if isinstance(samples, FaceSet):
        face = augment_face(samples.pictures[index], samples.region(index), INPUT_SIZE)
        return np.asarray(normalise(face[None])[0])
    mel = np.asarray(samples.mels[index], np.float32)
    if samples.emotions[index] != NONE and chance(_VOCAL_TRACT):
        mel = vocal_tract_perturbation(mel)
    if chance(_CONDITIONS):
        mel = recording_conditions(mel)
    return np.asarray(mel_input(augment_voice(mel, samples.columns).numpy())[0])


def _target(samples: FaceSet | VoiceSet, index: int) -> NDArray[np.float32]:
    if samples.distributions is not None:
        return np.asarray(samples.distributions[index], np.float32)
    target = np.zeros(len(EMOTIONS), np.float32)
    if samples.emotions[index] != NONE:
        target[samples.emotions[index]] = 1.0
    return target


def by_set(files: Sequence[Features]) -> dict[str, NDArray[np.int64]]:
    """Return for each data set its rows in all files, int64 (n, 2): index of the file, row in the file."""
    found: dict[str, list[NDArray[np.int64]]] = {}
    for number, one in enumerate(files):
        for at, name in enumerate(one.names):
            rows = np.flatnonzero(one.sets == at)
            found.setdefault(name, []).append(np.stack([np.full_like(rows, number), rows], 1))
    return {name: np.concatenate(parts) for name, parts in found.items() if sum(map(len, parts))}

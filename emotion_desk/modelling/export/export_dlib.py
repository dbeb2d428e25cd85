"""Exports dlib's face recognition network as one int8 graph with its manifest; nothing is trained.

python -m emotion_desk.modelling.export.export_dlib --data DATA --teachers runs/teachers --out models/names

The graph computes dlib's embeddings of a face and of its mirror image, takes their mean, subtracts the mean over many
people (the training faces of LFW and the unlabelled ones, from the teachers' file) and normalises the result.  The
quantisation is calibrated on crops from the same pictures.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from emotion_desk.errors import DeskError
from emotion_desk.inference.face_embedder import CHIP, HEAD, INPUTS, NAME, face_chips
from emotion_desk.inference.manifest import Head, ModelEntry, ModelFile
from emotion_desk.inference.model_store import file_sha256
from emotion_desk.modelling.data.datasets import ARCHIVES
from emotion_desk.modelling.data.splits import lfw_held_out
from emotion_desk.modelling.data.zip_archives import PICTURE_SUFFIXES, decode_picture, members
from emotion_desk.modelling.export.onnx_export import module_graph
from emotion_desk.modelling.export.quantise import quantise_graph
from emotion_desk.modelling.export.release import write_manifest
from emotion_desk.modelling.export.static_quantisation_process import Plan
from emotion_desk.modelling.teachers import dlib_resnet
from emotion_desk.modelling.teachers.dlib_teacher import WEIGHTS, model_folder
from emotion_desk.modelling.teachers.embedding_cache import TeacherCache
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.detector import HaarDetector

_LOG = logging.getLogger(__name__)
LICENCE: Final = "CC0 1.0 (dlib's face recognition network, Davis E. King); mean of embeddings: LFW, research"
#: Pictures of each data set for the calibration.
_ROWS: Final = 128


class MirroredFaces(nn.Module):
    """dlib's network over faces and their mirror images; pictures (n, 3, side, side) to embeddings (n, 128)."""

    mean: Tensor

    def __init__(self, net: dlib_resnet.DlibResNet, mean: NDArray[np.float32]) -> None:
        super().__init__()
        self.net = net
        self.register_buffer("mean", torch.from_numpy(np.array(mean, np.float32)))

    def forward(self, pictures: Tensor) -> Tensor:
        """Return embeddings less the mean over many people, with norm 1."""
        rows = pictures.shape[0]
        both = self.net.embed(torch.cat([pictures, pictures.flip(3)]))
        middle = (both[:rows] + both[rows:]) / 2
        return functional.normalize(middle - self.mean, dim=1)


def write(data: Path, teachers: Path, out: Path) -> ModelEntry:
    """Write graph and manifest.

    Args:
        data: folder of the data sets' zips.
        teachers: folder written by ``emotion-desk data teach``.
        out: folder of the weights, ``models/names``.

    Raises:
        DataError: a data set or the teachers' embeddings are missing.
        EngineError: dlib's weights are not installed (extra ``teach``).
        ModelError: they are damaged.
    """
    weights = model_folder() / WEIGHTS
    net = MirroredFaces(dlib_resnet.load(weights), TeacherCache.open(teachers / "face.safetensors").mean)
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{NAME}-int8.onnx"
    quantise_graph(module_graph(net, CHIP, [HEAD]), _rows(data), file, Plan(most_rows=2 * _ROWS))
    entry = ModelEntry(
        name=NAME,
        mode="names",
        files={"int8": ModelFile(file.name, file_sha256(file), file.stat().st_size)},
        inputs=INPUTS,
        heads={HEAD: Head("embedding", dlib_resnet.SIZE, True)},
        metrics=(),
        parameters=sum(parameter.numel() for parameter in net.parameters()),
        licence=LICENCE,
        provenance={"weights": f"{WEIGHTS} {file_sha256(weights)}", "package": "face-recognition-models"},
    )
    write_manifest(out, {NAME: entry})
    return entry


def _rows(data: Path) -> Iterator[NDArray[np.float32]]:
    """Yield inputs from both data sets in turn, without held-out people."""
    detector = HaarDetector()
    lfw = _faces(data / ARCHIVES["lfw"], detector)
    colour = _faces(data / ARCHIVES["colour"], detector)
    for pair in zip(islice(lfw, _ROWS), islice(colour, _ROWS), strict=False):
        yield from pair


def _faces(archive: Path, detector: HaarDetector) -> Iterator[NDArray[np.float32]]:
    for number, (name, read) in enumerate(members(archive, PICTURE_SUFFIXES)):
        if number % 16 or lfw_held_out(name.split("/")[0]):  # neighbours show the same person
            continue
        picture = decode_picture(read(), name)
        boxes = detector.find(picture)
        if boxes:
            yield face_chips([cut_face(picture, max(boxes, key=lambda box: box.width))])[0]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.modelling.export.export_dlib", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets' zips")
    parser.add_argument("--teachers", type=Path, required=True, help="folder written by 'emotion-desk data teach'")
    parser.add_argument("--out", type=Path, required=True, help="folder of the weights, models/names")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")  # the exporter logs much
    _LOG.setLevel(logging.INFO)
    try:
        entry = write(options.data, options.teachers, options.out)
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for file in entry.files.values():
        _LOG.info("%s: %.1f MB, SHA-256 %s", file.file, file.bytes / 1e6, file.sha256[:12])
    return 0


if __name__ == "__main__":
    sys.exit(main())

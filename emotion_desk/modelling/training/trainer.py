"""One training by a recipe: from ImageNet weights to a checkpoint, resumable, logged line by line.

``emotion-desk train RECIPE`` is its command; under ``torchrun`` several processes share each batch (gloo).
"""

from __future__ import annotations

import json
import logging
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final, cast

import numpy as np
import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim.swa_utils import AveragedModel
from tqdm import tqdm

from emotion_desk.errors import DataError, ModelError
from emotion_desk.modelling.networks import checkpoint
from emotion_desk.modelling.networks.multitask_net import HEADS, Net
from emotion_desk.modelling.training.batches import Batch, Batches
from emotion_desk.modelling.training.losses import Losses
from emotion_desk.modelling.training.quantisation_aware import KernelRounding
from emotion_desk.modelling.training.recipe import Recipe

_LOG = logging.getLogger(__name__)
_CHECKPOINT_EVERY_S: Final = 150.0
_LOG_EVERY: Final = 20
_LONGEST_GRADIENT: Final = 5.0
#: What of a training's provenance stays true in every later sitting.
_ORIGIN: Final = "begins_with"


@dataclass(frozen=True)
class Place:
    """Which of how many processes this one is."""

    rank: int = 0
    world: int = 1

    @property
    def first(self) -> bool:
        """Say whether this process writes files and talks."""
        return self.rank == 0


class _Step(nn.Module):
    """Net and losses as one module, so that parallel training sees one forward pass."""

    def __init__(self, net: Net, losses: Losses, *, compiled: bool, bf16: bool) -> None:
        super().__init__()
        self.net = net
        self.losses = losses
        self._bf16 = bf16
        self._answer = cast(nn.Module, torch.compile(net)) if compiled else net

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        pictures = batch.pictures.to(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=self._bf16):
            answers = self._answer(pictures)
        answers = {head: answer.float() for head, answer in answers.items()}
        return cast(dict[str, Tensor], self.losses(self.net, answers, batch))


class Training:
    """A network, its optimiser and where they stand.

    Args:
        recipe: what to train.
        out: folder of checkpoint and log.
        provenance: what made it: command, commit, hash of the data, seed.
        people: how many people the face sets and the voice sets know.
        fold: 0 for the released split, else the fold of actors that this training never hears.
        place: which of several processes this is.
        compiled: let torch compile the net first; costs minutes, makes each step quicker.
        bf16: multiply in bfloat16, keep weights, sums and losses in float32 (automatic mixed precision).
    """

    def __init__(
        self,
        recipe: Recipe,
        out: Path,
        provenance: dict[str, str],
        people: tuple[int, int] = (0, 0),
        fold: int = 0,
        place: Place | None = None,
        compiled: bool = False,
        bf16: bool = False,
    ) -> None:
        self.recipe, self.out, self.provenance, self.fold = recipe, out, provenance, fold
        self.place = place or Place()
        self.step = 0
        self.rounding: KernelRounding | None = None
        torch.manual_seed(recipe.seed)
        torch.set_flush_denormal(True)  # tiny gradients slow a CPU down many times over
        heads = {head: HEADS[head] for head in recipe.heads}
        self.net = Net(heads).to(memory_format=torch.channels_last)
        self.losses = Losses(recipe, people)
        parameters = [*self.net.parameters(), *self.losses.parameters()]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [p for p in parameters if p.ndim > 1], "weight_decay": recipe.weight_decay},
                {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
            ],
            lr=recipe.rate_at(0),
            fused=True,
        )
        module: nn.Module = _Step(self.net, self.losses, compiled=compiled, bf16=bf16)
        if self.place.world > 1:
            module = DistributedDataParallel(module, find_unused_parameters=True)
        self._module = module
        self.average = _averaged(self.net, recipe.average_decay) if recipe.average_decay > 0 else None

    @property
    def file(self) -> Path:
        """Return where the checkpoint lives."""
        return self.out / "checkpoint.pt"

    def save(self, file: Path | None = None) -> None:
        """Write the checkpoint."""
        if self.place.first:
            content = {
                "step": self.step,
                "recipe": self.recipe.name,
                "sees": self.recipe.cycles[-1].size,
                "fold": self.fold,
                "provenance": self.provenance,
                "net": self.net.state_dict(),
                "losses": self.losses.state_dict(),
                "average": {} if self.average is None else self.average.module.state_dict(),
                "averaged_steps": 0 if self.average is None else int(self.average.n_averaged),
                "optimiser": self.optimiser.state_dict(),
                "grid": {} if self.rounding is None else self.rounding.steps,
            }
            checkpoint.save(file or self.file, content)

    def resume(self, file: Path | None = None) -> None:
        """Go on where a checkpoint stands: this run's own, or another's at the end of a cycle.

        Raises:
            ModelError: it is damaged, of another recipe, or has heard actors that this training leaves out.
        """
        file = file or self.file
        content = checkpoint.load(file)
        try:
            if content["recipe"] != self.recipe.name:
                raise ModelError(f"'{file}' is a training by '{content['recipe']}', not by '{self.recipe.name}'.")
            self.net.load_state_dict(content["net"])
            self.losses.load_state_dict(content["losses"])
            self.optimiser.load_state_dict(content["optimiser"])
            self.step = int(content["step"])
            if self.average is not None and content.get("average"):
                self.average.module.load_state_dict(content["average"])
                self.average.n_averaged.fill_(int(content["averaged_steps"]))
            self.rounding = KernelRounding(self.net, content["grid"]) if content.get("grid") else None
            if _ORIGIN in (before := content.get("provenance", {})):
                self.provenance[_ORIGIN] = before[_ORIGIN]
            learned, heard = int(content.get("fold", 0)), self.recipe.cycles[: self.recipe.cycle_at(self.step)[0]]
        except (KeyError, RuntimeError, TypeError, ValueError) as error:
            raise ModelError(f"'{file}' is no checkpoint of this recipe's network.") from error
        if learned != self.fold and any(map(self.recipe.learns_from_actors, heard)):
            raise ModelError(
                f"'{file}' has learned from actors that fold {self.fold} leaves out; train it from its start."
            )

    def take_trunk(self, file: Path) -> None:
        """Begin with the trunk of the network of another recipe, the one that this one's names.

        Raises:
            ModelError: it is damaged, of another recipe, or may have heard actors that this training leaves out.
        """
        content = checkpoint.load(file)
        mark, owner = "trunk.", self.recipe.trunk.partition("/")[0]
        try:
            if content["recipe"] != owner:
                raise ModelError(f"'{file}' is a training by '{content['recipe']}', not by '{owner}'.")
            if self.fold and int(content.get("fold", 0)) != self.fold:
                raise ModelError(f"'{file}' may have learned from actors that fold {self.fold} leaves out.")
            weights = content.get("average") or content["net"]
            state = {name: value for name, value in weights.items() if name.startswith(mark)}
            self.net.trunk.load_state_dict({name.removeprefix(mark): value for name, value in state.items()})
        except (AttributeError, KeyError, RuntimeError, TypeError) as error:
            raise ModelError(f"'{file}' is no checkpoint of a network with this trunk.") from error

    def run(self, batches: Batches, until: int | None = None) -> bool:
        """Train to the recipe's last step, or to an earlier one; say whether it got there or was told to stop.

        A signal to end (SIGINT, SIGTERM) ends it after the step at work, with a checkpoint.

        Raises:
            DataError: a loss is no number any more.
        """
        last = min(until or self.recipe.steps, self.recipe.steps)
        if self.step >= last:
            return True
        self.net.train()
        if self.rounding is not None:
            self.rounding.freeze()
        saved = time.monotonic()
        meter = _Meter(self, last)
        with _stop_signals() as stopped, meter.bar:
            for batch in batches.stream(self.step):
                losses = self._learn(batch)
                self.step += 1
                meter.count(losses)
                if self.recipe.cycle_at(self.step)[0] != self.recipe.cycle_at(self.step - 1)[0]:
                    self.save(self.out / f"cycle-{self.recipe.cycle_at(self.step)[0]}.pt")
                if self.step >= last or self._anybody(stopped):
                    break
                if time.monotonic() - saved > _CHECKPOINT_EVERY_S:
                    self.save()
                    saved = time.monotonic()
        self.save()
        return self.step >= last

    def _anybody(self, stopped: list[int]) -> bool:
        """Say whether this process or another was told to end: all of them must end after the same step."""
        if self.place.world < 2:
            return bool(stopped)
        told = torch.tensor(float(bool(stopped)))
        distributed.all_reduce(told)
        return bool(told)

    def _learn(self, batch: Batch) -> dict[str, float]:
        rate = self.recipe.rate_at(self.step)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        torch.manual_seed(self.recipe.seed + self.step)  # dropout, so that a resumed training goes the same way
        if self.rounding is None and self.recipe.cycles[self.recipe.cycle_at(self.step)[0]].quantisation_aware:
            self.rounding = KernelRounding(self.net)
        with nullcontext() if self.rounding is None else self.rounding.rounded_kernels():
            losses: dict[str, Tensor] = self._module(batch)
            total = torch.stack(list(losses.values())).sum()
            if not bool(torch.isfinite(total.detach())):
                raise DataError(f"The training lost its way at step {self.step}: the loss is no number any more.")
            self.optimiser.zero_grad(set_to_none=True)
            total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._module.parameters(), _LONGEST_GRADIENT)
        self.optimiser.step()
        if self.average is not None:
            self.average.update_parameters(self.net)
        return {name: float(loss.detach()) for name, loss in losses.items()}


def _averaged(net: Net, decay: float) -> AveragedModel:
    """Return the exponential moving average of a net's weights and running statistics (Polyak & Juditsky 1992).

    The decay rises from 0.1 to its value over the first steps, so that the initial weights are soon forgotten.
    """

    @torch.no_grad()
    def update(averages: Sequence[Tensor], current: Sequence[Tensor], count: Tensor | int) -> None:
        steps = float(count)
        share = min(decay, (1.0 + steps) / (10.0 + steps))
        for average, value in zip(averages, current, strict=True):
            if average.is_floating_point():
                average.lerp_(value, 1.0 - share)
            else:
                average.copy_(value)

    return AveragedModel(net, multi_avg_fn=update, use_buffers=True)


class _Meter:
    """Counts losses and pace into the log, and moves the progress bar."""

    def __init__(self, training: Training, last: int) -> None:
        self._training = training
        self._first, self._began = training.step, time.monotonic()
        self._sums: dict[str, list[float]] = {}
        shown = None if training.place.first else True
        self.bar = tqdm(total=last, initial=training.step, unit="step", desc=training.recipe.name, disable=shown)
        self._last = last

    def count(self, losses: dict[str, float]) -> None:
        """Take a step's losses; write a line of the log now and then."""
        self.bar.update()
        for name, loss in losses.items():
            self._sums.setdefault(name, []).append(loss)
        step = self._training.step
        if self._training.place.first and (step % _LOG_EVERY == 0 or step == self._last):
            self._write()

    def _write(self) -> None:
        training = self._training
        means = {name: round(float(np.mean(values)), 4) for name, values in self._sums.items()}
        self._sums.clear()
        row: dict[str, Any] = {
            "step": training.step,
            "of": training.recipe.steps,
            "size": training.recipe.size_at(training.step - 1),
            "rate": round(training.recipe.rate_at(training.step - 1), 8),
            "steps_per_s": round((training.step - self._first) / (time.monotonic() - self._began), 3),
            "loss": means,
        }
        with (training.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        self.bar.set_postfix({name: f"{value:.2f}" for name, value in means.items()}, refresh=False)
        if self.bar.disable:
            _LOG.info("%s", json.dumps(row))


@contextmanager
def _stop_signals() -> Iterator[list[int]]:
    """Collect signals to end instead of dying of them; the list is empty until one comes."""
    heard: list[int] = []

    def hear(number: int, _: FrameType | None) -> None:
        heard.append(number)

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def processes() -> Iterator[Place]:
    """Join the other processes where ``torchrun`` started several, and leave them at the end.

    A training that is still alive then keeps threads of gloo, and torch ends a process that has them when Python ends
    with SIGABRT now and then ("terminate called without an active exception"): let it go first.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        yield Place()
        return
    distributed.init_process_group("gloo")
    try:
        yield Place(distributed.get_rank(), distributed.get_world_size())
    finally:
        distributed.destroy_process_group()

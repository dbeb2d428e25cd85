"""The training loop: optimisation, checkpoints, log, resuming.

``emotion-desk train RECIPE`` is its command; under ``torchrun`` several processes share each batch (gloo).
"""

from __future__ import annotations

import json
import logging
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from emotion_desk.modelling.training.recipe import Recipe

_LOG = logging.getLogger(__name__)
_CHECKPOINT_EVERY_S: Final = 150.0
_LOG_EVERY: Final = 20
_LONGEST_GRADIENT: Final = 5.0
#: Key of the provenance that a resumed training takes over from the checkpoint.
_ORIGIN: Final = "begins_with"


@dataclass(frozen=True)
class ProcessRank:
    """Rank of this process and number of processes."""

    rank: int = 0
    world: int = 1

    @property
    def first(self) -> bool:
        """Return whether this process writes files and shows progress."""
        return self.rank == 0


class _Step(nn.Module):
    """Network and losses as one module, as distributed training needs it."""

    def __init__(self, net: Net, losses: Losses, *, compiled: bool, bf16: bool) -> None:
        super().__init__()
        self.net = net
        self.losses = losses
        self._bf16 = bf16
        self._answer = cast(nn.Module, torch.compile(net)) if compiled else net

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        pictures = batch.pictures.to(memory_format=torch.channels_last)
        with torch.autocast(pictures.device.type, torch.bfloat16, enabled=self._bf16):
            answers = self._answer(pictures)
        answers = {head: answer.float() for head, answer in answers.items()}
        return cast(dict[str, Tensor], self.losses(self.net, answers, batch))


class Training:
    """A network with its optimiser, at some step of a recipe.

    Args:
        recipe: the recipe.
        out: folder of checkpoint and log.
        provenance: command, commit, hash of the data, seed and so on; stored in the checkpoint.
        people: number of labelled people in the data sets of faces and of voices.
        fold: fold of actors that is left out, 0 for the paper protocol.
        place: rank of this process.
        compiled: compile the network first, which takes minutes and makes each step faster.
        bf16: multiply in bfloat16 and keep weights, sums and losses in float32 (automatic mixed precision).
        device: device of the network, of the losses and of the optimiser's state.
    """

    def __init__(
        self,
        recipe: Recipe,
        out: Path,
        provenance: dict[str, str],
        people: tuple[int, int] = (0, 0),
        fold: int = 0,
        place: ProcessRank | None = None,
        compiled: bool = False,
        bf16: bool = False,
        device: str = "cpu",
    ) -> None:
        self.recipe, self.out, self.provenance, self.fold = recipe, out, provenance, fold
        self.device = torch.device(device)
        self.place = place or ProcessRank()
        self.step = 0
        torch.manual_seed(recipe.seed)
        torch.backends.cudnn.benchmark = True  # the shapes of the batches of a cycle are the same
        torch.set_flush_denormal(True)  # arithmetic with denormal numbers is many times slower
        heads = {head: HEADS[head] for head in recipe.heads}
        self.net = Net(heads).to(self.device).to(memory_format=torch.channels_last)
        self.losses = Losses(recipe, people).to(self.device)
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
        """Return the path of the checkpoint."""
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
            }
            checkpoint.save(file or self.file, content)

    def resume(self, file: Path | None = None) -> None:
        """Continue from a checkpoint: the one of this run, or one of another run at the end of a cycle.

        Raises:
            ModelError: it is damaged, of another recipe, or was trained on actors that this training leaves out.
        """
        file = file or self.file
        content = checkpoint.load(file)
        try:
            if content["recipe"] != self.recipe.name:
                raise ModelError(f"'{file}' is a training of '{content['recipe']}', not of '{self.recipe.name}'.")
            self.net.load_state_dict(content["net"])
            self.losses.load_state_dict(content["losses"])
            self.optimiser.load_state_dict(content["optimiser"])
            self.step = int(content["step"])
            if self.average is not None and content.get("average"):
                self.average.module.load_state_dict(content["average"])
                self.average.n_averaged.fill_(int(content["averaged_steps"]))
            if _ORIGIN in (before := content.get("provenance", {})):
                self.provenance[_ORIGIN] = before[_ORIGIN]
            fold, done = int(content.get("fold", 0)), self.recipe.cycles[: self.recipe.cycle_at(self.step)[0]]
        except (KeyError, RuntimeError, TypeError, ValueError) as error:
            raise ModelError(f"'{file}' is not a checkpoint of this recipe's network.") from error
        if fold != self.fold and any(map(self.recipe.learns_from_actors, done)):
            raise ModelError(
                f"'{file}' was trained on actors that fold {self.fold} leaves out; train the fold from its start."
            )

    def take_trunk(self, file: Path) -> None:
        """Initialise the trunk from a checkpoint of the recipe that this recipe names.

        Raises:
            ModelError: it is damaged, of another recipe, or may be trained on actors that this training leaves out.
        """
        content = checkpoint.load(file)
        prefix, owner = "trunk.", self.recipe.trunk.partition("/")[0]
        try:
            if content["recipe"] != owner:
                raise ModelError(f"'{file}' is a training of '{content['recipe']}', not of '{owner}'.")
            if self.fold and int(content.get("fold", 0)) != self.fold:
                raise ModelError(f"'{file}' may be trained on actors that fold {self.fold} leaves out.")
            weights = content.get("average") or content["net"]
            state = {name: value for name, value in weights.items() if name.startswith(prefix)}
            self.net.trunk.load_state_dict({name.removeprefix(prefix): value for name, value in state.items()})
        except (AttributeError, KeyError, RuntimeError, TypeError) as error:
            raise ModelError(f"'{file}' is not a checkpoint of a network with this trunk.") from error

    def run(self, batches: Batches, until: int | None = None) -> bool:
        """Train to the recipe's last step, or to an earlier one; return whether that step was reached.

        SIGINT and SIGTERM end the training after the present step, with a checkpoint.

        Raises:
            DataError: a loss is not finite.
        """
        last = min(until or self.recipe.steps, self.recipe.steps)
        if self.step >= last:
            return True
        self.net.train()
        saved = time.monotonic()
        meter = _Meter(self, last)
        with _stop_signals() as stopped, meter.bar:
            for batch in batches.stream(self.step):
                losses = self._learn(batch.to(self.device))
                self.step += 1
                meter.count(losses)
                if self.recipe.cycle_at(self.step)[0] != self.recipe.cycle_at(self.step - 1)[0]:
                    self.save(self.out / f"cycle-{self.recipe.cycle_at(self.step)[0]}.pt")
                if self.step >= last or self._stop_requested(stopped):
                    break
                if time.monotonic() - saved > _CHECKPOINT_EVERY_S:
                    self.save()
                    saved = time.monotonic()
        self.save()
        return self.step >= last

    def _stop_requested(self, stopped: list[int]) -> bool:
        """Return whether any process got a signal to end; all of them must end after the same step."""
        if self.place.world < 2:
            return bool(stopped)
        requested = torch.tensor(float(bool(stopped)))
        distributed.all_reduce(requested)
        return bool(requested)

    def _learn(self, batch: Batch) -> dict[str, float]:
        rate = self.recipe.rate_at(self.step)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        torch.manual_seed(self.recipe.seed + self.step)  # for dropout, so that a resumed training computes the same
        losses: dict[str, Tensor] = self._module(batch)
        total = torch.stack(list(losses.values())).sum()
        if not bool(torch.isfinite(total.detach())):
            raise DataError(f"The training diverged at step {self.step}: the loss is not finite.")
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._module.parameters(), _LONGEST_GRADIENT)
        self.optimiser.step()
        if self.average is not None:
            self.average.update_parameters(self.net)
        return dict(zip(losses, torch.stack(list(losses.values())).detach().tolist(), strict=True))


def _averaged(net: Net, decay: float) -> AveragedModel:
    """Return the exponential moving average of a net's weights and running statistics (Polyak & Juditsky 1992).

    The decay rises from 0.1 to its value over the first steps, so that the initial weights soon have no influence.
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
    """Writes mean losses and speed into the log, and updates the progress bar."""

    def __init__(self, training: Training, last: int) -> None:
        self._training = training
        self._first, self._began = training.step, time.monotonic()
        self._sums: dict[str, list[float]] = {}
        shown = None if training.place.first else True
        self.bar = tqdm(total=last, initial=training.step, unit="step", desc=training.recipe.name, disable=shown)
        self._last = last

    def count(self, losses: dict[str, float]) -> None:
        """Add the losses of a step; every 20 steps, write a line of the log."""
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
    """Yield a list to which SIGINT and SIGTERM are added instead of ending the process."""
    received: list[int] = []

    def handle(number: int, _: FrameType | None) -> None:
        received.append(number)

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def processes() -> Iterator[ProcessRank]:
    """Join the process group if ``torchrun`` started several processes, and leave it at the end.

    The training must be garbage-collected before: otherwise threads of gloo remain, and torch may abort the process at
    its end ("terminate called without an active exception").
    """
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        yield ProcessRank()
        return
    distributed.init_process_group("gloo")
    try:
        yield ProcessRank(distributed.get_rank(), distributed.get_world_size())
    finally:
        distributed.destroy_process_group()

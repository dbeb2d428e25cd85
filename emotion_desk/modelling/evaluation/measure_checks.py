"""Checks the measures of faces on labelled clips: landmarks, blinks, action units, and the pose of rendered heads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import SourceOpenError
from emotion_desk.inference.face_meters import require_weights
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.thread_pool import share_threads
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.blendshapes import BlendshapeNetwork
from emotion_desk.measures.blinks import blinks
from emotion_desk.measures.face_meter import FaceMeter
from emotion_desk.measures.head_pose import HeadPose, head_pose
from emotion_desk.measures.names import action_units
from emotion_desk.messages import Box, Picture
from emotion_desk.modelling.evaluation.face_reference import BLINKS, MARKED, MARKED_WIDTH, Marked
from emotion_desk.modelling.evaluation.own_neutral_units import Shown, brow_height, log_odds
from emotion_desk.modelling.evaluation.own_neutral_units import table as against_neutral
from emotion_desk.modelling.evaluation.rendered_heads import surface, turned
from emotion_desk.sessions.measured_packets import measured_packets
from emotion_desk.sessions.media_streams import packets
from emotion_desk.sessions.source_state import MediaCounts
from emotion_desk.sources.media import open_media
from emotion_desk.vision.landmarks import LandmarkDetector, Landmarks

UNITS: Final = ("AU01", "AU02", "AU04", "AU12", "AU15", "AU26")
#: What shows a unit, the unit, and the emotions in which it is expected.
EXPECTED: Final = (
    ("smile", "AU12", ("happy",)),
    ("inner brow raise", "AU01", ("sad", "fearful", "surprised")),
    ("outer brow raise", "AU02", ("fearful", "surprised")),
    ("brow lowering", "AU04", ("sad", "angry", "fearful")),
    ("frown", "AU15", ("sad",)),
    ("jaw drop", "AU26", ("happy", "fearful", "surprised")),
)
#: A clip is described by this percentile over its frames: an expression fills only a part of it.
_PERCENTILE: Final = 90
#: Fields in the name of a RAVDESS file; the last one is the actor.
_RAVDESS_PARTS: Final = 7
#: Angles in degrees by which heads are turned, and the frame that is turned.
YAWS: Final = (-30.0, -20.0, -10.0, 10.0, 20.0, 30.0)
_TURNED_FRAME: Final = 12


@dataclass(slots=True)
class ClipCheck:
    """What was found in one clip.

    Attributes:
        name: of the file, without its ending.
        emotion: that is shown.
        units: the estimates of the measured frames, by unit.
        blinks: how many were found.
        distances: of marked points to the landmarks, by number, in distances of the eyes.
        poses: errors of yaw of rendered heads in degrees, by angle; NaN where no face was found.
        odds: the same estimates as log odds.
        brows: height of the inner brows over the eyes, in distances of the eyes.
    """

    name: str
    emotion: str
    units: Mapping[str, float]
    blinks: int
    distances: Mapping[int, float] = field(default_factory=dict)
    poses: Mapping[float, float] = field(default_factory=dict)
    odds: Mapping[str, float] = field(default_factory=dict)
    brows: float = float("nan")


class _Kept(LandmarkDetector):
    """Keeps the last picture and what was found in it."""

    picture: Picture | None = None
    box: Box | None = None
    found: Landmarks | None = None

    def find(self, picture: Picture, box: Box, before: Landmarks | None = None) -> Landmarks | None:
        """Return the points, see :meth:`LandmarkDetector.find`."""
        self.picture, self.box, self.found = picture, box, super().find(picture, box, before)
        return self.found


class MeasureChecks:
    """Runs the checks; the networks are loaded once.

    Raises:
        ModelError: their weights are missing or damaged.
    """

    def __init__(self) -> None:
        landmarks, blendshapes = require_weights()
        share_threads(spared=1)
        self._network = OnnxEngine(landmarks)
        self._shapes = BlendshapeNetwork(OnnxEngine(blendshapes))

    def check(self, file: Path, name: str, label: int) -> ClipCheck:
        """Measure a clip through the pipeline for files.

        Args:
            file: the clip.
            name: its name, by which marked points are found.
            label: index of its emotion.

        Raises:
            SourceError: it cannot be read.
        """
        stem = PurePosixPath(name).stem
        marked = MARKED.get(stem)
        kept = _Kept(self._network)
        meter = FaceMeter(kept, self._shapes)
        media = open_media(file, paced=False)
        if media.picture is None:
            raise SourceOpenError("It has no picture.")
        samples: list[tuple[float, float]] = []
        rows: list[list[float]] = []
        odds: list[list[float]] = []
        brows: list[float] = []
        distances: Mapping[int, float] = {}
        poses: Mapping[float, float] = {}
        frames = packets(media.picture, None, MediaCounts(), with_pictures=True)
        for packet in measured_packets(frames, meter):
            measures = next((face.measures for face in packet.faces if face.measures is not None), None)
            if measures is None or kept.found is None:
                continue
            units = action_units(measures.blendshapes)
            samples.append((packet.frame.media_s or 0.0, units["AU45"]))
            rows.append([units[unit] for unit in UNITS])
            odds.append(log_odds(measures.blendshapes, UNITS))
            brows.append(brow_height(kept.found.points))
            is_marked = marked is not None and kept.picture is not None and kept.picture.shape[1] == MARKED_WIDTH
            if marked is not None and is_marked and packet.frame.index == marked.frame:
                distances = _distances(kept.found, marked)
            if packet.frame.index == _TURNED_FRAME and kept.picture is not None and kept.box is not None:
                poses = self._turn(kept.picture, kept.box)
        height = float(np.median(brows)) if brows else float("nan")
        return ClipCheck(
            stem, EMOTIONS[label], _high(rows), len(blinks(samples)), distances, poses, _high(odds), height
        )

    def _turn(self, picture: Picture, box: Box) -> dict[float, float]:
        """Return the errors of yaw of the rendered head."""
        height, width = picture.shape[:2]
        points = surface(self._network, picture, box)
        rest = self._yaw(turned(picture, points, HeadPose(0, 0, 0)), box, width, height)
        return {
            yaw: self._yaw(turned(picture, points, HeadPose(yaw, 0, 0)), box, width, height) - rest - yaw
            for yaw in YAWS
        }

    def _yaw(self, picture: Picture, box: Box, width: int, height: int) -> float:
        found = LandmarkDetector(self._network).find(picture, box)
        pose = None if found is None else head_pose(found.points, width, height)
        return float("nan") if pose is None else pose.yaw


def _high(rows: Sequence[Sequence[float]]) -> dict[str, float]:
    """Return the percentile that describes a clip, by unit."""
    values = np.percentile(rows, _PERCENTILE, axis=0) if rows else np.full(len(UNITS), np.nan)
    return dict(zip(UNITS, (float(value) for value in values), strict=True))


def _distances(found: Landmarks, marked: Marked) -> dict[int, float]:
    """Return how far the landmarks lie from the marked points, in distances of the eyes."""
    at = {number: np.array(place) for number, place in marked.points.items()}
    eyes = float(np.linalg.norm((at[33] + at[133]) / 2 - (at[362] + at[263]) / 2))
    return {number: float(np.linalg.norm(found.points[number] - place)) / eyes for number, place in at.items()}


def tables(checks: Sequence[ClipCheck]) -> str:
    """Return the figures as Markdown tables."""
    lines = [
        f"Action unit estimates, {_PERCENTILE}th percentile over the frames of each clip; blinks",
        "",
        f"| clip | shown | {' | '.join(UNITS)} | blinks | by hand |",
        "| --- | --- |" + " --- |" * (len(UNITS) + 2),
    ]
    for one in checks:
        values = " | ".join(f"{one.units[unit]:.2f}" for unit in UNITS)
        counted = str(len(BLINKS[one.name])) if one.name in BLINKS else ""
        lines.append(f"| {one.name} | {one.emotion} | {values} | {one.blinks} | {counted} |")
    lines += ["", *_expected(checks)]
    compared = against_neutral(
        [Shown(one.name, one.emotion, dict(one.odds), one.brows) for one in checks if one.odds], EXPECTED
    )
    lines += ["", *compared] if compared else []
    marked = [one for one in checks if one.distances]
    if marked:
        lines += ["", *_landmarks(marked)]
    turned_heads = [one for one in checks if one.poses]
    if turned_heads:
        lines += ["", *_poses(turned_heads)]
    return "\n".join(lines) + "\n"


def _expected(checks: Sequence[ClipCheck]) -> list[str]:
    lines = ["Means over the actors, of each actor's clips with these emotions and of the actor's other clips", ""]
    lines += ["| sign | unit | expected in | there | in the others | rises |", "| --- | --- | --- | --- | --- | --- |"]
    for sign, unit, emotions in EXPECTED:
        pairs = [pair for actor in _by_actor(checks) if (pair := _inside_outside(actor, unit, emotions)) is not None]
        if pairs:
            there, other = (float(value) for value in np.mean(pairs, axis=0))
            verdict = "yes" if there > other + 0.02 else "no"
            lines.append(f"| {sign} | {unit} | {', '.join(emotions)} | {there:.2f} | {other:.2f} | {verdict} |")
    return lines


def _by_actor(checks: Sequence[ClipCheck]) -> list[list[ClipCheck]]:
    """Return the clips of each actor, as RAVDESS names them; others together."""
    groups: dict[str, list[ClipCheck]] = {}
    for one in checks:
        parts = one.name.split("-")
        groups.setdefault(parts[-1] if len(parts) == _RAVDESS_PARTS else "", []).append(one)
    return list(groups.values())


def _inside_outside(checks: Sequence[ClipCheck], unit: str, emotions: Sequence[str]) -> tuple[float, float] | None:
    inside = [one.units[unit] for one in checks if one.emotion in emotions]
    outside = [one.units[unit] for one in checks if one.emotion not in emotions]
    return (float(np.mean(inside)), float(np.mean(outside))) if inside and outside else None


def _landmarks(checks: Sequence[ClipCheck]) -> list[str]:
    lines = ["Landmarks against points marked by hand, in % of the distance of the eyes", ""]
    lines += ["| clip | points | mean | largest |", "| --- | --- | --- | --- |"]
    for one in checks:
        shares = _percent(one.distances.values())
        lines.append(f"| {one.name} | {len(shares)} | {shares.mean():.1f} | {shares.max():.1f} |")
    everything = _percent([share for one in checks for share in one.distances.values()])
    lines.append(f"| all | {len(everything)} | {everything.mean():.1f} | {everything.max():.1f} |")
    return lines


def _poses(checks: Sequence[ClipCheck]) -> list[str]:
    lines = [f"Yaw of rendered heads, {len(checks)} faces: error in degrees", ""]
    lines += [f"| turned by | {' | '.join(f'{yaw:+.0f}' for yaw in YAWS)} | all |", "| --- |" + " --- |" * 7]
    errors = np.array([[one.poses[yaw] for yaw in YAWS] for one in checks])
    absolute = np.abs(errors)
    lines.append(f"| mean | {' | '.join(f'{value:+.1f}' for value in np.nanmean(errors, axis=0))} | |")
    values = " | ".join(f"{value:.1f}" for value in np.nanmean(absolute, axis=0))
    lines.append(f"| mean absolute | {values} | {np.nanmean(absolute):.1f} |")
    if np.isnan(errors).any():
        lines.append(f"\nNo face was found in {int(np.isnan(errors).sum())} of {errors.size} rendered pictures.")
    return lines


def _percent(shares: Iterable[float]) -> NDArray[np.float64]:
    return 100.0 * np.array(list(shares), np.float64)

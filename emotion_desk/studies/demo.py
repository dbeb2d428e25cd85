"""A small study with three generated stimuli, to try everything without a laboratory."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import SessionError
from emotion_desk.plain_file import create, make_private_folder
from emotion_desk.studies.plan import STUDY_FILE, Stimulus, Study, write_study
from emotion_desk.translatable import plain, translatable

_SIZE: Final = (640, 360)
_SECONDS: Final = 2.0
#: What the participants of the demo study agree to; the window writes it in its language.
CONSENT: Final = translatable("I agree that my face and voice are recorded and that emotions are inferred from them.")


def write_demo(folder: Path, consent: str = CONSENT) -> Study:
    """Write the demo study into a new folder: three pictures of 2 s, a baseline of 1 s, a seeded random order.

    Args:
        folder: of the study.
        consent: what the participants agree to.

    Raises:
        SessionError: the folder holds a study already, or cannot be written.
    """
    from emotion_desk.opencv import cv2

    if (folder / STUDY_FILE).exists():
        raise SessionError(translatable("There is already a study in '{folder}'.", folder=folder))
    stimuli = []
    for name, condition, picture in (
        ("rings", "calm", _rings()),
        ("checks", "busy", _checks()),
        ("gradient", "plain", _gradient()),
    ):
        file = f"stimuli/{name}.png"
        try:
            make_private_folder(folder / "stimuli")
            with create(folder / file) as png:
                png.write(cv2.imencode(".png", picture)[1].tobytes())
        except OSError as error:
            raise SessionError(
                translatable(
                    "'{folder}' cannot be written: {reason}.", folder=folder / file, reason=error.strerror or error
                )
            ) from error
        stimuli.append(Stimulus(name, file, condition, _SECONDS))
    study = Study(
        "Demo study",
        tuple(stimuli),
        ("P01", "P02", "P03"),
        order="random",
        seed=7,
        fixation_s=0.5,
        baseline_s=1.0,
        consent=plain(consent),
        markers=("remark",),
    )
    write_study(folder, study)
    return study


def _grid() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    width, height = _SIZE
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    return x - width / 2, y - height / 2


def _rings() -> NDArray[np.uint8]:
    x, y = _grid()
    return np.asarray(127 + 100 * np.cos(np.hypot(x, y) / 18), np.uint8)


def _checks() -> NDArray[np.uint8]:
    x, y = _grid()
    return np.where((x // 40 + y // 40) % 2 > 0, 230, 30).astype(np.uint8)


def _gradient() -> NDArray[np.uint8]:
    x, _y = _grid()
    return np.asarray(127 + x / _SIZE[0] * 200, np.uint8)

"""Writes the values of a figure as CSV or NPZ."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from emotion_desk.atomic_file import atomic_path
from emotion_desk.errors import DeskError
from emotion_desk.figures.sound_figures import SoundAnalysis
from emotion_desk.sound.mel import RANGE_DB, WINDOW, fit_frames, log_mel, mel_input

#: Panes whose values can be saved.
PANES = ("waveform", "window", "spectrogram", "mel", "mfcc", "network")


def values(analysis: SoundAnalysis, pane: str) -> dict[str, NDArray[np.floating]]:
    """Return the arrays of a pane with their axes; the names contain the units.

    Raises:
        KeyError: unknown pane.
    """
    cut = analysis.settings.stft
    columns = cut.times(analysis.mel.shape[1])
    if pane == "waveform":
        return {"time_s": np.arange(len(analysis.samples)) / cut.sample_rate, "amplitude": analysis.samples}
    if pane == "window":
        return {"frequency_hz": cut.frequencies(), "level_db": analysis.frame}
    if pane == "spectrogram":
        return {"frequency_hz": cut.frequencies(), "time_s": columns, "level_db": analysis.spectrogram}
    if pane == "mel":
        return {"frequency_hz": analysis.settings.bank.centres(), "time_s": columns, "level_db": analysis.mel}
    if pane == "mfcc":
        return {"coefficient": np.arange(analysis.mfcc.shape[0]) * 1.0, "time_s": columns, "value_db": analysis.mfcc}
    if pane == "network":
        long_enough = np.pad(analysis.samples, (max(0, WINDOW - len(analysis.samples)), 0))
        return {"input": mel_input(fit_frames(log_mel(long_enough)))[0, 0], "range_db": np.array(RANGE_DB)}
    raise KeyError(pane)


def save_values(analysis: SoundAnalysis, pane: str, file: Path) -> None:
    """Write the values of a pane as NPZ or CSV, according to the suffix.

    The CSV of a two-dimensional array starts with a row of times; each further row starts with its frequency or number.

    Raises:
        DeskError: the file cannot be written.
    """
    arrays = values(analysis, pane)
    try:
        with atomic_path(file, durable=False) as temporary:
            _write(arrays, temporary)
    except OSError as error:
        raise DeskError(f"The values could not be written to '{file}': {error.strerror or error}.") from error


def _write(arrays: dict[str, NDArray[np.floating]], file: Path) -> None:
    if file.suffix.lower() == ".npz":
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
        return
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        picture = next((one for one in arrays.values() if one.ndim == 2), None)
        if picture is None:
            writer.writerow(arrays)
            writer.writerows(zip(*(array.tolist() for array in arrays.values()), strict=True))
            return
        axes = [(name, one) for name, one in arrays.items() if one.ndim == 1]
        rows = axes[0][1].tolist() if axes else list(range(len(picture)))
        names = " / ".join(name for name, _ in axes) or "row"
        writer.writerow([names, *(axes[1][1].tolist() if axes else range(picture.shape[1]))])
        writer.writerows([head, *line] for head, line in zip(rows, picture.tolist(), strict=True))

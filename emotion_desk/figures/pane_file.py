"""Writes one pane of a sound as a figure or as its values, in a process of its own: matplotlib is busy for seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emotion_desk.messages import Samples
from emotion_desk.sessions.worker_process import Notify, WorkerProcess
from emotion_desk.sound.filterbank import MelSettings
from emotion_desk.sound.stft import StftSettings


@dataclass(frozen=True, slots=True)
class PaneFile:
    """What to write.

    Args:
        values: key of the pane in :data:`~emotion_desk.figures.values.PANES`.
        figure: key of the figure in :data:`~emotion_desk.figures.sound_figures.FIGURES`, or ``network``.
        file: where; its suffix chooses PNG, SVG, CSV or NPZ.
        samples: the sound, float32 in [-1, 1], shape (n,), 16 kHz.
        cut: settings of the transform.
        bank: settings of the mel filters.
        coefficients: how many cepstral ones.
        title: of the figure.
        at_s: centre of the analysed window in seconds from the first sample.
    """

    values: str
    figure: str
    file: Path
    samples: Samples
    cut: StftSettings
    bank: MelSettings
    coefficients: int
    title: str
    at_s: float


def write_pane(wanted: PaneFile) -> None:
    """Write a pane.

    Raises:
        DeskError: the sound is silent, or the file cannot be written.
    """
    from emotion_desk.figures.sound_figures import FIGURES, FigureSettings, SoundAnalysis, network
    from emotion_desk.figures.values import save_values

    settings = FigureSettings(wanted.cut, wanted.bank, wanted.coefficients)
    analysis = SoundAnalysis(wanted.samples, settings, wanted.title, wanted.at_s)
    if wanted.file.suffix.lower() in (".csv", ".npz"):
        save_values(analysis, wanted.values, wanted.file)
        return
    draw = network if wanted.figure == "network" else FIGURES[wanted.figure]
    draw(analysis).save_as(wanted.file)


def write_pane_in_process(wanted: PaneFile, cancelled: Callable[[], bool]) -> None:
    """Do the same in another process.

    Raises:
        DeskError: as :func:`write_pane`; it was cancelled, or the process died.
    """
    with WorkerProcess("emotion-desk-figure") as process:
        process.call(_write, wanted, cancelled=cancelled, writes=(wanted.file.parent,))


def _write(_notify: Notify, wanted: PaneFile) -> None:
    write_pane(wanted)

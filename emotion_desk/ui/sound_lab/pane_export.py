"""Saves a pane of the lab: a figure for paper (PNG, SVG) or its numbers (CSV, NPZ), beside the window's thread."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from emotion_desk.errors import DeskError
from emotion_desk.messages import Samples
from emotion_desk.ui.sound_lab.controls import LabSettings

logger = logging.getLogger(__name__)

#: Panes by the words of the menu, and the figure of each.
PANES: Final[dict[str, tuple[str, str]]] = {
    "Waveform": ("waveform", "1-waveform"),
    "Window and its spectrum": ("window", "3-fourier"),
    "Spectrogram": ("spectrogram", "4-spectrogram"),
    "Mel and filter bank": ("mel", "6-mel"),
    "MFCC": ("mfcc", "5-mfcc"),
    "What the network sees": ("network", "network"),
}
FILTERS: Final = "PNG picture (*.png);;SVG drawing (*.svg);;Values as CSV (*.csv);;Values as NPZ (*.npz)"


class PaneSaver(QObject):
    """Writes panes in a thread of its own and tells what became of it."""

    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def save(self, pane: str, file: Path, samples: Samples, settings: LabSettings, title: str, at_s: float) -> None:
        """Write the pane with this name of :data:`PANES`; the kind is told by the file's ending."""
        self._pool.start(_Task(self, pane, file, samples.copy(), settings, title, at_s))

    def finish(self) -> None:
        """Wait until all is written."""
        self._pool.waitForDone(10_000)


class _Task(QRunnable):
    def __init__(
        self, saver: PaneSaver, pane: str, file: Path, samples: Samples, settings: LabSettings, title: str, at_s: float
    ) -> None:
        super().__init__()
        self._saver, self._pane, self._file = saver, pane, file
        self._samples, self._settings, self._title, self._at_s = samples, settings, title, at_s

    def run(self) -> None:
        try:
            self._write()
        except DeskError as error:
            self._saver.told.emit(f"{self._pane} was not saved: {error}")
        except Exception:
            logger.exception("a pane could not be saved")
            self._saver.told.emit(f"{self._pane} could not be saved to '{self._file.name}'.")
        else:
            self._saver.told.emit(f"Saved {self._file}")

    def _write(self) -> None:
        from emotion_desk.figures.sound_figures import FIGURES, FigureSettings, SoundAnalysis, network
        from emotion_desk.figures.values import save_values

        settings = FigureSettings(self._settings.cut, self._settings.bank, self._settings.coefficients)
        analysis = SoundAnalysis(self._samples, settings, self._title, self._at_s)
        name, figure = PANES[self._pane]
        if self._file.suffix.lower() in (".csv", ".npz"):
            save_values(analysis, name, self._file)
            return
        draw = network if figure == "network" else FIGURES[figure]
        draw(analysis).save_as(self._file)

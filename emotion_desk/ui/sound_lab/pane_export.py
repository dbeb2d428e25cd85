"""Saves a pane of the sound lab as a figure (PNG, SVG) or as its values (CSV, NPZ), in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from emotion_desk.figures.pane_file import PaneFile, write_pane_in_process
from emotion_desk.messages import Samples
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.sound_lab.controls import LabSettings
from emotion_desk.ui.widgets.background import BackgroundJobs

#: Panes by their name in the menu: the key of their values and the key of their figure.
PANES: Final[dict[str, tuple[str, str]]] = {
    mark("Waveform"): ("waveform", "1-waveform"),
    mark("Window and its spectrum"): ("window", "3-fourier"),
    mark("Spectrogram"): ("spectrogram", "4-spectrogram"),
    mark("Mel and filter bank"): ("mel", "6-mel"),
    mark("MFCC"): ("mfcc", "5-mfcc"),
    mark("What the network sees"): ("network", "network"),
}
FILTERS: Final = mark("PNG picture (*.png);;SVG drawing (*.svg);;Values as CSV (*.csv);;Values as NPZ (*.npz)")


class PaneSaver(QObject):
    """Writes panes one after another; ``message`` carries one sentence about each."""

    message = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = BackgroundJobs("emotion-desk-lab-export", self)

    def save(self, pane: str, file: Path, samples: Samples, settings: LabSettings, title: str, at_s: float) -> None:
        """Write a pane; the file's suffix chooses the format.

        Args:
            pane: a key of :data:`PANES`.
            file: where to write it.
            samples: the sound, float32 in [-1, 1], shape (n,), 16 kHz.
            settings: how it is transformed.
            title: title of the figure.
            at_s: centre of the analysed window in seconds from the first sample.
        """
        values, figure = PANES[pane]
        cut, bank, coefficients = settings.cut, settings.bank, settings.coefficients
        wanted = PaneFile(values, figure, file, samples.copy(), cut, bank, coefficients, title, at_s)
        self._jobs.run(
            lambda job: write_pane_in_process(wanted, lambda: job.cancelled),
            lambda _none: self.message.emit(tr("Saved {file}", file=file)),
            lambda text: self.message.emit(tr("{pane} was not saved: {text}", pane=tr(pane), text=sentence(text))),
            tr("'{name}' could not be written.", name=file.name),
        )

    def finish(self) -> None:
        """Wait until everything is written."""
        self._jobs.finish()

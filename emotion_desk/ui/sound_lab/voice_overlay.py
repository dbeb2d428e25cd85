"""Pitch and formants over the lab's spectrogram, and the measures of the selected part of the sound."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer

from emotion_desk.messages import Samples
from emotion_desk.sound.voice_measures import VoiceCurves, VoiceMeasures, voice_curves, voice_measures
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.plotting import pg
from emotion_desk.ui.sound_lab.pane_stack import PaneStack
from emotion_desk.ui.widgets.background import BackgroundJobs

#: After the last change of the selection, so that dragging measures once.
_WAIT_MS: Final = 250
_PITCH, _FORMANT = "#56F0FF", "#7CFC6AA0"


class VoiceOverlay(QObject):
    """Draws while it is on; everything is measured in the background.

    Args:
        panes: where to draw.
        selected: returns the selected samples.
        show_message: shows a sentence.
    """

    def __init__(
        self, panes: PaneStack, selected: Callable[[], Samples], show_message: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panes, self._selected = panes, selected
        self._is_on = False
        self._curves: VoiceCurves | None = None
        self._start_s = 0.0
        self._jobs = BackgroundJobs("emotion-desk-lab-voice", self)
        self._jobs.failed.connect(show_message)
        self.pitch: Any = panes.stft.curve(_PITCH)
        self.formants: Any = pg.ScatterPlotItem(size=3, pen=None, brush=pg.mkBrush(_FORMANT))
        panes.stft.item.addItem(self.formants)
        # Above the formants, with dark-rimmed points: on a linear axis the line alone lies among the lowest of them.
        self.pitch.setSymbol("o")
        self.pitch.setSymbolSize(5)
        self.pitch.setSymbolBrush(pg.mkBrush("#FFFFFF"))
        self.pitch.setSymbolPen(pg.mkPen("#000000"))
        self.pitch.setZValue(self.formants.zValue() + 1)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WAIT_MS)
        self._waiting.timeout.connect(self._measure_selection)
        panes.selection.sigRegionChanged.connect(self._selection_changed)

    @property
    def busy(self) -> bool:
        """Return whether something is being measured."""
        return self._jobs.waiting or self._waiting.isActive()

    def show_sound(self, samples: Samples, start_s: float) -> None:
        """Measure a frozen sound whose first sample is at ``start_s``."""
        self.clear()
        self._is_on, self._start_s = True, start_s
        kept = samples.copy()
        self._jobs.run(lambda _job: voice_curves(kept), self._show)
        self._waiting.start()

    def clear(self) -> None:
        """Draw nothing."""
        self._is_on = False
        self._waiting.stop()
        self._jobs.cancel()
        self._curves = None
        self.pitch.setData([], [])
        self.formants.setData([], [])
        self._panes.wave.title.setText(tr("Waveform"))

    def redraw(self) -> None:
        """Draw again, after the frequency axis has changed."""
        scale = self._panes.stft.scale
        if self._curves is None or scale is None:
            return
        times = self._curves.times_s + self._start_s

        def rows(hz: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
            found = [math.nan if math.isnan(one) else scale.row_of(one) for one in hz]
            return np.array([math.nan if one is None else one for one in found])

        self.pitch.setData(times, rows(self._curves.pitch_hz), connect="finite")
        points = [(times, rows(hz)) for hz in self._curves.formants_hz]
        at = np.concatenate([times[np.isfinite(row)] for times, row in points])
        self.formants.setData(at, np.concatenate([row[np.isfinite(row)] for _, row in points]))

    def finish(self) -> None:
        """Wait for what is being measured."""
        self._waiting.stop()
        self._jobs.cancel()
        self._jobs.finish(3.0)

    def _selection_changed(self) -> None:
        if self._is_on:
            self._waiting.start()

    def _measure_selection(self) -> None:
        kept = self._selected().copy()
        self._jobs.run(lambda _job: voice_measures(kept), self._show_measures)

    def _show(self, curves: VoiceCurves) -> None:
        self._curves = curves
        self.redraw()

    def _show_measures(self, found: VoiceMeasures) -> None:
        self._panes.wave.title.setText(tr("Waveform  ·  selection: {measures}", measures=measures_text(found)))


def measures_text(found: VoiceMeasures) -> str:
    """Return the measures in one line; those that cannot be known are left out.

    Example:
        >>> measures_text(VoiceMeasures(pitch_hz=120.0, hnr_db=21.3, jitter=0.0123))
        'pitch 120 Hz, jitter 1.2 %, harmonics 21 dB above noise'
        >>> measures_text(VoiceMeasures())
        'no voice'
    """
    texts = (
        (found.pitch_hz, mark("pitch {value:.0f} Hz"), 1.0),
        (found.syllables_per_s, mark("{value:.1f} syllables/s"), 1.0),
        (found.jitter, mark("jitter {value:.1f} %"), 100.0),
        (found.shimmer, mark("shimmer {value:.1f} %"), 100.0),
        (found.hnr_db, mark("harmonics {value:.0f} dB above noise"), 1.0),
        (found.loudness_dbfs, mark("{value:.0f} dBFS"), 1.0),
    )
    said = (tr(text, value=value * factor) for value, text, factor in texts if math.isfinite(value))
    return ", ".join(said) or tr("no voice")

"""The controls above the panes: parameters of the transforms, and the actions of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QToolButton, QVBoxLayout, QWidget

from emotion_desk.sound import mel
from emotion_desk.sound.filterbank import MelSettings
from emotion_desk.sound.mfcc import COEFFICIENTS
from emotion_desk.sound.stft import TAPERS, StftSettings
from emotion_desk.ui.language import mark, tip_with_keys, tr
from emotion_desk.ui.widgets.flow_layout import FlowLayout
from emotion_desk.ui.widgets.plain_label import plain_label

_RATE: Final = mel.SAMPLE_RATE
_WINDOWS_MS: Final = (8, 16, 24, 32, 40, 64)
_HOPS_MS: Final = (4, 8, 12, 16, 24, 32)
_FFTS: Final = (512, 1024, 2048, 4096)
_BANDS: Final = (24, 40, 64, 96, 128)
_RANGES: Final = ((50, 8000), (0, 8000), (100, 4000), (300, 3400))
_COEFFICIENTS: Final = (13, 20, 24)
_RANGES_DB: Final = (40, 60, 80, 100)
#: Before the text of a toggle button, so that its state is not shown by colour alone.
_ON, _OFF = "●", "○"


@dataclass(frozen=True, slots=True)
class LabSettings:
    """Parameters of the transforms; the defaults are those of the network's input."""

    cut: StftSettings = field(default_factory=StftSettings)
    bank: MelSettings = field(default_factory=MelSettings)
    coefficients: int = COEFFICIENTS
    range_db: int = 80
    logarithmic: bool = False


#: Window functions whose names are words.
_TAPER_WORDS = {"rectangle": mark("Rectangle"), "rectangular": mark("Rectangle"), "triangle": mark("Triangle")}


def taper_words(name: str) -> str:
    """Return the name of a window function."""
    return tr(_TAPER_WORDS.get(name, name.capitalize()))


class Controls(QWidget):
    """Wrapped rows of choices and of buttons, and a line that names what is shown."""

    changed = Signal()
    #: The start within the file in seconds, chosen by the user.
    start_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._upper, self._lower, self._line = FlowLayout(gap=8), FlowLayout(gap=6), QHBoxLayout()
        self._buttons: dict[QAction, QToolButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(self._upper)
        rows.addLayout(self._lower)
        rows.addLayout(self._line)
        self.window_ms = self._choice(
            tr("&Window"), [(f"{v} ms", v) for v in _WINDOWS_MS], 40, tr("Length of one window in ms")
        )
        self.hop_ms = self._choice(
            tr("&Hop"), [(f"{v} ms", v) for v in _HOPS_MS], 24, tr("From one window to the next in ms")
        )
        self.fft = self._choice(
            tr("&FFT"),
            [(tr("{count} samples", count=v), v) for v in _FFTS],
            1024,
            tr("Length of the transform in samples (16 kHz)"),
        )
        tapers = [(taper_words(name), name) for name in TAPERS]
        self.taper = self._choice(
            tr("F&unction"), tapers, "hann", tr("Window function: how a window fades at its ends")
        )
        levels = [(f"{v} dB", v) for v in _RANGES_DB]
        self.range_db = self._choice(tr("&Levels"), levels, 80, tr("Decibels shown below the loudest point"))
        axes = [(tr("Linear"), False), (tr("Log"), True)]
        self.axis = self._choice(
            tr("Fre&quency"), axes, False, tr("Frequency axis of the spectrogram: linear or log (Hz)")
        )
        self.bands = self._choice(tr("&Bands"), [(str(v), v) for v in _BANDS], 96, tr("Number of mel bands"))
        ranges = [(f"{a}-{b} Hz", (a, b)) for a, b in _RANGES]
        self.range_hz = self._choice(
            tr("&Range"), ranges, (50, 8000), tr("Lowest and highest frequency of the mel bands in Hz")
        )
        counts = [(str(v), v) for v in _COEFFICIENTS]
        self.coefficients = self._choice(tr("MF&CC"), counts, 20, tr("Number of cepstral coefficients"))
        self.start = QSpinBox()
        self.start.setRange(0, 24 * 3600)
        self.start.setSingleStep(10)
        self.start.setSuffix(" s")
        self.start.setKeyboardTracking(False)
        self.start.setEnabled(False)
        self.start.valueChanged.connect(lambda value: self.start_chosen.emit(float(value)))
        self._add(tr("St&art"), self.start, tr("Where in the file or session the lab begins, in s"))

    @property
    def settings(self) -> LabSettings:
        """Return the chosen parameters; a transform shorter than the window is extended."""
        window = self.window_ms.currentData() * _RATE // 1000
        fft = max(self.fft.currentData(), 1 << (window - 1).bit_length())
        cut = StftSettings(window, self.hop_ms.currentData() * _RATE // 1000, fft, self.taper.currentData())
        lowest, highest = self.range_hz.currentData()
        bank = MelSettings(self.bands.currentData(), float(lowest), float(highest))
        return LabSettings(
            cut, bank, self.coefficients.currentData(), self.range_db.currentData(), self.axis.currentData()
        )

    def button(
        self,
        words: str,
        keys: str,
        tip: str,
        call: Callable[[], object],
        *,
        toggles: bool = False,
        is_on: bool = False,
    ) -> QAction:
        """Add a button to the lower row, with a shortcut that works while the page has the focus.

        Args:
            words: on the button.
            keys: the shortcut.
            tip: what it does.
            call: called when it is pressed, or switched.
            toggles: whether it is a switch.
            is_on: whether the switch is on at first; ``call`` is not called for that.
        """
        action = QAction(words, self)
        action.setIconText(words)  # by itself Qt would drop the dots
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(tip_with_keys(tip, keys))
        action.setCheckable(toggles)
        action.setChecked(is_on)
        (action.toggled if toggles else action.triggered).connect(lambda *_: call())
        if toggles:
            action.setIconText(f"{_ON if is_on else _OFF} {words}")
            action.toggled.connect(lambda is_on: action.setIconText(f"{_ON if is_on else _OFF} {words}"))
        shown = QToolButton()
        shown.setObjectName("lab")
        shown.setDefaultAction(action)
        shown.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shown.setAccessibleName(words.rstrip("…"))
        self._lower.addWidget(shown)
        self._buttons[action] = shown
        return action

    def button_of(self, action: QAction) -> QToolButton:
        """Return the button of an action.

        Raises:
            KeyError: it has none.
        """
        return self._buttons[action]

    def close_row(self, widget: QWidget) -> None:
        """Add a widget to the line that takes its width."""
        self._line.addWidget(widget, 1)

    def add_to_row(self, widget: QWidget) -> None:
        """Add a widget at the end of the line."""
        self._line.addWidget(widget)

    def _choice(self, words: str, items: Sequence[tuple[str, object]], chosen: object, tip: str) -> QComboBox:
        box = QComboBox()
        for text, value in items:
            box.addItem(text, value)
        box.setCurrentIndex([value for _, value in items].index(chosen))
        box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._add(words, box, tip)
        return box

    def _add(self, words: str, box: QWidget, tip: str) -> None:
        label = plain_label(words)
        label.setBuddy(box)
        key = words[words.index("&") + 1].upper()
        box.setToolTip(tip_with_keys(tip, f"Alt+{key}"))
        label.setToolTip(box.toolTip())
        box.setAccessibleName(words.replace("&", ""))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(label)
        row.addWidget(box)
        self._upper.addWidget(pair)

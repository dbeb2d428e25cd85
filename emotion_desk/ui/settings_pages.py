"""The pages of the settings dialog: each shows one group of settings and returns the values set in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.catalogue import DETECTORS
from emotion_desk.labels import PACES, SMOOTHINGS
from emotion_desk.settings import (
    CAMERA_RATES,
    CAMERA_SIZES,
    LANGUAGES,
    RECORD_KEEPS,
    SYSTEM_LANGUAGE,
    THEMES,
    Settings,
)
from emotion_desk.ui.language import NAMES, mark, tr
from emotion_desk.ui.widgets.folder_field import FolderField
from emotion_desk.ui.widgets.image_saver import default_folder
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import SMALL, font

#: What a recording keeps, in words.
KEEP_WORDS = {
    "all": mark("Picture, sound and readings"),
    "no-picture": mark("Sound and readings, no picture"),
    "sound": mark("Sound only"),
    "readings": mark("Readings only"),
}
_PACE_WORDS = {"calm": mark("Calmly"), "normal": mark("Normally"), "quick": mark("Quickly")}
_SMOOTHING_WORDS = {"none": mark("Not at all"), "usual": mark("As usual"), "strong": mark("Strongly")}
_DETECTOR_WORDS = {
    "both": mark("Haar and BlazeFace"),
    "blaze": mark("BlazeFace"),
    "haar": mark("Haar, as in the paper"),
}
_THEME_WORDS = {"auto": mark("Follow the system"), "light": mark("Light"), "dark": mark("Dark")}
#: Engines in words; one that is not here is shown by its name.
_ENGINE_WORDS = {
    "auto": mark("The fastest on this machine"),
    "onnx": mark("ONNX Runtime, 8 bit where released"),
    "onnx-int8": mark("ONNX Runtime, 8 bit"),
    "onnx-fp32": mark("ONNX Runtime, 32 bit"),
    "onnx-cuda": mark("ONNX Runtime on an NVIDIA card"),
    "onnx-directml": mark("ONNX Runtime on a graphics card"),
    "onnx-coreml": mark("ONNX Runtime with Core ML"),
    "openvino-int8": mark("OpenVINO, 8 bit"),
    "openvino-fp32": mark("OpenVINO, 32 bit"),
    "torch": mark("PyTorch, the reference"),
}
_AUTO = "auto"


class SettingsPage(QWidget):
    """A form of some settings."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(16, 16, 16, 16)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(12)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def changes(self) -> dict[str, object]:
        """Return the values set on this page."""
        raise NotImplementedError

    def add(self, label: str, field: QWidget, note: str = "") -> None:
        """Add a row, with a note below it if there is one."""
        if not note:
            self._form.addRow(label, field)
            return
        below = plain_label(note)
        below.setObjectName("muted")
        below.setFont(font(SMALL))
        below.setWordWrap(True)
        both = QVBoxLayout()
        both.setSpacing(3)
        both.addWidget(field)
        both.addWidget(below)
        words = plain_label(label)
        words.setBuddy(field)
        self._form.addRow(words, both)


def choice(items: Iterable[tuple[str, object]], chosen: object, name: str, tip: str) -> QComboBox:
    """Return a list of choices with their values, one of which is chosen."""
    box = QComboBox()
    for text, value in items:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setAccessibleName(name)
    box.setToolTip(tip)
    box.setMinimumContentsLength(18)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


class GeneralPage(SettingsPage):
    """Look, language, files and privacy."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.theme = choice(
            [(tr(_THEME_WORDS[theme]), theme) for theme in THEMES],
            settings.theme,
            tr("Theme"),
            tr("Colours of the window (Alt+T)"),
        )
        self.language = choice(
            [
                (tr("Follow the system") if language == SYSTEM_LANGUAGE else NAMES[language], language)
                for language in LANGUAGES
            ],
            settings.language,
            tr("Language of the window"),
            tr("Language of the window; files and commands are always in English (Alt+G)"),
        )
        self.repeat = QCheckBox(tr("&Play files again when they end"))
        self.repeat.setChecked(settings.repeat_files)
        self.snapshots = FolderField(tr("Folder of snapshots"), settings.snapshot_folder, default_folder())
        self.withdraw = QCheckBox(tr("Ask again &before a camera or microphone is used"))
        self.withdraw.setChecked(not settings.consented)
        self.add(tr("&Theme"), self.theme)
        self.add(tr("Lan&guage"), self.language, tr("Changes at the next start"))
        self.add(tr("Files"), self.repeat)
        self.add(tr("&Snapshots in"), self.snapshots)
        self.add(tr("Privacy"), self.withdraw)

    def changes(self) -> dict[str, object]:
        """Return the values set on this page."""
        kept: dict[str, object] = {
            "theme": self.theme.currentData(),
            "language": self.language.currentData(),
            "repeat_files": self.repeat.isChecked(),
            "snapshot_folder": self.snapshots.value,
        }
        return kept | ({"consent": 0} if self.withdraw.isChecked() else {})


class DevicesPage(SettingsPage):
    """What is asked of the camera, and where sound is played."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.size_asked = choice(
            [(size.replace("x", " \N{MULTIPLICATION SIGN} "), size) for size in CAMERA_SIZES],
            settings.camera_size,
            tr("Picture of the camera in pixels"),
            tr("Width and height asked of the camera, in pixels (Alt+P)"),
        )
        self.rate = choice(
            [(tr("{rate} a second", rate=rate), rate) for rate in CAMERA_RATES],
            settings.camera_rate,
            tr("Pictures of the camera a second"),
            tr("Frame rate asked of the camera (Alt+F)"),
        )
        self._output = settings.sound_output
        self.output = choice(
            [(tr("The system's default"), None)],
            None,
            tr("Output of sound"),
            tr("Where Review, Lab and Studies play sound (Alt+O)"),
        )
        self.show_outputs([])
        note = tr("A camera takes the nearest of its own modes. Larger pictures find smaller faces and need more time.")
        self.add(tr("Camera &picture"), self.size_asked)
        self.add(tr("&Frame rate"), self.rate, note)
        self.add(tr("Sound &output"), self.output, tr("While the chosen output is not connected, nothing is played."))

    def show_outputs(self, names: Sequence[str], *, listed: bool = False) -> None:
        """Offer the connected outputs; the chosen one stays, marked if it was ``listed`` without it."""
        chosen = self.output.currentData() if self.output.count() > 1 else self._output
        self.output.clear()
        self.output.addItem(tr("The system's default"), None)
        for name in names:
            self.output.addItem(name, name)
        if chosen is not None and chosen not in names:
            self.output.addItem(tr("{name} (not connected)", name=chosen) if listed else chosen, chosen)
        self.output.setCurrentIndex(max(0, self.output.findData(chosen)) if chosen is not None else 0)

    def changes(self) -> dict[str, object]:
        """Return the values set on this page."""
        return {
            "camera_size": self.size_asked.currentData(),
            "camera_rate": self.rate.currentData(),
            "sound_output": self.output.currentData(),
        }


class AnswersPage(SettingsPage):
    """What runs the networks, and how their answers are shown over time."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.engine = choice(
            [(tr(_ENGINE_WORDS[_AUTO]), _AUTO)],
            _AUTO,
            tr("What runs the networks"),
            tr("What runs the networks: measured, or always the same (Alt+E)"),
        )
        self._engine = settings.engine
        self.show_engines([settings.engine])
        self.measure = QPushButton(tr("&Measure engines again"))
        self.measure.setToolTip(tr("Measure again which engine is fastest on this machine, and use it (Alt+M)"))
        self.measure.setAutoDefault(False)
        self.measure.clicked.connect(lambda: self.measure.setText(tr("Measuring …")))
        self.measure.clicked.connect(lambda: self.measure.setEnabled(False))
        self.measure.clicked.connect(lambda: self.engine.setCurrentIndex(self.engine.findData(_AUTO)))
        self.detector = choice(
            [(tr(_DETECTOR_WORDS[detector]), detector) for detector in reversed(DETECTORS)],
            settings.detector,
            tr("What finds faces"),
            tr("What finds faces: both together miss least (Alt+D)"),
        )
        self.smoothing = choice(
            [(tr(_SMOOTHING_WORDS[smoothing]), smoothing) for smoothing in SMOOTHINGS],
            settings.smoothing,
            tr("How much emotions are smoothed over time"),
            tr(
                "How much the shares of the emotions are smoothed over time; files are always smoothed as usual (Alt+O)"
            ),
        )
        self.pace = choice(
            [(tr(_PACE_WORDS[pace]), pace) for pace in PACES],
            settings.headline_pace,
            tr("How soon a shown emotion changes"),
            tr("How soon a shown emotion changes: late and rarely, or at once (Alt+L)"),
        )
        self.economy = QCheckBox(tr("&Save power: answer at most 15 pictures a second"))
        self.economy.setToolTip(tr("Answer half of the pictures, for a machine on its battery; all are shown (Alt+S)"))
        self.economy.setChecked(settings.economy)
        self.add(tr("&Engine"), self.engine)
        self.add("", self.measure)
        self.add("", self.economy)
        self.add(tr("Face &detector"), self.detector)
        self.add(tr("Sm&oothing"), self.smoothing)
        self.add(tr("&Labels change"), self.pace)

    def show_engines(self, names: Iterable[str]) -> None:
        """Offer the engines of this installation; the chosen one stays."""
        chosen = self.engine.currentData() if self.engine.count() > 1 else self._engine
        self.engine.clear()
        for name in dict.fromkeys((_AUTO, *names, chosen)):
            self.engine.addItem(tr(_ENGINE_WORDS[name]) if name in _ENGINE_WORDS else name, name)
        self.engine.setCurrentIndex(self.engine.findData(chosen))

    def changes(self) -> dict[str, object]:
        """Return the values set on this page."""
        return {
            "engine": self.engine.currentData(),
            "detector": self.detector.currentData(),
            "smoothing": self.smoothing.currentData(),
            "economy": self.economy.isChecked(),
            "headline_pace": self.pace.currentData(),
        }


class RecordingPage(SettingsPage):
    """What recordings keep, where they lie, and how much of the disk they leave free."""

    def __init__(self, settings: Settings, usual: Path) -> None:
        super().__init__()
        self.keep = choice(
            [(tr(KEEP_WORDS[keep]), keep) for keep in RECORD_KEEPS],
            settings.record_keep,
            tr("What a recording keeps"),
            tr("What a recording keeps (Alt+K)"),
        )
        self.recordings = FolderField(tr("Folder of recordings"), settings.record_folder, usual)
        self.warn = _gigabytes(settings.record_warn_gb, tr("Warn when less is free on the disk"))
        self.stop = _gigabytes(settings.record_stop_gb, tr("End the recording when less is free on the disk"))
        self.add(tr("&Keep"), self.keep)
        self.add(tr("Recordings &in"), self.recordings)
        self.add(tr("&Warn below"), self.warn)
        self.add(tr("&End below"), self.stop)

    def changes(self) -> dict[str, object]:
        """Return the values set on this page."""
        return {
            "record_keep": self.keep.currentData(),
            "record_folder": self.recordings.value,
            "record_warn_gb": self.warn.value(),
            "record_stop_gb": self.stop.value(),
        }


def _gigabytes(value: float, tip: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(0.0, 10_000.0)
    box.setDecimals(1)
    box.setSuffix(tr(" GB free"))
    box.setValue(value)
    box.setToolTip(tip)
    box.setAccessibleName(tip)
    return box

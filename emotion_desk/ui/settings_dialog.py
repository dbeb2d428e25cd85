"""The dialog of settings that have no control in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.catalogue import DETECTORS
from emotion_desk.labels import PACES
from emotion_desk.settings import LANGUAGES, RECORD_KEEPS, SYSTEM_LANGUAGE, THEMES, Settings
from emotion_desk.ui.language import NAMES, mark, tr
from emotion_desk.ui.widgets.folder_field import FolderField
from emotion_desk.ui.widgets.image_saver import default_folder
from emotion_desk.ui.widgets.theme import SMALL, font

#: What a recording keeps, in words.
KEEP_WORDS = {
    "all": mark("Picture, sound and readings"),
    "no-picture": mark("Sound and readings, no picture"),
    "sound": mark("Sound only"),
    "readings": mark("Readings only"),
}
_PACE_WORDS = {"calm": mark("Calmly"), "normal": mark("Normally"), "quick": mark("Quickly")}
_DETECTOR_WORDS = {
    "both": mark("Haar and BlazeFace"),
    "blaze": mark("BlazeFace"),
    "haar": mark("Haar, as in the paper"),
}
_THEME_WORDS = {"auto": mark("Follow the system"), "light": mark("Light"), "dark": mark("Dark")}


class SettingsDialog(QDialog):
    """Edits a copy of the settings; :meth:`changes` returns the new values after it was accepted."""

    def __init__(
        self, settings: Settings, path: str, parent: QWidget | None = None, *, usual_recordings: Path = Path()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setMinimumWidth(420)
        self.theme = QComboBox()
        for theme in THEMES:
            self.theme.addItem(tr(_THEME_WORDS[theme]), theme)
        self.theme.setCurrentIndex(THEMES.index(settings.theme))
        self.theme.setAccessibleName(tr("Theme"))
        self.language = QComboBox()
        for language in LANGUAGES:
            system = language == SYSTEM_LANGUAGE
            self.language.addItem(tr("Follow the system") if system else NAMES[language], language)
        self.language.setCurrentIndex(LANGUAGES.index(settings.language))
        self.language.setAccessibleName(tr("Language of the window"))
        self.language.setToolTip(tr("Language of the window; files and commands are always in English (Alt+G)"))
        later = QLabel(tr("Changes at the next start"))
        later.setObjectName("muted")
        later.setFont(font(SMALL))
        languages = QVBoxLayout()
        languages.setSpacing(2)
        languages.addWidget(self.language)
        languages.addWidget(later)
        self.pace = QComboBox()
        for pace in PACES:
            self.pace.addItem(tr(_PACE_WORDS[pace]), pace)
        self.pace.setCurrentIndex(PACES.index(settings.headline_pace))
        self.pace.setAccessibleName(tr("How soon a shown emotion changes"))
        self.pace.setToolTip(tr("How soon a shown emotion changes: late and rarely, or at once (Alt+L)"))
        self.detector = QComboBox()
        for detector in reversed(DETECTORS):
            self.detector.addItem(tr(_DETECTOR_WORDS[detector]), detector)
        self.detector.setCurrentIndex(self.detector.findData(settings.detector))
        self.detector.setAccessibleName(tr("What finds faces"))
        self.detector.setToolTip(tr("What finds faces: both together miss least (Alt+D)"))
        self.repeat = QCheckBox(tr("Play files again when they end"))
        self.repeat.setChecked(settings.repeat_files)
        self.keep = QComboBox()
        for keep in RECORD_KEEPS:
            self.keep.addItem(tr(KEEP_WORDS[keep]), keep)
        self.keep.setCurrentIndex(RECORD_KEEPS.index(settings.record_keep))
        self.keep.setAccessibleName(tr("What a recording keeps"))
        self.keep.setToolTip(tr("What a recording keeps (Alt+R)"))
        self.recordings = FolderField(tr("Folder of recordings"), settings.record_folder, usual_recordings)
        self.snapshots = FolderField(tr("Folder of snapshots"), settings.snapshot_folder, default_folder())
        self.warn = self._gigabytes(settings.record_warn_gb, tr("Warn when less is free on the disk"))
        self.stop = self._gigabytes(settings.record_stop_gb, tr("End the recording when less is free on the disk"))
        self.withdraw = QCheckBox(tr("Ask again before a camera or microphone is used"))
        self.withdraw.setChecked(not settings.consented)
        self.measure = QPushButton(tr("&Measure engines again"))
        self.measure.setToolTip(tr("Measure again which engine is fastest on this machine, and use it (Alt+M)"))
        self.measure.setAutoDefault(False)
        self.measure.clicked.connect(lambda: self.measure.setText(tr("Measuring …")))
        self.measure.clicked.connect(lambda: self.measure.setEnabled(False))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow(tr("&Theme"), self.theme)
        language_label = QLabel(tr("Lan&guage"))
        language_label.setBuddy(self.language)
        form.addRow(language_label, languages)
        form.addRow(tr("&Labels change"), self.pace)
        form.addRow(tr("Face &detector"), self.detector)
        form.addRow(tr("Files"), self.repeat)
        form.addRow(tr("&Recording"), self.keep)
        form.addRow(tr("Recordings &in"), self.recordings)
        form.addRow(tr("&Snapshots in"), self.snapshots)
        form.addRow(tr("&Warn below"), self.warn)
        form.addRow(tr("&End below"), self.stop)
        form.addRow(tr("Privacy"), self.withdraw)
        form.addRow(tr("Speed"), self.measure)
        where = QLabel(tr("Kept in {path}", path=path))
        where.setObjectName("muted")
        where.setFont(font(SMALL))
        where.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel,
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.setSpacing(16)
        rows.addLayout(form)
        rows.addWidget(where)
        rows.addWidget(self.buttons)

    def _gigabytes(self, value: float, tip: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(0.0, 10_000.0)
        box.setDecimals(1)
        box.setSuffix(tr(" GB free"))
        box.setValue(value)
        box.setToolTip(tip)
        box.setAccessibleName(tip)
        return box

    def changes(self) -> dict[str, object]:
        """Return the values set in the dialog."""
        kept: dict[str, object] = {
            "theme": self.theme.currentData(),
            "language": self.language.currentData(),
            "headline_pace": self.pace.currentData(),
            "detector": self.detector.currentData(),
            "repeat_files": self.repeat.isChecked(),
            "record_keep": self.keep.currentData(),
            "record_folder": self.recordings.value,
            "snapshot_folder": self.snapshots.value,
            "record_warn_gb": self.warn.value(),
            "record_stop_gb": self.stop.value(),
        }
        if self.withdraw.isChecked():
            kept["consent"] = 0
        return kept

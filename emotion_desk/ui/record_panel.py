"""The panel before a recording: folder, name, what is kept, quality, room on the disk, marker keys, sound level."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.messages import DeskReading
from emotion_desk.sessions.disk_space import GB
from emotion_desk.sessions.recording_options import RecordOptions
from emotion_desk.settings import RECORD_KEEPS, RECORD_QUALITIES, SettingsFile
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.live.gauges import QUIET_DBFS, LevelMeter
from emotion_desk.ui.record_bar import KEYS
from emotion_desk.ui.recording_controller import session_path, sessions_folder
from emotion_desk.ui.settings_pages import KEEP_WORDS
from emotion_desk.ui.widgets.background import BackgroundJobs
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import Theme

_QUALITY_WORDS = {"high": mark("High (largest file)"), "standard": mark("Standard"), "small": mark("Small file")}
_DISK_MS = 2000


class RecordPanel(QDialog):
    """Asks what to record; :meth:`finish` must be called before the program ends."""

    #: The user pressed the red button: :class:`~emotion_desk.sessions.recording_options.RecordOptions`.
    record_requested = Signal(object)

    def __init__(self, settings_file: SettingsFile, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Record"))
        self.setModal(False)
        self.setMinimumWidth(540)
        self._settings_file = settings_file
        self._jobs = BackgroundJobs("emotion-desk-disk", self)
        self._timer = QTimer(self)
        self._timer.setInterval(_DISK_MS)
        self._timer.timeout.connect(self._measure_disk)
        values = settings_file.values
        self.folder = QLineEdit(values.record_folder or str(sessions_folder()))
        self.folder.setAccessibleName(tr("Folder of the recordings"))
        self.choose = QPushButton(tr("&Choose…"))
        self.choose.setAutoDefault(False)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("session, date and time"))
        self.name.setAccessibleName(tr("Name of the recording"))
        self.name.setToolTip(tr("Name of the session's folder; empty: date and time"))
        self.keep = QComboBox()
        for keep in RECORD_KEEPS:
            self.keep.addItem(tr(KEEP_WORDS[keep]), keep)
        self.keep.setCurrentIndex(RECORD_KEEPS.index(values.record_keep))
        self.quality = QComboBox()
        for quality in RECORD_QUALITIES:
            self.quality.addItem(tr(_QUALITY_WORDS[quality]), quality)
        self.quality.setCurrentIndex(RECORD_QUALITIES.index(values.record_quality))
        self.keep.setToolTip(tr("What the session keeps of picture and sound; answers are always kept"))
        self.quality.setToolTip(tr("Quality of the recorded picture; a better one needs more room on the disk"))
        self.disk = plain_label("…")
        self.meter = LevelMeter(theme)
        self.meter.setFixedHeight(14)
        self.threshold = QSlider(Qt.Orientation.Horizontal)
        self.threshold.setRange(round(QUIET_DBFS), 0)
        self.threshold.setValue(round(values.quiet_dbfs))
        self.threshold.setAccessibleName(tr("Too quiet below"))
        self.level = plain_label(tr("no sound"))
        self.level.setObjectName("muted")
        self.labels = [QLineEdit(label) for label in (*values.marker_labels, *[""] * KEYS)[:KEYS]]
        self.problem = plain_label()
        self.problem.setWordWrap(True)
        self.record = QPushButton(tr("● &Record"))
        self.record.setObjectName("red")
        self.record.setDefault(True)
        self.shut = QPushButton(tr("C&lose"))
        self.shut.setAutoDefault(False)
        self._lay_out()
        self.choose.clicked.connect(self._ask_folder)
        self.folder.textChanged.connect(lambda _text: self._measure_disk())
        self.threshold.valueChanged.connect(self._show_threshold)
        self.record.clicked.connect(self._request)
        self.shut.clicked.connect(self.close)
        self._show_threshold(self.threshold.value())

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(6)
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        level = QVBoxLayout()
        level.setSpacing(2)
        level.addWidget(self.meter)
        level.addWidget(self.threshold)
        level.addWidget(self.level)
        markers = QGridLayout()
        markers.setSpacing(6)
        for number, field in enumerate(self.labels, 1):
            field.setPlaceholderText(tr("key {number}", number=number))
            field.setAccessibleName(tr("Label of marker key {number}", number=number))
            field.setToolTip(tr("What key {number} marks while something is recorded", number=number))
            markers.addWidget(field, (number - 1) // 3, (number - 1) % 3)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        label = plain_label(tr("&Folder"))
        label.setBuddy(self.folder)
        form.addRow(label, place)
        form.addRow(tr("&Name"), self.name)
        form.addRow(tr("&Keep"), self.keep)
        form.addRow(tr("&Quality"), self.quality)
        form.addRow(tr("Disk"), self.disk)
        form.addRow(tr("Level"), level)
        form.addRow(tr("Markers"), markers)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.record)
        buttons.addWidget(self.shut)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 14)
        rows.setSpacing(12)
        rows.addLayout(form)
        rows.addWidget(self.problem)
        rows.addLayout(buttons)
        self.problem.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to watch the disk."""
        self._measure_disk()
        self._timer.start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep what was set."""
        self._timer.stop()
        self.save()
        event.accept()

    def reject(self) -> None:
        """Close by Esc."""
        self.close()

    def finish(self) -> None:
        """Stop watching."""
        self._timer.stop()
        self._jobs.finish(3.0)

    def save(self) -> None:
        """Remember everything but the name."""
        labels = [field.text().strip() for field in self.labels]
        while labels and not labels[-1]:
            labels.pop()
        folder = self.folder.text().strip()
        self._settings_file.change(
            record_folder=folder if folder and folder != str(sessions_folder()) else None,
            record_keep=self.keep.currentData(),
            record_quality=self.quality.currentData(),
            marker_labels=tuple(labels),
            quiet_dbfs=float(self.threshold.value()),
        )

    def take(self, reading: DeskReading) -> None:
        """Show the sound level of a reading."""
        if not self.isVisible():
            return
        voice = reading.voice
        self.meter.show_level(None if voice is None else voice.level_dbfs, voice is not None and voice.speaking)
        if voice is None:
            self.level.setText(tr("no sound"))
            return
        limit = self.threshold.value()
        level = max(voice.level_dbfs, QUIET_DBFS)
        if voice.speaking and voice.level_dbfs < limit:
            words = tr("{level:.0f} dBFS: speech is too quiet below {limit} dBFS", level=level, limit=limit)
        else:
            words = tr("{level:.0f} dBFS", level=level)
        self.level.setText(words)

    def _show_threshold(self, value: int) -> None:
        self.meter.show_threshold(float(value))
        self.threshold.setToolTip(tr("Speech below {value} dBFS is called too quiet", value=value))

    def _request(self) -> None:
        self.save()
        folder = Path(self.folder.text().strip() or str(sessions_folder())).expanduser()
        name = self.name.text().strip()
        if name and (name != Path(name).name or name.startswith(".")):
            self._refuse(tr("The name is that of a folder: leave out slashes and a dot at the beginning."))
            return
        path = folder / name if name else session_path(folder, datetime.now())
        if path.exists():
            self._refuse(tr("There is already a session '{name}'.", name=path.name))
            return
        self.problem.hide()
        self.record_requested.emit(RecordOptions(path, self.keep.currentData(), quality=self.quality.currentData()))
        self.name.clear()
        self.close()

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, tr("Folder of the recordings"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    def _measure_disk(self) -> None:
        if self._jobs.waiting:
            return
        folder = Path(self.folder.text().strip() or "/").expanduser()
        self._jobs.run(lambda _job: _free_bytes(folder), self._show_disk)

    def _show_disk(self, free: int | None) -> None:
        values = self._settings_file.values
        if free is None:
            self.disk.setText(tr("This folder cannot be reached."))
            return
        usable = max(free - values.record_stop_gb * GB, 0.0)
        rate = values.record_bytes_per_s
        if rate > 0:
            words = tr(
                "{free:.1f} GB free, about {hours:.1f} hours at the rate of the last recording",
                free=free / GB,
                hours=usable / rate / 3600,
            )
        else:
            words = tr("{free:.1f} GB free", free=free / GB)
        self.disk.setText(words)


def _free_bytes(folder: Path) -> int | None:
    """Return the free bytes on the disk of a folder that need not exist yet."""
    for each in (folder, *folder.parents):
        try:
            if each.is_dir():
                return shutil.disk_usage(each).free
        except OSError:
            return None
    return None

"""The layout of the queue of files to analyse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.ui.language import tip_with_keys, tr
from emotion_desk.ui.widgets.moment_field import MomentField
from emotion_desk.ui.widgets.plain_label import plain_label


class AnalysisLayout(QDialog):
    """The list of files at the top; where to and how below; progress and buttons at the bottom.

    Args:
        folder: default folder of the results.
        parent: the window.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Analyse files"))
        self.setModal(False)
        self.resize(720, 460)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("File"), tr("State")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(tr("Files to analyse"))
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.header().resizeSection(1, 200)
        self.add_files = _button(tr("Add &files…"), "Ctrl+O", tr("Add videos, pictures or sound files"))
        self.add_folder = _button(tr("Add f&older…"), "Ctrl+Shift+O", tr("Add all media files of a folder"))
        self.remove = _button(tr("&Remove"), "Del", tr("Take the selected files out of the queue"))
        self.out = QLineEdit(str(folder))
        self.out.setAccessibleName(tr("Folder of the results"))
        self.out.setToolTip(tr("Each file gets a session folder in here; what is done already is skipped"))
        self.choose = _button(tr("&Choose…"), "Ctrl+D", tr("Choose the folder of the results"))
        self.fps = QSpinBox()
        self.fps.setRange(0, 60)
        self.fps.setSpecialValueText(tr("every frame"))
        self.fps.setSuffix(tr(" frames a second"))
        self.fps.setAccessibleName(tr("Frames a second"))
        self.fps.setToolTip(tr("Look at every frame, or only at so many a second"))
        self.begins = MomentField(
            tr("From"), tr("beginning"), tr("Begin here in each file: seconds, MM:SS or HH:MM:SS (Alt+M)")
        )
        self.ends = MomentField(tr("To"), tr("end"), tr("End here in each file: seconds, MM:SS or HH:MM:SS (Alt+T)"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(tr("Progress"))
        self.note = plain_label()
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self.start = _button(tr("&Start"), "Ctrl+Return", tr("Analyse the files"))
        self.cancel = _button(
            tr("Ca&ncel"), "Ctrl+.", tr("Stop; what is finished stays, and Start goes on where it was")
        )
        self.review = _button(tr("Re&view"), "Ctrl+R", tr("Open the analysis of the selected file in Review"))
        self.shut = _button(tr("C&lose"), "Esc", tr("Close; an analysis under way goes on"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 18, 20, 16)
        rows.setSpacing(10)
        rows.addLayout(_row(self.add_files, self.add_folder, self.remove, None))
        rows.addWidget(self.list, 1)
        label = plain_label(tr("Results in"))
        label.setBuddy(self.out)
        rows.addLayout(_row(label, self.out, self.choose))
        from_label, to_label = plain_label(tr("Fro&m")), plain_label(tr("&to"))
        from_label.setBuddy(self.begins)
        to_label.setBuddy(self.ends)
        rows.addLayout(_row(plain_label(tr("Look at")), self.fps, None, from_label, self.begins, to_label, self.ends))
        rows.addWidget(self.bar)
        rows.addWidget(self.note)
        rows.addLayout(_row(self.review, None, self.start, self.cancel, self.shut))
        self.start.setDefault(True)


def _button(text: str, keys: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setShortcut(QKeySequence(keys))
    button.setToolTip(tip_with_keys(tip, keys))
    button.setAutoDefault(False)
    return button


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Return a row of widgets; ``None`` is a stretch."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 1 if type(part) is QLineEdit else 0)
    return row

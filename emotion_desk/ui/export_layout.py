"""What the export dialog consists of and where it lies; it fits a screen of 1366 x 768 at 150 %."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.sessions.export.exporters import ENDINGS
from emotion_desk.sessions.export.options import ANONYMISE, DECIMALS, ROWS
from emotion_desk.ui.export_choices import (
    ANONYMISE_WORDS,
    DECIMAL_WORDS,
    DELIMITERS,
    FORMAT_WORDS,
    ROW_WORDS,
    VOICE_WORDS,
    choice,
)
from emotion_desk.ui.language import plural, tr
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.plain_label import plain_label

#: Room for the title of the window.
_TITLE_HEIGHT: Final = 40


class ExportLayout(QDialog):
    """The widgets of the dialog, without what they do.

    Args:
        folders: the sessions.
        parent: the window.
    """

    def __init__(self, folders: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.setModal(False)
        room = self.screen().availableSize()
        self.resize(min(760, room.width()), min(640, room.height() - _TITLE_HEIGHT))
        self._folders = list(folders)
        self._build()

    def _build(self) -> None:
        count = len(self._folders)
        self.heading = ElidedLabel()
        self.heading.set_full_text(plural("%n session", "%n sessions", count) if count > 1 else self._folders[0].name)
        self.kind = choice({name: FORMAT_WORDS.get(name, name) for name in ENDINGS}, tr("Format"))
        self.rows = choice({name: ROW_WORDS.get(name, name) for name in ROWS}, tr("Rows"))
        self.decimal = choice(
            {name: f"{tr(DECIMAL_WORDS.get(name, name))} ({sign})" for name, sign in DECIMALS.items()},
            tr("Decimal sign"),
        )
        self.delimiter = choice({sign: word for sign, word in DELIMITERS.items()}, tr("Between the cells"))
        self.bom = QCheckBox(tr("Mark for Excel (&byte-order mark)"))
        for chosen, tip in (
            (self.kind, tr("What is written: a table, captions, annotations, a video or a report")),
            (self.rows, tr("What a row of the table stands for")),
            (self.decimal, tr("The decimal sign of numbers in the table")),
            (self.delimiter, tr("What stands between two cells of a row")),
            (self.bom, tr("Three bytes at the beginning by which Excel knows UTF-8")),
        ):
            chosen.setToolTip(tip)
        self.excel = QPushButton(tr("As Excel &wants it"))
        self.excel.setToolTip(tr("Decimal comma, semicolon and mark, for Excel in German, French, Polish … (Alt+W)"))
        self.excel.setAutoDefault(False)
        self.anonymise = choice({name: ANONYMISE_WORDS.get(name, name) for name in ANONYMISE}, tr("Hide the faces of"))
        self.anonymise.setToolTip(tr("Whose faces are covered in the video and in the pictures of the report"))
        self.voice = QComboBox()
        for wanted, word in VOICE_WORDS.items():
            self.voice.addItem(tr(word), wanted)
        self.voice.setAccessibleName(tr("Voice measures"))
        self.voice.setToolTip(
            tr("Pitch, loudness, speaking rate, jitter, shimmer and harmonics-to-noise of each utterance (Alt+V)")
        )
        self.baseline = QCheckBox(tr("Correct b&y own neutral"))
        self.baseline.setChecked(True)
        self.baseline.setToolTip(
            tr("By the neutral faces that are kept with each session; without it, answers stand as given (Alt+Y)")
        )
        cells = QHBoxLayout()
        cells.setSpacing(8)
        for widget in (self.decimal, self.delimiter, self.bom, self.excel):
            cells.addWidget(widget)
        cells.addStretch(1)
        self.out = QLineEdit()
        self.out.setPlaceholderText(tr("In the folder of each session, as export.*"))
        self.out.setAccessibleName(tr("Folder"))
        self.out.setToolTip(tr("Where the files are written; empty: into the folder of each session"))
        self.choose = QPushButton(tr("&Choose…"))
        self.choose.setAutoDefault(False)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.out, 1)
        place.addWidget(self.choose)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(6)
        form.addRow(tr("&Format"), self.kind)
        form.addRow(tr("&Rows"), self.rows)
        form.addRow(tr("Cells"), cells)
        form.addRow(tr("&Voice measures"), self.voice)
        form.addRow(tr("Answers"), self.baseline)
        form.addRow(tr("&Hide faces of"), self.anonymise)
        into = plain_label(tr("In&to folder"))
        into.setBuddy(self.out)
        form.addRow(into, place)
        self.note = plain_label()
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("Preview"))
        self.image = plain_label()
        self.image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.image.setAccessibleName(tr("Preview"))
        self.image.setMinimumSize(200, 72)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.text)
        self.stack.addWidget(self.image)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(tr("Progress"))
        self.state = plain_label()
        self.state.setWordWrap(True)
        self.show_folder = QPushButton(tr("&Show folder"))
        self.start = QPushButton(tr("&Export"))
        self.cancel = QPushButton(tr("Ca&ncel"))
        self.shut = QPushButton(tr("C&lose"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.show_folder)
        buttons.addStretch(1)
        for button in (self.start, self.cancel, self.shut):
            buttons.addWidget(button)
        for button in (self.show_folder, self.cancel, self.shut):
            button.setAutoDefault(False)
        self.start.setDefault(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 12)
        outer.setSpacing(7)
        outer.addWidget(self.heading)
        outer.addLayout(form)
        outer.addWidget(self.note)
        outer.addWidget(self.stack, 1)
        outer.addWidget(self.bar)
        outer.addWidget(self.state)
        outer.addLayout(buttons)

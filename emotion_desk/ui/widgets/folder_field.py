"""A field for a folder: a line to type in and a button that asks; empty means the usual folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from emotion_desk.ui.language import tr


class FolderField(QWidget):
    """Edits the path of a folder.

    Args:
        name: accessible name, also the title of the dialog.
        folder: the present folder, ``None`` for the usual one.
        usual: the usual folder, shown while the field is empty.
    """

    def __init__(self, name: str, folder: str | None, usual: Path) -> None:
        super().__init__()
        self._name, self._usual = name, usual
        self.line = QLineEdit(folder or "")
        self.line.setPlaceholderText(str(usual))
        self.line.setAccessibleName(name)
        self.line.setMinimumWidth(220)
        self.choose = QPushButton("…")
        self.choose.setAccessibleName(tr("Choose: {name}", name=name))
        self.choose.setToolTip(tr("Choose: {name}", name=name))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)

    @property
    def value(self) -> str | None:
        """Return the folder, ``None`` for the usual one."""
        text = self.line.text().strip()
        return str(Path(text).expanduser()) if text else None

    def _ask(self) -> None:
        dialog = QFileDialog(self, self._name, self.line.text() or str(self._usual))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()

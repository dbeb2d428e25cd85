"""Connects the comparison panel with the window: shows it, updates it, saves it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from emotion_desk.messages import DeskReading
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.widgets.image_saver import ImageSaver, default_folder
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.ui.widgets.themed_frame import ThemedFrame

if TYPE_CHECKING:
    from emotion_desk.ui.compare.panel import ComparePanel


class PanelHost(Protocol):
    """The place where the panel is shown."""

    @property
    def theme(self) -> Theme:
        """Return the present colours."""
        ...

    def add_panel(self, panel: ThemedFrame) -> None:
        """Add the panel."""
        ...

    def show_panel(self, on: bool) -> None:
        """Show or hide the panel."""
        ...


class ComparisonController(QObject):
    """Controls the comparison panel, which is created when it is first shown.

    Args:
        host: shows the panel.
        settings_file: holds the folder for snapshots.
        saver: writes files in the background.
        window: gets the panel's shortcut.
    """

    def __init__(self, host: PanelHost, settings_file: SettingsFile, saver: ImageSaver, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._settings_file, self._saver, self._window = host, settings_file, saver, window
        #: The panel, ``None`` until it is first shown.
        self.panel: ComparePanel | None = None

    def show(self, on: bool) -> None:
        """Show an empty comparison, or hide it."""
        if self.panel is None:
            if not on:
                return
            from emotion_desk.ui.compare.panel import ComparePanel

            self.panel = ComparePanel(self._host.theme)
            self._window.addAction(self.panel.save)
            self.panel.save.triggered.connect(lambda _checked=False: self.save())
            self._host.add_panel(self.panel)
        self._host.show_panel(on)
        self.panel.reset()

    def add(self, reading: DeskReading) -> None:
        """Add a reading to the panel, if there is one."""
        if self.panel is not None:
            self.panel.add(reading)

    def save(self) -> None:
        """Save the comparison as CSV tables and as a picture, beside the snapshots."""
        from emotion_desk.ui.compare.panel import save_comparison

        if self.panel is None or not self.panel.isVisible():
            return
        chosen = self._settings_file.values.snapshot_folder
        folder, at = Path(chosen) if chosen else default_folder(), datetime.now()
        tables, image = self.panel.tables(), self.panel.picture()
        self._saver.run(lambda: save_comparison(tables, image, folder, at))

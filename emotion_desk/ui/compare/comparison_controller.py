"""What the window does about the comparison: shows it in the mode that compares, feeds it, saves it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from emotion_desk.messages import DeskReading
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.live.page import LivePage
from emotion_desk.ui.widgets.image_saver import ImageSaver, default_folder


class ComparisonController(QObject):
    """Stands between the board's panel and the window; the panel is made when it is first shown.

    Args:
        board: holds the panel.
        kept: where snapshots are kept.
        saver: saves in a thread of its own.
        window: gets the panel's shortcut.
    """

    def __init__(self, live_page: LivePage, settings_file: SettingsFile, saver: ImageSaver, window: QWidget) -> None:
        super().__init__(window)
        self._live_page, self._settings_file, self._saver, self._window = live_page, settings_file, saver, window

    def show(self, on: bool) -> None:
        """Show the comparison, empty at first, or hide it."""
        is_new = self._live_page.compare is None
        panel = self._live_page.show_compare(on)
        if panel is None:
            return
        if is_new:
            self._window.addAction(panel.save)
            panel.save.triggered.connect(lambda _checked=False: self.save())
        panel.reset()

    def add(self, reading: DeskReading) -> None:
        """Take a reading over into the panel, if there is one."""
        if self._live_page.compare is not None:
            self._live_page.compare.add(reading)

    def save(self) -> None:
        """Save what is compared as tables and as a picture, beside the snapshots."""
        from emotion_desk.ui.compare.panel import save_comparison

        panel = self._live_page.compare
        if panel is None or not panel.isVisible():
            return
        settings_file = self._settings_file.values.snapshot_folder
        folder, at = Path(settings_file) if settings_file else default_folder(), datetime.now()
        tables, image = panel.tables(), panel.picture()
        self._saver.run(lambda: save_comparison(tables, image, folder, at))

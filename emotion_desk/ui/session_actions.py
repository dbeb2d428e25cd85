"""What the window does with sessions: open, release, and what is offered after a recording."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from emotion_desk.settings import SettingsFile
from emotion_desk.ui import recents
from emotion_desk.ui.language import tr
from emotion_desk.ui.library.dialogs import ask_text
from emotion_desk.ui.pages import Pages
from emotion_desk.ui.recording_controller import RecordingController
from emotion_desk.ui.widgets.banner import Banner


class SessionActions:
    """Opens sessions in Review and offers what can be done with a recording that has ended.

    Args:
        parent: the window, in front of which questions are asked.
        pages: has the pages Review and Library.
        recording: renames sessions.
        banner: shows what is offered.
        settings_file: remembers recent sessions.
    """

    def __init__(
        self,
        parent: QWidget,
        pages: Pages,
        recording: RecordingController,
        banner: Banner,
        settings_file: SettingsFile,
    ) -> None:
        self._parent, self._pages, self._recording = parent, pages, recording
        self._banner, self._settings_file = banner, settings_file

    def review(self, path: Path) -> None:
        """Open a session or a media file on the review page."""
        page = self._pages.show_page("Review")
        opener = getattr(page, "open", None)
        if callable(opener):
            opener(path)

    def review_in_front(self, path: Path) -> None:
        """Open a session on the review page, with the window before its dialogs."""
        self.review(path)
        self._parent.raise_()
        self._parent.activateWindow()

    def release(self, folder: Path) -> None:
        """Close a session on the review page, because its folder is about to be renamed or removed."""
        closer = getattr(self._pages.page("Review"), "release", None)
        if callable(closer):
            closer(folder)

    def show_saved(self, text: str, folder: Path) -> None:
        """Offer what can be done with a session that was just recorded."""
        self._banner.show_topic(
            "recorded",
            text,
            (tr("Re&view"), lambda: self.review(folder)),
            (tr("Show &folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))),
            (tr("Re&name…"), lambda: self._ask_name(folder)),
        )
        recents.remember(self._settings_file, folder)
        self.refresh_library()

    def refresh_library(self) -> None:
        """List a new session at once where the library is shown."""
        library = self._pages.page("Library")
        if library is not None and library.isVisible():
            getattr(library, "refresh", lambda: None)()

    def _ask_name(self, folder: Path) -> None:
        """Ask for the name of the session that was just recorded; it can still be opened when that is left."""

        def rename(name: str) -> None:
            self.release(folder)
            self._recording.rename(folder, name)

        dialog = ask_text(self._parent, tr("Rename"), tr("Name of the session"), folder.name, rename)
        dialog.rejected.connect(lambda: self.show_saved(tr("Recorded: {name}", name=folder.name), folder))

"""What the library changes: names, tags, places of media files, and what is moved to the bin.

Each change is made beside the window; the index follows, and then the page is told.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal
from PySide6.QtWidgets import QWidget

from emotion_desk.errors import SessionError
from emotion_desk.sessions.library_summary import SessionSummary
from emotion_desk.sessions.session_edits import (
    refuse_recording,
    relink_media,
    relink_neighbours,
    rename_session,
    write_tags,
)
from emotion_desk.ui import recents
from emotion_desk.ui.language import plural, tr
from emotion_desk.ui.library.dialogs import ask_delete, ask_media, ask_text
from emotion_desk.ui.library.keeper import LibraryKeeper
from emotion_desk.ui.pages import PageContext


class LibraryEdits(QObject):
    """Asks for changes and makes them.

    Args:
        page: parent of the dialogs.
        context: of the page.
        keeper: makes the changes and keeps the index.
        listed: returns the sessions that the page lists.
    """

    #: A change was made.
    changed = Signal()
    #: A session has another folder from now on.
    renamed = Signal(object)

    def __init__(
        self, page: QWidget, context: PageContext, keeper: LibraryKeeper, listed: Callable[[], list[SessionSummary]]
    ) -> None:
        super().__init__(page)
        self._page, self._context, self._keeper, self._listed = page, context, keeper, listed

    def ask_name(self, folder: Path) -> None:
        """Ask for another name of a session."""
        ask_text(
            self._page, tr("Rename"), tr("Name of the session"), folder.name, lambda name: self.rename(folder, name)
        )

    def rename(self, folder: Path, name: str) -> None:
        """Rename a session in the background."""

        def work() -> Path:
            renamed = rename_session(folder, name)
            self._keeper.index.forget(folder)
            self._keeper.index.update(renamed)
            return renamed

        def done(renamed: object) -> None:
            if isinstance(renamed, Path):
                recents.replace(self._context.settings_file, folder, renamed)
                self.renamed.emit(renamed)
                self.changed.emit()

        self._context.release(folder)
        self._keeper.edit(work, done)

    def ask_tags(self, chosen: list[SessionSummary]) -> None:
        """Ask for the tags that the chosen sessions share."""
        shared = [tag for tag in chosen[0].tags if all(tag in each.tags for each in chosen)]
        label = tr("Tags, separated by commas")
        if len(chosen) > 1:
            label = plural(
                "Tags that the session has, separated by commas",
                "Tags that all %n sessions share, separated by commas",
                len(chosen),
            )
        ask_text(self._page, tr("Tags"), label, ", ".join(shared), lambda text: self.set_tags(chosen, shared, text))

    def set_tags(self, chosen: list[SessionSummary], shared: list[str], text: str) -> None:
        """Replace the tags that the chosen sessions share."""

        def work() -> None:
            for each in chosen:
                own = [tag for tag in each.tags if tag not in shared]
                write_tags(each.folder, [*text.split(","), *own])
                self._keeper.index.update(each.folder)

        self._keeper.edit(work, lambda _done: self.changed.emit())

    def ask_media_of(self, summary: SessionSummary) -> None:
        """Ask where the media file of a session lies now."""
        if summary.media is not None:
            start = self._context.settings_file.values.last_folder or str(Path.home())
            ask_media(
                self._page, summary.media, self._context.settings_file, start, lambda path: self.relink(summary, path)
            )

    def relink(self, summary: SessionSummary, media: Path) -> None:
        """Set the media file of a session, and of other sessions whose files were moved to the same folder."""
        others = [each.folder for each in self._listed() if each.missing and each.folder != summary.folder]

        def work() -> int:
            relink_media(summary.folder, media)
            relinked = [summary.folder, *relink_neighbours(others, media)]
            for folder in relinked:
                self._keeper.index.update(folder)
            return len(relinked)

        def done(count: object) -> None:
            self._context.show_message(
                plural("%n session was relinked.", "%n sessions were relinked.", count)
                if isinstance(count, int) and count != 1
                else tr("'{name}' was found.", name=media.name)
            )
            self.changed.emit()

        self._keeper.edit(work, done)

    def ask_delete(self, chosen: list[SessionSummary]) -> None:
        """Ask whether the chosen sessions are to be moved to the bin."""
        folders = [each.folder for each in chosen]
        ask_delete(self._page, folders, lambda: self.delete(folders))

    def delete(self, folders: list[Path]) -> None:
        """Move sessions to the bin in the background; the index follows."""
        for folder in folders:
            self._context.release(folder)

        def work() -> list[Path]:
            gone = []
            try:
                for folder in folders:
                    refuse_recording(folder)
                    if not _moved_to_bin(folder):
                        raise SessionError(tr("'{name}' could not be moved to the bin.", name=folder.name))
                    gone.append(folder)
            finally:
                for folder in gone:
                    self._keeper.index.forget(folder)
            return gone

        def done(gone: object) -> None:
            assert isinstance(gone, list)
            for folder in gone:
                recents.replace(self._context.settings_file, folder, None)
            count = len(gone)
            self._context.show_message(
                plural("%n session is in the bin.", "%n sessions are in the bin.", count)
                if count != 1
                else tr("It is in the bin.")
            )
            self.changed.emit()

        self._keeper.edit(work, done)


def _moved_to_bin(folder: Path) -> bool:
    """Move a folder to the system's bin and return whether that worked."""
    result: object = QFile.moveToTrash(str(folder))  # older versions of PySide6 return the place as well
    return bool(result[0]) if isinstance(result, tuple) else bool(result)

"""Keeps the library's index beside the window's thread: refreshing, loading, and making pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from emotion_desk.sessions.library_index import LibraryIndex
from emotion_desk.sessions.library_scan import Scan, scan_in_process
from emotion_desk.ui.widgets.background import BackgroundJobs, Job


class LibraryKeeper(QObject):
    """Owns the index.

    Folders are read by another process; reading the index has a thread of its own, so that it is shown meanwhile.
    """

    #: Every session of the index with the words of its search.
    loaded = Signal(object)
    #: What is in the index may have changed.
    changed = Signal()
    #: The picture of a session was made: its folder.
    picture_made = Signal(object)
    #: Whether folders are being read.
    reading = Signal(bool)
    #: One sentence.
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, index: LibraryIndex | None = None) -> None:
        super().__init__(parent)
        self.index = index if index is not None else LibraryIndex()
        self._loads = BackgroundJobs("emotion-desk-library-load", self)
        self._refresh = BackgroundJobs("emotion-desk-library-refresh", self)
        self._edits = BackgroundJobs("emotion-desk-library-edit", self)
        for jobs in (self._loads, self._refresh, self._edits):
            jobs.failed.connect(self.failed)
        self._edits.failed.connect(lambda _text: self.changed.emit())  # what was done before it failed, is done
        self._last_load: Job | None = None

    def load(self) -> None:
        """Read the index; ``loaded`` follows, unless another load is asked for before."""
        if self._last_load is not None:
            self._last_load.cancel()
        self._last_load = self._loads.run(lambda _job: self.index.listed(), self.loaded.emit)

    def refresh(self, roots: Iterable[Path], singles: Iterable[Path]) -> None:
        """Read what changed in the folders, then make missing pictures; a refresh under way is cancelled."""
        self._refresh.cancel()
        wanted, alone = tuple(roots), tuple(singles)
        self.reading.emit(True)
        self._refresh.run(lambda job: self._read(job, wanted, alone), lambda _done: None)

    def edit(self, act: Callable[[], object], done: Callable[[object], object] | None = None) -> None:
        """Change sessions in the background; a :class:`DeskError` becomes ``failed``."""
        self._edits.run(lambda _job: act(), done)

    @property
    def busy(self) -> bool:
        """Return whether folders are being read or sessions changed."""
        return self._refresh.waiting or self._edits.waiting

    def stop(self) -> None:
        """Stop reading folders."""
        self._refresh.cancel()

    def finish(self, timeout_s: float = 5.0) -> None:
        """Stop everything and close the index."""
        for jobs in (self._loads, self._refresh):
            jobs.cancel()
        for jobs in (self._loads, self._refresh, self._edits):
            jobs.finish(timeout_s)
        self.index.close()

    def _read(self, job: Job, roots: tuple[Path, ...], singles: tuple[Path, ...]) -> None:
        is_read = False

        def read() -> None:
            nonlocal is_read
            is_read = True
            job.report(self.reading.emit, False)

        scan = Scan(
            changed=lambda: job.report(self.changed.emit),
            read=read,
            pictured=lambda folder: job.report(self.picture_made.emit, folder),
            cancelled=lambda: job.cancelled,
        )
        try:
            scan_in_process(self.index, roots, singles, scan)
        finally:
            if not is_read:
                read()

"""The queue of files to analyse, beside the running desk.

The dialog polls the run (:mod:`emotion_desk.ui.analysis_run`) with a timer.
"""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem, QWidget

from emotion_desk.errors import DataError, DeskError
from emotion_desk.ui.analysis_layout import AnalysisLayout
from emotion_desk.ui.analysis_run import AnalysisRun, Planned
from emotion_desk.ui.language import mark, plural, tr
from emotion_desk.ui.sentences import sentence as say
from emotion_desk.ui.words import percent

if TYPE_CHECKING:
    from emotion_desk.sessions.batch_jobs import Job, Outcome

_log = logging.getLogger(__name__)

_POLL_MS: Final = 150
_WORDS: Final = {
    "done": mark("done"),
    "skipped": mark("done before"),
    "failed": mark("failed"),
    "stopped": mark("stopped"),
}
#: The remaining time is shown once this share of the work is done; before, it is too uncertain.
_SHOW_REST_FROM: Final = 0.03
#: Most results under another name that are listed below the files; each is also shown at its file.
_NAMED: Final = 3


class AnalysisDialog(AnalysisLayout):
    """The queue; :meth:`finish` must be called before the program ends.

    A finished row opens its analysis in Review, by double click or Return.

    Args:
        mode: returns the mode in use; while comparing, the multi-task network analyses.
        folder: default folder of the results.
        parent: the window.
    """

    #: The user wants to see an analysis: the session's folder.
    review_requested = Signal(object)
    #: A file was analysed.
    finished_files = Signal()

    def __init__(self, mode: Callable[[], str], folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(folder, parent)
        self._mode = mode
        self._folder = folder
        self._run: AnalysisRun | None = None
        self._items: dict[Path, QTreeWidgetItem] = {}
        self._lengths: dict[Path, float] = {}
        self._done: dict[Path, float] = {}
        self._results: dict[Path, Path] = {}
        self._began = 0.0
        self._failed = 0
        self._named_otherwise: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._connect()
        self._follow()

    def _connect(self) -> None:
        self.list.itemActivated.connect(lambda item, _column: self._review(item))
        self.list.itemSelectionChanged.connect(self._follow_selection)
        self.review.clicked.connect(lambda: self._review(self.list.currentItem()))
        self.add_files.clicked.connect(self._ask_files)
        self.add_folder.clicked.connect(self._ask_folder)
        self.remove.clicked.connect(self._remove)
        self.choose.clicked.connect(self._ask_out)
        self.start.clicked.connect(self.begin)
        self.cancel.clicked.connect(self.stop)
        self.shut.clicked.connect(self.close)

    # ---- the queue ------------------------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Add files and folders to the queue."""
        for path in paths:
            if path not in self._items:
                item = QTreeWidgetItem([str(path), tr("waits")])
                item.setData(0, Qt.ItemDataRole.UserRole, path)
                item.setToolTip(0, str(path))
                self.list.addTopLevelItem(item)
                self._items[path] = item
        self._follow()

    def _remove(self) -> None:
        for item in self.list.selectedItems():
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
            self._items.pop(item.data(0, Qt.ItemDataRole.UserRole), None)
        self._follow()

    def _ask_files(self) -> None:
        self._ask(tr("Add files"), QFileDialog.FileMode.ExistingFiles)

    def _ask_folder(self) -> None:
        self._ask(tr("Add a folder"), QFileDialog.FileMode.Directory)

    def _ask(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, title, str(self._folder.parent))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.open()

    def _ask_out(self) -> None:
        dialog = QFileDialog(self, tr("Folder of the results"), self.out.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.out.setText)
        dialog.open()

    def _review(self, item: QTreeWidgetItem | None) -> None:
        """Open the analysis of a finished row."""
        folder = self._result(item)
        if folder is not None:
            self.review_requested.emit(folder)

    def _result(self, item: QTreeWidgetItem | None) -> Path | None:
        return None if item is None else self._results.get(item.data(0, Qt.ItemDataRole.UserRole))

    # ---- the run --------------------------------------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Return whether an analysis is running."""
        return self._run is not None

    def begin(self) -> None:
        """Analyse the files of the queue."""
        if self._run is not None or not self._items:
            return
        try:
            part = self._part()
        except DeskError as error:
            self.note.setText(say(str(error)))
            return
        self._done.clear()
        self._failed = 0
        self._began = monotonic()
        from emotion_desk.catalogue import primary_mode

        mode = primary_mode(self._mode())
        out = Path(self.out.text()).expanduser().absolute()
        self._run = AnalysisRun(list(self._items), out, mode, self.fps.value() or None, part)
        self.note.setText(tr("Loading the network …"))
        self.bar.setValue(0)
        self._run.start()
        self._timer.start()
        self._follow()

    def _part(self) -> tuple[float | None, float | None]:
        """Return begin and end of the part of each file that is analysed.

        Raises:
            DataError: they are no times, or the end does not lie behind the beginning.
        """
        begin_s, end_s = self.begins.moment_s(), self.ends.moment_s()
        if end_s is not None and end_s <= (begin_s or 0.0):
            raise DataError(tr("The end must lie behind the beginning."))
        return begin_s, end_s

    def stop(self) -> None:
        """Cancel the run; it ends soon."""
        if self._run is not None:
            self._run.cancel()
            self.note.setText(tr("Stopping …"))
            self.cancel.setEnabled(False)

    def finish(self) -> None:
        """Cancel the run and wait for its end."""
        self._timer.stop()
        if self._run is not None:
            self._run.cancel()
            if not self._run.join():
                _log.warning("The analysis did not stop in time.")
            self._run = None

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hide the dialog; the queue and a running analysis stay."""
        event.accept()

    def _poll(self) -> None:
        """Show the updates of the run."""
        run = self._run
        while run is not None:
            try:
                updates = run.updates.get_nowait()
            except queue.Empty:
                break
            if updates is None or isinstance(updates, str):
                self._end(run, updates)
                return
            self._take(updates)
        self._show_progress()

    def _take(self, updates: Planned | tuple[Job, float] | Outcome) -> None:
        if isinstance(updates, Planned):
            self._list_jobs(updates)
        elif isinstance(updates, tuple):
            job, seconds = updates
            length = self._lengths.get(job.source, 1.0)
            self._done[job.source] = min(seconds, length)
            self._items[job.source].setText(1, percent(min(1.0, seconds / length)))
        else:
            source = updates.job.source
            self._done[source] = self._lengths.get(source, 1.0)
            self._failed += updates.state == "failed"
            if updates.state in ("done", "skipped"):
                self._results[source] = updates.job.folder
                self._follow_selection()
                self.finished_files.emit()
            item = self._items[source]
            item.setText(1, tr(_WORDS[updates.state]))
            if updates.text:
                told = say(updates.text)
                item.setText(0, f"{source}: {told}" if updates.state == "failed" else str(source))
                item.setToolTip(0, told)

    def _list_jobs(self, planned: Planned) -> None:
        """List the files found in the folders."""
        self._lengths = {job.source: s for job, s in zip(planned.jobs, planned.lengths, strict=True)}
        self.list.clear()
        self._items = {}
        self.add(list(self._lengths))
        from emotion_desk.sessions.batch_jobs import namesakes

        self._named_otherwise = []
        for job, sentence in namesakes(planned.jobs):
            self._named_otherwise.append(say(sentence))
            self._items[job.source].setText(0, f"{job.source} → {job.folder.name}")
            self._items[job.source].setToolTip(0, say(sentence))

    def _show_progress(self) -> None:
        total = sum(self._lengths.values())
        share = sum(self._done.values()) / total if total else 0.0
        self.bar.setValue(round(share * 1000))
        if share >= _SHOW_REST_FROM and self._run is not None and self.cancel.isEnabled():
            left = (monotonic() - self._began) * (1 - share) / share
            self.note.setText(tr("About {time} left.", time=_clock(left)))

    def _end(self, run: AnalysisRun, problem: str | None) -> None:
        """Show the outcome."""
        self._timer.stop()
        run.join()
        self._run = None
        finished = len(self._done) == len(self._lengths) and all(
            item.text(1) in _ended_words() for item in self._items.values()
        )
        self._show_progress()
        if problem is not None:
            self.note.setText(say(problem))
        elif not finished:
            self.note.setText(tr("Stopped; Start goes on where it was."))
        elif self._failed:
            self.note.setText(
                plural(
                    "Finished; {failed} of %n file could not be analysed.",
                    "Finished; {failed} of %n files could not be analysed.",
                    len(self._items),
                    failed=self._failed,
                )
            )
        else:
            self.note.setText(plural("Finished: %n file.", "Finished: %n files.", len(self._items)))
        if not self.list.selectedItems():
            # Review opens the first analysis without a further click.
            for item in [item for item in self._items.values() if self._result(item) is not None][:1]:
                self.list.setCurrentItem(item)
        if self._named_otherwise:
            self.note.setText(" ".join([self.note.text(), *self._named_otherwise[:_NAMED]]))
        self._follow()

    def _follow(self) -> None:
        """Enable the controls that apply."""
        idle = self._run is None
        for widget in (
            self.add_files,
            self.add_folder,
            self.remove,
            self.out,
            self.choose,
            self.fps,
            self.begins,
            self.ends,
        ):
            widget.setEnabled(idle)
        self.start.setEnabled(idle and bool(self._items))
        self.cancel.setEnabled(not idle)
        self._follow_selection()
        (self.start if idle else self.cancel).setDefault(True)  # the default button is drawn in the accent colour

    def _follow_selection(self) -> None:
        chosen = self.list.selectedItems()
        self.review.setEnabled(len(chosen) == 1 and self._result(chosen[0]) is not None)


def _ended_words() -> tuple[str, ...]:
    """Return what stands beside a file that needs no more work."""
    return tuple(tr(_WORDS[state]) for state in ("done", "skipped", "failed"))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(max(0, round(seconds)), 60)
    return tr("{minutes} min {rest} s", minutes=minutes, rest=rest) if minutes else tr("{rest} s", rest=rest)

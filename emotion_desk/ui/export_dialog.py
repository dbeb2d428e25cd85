"""The export dialog: format and options, the first rows before anything is written, several sessions, progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QWidget,
)

from emotion_desk.sessions.export.export_process import run_exports_in
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.run import DONE, FAILED, ExportJob, ExportOutcome, plan_exports
from emotion_desk.sessions.worker_process import WorkerProcess
from emotion_desk.ui.export_choices import (
    FORMAT_WORDS,
)
from emotion_desk.ui.export_layout import ExportLayout
from emotion_desk.ui.export_preview import ReadPreview, read_preview
from emotion_desk.ui.language import plural, tr
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.background import BackgroundJobs, Job

#: Formats that are tables of the chosen rows.
_TABLES: Final = ("csv", "jsonl", "parquet")
_REST_MS: Final = 120
#: How often a closed dialog looks whether its threads have ended.
_LEAVE_MS: Final = 50


class ExportDialog(ExportLayout):
    """Exports sessions in one of the formats; :meth:`finish` must be called before the program ends.

    Args:
        folders: the sessions.
        parent: the window.
    """

    def __init__(self, folders: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(folders, parent)
        #: Makes previews and exports, so that they do not hold the window's lock.
        self.process = WorkerProcess("emotion-desk-export")
        self._previews = BackgroundJobs("emotion-desk-export-preview", self)
        self._writes = BackgroundJobs("emotion-desk-export", self)
        self._preview_job: Job | None = None
        self._job: Job | None = None
        self._picture = QPixmap()
        self._written: list[Path] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._make_preview)
        self._leaver = QTimer(self)
        self._leaver.setSingleShot(True)
        self._leaver.setInterval(_LEAVE_MS)
        self._leaver.timeout.connect(self._leave)
        self._connect()
        self._follow()
        self._warn_of_existing()

    def _connect(self) -> None:
        for box in (self.kind, self.rows, self.decimal, self.delimiter, self.anonymise):
            box.currentIndexChanged.connect(lambda _row: self._changed())
        self.voice.currentIndexChanged.connect(lambda _row: self._changed())
        for check in (self.bom, self.baseline):
            check.toggled.connect(lambda _on: self._changed())
        self.out.textChanged.connect(lambda _text: self._warn_of_existing())
        self.excel.clicked.connect(self._set_excel)
        self.choose.clicked.connect(self._ask_out)
        self.start.clicked.connect(self.begin)
        self.cancel.clicked.connect(self.stop)
        self.shut.clicked.connect(self.close)
        self.show_folder.clicked.connect(self._open_folder)
        self._rest.start()

    # ---- what is chosen -------------------------------------------------------------------------------------------

    @property
    def chosen_kind(self) -> str:
        """Return the name of the format."""
        return str(self.kind.currentData())

    def options(self) -> ExportOptions:
        """Return the options that are set."""
        return ExportOptions(
            decimal=self.decimal.currentData(),
            delimiter=self.delimiter.currentData(),
            bom=self.bom.isChecked(),
            rows=self.rows.currentData(),
            anonymise=self.anonymise.currentData(),
            voice=self.voice.currentData(),
            baseline=self.baseline.isChecked(),
        )

    def jobs(self) -> list[ExportJob]:
        """Return what would be written."""
        text = self.out.text().strip()
        return plan_exports(self._folders, self.chosen_kind, Path(text).expanduser() if text else None)

    def _set_excel(self) -> None:
        self.decimal.setCurrentIndex(self.decimal.findData("comma"))
        self.delimiter.setCurrentIndex(self.delimiter.findData(";"))
        self.bom.setChecked(True)

    def _ask_out(self) -> None:
        dialog = QFileDialog(self, tr("Folder of the exports"), self.out.text() or str(self._folders[0].parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.out.setText)
        dialog.open()

    def _changed(self) -> None:
        self._written = []
        self.bar.setValue(0)
        self._follow()
        self._warn_of_existing()
        self._rest.start()

    # ---- preview --------------------------------------------------------------------------------------------------

    def _make_preview(self) -> None:
        if self._preview_job is not None:
            self._preview_job.cancel()
        folder, kind, options = self._folders[0], self.chosen_kind, self.options()
        self.note.setText(tr("Reading …"))
        self._preview_job = self._previews.run(
            lambda _job: read_preview(self.process, folder, kind, options, lambda: self._leaving),
            self._show_preview,
            self._show_no_preview,
            unexpected=tr(
                "'{name}' cannot be shown as {kind}.", name=folder.name, kind=tr(FORMAT_WORDS.get(kind, kind))
            ),
        )

    def _beginning(self, whole: bool) -> str:
        """Return what stands above the preview."""
        name = self._folders[0].name
        if len(self._folders) == 1:
            return tr("How it begins:") if whole else tr("How it begins, made of the first readings:")
        if whole:
            return tr("How it begins in '{name}':", name=name)
        return tr("How it begins in '{name}', made of the first readings:", name=name)

    def _show_preview(self, read: ReadPreview) -> None:
        shown = read.shown
        self._picture = QPixmap.fromImage(read.picture)
        self.note.setText(self._beginning(shown.whole))
        self.text.setPlainText(sentence(shown.text))
        self.stack.setCurrentWidget(self.text if self._picture.isNull() else self.image)
        self._fit_picture()

    def _show_no_preview(self, text: str) -> None:
        self.note.setText(sentence(text))
        self.text.clear()
        self.stack.setCurrentWidget(self.text)

    def _fit_picture(self) -> None:
        if not self._picture.isNull():
            size = self.stack.size()
            way = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.image.setPixmap(self._picture.scaled(size, *way))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the picture."""
        super().resizeEvent(event)
        self._fit_picture()

    # ---- the export -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Write; returns at once."""
        if self._job is not None:
            return
        jobs, kind, options = self.jobs(), self.chosen_kind, self.options()
        self._written = []
        self._stopping = False
        self.bar.setValue(0)
        self.state.setText(tr("Exporting …"))

        def work(job: Job) -> list[ExportOutcome]:
            count = len(jobs)

            def report(number: int, share: float) -> None:
                job.report(self._advance, (number + share) / count)

            # A cancelled job delivers nothing, so it is stopped by its own sign.
            return list(run_exports_in(self.process, jobs, kind, options, report, self._stop_wanted))

        self._job = self._writes.run(work, self._end, self._fail)
        before = self.focusWidget()
        self._follow()
        self._moved_focus = (before, self.focusWidget())

    def _stop_wanted(self) -> bool:
        return self._stopping or (self._job is not None and self._job.cancelled)

    def stop(self) -> None:
        """Cancel; what is finished stays."""
        self._stopping = True
        self.state.setText(tr("Stopping …"))
        self.cancel.setEnabled(False)

    _stopping = False
    _leaving = False
    #: What had the keyboard before an export, and what got it because that was disabled.
    _moved_focus: tuple[QWidget | None, QWidget | None] = (None, None)

    def _advance(self, share: float) -> None:
        self.bar.setValue(round(share * 1000))

    def _end(self, outcomes: list[ExportOutcome]) -> None:
        self._job = None
        self._written = [each.job.out for each in outcomes if each.state == DONE]
        failed = [each for each in outcomes if each.state == FAILED]
        done = len(self._written)
        if done == len(outcomes):
            self.bar.setValue(1000)
            self.state.setText(
                tr("Written: {written}", written=self._written[0])
                if done == 1
                else plural("%n file was written.", "%n files were written.", done)
            )
        elif failed:
            count = len(failed) - 1
            others = plural("%n more failed as well.", "%n more failed as well.", count) if count else ""
            self.state.setText(
                tr(
                    "{done} of {count} were written. {text} {others}",
                    done=done,
                    count=len(outcomes),
                    text=sentence(failed[0].text),
                    others=others,
                ).rstrip()
            )
        else:
            self.state.setText(tr("Cancelled; {done} of {count} were written.", done=done, count=len(outcomes)))
        self._follow()
        self._give_focus_back()

    def _fail(self, text: str) -> None:
        self._job = None
        self.state.setText(text)
        self._follow()
        self._give_focus_back()

    def _give_focus_back(self) -> None:
        """Give the keyboard back to the widget that lost it because it was disabled meanwhile."""
        before, fallen_to = self._moved_focus
        if before is not None and before is not fallen_to and self.focusWidget() is fallen_to:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_folder(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written[0].parent)))

    # ---- the dialog's life ----------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Cancel what is under way and close; the dialog is deleted when its threads have ended."""
        self._cancel()
        event.accept()
        self._leave()

    def _leave(self) -> None:
        if self._previews.is_running or self._writes.is_running:
            self._leaver.start()
        else:
            self.process.close()
            self.deleteLater()

    def reject(self) -> None:
        """Close by Esc."""
        self.close()

    def finish(self) -> None:
        """Cancel what is under way and wait for its end."""
        self._cancel()
        self._leaver.stop()
        self.process.close()
        self._previews.finish(5.0)
        self._writes.finish(10.0)

    def _cancel(self) -> None:
        self._rest.stop()
        self._stopping = self._leaving = True
        self._previews.cancel()
        self._writes.cancel()
        self._job = None

    def _follow(self) -> None:
        """Enable what applies."""
        idle = self._job is None
        kind = self.chosen_kind
        self.rows.setEnabled(idle and kind in _TABLES)
        self.voice.setEnabled(self.rows.isEnabled() and self.rows.currentData() == "utterances")
        self.baseline.setEnabled(idle)
        cells: tuple[QWidget, ...] = (self.decimal, self.delimiter, self.bom, self.excel)
        for widget in cells:
            widget.setEnabled(idle and kind == "csv")
        self.anonymise.setEnabled(idle and kind == "video")
        for widget in (self.kind, self.out, self.choose, self.start):
            widget.setEnabled(idle)
        self.cancel.setEnabled(not idle)
        self.show_folder.setEnabled(idle and bool(self._written))
        self.start.setText(
            plural("&Export %n session", "&Export %n sessions", len(self._folders))
            if len(self._folders) > 1
            else tr("&Export")
        )

    def _warn_of_existing(self) -> None:
        """Say how many files would be replaced."""
        if self._job is None:
            there = sum(job.out.exists() for job in self.jobs()) if len(self._folders) <= 200 else 0
            self.state.setText(
                plural(
                    "%n file is there already and will be replaced.",
                    "%n files are there already and will be replaced.",
                    there,
                )
                if there
                else ""
            )

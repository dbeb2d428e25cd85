"""The study page: opens a study, lists its participants, runs them live or from a file, and combines all results."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QMessageBox,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from emotion_desk.errors import DeskError
from emotion_desk.studies.combine import REPORT, TABLE, combine_in_process
from emotion_desk.studies.from_files import run_from_file, stimulus_lengths
from emotion_desk.studies.plan import STUDY_FILE, Study, checked_code, order_for, read_study
from emotion_desk.studies.runs import Run, run_folder, runs_of
from emotion_desk.ui.language import mark, plural, tip_with_keys, tr
from emotion_desk.ui.library.dialogs import ask_text
from emotion_desk.ui.pages import PageContext
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.study.live_run import LiveRun, Recording
from emotion_desk.ui.widgets.background import BackgroundJobs, Job
from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.flow_layout import FlowLayout
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import Theme

_EMPTY: Final = mark(
    "Open a folder with study.toml, or let the desk write a demo study with three generated "
    "stimuli. docs/user-studies.md describes the file."
)
_BUTTONS = (
    ("open", mark("&Open study…"), mark("Open the folder of a study")),
    ("demo", mark("De&mo study…"), mark("Write a small study with three generated stimuli into a new folder")),
    ("run", mark("&Run live"), mark("Show the stimuli full screen and record the chosen participant (Esc stops)")),
    ("file", mark("From a fi&le…"), mark("Add the chosen participant from a video of them")),
    ("add", mark("&Add participant…"), mark("Add a participant by a code")),
    ("review", mark("Re&view"), mark("Open the session of the chosen participant")),
    ("combine", mark("&Combine"), mark("Write one table of all participants, a summary, and a report with plots")),
    ("cancel", mark("Ca&ncel"), mark("Stop the analysis of the file, or the combining")),
)


def build(context: PageContext) -> QWidget:
    """Build the page for :class:`~emotion_desk.ui.pages.Pages`."""
    return StudyPage(context)


class StudyPage(QWidget):
    """Shows one study."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.folder: Path | None = None
        self.study: Study | None = None
        self._lengths: dict[str, float] = {}
        self._runs: dict[str, Run] = {}
        self._more: list[str] = []
        self.live: LiveRun | None = None
        self._jobs = BackgroundJobs("emotion-desk-study", self)
        self._jobs.failed.connect(self._warn)
        self._jobs.busy.connect(lambda _busy: self._follow())
        self._job: Job | None = None
        self.banner = Banner()
        self.title = ElidedLabel()
        self.buttons: dict[str, QToolButton] = {}
        top = FlowLayout(gap=8)
        for name, text, tip in _BUTTONS:
            button = QToolButton()
            button.setObjectName("lab")
            words = tr(text)
            button.setText(words)
            letter = words[words.index("&") + 1].upper()
            button.setToolTip(tip_with_keys(tr(tip), f"Alt+{letter}"))
            button.setAccessibleName(words.replace("&", "").rstrip("…"))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, name=name: self.act(name))
            self.buttons[name] = button
            top.addWidget(button)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("Participant"), tr("State"), tr("Order of the stimuli")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(tr("Participants"))
        self.list.setStyleSheet("QTreeWidget::item { padding: 5px 4px; }")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemSelectionChanged.connect(self._follow)
        self.list.itemActivated.connect(lambda _item, _column: self.act("review"))
        self.note = plain_label(tr(_EMPTY))
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 8, 10, 10)
        outer.setSpacing(8)
        outer.addLayout(top)
        outer.addWidget(self.banner)
        outer.addWidget(self.title)
        outer.addWidget(self.note)
        outer.addWidget(self.list, 1)
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme; nothing here is painted by hand."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Give the list the keyboard."""
        super().showEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Stop everything; the window closes."""
        if self._job is not None:
            self._job.cancel()
        if self.live is not None:
            self.live.finish()
        self._jobs.finish(5.0)

    # ---- what is shown --------------------------------------------------------------------------------------------

    def open(self, folder: Path) -> None:
        """Open a study; returns at once."""
        folder = folder.parent if folder.name == STUDY_FILE else folder
        self._more = []
        self._load(folder)

    def _load(self, folder: Path) -> None:
        def work() -> tuple[Study, dict[str, float], dict[str, Run]]:
            study = read_study(folder)
            return study, stimulus_lengths(folder, study), {run.participant: run for run, _session in runs_of(folder)}

        def done(found: tuple[Study, dict[str, float], dict[str, Run]]) -> None:
            self.folder = folder
            self.study, self._lengths, self._runs = found
            self.banner.clear_topic("study")
            self._fill()

        self._jobs.run(lambda _job: work(), done)

    def participants(self) -> list[str]:
        """Return the codes of the plan, those with a run, and those that were added."""
        planned = self.study.participants if self.study is not None else ()
        return list(dict.fromkeys((*planned, *self._runs, *self._more)))

    def chosen(self) -> str | None:
        """Return the selected code."""
        items = self.list.selectedItems()
        return items[0].text(0) if items else None

    def _fill(self) -> None:
        study = self.study
        if study is None or self.folder is None:
            return
        before = self.chosen()
        self.list.clear()
        for code in self.participants():
            run = self._runs.get(code)
            state = tr("to do") if run is None else tr("done") if run.finished else tr("unfinished")
            order = ", ".join(stimulus.name for stimulus in order_for(study, code))
            item = QTreeWidgetItem([code, state, order])
            self.list.addTopLevelItem(item)
            if code == before:
                self.list.setCurrentItem(item)  # the arrow keys go on from here
        if self.chosen() is None and self.list.topLevelItemCount():
            to_do = (code for code in self.participants() if code not in self._runs)
            self._select(next(to_do, self.participants()[0]))
        self.title.set_full_text(f"{_summary(study, len(self.participants()))}   ·   {self.folder}")
        length = sum(self._lengths[s.name] + study.fixation_s for s in study.stimuli) + study.baseline_s
        self.note.setText(
            tr("A run takes {length:.0f} s. Choose camera and microphone above before it begins.", length=length)
        )
        self._follow()

    def _select(self, code: str) -> None:
        for item in self.list.findItems(code, Qt.MatchFlag.MatchExactly):
            self.list.setCurrentItem(item)

    def _follow(self) -> None:
        code, has_study = self.chosen(), self.study is not None
        idle = not self._jobs.waiting and not (self.live is not None and self.live.running)
        fresh = code is not None and code not in self._runs
        enabled = {
            "open": idle,
            "demo": idle,
            "run": idle and fresh and self._context.recording is not None,
            "file": idle and fresh,
            "add": idle and has_study,
            "review": code is not None and not fresh,
            "combine": idle and bool(self._runs),
            "cancel": self._jobs.waiting and self._job is not None and not self._job.cancelled,
        }
        for name, on in enabled.items():
            self.buttons[name].setEnabled(on)

    def _warn(self, text: str) -> None:
        self.banner.show_topic("study", text)
        self._fill()
        self._follow()

    # ---- what the user does ---------------------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """Run a command by its name."""
        code = self.chosen()
        if name == "open":
            self._ask_folder(tr("Open a study"), self.open)
        elif name == "demo":
            self._ask_folder(tr("An empty folder for the demo study"), self.make_demo)
        elif name == "add":
            ask_text(self, tr("Add a participant"), tr("Code of the participant (never the name)"), "", self.add)
        elif code is not None and name == "run":
            self._ask_consent(lambda: self.run_live(code))
        elif code is not None and name == "file":
            self._ask_consent(lambda: self._ask_file(code))
        elif code is not None and name == "review" and self.folder is not None and code in self._runs:
            self._context.review(run_folder(self.folder, code) / self._runs[code].session)
        elif name == "combine":
            self.combine()
        elif name == "cancel":
            self.cancel()

    def make_demo(self, folder: Path) -> None:
        """Write the demo study and open it."""
        from emotion_desk.studies.demo import CONSENT, write_demo

        consent = sentence(CONSENT)
        self._jobs.run(lambda _job: write_demo(folder, consent), lambda _study: self.open(folder))

    def add(self, code: str) -> None:
        """Add a participant."""
        try:
            self._more.append(checked_code(code.strip()))
        except DeskError as error:
            self._warn(str(error))
            return
        self._fill()
        self._select(code.strip())

    def run_live(self, code: str) -> LiveRun | None:
        """Begin to show and record; return the run, ``None`` if it cannot begin."""
        recording = self._context.recording
        if self.study is None or self.folder is None or not isinstance(recording, Recording):
            return None
        try:
            live = LiveRun(self.folder, self.study, code, self._lengths, recording, self)
        except DeskError as error:
            self._warn(str(error))
            return None
        self.live = live
        live.stepped.connect(self._context.show_message)
        live.ended.connect(self._end_live)
        if live.start():
            self._follow()
        return live

    def _end_live(self, text: str) -> None:
        self._context.show_message(text)
        self.note.setText(sentence(text))
        if self.folder is not None:
            self._load(self.folder)

    def add_from_file(self, code: str, source: Path, begins_s: float = 0.0) -> None:
        """Analyse a video of a participant."""
        study, folder = self.study, self.folder
        if study is None or folder is None:
            return

        def work(job: Job) -> Run:
            def progress(seconds: float) -> None:
                job.report(
                    self.note.setText,
                    tr("{code}: {seconds:.0f} s of {name} are analysed.", code=code, seconds=seconds, name=source.name),
                )

            return run_from_file(
                folder,
                study,
                code,
                source,
                begins_s=begins_s,
                agreed=True,
                progress=progress,
                stop=job.cancel_event,
            )

        self._job = self._jobs.run(work, lambda _run: self._load(folder))
        self._follow()

    def combine(self) -> None:
        """Write table, summary and report into the study's folder."""
        study, folder = self.study, self.folder
        if study is None or folder is None:
            return

        def work(job: Job) -> int:
            return combine_in_process(folder, study, lambda: job.cancelled)[TABLE]

        def done(rows: int) -> None:
            self.banner.show_topic(
                "combined",
                plural(
                    "study.csv has {rows} rows of %n participant; beside it: summary.csv, report.html.",
                    "study.csv has {rows} rows of %n participants; beside it: summary.csv, report.html.",
                    len(self._runs),
                    rows=rows,
                ),
                (tr("&Show report"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder / REPORT)))),
                (tr("Show &folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))),
            )
            self._fill()

        self.note.setText(tr("Combining the participants …"))
        self._job = self._jobs.run(work, done)
        self._follow()

    def cancel(self) -> None:
        """Stop the analysis or the combining that is under way."""
        if self._job is not None and self._jobs.waiting:
            self._job.cancel()
            self.note.setText(tr("Cancelled."))

    def _ask_consent(self, then: object) -> None:
        """Ask the participant, where the study has a text; ``then`` is called with a yes."""
        assert callable(then)
        if self.study is None or not self.study.consent:
            then()
            return
        box = QMessageBox(
            QMessageBox.Icon.Question, tr("Consent"), self.study.consent, QMessageBox.StandardButton.Cancel, self
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        agree = box.addButton(tr("The participant &agrees"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: then() if button is agree else None)
        box.open()

    def _ask_file(self, code: str) -> None:
        dialog = QFileDialog(self, tr("Video of {code}", code=code), str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(
            lambda path: ask_text(
                self,
                tr("From a file"),
                tr("Second of the video at which the baseline began"),
                "0",
                lambda text: self._add_at(code, Path(path), text),
            )
        )
        dialog.open()

    def _add_at(self, code: str, path: Path, text: str) -> None:
        try:
            begins_s = float(text.replace(",", "."))
        except ValueError:
            self._warn(tr("'{text}' is no number of seconds.", text=text))
            return
        self.add_from_file(code, path, max(begins_s, 0.0))

    def _ask_folder(self, title: str, take: object) -> None:
        assert callable(take)
        dialog = QFileDialog(self, title, str(self.folder or Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: take(Path(path)))
        dialog.open()


def _summary(study: Study, participants: int) -> str:
    """Return a study in one line."""
    parts = (
        plural("%n stimulus", "%n stimuli", len(study.stimuli)),
        tr("random order") if study.order == "random" else tr("fixed order"),
        plural("%n participant", "%n participants", participants),
    )
    return f"{study.title}: {', '.join(parts)}"

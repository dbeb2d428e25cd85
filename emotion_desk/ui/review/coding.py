"""What a coder does on the review page: selects spans, corrects answers, imports and exports events."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QFileDialog, QMenu

from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions.event_files import Event, read_events, write_events
from emotion_desk.sessions.event_import import ImportedEvents, import_events
from emotion_desk.sessions.reader import Session
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.language import mark, plural, tr
from emotion_desk.ui.library.dialogs import ask_text
from emotion_desk.ui.mnemonics import MARK
from emotion_desk.ui.recents import offer_recents
from emotion_desk.ui.review.reading_agreement import spans_by_key
from emotion_desk.ui.review.readings import Readings, ReadingSeries
from emotion_desk.ui.review.values_panel import Span, subjects
from emotion_desk.ui.widgets.background import BackgroundJobs
from emotion_desk.ui.words import emotion, title_words

if TYPE_CHECKING:
    from emotion_desk.ui.review.layout import ReviewLayout

#: A correction without a selected span speaks of the stretch in which the answer stays, or of this much around it.
_AROUND_S = 0.5
_READ = mark("Events (*.csv *.tsv *.txt *.eaf *.boris)")
_WRITE = (mark("CSV table (*.csv)"), mark("ELAN (*.eaf)"), mark("BORIS project (*.boris)"))


class Coding(QObject):
    """Connects the lists, the time lines and the history of the page.

    Args:
        page: the page.
        settings_file: remembers the coder's name.
        position: returns the present position in seconds.
        moment: returns the moment whose values are shown, in seconds.
        show_message: shows a sentence.
    """

    def __init__(
        self,
        page: ReviewLayout,
        settings_file: SettingsFile,
        position: Callable[[], float],
        moment: Callable[[], float],
        show_message: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._settings_file = settings_file
        self._position, self._moment = position, moment
        self._show_message = show_message
        self._edits = page.edits
        self._readings = Readings()
        self._session: Session | None = None
        self.span: Span | None = None
        self.menu: QMenu | None = None
        self._jobs = BackgroundJobs("emotion-desk-review-events", self)
        self._jobs.failed.connect(lambda text: page.banner.show_topic("warning", text))
        page.annotations.coder.setText(settings_file.values.coder or _user())
        page.annotations.coder_named.connect(lambda name: settings_file.change(coder=name or None))
        page.annotations.changed.connect(lambda: page.timelines.show_annotations(page.annotations.all()))
        page.timelines.span_selected.connect(self.select)
        page.timelines.subject_chosen.connect(self._choose_subject)
        page.values.subject_chosen.connect(lambda _track: self.show_values())
        page.undo_stack.canUndoChanged.connect(page.actions_by_name["undo"].setEnabled)
        page.undo_stack.canRedoChanged.connect(page.actions_by_name["redo"].setEnabled)
        undo, redo = page.actions_by_name["undo"], page.actions_by_name["redo"]
        self._words = {action: action.text() for action in (undo, redo)}  # with their mnemonics
        page.undo_stack.undoTextChanged.connect(lambda text: self._name(undo, text))
        page.undo_stack.redoTextChanged.connect(lambda text: self._name(redo, text))

    def open(self, session: Session | None) -> None:
        """Follow another session; its history begins anew."""
        self._session = session
        self._page.undo_stack.clear()
        self.select(None)
        self._page.annotations.show_annotations(None if session is None else session.annotations)

    def show_readings(self, readings: Readings) -> None:
        """Follow the readings."""
        self._readings = readings
        self._page.values.show_readings(readings)
        self._page.annotations.show_readings(readings)
        self.show_values()

    def finish(self) -> None:
        """Wait for files that are being read or written."""
        self._jobs.finish(3.0)
        self._page.undo_stack.blockSignals(True)  # its last signals would come when the actions are gone

    # ---- spans ----------------------------------------------------------------------------------------------------

    def select(self, span: Span | None) -> None:
        """Select a span of time, ``None`` for none."""
        self.span = span
        self._page.timelines.show_span(span)
        self.show_values()

    def begin_span(self) -> None:
        """Let the selected span begin at the position."""
        here = self._position()
        end = self.span[1] if self.span is not None and self.span[1] > here else self._page.timelines.axis.last_s
        self.select((here, end))

    def end_span(self) -> None:
        """Let the selected span end at the position."""
        here = self._position()
        start = self.span[0] if self.span is not None and self.span[0] < here else self._page.timelines.axis.first_s
        self.select((start, here))

    def show_values(self) -> None:
        """Show the values of the moment or of the span."""
        self._page.values.show_moment(self._moment(), self.span, self._position())

    def _choose_subject(self, track: int) -> None:
        self._page.values.choose(track)
        self.show_values()

    # ---- corrections ----------------------------------------------------------------------------------------------

    def ask_correction(self) -> None:
        """Offer the emotions for the selected span, or for the stretch around the position."""
        series = self._page.values.series
        if not self._page.annotations.can_correct or series is None:
            self._show_message(tr("Answers can be corrected in sessions that have some."))
            return
        span = self.target()
        self.select(span)
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(tr("{title} was …", title=title_words(series.title)))
        for number, name in enumerate(EMOTIONS, 1):
            action = menu.addAction(f"&{number} {emotion(name)}")
            action.triggered.connect(lambda _on=False, label=name: self.correct(label))
        menu.addAction(tr("&Other word…")).triggered.connect(
            lambda _on=False: ask_text(self._page, tr("Correct"), tr("What was shown?"), "", self.correct)
        )
        self.menu = menu
        menu.destroyed.connect(self._forget_menu)
        menu.popup(self._menu_place())

    def correct(self, label: str) -> None:
        """Say that the chosen subject showed something else in the selected span."""
        series, span = self._page.values.series, self.span
        if series is None or span is None or not label.strip():
            return
        self._page.annotations.add(spans_by_key(series, span), label.strip())
        self._show_message(
            tr(
                "{title}: {label}, kept as a correction (Ctrl+Z undoes it).",
                title=title_words(series.title),
                label=emotion(label.strip()),
            )
        )

    def undo(self) -> None:
        """Undo the last edit, and say which."""
        stack = self._page.undo_stack
        text = stack.undoText()
        stack.undo()
        if text and stack.redoText() == text:  # an edit that cannot be undone is dropped, and says so itself
            self._show_message(tr("Undone: {edit}.", edit=text))

    def redo(self) -> None:
        """Do the edit again that was undone last, and say which."""
        stack = self._page.undo_stack
        text = stack.redoText()
        stack.redo()
        if text and stack.undoText() == text:
            self._show_message(tr("Done again: {edit}.", edit=text))

    def target(self) -> Span:
        """Return the selected span; without one the stretch in which the subject's answer stays the same."""
        if self.span is not None and self.span[1] > self.span[0]:
            return self.span
        here = self._position()
        series = self._page.values.series
        if series is None or not len(series.times):
            return here, here + _AROUND_S
        changes = series.changes()
        before = changes[changes <= here + 0.001]
        after = changes[changes > here + 0.001]
        start = float(before[-1]) if before.size else float(series.times[0])
        end = float(after[0]) if after.size else float(series.times[-1]) + 0.05
        return (start, end) if start <= here < end else (here, here + _AROUND_S)

    def _forget_menu(self) -> None:
        self.menu = None

    def _menu_place(self) -> QPoint:
        inside = self._page.rect().contains(self._page.mapFromGlobal(QCursor.pos()))
        return QCursor.pos() if inside else self._page.mapToGlobal(self._page.rect().center())

    def _name(self, action: QAction, text: str) -> None:
        """Say what an action would undo or redo; names of files and events may hold the sign of mnemonics."""
        word = self._words[action]
        action.setText(f"{word}: {text.replace(MARK, 2 * MARK)}" if text else word)

    # ---- events of other programs ---------------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for a file of events."""
        dialog = self._dialog(tr("Import events"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr(_READ), tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.import_file(Path(name)))
        dialog.open()

    def ask_export(self) -> None:
        """Ask where to write the events."""
        dialog = self._dialog(tr("Export events"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr(kind) for kind in _WRITE])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(chosen.split("*.")[1].rstrip(")")))
        dialog.fileSelected.connect(lambda name: self.export_file(Path(name)))
        dialog.open()

    def import_file(self, path: Path) -> None:
        """Add the events of a file: moments as events, spans as corrections; one step of the history."""
        session = self._session
        if session is None:
            return
        by_title = {series.title.casefold(): series for series in subjects(self._readings)}
        coder = self._page.annotations.coder.text().strip()
        self._jobs.run(
            lambda _job: import_events(session, _with_keys(read_events(path), by_title), coder),
            lambda imported: self._take(session, imported, path.name),
        )

    def export_file(self, path: Path) -> None:
        """Write events and corrections."""
        session = self._session
        if session is None:
            return
        made, count = self._collected()
        self._jobs.run(
            lambda _job: write_events(made(), path, session.media),
            lambda _none: self._show_message(
                plural("%n event was written to {path}.", "%n events were written to {path}.", count, path=path)
            ),
        )

    def events(self) -> list[Event]:
        """Return events and corrections as other programs know them."""
        return self._collected()[0]()

    def _collected(self) -> tuple[Callable[[], list[Event]], int]:
        """Return what makes the events of the present marks and corrections, in any thread, and their number."""
        marks, spans = self._page.events.all(), self._page.annotations.all()
        titles = {subject: self._page.annotations.title_of(subject) for subject in {one.subject for one in spans}}

        def made() -> list[Event]:
            moments = [Event(mark.time_s, None, mark.label) for mark in marks]
            said = [Event(one.start_s, one.end_s, one.label, titles[one.subject]) for one in spans]
            return sorted([*moments, *said], key=lambda event: event.start_s)

        return made, len(marks) + len(spans)

    def _take(self, session: Session, imported: ImportedEvents, name: str) -> None:
        """Show what was imported, and remember it in the history if its session is still open."""
        if self._session is session:
            is_first = True

            def do() -> None:
                nonlocal is_first
                if not is_first:
                    imported.put_back()
                is_first = False
                self._show_soon()

            def undo() -> None:
                imported.take_out()
                self._show_soon()

            self._edits.push(tr("import {name}", name=name), do, undo)
        said = plural(
            "%n event was imported from {name} (Ctrl+Z undoes it).",
            "%n events were imported from {name} (Ctrl+Z undoes it).",
            len(imported),
            name=name,
        )
        end_s = session.info.duration_s if session.info.duration_s is not None else self._page.timelines.axis.last_s
        late = imported.after(end_s)
        if late:
            outside = plural(
                "%n begins after the end of the session: is the file of another one?",
                "%n begin after the end of the session: is the file of another one?",
                late,
            )
            said = f"{said} {outside}"
        self._show_message(said)

    def _show_soon(self) -> None:
        """Show events and corrections again, each in a turn of its own: thousands take a while to write and to show."""
        for shown in (self._page.events, self._page.annotations):
            QTimer.singleShot(0, shown, shown.show_again)

    def _dialog(self, title: str) -> QFileDialog:
        folder = self._session.folder if self._session is not None else Path.home()
        dialog = QFileDialog(self._page, title, str(folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer_recents(dialog, self._settings_file)
        return dialog


def _with_keys(events: Iterable[Event], by_title: Mapping[str, ReadingSeries]) -> list[Event]:
    """Return events with their subjects named as in annotations; a span over several tracks becomes several."""
    found = []
    for event in events:
        series = by_title.get(event.subject.casefold())
        if series is None or event.end_s is None:
            found.append(event)
            continue
        for key, (start_s, end_s) in spans_by_key(series, (event.start_s, event.end_s)):
            found.append(replace(event, start_s=start_s, end_s=end_s, subject=key))
    return found


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""

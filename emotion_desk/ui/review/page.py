"""The review page: plays a session with its readings drawn over the picture and on timelines."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from emotion_desk.messages import DeskReading, Frame, FramePacket, Picture, TrackedFace
from emotion_desk.ui import recents
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.pages import PageContext
from emotion_desk.ui.review.analysis_control import AnalysisControl
from emotion_desk.ui.review.baseline_control import BaselineControl
from emotion_desk.ui.review.coding import Coding
from emotion_desk.ui.review.file_spectrogram import FileSpectrogram
from emotion_desk.ui.review.keys_dialog import show_keys
from emotion_desk.ui.review.layout import ReviewLayout
from emotion_desk.ui.review.open_dialog import ask_file, ask_session
from emotion_desk.ui.review.player import Player
from emotion_desk.ui.review.readings import Readings
from emotion_desk.ui.review.session_loader import Opened, SessionLoader
from emotion_desk.ui.review.why import ReviewWhy
from emotion_desk.ui.review.wording import now_text, session_title
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.ui.words import title_words

#: Interval at which a spectrogram that is still being computed is redrawn.
_GROWING_MS = 400
_NO_CROP = np.zeros((0, 0, 3), np.uint8)
_READING = mark("Reading …")
_EMPTY = mark("Open a session (O) or a video or sound file (Shift+O).")


def build(context: PageContext) -> QWidget:
    """Build the page for :class:`~emotion_desk.ui.pages.Pages`."""
    return ReviewPage(context)


def build_in_steps(context: PageContext) -> Generator[None, None, QWidget]:
    """Build the page a piece at a time."""
    page = ReviewPage(context, whole=False)
    yield from page.build()
    return page


class ReviewPage(ReviewLayout):
    """Opens, plays and marks sessions.

    Args:
        context: the desk and the window.
        whole: whether to build everything at once, or as far as :meth:`build` is followed.
    """

    def __init__(self, context: PageContext, *, whole: bool = True) -> None:
        super().__init__()
        self._context = context
        if whole:
            deque(self.build(), maxlen=0)

    def build(self) -> Iterator[None]:
        """Build the page; yields between the pieces."""
        context = self._context
        yield from self.lay_out(context.theme, self.act)
        yield
        self.opened: Opened | None = None
        self.readings = Readings()
        self.shown_frame: int | None = None
        self._changes = np.zeros(0)
        self.loader = SessionLoader(self)
        self.player = Player(self)
        self.playback_clock = self.player.playback_clock
        self.coding = Coding(
            self,
            context.settings_file,
            lambda: self.playback_clock.position_s,
            lambda: self.moment_s,
            context.show_message,
        )
        yield
        self.analysis = AnalysisControl(self, context, lambda: self.coding.span, lambda: self.playback_clock.end_s)
        self.neutral = BaselineControl(self, context.show_message)
        self.why = ReviewWhy(self, context.theme, lambda: self.picture.packet)
        self._growing = QTimer(self)
        self._growing.setInterval(_GROWING_MS)
        self.picture.show_nothing(tr(_EMPTY))
        recents.recents_menu(self.recent_menus["open_session"], context.settings_file, self.open, sessions=True)
        recents.recents_menu(self.recent_menus["open_file"], context.settings_file, self.open, sessions=False)
        yield
        self._connect()
        self._enable()

    def _connect(self) -> None:
        self._growing.timeout.connect(self.timelines.redraw)
        self.player.frame_ready.connect(self._show_frame)
        self.player.failed.connect(self._warn)
        self.player.silent.connect(self._show_silence_reason)
        self.loader.opened.connect(self._show_opened)
        self.loader.readings_loaded.connect(self._show_readings)
        self.loader.spectrogram_started.connect(self._show_spectrum)
        self.loader.warning.connect(self._warn)
        self.loader.failed.connect(self._fail)
        self.analysis.done.connect(self.open)
        self.loader.done.connect(self._finish_loading)
        self.playback_clock.moved.connect(self._move)
        self.playback_clock.changed.connect(self._follow_clock)
        self.controls.seek_requested.connect(self.player.go)
        self.controls.speed_chosen.connect(self.player.set_speed)
        self.timelines.seek_requested.connect(self.player.go)
        self.timelines.mark_selected.connect(self.events.choose)
        self.neutral.changed.connect(self._read_again)
        self.events.changed.connect(self._show_events)
        self.events.seek_requested.connect(self.player.go)
        self.annotations.seek_requested.connect(self.player.go)

    # ---- the page's life ------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Stop all threads and timers for good; the window closes."""
        self._growing.stop()
        self.loader.finish()
        self.analysis.finish()
        self.neutral.finish()
        self.why.finish()
        self.coding.finish()
        self.player.finish()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the keyboard focus."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.loader.busy and self.timelines.spectrum is not None:
            self._growing.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Pause while hidden."""
        self.playback_clock.pause()
        self._growing.stop()

    # ---- opening --------------------------------------------------------------------------------------------------

    def release(self, folder: Path) -> None:
        """Close a session because its folder is about to be renamed or removed; another one stays open."""
        if self.opened is not None and self.opened.session is not None and self.opened.session.folder == folder:
            self._close()
            self.picture.show_nothing(tr(_EMPTY))
            self.title.set_full_text("")
            self.loading.setText("")
            self.loader.cancel()
            self._enable()

    def open(self, path: Path) -> None:
        """Open a session folder or a media file; returns at once."""
        self._close()
        recents.remember(self._context.settings_file, path)
        self.picture.show_nothing(tr("Opening {name} …", name=path.name))
        self.title.set_full_text(path.name)
        self.loading.setText(tr("Opening …"))
        self._enable()
        self.loader.open(path)

    def _close(self) -> None:
        self.analysis.open(None)
        self.player.unload()
        self.opened = None
        self.readings = Readings()
        self._changes = np.zeros(0)
        self.shown_frame = None
        self.timelines.show_spectrum(None)
        self.show_people(self.readings)
        self.events.show_marks(None)
        self.coding.open(None)
        self.neutral.open(None)
        self.coding.show_readings(self.readings)
        for topic in ("failed", "note", "warning"):
            self.banner.clear_topic(topic)

    def _fail(self, text: str) -> None:
        self.loading.setText("")
        self.picture.show_nothing(tr(_EMPTY))
        self.banner.show_topic("failed", text)

    def _warn(self, text: str) -> None:
        self.banner.show_topic("warning", text)

    def _show_opened(self, opened: Opened) -> None:
        self.opened = opened
        self.analysis.open(opened)
        if opened.session is not None and opened.notes:
            self.banner.show_topic("note", " ".join(map(sentence, opened.notes)))
        session, index = opened.session, opened.index
        self.title.set_full_text(session_title(opened))
        self.loading.setText(tr(_READING))
        if session is not None:
            self.events.show_marks(session.mark_list)
            self.coding.open(session)
            self.neutral.open(session)
        if index is None or not len(index):
            self.picture.show_nothing(tr("There is no picture."))
        self._set_range(opened.end_s)
        self._enable()

    def _set_range(self, end_s: float) -> None:
        index = self.opened.index if self.opened is not None else None
        start_s = min(0.0, float(index.times[0])) if index is not None and len(index) else 0.0
        self.controls.set_range(start_s, end_s)
        self.timelines.set_range(start_s, end_s)
        self.player.load(index, start_s, end_s)

    def _show_readings(self, readings: Readings) -> None:
        self.readings = readings
        self._changes = readings.changes()
        self.show_people(readings)
        if readings.end_s > self.playback_clock.end_s and (self.opened is None or self.opened.index is None):
            self.controls.set_range(self.playback_clock.start_s, readings.end_s)
            self.timelines.set_range(self.playback_clock.start_s, readings.end_s)
            self.playback_clock.extend(readings.end_s)
        self.coding.show_readings(readings)
        self._redraw_frame()
        self._update_now_text()

    def _read_again(self) -> None:
        if self.opened is not None and self.opened.session is not None:
            self.loader.read_again(self.opened.session)

    def _show_spectrum(self, spectrum: FileSpectrogram) -> None:
        self.timelines.show_spectrum(spectrum)
        if self.isVisible():
            self._growing.start()

    def _finish_loading(self) -> None:
        self._growing.stop()
        self.timelines.redraw()
        if self.loading.text() == tr(_READING):
            self.loading.setText("")

    # ---- what is shown --------------------------------------------------------------------------------------------

    def _show_frame(self, number: int, picture: Picture) -> None:
        index = self.player.index
        if index is None:
            return
        self.shown_frame = number
        time_s = float(index.times[number])
        stamp = round(time_s * 1e9)
        people = self.readings.people_at(time_s)
        faces = tuple(TrackedFace(person.track_id, person.box, _NO_CROP) for person in people)
        packet = FramePacket(Frame(number, stamp, picture, time_s), faces)
        self.picture.show_packet(packet, DeskReading(0, "", "", stamp, 0.0, number, stamp, None, people))

    @property
    def moment_s(self) -> float:
        """Return the moment whose values are shown: the position, before the first frame that of the first frame."""
        here, index = self.playback_clock.position_s, self.player.index
        return max(here, float(index.times[0])) if index is not None and len(index) else here

    def _redraw_frame(self) -> None:
        packet = self.picture.packet
        if packet is not None:
            self._show_frame(packet.frame.index, packet.frame.picture)

    def jump(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) change of an emotion or event."""
        moments = np.union1d(self._changes, [mark.time_s for mark in self.events.all()])
        here = self.playback_clock.position_s
        found = moments[moments > here + 0.01] if direction > 0 else moments[moments < here - 0.01]
        if not found.size:
            self._context.show_message(
                tr("There is no further change.") if direction > 0 else tr("There is no change before.")
            )
            return
        self.player.go(float(found[0] if direction > 0 else found[-1]))

    def _move(self, time_s: float) -> None:
        self.controls.show_position(time_s, self.playback_clock.end_s)
        self.timelines.show_position(time_s)
        self._update_now_text()

    def _update_now_text(self) -> None:
        if self.coding.span is None:
            self.coding.show_values()
        self.controls.now.set_full_text(now_text(self.moment_s, self.player.index, self.readings))

    def _show_silence_reason(self, why: str) -> None:
        self.controls.sound.setText(tr("silent") if why else "")
        self.controls.sound.setToolTip(sentence(why))
        if why:
            self._context.show_message(why)

    def _follow_clock(self) -> None:
        self.controls.show_playing(self.playback_clock.playing, self.playback_clock.speed)

    # ---- what the user does ---------------------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """Run an action by its name."""
        here = self.playback_clock.position_s
        acts: dict[str, Callable[[], object]] = {
            "play": self.player.toggle,
            "step_back": lambda: self.player.step(-1),
            "step_on": lambda: self.player.step(1),
            "change_back": lambda: self.jump(-1),
            "change_on": lambda: self.jump(1),
            "second_back": lambda: self.player.go(here - 1),
            "second_on": lambda: self.player.go(here + 1),
            "ten_back": lambda: self.player.go(here - 10),
            "ten_on": lambda: self.player.go(here + 10),
            "first": lambda: self.player.go(self.playback_clock.start_s),
            "last": lambda: self.player.go(self.playback_clock.end_s),
            "slower": lambda: self.player.shift_speed(-1),
            "faster": lambda: self.player.shift_speed(1),
            "mark": lambda: self._mark(here),
            "edit": self.events.edit,
            "move": lambda: self.events.move_to(here),
            "delete": self._delete,
            "correct": self.coding.ask_correction,
            "span_begin": self.coding.begin_span,
            "span_end": self.coding.end_span,
            "span_clear": lambda: self.coding.select(None),
            "neutral": lambda: self.neutral.use_span(self.coding.span),
            "baseline": self.neutral.toggle,
            "why": self._explain,
            "undo": self.coding.undo,
            "redo": self.coding.redo,
            "import_events": self.coding.ask_import,
            "export_events": self.coding.ask_export,
            "zoom_in": self.timelines.zoom_in,
            "zoom_out": self.timelines.zoom_out,
            "zoom_whole": self.timelines.zoom_whole,
            "keys": lambda: show_keys(self),
            "analyse": self.analysis.analyse,
            "analyse_part": self.analysis.analyse_part,
            "export": self._export,
            "open_session": lambda: ask_session(self, self._context.settings_file, self._folder(), self.open),
            "open_file": lambda: ask_file(self, self._context.settings_file, self._folder(), self.open),
        }
        acts[name]()

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        self.why.set_theme(theme)

    def _explain(self) -> None:
        """Explain the answer for the chosen person in the picture shown; for the voice, that for the largest face."""
        series = self.values.series
        if self.picture.packet is None or not self.picture.packet.faces:
            self._context.show_message(tr("There is no face in this picture whose answer could be explained."))
        elif series is None or not series.track_id:
            self.why.open(None, "")
        else:
            self.why.open(series.track_id, title_words(series.title))

    def _delete(self) -> None:
        """Delete the chosen correction where its list has the keyboard, else the chosen event."""
        if not (self.annotations.list.hasFocus() and self.annotations.delete()):
            self.events.delete()

    def _export(self) -> None:
        if self.opened is not None and self.opened.session is not None:
            self._context.export([self.opened.session.folder])

    def _mark(self, time_s: float) -> None:
        self.playback_clock.pause()
        self.events.add(time_s)

    def _show_events(self) -> None:
        self.timelines.show_marks(self.events.all(), self.events.chosen)
        self._enable()

    def _enable(self) -> None:
        for name, action in self.actions_by_name.items():
            if name in ("edit", "move"):
                action.setEnabled(self.events.chosen is not None)
            elif name in ("mark", "correct", "neutral", "baseline", "import_events", "export_events", "delete"):
                action.setEnabled(self.events.can_mark)
            elif name in ("undo", "redo"):
                stack = self.undo_stack
                action.setEnabled(stack.canUndo() if name == "undo" else stack.canRedo())
            elif name == "export":
                action.setEnabled(self.opened is not None and self.opened.session is not None)
            elif name == "analyse":
                action.setEnabled(self.opened is not None and self.opened.session is None)
            elif not name.startswith(("open", "keys")):
                action.setEnabled(self.opened is not None)
        self.controls.seek.setEnabled(self.opened is not None)
        self.controls.speed.setEnabled(self.opened is not None)

    def _folder(self) -> str:
        if self.opened is not None:
            return str(self.opened.path.parent)
        return self._context.settings_file.values.last_folder or str(Path.home())

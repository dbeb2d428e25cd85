"""The main window: shows the board, answers what the user does and tells what the desk says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow

from emotion_desk.clock import now_ns
from emotion_desk.commands.options import RecordOptions
from emotion_desk.errors import DeskError
from emotion_desk.messages import DeskEvent, Figures, Side, State
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.compare.comparison_controller import Comparison
from emotion_desk.ui.consent_gate import ConsentGate
from emotion_desk.ui.device_watch import DeviceWatch
from emotion_desk.ui.initial_sources import Opening
from emotion_desk.ui.live.desk_poller import Feed, Screens
from emotion_desk.ui.live.page import Board
from emotion_desk.ui.live.screen_latency import ScreenFigures
from emotion_desk.ui.live.status_bar import BADGES, StatusBar
from emotion_desk.ui.open_dialogs import open_about, open_file_dialog, open_settings
from emotion_desk.ui.pages import PageContext, Pages, later_tabs
from emotion_desk.ui.people.people_controller import PeopleDesk
from emotion_desk.ui.recording_controller import Recording
from emotion_desk.ui.source_controller import NOTHING, Director, Pick
from emotion_desk.ui.toolbar import Toolbar
from emotion_desk.ui.widgets.event_loop_watchdog import Watchdog
from emotion_desk.ui.widgets.image_saver import SnapshotSaver, default_folder, snapshot_path
from emotion_desk.ui.widgets.theme import app_icon, dress, look_for

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk
    from emotion_desk.ui.analysis_dialog import AnalysisDialog

_log = logging.getLogger(__name__)

_STOP_S = 5.0


@dataclass(frozen=True, slots=True)
class Modes:
    """Which modes there are (with the reason where one is not), which one is on, and how to change."""

    available: dict[str, str | None]
    chosen: str
    choose: Callable[[str], None]
    #: Measures the engines again, and loads the mode.
    measure: Callable[[str], None] | None = None


class MainWindow(QMainWindow):
    """Shows a desk; owns it from here on and stops it when it closes."""

    #: Emitted once everything has stopped.
    closed = Signal()

    def __init__(self, desk: Desk, director: Director, kept: SettingsFile, modes: Modes) -> None:
        super().__init__()
        self.desk, self.director, self.kept, self.modes = desk, director, kept, modes
        self.figures = ScreenFigures()
        self.last_figures: Figures = desk.figures()
        self.screen_fps = 0.0
        self.watchdog = Watchdog(self)
        self.saver = SnapshotSaver(self)
        self.gate = ConsentGate(self, kept, self.tell)
        self.devices: DeviceWatch | None = None
        self.analysis: AnalysisDialog | None = None
        self._open = True
        self._look = look_for(kept.values.theme)
        self.setWindowTitle("Emotion Desk")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(960, 600)
        self.resize(1280, 800)
        self.toolbar = Toolbar(self._look)
        self.toolbar.set_modes(modes.available, modes.chosen)
        self.addToolBar(self.toolbar)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.board = Board(self._look, self.figures.painted)
        self.banner = self.board.banner
        self.pages = Pages(self.board, lambda: PageContext(desk, kept, self._look, self.tell), later_tabs())
        self.setCentralWidget(self.pages)
        board = self.board
        screens = Screens(board.picture, board.people, board.voice, board.spectrogram, board.ribbon, self.status)
        self.feed = Feed(desk, director, screens, self.figures, self)
        self.recording = Recording(desk, director, kept, self)
        self.people = PeopleDesk(desk, kept, lambda: self.modes.chosen, self)
        self.comparison = Comparison(board, kept, self.saver, self)
        self._connect()
        self.comparison.show(modes.chosen == "compare")
        self._restore()
        self._follow_sources()
        if kept.message:
            self.tell(kept.message)

    def _connect(self) -> None:
        self.feed.happened.connect(self.hear)
        self.feed.answered.connect(self.comparison.take)
        self.saver.told.connect(self.tell)
        bar = self.toolbar
        bar.cameras.picked.connect(lambda pick: self.pick(pick, Side.PICTURE))
        bar.microphones.picked.connect(lambda pick: self.pick(pick, Side.SOUND))
        bar.mode_chosen.connect(self.choose_mode)
        bar.open.triggered.connect(lambda: open_file_dialog(self, self.kept.values.last_folder, self.play_file))
        bar.analyse.triggered.connect(self.open_analysis)
        bar.snapshot.triggered.connect(self.take_snapshot)
        bar.record.triggered.connect(lambda _on=False: self.recording.toggle())
        self.recording.shown.connect(self.status.show_recording)
        self.recording.shown.connect(lambda on, _text, _tip: bar.show_recording(on))
        self.recording.told.connect(self.tell)
        self.recording.warned.connect(lambda text: self.banner.say("recording", text))
        geometry = self.board.picture.geometry_switch
        geometry.told.connect(self.tell)
        geometry.told.connect(lambda text: self.banner.say("geometry", text))
        geometry.switched.connect(self._geometry_switched)
        bar.enrol.triggered.connect(lambda: self.people.enrol())
        bar.people.triggered.connect(self.people.manage)
        bar.privacy.triggered.connect(self.people.privacy)
        self.board.people.enrol_wished.connect(self.people.enrol)
        self.people.told.connect(self.tell)
        self.people.troubled.connect(lambda text: self.banner.say("people", text))
        self.feed.answered.connect(lambda _reading: self.people.look())
        bar.settings.triggered.connect(lambda: open_settings(self, self.kept, self.apply, self.measure_engines))
        bar.about.triggered.connect(lambda: open_about(self, self.actions(), self.people.privacy))
        own = (
            self._action("Open &again", "Ctrl+R", self.open_again),
            self._action("&Mark the moment", "F8", self.recording.mark),
            self._action("&Dismiss message", "Esc", self.pages.dismiss),
            self._action("&Quit", "Ctrl+Q", self.close),
        )
        for action in (*bar.actions_with_keys(), geometry.action, *self.pages.actions_of_tabs, *own):
            self.addAction(action)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_scheme_changed)

    def _action(self, text: str, keys: str, call: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: call())
        return action

    # ---- life -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to poll the desk and to watch the event loop."""
        first = self.director.wanted[Side.PICTURE]
        if first.kind != "none":
            self.board.picture.show_nothing(f"Opening {first.label} …")
        self.feed.start()
        self.watchdog.start()

    def watch_devices(self) -> None:
        """List devices and follow plugging; Qt takes a moment for it, so do it before the first picture."""
        if self.devices is None and self._open:
            self.devices = DeviceWatch(self)
            self.devices.listed.connect(self._show_devices)
            self.toolbar.cameras.opening.connect(self.devices.refresh)
            self.toolbar.microphones.opening.connect(self.devices.refresh)
            self.devices.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep the settings, vanish at once, then stop what runs behind."""
        event.accept()
        if not self._open:
            return
        self._open = False
        self.last_figures = self.desk.figures()
        self.screen_fps = self.figures.fps(now_ns())
        self.kept.change(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            splitter=bytes(self.board.splitter.saveState().toBase64().data()).decode("ascii"),
        )
        self._save()
        self.hide()
        self.feed.stop()
        self.board.picture.geometry_switch.finish()
        self.pages.finish()
        self.people.finish()
        self.watchdog.stop()
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._system_scheme_changed)
        if not self.desk.stop(timeout_s=_STOP_S):
            _log.warning("A thread of the desk did not stop in time.")
        self.recording.close()
        if self.analysis is not None:
            self.analysis.finish()
        self.saver.finish()
        if self.devices is not None:
            self.devices.finish()
        self.closed.emit()

    def _save(self) -> None:
        try:
            self.kept.save()
        except DeskError as error:
            _log.warning("%s", error)
            self.tell(str(error))

    def _restore(self) -> None:
        values = self.kept.values
        if values.geometry:
            self.restoreGeometry(QByteArray.fromBase64(values.geometry.encode("ascii", "ignore")))
        if values.splitter:
            self.board.splitter.restoreState(QByteArray.fromBase64(values.splitter.encode("ascii", "ignore")))
        self.board.picture.geometry_switch.turn(values.face_geometry)

    # ---- what the desk tells --------------------------------------------------------------------------------------

    def tell(self, text: str) -> None:
        """Show a message in the status bar."""
        self.status.tell(text)

    def hear(self, event: DeskEvent) -> None:
        """Show what became of a source or of the network."""
        self.tell(event.text)
        topic = self._topic(event.side)
        self.director.heard(event)
        if event.state is State.RUNNING:
            self.banner.unsay(topic)
        elif event.state in (State.LOST, State.FAILED, State.ENDED):
            if event.side is Side.NETWORK:
                self.banner.say(topic, event.text, "&Try again", self._load_again)
            else:
                self.banner.say(topic, event.text, "&Open again", lambda: self._reopen(event.side))
        if event.side is Side.PICTURE and event.state in (State.LOST, State.FAILED):
            self.board.picture.lapse(event.text)
        self._follow_sources()

    def _topic(self, side: Side) -> str:
        """A clip ends on both sides at once and is told once."""
        wanted = self.director.wanted
        if side in wanted and wanted[side].is_clip and wanted[Side.PICTURE] == wanted[Side.SOUND]:
            return "clip"
        return side.value

    def _follow_sources(self) -> None:
        wanted = self.director.wanted
        self.toolbar.cameras.show_pick(wanted[Side.PICTURE])
        self.toolbar.microphones.show_pick(wanted[Side.SOUND])
        self.status.show_badge(self.director.badge, BADGES[self.director.badge])

    # ---- what the user does ---------------------------------------------------------------------------------------

    def pick(self, pick: Pick, side: Side) -> None:
        """Change what is seen or heard, after asking if it is a device and nobody agreed yet."""
        if pick.kind not in ("camera", "microphone"):
            self._change(pick, side)
            return

        def refused() -> None:
            self._follow_sources()
            self.tell("No camera or microphone is used.")

        self.gate.ask(lambda: self._change(pick, side), refused)

    def play_file(self, path: Path) -> None:
        """Play a file, picture and sound."""
        self.kept.change(last_folder=str(path.parent))
        self._change(Pick("file", str(path)), Side.PICTURE)

    def adopt(self, opening: Opening) -> None:
        """Go over to the sources of an opening."""
        self.feed.forget()
        self.desk.use_picture(opening.picture)
        self.desk.use_sound(opening.sound)
        self.director.adopt(opening.picture_pick, opening.sound_pick)
        for topic in ("note", "choice", "clip", Side.PICTURE.value, Side.SOUND.value):
            self.banner.unsay(topic)
        if opening.note:
            self.banner.say("note", opening.note)
        self._follow_sources()

    def open_analysis(self) -> None:
        """Show the queue of files to analyse."""
        if self.analysis is None:
            from emotion_desk.ui.analysis_dialog import AnalysisDialog

            folder = Path(self.kept.values.last_folder or Path.home()) / "analysed"
            self.analysis = AnalysisDialog(lambda: self.modes.chosen, folder, self)
        self.analysis.show()
        self.analysis.raise_()

    def open_again(self) -> None:
        """Do what the banner's button offers."""
        if self.banner.isVisible() and self.banner.button.isVisible():
            self.banner.button.click()

    def _load_again(self) -> None:
        self.modes.choose(self.modes.chosen)

    def _reopen(self, side: Side) -> None:
        self.feed.forget()
        self._try(lambda: self.director.open_again(side))

    def _change(self, pick: Pick, side: Side) -> None:
        act = self.director.pick_picture if side is Side.PICTURE else self.director.pick_sound
        if not self._try(lambda: act(pick)):
            return
        for topic in ("note", "clip", side.value):
            self.banner.unsay(topic)
        if side is Side.PICTURE or pick.is_clip:
            self.feed.forget()
            self.board.picture.show_nothing("No picture" if pick.kind == "none" else f"Opening {pick.label} …")
        if not pick.is_clip:
            device = "none" if pick.kind == "none" else pick.name or None
            self.kept.change(**{"camera" if side is Side.PICTURE else "microphone": device})

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except DeskError as error:
            self.tell(str(error))
            self.banner.say("choice", str(error))
            return False
        finally:
            self._follow_sources()
        self.banner.unsay("choice")
        return True

    def choose_mode(self, mode: str) -> None:
        """Change between one multi-task network and the single ones."""
        if mode in self.modes.available and self.modes.available[mode] is None:
            self.modes = replace(self.modes, chosen=mode)
            self.banner.unsay(Side.NETWORK.value)
            self.kept.change(mode=mode)
            self.modes.choose(mode)
            self.comparison.show(mode == "compare")
        elif self.modes.available.get(mode):
            self.tell(str(self.modes.available[mode]))
        self.toolbar.set_modes(self.modes.available, self.modes.chosen)

    def measure_engines(self) -> None:
        """Measure again which engine is fastest here, and use it."""
        if self.modes.measure is not None:
            self.modes.measure(self.modes.chosen)

    def record_when_running(self, wanted: RecordOptions) -> None:
        """Begin to record as soon as the sources that were wished for are open."""
        wished = [side for side in (Side.PICTURE, Side.SOUND) if self.director.wanted[side] != NOTHING]

        def begin(_event: object = None) -> None:
            if all(self.director.running[side] != NOTHING for side in wished):
                self.feed.happened.disconnect(begin)
                self.recording.start(wanted)

        self.feed.happened.connect(begin)

    def _geometry_switched(self, on: bool) -> None:
        self.kept.change(face_geometry=on)
        if on:
            self.banner.unsay("geometry")

    def take_snapshot(self) -> Path | None:
        """Save the picture with its boxes; return where, or ``None`` while there is no picture."""
        image = self.board.picture.snapshot()
        if image is None:
            self.tell("There is no picture to save yet.")
            return None
        folder = self.kept.values.snapshot_folder
        path = snapshot_path(Path(folder) if folder else default_folder(), datetime.now())
        self.saver.save(image, path)
        return path

    def apply(self, changes: dict[str, object]) -> None:
        """Take over what was changed in the settings."""
        self.kept.change(**changes)
        self.director.loop = self.kept.values.repeat_files
        self.refresh_look()
        self._save()

    # ---- look and devices -----------------------------------------------------------------------------------------

    def refresh_look(self) -> None:
        """Put on the look that the settings or the system ask for."""
        look = look_for(self.kept.values.theme)
        if look is self._look:
            return
        self._look = look
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, look)
        self.toolbar.set_look(look)
        self.board.set_look(look)
        self.pages.set_look(look)

    def _system_scheme_changed(self) -> None:
        if self.kept.values.theme == "auto":
            self.refresh_look()

    def _show_devices(self, cameras: list[Pick], microphones: list[Pick]) -> None:
        self.toolbar.cameras.set_devices(cameras)
        self.toolbar.microphones.set_devices(microphones)

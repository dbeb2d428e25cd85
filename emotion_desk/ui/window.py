"""The main window: puts the parts in their places and answers what the user does."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from emotion_desk.clock import now_ns
from emotion_desk.errors import DeskError
from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.messages import DeskEvent, Figures, Side, State
from emotion_desk.settings import NOTICE_VERSION, SettingsFile
from emotion_desk.ui.about import AboutDialog
from emotion_desk.ui.banner import Banner
from emotion_desk.ui.cards import VoiceCard
from emotion_desk.ui.consent import ConsentDialog
from emotion_desk.ui.devices import DeviceWatch
from emotion_desk.ui.director import Director, Pick
from emotion_desk.ui.feed import Feed, Screens
from emotion_desk.ui.latency import ScreenFigures
from emotion_desk.ui.legend import PlotHeader
from emotion_desk.ui.opening import Opening
from emotion_desk.ui.people_panel import PeoplePanel
from emotion_desk.ui.picture_view import PictureView
from emotion_desk.ui.ribbon import Ribbon
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.snapshot import SnapshotSaver, default_folder, snapshot_path
from emotion_desk.ui.spectrogram import Spectrogram
from emotion_desk.ui.status import StatusBar
from emotion_desk.ui.theme import app_icon, dress, look_for
from emotion_desk.ui.toolbar import Toolbar
from emotion_desk.ui.watchdog import Watchdog

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk

_log = logging.getLogger(__name__)

SIDE_WIDTH = 330
_BADGE_TIPS = {
    "LIVE": "A camera or microphone is on",
    "FILE": "A file is playing",
    "DEMO": "The demo clip is playing",
    "IDLE": "Nothing is playing",
}


@dataclass(frozen=True, slots=True)
class Modes:
    """Which modes there are, and how to change to one."""

    available: dict[str, str | None]
    chosen: str
    choose: Callable[[str], None]


class MainWindow(QMainWindow):
    """Shows a running desk; owns it from here on and stops it when it closes."""

    #: Emitted once everything has stopped.
    closed = Signal()

    def __init__(self, desk: Desk, director: Director, kept: SettingsFile, modes: Modes) -> None:
        super().__init__()
        self.desk, self.director, self.kept, self.modes = desk, director, kept, modes
        self.figures = ScreenFigures()
        self.watchdog = Watchdog(self)
        self.saver = SnapshotSaver(self)
        self.devices: DeviceWatch | None = None
        self.last_figures: Figures = desk.figures()
        self.screen_fps = 0.0
        self.consent_dialog: ConsentDialog | None = None
        self._open = True
        self.setWindowTitle("Emotion Desk")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(960, 600)
        self.resize(1280, 800)
        self._build()
        self._connect()
        self._restore()
        self._follow_sources()
        if kept.message:
            self.tell(kept.message)

    # ---- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = self._look = look_for(self.kept.values.theme)
        self.toolbar = Toolbar(look)
        self.toolbar.set_modes(self.modes.available, self.modes.chosen)
        self.addToolBar(self.toolbar)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.banner = Banner()
        self.picture = PictureView(look, self.figures.painted)
        self.people = PeoplePanel(look)
        self.voice = VoiceCard(look)
        self.spectrogram = Spectrogram(look)
        self.ribbon = Ribbon(look)
        self._headers = [
            PlotHeader(look, "Mel spectrogram (Hz), last 10 s", [("speech", None)]),
            PlotHeader(look, "Emotion, last 60 s", list(EMOTION_COLOURS.items())),
        ]
        plots = QFrame()
        plots.setObjectName("plot")
        rows = QVBoxLayout(plots)
        rows.setContentsMargins(1, 4, 1, 4)
        rows.setSpacing(0)
        for header, plot, stretch, least in (
            (self._headers[0], self.spectrogram, 3, 84),
            (self._headers[1], self.ribbon, 2, 60),
        ):
            plot.setMinimumHeight(least)
            rows.addWidget(header)
            rows.addWidget(plot, stretch)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(8)
        self.splitter.addWidget(self.picture)
        self.splitter.addWidget(plots)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([560, 250])
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        cards = QVBoxLayout(side)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(8)
        cards.addWidget(self.people, 1)
        cards.addWidget(self.voice)
        centre = QWidget()
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.splitter, 1)
        middle.addWidget(side)
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(10, 10, 10, 10)
        whole.setSpacing(8)
        whole.addWidget(self.banner)
        whole.addLayout(middle, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        screens = Screens(self.picture, self.people, self.voice, self.spectrogram, self.ribbon, self.status)
        self.feed = Feed(self.desk, self.director, screens, self.figures, self)
        self.feed.event.connect(self.hear)
        self.saver.told.connect(self.tell)
        bar = self.toolbar
        bar.cameras.picked.connect(self.pick_picture)
        bar.microphones.picked.connect(self.pick_sound)
        bar.mode_chosen.connect(self.choose_mode)
        bar.open.triggered.connect(self.ask_file)
        bar.snapshot.triggered.connect(self.take_snapshot)
        bar.settings.triggered.connect(self.show_settings)
        bar.about.triggered.connect(self.show_about)
        self.quit_action = self._action("&Quit", QKeySequence("Ctrl+Q"), self.close)
        self.dismiss_action = self._action("&Dismiss message", QKeySequence("Esc"), self.banner.dismiss)
        self.again_action = self._action("Open &again", QKeySequence("Ctrl+R"), self.open_again)
        for action in self.actions_with_keys():
            self.addAction(action)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_scheme_changed)

    def _action(self, text: str, keys: QKeySequence, call: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.triggered.connect(lambda _checked=False: call())
        return action

    def actions_with_keys(self) -> list[QAction]:
        """Return every action that has a shortcut."""
        bar = self.toolbar
        return [
            bar.camera_action,
            bar.microphone_action,
            bar.open,
            *bar.modes.values(),
            bar.snapshot,
            bar.settings,
            bar.about,
            self.again_action,
            self.dismiss_action,
            self.quit_action,
        ]

    # ---- life -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to poll the desk and to watch the event loop."""
        self.feed.start()
        self.watchdog.start()

    def watch_devices(self) -> None:
        """Begin to follow plugging and unplugging; the first listing takes a moment, so do it before the first picture."""
        if self.devices is None and self._open:
            self.devices = DeviceWatch(self)
            self.devices.changed.connect(self._list_devices)
            self._list_devices()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep the settings, vanish at once, then stop what runs behind."""
        event.accept()
        if not self._open:
            return
        self._open = False
        self._keep()
        self.last_figures = self.desk.figures()
        self.screen_fps = self.figures.fps(now_ns())
        self.hide()
        self.feed.stop()
        self.watchdog.stop()
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._system_scheme_changed)
        if not self.desk.stop(timeout_s=5.0):
            _log.warning("A thread of the desk did not stop in time.")
        self.saver.finish()
        self.closed.emit()

    def _keep(self) -> None:
        try:
            # What was chosen for this run only, by option or because a device was missing, is not kept as a wish.
            self.kept.change(
                geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
                splitter=bytes(self.splitter.saveState().toBase64().data()).decode("ascii"),
            )
            self.kept.save()
        except DeskError as error:
            _log.warning("%s", error)

    def _restore(self) -> None:
        values = self.kept.values
        if values.geometry:
            self.restoreGeometry(QByteArray.fromBase64(values.geometry.encode("ascii", "ignore")))
        if values.splitter:
            self.splitter.restoreState(QByteArray.fromBase64(values.splitter.encode("ascii", "ignore")))

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
                again: Callable[[], None] = lambda: self.choose_mode(self.modes.chosen)  # noqa: E731
                self.banner.say(topic, event.text, "&Try again", again)
            else:
                side = event.side
                self.banner.say(topic, event.text, "&Open again", lambda: self._reopen(side))
        self._follow_sources()

    def _topic(self, side: Side) -> str:
        """A clip ends on both sides at once and is told once."""
        wanted = self.director.wanted
        if side in wanted and wanted[side].is_clip and wanted[Side.PICTURE] == wanted[Side.SOUND]:
            return "clip"
        return side.value

    def open_again(self) -> None:
        """Do what the banner's button offers."""
        if self.banner.isVisible() and self.banner.button.isVisible():
            self.banner.button.click()

    def _reopen(self, side: Side) -> None:
        self._try(lambda: self.director.open_again(side))

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

    def _follow_sources(self) -> None:
        wanted = self.director.wanted
        self.toolbar.cameras.show_pick(wanted[Side.PICTURE])
        self.toolbar.microphones.show_pick(wanted[Side.SOUND])
        badge = self.director.badge
        self.status.show_badge(badge, _BADGE_TIPS[badge])

    # ---- what the user does ---------------------------------------------------------------------------------------

    def pick_picture(self, pick: Pick) -> None:
        """Change the picture, after asking if it is a camera and nobody agreed yet."""
        self._pick(pick, Side.PICTURE)

    def pick_sound(self, pick: Pick) -> None:
        """Change the sound, after asking if it is a microphone and nobody agreed yet."""
        self._pick(pick, Side.SOUND)

    def _pick(self, pick: Pick, side: Side) -> None:
        if pick.kind in ("camera", "microphone"):
            self.with_consent(lambda: self._change(pick, side))
        else:
            self._change(pick, side)

    def _change(self, pick: Pick, side: Side) -> None:
        picture = side is Side.PICTURE or pick.is_clip
        act = self.director.pick_picture if side is Side.PICTURE else self.director.pick_sound
        if not self._try(lambda: act(pick)):
            return
        self.banner.unsay("note")
        for topic in ("clip", side.value):
            self.banner.unsay(topic)
        if picture:
            self.feed.forget()
            self.picture.show_nothing("No picture" if pick.kind == "none" else f"Opening {pick.name} …")
        if pick.kind in ("camera", "none") and side is Side.PICTURE:
            self.kept.change(camera=pick.name or "none")
        if pick.kind in ("microphone", "none") and side is Side.SOUND:
            self.kept.change(microphone=pick.name or "none")

    def with_consent(self, act: Callable[[], None], refused: Callable[[], None] | None = None) -> None:
        """Do something that opens a device, once the notice was agreed to; ask now if it was not."""
        if self.kept.values.consented:
            act()
            return
        dialog = ConsentDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def agreed() -> None:
            self.kept.change(consent=NOTICE_VERSION)
            try:
                self.kept.save()
            except DeskError as error:
                self.tell(str(error))
            act()

        def declined() -> None:
            self._follow_sources()
            self.tell("No camera or microphone is used.")
            if refused is not None:
                refused()

        dialog.accepted.connect(agreed)
        dialog.rejected.connect(declined)
        self.consent_dialog = dialog
        dialog.open()

    def adopt(self, opening: Opening) -> None:
        """Change to the sources of an opening."""
        self.feed.forget()
        self.desk.use_picture(opening.picture)
        self.desk.use_sound(opening.sound)
        self.director.adopt(opening.picture_pick, opening.sound_pick)
        self.banner.unsay("note")
        if opening.note:
            self.banner.say("note", opening.note)
        self._follow_sources()

    def ask_file(self) -> None:
        """Ask for a file and play it."""
        dialog = QFileDialog(self, "Open a video or sound file", self.kept.values.last_folder or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            ["Video and sound (*.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)", "All files (*)"]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.play_file(Path(path)))
        dialog.open()

    def play_file(self, path: Path) -> None:
        """Play a file."""
        self.kept.change(last_folder=str(path.parent))
        self._change(Pick("file", str(path)), Side.PICTURE)

    def choose_mode(self, mode: str) -> None:
        """Change between one multi-task network and the single ones."""
        if self.modes.available.get(mode, "") is not None:
            self.toolbar.set_modes(self.modes.available, self.modes.chosen)
            return
        self.modes = Modes(self.modes.available, mode, self.modes.choose)
        self.banner.unsay(Side.NETWORK.value)
        self.modes.choose(mode)
        self.kept.change(mode=mode)
        self.toolbar.set_modes(self.modes.available, mode)

    def take_snapshot(self) -> Path | None:
        """Save the picture with its boxes; return where, or ``None`` while there is no picture."""
        image = self.picture.snapshot()
        if image is None:
            self.tell("There is no picture to save yet.")
            return None
        folder = self.kept.values.snapshot_folder
        path = snapshot_path(Path(folder) if folder else default_folder(), datetime.now())
        self.saver.save(image, path)
        return path

    def show_settings(self) -> None:
        """Open the settings."""
        dialog = SettingsDialog(self.kept.values, str(self.kept.path), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._apply(dialog.changes()))
        dialog.open()

    def _apply(self, changes: dict[str, object]) -> None:
        self.kept.change(**changes)
        self.director.loop = self.kept.values.repeat_files
        self.refresh_look()
        try:
            self.kept.save()
        except DeskError as error:
            self.tell(str(error))

    def show_about(self) -> None:
        """Say what this is."""
        dialog = AboutDialog(self.actions_with_keys(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

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
        for part in (self.toolbar, self.picture, self.people, self.voice, self.spectrogram, self.ribbon, *self._headers):
            part.set_look(look)

    def _system_scheme_changed(self) -> None:
        if self.kept.values.theme == "auto":
            self.refresh_look()

    def _list_devices(self) -> None:
        if self.devices is not None:
            self.toolbar.cameras.set_devices([Pick("camera", name) for name in self.devices.cameras()])
            self.toolbar.microphones.set_devices([Pick("microphone", name) for name in self.devices.microphones()])

"""The main window: connects toolbar, pages and dialogs with the desk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox

from emotion_desk.clock import now_ns
from emotion_desk.errors import DeskError
from emotion_desk.messages import DeskEvent, Figures, Side, State
from emotion_desk.sessions.recording_options import RecordOptions
from emotion_desk.settings import SettingsFile
from emotion_desk.ui import recents
from emotion_desk.ui.compare.comparison_controller import ComparisonController
from emotion_desk.ui.consent_gate import ConsentGate
from emotion_desk.ui.device_watch import DeviceWatch
from emotion_desk.ui.drops import Goal, dropped_paths, goal_of
from emotion_desk.ui.initial_sources import InitialSources
from emotion_desk.ui.library.dialogs import ask_text
from emotion_desk.ui.live.desk_poller import DeskPoller, LiveWidgets
from emotion_desk.ui.live.page import LivePage
from emotion_desk.ui.live.screen_latency import ScreenLatency
from emotion_desk.ui.live.status_bar import BADGES, StatusBar
from emotion_desk.ui.open_dialogs import open_about, open_file_dialog, open_settings
from emotion_desk.ui.pages import PageContext, Pages, later_tabs
from emotion_desk.ui.people.people_controller import PeopleController
from emotion_desk.ui.record_bar import RecordBar
from emotion_desk.ui.record_panel import RecordPanel
from emotion_desk.ui.recording_controller import RecordingController, sessions_folder
from emotion_desk.ui.source_controller import NOTHING, SourceChoice, SourceController
from emotion_desk.ui.stream_switches import StreamSwitches
from emotion_desk.ui.toolbar import Toolbar
from emotion_desk.ui.widgets.event_loop_watchdog import Watchdog
from emotion_desk.ui.widgets.image_saver import ImageSaver, default_folder, snapshot_path
from emotion_desk.ui.widgets.theme import app_icon, apply_theme, theme_for

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk
    from emotion_desk.ui.analysis_dialog import AnalysisDialog
    from emotion_desk.ui.export_dialog import ExportDialog

_log = logging.getLogger(__name__)

_STOP_S = 5.0


@dataclass(frozen=True, slots=True)
class ModeControl:
    """The modes of inference and how to change between them.

    Attributes:
        available: each mode with the reason why it cannot be used, ``None`` if it can.
        chosen: the mode in use.
        choose: loads a mode.
        measure: benchmarks the engines again and loads a mode.
    """

    available: dict[str, str | None]
    chosen: str
    choose: Callable[[str], None]
    measure: Callable[[str], None] | None = None


class MainWindow(QMainWindow):
    """Shows a desk, owns it, and stops it when the window closes."""

    #: Emitted when everything has stopped.
    closed = Signal()

    def __init__(self, desk: Desk, sources: SourceController, settings_file: SettingsFile, modes: ModeControl) -> None:
        super().__init__()
        self.desk, self.sources, self.settings_file, self.modes = (
            desk,
            sources,
            settings_file,
            modes,
        )
        self.screen_latency = ScreenLatency()
        self.last_figures: Figures = desk.figures()
        self.screen_fps = 0.0
        self.watchdog = Watchdog(self)
        self.saver = ImageSaver(self)
        self.gate = ConsentGate(self, settings_file, self.show_message)
        self.devices: DeviceWatch | None = None
        self.analysis: AnalysisDialog | None = None
        self._open = True
        self._theme = theme_for(settings_file.values.theme)
        self.setWindowTitle("Emotion Desk")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.toolbar = Toolbar(self._theme)
        self.toolbar.set_modes(modes.available, modes.chosen)
        self.addToolBar(self.toolbar)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.live_page = LivePage(self._theme, self.screen_latency.painted)
        self.banner = self.live_page.banner
        self.pages = Pages(
            self.live_page,
            self._page_context,
            later_tabs(),
        )
        self.setCentralWidget(self.pages)
        live_page = self.live_page
        widgets = LiveWidgets(
            live_page.picture, live_page.people, live_page.voice, live_page.spectrogram, live_page.lanes, self.status
        )
        self.poller = DeskPoller(desk, sources, widgets, self.screen_latency, self)
        self.recording = RecordingController(desk, sources, settings_file, self)
        self.people = PeopleController(desk, settings_file, lambda: self.modes.chosen, self)
        self.comparison = ComparisonController(live_page, settings_file, self.saver, self)
        self.record_bar = RecordBar(self.recording, settings_file)
        self.pages.row.addWidget(self.record_bar)
        self.record_panel: RecordPanel | None = None
        self.streams = StreamSwitches(desk, self._record_folder, self)
        self.exports: list[ExportDialog] = []
        self._connect()
        self.comparison.show(modes.chosen == "compare")
        self.status.show_figures(settings_file.values.show_figures)
        self.status.details.toggled.connect(lambda on: settings_file.change(show_figures=on))
        self._restore()
        self._follow_sources()
        if settings_file.message:
            self.show_message(settings_file.message)

    def _page_context(self) -> PageContext:
        return PageContext(
            self.desk,
            self.settings_file,
            self._theme,
            self.show_message,
            review=self.review,
            release=self.release,
            export=self.export,
            recording=self.recording,
        )

    def _connect(self) -> None:
        self.poller.event_received.connect(self.handle_event)
        self.poller.reading_received.connect(self.comparison.add)
        self.saver.message.connect(self.show_message)
        bar = self.toolbar
        bar.cameras.choice_made.connect(lambda choice: self.choose_source(choice, Side.PICTURE))
        bar.microphones.choice_made.connect(lambda choice: self.choose_source(choice, Side.SOUND))
        bar.mode_chosen.connect(self.choose_mode)
        bar.open.triggered.connect(lambda: open_file_dialog(self, self.settings_file, self.play_file))
        recents.recents_menu(bar.recent, self.settings_file, self.play_file, sessions=False)
        bar.analyse.triggered.connect(self.open_analysis)
        bar.snapshot.triggered.connect(self.take_snapshot)
        bar.record.triggered.connect(lambda _on=False: self.recording.toggle())
        bar.record_options.triggered.connect(lambda _on=False: self.open_record_panel())
        self.recording.state_changed.connect(self.status.show_recording)
        self.recording.state_changed.connect(lambda on, _text, _tip: bar.show_recording(on))
        self.recording.message.connect(self.show_message)
        self.recording.saved.connect(self._show_saved)
        self.recording.state_changed.connect(
            lambda on, _text, _tip: self.banner.clear_topic("recorded") if on else None
        )
        self.recording.warning.connect(lambda text: self.banner.show_topic("recording", text))
        geometry = self.live_page.picture.geometry_switch
        geometry.finder.listener = lambda found: self.desk.worker.step.offer_measures(found.stamp_ns, found.measures)
        geometry.message.connect(self.show_message)
        geometry.message.connect(lambda text: self.banner.show_topic("geometry", text))
        geometry.switched.connect(self._geometry_switched)
        bar.send.addActions(list(self.streams.actions.values()))
        self.streams.changed.connect(self.status.show_streams)
        self.streams.message.connect(self.show_message)
        self.streams.warning.connect(lambda text: self.banner.show_topic("streams", text))
        bar.enrol.triggered.connect(lambda: self.people.enrol())
        bar.people.triggered.connect(self.people.manage)
        bar.privacy.triggered.connect(self.people.privacy)
        self.live_page.people.enrol_requested.connect(self.people.enrol)
        self.people.message.connect(self.show_message)
        self.people.gallery_warning.connect(lambda text: self.banner.show_topic("people", text))
        self.poller.reading_received.connect(lambda _reading: self.people.check_gallery())
        bar.settings.triggered.connect(
            lambda: open_settings(self, self.settings_file, self.apply, self.measure_engines)
        )
        bar.about.triggered.connect(lambda: open_about(self, self.actions(), self.people.privacy))
        own = (
            self._action("Open &again", "Ctrl+R", self.open_again),
            self._action("&Mark the moment", "F8", self.recording.mark),
            self._action("&Dismiss message", "Esc", self.pages.dismiss),
            self._action("&Help", "F1", self.open_help),
            self._action("&Quit", "Ctrl+Q", self.quit),
        )
        for action in (
            *bar.actions_with_keys(),
            *self.record_bar.actions_with_keys(),
            geometry.action,
            *self.pages.actions_of_tabs,
            *own,
        ):
            self.addAction(action)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_scheme_changed)

    def _action(self, text: str, keys: str, call: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: call())
        return action

    @property
    def is_open(self) -> bool:
        """Return whether the window was not closed yet."""
        return self._open

    # ---- life -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start polling the desk and measuring the event loop."""
        first = self.sources.wanted[Side.PICTURE]
        if first.kind != "none":
            self.live_page.picture.show_nothing(f"Opening {first.label} …")
        self.poller.start()
        self.watchdog.start()

    def watch_devices(self) -> None:
        """List devices and follow hot-plugging; slow at first, so call it before the first picture."""
        if self.devices is None and self._open:
            self.devices = DeviceWatch(self)
            self.devices.listed.connect(self._show_devices)
            self.toolbar.cameras.about_to_open.connect(self.devices.refresh)
            self.toolbar.microphones.about_to_open.connect(self.devices.refresh)
            self.devices.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask if a recording is running; then save the settings, hide the window and stop all threads."""
        if not self._open:
            event.accept()
            return
        if event.spontaneous() and self.recording.is_on and not self._confirm_close():
            event.ignore()
            return
        event.accept()
        self._open = False
        self.last_figures = self.desk.figures()
        self.screen_fps = self.screen_latency.fps(now_ns())
        self.settings_file.change(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            splitter=bytes(self.live_page.splitter.saveState().toBase64().data()).decode("ascii"),
        )
        self._save()
        self.hide()
        self.poller.stop()
        self.live_page.picture.geometry_switch.finish()
        self.pages.finish()
        self.people.finish()
        self.watchdog.stop()
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._system_scheme_changed)
        if not self.desk.stop(timeout_s=_STOP_S):
            _log.warning("A thread of the desk did not stop in time.")
        self.recording.close()
        self.streams.finish()
        if self.record_panel is not None:
            self.record_panel.finish()
        for dialog in self.exports:
            dialog.finish()
        if self.analysis is not None:
            self.analysis.finish()
        self.saver.finish()
        if self.devices is not None:
            self.devices.finish()
        self.closed.emit()

    def quit(self) -> None:
        """Close the window as the user does: a running recording is asked about first."""
        if not self.recording.is_on or self._confirm_close():
            self.close()

    def _confirm_close(self) -> bool:
        """Ask whether to stop the recording and close."""
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "Recording",
            "A recording is running. Stop it, keep what was recorded and close?",
            QMessageBox.StandardButton.Cancel,
            self,
        )
        stop = box.addButton("&Stop and close", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is stop

    def _show_saved(self, text: str, folder: Path) -> None:
        """Offer what can be done with a session that was just recorded."""
        self.banner.show_topic(
            "recorded",
            text,
            ("Re&view", lambda: self.review(folder)),
            ("Show &folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))),
            ("Re&name…", lambda: self._ask_name(folder)),
        )
        recents.remember(self.settings_file, folder)
        self._refresh_library()

    def _ask_name(self, folder: Path) -> None:
        """Ask for the name of the session that was just recorded; it can still be opened when that is left."""

        def rename(name: str) -> None:
            self.release(folder)
            self.recording.rename(folder, name)

        dialog = ask_text(self, "Rename", "Name of the session", folder.name, rename)
        dialog.rejected.connect(lambda: self._show_saved(f"Recorded: {folder.name}", folder))

    def _refresh_library(self) -> None:
        """List a new session at once where the library is shown."""
        library = self.pages.page("Library")
        if library is not None and library.isVisible():
            getattr(library, "refresh", lambda: None)()

    def review(self, path: Path) -> None:
        """Open a session or a media file on the review page."""
        page = self.pages.show_page("Review")
        opener = getattr(page, "open", None)
        if callable(opener):
            opener(path)

    def release(self, folder: Path) -> None:
        """Close a session on the review page, because its folder is about to be renamed or removed."""
        closer = getattr(self.pages.page("Review"), "release", None)
        if callable(closer):
            closer(folder)

    def _save(self) -> None:
        try:
            self.settings_file.save()
        except DeskError as error:
            _log.warning("%s", error)
            self.show_message(str(error))

    def _restore(self) -> None:
        values = self.settings_file.values
        if values.geometry:
            self.restoreGeometry(QByteArray.fromBase64(values.geometry.encode("ascii", "ignore")))
        if values.splitter:
            self.live_page.splitter.restoreState(QByteArray.fromBase64(values.splitter.encode("ascii", "ignore")))
        self.live_page.picture.geometry_switch.turn(values.face_geometry)

    # ---- dropped files --------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Accept local files and folders."""
        if goal_of(dropped_paths(event.mimeData()), self.pages.shown) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped."""
        event.acceptProposedAction()
        self.take_dropped(dropped_paths(event.mimeData()))

    def take_dropped(self, paths: list[Path]) -> None:
        """Open, play, analyse or list files and folders, as it fits them and the page."""
        goal = goal_of(paths, self.pages.shown)
        if goal is Goal.REVIEW:
            self.review(paths[0])
        elif goal is Goal.PLAY:
            self.play_file(paths[0])
        elif goal is Goal.STUDY:
            getattr(self.pages.show_page("Studies"), "open", lambda _path: None)(paths[0])
        elif goal is Goal.LIBRARY:
            getattr(self.pages.page("Library"), "add_folder", lambda _path: None)(paths[0])
        elif goal is Goal.ANALYSE:
            self.open_analysis()
            if self.analysis is not None and not self.analysis.is_running:
                self.analysis.add(paths)

    # ---- events of the desk ---------------------------------------------------------------------------------------

    def show_message(self, text: str) -> None:
        """Show a message in the status bar."""
        self.status.show_message(text)

    def handle_event(self, event: DeskEvent) -> None:
        """Show a state change of a source or of the network."""
        self.show_message(event.text)
        topic = self._topic(event.side)
        self.sources.handle_event(event)
        if event.state is State.RUNNING:
            self.banner.clear_topic(topic)
        elif event.state in (State.LOST, State.FAILED, State.ENDED):
            if event.side is Side.NETWORK:
                self.banner.show_topic(topic, event.text, ("&Try again", self._load_again))
            else:
                self.banner.show_topic(topic, event.text, ("&Open again", lambda: self._reopen(event.side)))
        if event.side in (Side.PICTURE, Side.SOUND):
            self.poller.show_activity(event.text)
        self._follow_sources()

    def _topic(self, side: Side) -> str:
        """Return the banner topic of a side; a clip ends on both sides at once and is reported once."""
        wanted = self.sources.wanted
        if side in wanted and wanted[side].is_clip and wanted[Side.PICTURE] == wanted[Side.SOUND]:
            return "clip"
        return side.value

    def _follow_sources(self) -> None:
        wanted = self.sources.wanted
        self.toolbar.cameras.show_choice(wanted[Side.PICTURE])
        self.toolbar.microphones.show_choice(wanted[Side.SOUND])
        self.status.show_badge(self.sources.badge, BADGES[self.sources.badge])
        self.status.show_open_devices(self.sources.open_devices())

    # ---- actions of the user --------------------------------------------------------------------------------------

    def choose_source(self, choice: SourceChoice, side: Side) -> None:
        """Change the source of a side; a device is opened only after consent."""
        if choice.kind not in ("camera", "microphone"):
            self._change(choice, side)
            return

        def refused() -> None:
            self._follow_sources()
            self.show_message("No camera or microphone is used.")

        self.gate.ask(lambda: self._change(choice, side), refused)

    def play_file(self, path: Path) -> None:
        """Play the picture and the sound of a file."""
        self.settings_file.change(last_folder=str(path.parent))
        recents.remember(self.settings_file, path)
        self._change(SourceChoice("file", str(path)), Side.PICTURE)

    def adopt(self, initial: InitialSources) -> None:
        """Switch to other initial sources."""
        self.poller.forget()
        self.desk.use_picture(initial.picture)
        self.desk.use_sound(initial.sound)
        self.sources.adopt(initial.picture_choice, initial.sound_choice)
        for topic in ("note", "choice", "clip", Side.PICTURE.value, Side.SOUND.value):
            self.banner.clear_topic(topic)
        if initial.note:
            self.banner.show_topic("note", initial.note)
        self._follow_sources()

    def open_analysis(self) -> None:
        """Show the queue of files to analyse."""
        if self.analysis is None:
            from emotion_desk.ui.analysis_dialog import AnalysisDialog

            folder = Path(self.settings_file.values.last_folder or Path.home()) / "analysed"
            self.analysis = AnalysisDialog(lambda: self.modes.chosen, folder, self)
            self.analysis.review_requested.connect(self._review_in_front)
            self.analysis.finished_files.connect(self._refresh_library)
        self.analysis.show()
        self.analysis.raise_()

    def open_help(self) -> None:
        """Begin the guided tour of the window."""
        from emotion_desk.ui.help_tour import HelpTour

        tour = HelpTour(self, self)
        tour.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tour.show()
        tour.go(0)

    def open_record_panel(self) -> None:
        """Show what will be recorded, with the red button."""
        if self.record_panel is None:
            self.record_panel = RecordPanel(self.settings_file, self._theme, self)
            self.record_panel.record_requested.connect(self.recording.start)
            self.poller.reading_received.connect(self.record_panel.take)
        self.record_panel.show()
        self.record_panel.raise_()

    def _record_folder(self) -> Path:
        folder = self.settings_file.values.record_folder
        return Path(folder) if folder else sessions_folder()

    def export(self, folders: list[Path]) -> None:
        """Open the export of sessions."""
        from emotion_desk.ui.export_dialog import ExportDialog

        dialog = ExportDialog(folders, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.exports.append(dialog)
        dialog.destroyed.connect(lambda: self.exports.remove(dialog) if dialog in self.exports else None)
        dialog.show()

    def _review_in_front(self, folder: Path) -> None:
        """Open an analysis on the review page, before the queue."""
        self.review(folder)
        self.raise_()
        self.activateWindow()

    def open_again(self) -> None:
        """Press the banner's button."""
        if self.banner.isVisible() and self.banner.button.isVisible():
            self.banner.button.click()

    def _load_again(self) -> None:
        self.modes.choose(self.modes.chosen)

    def _reopen(self, side: Side) -> None:
        self.poller.forget()
        self._try(lambda: self.sources.open_again(side))

    def _change(self, choice: SourceChoice, side: Side) -> None:
        act = self.sources.choose_picture if side is Side.PICTURE else self.sources.choose_sound
        microphone = self.sources.wanted[Side.SOUND]
        if not self._try(lambda: act(choice)):
            return
        for topic in ("note", "clip", "microphone", side.value):
            self.banner.clear_topic(topic)
        if choice.is_clip and microphone.kind == "microphone":
            self.banner.show_topic(
                "microphone",
                f"{microphone.label} is off while {choice.label} plays with its own sound.",
                ("&Use the microphone", lambda: self.choose_source(microphone, Side.SOUND)),
            )
        if side is Side.PICTURE or choice.is_clip:
            self.poller.forget()
            has_picture = self.sources.wanted[Side.PICTURE] != NOTHING
            self.live_page.picture.show_nothing(f"Opening {choice.label} …" if has_picture else _no_picture(choice))
        if not choice.is_clip:
            device = "none" if choice.kind == "none" else choice.name or None
            self.settings_file.change(**{"camera" if side is Side.PICTURE else "microphone": device})

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except DeskError as error:
            self.show_message(str(error))
            self.banner.show_topic("choice", str(error))
            return False
        finally:
            self._follow_sources()
        self.banner.clear_topic("choice")
        return True

    def choose_mode(self, mode: str) -> None:
        """Switch between the multi-task network, the single ones and their comparison."""
        if mode in self.modes.available and self.modes.available[mode] is None:
            self.modes = replace(self.modes, chosen=mode)
            self.banner.clear_topic(Side.NETWORK.value)
            self.settings_file.change(mode=mode)
            self.modes.choose(mode)
            self.comparison.show(mode == "compare")
        elif self.modes.available.get(mode):
            self.show_message(str(self.modes.available[mode]))
        self.toolbar.set_modes(self.modes.available, self.modes.chosen)

    def measure_engines(self) -> None:
        """Benchmark the engines again and use the fastest."""
        if self.modes.measure is not None:
            self.modes.measure(self.modes.chosen)

    def record_when_running(self, wanted: RecordOptions) -> None:
        """Start recording as soon as the requested sources are open."""
        wished = [side for side in (Side.PICTURE, Side.SOUND) if self.sources.wanted[side] != NOTHING]

        def begin(_event: object = None) -> None:
            if all(self.sources.running[side] != NOTHING for side in wished):
                self.poller.event_received.disconnect(begin)
                self.recording.start(wanted)

        self.poller.event_received.connect(begin)

    def _geometry_switched(self, on: bool) -> None:
        self.settings_file.change(face_geometry=on)
        if on:
            self.banner.clear_topic("geometry")

    def take_snapshot(self) -> Path | None:
        """Save the picture with its boxes; return the path, or ``None`` without a picture."""
        image = self.live_page.picture.snapshot()
        if image is None:
            self.show_message("There is no picture to save yet.")
            return None
        folder = self.settings_file.values.snapshot_folder
        path = snapshot_path(Path(folder) if folder else default_folder(), datetime.now())
        self.saver.save(image, path)
        return path

    def apply(self, changes: dict[str, object]) -> None:
        """Apply changed settings."""
        before = self.settings_file.values.detector
        self.settings_file.change(**changes)
        if self.settings_file.values.detector != before:
            self.desk.use_detector(self.settings_file.values.detector)
        self.sources.loop = self.settings_file.values.repeat_files
        self.desk.use_pace(self.settings_file.values.headline_pace)
        self.refresh_theme()
        self._save()

    # ---- look and devices -----------------------------------------------------------------------------------------

    def refresh_theme(self) -> None:
        """Apply the theme of the settings or of the system."""
        theme = theme_for(self.settings_file.values.theme)
        if theme is self._theme:
            return
        self._theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme)
        self.toolbar.set_theme(theme)
        self.live_page.set_theme(theme)
        self.pages.set_theme(theme)

    def _system_scheme_changed(self) -> None:
        if self.settings_file.values.theme == "auto":
            self.refresh_theme()

    def _show_devices(self, cameras: list[SourceChoice], microphones: list[SourceChoice]) -> None:
        self.toolbar.cameras.set_devices(cameras)
        self.toolbar.microphones.set_devices(microphones)


def _no_picture(choice: SourceChoice) -> str:
    return "No picture" if choice.kind == "none" else f"{choice.label} has no picture"

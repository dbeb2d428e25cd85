"""The main window: connects toolbar, pages and dialogs with the desk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence

from emotion_desk.clock import now_ns
from emotion_desk.errors import DeskError
from emotion_desk.messages import DeskEvent, Side
from emotion_desk.sessions.recording_options import RecordOptions
from emotion_desk.settings import SettingsFile
from emotion_desk.ui import recents
from emotion_desk.ui.device_watch import DeviceWatch
from emotion_desk.ui.drops import dropped_paths, goal_of
from emotion_desk.ui.initial_sources import InitialSources
from emotion_desk.ui.language import tr
from emotion_desk.ui.mode_control import ModeControl
from emotion_desk.ui.open_dialogs import open_about, open_file_dialog, open_settings
from emotion_desk.ui.settings_actions import apply_settings
from emotion_desk.ui.source_controller import NOTHING, SourceChoice, SourceController
from emotion_desk.ui.widgets.image_saver import default_folder, snapshot_path
from emotion_desk.ui.window_dialogs import confirm_close
from emotion_desk.ui.window_parts import WindowParts, first_size

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk

_log = logging.getLogger(__name__)

_STOP_S = 5.0


class MainWindow(WindowParts):
    """Shows a desk, owns it, and stops it when the window closes."""

    #: Emitted when everything has stopped.
    closed = Signal()

    def __init__(self, desk: Desk, sources: SourceController, settings_file: SettingsFile, modes: ModeControl) -> None:
        super().__init__(desk, sources, settings_file, modes)
        self._connect()
        self.comparison.show(modes.chosen == "compare")
        self.status.show_figures(settings_file.values.show_figures)
        self.status.details.toggled.connect(lambda on: settings_file.change(show_figures=on))
        self._restore()
        self.source_actions.follow()
        if settings_file.message:
            self.show_message(settings_file.message)

    def _connect(self) -> None:
        self.poller.event_received.connect(self.desk_events.handle)
        self.poller.reading_received.connect(self.comparison.add)
        self.saver.message.connect(self.show_message)
        self.dialogs.review_requested.connect(self.session_actions.review_in_front)
        self.dialogs.finished_files.connect(self.session_actions.refresh_library)
        self._connect_toolbar()
        self._connect_recording()
        self._connect_live_page()
        self.streams.changed.connect(self.status.show_streams)
        self.streams.message.connect(self.show_message)
        self.streams.warning.connect(lambda text: self.banner.show_topic("streams", text))
        self._add_actions()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_scheme_changed)

    def _connect_toolbar(self) -> None:
        bar = self.toolbar
        bar.cameras.choice_made.connect(lambda choice: self.source_actions.choose(choice, Side.PICTURE))
        bar.microphones.choice_made.connect(lambda choice: self.source_actions.choose(choice, Side.SOUND))
        bar.mode_chosen.connect(self.choose_mode)
        bar.open.triggered.connect(lambda: open_file_dialog(self, self.settings_file, self.play_file))
        recents.recents_menu(bar.recent, self.settings_file, self.play_file, sessions=False)
        bar.analyse.triggered.connect(self.dialogs.open_analysis)
        bar.send.addActions(list(self.streams.actions.values()))
        bar.enrol.triggered.connect(lambda: self.people.enrol())
        bar.people.triggered.connect(self.people.manage)
        bar.neutral.triggered.connect(self.measure_neutral)
        bar.own_neutral.toggled.connect(self.people.switch_own_neutral)
        bar.privacy.triggered.connect(self.people.privacy)
        bar.settings.triggered.connect(
            lambda: open_settings(self, self.settings_file, self.apply, self.measure_engines)
        )
        bar.about.triggered.connect(lambda: open_about(self, self.actions(), self.people.privacy))
        bar.snapshot.triggered.connect(self.take_snapshot)
        bar.record.triggered.connect(lambda _on=False: self.recording.toggle())
        bar.record_options.triggered.connect(lambda _on=False: self.dialogs.open_record_panel())

    def _connect_recording(self) -> None:
        self.recording.state_changed.connect(self.status.show_recording)
        self.recording.state_changed.connect(lambda on, _text, _tip: self.toolbar.show_recording(on))
        self.recording.message.connect(self.show_message)
        self.recording.saved.connect(self.session_actions.show_saved)
        self.recording.state_changed.connect(
            lambda on, _text, _tip: self.banner.clear_topic("recorded") if on else None
        )
        self.recording.warning.connect(lambda text: self.banner.show_topic("recording", text))

    def _connect_live_page(self) -> None:
        geometry = self.live_page.picture.geometry_switch
        geometry.finder.listener = lambda found: self.desk.worker.step.offer_measures(found.stamp_ns, found.measures)
        geometry.message.connect(self.show_message)
        geometry.message.connect(lambda text: self.banner.show_topic("geometry", text))
        geometry.switched.connect(self._geometry_switched)
        self.live_page.people.enrol_requested.connect(self.people.enrol)
        self.live_page.people.why_requested.connect(self.dialogs.explain)
        people = self.live_page.people
        self.people.identity = people.identity
        people.neutral_requested.connect(self.people.measure_neutral)
        people.own_neutral_switched.connect(self.toolbar.own_neutral.setChecked)
        self.people.own_neutral_switched.connect(people.switch_own_neutral)
        self.people.own_neutral_switched.connect(self.toolbar.own_neutral.setChecked)
        self.people.message.connect(self.show_message)
        self.transport.again_requested.connect(self.source_actions.play_again)
        self.people.gallery_warning.connect(lambda text: self.banner.show_topic("people", text))
        self.poller.reading_received.connect(lambda _reading: self.people.check_gallery())

    def _add_actions(self) -> None:
        own = (
            self._action(tr("Open &again"), "Ctrl+R", self.open_again),
            self._action(tr("&Mark the moment"), "F8", self.recording.mark),
            self._action(tr("&Why this answer"), "Ctrl+Y", self.explain),
            self._action(tr("&Dismiss message"), "Esc", self.pages.dismiss),
            self._action(tr("&Help"), "F1", self.open_help),
            self._action(tr("&Quit"), "Ctrl+Q", self.quit),
        )
        for action in (
            *self.toolbar.actions_with_keys(),
            *self.record_bar.actions_with_keys(),
            *self.transport.actions_with_keys(),
            self.live_page.picture.geometry_switch.action,
            *self.pages.actions_of_tabs,
            *own,
        ):
            self.addAction(action)

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
            self.live_page.picture.show_nothing(tr("Opening {label} …", label=first.words))
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
        if event.spontaneous() and self.recording.is_on and not confirm_close(self):
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
        self.dialogs.finish()
        self.saver.finish()
        if self.devices is not None:
            self.devices.finish()
        self.closed.emit()

    def quit(self) -> None:
        """Close the window as the user does: a running recording is asked about first."""
        if not self.recording.is_on or confirm_close(self):
            self.close()

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

    def fit_to(self, available: QRect) -> None:
        """Make a window that was never opened before no larger than its screen.

        Args:
            available: the part of the screen that no panel takes.
        """
        if not self.settings_file.values.geometry:
            self.resize(first_size(available))

    # ---- dropped files --------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Accept local files and folders."""
        if goal_of(dropped_paths(event.mimeData()), self.pages.shown) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped."""
        event.acceptProposedAction()
        self.drops.take(dropped_paths(event.mimeData()))

    # ---- what other modules ask of the window ------------------------------------------------------------------------

    def handle_event(self, event: DeskEvent) -> None:
        """Show a state change of a source or of the network."""
        self.desk_events.handle(event)

    def choose_source(self, choice: SourceChoice, side: Side) -> None:
        """Change the source of a side; a device is opened only after consent."""
        self.source_actions.choose(choice, side)

    def play_file(self, path: Path) -> None:
        """Play the picture and the sound of a file."""
        self.source_actions.play_file(path)

    def adopt(self, initial: InitialSources) -> None:
        """Switch to other initial sources."""
        self.source_actions.adopt(initial)

    # ---- actions of the user --------------------------------------------------------------------------------------

    def open_help(self) -> None:
        """Begin the guided tour of the window."""
        from emotion_desk.ui.help_tour import HelpTour

        tour = HelpTour(self, self)
        tour.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tour.show()
        tour.go(0)

    def explain(self) -> None:
        """Explain the answer of the uppermost card."""
        cards = self.live_page.people.cards
        if cards:
            self.dialogs.explain(cards[0].track_id, cards[0].title.full_text())
        else:
            self.show_message(tr("There is no face in view whose answer could be explained."))

    def measure_neutral(self) -> None:
        """Measure the neutral face of the person of the uppermost card."""
        cards = self.live_page.people.cards
        if cards:
            self.people.measure_neutral(cards[0].track_id)
        else:
            self.show_message(tr("There is no face in view whose neutral could be measured."))

    def open_again(self) -> None:
        """Press the banner's button."""
        if self.banner.isVisible() and self.banner.button.isVisible():
            self.banner.button.click()

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
            self.show_message(tr("There is no picture to save yet."))
            return None
        folder = self.settings_file.values.snapshot_folder
        path = snapshot_path(Path(folder) if folder else default_folder(), datetime.now())
        self.saver.save(image, path)
        return path

    def apply(self, changes: dict[str, object]) -> None:
        """Apply changed settings."""
        before = self.settings_file.values
        after = self.settings_file.change(**changes)
        apply_settings(before, after, self.desk, self.sources, self.modes, self.source_actions.reopen)
        self.refresh_theme()
        self._save()

    # ---- look and devices -----------------------------------------------------------------------------------------

    def _show_devices(self, cameras: list[SourceChoice], microphones: list[SourceChoice]) -> None:
        self.toolbar.cameras.set_devices(cameras)
        self.toolbar.microphones.set_devices(microphones)

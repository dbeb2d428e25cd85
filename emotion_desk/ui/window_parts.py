"""The parts of the main window: toolbar, pages, status bar, controllers and dialogs, made but not yet connected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QMainWindow

from emotion_desk.messages import Figures
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.compare.comparison_controller import ComparisonController
from emotion_desk.ui.consent_gate import ConsentGate
from emotion_desk.ui.desk_events import DeskEvents
from emotion_desk.ui.device_watch import DeviceWatch
from emotion_desk.ui.drops import Drops
from emotion_desk.ui.live.desk_poller import DeskPoller, LiveWidgets
from emotion_desk.ui.live.file_transport import FileTransport
from emotion_desk.ui.live.page import LivePage
from emotion_desk.ui.live.screen_latency import ScreenLatency
from emotion_desk.ui.live.status_bar import StatusBar
from emotion_desk.ui.mode_control import ModeControl
from emotion_desk.ui.pages import PageContext, Pages, later_tabs
from emotion_desk.ui.people.people_controller import PeopleController
from emotion_desk.ui.record_bar import RecordBar
from emotion_desk.ui.recording_controller import RecordingController, sessions_folder
from emotion_desk.ui.session_actions import SessionActions
from emotion_desk.ui.source_actions import SourceActions
from emotion_desk.ui.source_controller import SourceController
from emotion_desk.ui.stream_switches import StreamSwitches
from emotion_desk.ui.toolbar import Toolbar
from emotion_desk.ui.widgets.event_loop_watchdog import Watchdog
from emotion_desk.ui.widgets.image_saver import ImageSaver
from emotion_desk.ui.widgets.theme import app_icon, apply_theme, theme_for
from emotion_desk.ui.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk


#: The window fits a screen of 1366 x 768 at 150 % (910 x 512) beside its title and a bar of the system.
LEAST_WIDTH, LEAST_HEIGHT = 900, 448
#: Size of the first window, and what its frame may take beside it; all in pixels.
_WIDTH, _HEIGHT = 1280, 800
_FRAME_WIDTH, _FRAME_HEIGHT = 16, 40


def first_size(available: QRect) -> QSize:
    """Return the size of a window that was never opened before, with its frame within a screen.

    Args:
        available: the part of the screen that no panel takes.
    """
    width = min(_WIDTH, available.width() - _FRAME_WIDTH)
    return QSize(width, min(_HEIGHT, available.height() - _FRAME_HEIGHT))


class WindowParts(QMainWindow):
    """Makes the parts; :class:`~emotion_desk.ui.window.MainWindow` connects them."""

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
        self._open = True
        self._theme = theme_for(settings_file.values.theme)
        self.setWindowTitle("Emotion Desk")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setAcceptDrops(True)
        self.resize(_WIDTH, _HEIGHT)
        self.toolbar = Toolbar(self._theme)
        self.toolbar.set_modes(modes.available, modes.chosen)
        self.addToolBar(self.toolbar)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.live_page = LivePage(self._theme, self.screen_latency.painted)
        self.transport = FileTransport(self._theme, sources)
        self.live_page.add_transport(self.transport)
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
        self.record_bar = RecordBar(self.recording, settings_file, self.pages.bar)
        self.pages.row.addWidget(self.record_bar)
        self.streams = StreamSwitches(desk, self._record_folder, self)
        self.dialogs = WindowDialogs(
            self,
            settings_file,
            self.recording,
            self.poller,
            lambda: self.modes.chosen,
            lambda: self._theme,
            lambda: live_page.picture.packet,
            live_page.people,
        )
        self.session_actions = SessionActions(self, self.pages, self.recording, self.banner, settings_file)
        self.source_actions = SourceActions(
            desk, sources, settings_file, self.toolbar, self.status, live_page, self.poller, self.gate
        )
        self.desk_events = DeskEvents(
            sources,
            self.source_actions,
            lambda: self.modes.choose(self.modes.chosen),
            self.banner,
            self.status,
            self.poller,
        )
        self.drops = Drops(self.pages, self.session_actions.review, self.source_actions.play_file, self.dialogs.analyse)

    def _page_context(self) -> PageContext:
        return PageContext(
            self.desk,
            self.settings_file,
            self._theme,
            self.show_message,
            review=self.session_actions.review,
            release=self.session_actions.release,
            export=self.dialogs.export,
            recording=self.recording,
        )

    def show_message(self, text: str) -> None:
        """Show a message in the status bar."""
        self.status.show_message(text)

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
        self.dialogs.set_theme(theme)

    def _system_scheme_changed(self) -> None:
        if self.settings_file.values.theme == "auto":
            self.refresh_theme()

    def _record_folder(self) -> Path:
        folder = self.settings_file.values.record_folder
        return Path(folder) if folder else sessions_folder()

"""Starts the window and runs it until it is closed."""

from __future__ import annotations

import importlib
import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from emotion_desk.atomic_file import write_atomically
from emotion_desk.catalogue import AUTO, CPU_ENGINES
from emotion_desk.clock import NS_PER_MS, now_ns
from emotion_desk.commands.options import WindowOptions
from emotion_desk.commands.stop_signals import stop_signals
from emotion_desk.display_check import check_display
from emotion_desk.errors import DeskError
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.sessions.streams.streaming import opened, streaming
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.initial_sources import DEMO_NOTE, InitialSources, choose_initial_sources, wants_devices
from emotion_desk.ui.language import tr
from emotion_desk.ui.load_ahead import build_ahead, load_ahead
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.image_saver import save_image

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from emotion_desk.sessions.streams.message import ReadingStream
    from emotion_desk.ui.other_copy import OtherCopy
    from emotion_desk.ui.window import MainWindow

_log = logging.getLogger(__name__)

#: Environment variable that names a file for the report, like the option.
REPORT_VARIABLE = "EMOTION_DESK_REPORT"
#: Seconds after which Python passes its lock on to a thread that waits for it, a tenth of the usual time: Qt's calls
#: release the lock, and each may wait so long for a thread that exports or writes.
_SWITCH_S = 0.0005
_HEAVY = (
    "emotion_desk.opencv",
    "av",
    "soxr",
    "onnxruntime",
    "emotion_desk.sound.silero",
    "platformdirs",
)


def run_window(options: WindowOptions) -> int:
    """Open the window, run until it is closed, and return the exit status.

    Raises:
        DisplayError: there is no display.
        DeskError: what the command line names is not there, or cannot be opened.
    """
    check_display()
    with opened(options.stream) as stream:
        return _run(options, stream)


def _run(options: WindowOptions, stream: ReadingStream | None) -> int:
    began_ns = now_ns()
    settings_file = SettingsFile()
    from PySide6.QtCore import QTimer

    from emotion_desk.ui.language import use as use_language

    app = application()
    close_on_signals = _heed_signals()
    use_language(settings_file.values.language)
    window, initial = build(options, settings_file)
    window.closed.connect(app.quit)
    close_on_signals(window)
    _load_ahead(*_sound_libraries(initial))
    window.watch_devices()
    window.fit_to(window.screen().availableGeometry())
    window.show()
    app.processEvents()  # the first layout and paint, before the event loop is measured
    build_ahead(load_ahead(), window.pages)
    if initial.note:
        window.banner.show_topic("note", initial.note)
    window.recording.recover()
    other = _look_for_another(window)
    if options.review is not None:
        review = window.pages.show_page("Review")
        review.open(options.review)  # type: ignore[attr-defined]
    if options.record is not None:
        window.record_when_running(options.record)
    if wants_devices(options) and not settings_file.values.consented:
        QTimer.singleShot(250, window, lambda: _ask(window, options, settings_file))
    _end_in_time(window, options)
    if options.stream is not None:
        window.streams.adopt(options.stream)
    with streaming(window.desk, stream, window.show_message):
        if window.is_open:
            window.start()  # last: frames are taken from now on, and nothing but the event loop may hold them up
        status = int(app.exec()) if window.is_open else 0
    other.finish()
    _write_report(window, options, began_ns)
    return status


def application() -> QApplication:
    """Return the QApplication; created with the program's names if there is none yet.

    Other threads of the process give Python's lock back to the window's thread sooner from then on.
    """
    from PySide6.QtWidgets import QApplication

    sys.setswitchinterval(_SWITCH_S)

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(sys.argv[:1])
    app.setApplicationName("emotion-desk")
    app.setApplicationDisplayName("Emotion Desk")
    app.setDesktopFileName("emotion-desk")
    app.setQuitOnLastWindowClosed(False)
    return app


def build(options: WindowOptions, settings_file: SettingsFile) -> tuple[MainWindow, InitialSources]:
    """Create and start the desk with its initial sources, and create its window."""
    from emotion_desk.inference.mode_loader import reader_loader
    from emotion_desk.inference.modes import available_modes
    from emotion_desk.people.embedding_schedule import face_schedule, voice_schedule
    from emotion_desk.people.gallery import Gallery
    from emotion_desk.people.recogniser import Recogniser
    from emotion_desk.pipeline.desk import Desk, live_face_tracker
    from emotion_desk.sources.sound_output import use_output
    from emotion_desk.ui.mode_control import ModeControl, ReaderControl
    from emotion_desk.ui.source_controller import SourceController, playback_of
    from emotion_desk.ui.widgets.theme import apply_theme, theme_for
    from emotion_desk.ui.window import MainWindow

    available = available_modes()
    mode = options.mode or settings_file.values.mode
    reason = available.get(mode)
    notes = []
    if reason is not None and mode != "multitask":
        notes.append(tr("{reason} Multi-task answers.", reason=sentence(reason)))
        mode = "multitask"
    initial = choose_initial_sources(options, settings_file.values)
    apply_theme(application(), theme_for(settings_file.values.theme))
    engine, engine_note = _engine(options, settings_file.values.engine)
    notes += [engine_note] if engine_note else []
    desk = Desk(
        initial.picture,
        initial.sound,
        reader_loader(mode, engine, measure=options.measure_engines),
        partial(live_face_tracker, options.detector or settings_file.values.detector),
        people=Recogniser(
            Gallery(), face_schedule=face_schedule(later=True), voice_schedule=voice_schedule(later=True)
        ),
    )
    desk.use_pace(settings_file.values.headline_pace)
    desk.use_smoothing(settings_file.values.smoothing)
    desk.use_economy(options.economy or settings_file.values.economy)
    use_output(settings_file.values.sound_output)
    sources = SourceController(desk, loop=settings_file.values.repeat_files)
    sources.use_camera_mode(settings_file.values.camera_pixels, settings_file.values.camera_rate)
    sources.adopt(initial.picture_choice, initial.sound_choice, playback_of(initial.picture, initial.sound))
    readers = ReaderControl(
        lambda chosen, one, measure: desk.use_reader(reader_loader(chosen, one, measure=measure)), engine
    )
    modes = ModeControl(available, mode, readers.choose, readers.measure, readers.use_engine)
    window = MainWindow(desk, sources, settings_file, modes)
    desk.start()
    for note in notes:
        window.banner.show_topic("mode", note)
    return window, initial


def _engine(options: WindowOptions, setting: str) -> tuple[str, str]:
    """Return the engine of the command line, else that of the settings, and a note if that one is not installed."""
    from emotion_desk.inference.engines import engine_names

    if options.engine != AUTO or options.measure_engines or setting in CPU_ENGINES:
        return (setting if options.engine == AUTO and not options.measure_engines else options.engine), ""
    if setting in engine_names():
        return setting, ""
    return AUTO, tr("The engine {name} of the settings is not installed; the fastest one is used.", name=setting)


def _look_for_another(window: MainWindow) -> OtherCopy:
    """Tell the user if another copy of the program is open."""
    from emotion_desk.ui.other_copy import OtherCopy

    def show() -> None:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    from PySide6.QtCore import Qt

    other = OtherCopy(window)
    other.show_requested.connect(show)
    other.found.connect(
        lambda: window.banner.show_topic(
            "copy",
            tr("Emotion Desk is open already: two copies share camera, microphone and settings."),
            (tr("&Show the other"), other.show_other),
        )
    )
    other.look()
    return other


def _sound_libraries(initial: InitialSources) -> tuple[str, ...]:
    """Return what is loaded for a microphone, or to list microphones where no sound server does; none otherwise.

    PortAudio asks all plugins of the sound system, which stay in memory with the libraries that they need.
    """
    from emotion_desk.sources.pulse import find_pactl

    return ("sounddevice",) if initial.sound_choice.kind == "microphone" or find_pactl() is None else ()


def _load_ahead(*further: str) -> None:
    """Import the libraries of the desk's threads before the window is shown: an import blocks the interpreter.

    Args:
        further: more modules.
    """
    for name in (*_HEAVY, *further):
        try:
            importlib.import_module(name)
        except (ImportError, OSError) as error:  # the module that needs it reports this to the user
            _log.info("%s cannot be loaded: %s", name, error)


def _ask(window: MainWindow, options: WindowOptions, settings_file: SettingsFile) -> None:
    """Show the privacy notice over the running demo; open the requested sources after consent."""

    def agreed() -> None:
        try:
            initial = choose_initial_sources(options, settings_file.values)
        except DeskError as error:
            window.banner.show_topic("note", str(error))
            return
        window.adopt(initial)

    window.gate.ask(agreed, lambda: window.banner.show_topic("note", tr(DEMO_NOTE)))


def _end_in_time(window: MainWindow, options: WindowOptions) -> None:
    """Close the window ``options.seconds`` after the networks are ready, as a run without a window does.

    With a session or a file on the review page, which needs no network, the time counts from now.
    """
    from PySide6.QtCore import QTimer

    if options.seconds is None:
        return
    duration_ms = round(options.seconds * 1000)

    def count() -> None:
        QTimer.singleShot(duration_ms, window, lambda: _end(window, options))

    def heed(event: DeskEvent) -> None:
        if event.side is Side.NETWORK and event.state in (State.RUNNING, State.FAILED):
            window.poller.event_received.disconnect(heed)
            count()

    if options.review is not None:
        count()
    else:
        window.poller.event_received.connect(heed)


def _end(window: MainWindow, options: WindowOptions) -> None:
    if options.screenshot is not None:
        window.watchdog.stop()
        try:
            save_image(window.grab().toImage(), options.screenshot)
        except DeskError:
            _log.exception("The screenshot could not be saved to %s.", options.screenshot)
    window.close()


def _heed_signals() -> Callable[[MainWindow], None]:
    """Handle Ctrl+C and termination from now on, and return what to call with the window that they close.

    Python runs signal handlers between any two of its instructions, also inside a paint event, which would swallow an
    exception, or inside of a part that is being built or started.  So the window is closed by the event loop.
    The timer of the poller provides instructions of Python.
    """
    from PySide6.QtCore import QTimer

    asked: list[int] = []
    windows: list[MainWindow] = []

    def close_soon() -> None:
        for window in windows:
            QTimer.singleShot(0, window, window.close)

    def heed(number: int, _frame: object) -> None:
        asked.append(number)
        close_soon()

    def close(window: MainWindow) -> None:
        windows.append(window)
        if asked:
            close_soon()

    for number in stop_signals():
        signal.signal(number, heed)
    return close


def _write_report(window: MainWindow, options: WindowOptions, began_ns: int) -> None:
    """Write the report with the figures that only the window can measure.

    Raises:
        DeskError: the file cannot be written.
    """
    named = options.report or (Path(os.environ[REPORT_VARIABLE]) if os.environ.get(REPORT_VARIABLE) else None)
    if named is None:
        return
    to_screen, age = window.screen_latency.overall(), window.screen_latency.overall_age()
    figures = window.last_figures
    report = {
        "frames_on_screen": window.screen_latency.frames,
        "first_picture_ms": None
        if window.screen_latency.first_ns is None
        else round((window.screen_latency.first_ns - began_ns) / NS_PER_MS, 1),
        "preview_fps": round(window.screen_fps, 2),
        "latency_ms": {
            "inference": asdict(figures.inference_ms),
            "capture_to_result": asdict(figures.capture_to_result_ms),
            "capture_to_screen": asdict(to_screen),
            "reading_age": asdict(age),
        },
        "results_per_second": round(figures.results_per_second, 2),
        "frames_dropped": figures.frames_dropped,
        "overflows": figures.overflows,
        "faces_seen": figures.faces_seen,
        "mode": figures.mode,
        "engine": figures.engine,
        "event_loop": window.watchdog.report(),
    }
    try:
        write_atomically(named, json.dumps(report, indent=2) + "\n")
    except OSError as error:
        raise DeskError(f"The report could not be written to {named}: {error.strerror}.") from error

"""The sound lab page: the desk's live sound, or a frozen moment, a file or a session.

It polls the desk on one timer while it is shown and live; hidden, it has no running timer or thread.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from time import monotonic
from typing import Final

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emotion_desk.messages import Samples
from emotion_desk.sound.filterbank import MelSettings
from emotion_desk.sound.incremental_features import IncrementalFeatures
from emotion_desk.sound.mel import FRAMES, SAMPLE_RATE
from emotion_desk.sound.stft import StftSettings
from emotion_desk.ui.language import number, tr
from emotion_desk.ui.pages import PageContext
from emotion_desk.ui.sound_lab import dialogs, parts
from emotion_desk.ui.sound_lab.buttons import LabButtons
from emotion_desk.ui.sound_lab.pane_export import PANES, PaneSaver
from emotion_desk.ui.sound_lab.pane_stack import SEEN
from emotion_desk.ui.sound_lab.selection_player import SelectionPlayer
from emotion_desk.ui.sound_lab.sound_loader import LONGEST_S, SoundLoader
from emotion_desk.ui.sound_lab.voice_overlay import VoiceOverlay
from emotion_desk.ui.sound_lab.why_feeder import WhyFeeder
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.steps import Steps
from emotion_desk.ui.widgets.theme import SMALL, Theme, font

#: Interval of live redraws: about twenty per second.
DRAW_MS: Final = 45
#: Live, the network's input is drawn every so many redraws.
_SEEN_EVERY: Final = 4
#: Seconds of sound shown live.
LIVE_S: Final = 6.0
#: Live, the analysed window ends so many seconds before the newest sample.
_BEHIND_S: Final = 0.25
#: Without new samples for so many seconds the page says that no sound arrives.
_SILENT_S: Final = 2.0
#: Samples transformed at once: 4 s, so that long sounds need no more temporary memory than short ones.
_AT_ONCE: Final = 4 * SAMPLE_RATE


def build(context: PageContext) -> QWidget:
    """Build the page for :class:`~emotion_desk.ui.pages.Pages`."""
    return LabPage(context)


def build_in_steps(context: PageContext) -> Generator[None, None, QWidget]:
    """Build the page a piece at a time; its panes arrive one after the other when it is shown."""
    made = yield from parts.in_steps(context.theme)
    return LabPage(context, made)


class LabPage(QWidget):
    """The sound lab.

    Args:
        context: the desk and the window.
        made: parts that were built before; the panes then arrive one after the other when the page is shown.
    """

    def __init__(self, context: PageContext, made: parts.LabParts | None = None) -> None:
        super().__init__()
        own = made or parts.at_once(context.theme)
        self._desk, self._settings_file, self._show_message = context.desk, context.settings_file, context.show_message
        self.is_live = True
        self.samples: Samples = np.zeros(0, np.float32)
        self.name = tr("Live")
        self.at_s = -_BEHIND_S
        self._total, self._came_s = 0, monotonic()
        self._begins_s = 0.0
        self.draws = 0
        self.link, self.controls, self.pane_stack, self.why = own.link, own.controls, own.pane_stack, own.why
        self.link.setParent(self)
        self.settings = self.controls.settings
        self.strip = self._new_strip()
        self._arrival: Steps | None = None
        if made is not None:
            self.pane_stack.hide_panes()
        self._arrives = made is not None
        self.why.setFixedWidth(300)
        self.why.hide()
        self.readout = plain_label()
        self.readout.setFont(font(SMALL))
        self.reasons = WhyFeeder(self.why, self._heard_by_network, lambda: self._desk.preview.newest, self)
        self.voice = VoiceOverlay(self.pane_stack, self.selected, self._show_message, self)
        self.loader, self.saver = SoundLoader(self), PaneSaver(self)
        self.player = SelectionPlayer(self.pane_stack, context.theme, self._show_message, self)
        self.buttons = LabButtons(self.controls, self, self)
        self.controls.add_to_row(self.readout)
        middle = QHBoxLayout()
        middle.addWidget(parts.scrolling(self.pane_stack), 1)
        middle.addWidget(self.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.controls)
        column.addLayout(middle, 1)
        self._drawing = QTimer(self)
        self._drawing.setInterval(DRAW_MS)
        self._drawing.timeout.connect(self.poll)
        self._connect()

    def _connect(self) -> None:
        self.controls.changed.connect(self.take_settings)
        self.link.moved.connect(self._read_out)
        self.link.chosen.connect(self.move_window)
        self.loader.loaded.connect(self._show_file)
        self.controls.start_chosen.connect(self._start_chosen)
        self.loader.failed.connect(self._show_message)
        self.saver.message.connect(self._show_message)
        for keys, columns in (("Left", -1), ("Right", 1), ("Shift+Left", -10), ("Shift+Right", 10)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda n=columns: self.move_window(self.at_s + n * self.hop_s))
        for keys, is_first in (("[", True), ("]", False)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda first=is_first: self.select_from_here(first=first))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ---- life -----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start drawing."""
        super().showEvent(event)
        self.setFocus()
        self._came_s = monotonic()
        self._total = max(0, self._desk.samples.total - round(LIVE_S * SAMPLE_RATE)) if self.is_live else self._total
        if self.is_live:
            self.strip, self.samples = self._new_strip(), np.zeros(0, np.float32)
        if self._arrives:
            self._arrival = Steps(self._arrive(), self._arrived, self)
        else:
            self.draw()
            self._drawing.start()
        self.why_toggled()

    def complete(self) -> None:
        """Let all panes arrive at once."""
        if self._arrival is not None:
            self._arrival.finish_now()

    def _arrive(self) -> Iterator[None]:
        """Show the panes and draw the first sound, a pane at a time."""
        yield from self.pane_stack.arrive()
        if self.is_live:
            self._take_new()
        self._name()
        yield from self.pane_stack.draw_in_steps(self.samples, self.strip, self.settings, self.start_s)
        yield
        self._draw_window()

    def _arrived(self) -> None:
        self._arrives, self._arrival = False, None
        self._drawing.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop timers and threads while hidden."""
        super().hideEvent(event)
        self._rest()

    def finish(self) -> None:
        """Stop all threads and timers for good."""
        self._rest()
        self.reasons.finish()
        self.voice.finish()
        self.loader.finish()
        self.saver.finish()
        self.player.finish()

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.pane_stack.set_theme(theme)
        self.why.set_theme(theme)
        self.player.set_theme(theme)

    def _rest(self) -> None:
        if self._arrival is not None:
            self._arrival.stop()
            self._arrival = None
        self._drawing.stop()
        self.player.stop()
        self.reasons.stop()

    # ---- sound ----------------------------------------------------------------------------------------------------

    @property
    def start_s(self) -> float:
        """Return the time of the first sample; live, the newest sample is at 0 s."""
        return -len(self.samples) / SAMPLE_RATE if self.is_live else self._begins_s

    @property
    def hop_s(self) -> float:
        """Return the hop in seconds."""
        return self.settings.cut.hop / SAMPLE_RATE

    def poll(self) -> None:
        """Take new samples from the desk and draw them."""
        if self.is_live and self._take_new():
            self.draw()
        elif self.is_live:
            self._name()

    def _take_new(self) -> bool:
        """Take the new samples of the desk; return whether there are any."""
        new, total = self._desk.samples.since(self._total)
        if len(new):
            self._total, self._came_s = total, monotonic()
            self.samples = np.concatenate((self.samples, new))[-round(LIVE_S * SAMPLE_RATE) :]
            self.strip.feed(new)
        return bool(len(new))

    def show_sound(self, samples: Samples, name: str, begins_s: float = 0.0) -> None:
        """Show a sound that starts at ``begins_s`` of its file."""
        self.player.stop()
        self.is_live = False
        self.buttons.live.setChecked(False)
        self.samples, self.name, self._begins_s = samples, name, begins_s
        seconds = len(samples) / SAMPLE_RATE
        self.at_s = begins_s + seconds / 2
        self._analyse()
        self.pane_stack.selection.setRegion((begins_s, begins_s + seconds))
        self.show_voice()
        said = tr("{name}: {begin:g} to {end:.2f} s.", name=name, begin=begins_s, end=begins_s + seconds)
        if seconds >= LONGEST_S:
            said = f"{said} {tr('{longest:g} s are shown, “Start” moves on.', longest=LONGEST_S)}"
        self._show_message(said)

    def _show_file(self, samples: Samples, name: str, begins_s: float) -> None:
        self._set_start(round(begins_s), enabled=True)
        self.show_sound(samples, name, begins_s)

    def _set_start(self, value: int, *, enabled: bool) -> None:
        box = self.controls.start
        box.blockSignals(True)
        box.setValue(value)
        box.blockSignals(False)
        box.setEnabled(enabled)

    def _start_chosen(self, start_s: float) -> None:
        if self.loader.path is not None and not self.is_live:
            self.loader.load(self.loader.path, start_s)

    def take_settings(self) -> None:
        """Redraw with the parameters of the controls."""
        self.settings = self.controls.settings
        self.pane_stack.use(self.settings)
        self.voice.redraw()
        self._analyse()

    def move_window(self, at_s: float) -> None:
        """Centre the analysed window at a time."""
        self.at_s = min(max(at_s, self.start_s), self.start_s + len(self.samples) / SAMPLE_RATE)
        self._draw_window()

    def draw(self) -> None:
        """Draw everything."""
        self.draws += 1
        self._name()
        self.pane_stack.draw(self.samples, self.strip, self.settings, self.start_s)
        self._draw_window(with_network=not self.is_live or self.draws % _SEEN_EVERY == 1)

    def _name(self) -> None:
        """Name the sound above the panes."""
        silent = self.is_live and monotonic() - self._came_s > _SILENT_S
        text = tr("Live: no sound arrives. Choose a microphone above, or open a sound.") if silent else self.name
        self.buttons.source_label.set_full_text(text)

    def _draw_window(self, *, with_network: bool = True) -> None:
        self.pane_stack.draw_window(self.samples, self.at_s, self.settings, self.start_s)
        if not with_network:
            return
        if self.is_live and (self.settings.cut, self.settings.bank) == (StftSettings(), MelSettings()):
            # With the network's parameters the columns computed already can be used.
            self.pane_stack.draw_picture(self.strip.mel[:, -FRAMES:], 0.0)
        else:
            self.pane_stack.draw_seen(self.samples, self._seen_end(), self.start_s)

    def _seen_end(self) -> int:
        """Return the end of the network's input in samples: live the newest, else half an input after the window."""
        if self.is_live:
            return len(self.samples)
        middle = round((self.at_s - self.start_s) * SAMPLE_RATE)
        return max(min(middle + SEEN // 2, len(self.samples)), min(SEEN, len(self.samples)))

    def _analyse(self) -> None:
        self.strip = self._new_strip()
        for piece in np.array_split(self.samples, max(1, len(self.samples) // _AT_ONCE)):
            self.strip.feed(piece)
        self.draw()

    def _new_strip(self) -> IncrementalFeatures:
        chosen = self.settings
        return IncrementalFeatures(chosen.cut, chosen.bank, chosen.coefficients, LIVE_S if self.is_live else None)

    def live_toggled(self) -> None:
        """Follow the desk, or freeze this moment."""
        if self.buttons.live.isChecked() == self.is_live:
            return
        self.player.stop()
        if self.buttons.live.isChecked():
            self._set_start(0, enabled=False)
            self.is_live, self.name, self.at_s, self._came_s = True, tr("Live"), -_BEHIND_S, monotonic()
            self.voice.clear()
            self._total = max(0, self._desk.samples.total - round(LIVE_S * SAMPLE_RATE))
            self.samples, self.strip = np.zeros(0, np.float32), self._new_strip()
            self._name()
            self.poll()
        else:
            at_s = self.at_s - self.start_s
            self.show_sound(self.samples, tr("This moment"))
            self.move_window(at_s)
            self._set_start(0, enabled=False)

    def show_voice(self) -> None:
        """Draw pitch and formants of a frozen sound, or take them away."""
        if not self.buttons.curves.isChecked():
            self.voice.clear()
        elif self.is_live:
            self._show_message(tr("Pitch and formants are drawn when the sound is frozen: switch Live off."))
        else:
            self.voice.show_sound(self.samples, self._begins_s)

    # ---- files ----------------------------------------------------------------------------------------------------

    def selected(self) -> Samples:
        """Return the selected samples."""
        first, last = (round((at - self.start_s) * SAMPLE_RATE) for at in self.pane_stack.selection.getRegion())
        return self.samples[max(first, 0) : max(last, 0)]

    def select_from_here(self, *, first: bool) -> None:
        """Set the start, or else the end, of the selection at the analysed window."""
        begin, end = self.pane_stack.selection.getRegion()
        self.pane_stack.selection.setRegion(
            (self.at_s, max(end, self.at_s)) if first else (min(begin, self.at_s), self.at_s)
        )

    def play_selection(self) -> None:
        """Play the selected part."""
        begin_s = max(self.pane_stack.selection.getRegion()[0], self.start_s)
        self.player.play(self.selected(), None if self.is_live else begin_s)

    @property
    def folder(self) -> Path:
        """Return the folder in which files were last opened."""
        return Path(self._settings_file.values.last_folder or Path.home())

    def load(self, path: Path) -> None:
        """Load a sound, a video or a session; returns at once."""
        self.loader.load(path)

    def ask_where(self, pane: str) -> None:
        """Ask for a file, and save a pane to it."""
        proposed = f"{Path(self.name).stem} {pane.lower()}"
        dialogs.ask_where(self, self.folder, pane, proposed, lambda file: self.save_pane(pane, file))

    def save_pane(self, pane: str, file: Path) -> None:
        """Save a pane as it is shown now."""
        at_s = self.at_s - self.start_s
        samples = self.samples[: self._seen_end()] if PANES[pane][0] == "network" else self.samples
        name = f"{self.name} from {self._begins_s:g} s" if self._begins_s and not self.is_live else self.name
        self.saver.save(pane, file, samples, self.settings, name, at_s)

    # ---- why ------------------------------------------------------------------------------------------------------

    def _heard_by_network(self) -> Samples:
        end = self._seen_end()
        return self.samples[max(0, end - SEEN) : end]

    def why_toggled(self) -> None:
        """Show or hide the explanation."""
        self.why.setVisible(self.buttons.why.isChecked())
        if self.buttons.why.isChecked() and self.isVisible():
            self.why.show_nothing(tr("One moment …"))
            self.reasons.start()
        else:
            self.reasons.stop()

    def face_toggled(self) -> None:
        """Explain the largest face, or the voice."""
        self.reasons.of_face = self.buttons.face.isChecked()
        self.reasons.step()

    def _read_out(self, time_s: float | None, hz: float | None) -> None:
        words = [] if time_s is None else [f"{number(time_s, '.3f')} s"]
        if hz is not None:
            words.append(f"{hz:.0f} Hz")
        if time_s is not None and hz is not None:
            level = self.pane_stack.stft.level_at(time_s, hz)
            words += [] if level is None else [f"{level:.0f} dB"]
        self.readout.setText("  ·  ".join(words))

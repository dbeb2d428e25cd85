"""What the user does with sources in the window: choose, play, open again; the pickers and badges follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from emotion_desk.errors import DeskError
from emotion_desk.messages import Side
from emotion_desk.pipeline.desk import Desk
from emotion_desk.settings import SettingsFile
from emotion_desk.ui import recents
from emotion_desk.ui.consent_gate import ConsentGate
from emotion_desk.ui.initial_sources import InitialSources
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.desk_poller import DeskPoller
from emotion_desk.ui.live.page import LivePage
from emotion_desk.ui.live.status_bar import BADGES, StatusBar
from emotion_desk.ui.source_controller import DEVICES, NOTHING, SourceChoice, SourceController, playback_of
from emotion_desk.ui.toolbar import Toolbar


class SourceActions:
    """Changes the sources of the desk and shows the change in every part of the window.

    Args:
        desk, sources: what is changed.
        settings_file: remembers devices and recent files.
        toolbar, status, live_page, poller: follow the change.
        gate: asks for consent before a device is opened.
    """

    def __init__(
        self,
        desk: Desk,
        sources: SourceController,
        settings_file: SettingsFile,
        toolbar: Toolbar,
        status: StatusBar,
        live_page: LivePage,
        poller: DeskPoller,
        gate: ConsentGate,
    ) -> None:
        self._desk, self._sources, self._settings_file = desk, sources, settings_file
        self._toolbar, self._status, self._live_page, self._poller = toolbar, status, live_page, poller
        self._gate = gate

    def choose(self, choice: SourceChoice, side: Side) -> None:
        """Change the source of a side; a device is opened only after consent."""
        if choice.kind not in DEVICES:
            self._change(choice, side)
            return

        def refused() -> None:
            self.follow()
            self._status.show_message(tr("No camera, screen, window or microphone is used."))

        self._gate.ask(lambda: self._change(choice, side), refused)

    def play_file(self, path: Path) -> None:
        """Play the picture and the sound of a file."""
        self._settings_file.change(last_folder=str(path.parent))
        recents.remember(self._settings_file, path)
        self._change(SourceChoice("file", str(path)), Side.PICTURE)

    def adopt(self, initial: InitialSources) -> None:
        """Switch to other initial sources."""
        self._poller.forget()
        self._desk.use_picture(initial.picture)
        self._desk.use_sound(initial.sound)
        self._sources.adopt(initial.picture_choice, initial.sound_choice, playback_of(initial.picture, initial.sound))
        banner = self._live_page.banner
        for topic in ("note", "choice", "clip", Side.PICTURE.value, Side.SOUND.value):
            banner.clear_topic(topic)
        if initial.note:
            banner.show_topic("note", initial.note)
        self.follow()

    def reopen(self, side: Side) -> None:
        """Open the source of a side again."""
        self._poller.forget()
        self._try(lambda: self._sources.open_again(side))

    def play_again(self) -> None:
        """Play the file that has ended once more."""
        side = next((side for side, choice in self._sources.wanted.items() if choice.is_clip), None)
        if side is not None:
            self.reopen(side)

    def follow(self) -> None:
        """Show the requested sources in pickers, badge and status bar."""
        wanted = self._sources.wanted
        self._toolbar.cameras.show_choice(wanted[Side.PICTURE])
        self._toolbar.microphones.show_choice(wanted[Side.SOUND])
        self._status.show_badge(self._sources.badge, BADGES[self._sources.badge])
        self._status.show_open_devices(self._sources.open_devices())
        if self._live_page.transport is not None:
            self._live_page.transport.follow()

    def _change(self, choice: SourceChoice, side: Side) -> None:
        act = self._sources.choose_picture if side is Side.PICTURE else self._sources.choose_sound
        microphone = self._sources.wanted[Side.SOUND]
        if not self._try(lambda: act(choice)):
            return
        banner = self._live_page.banner
        for topic in ("note", "clip", "microphone", side.value):
            banner.clear_topic(topic)
        if choice.is_clip and microphone.kind == "microphone":
            banner.show_topic(
                "microphone",
                tr(
                    "{microphone} is off while {file} plays with its own sound.",
                    microphone=microphone.words,
                    file=choice.words,
                ),
                (tr("&Use the microphone"), lambda: self.choose(microphone, Side.SOUND)),
            )
        if side is Side.PICTURE or choice.is_clip:
            self._poller.forget()
            has_picture = self._sources.wanted[Side.PICTURE] != NOTHING
            self._live_page.picture.show_nothing(
                tr("Opening {label} …", label=choice.words) if has_picture else _no_picture(choice)
            )
        # What was on a screen is not shown again unasked.
        if not choice.is_clip and choice.kind not in ("screen", "window"):
            device = "none" if choice.kind == "none" else choice.name or None
            self._settings_file.change(**{"camera" if side is Side.PICTURE else "microphone": device})

    def _try(self, act: Callable[[], None]) -> bool:
        banner = self._live_page.banner
        try:
            act()
        except DeskError as error:
            self._status.show_message(str(error))
            banner.show_topic("choice", str(error))
            return False
        finally:
            self.follow()
        banner.clear_topic("choice")
        return True


def _no_picture(choice: SourceChoice) -> str:
    return tr("No picture") if choice.kind == "none" else tr("{label} has no picture", label=choice.words)

"""Controls the sources of picture and sound: what is requested, what is running, how to open it again.

Independent of Qt.  The desk opens sources in its own threads and keeps the old one if the new one fails; the controller
follows the events of the desk, so that the pickers show what is really in use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.sources.playback_clock import PlaybackClock
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.ui.language import mark, tr


class Clip(Protocol):
    """A medium with picture, sound, or both."""

    @property
    def picture(self) -> PictureSource | None:
        """Return the picture source, if there is one."""
        ...

    @property
    def sound(self) -> SoundSource | None:
        """Return the sound source, if there is one."""
        ...


class SourceTarget(Protocol):
    """The part of the desk that the controller needs."""

    def use_picture(self, source: PictureSource | None) -> None:
        """Replace the picture source."""
        ...

    def use_sound(self, source: SoundSource | None) -> None:
        """Replace the sound source."""
        ...


CameraMode = tuple[tuple[int, int], float]
#: Kinds of sources that see or hear what is around the machine or on it: they need consent and are shown while open.
DEVICES = ("camera", "screen", "window", "microphone")


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A source of one side: ``kind`` is none, camera, screen, window, microphone, file or demo."""

    kind: str = "none"
    name: str = ""

    @property
    def is_clip(self) -> bool:
        """Return whether picture and sound come from one medium."""
        return self.kind in ("file", "demo")

    @property
    def label(self) -> str:
        """Return what is written into files: a file name without its folder."""
        if self.kind == "file":
            return Path(self.name).name
        if self.name == "" and self.kind != "none":
            return f"Default {self.kind}"
        is_number = self.name.isdecimal() and self.kind != "window"
        return f"{self.kind.capitalize()} {self.name}" if is_number else self.name

    @property
    def words(self) -> str:
        """Return the label in the language of the window."""
        if self.kind == "demo":
            return tr("Demo clip")
        if self.kind == "microphone" and self.name == "":
            return tr("Default microphone")
        if self.kind == "window":
            return tr("Window: {name}", name=self.name)
        if self.name.isdecimal():
            numbered = {
                "camera": tr("Camera {number}", number=self.name),
                "screen": tr("Screen {number}", number=self.name),
            }
            return numbered.get(self.kind, self.label)
        return self.label


@dataclass(frozen=True, slots=True)
class Playback:
    """A file that is played: its clock, by which it is paused and sought, and its duration in seconds if known."""

    clock: PlaybackClock
    duration_s: float | None


def playback_of(*sources: PictureSource | SoundSource | None) -> Playback | None:
    """Return how a file is played, ``None`` if none of the sources is one."""
    for source in sources:
        clock = getattr(source, "playback", None)
        if isinstance(clock, PlaybackClock):
            return Playback(clock, getattr(source, "duration_s", None))
    return None


NOTHING = SourceChoice()
DEMO = SourceChoice("demo", mark("Demo clip"))


#: Width and height in pixels and frame rate in Hz asked of a camera unless others are chosen.
_CAMERA_MODE: CameraMode = ((640, 480), 30.0)


def _camera(which: str, size: tuple[int, int], fps: float) -> PictureSource:
    from emotion_desk.sources.camera import Camera

    return Camera(which or 0, size=size, fps=fps)


def _microphone(which: str) -> SoundSource:
    from emotion_desk.sources.microphone import Microphone

    return Microphone(which or None)


def _screen(which: str) -> PictureSource:
    from emotion_desk.sources.screen import Screen

    return Screen(which)


def _window(which: str) -> PictureSource:
    from emotion_desk.sources.screen_window import ScreenWindow

    return ScreenWindow(which)


def _file(path: Path, loop: bool) -> Clip:
    from emotion_desk.sources.media import open_media

    return open_media(path, paced=True, loop=loop)


def _demo() -> Clip:
    from emotion_desk.sources.demo import open_demo

    return open_demo(loop=True)


def keep_planes(picture: PictureSource | None) -> PictureSource | None:
    """Let a file's frames stay in planes, of which the window converts what it shows; return the source."""
    from emotion_desk.sources.file_picture import FilePicture

    if isinstance(picture, FilePicture):
        picture.in_planes = True
    return picture


@dataclass(frozen=True, slots=True)
class Openers:
    """Creates each kind of source; none of these opens a device yet."""

    camera: Callable[[str, tuple[int, int], float], PictureSource] = _camera
    microphone: Callable[[str], SoundSource] = _microphone
    screen: Callable[[str], PictureSource] = _screen
    window: Callable[[str], PictureSource] = _window
    file: Callable[[Path, bool], Clip] = _file
    demo: Callable[[], Clip] = _demo


class SourceController:
    """Tracks the requested and the running source of both sides."""

    def __init__(self, target: SourceTarget, openers: Openers | None = None, *, loop: bool = False) -> None:
        self._target = target
        self._openers = openers or Openers()
        self.loop = loop
        self._camera_mode = _CAMERA_MODE
        #: The source requested last, and the one known to run.
        self.wanted = {Side.PICTURE: NOTHING, Side.SOUND: NOTHING}
        self.running = {Side.PICTURE: NOTHING, Side.SOUND: NOTHING}
        #: Whether the source of a side delivers or is being opened.
        self.active = {Side.PICTURE: False, Side.SOUND: False}
        self._ended: set[Side] = set()
        self._playback: Playback | None = None
        self._failed: dict[Side, SourceChoice] = {}

    @property
    def playback(self) -> Playback | None:
        """Return how the file is played that is in use and has not ended; ``None`` without one."""
        clips = [side for side, choice in self.wanted.items() if choice.is_clip]
        return self._playback if any(side not in self._ended for side in clips) else None

    @property
    def ended_playback(self) -> Playback | None:
        """Return how the file was played that is chosen and has ended; ``None`` without one."""
        is_chosen = any(choice.is_clip for choice in self.wanted.values())
        return self._playback if is_chosen and self.playback is None else None

    @property
    def is_paused(self) -> bool:
        """Return whether a file stands still."""
        playback = self.playback
        return playback is not None and playback.clock.paused

    def adopt(self, picture: SourceChoice, sound: SourceChoice, playback: Playback | None = None) -> None:
        """Take over the sources that the desk was started with."""
        self._playback = playback
        self.wanted = {Side.PICTURE: picture, Side.SOUND: sound}
        self._ended.clear()

    def use_camera_mode(self, size: tuple[int, int], fps: float) -> None:
        """Set what is asked of cameras that are opened from now on.

        Args:
            size: width and height in pixels.
            fps: frame rate in Hz.
        """
        self._camera_mode = (size, float(fps))

    def play_clip(self, choice: SourceChoice) -> None:
        """Play picture and sound of the demo or of a file.

        Raises:
            DeskError: it is missing or has neither; the present sources stay.
        """
        clip = self._openers.demo() if choice.kind == "demo" else self._openers.file(Path(choice.name), self.loop)
        picture, sound = keep_planes(clip.picture), clip.sound
        self._playback = playback_of(picture, sound)
        self._target.use_picture(picture)
        self._target.use_sound(sound)
        self._failed.clear()
        self._ended.clear()
        self.wanted = {
            Side.PICTURE: choice if picture is not None else NOTHING,
            Side.SOUND: choice if sound is not None else NOTHING,
        }

    def choose_picture(self, choice: SourceChoice) -> None:
        """Use a camera, a screen, a window, a clip or no picture; the sound of a clip that is left ends with it."""
        if choice.is_clip:
            self.play_clip(choice)
            return
        source = self._new_picture(choice)
        leaves_clip = self.wanted[Side.PICTURE].is_clip and self.wanted[Side.SOUND] == self.wanted[Side.PICTURE]
        self._target.use_picture(source)
        self._set(Side.PICTURE, choice)
        if leaves_clip:
            self.choose_sound(NOTHING)

    def _new_picture(self, choice: SourceChoice) -> PictureSource | None:
        if choice.kind == "camera":
            return self._openers.camera(choice.name, *self._camera_mode)
        if choice.kind == "window":
            return self._openers.window(choice.name)
        return self._openers.screen(choice.name) if choice.kind == "screen" else None

    def choose_sound(self, choice: SourceChoice) -> None:
        """Use a microphone, a clip or no sound; the picture stays."""
        if choice.is_clip:
            self.play_clip(choice)
            return
        self._target.use_sound(self._openers.microphone(choice.name) if choice.kind == "microphone" else None)
        self._set(Side.SOUND, choice)

    def open_again(self, side: Side) -> None:
        """Open the source requested last on a side again; a clip restarts on both sides."""
        choice = self._failed.get(side, self.wanted[side])
        if side is Side.PICTURE:
            self.choose_picture(choice)
        else:
            self.choose_sound(choice)

    def handle_event(self, event: DeskEvent) -> None:
        """Follow a state change of a source."""
        if event.side not in self.wanted:
            return
        side = event.side
        if event.state in (State.OPENING, State.RUNNING):
            self.active[side] = True
        elif event.state is State.FAILED:
            self.active[side] = self.running[side] != NOTHING
        else:
            self.active[side] = False
        if event.state in (State.ENDED, State.LOST):
            self._ended.add(side)
        elif event.state is not State.NONE:
            self._ended.discard(side)
        if event.state is State.RUNNING:
            self.running[side] = self.wanted[side]
            self._failed.pop(side, None)
        elif event.state is State.FAILED:
            self._failed[side] = self.wanted[side]
            if self.running[side] != NOTHING:
                # The desk kept the old source.
                self.wanted[side] = self.running[side]
        elif event.state in (State.ENDED, State.LOST, State.NONE):
            self.running[side] = NOTHING

    def open_devices(self) -> dict[str, str]:
        """Return the names of the devices that are open or being opened, by kind, of :data:`DEVICES`."""
        found = {}
        for side in (Side.PICTURE, Side.SOUND):
            if self.active[side]:
                for choice in (self.running[side], self.wanted[side]):
                    if choice.kind in DEVICES:
                        found[choice.kind] = choice.words
        return found

    @property
    def badge(self) -> str:
        """Return LIVE, FILE, DEMO or IDLE."""
        kinds = {choice.kind for side, choice in self.wanted.items() if side not in self._ended}
        picture = self.wanted[Side.PICTURE].kind if Side.PICTURE not in self._ended else "none"
        if picture in ("demo", "file"):
            return "DEMO" if picture == "demo" else "FILE"
        if kinds & set(DEVICES):
            return "LIVE"
        if "file" in kinds:
            return "FILE"
        return "DEMO" if "demo" in kinds else "IDLE"

    def _set(self, side: Side, choice: SourceChoice) -> None:
        self.wanted[side] = choice
        self._failed.pop(side, None)
        self._ended.discard(side)
        if choice == NOTHING:
            self.running[side] = NOTHING

"""What plays first, and what is never opened before consent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from emotion_desk.commands.options import WindowOptions
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.settings import NOTICE_VERSION, Settings
from emotion_desk.sources import pulse
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.sources.resolve_sources import NO_CAMERA
from emotion_desk.ui.app import _HEAVY, _sound_libraries
from emotion_desk.ui.initial_sources import DEMO_NOTE, choose_initial_sources, wants_devices
from emotion_desk.ui.source_controller import DEMO, NOTHING, Openers, SourceChoice, SourceController

AGREED = Settings(consent=NOTICE_VERSION)
CLIP = Path(__file__).parents[2] / "assets" / "demo.mp4"


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (WindowOptions(), True),
        (WindowOptions(demo=True), False),
        (WindowOptions(file=CLIP), False),
        (WindowOptions(file=CLIP, mic="none"), False),
        (WindowOptions(demo=True, mic="Mic"), True),
        (WindowOptions(camera="none", mic="none"), False),
        (WindowOptions(camera="none"), True),
        (WindowOptions(camera="0", mic="none"), True),
    ],
)
def test_which_options_open_a_device(options: WindowOptions, wanted: bool) -> None:
    assert wants_devices(options) is wanted


@pytest.mark.parametrize("options", [WindowOptions(), WindowOptions(camera="0"), WindowOptions(demo=True, mic="Mic")])
def test_without_consent_the_demo_plays(options: WindowOptions) -> None:
    initial = choose_initial_sources(options, Settings(), camera_names=lambda: ["Cam"])
    assert initial.picture is not None
    assert initial.sound is not None
    assert (initial.picture.kind, initial.sound.kind) == ("demo", "demo")
    assert (initial.picture_choice, initial.sound_choice) == (DEMO, DEMO)
    assert initial.note == DEMO_NOTE


def test_without_consent_a_file_plays_without_the_microphone() -> None:
    initial = choose_initial_sources(WindowOptions(file=CLIP, mic="Mic"), Settings())
    assert initial.sound is not None
    assert initial.sound.kind == "file"
    assert initial.picture_choice == SourceChoice("file", str(CLIP))


def test_the_first_camera_is_taken() -> None:
    initial = choose_initial_sources(WindowOptions(), AGREED, camera_names=lambda: ["Front", "Back"])
    assert (initial.picture_choice, initial.sound_choice) == (
        SourceChoice("camera", "Front"),
        SourceChoice("microphone", ""),
    )
    assert initial.note is None


def test_the_last_devices_are_taken_if_they_are_there() -> None:
    last = Settings(consent=NOTICE_VERSION, camera="Back", microphone="none")
    initial = choose_initial_sources(WindowOptions(), last, camera_names=lambda: ["Front", "Back"])
    assert (initial.picture_choice, initial.sound_choice) == (SourceChoice("camera", "Back"), NOTHING)
    gone = choose_initial_sources(WindowOptions(), last, camera_names=lambda: ["Front"])
    assert gone.picture_choice == SourceChoice("camera", "Front")
    assert gone.note is not None
    assert "Back" in gone.note


@pytest.mark.parametrize(
    ("options", "client", "loaded"),
    [
        (WindowOptions(demo=True), "/usr/bin/pactl", ()),
        (WindowOptions(file=CLIP), "/usr/bin/pactl", ()),
        (WindowOptions(file=CLIP, mic="Mic"), "/usr/bin/pactl", ("sounddevice",)),
        (WindowOptions(demo=True), None, ("sounddevice",)),
    ],
)
def test_portaudio_is_loaded_for_a_microphone_or_where_no_server_lists_them(
    options: WindowOptions, client: str | None, loaded: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "find_pactl", lambda: client)
    assert _sound_libraries(choose_initial_sources(options, AGREED)) == loaded
    assert "sounddevice" not in _HEAVY


def test_no_camera_plays_the_demo_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emotion_desk.sources.resolve_sources.list_cameras", list)
    initial = choose_initial_sources(WindowOptions(), AGREED, camera_names=list)
    assert initial.picture_choice == DEMO
    assert initial.note == NO_CAMERA


def test_labels() -> None:
    assert SourceChoice("file", "/a/b c.mp4").label == "b c.mp4"
    assert SourceChoice("camera", "0").label == "Camera 0"
    assert SourceChoice("microphone", "").label == "Default microphone"


@dataclass
class Source:
    name: str
    kind: str


class Stage:
    """Notes what the desk would be given."""

    def __init__(self) -> None:
        self.calls: list[tuple[Side, str | None]] = []

    def use_picture(self, source: PictureSource | None) -> None:
        self.calls.append((Side.PICTURE, source.name if source else None))

    def use_sound(self, source: SoundSource | None) -> None:
        self.calls.append((Side.SOUND, source.name if source else None))


@dataclass
class TwoSides:
    picture: object
    sound: object


def sources() -> tuple[SourceController, Stage]:
    stage = Stage()
    openers = Openers(
        camera=lambda which, _size, _fps: Source(which, "camera"),  # type: ignore[arg-type,return-value]
        microphone=lambda which: Source(which, "microphone"),  # type: ignore[arg-type,return-value]
        file=lambda path, loop: TwoSides(Source(path.name, "file"), None),  # type: ignore[arg-type,return-value]
        demo=lambda: TwoSides(Source("demo", "demo"), Source("demo", "demo")),  # type: ignore[arg-type,return-value]
    )
    return SourceController(stage, openers), stage


def event(side: Side, state: State) -> DeskEvent:
    return DeskEvent(side, state, "Something happened.", 0)


CAM, OTHER, MIC = SourceChoice("camera", "Cam"), SourceChoice("camera", "Other"), SourceChoice("microphone", "Mic")


def test_a_camera_after_a_clip_stops_the_clips_sound() -> None:
    one, stage = sources()
    one.choose_picture(DEMO)
    assert one.badge == "DEMO"
    one.choose_picture(CAM)
    assert stage.calls == [
        (Side.PICTURE, "demo"),
        (Side.SOUND, "demo"),
        (Side.PICTURE, "Cam"),
        (Side.SOUND, None),
    ]
    assert one.badge == "LIVE"


def test_a_microphone_leaves_the_picture() -> None:
    one, stage = sources()
    one.choose_picture(DEMO)
    one.choose_sound(MIC)
    assert stage.calls[-1] == (Side.SOUND, "Mic")
    assert one.wanted == {Side.PICTURE: DEMO, Side.SOUND: MIC}
    assert one.badge == "DEMO"
    one.choose_picture(CAM)
    assert one.wanted[Side.SOUND] == MIC


def test_a_file_without_sound_is_silent() -> None:
    one, stage = sources()
    one.choose_sound(MIC)
    one.choose_picture(SourceChoice("file", "a.mp4"))
    assert one.wanted == {Side.PICTURE: SourceChoice("file", "a.mp4"), Side.SOUND: NOTHING}
    assert stage.calls[-1] == (Side.SOUND, None)
    assert one.badge == "FILE"


def test_what_failed_goes_back_and_can_be_tried_again() -> None:
    one, stage = sources()
    one.choose_picture(CAM)
    one.handle_event(event(Side.PICTURE, State.RUNNING))
    one.choose_picture(OTHER)
    one.handle_event(event(Side.PICTURE, State.FAILED))
    assert one.wanted[Side.PICTURE] == CAM
    one.open_again(Side.PICTURE)
    assert stage.calls[-1] == (Side.PICTURE, "Other")
    one.handle_event(event(Side.PICTURE, State.RUNNING))
    one.handle_event(event(Side.PICTURE, State.LOST))
    one.open_again(Side.PICTURE)
    assert stage.calls[-1] == (Side.PICTURE, "Other")
    assert one.wanted[Side.PICTURE] == OTHER

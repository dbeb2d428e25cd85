"""Chooses the first sources: those of the command line, else the last used, else the first available."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emotion_desk.commands.options import WindowOptions
from emotion_desk.settings import Settings
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.source_controller import DEMO, NOTHING, SourceChoice, keep_planes

if TYPE_CHECKING:
    from emotion_desk.sources.resolve_sources import ResolvedSources

NONE = "none"
DEMO_NOTE = mark("The demo clip is playing. No camera or microphone is used until you agree to it.")

Choose = Callable[..., "ResolvedSources"]
Names = Callable[[], list[str]]


@dataclass(frozen=True, slots=True)
class InitialSources:
    """The first sources, their entries in the pickers, and a note if they are not those requested."""

    picture: PictureSource | None
    sound: SoundSource | None
    picture_choice: SourceChoice
    sound_choice: SourceChoice
    note: str | None = None


def wants_devices(options: WindowOptions) -> bool:
    """Return whether these options open a camera or a microphone."""
    if options.mic not in (None, NONE):
        return True
    if options.demo or options.file is not None:
        return False
    return not (options.camera == NONE and options.mic == NONE)


def _choose(**wanted: Any) -> ResolvedSources:
    from emotion_desk.sources.resolve_sources import resolve_sources

    return resolve_sources(**wanted)


def _camera_names() -> list[str]:
    from emotion_desk.sources.devices import list_cameras

    return [camera.name for camera in list_cameras()]


def choose_initial_sources(
    options: WindowOptions, settings: Settings, choose: Choose = _choose, camera_names: Names = _camera_names
) -> InitialSources:
    """Choose the first sources; none is opened here.

    Without consent, devices are replaced by the demo, or left out beside a file.

    Raises:
        DeskError: the file cannot be played.
    """
    camera, mic = options.camera, options.mic
    demo, note = options.demo, None
    allowed = settings.consented or not wants_devices(options)
    if not allowed:
        demo, mic = options.file is None, None
        camera = None
        note = tr(DEMO_NOTE) if demo else None
    elif options.file is None and not demo:
        mic = mic if mic is not None else settings.microphone
        if camera is None:
            camera, note = _last_camera(settings.camera, camera_names())
    # None repeats the demo only, also where it stands in for a missing camera.
    loop = True if demo or settings.repeat_files else None
    chosen = choose(
        camera=camera,
        file=options.file,
        demo=demo,
        mic=mic,
        paced=True,
        loop=loop,
        size=settings.camera_pixels,
        fps=float(settings.camera_rate),
    )
    return InitialSources(
        keep_planes(chosen.picture),
        chosen.sound,
        _choice_for(chosen.picture, options, camera),
        _choice_for(chosen.sound, options, mic),
        " ".join(part for part in (note, chosen.note) if part) or None,
    )


def _last_camera(last: str | None, names: list[str]) -> tuple[str | None, str | None]:
    """Return the camera used last if connected, else the first one with a note."""
    if last == NONE or (last is not None and last in names):
        return last, None
    present = names[0] if names else None
    if last is None or present is None:
        return present, None
    return present, tr("The camera {last} is not connected; {present} is used.", last=last, present=present)


def _choice_for(source: PictureSource | SoundSource | None, options: WindowOptions, which: str | None) -> SourceChoice:
    if source is None:
        return NOTHING
    if source.kind == "demo":
        return DEMO
    if source.kind == "file":
        return SourceChoice("file", str(options.file))
    return SourceChoice(source.kind, which or "")

"""What plays first: the command line's wish, else the last choice, else what there is; devices only after consent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emotion_desk.errors import DeskError
from emotion_desk.settings import Settings
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.ui.director import DEMO, NOTHING, Pick
from emotion_desk.ui.options import WindowOptions

if TYPE_CHECKING:
    from emotion_desk.sources.choose import Chosen

DEMO_NOTE = "The demo clip plays. No camera or microphone is used until you agree to it."


@dataclass(frozen=True, slots=True)
class Opening:
    """The sources to begin with, what the pickers show for them, and a sentence if they are not what was wished."""

    picture: PictureSource | None
    sound: SoundSource | None
    picture_pick: Pick
    sound_pick: Pick
    note: str | None = None


def wants_devices(options: WindowOptions) -> bool:
    """Return whether these options open a camera or a microphone."""
    if options.mic is not None and options.mic != "none":
        return True
    if options.demo or options.file is not None:
        return options.camera is not None and options.camera != "none"
    return not (options.camera == "none" and options.mic == "none")


def _choose(**wishes: object) -> Chosen:
    from emotion_desk.sources.choose import choose_sources

    return choose_sources(**wishes)


def first(options: WindowOptions, settings: Settings, choose: Callable[..., Chosen] = _choose) -> Opening:
    """Choose the sources to begin with; none of them is opened here.

    Without consent a wish for devices becomes the demo, or the file alone.

    Raises:
        DeskError: what the command line names is not there.
    """
    loop = settings.repeat_files or options.demo
    if wants_devices(options) and not settings.consented:
        demo = options.file is None
        chosen = choose(camera=None, file=options.file, demo=demo, mic=None, paced=True, loop=demo or loop)
        return _opening(options, chosen, DEMO_NOTE if demo else None)
    if options.demo or options.file is not None:
        wish = {"camera": options.camera, "file": options.file, "demo": options.demo, "mic": options.mic}
        return _opening(options, choose(**wish, paced=True, loop=loop))
    camera = options.camera if options.camera is not None else settings.camera
    mic = options.mic if options.mic is not None else settings.microphone
    try:
        return _opening(options, choose(camera=camera, file=None, demo=False, mic=mic, paced=True, loop=True))
    except DeskError as error:
        if (camera, mic) == (options.camera, options.mic):
            raise
        # What was chosen last time may be unplugged today; that must not keep the desk from starting.
        chosen = choose(camera=options.camera, file=None, demo=False, mic=options.mic, paced=True, loop=True)
        return _opening(options, chosen, str(error))


def _opening(options: WindowOptions, chosen: Chosen, note: str | None = None) -> Opening:
    return Opening(
        chosen.picture,
        chosen.sound,
        _pick(options, chosen.picture),
        _pick(options, chosen.sound),
        " ".join(part for part in (note, chosen.note) if part) or None,
    )


def _pick(options: WindowOptions, source: PictureSource | SoundSource | None) -> Pick:
    if source is None:
        return NOTHING
    if source.kind == "demo":
        return DEMO
    if source.kind == "file":
        return Pick("file", str(options.file))
    return Pick(source.kind, source.name)

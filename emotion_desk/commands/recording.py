"""Starts the recording of a run without a window, and recovers what earlier runs left unfinished."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from emotion_desk.commands.consent import NOTICE
from emotion_desk.commands.options import RunOptions
from emotion_desk.errors import SessionError
from emotion_desk.sessions.recording_options import KEEPS, RecordingMetadata, RecordingRequest

if TYPE_CHECKING:
    from emotion_desk.sessions.recorder import Recorder
    from emotion_desk.settings import Settings
    from emotion_desk.sources.protocol import PictureSource, SoundSource


def recover_and_notify(notify: Callable[[str], None]) -> None:
    """Recover recordings that earlier runs left unfinished, and report each."""
    from emotion_desk.sessions.recover import recover_unfinished

    for recovered in recover_unfinished():
        notify(recovered.text)


def begin_recording(
    options: RunOptions, picture: PictureSource | None, sound: SoundSource | None, kept: Settings
) -> Recorder | None:
    """Start the recorder that the options ask for; ``None`` if they ask for none.

    Limits of the free disk space that the options leave out are those of ``kept``.

    Raises:
        SessionError: the folder cannot be used, or there is nothing to record.
    """
    wanted = options.record
    if wanted is None:
        return None
    from emotion_desk.sessions.disk_space import DiskLimits
    from emotion_desk.sessions.recorder import Recorder

    limits = DiskLimits(
        kept.record_warn_gb if wanted.warn_gb is None else wanted.warn_gb,
        kept.record_stop_gb if wanted.stop_gb is None else wanted.stop_gb,
    )
    keeps = KEEPS[wanted.keep]
    about = RecordingMetadata(
        picture=picture.name if picture is not None else None,
        sound=sound.name if sound is not None else None,
        mode=options.mode,
        settings={"keep": wanted.keep, "engine": options.engine},
        consent=NOTICE if options.wants_devices else None,
    )
    if keeps == ("sound",) and sound is None:
        raise SessionError("There is no sound to record.")
    recorder = Recorder(RecordingRequest(wanted.folder, keeps, limits), about)
    recorder.start()
    return recorder

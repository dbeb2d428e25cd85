"""Applies changed settings to what is running: the desk, its sources, its networks, the sound output."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from emotion_desk.messages import Side
from emotion_desk.settings import Settings
from emotion_desk.sources.sound_output import use_output
from emotion_desk.ui.mode_control import ModeControl
from emotion_desk.ui.source_controller import SourceController

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk


def apply_settings(
    before: Settings,
    after: Settings,
    desk: Desk,
    sources: SourceController,
    modes: ModeControl,
    reopen: Callable[[Side], None],
) -> None:
    """Apply what changed; what did not stays untouched, so that no network or device starts again for nothing.

    Args:
        before: the settings that are in force.
        after: the new ones.
        desk: gets detector, smoothing, pace of the labels and economy.
        sources: get the mode of the camera and whether files are repeated.
        modes: load the networks with another engine.
        reopen: opens the source of a side again.
    """
    if after.detector != before.detector:
        desk.use_detector(after.detector)
    if after.headline_pace != before.headline_pace:
        desk.use_pace(after.headline_pace)
    if after.smoothing != before.smoothing:
        desk.use_smoothing(after.smoothing)
    if after.economy != before.economy:
        desk.use_economy(after.economy)
    sources.loop = after.repeat_files
    use_output(after.sound_output)
    if after.engine != before.engine and modes.use_engine is not None:
        modes.use_engine(after.engine)
        modes.choose(modes.chosen)
    if (after.camera_size, after.camera_rate) != (before.camera_size, before.camera_rate):
        sources.use_camera_mode(after.camera_pixels, after.camera_rate)
        if sources.wanted[Side.PICTURE].kind == "camera":
            reopen(Side.PICTURE)

"""Shows the notice about what is inferred, and requires consent, before a run without a window opens a device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emotion_desk.commands.argument_parser import UsageError
from emotion_desk.commands.options import RunOptions

if TYPE_CHECKING:
    from emotion_desk.settings import SettingsFile

NOTICE = (
    "Emotion Desk will open the camera and the microphone and infer who is there and which emotion they show; pictures "
    "and sound stay on this machine; inferring emotions at work or in education is prohibited in the EU "
    "(AI Act Art. 5(1)(f)); to agree, repeat the command with --consent or agree once in the window."
)


def require_consent(options: RunOptions, kept: SettingsFile | None = None) -> None:
    """Check that no device is wanted, or that the user has agreed with ``--consent`` or earlier in the window.

    Raises:
        UsageError: the user has not agreed yet; its text is the notice.
    """
    if not options.wants_devices or options.consent:
        return
    if kept is None:
        from emotion_desk.settings import SettingsFile

        kept = SettingsFile()
    if not kept.values.consented:
        raise UsageError(NOTICE)

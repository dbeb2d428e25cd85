"""Lab Streaming Layer outlets: readings beside EEG, eye trackers and the other streams that a laboratory records.

Four outlets of irregular rate, stamped with the time of the frame or sound that they describe:

- ``EmotionDesk``: one channel of text, each sample a line of ``readings.jsonl``;
- ``EmotionDesk-face``: float32, track, box (x, y, width, height in pixels), eight probabilities, a sample a face;
- ``EmotionDesk-measures``: float32, track, valence, and the face measures where they are made, a sample a face;
- ``EmotionDesk-voice``: float32, speaking (0 or 1), level in dBFS and the eight probabilities (NaN in silence).
"""

from __future__ import annotations

import json
import math
from typing import Any, Final

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.affect import intensity, valence
from emotion_desk.measures.names import ACTION_UNITS, action_units
from emotion_desk.messages import DeskReading, Emotions, FaceMeasures, PersonReading
from emotion_desk.sessions.streams.message import message
from emotion_desk.translatable import translatable

NAME: Final = "EmotionDesk"
FACE_CHANNELS: Final = ("track", "x", "y", "width", "height", *EMOTIONS)
MEASURES: Final = (
    "arousal", "quality", "yaw", "pitch", "roll", "gaze_yaw", "gaze_pitch", "eye_left", "eye_right", "mouth",
)  # fmt: skip
MEASURE_CHANNELS: Final = ("track", "valence", *MEASURES, *ACTION_UNITS, "intensity")
VOICE_CHANNELS: Final = ("speaking", "level_dbfs", *EMOTIONS)
_UNITS: Final = (
    {"x": "px", "y": "px", "width": "px", "height": "px", "level_dbfs": "dBFS"}
    | dict.fromkeys(EMOTIONS, "probability")
    | dict.fromkeys(("yaw", "pitch", "roll", "gaze_yaw", "gaze_pitch"), "degrees")
)
_IRREGULAR: Final = 0.0


class LslStream:
    """Four outlets, open until :meth:`close`.

    Raises:
        SessionError: the extra or the library liblsl is missing.
    """

    def __init__(self) -> None:
        try:
            import pylsl
        except (ImportError, RuntimeError, OSError) as error:  # pylsl raises RuntimeError where liblsl is not found
            raise SessionError(
                translatable(
                    "Lab Streaming Layer needs the extra 'streams' and the library liblsl: pip "
                    "install emotion-desk[streams]."
                )
            ) from error
        self._zero_ns = now_ns()
        # Both clocks are monotonic, so their difference is measured once.
        self._offset_s = float(pylsl.local_clock()) - self._zero_ns / NS_PER_S
        self._text: Any = pylsl.StreamOutlet(pylsl.StreamInfo(NAME, "Markers", 1, _IRREGULAR, "string", "emotion-desk"))
        self._face: Any = _numeric(pylsl, f"{NAME}-face", FACE_CHANNELS)
        self._measures: Any = _numeric(pylsl, f"{NAME}-measures", MEASURE_CHANNELS)
        self._voice: Any = _numeric(pylsl, f"{NAME}-voice", VOICE_CHANNELS)

    @property
    def address(self) -> str:
        """Return the names of the outlets, and who can receive them."""
        return (
            f"Readings are sent to the Lab Streaming Layer as {NAME}, {NAME}-face, {NAME}-measures and {NAME}-voice; "
            "every computer on the local network can receive them."
        )

    @property
    def summary(self) -> str | None:
        """Return ``None``: liblsl drops for a slow receiver by itself and does not say how much."""
        return None

    def send(self, reading: DeskReading) -> None:
        """Push one reading into the outlets; liblsl buffers it, so this never blocks."""
        if self._text is None:
            return
        text = json.dumps(message(reading, self._zero_ns), ensure_ascii=False, separators=(",", ":"))
        self._text.push_sample([text], self._lsl_time(reading.published_ns))
        for person in reading.people:
            box = person.box
            numbers = [float(person.track_id), box.x, box.y, box.width, box.height, *_probabilities(person.emotion)]
            stamp = self._lsl_time(reading.frame_stamp_ns or reading.published_ns)
            self._face.push_sample(numbers, stamp)
            if person.measures is not None:
                self._measures.push_sample(measure_numbers(person, person.measures), stamp)
        voice = reading.voice
        if voice is not None:
            numbers = [float(voice.speaking), voice.level_dbfs, *_probabilities(voice.emotion)]
            self._voice.push_sample(numbers, self._lsl_time(reading.sound_stamp_ns or reading.published_ns))

    def _lsl_time(self, stamp_ns: int) -> float:
        return stamp_ns / NS_PER_S + self._offset_s

    def close(self) -> None:
        """Close the outlets."""
        self._text = self._face = self._measures = self._voice = None


def measure_numbers(person: PersonReading, measures: FaceMeasures) -> list[float]:
    """Return the numbers of :data:`MEASURE_CHANNELS`; NaN where one cannot be known."""
    values = [getattr(measures, name) for name in MEASURES]
    known = [math.nan if value is None else float(value) for value in values]
    units = action_units(measures.blendshapes)
    shown = intensity(person.shown.emotion, units)
    return [
        float(person.track_id),
        valence(person.shown_emotions),
        *known,
        *(units[unit] for unit in ACTION_UNITS),
        math.nan if shown is None else shown,
    ]


def _numeric(pylsl: Any, name: str, channels: tuple[str, ...]) -> Any:
    info = pylsl.StreamInfo(name, "Emotion", len(channels), _IRREGULAR, "float32", name.lower())
    description = info.desc().append_child("channels")
    for label in channels:
        channel = description.append_child("channel")
        channel.append_child_value("label", label)
        channel.append_child_value("unit", _UNITS.get(label, ""))
    return pylsl.StreamOutlet(info)


def _probabilities(emotions: Emotions | None) -> list[float]:
    return [math.nan if emotions is None else emotions[name] for name in EMOTIONS]

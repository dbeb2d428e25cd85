"""Keeps with a recording what its answers were corrected by live, so that Review can take the correction back."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import DeskReading
from emotion_desk.people.own_neutral import OwnNeutrals, UsedNeutral
from emotion_desk.sessions.baselines import Baseline, Baselines, write_baselines


class RecordedNeutrals:
    """Follows the readings of a recording; used by the recorder's thread.

    Args:
        folder: of the session.

    Attributes:
        source: the neutral faces of the live run, ``None``: nothing is corrected.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.source: OwnNeutrals | None = None
        self._tracks: set[int] = set()

    def add(self, reading: DeskReading) -> None:
        """Note whose answers were corrected."""
        self._tracks.update(person.track_id for person in reading.people if person.corrected is not None)

    def write(self, zero_ns: int) -> None:
        """Write ``baseline.json``, where something was corrected.

        Args:
            zero_ns: zero of the session's time line.

        Raises:
            SessionError: the file cannot be written.
        """
        if self.source is None or not self._tracks:
            return
        baselines = recorded_baselines(self.source.used(), self._tracks, zero_ns)
        if baselines.each:
            write_baselines(self._folder, baselines)


def recorded_baselines(used: dict[int, UsedNeutral], tracks: Collection[int], zero_ns: int) -> Baselines:
    """Return the baselines of a recording: one for each neutral face, with the tracks that it corrected.

    Args:
        used: by track.
        tracks: that are in the recording.
        zero_ns: its zero on the clock of the desk.
    """
    grouped: dict[int, list[int]] = {}
    for track in sorted(tracks):
        if track in used:
            grouped.setdefault(id(used[track].face), []).append(track)
    return Baselines(tuple(_baseline(used[each[0]], tuple(each), zero_ns) for each in grouped.values()))


def _baseline(used: UsedNeutral, tracks: tuple[int, ...], zero_ns: int) -> Baseline:
    from_s = to_s = None
    if used.span_ns is not None and used.span_ns[0] >= zero_ns:
        from_s, to_s = ((stamp_ns - zero_ns) / NS_PER_S for stamp_ns in used.span_ns)
    return Baseline(used.subject, tracks, from_s, to_s, used.face.answers, used.face.emotion)

"""Measures the faces of an analysed file, while a thread of its own decodes, detects and tracks the frames after them.

Measuring costs more than all that comes before it, so that in one thread with it a second core would wait.  For the
same reason the other threads of the analysis give way to it: whenever it waits for a processor, all of them wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from emotion_desk.messages import Frame, FramePacket, TrackedFace
from emotion_desk.sessions.media_streams import without_picture
from emotion_desk.sessions.prefetch import Prefetcher

if TYPE_CHECKING:
    from emotion_desk.measures.face_meter import FaceMeter

#: Packets that wait with their pictures; a 4K frame takes 25 MB.
_MOST_WAITING: Final = 3


def measured_packets(packets: Iterator[FramePacket], meter: FaceMeter) -> Iterator[FramePacket]:
    """Yield packets with the measures of their faces where they are due, without their pictures.

    Args:
        packets: a generator of packets with pictures; it runs and is closed in a thread of its own.
        meter: measures; used in the caller's thread.
    """
    with Prefetcher(packets, _MOST_WAITING, gives_way=True) as waiting:
        for packet in waiting:
            faces = packet.faces
            if meter.is_due(packet.frame.stamp_ns):
                faces = tuple(_measured(meter, packet.frame, face) for face in faces)
            yield replace(packet, frame=without_picture(packet.frame), faces=faces)


def _measured(meter: FaceMeter, frame: Frame, face: TrackedFace) -> TrackedFace:
    found = meter.measure(frame.picture, face.box, face.track_id, face.crop)
    return face if found is None else replace(face, measures=found.measures)

"""Draws boxes, names and emotion chips over a picture, on the screen and in snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Box, DeskReading, Emotions, FramePacket, Identity, PersonReading
from emotion_desk.ui.live.person_colours import PersonColours
from emotion_desk.ui.widgets.theme import BODY, emotion_colour, font, text_on
from emotion_desk.ui.words import display_name, emotion, headline_text, percent

#: A reading further than this from the frame it is drawn on is marked stale.
STALE_S = 0.5
_FADED = 0.4
_PLAIN = QColor("#C3CBD3")
_NAME_BACK = QColor(12, 16, 20, 205)
_NAME_TEXT = QColor("#FFFFFF")
#: A tag may be so much wider than its box, in pixels; longer names are elided, but keep at least the second width.
_OVERHANG, _SHORTEST_NAME = 24, 120


@dataclass(frozen=True, slots=True)
class FaceAnnotation:
    """One face to be drawn.

    Attributes:
        box: where it is, in pixels of the picture.
        name: of the person.
        emotion: of its headline, ``None`` where that is unsure or missing.
        text: its headline.
        stale: whether the answer belongs to another moment.
        colour: of the person, ``None`` for the colour of the emotion.
    """

    box: Box
    name: str
    emotion: str | None = None
    text: str = ""
    stale: bool = False
    colour: QColor | None = None


def strongest(emotions: Emotions) -> tuple[str, float]:
    """Return the most probable emotion and its probability."""
    name = max(emotions, key=lambda each: emotions[each])
    return name, float(emotions[name])


def annotations_for(
    packet: FramePacket,
    reading: DeskReading | None,
    earlier: Mapping[int, PersonReading] | None = None,
    colours: PersonColours | None = None,
) -> list[FaceAnnotation]:
    """Join the faces of a frame with the newest reading by track id.

    The box is that of the frame; a reading of a frame more than :data:`STALE_S` away is marked stale.

    Args:
        packet: the frame.
        reading: the newest one.
        earlier: the last reading of each track, shown while the detector misses a face, as its card does.
        colours: of the people; without them, boxes have the colour of the emotion.
    """
    people = {person.track_id: person for person in reading.people} if reading else {}
    stamp = reading.frame_stamp_ns if reading else None
    stale = stamp is None or abs(packet.frame.stamp_ns - stamp) > STALE_S * NS_PER_S
    annotations = []
    for face in packet.faces:
        person = people.get(face.track_id)
        is_missed = person is None and face.missed > 0
        if is_missed and earlier is not None:
            person = earlier.get(face.track_id)
        if person is None:
            unread = colours.of_track(face.track_id) if colours is not None else None
            annotations.append(FaceAnnotation(face.box, display_name(Identity(), face.track_id), colour=unread))
            continue
        name, headline = display_name(person.identity, face.track_id), person.shown
        text = headline_text(headline)
        own = colours.of_person(person) if colours is not None else None
        annotations.append(FaceAnnotation(face.box, name, headline.emotion, text, stale or is_missed, own))
    return annotations


def draw_annotations(
    painter: QPainter, annotations: Iterable[FaceAnnotation], scale: float, offset: QPointF, within: QRectF
) -> None:
    """Draw the annotations; painter units are picture pixels times ``scale`` plus ``offset``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    tags: list[QRectF] = []
    for annotation in annotations:
        rect = QRectF(
            annotation.box.x * scale + offset.x(),
            annotation.box.y * scale + offset.y(),
            annotation.box.width * scale,
            annotation.box.height * scale,
        )
        painter.setOpacity(_FADED if annotation.stale else 1.0)
        colour = emotion_colour(annotation.emotion) if annotation.emotion else _PLAIN
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 150), 5.0 if annotation.colour else 4.0))
        painter.drawRoundedRect(rect, 6, 6)
        outline, width = annotation.colour or colour, 3.0 if annotation.colour else 2.0
        painter.setPen(QPen(outline, width, Qt.PenStyle.DashLine if annotation.stale else Qt.PenStyle.SolidLine))
        painter.drawRoundedRect(rect, 6, 6)
        tags.append(_draw_tag(painter, annotation, rect, colour, within, tags))
    painter.setOpacity(1.0)


def _draw_tag(
    painter: QPainter,
    annotation: FaceAnnotation,
    rect: QRectF,
    colour: QColor,
    within: QRectF,
    others: Sequence[QRectF],
) -> QRectF:
    """Draw name and emotion chip above the box, or inside it where the box touches the upper edge; return the place.

    A tag does not cover those of other faces as long as there is another place at its box.
    """
    written = font(BODY, bold=True)
    metrics = QFontMetricsF(written)
    height = metrics.height() + 6
    chip = annotation.text
    # The chip of a sure headline has one width per emotion, so that it does not move with every figure.
    widest = f"{emotion(annotation.emotion)} {percent(1.0)}" if annotation.emotion else chip
    chip_width = metrics.horizontalAdvance(widest) + 14 if chip else 0.0
    room = max(within.width() - 4 - chip_width, 40.0)
    # Not much wider than the box, so that it does not cover the face beside it.
    longest = min(room - 14, max(rect.width() + _OVERHANG - chip_width, _SHORTEST_NAME))
    name = metrics.elidedText(annotation.name, Qt.TextElideMode.ElideRight, longest)
    name_width = metrics.horizontalAdvance(name) + 14
    left = max(within.left() + 2, min(rect.left() - 1, within.right() - name_width - chip_width - 2))
    usual = rect.top() - height - 4
    if usual < within.top() + 2:
        usual = min(rect.top() + 4, within.bottom() - height - 2)
    top = _free_top(QRectF(left, usual, name_width + chip_width, height), rect, within, others)
    painter.setFont(written)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_NAME_BACK)
    painter.drawRoundedRect(QRectF(left, top, name_width + chip_width, height), 5, 5)
    painter.setPen(_NAME_TEXT)
    painter.drawText(QRectF(left, top, name_width, height), Qt.AlignmentFlag.AlignCenter, name)
    if chip:
        place = QRectF(left + name_width, top, chip_width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        # An unsure headline is drawn quietly: text on the dark ground of the name.
        painter.setBrush(colour if annotation.emotion else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 5, 5)
        painter.setPen(text_on(colour) if annotation.emotion else _PLAIN)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, chip)
    return QRectF(left, top, name_width + chip_width, height)


def _free_top(tag: QRectF, box: QRectF, within: QRectF, others: Sequence[QRectF]) -> float:
    """Return the upper edge of a tag: the usual one, or one at which it covers no other tag."""
    height = tag.height()
    tried = (tag.top(), tag.top() - height - 2, tag.top() + height + 2, box.bottom() + 4, box.bottom() - height - 4)
    for top in tried:
        place = QRectF(tag.left(), top, tag.width(), height)
        inside = top >= within.top() + 2 and place.bottom() <= within.bottom() - 2
        if inside and not any(place.intersects(other) for other in others):
            return top
    return tag.top()

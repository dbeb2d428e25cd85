"""The column of person cards: one per track, sorted by track id, kept for a moment after someone left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import DeskReading, FramePacket, Identity
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.cards import PersonCard
from emotion_desk.ui.live.person_colours import PersonColours
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, Theme, font

#: Seconds that a card stays after its person was last seen.
LINGER_S = 2.0
_THUMBNAIL_S = 0.25


class PeoplePanel(QScrollArea):
    """Scrolling column of :class:`~emotion_desk.ui.live.cards.PersonCard`."""

    #: The user asked to enrol the person of this track id.
    enrol_requested = Signal(int)
    #: The user asked why the answer of the person of this track id, with this name, is what it is.
    why_requested = Signal(int, str)
    #: The user asked to measure the neutral face of the person of this track id.
    neutral_requested = Signal(int)
    #: The user switched the correction by each person's own neutral.
    own_neutral_switched = Signal(bool)
    #: Cards were added or removed.
    cards_changed = Signal()

    def __init__(self, theme: Theme, colours: PersonColours | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._colours = colours or PersonColours()
        self._cards: dict[int, PersonCard] = {}
        self._seen_ns: dict[int, int] = {}
        self._pictured_ns: dict[int, int] = {}
        self._identities: dict[int, Identity] = {}
        self._is_corrected = True
        self.setAccessibleName(tr("People in view"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QWidget()
        self._rows = QVBoxLayout(column)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._empty = plain_label(tr("No face in view"))
        self._empty.setObjectName("muted")
        self._empty.setFont(font(BODY))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMinimumHeight(120)
        self._rows.addWidget(self._empty)
        self._rows.addStretch(1)
        self.setWidget(column)

    @property
    def needed_height(self) -> int:
        """Return the height of all cards in pixels."""
        spacing = self._rows.spacing()
        return sum(card.sizeHint().height() + spacing for card in self._cards.values())

    @property
    def cards(self) -> list[PersonCard]:
        """Return the cards from top to bottom."""
        return [self._cards[track] for track in sorted(self._cards)]

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        for card in self._cards.values():
            card.set_theme(theme)

    def show_packet(self, packet: FramePacket, at_ns: int) -> None:
        """Add and enable the cards of the faces in a frame, and update their thumbnails."""
        for face in packet.faces:
            card = self._cards.get(face.track_id) or self._add(face.track_id)
            card.set_present(True)
            self._seen_ns[face.track_id] = at_ns
            if at_ns - self._pictured_ns.get(face.track_id, -NS_PER_S) >= _THUMBNAIL_S * NS_PER_S:
                self._pictured_ns[face.track_id] = at_ns
                card.show_crop(face.crop)

    def show_reading(self, reading: DeskReading) -> None:
        """Show a reading on the cards of its people."""
        for person in reading.people:
            card = self._cards.get(person.track_id)
            if card is not None and card.isEnabled():
                card.show_reading(person, reading.voice)
                self._identities[person.track_id] = person.identity
                card.mark.set_colour(self._colours.of_person(person))
        self._remove_doubles()

    def _remove_doubles(self) -> None:
        """Remove the card of an appearance that ended, once the same person is in view again."""
        present = [key for track, key in self._known() if self._cards[track].isEnabled()]
        for track, key in self._known():
            if not self._cards[track].isEnabled() and key in present:
                self._remove(track)

    def _known(self) -> list[tuple[int, tuple[str | None, int | None]]]:
        """Return the tracks whose person has a name or a number."""
        found = [(track, (one.name, one.unknown)) for track, one in self._identities.items() if track in self._cards]
        return [(track, key) for track, key in found if key != (None, None)]

    def remove_absent(self, at_ns: int, linger_s: float = LINGER_S) -> None:
        """Disable the cards of people out of view, and remove them after ``linger_s``."""
        for track_id, seen in list(self._seen_ns.items()):
            away_s = (at_ns - seen) / NS_PER_S
            if away_s > linger_s:
                self._remove(track_id)
            elif away_s > 0.4:
                self._cards[track_id].set_present(False)

    def clear(self) -> None:
        """Remove all cards, for example because another source was chosen."""
        for track_id in list(self._cards):
            self._remove(track_id)

    def identity(self, track_id: int) -> Identity:
        """Return who the person of a card is, as the newest reading says."""
        return self._identities.get(track_id, Identity())

    def tracks_of(self, identity: Identity) -> list[int]:
        """Return the tracks in which a person is recognised now; none for somebody without name or number."""
        who = (identity.name, identity.unknown)
        return [track for track, known in self._known() if known == who]

    def switch_own_neutral(self, on: bool) -> None:
        """Show on all cards whether answers are corrected by each person's own neutral."""
        self._is_corrected = on
        for card in self._cards.values():
            card.own_neutral.setChecked(on)

    def _add(self, track_id: int) -> PersonCard:
        card = PersonCard(self._theme, track_id)
        card.enrol.clicked.connect(lambda _on=False: self.enrol_requested.emit(track_id))
        card.why.clicked.connect(lambda _on=False: self.why_requested.emit(track_id, card.title.full_text()))
        card.neutral.clicked.connect(lambda _on=False: self.neutral_requested.emit(track_id))
        card.own_neutral.setChecked(self._is_corrected)
        card.own_neutral.clicked.connect(self.own_neutral_switched)
        self._cards[track_id] = card
        place = sorted(self._cards).index(track_id)
        self._rows.insertWidget(place, card)
        self._empty.hide()
        self.cards_changed.emit()
        return card

    def _remove(self, track_id: int) -> None:
        card = self._cards.pop(track_id)
        self._seen_ns.pop(track_id, None)
        self._pictured_ns.pop(track_id, None)
        self._identities.pop(track_id, None)
        self._rows.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._empty.setVisible(not self._cards)
        self.cards_changed.emit()

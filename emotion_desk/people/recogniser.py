"""Puts names to faces and voices, tick by tick: gallery, evidence, hysteresis and attribution together.

The inference thread shows it every frame and window with what the network said; it answers with an
:class:`~emotion_desk.messages.Identity` for each.  It never waits: the gallery is a tuple that somebody else replaces.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final, Protocol, runtime_checkable

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import DeskError
from emotion_desk.inference.face_embedder import NAME as FACES
from emotion_desk.inference.protocols import Reader
from emotion_desk.inference.voice_embedder import NAME as VOICES
from emotion_desk.messages import Embedding, FaceReading, FramePacket, Identity, MelWindow, VoiceReading
from emotion_desk.people.active_speaker import MOUTH, Attribution, Mouths
from emotion_desk.people.embedder_ids import Embedders, embedders
from emotion_desk.people.embedding_schedule import FaceEmbeddingSchedule, VoiceEmbeddingSchedule
from emotion_desk.people.enrolment import EnrolmentSession
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.impostor_thresholds import FALSE_ACCEPTS, Impostors, both, single_rate, thresholds_of
from emotion_desk.people.matching import Matcher
from emotion_desk.people.person_records import FACE, VOICE
from emotion_desk.people.sample_quality import face_quality, voice_quality
from emotion_desk.people.track_identity import STRANGER_AFTER_S, Claim, Evidence, Naming, Strangers

logger = logging.getLogger(__name__)

#: A face is one person's as long as it is followed, a voice may be another's at the next word.
_FACE_MEMORY_S: Final = 15.0
_VOICE_MEMORY_S: Final = 4.0
#: After so long a silence the next voice is judged anew.
_SILENCE_S: Final = 2.0
#: People that a voice is allowed to speak for beside the best face.
_CANDIDATES: Final = 3
#: Without a moving mouth, a voice counts for a face only where the face itself leans that way.
_LEANS: Final = 0.1

BOTH: Final = "face and voice"
Tables = Mapping[str, Impostors]


@runtime_checkable
class NamesItsNetworks(Protocol):
    """A reader that knows the ids of its networks itself."""

    @property
    def made_by(self) -> Embedders:
        """Return ids of the networks that make the embeddings, by modality."""
        ...


class Recogniser:
    """Names tracks and the voice; :meth:`network`, :meth:`picture` and :meth:`sound` belong to one thread.

    Args:
        gallery: who is enrolled; it is polled for changes of other programs.
        false_accepts: strangers that may be taken for somebody enrolled, as a share of all strangers.
        tables: the impostors' scores of networks, by modality.
        face_schedule: embeds faces to name them; ``None``: they are named by the embeddings of the network that reads
        them.
        voice_schedule: embeds voices to name them; ``None``: likewise.

    Attributes:
        enrolment: whom to show everything as well, while somebody is being enrolled; set from any thread.
        false_accepts: may be changed at any time, from any thread.
    """

    def __init__(
        self,
        gallery: Gallery,
        false_accepts: float = FALSE_ACCEPTS,
        tables: Callable[[Embedders], Tables] = thresholds_of,
        face_schedule: FaceEmbeddingSchedule | None = None,
        voice_schedule: VoiceEmbeddingSchedule | None = None,
    ) -> None:
        self.gallery = gallery
        self.false_accepts = false_accepts
        self.enrolment: EnrolmentSession | None = None
        self._tables_of = tables
        self._face_schedule = face_schedule
        self._voice_schedule = voice_schedule
        self._made_by: Embedders = {}
        self._tables: Tables = {}
        self._matchers: dict[str, Matcher] = {}
        self._seen_version = -1
        self._strangers = Strangers()
        self._mouths = Mouths()
        self._faces: dict[int, tuple[Evidence, Naming]] = {}
        self._identities: dict[int, Identity] = {}
        self._faces_seen: set[int] = set()
        self._voice = Evidence(_VOICE_MEMORY_S)
        self._voice_name = Naming()
        self._speaker: Attribution | None = None
        self._spoke_ns: int | None = None

    @property
    def made_by(self) -> Embedders:
        """Return ids of the networks whose embeddings are compared now, by modality."""
        return self._made_by

    @property
    def tables(self) -> Tables:
        """Return the impostors' scores of these networks; a modality without them names nobody."""
        return self._tables

    def warm(self) -> None:
        """Load the networks that people are named by, from any thread; what cannot be loaded is told later."""
        for own in (self._face_schedule, self._voice_schedule):
            if own is not None:
                with suppress(DeskError):
                    own.warm()

    # -- the inference thread ----------------------------------------------------------------------------------

    def network(self, reader: Reader) -> None:
        """Go over to another network: what was seen by the one before cannot be compared any more."""
        self._use(reader.made_by if isinstance(reader, NamesItsNetworks) else embedders(reader.mode))
        for modality, own in ((FACE, self._face_schedule), (VOICE, self._voice_schedule)):
            if own is not None:
                try:
                    own.warm()
                except DeskError as error:
                    self._without(modality, error)

    def beside(self, mode: str) -> Recogniser:
        """Return one for a second mode that is asked about the same frames; it has a run of its own."""
        other = Recogniser(self.gallery, self.false_accepts, self._tables_of, self._face_schedule, self._voice_schedule)
        other._use(embedders(mode))
        return other

    def _use(self, made_by: Embedders) -> None:
        for modality, own, name in ((FACE, self._face_schedule, FACES), (VOICE, self._voice_schedule, VOICES)):
            if own is None and made_by.get(modality, "").startswith(f"{name}:"):
                # Nobody uses that network here, and what the reading one says must not be taken for its answer.
                made_by = {other: model for other, model in made_by.items() if other != modality}
        self._made_by = made_by
        try:
            self._tables = self._tables_of(self._made_by)
        except DeskError as error:
            logger.warning("nobody is named: %s", error)
            self._tables = {}
        self._seen_version = -1
        self._strangers.clear()
        self.picture_gone()
        self.sound_gone()

    def picture(self, packet: FramePacket, readings: Sequence[FaceReading]) -> Mapping[int, Identity]:
        """Take in a frame and return who its faces are, by track.

        Args:
            packet: the frame with its faces.
            readings: the answers to them, in order, or none.
        """
        enrolment = self.enrolment
        readings = self._looked_at(packet, readings, closely=enrolment is not None)
        if enrolment is not None:
            enrolment.picture(packet, readings, self._made_by)
        self._mouths.see(packet.faces, packet.frame.stamp_ns)
        self._faces_seen = {face.track_id for face in packet.faces}
        for gone in set(self._faces) - self._faces_seen:
            del self._faces[gone]
        if len(readings) != len(packet.faces):
            self._identities = {}
            return self._identities
        self._renew()
        for face, reading in zip(packet.faces, readings, strict=True):
            if reading.embedding is None or FACE not in self._made_by:
                continue
            evidence, _ = self._faces.setdefault(face.track_id, (Evidence(_FACE_MEMORY_S), Naming()))
            quality = face_quality(face.crop, max(face.box.width, face.box.height)).quality
            evidence.add(reading.embedding, quality if face.missed == 0 else 0.0, packet.frame.stamp_ns)
        self._identities = self._name_faces(packet.frame.stamp_ns)
        return self._identities

    def _looked_at(
        self, packet: FramePacket, readings: Sequence[FaceReading], *, closely: bool
    ) -> Sequence[FaceReading]:
        """Return the readings with the embeddings that faces are named by, ``None`` for those whose turn it is not."""
        if self._face_schedule is None or len(readings) != len(packet.faces):
            return readings
        try:
            found = self._face_schedule.at(packet, closely=closely)
        except DeskError as error:
            self._without(FACE, error)
            found = {}
        return [
            replace(reading, embedding=found.get(face.track_id))
            for face, reading in zip(packet.faces, readings, strict=True)
        ]

    def _without(self, modality: str, error: DeskError) -> None:
        """Name nobody by a modality whose network cannot be loaded."""
        logger.warning("nobody is named by %s: %s", modality, error)
        if modality == FACE:
            self._face_schedule = None
        else:
            self._voice_schedule = None
        self._made_by = {other: model for other, model in self._made_by.items() if other != modality}

    def picture_gone(self) -> None:
        """Take note that there is no picture any more."""
        if self._face_schedule is not None:
            self._face_schedule.forget()
        self._faces.clear()
        self._faces_seen = set()
        self._identities = {}
        self._mouths.clear()

    def sound(self, window: MelWindow, reading: VoiceReading | None) -> Identity:
        """Take in a window of sound and, if the network was asked, its answer; return who speaks."""
        enrolment = self.enrolment
        reading = self._listened_to(window, reading, closely=enrolment is not None)
        if enrolment is not None:
            enrolment.sound(window, reading, self._made_by)
        if not window.speaking:
            self._speaker = None
            return Identity()
        if self._spoke_ns is None or not 0 <= window.stamp_ns - self._spoke_ns <= _SILENCE_S * NS_PER_S:
            self._voice, self._voice_name = Evidence(_VOICE_MEMORY_S), Naming()
        self._spoke_ns = window.stamp_ns
        self._speaker = self._still_speaking(self._mouths.speaker())
        self._renew()
        if reading is not None and reading.embedding is not None and VOICE in self._made_by:
            self._voice.add(reading.embedding, voice_quality(window).quality, window.stamp_ns)
        return self._name_voice(window.stamp_ns)

    def _listened_to(self, window: MelWindow, reading: VoiceReading | None, *, closely: bool) -> VoiceReading | None:
        """Return the reading with the embedding that voices are named by, ``None`` if it is not its turn."""
        if self._voice_schedule is None or reading is None:
            return reading
        try:
            return replace(reading, embedding=self._voice_schedule.at(window, closely=closely))
        except DeskError as error:
            self._without(VOICE, error)
            return replace(reading, embedding=None)

    def sound_gone(self) -> None:
        """Take note that there is no sound any more."""
        if self._voice_schedule is not None:
            self._voice_schedule.forget()
        self._speaker, self._spoke_ns = None, None
        self._voice, self._voice_name = Evidence(_VOICE_MEMORY_S), Naming()

    def _still_speaking(self, speaker: Attribution | None) -> Attribution | None:
        """Keep to a mouth that was seen talking until another one talks: sentences have pauses."""
        before = self._speaker
        unclear = speaker is None or speaker.because != MOUTH
        if unclear and before is not None and before.because == MOUTH and before.track_id in self._faces_seen:
            return before
        return speaker

    # -- inside ------------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Compare with the people who are in the gallery now."""
        self.gallery.poll()
        version = self.gallery.version
        if version == self._seen_version:
            return
        people = self.gallery.people
        self._matchers = {modality: Matcher(people, modality, model) for modality, model in self._made_by.items()}
        self._seen_version = version
        there = {person.key: person.name for person in people}
        for naming in [naming for _, naming in self._faces.values()] + [self._voice_name]:
            if naming.key is not None and naming.key not in there:
                naming.forget_name()

    def _rate(self) -> float:
        most = max((len(matcher) for matcher in self._matchers.values()), default=1)
        return single_rate(most, self.false_accepts)

    def _claims(self, modality: str, mean: Embedding | None) -> dict[str, Claim]:
        """Return claims for the people most alike, by key."""
        matcher, table = self._matchers.get(modality), self._tables.get(modality)
        if matcher is None or table is None or mean is None:
            return {}
        return {
            one.key: Claim(one.key, one.name, one.score, table.chance(one.score), modality)
            for one in matcher.best(mean, _CANDIDATES)
        }

    def _name_faces(self, stamp_ns: int) -> dict[int, Identity]:
        """Name all tracks; nobody is in the picture twice."""
        rate = self._rate()
        decided: dict[int, Claim] = {}
        best: dict[int, float | None] = {}
        for track, (evidence, naming) in self._faces.items():
            claims = self._claims(FACE, evidence.mean)
            best[track] = max((claim.score for claim in claims.values()), default=None)
            claims = self._with_voice(track, claims)
            claim = naming.decide(claims.values(), rate, stamp_ns, enough=evidence.enough)
            if claim is not None:
                decided[track] = claim
        for track, claim in list(decided.items()):
            rivals = [other for other, theirs in decided.items() if theirs.key == claim.key and other != track]
            if any(
                (decided[other].chance, -decided[other].score, other) < (claim.chance, -claim.score, track)
                for other in rivals
            ):
                del decided[track]
                self._faces[track][1].forget_name()
        return {track: self._face_identity(track, decided.get(track), best[track]) for track in self._faces}

    def _with_voice(self, track: int, claims: dict[str, Claim]) -> dict[str, Claim]:
        """Join what the voice says to what a face says, where the voice is this face's."""
        speaker = self._speaker
        if speaker is None or speaker.track_id != track or not self._voice.enough:
            return claims
        voices = self._claims(VOICE, self._voice.mean)
        joined = dict(claims)
        for key, face in claims.items():
            voice = voices.get(key)
            if voice is not None and (speaker.because == MOUTH or face.chance <= _LEANS):
                chance = both(face.chance, voice.chance)
                if chance < face.chance:
                    joined[key] = replace(face, chance=chance, by=BOTH)
        return joined

    def _face_identity(self, track: int, claim: Claim | None, best: float | None) -> Identity:
        evidence, naming = self._faces[track]
        if claim is not None:
            if naming.stranger is not None:
                self._strangers.drop(naming.stranger)
                naming.stranger = None
            return Identity(claim.name, claim.score, by=claim.by)
        mean, table = evidence.mean, self._tables.get(FACE)
        if naming.key is not None:  # in doubt for a moment
            return Identity(naming.name, best, by=naming.by)
        if mean is None or table is None or not evidence.enough or evidence.seconds < STRANGER_AFTER_S:
            return Identity(None, best)
        naming.stranger = self._number(
            FACE,
            naming.stranger,
            mean,
            table,
            {other.stranger for key, (_, other) in self._faces.items() if key != track and other.stranger is not None},
        )
        return Identity(None, best, unknown=naming.stranger)

    def _number(self, modality: str, known: int | None, mean: Embedding, table: Impostors, taken: set[int]) -> int:
        if known is None:
            threshold = table.threshold(max(1, self._strangers.count(modality)), self.false_accepts)
            known = self._strangers.number(modality, mean, threshold, taken)
        self._strangers.see(modality, known, mean)
        return known

    def _name_voice(self, stamp_ns: int) -> Identity:
        """Name the voice by itself, by the face it belongs to, or both."""
        claims = self._claims(VOICE, self._voice.mean)
        best = max((claim.score for claim in claims.values()), default=None)
        claim = self._voice_name.decide(claims.values(), self._rate(), stamp_ns, enough=self._voice.enough)
        name = claim.name if claim is not None else self._voice_name.name
        speaker = self._speaker
        face = self._identities.get(speaker.track_id) if speaker is not None else None
        own = Identity(name, claim.score if claim is not None else best, by=VOICE if name is not None else "")
        if speaker is None:
            return self._stranger_voice(own)
        attributed = replace(own, track_id=speaker.track_id, because=speaker.because, guess=speaker.guess)
        if face is None:
            return attributed
        if face.name is None:
            return attributed if name is not None else replace(attributed, unknown=face.unknown)
        if name is None:
            return replace(attributed, name=face.name, by=FACE)
        if name == face.name:
            return replace(attributed, by=BOTH, guess=False)
        # Voice and face say different people: a mere presence is no ground against that, a moving mouth leaves doubt.
        return own if speaker.because != MOUTH else replace(attributed, guess=True)

    def _stranger_voice(self, own: Identity) -> Identity:
        """Give a voice that belongs to no face a number."""
        mean, table = self._voice.mean, self._tables.get(VOICE)
        if own.name is not None or mean is None or table is None or not self._voice.enough:
            return own
        if self._voice.seconds < STRANGER_AFTER_S:
            return own
        self._voice_name.stranger = self._number(VOICE, self._voice_name.stranger, mean, table, set())
        return replace(own, unknown=self._voice_name.stranger)

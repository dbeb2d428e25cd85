"""Recognises people: embeds faces and voices, matches them with the gallery, attributes the voice to a face.

The inference thread passes every frame and every window of sound with the network's readings and gets an
:class:`~emotion_desk.messages.Identity` for each face and for the voice. Nothing here waits for a disk, a lock or a
keyring: the gallery is an immutable tuple that another thread replaces.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol, runtime_checkable

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import DeskError
from emotion_desk.inference.protocols import Reader
from emotion_desk.messages import Embedding, FaceReading, FramePacket, Identity, MelWindow, VoiceReading
from emotion_desk.people.active_speaker import MOUTH, SpeakerAttribution
from emotion_desk.people.embedder_ids import Embedders, embedders
from emotion_desk.people.embedding_schedule import FaceEmbeddingSchedule, VoiceEmbeddingSchedule
from emotion_desk.people.enrolment import EnrolmentSession
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.identity_networks import IdentityNetworks
from emotion_desk.people.impostor_thresholds import FALSE_ACCEPTS, Impostors, both, single_rate, thresholds_of
from emotion_desk.people.matching import Matcher
from emotion_desk.people.person_records import FACE, VOICE
from emotion_desk.people.sample_quality import voice_quality
from emotion_desk.people.track_identity import SETTLED_AFTER_S, STRANGER_AFTER_S, Claim, Evidence, Naming, Strangers
from emotion_desk.vision.face_quality import face_quality

logger = logging.getLogger(__name__)

#: Time constants of the mean embeddings: a track is one person's, but the next word may be another's.
_FACE_MEMORY_S: Final = 15.0
_VOICE_MEMORY_S: Final = 4.0
#: After this silence the voice counts as a new one.
_SILENCE_S: Final = 2.0
#: Candidates of a face or voice that are considered.
_CANDIDATES: Final = 3
#: Without a moving mouth, the voice supports a candidate only if the face alone gives it at most this chance.
_LEANS: Final = 0.1
#: Share of pairs of different strangers that may get one number: more than for names, where an error is worse.
_SAME_STRANGER: Final = 0.03

BOTH: Final = "face and voice"
Tables = Mapping[str, Impostors]


@runtime_checkable
class NamesItsNetworks(Protocol):
    """A reader with the ids of its networks."""

    @property
    def made_by(self) -> Embedders:
        """Return the ids of the networks that make its embeddings, by modality."""
        ...


class Recogniser:
    """Identifies tracks and the voice.

    :meth:`network`, :meth:`picture`, :meth:`sound` and :meth:`catch_up` belong to one thread.

    Args:
        gallery: who is enrolled; it is polled for changes by other programs.
        false_accepts: accepted share of strangers that are taken for somebody enrolled.
        tables: returns the impostor scores of networks, by modality.
        face_schedule: runs the identity network of faces; ``None``: the embeddings of the reading network are used.
        voice_schedule: runs the identity network of voices; ``None``: likewise.

    Attributes:
        enrolment: gets every frame and window as well while somebody is being enrolled; set from any thread.
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
        self._networks = IdentityNetworks(face_schedule, voice_schedule, self._without)
        self._made_by: Embedders = {}
        self._tables: Tables = {}
        self._matchers: dict[str, Matcher] = {}
        self._seen_version = -1
        self._strangers = Strangers()
        self._attribution = SpeakerAttribution()
        self._faces: dict[int, tuple[Evidence, Naming]] = {}
        self._identities: dict[int, Identity] = {}
        self._voice = Evidence(_VOICE_MEMORY_S)
        self._voice_name = Naming()
        self._spoke_ns: int | None = None
        self._erasures = gallery.erasures

    @property
    def made_by(self) -> Embedders:
        """Return the ids of the networks whose embeddings are matched now, by modality."""
        return self._made_by

    @property
    def tables(self) -> Tables:
        """Return the impostor scores of these networks; a modality without them names nobody."""
        return self._tables

    def warm(self) -> None:
        """Load the identity networks, from any thread; :meth:`network` handles those that cannot be loaded."""
        self._networks.warm()

    # -- the inference thread ----------------------------------------------------------------------------------

    def network(self, reader: Reader) -> None:
        """Use another reading network; names and numbers stay if the identity networks are the same."""
        self._use(reader.made_by if isinstance(reader, NamesItsNetworks) else embedders(reader.mode))
        self._networks.load()

    def beside(self, mode: str) -> Recogniser:
        """Return a recogniser for a second mode on the same frames; it shares the numbers of strangers."""
        other = Recogniser(self.gallery, self.false_accepts, self._tables_of, self._networks.face, self._networks.voice)
        other._strangers = self._strangers
        other._use(embedders(mode))
        return other

    def _use(self, made_by: Embedders) -> None:
        made_by = self._networks.provided(made_by)
        before, self._made_by = self._made_by, made_by
        try:
            self._tables = self._tables_of(self._made_by)
        except DeskError as error:
            logger.warning("nobody is named: %s", error)
            self._tables = {}
        self._seen_version = -1
        if before.get(FACE) != made_by.get(FACE):
            self._reset_faces()
        if before.get(VOICE) != made_by.get(VOICE):
            self._reset_voice()

    def _reset_faces(self) -> None:
        """Discard the embeddings of the tracks, which another network made; strangers keep their numbers."""
        for track, (_, naming) in self._faces.items():
            naming.forget_name()
            self._faces[track] = (Evidence(_FACE_MEMORY_S), naming)
        self._networks.forget_faces()

    def _reset_voice(self) -> None:
        self._voice = Evidence(_VOICE_MEMORY_S)
        self._voice_name.forget_name()
        self._networks.forget_voice()

    def picture(self, packet: FramePacket, readings: Sequence[FaceReading]) -> Mapping[int, Identity]:
        """Embed and match the faces of a frame; return their identities by track.

        Args:
            packet: the frame with its faces.
            readings: the readings of the faces, in order, or none.
        """
        enrolment = self.enrolment
        readings = self._networks.with_faces(packet, readings, closely=enrolment is not None)
        if enrolment is not None:
            enrolment.add_frame(packet, readings, self._made_by)
        self._attribution.see(packet.faces, packet.frame.stamp_ns, packet.unseen)
        for gone in set(self._faces) - packet.tracks:
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

    def _without(self, modality: str) -> None:
        """Stop matching by a modality whose network cannot be loaded."""
        self._made_by = {other: model for other, model in self._made_by.items() if other != modality}

    def picture_gone(self) -> None:
        """Forget the tracks: the picture's source was closed. Strangers keep their numbers."""
        self._networks.forget_faces()
        self._faces.clear()
        self._identities = {}
        self._attribution.end_picture()

    def sound(self, window: MelWindow, reading: VoiceReading | None) -> Identity:
        """Embed and match the voice of a window; return who speaks, and which track if one does.

        A ``track_id`` whose attribution is no ``guess`` is beyond doubt: the mouth was seen moving, and the names of
        face and voice do not contradict each other.

        Args:
            window: the newest window of sound.
            reading: the network's reading of it, ``None`` if it was not run.
        """
        enrolment = self.enrolment
        reading = self._networks.with_voice(window, reading, closely=enrolment is not None)
        if enrolment is not None:
            enrolment.add_sound(window, reading, self._made_by)
        self._attribution.update(window.stamp_ns, speaking=window.is_answerable)
        if not window.is_answerable:
            return Identity()
        if self._spoke_ns is None or not 0 <= window.stamp_ns - self._spoke_ns <= _SILENCE_S * NS_PER_S:
            self._voice, self._voice_name = Evidence(_VOICE_MEMORY_S), Naming()
        self._spoke_ns = window.stamp_ns
        self._renew()
        if reading is not None and reading.embedding is not None and VOICE in self._made_by:
            self._voice.add(reading.embedding, voice_quality(window).quality, window.stamp_ns)
        return self._name_voice(window.stamp_ns)

    def catch_up(self) -> None:
        """Measure and embed what was due and has waited; to be called when the reading is published."""
        self._attribution.catch_up()
        self._networks.catch_up()

    def sound_gone(self) -> None:
        """Forget the voice: the sound's source was closed."""
        self._networks.forget_voice()
        self._attribution.end_sound()
        self._spoke_ns = None
        self._voice, self._voice_name = Evidence(_VOICE_MEMORY_S), Naming()

    # -- matching ------------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Build the matchers anew if the gallery changed."""
        self.gallery.poll()
        version = self.gallery.version
        if version == self._seen_version and self.gallery.erasures == self._erasures:
            return
        people = self.gallery.people
        if self.gallery.erasures != self._erasures:
            self._erasures = self.gallery.erasures
            self._strangers.clear()
            for naming in [*(naming for _, naming in self._faces.values()), self._voice_name]:
                naming.stranger = None
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
        """Return claims for the best candidates, by key."""
        matcher, table = self._matchers.get(modality), self._tables.get(modality)
        if matcher is None or table is None or mean is None:
            return {}
        return {
            one.key: Claim(one.key, one.name, one.score, table.chance(one.score), modality)
            for one in matcher.best(mean, _CANDIDATES)
        }

    def _name_faces(self, stamp_ns: int) -> dict[int, Identity]:
        """Identify all tracks; a person is given to one track only."""
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
        """Combine the claims of face and voice for the track that speaks."""
        speaker = self._attribution.speaker
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
            return Identity(claim.name, claim.score, by=claim.by)
        mean, table = evidence.mean, self._tables.get(FACE)
        if naming.key is not None:  # in doubt for a moment
            return Identity(naming.name, best, by=naming.by)
        if mean is None or table is None or not evidence.enough or evidence.seconds < STRANGER_AFTER_S:
            return Identity(None, best)
        others = {other.stranger for key, (_, other) in self._faces.items() if key != track}
        self._number(FACE, naming, evidence, table, {number for number in others if number is not None})
        return Identity(None, best, unknown=naming.stranger)

    def _number(
        self, modality: str, naming: Naming, evidence: Evidence, table: Impostors, taken: Collection[int]
    ) -> None:
        """Give a track or a voice a stranger's number, or update the one that it has."""
        model, mean = self._made_by[modality], evidence.mean
        assert mean is not None
        threshold = table.threshold(max(1, self._strangers.count(model)), max(self.false_accepts, _SAME_STRANGER))
        if naming.stranger is None:
            before = self._strangers.given
            naming.stranger = self._strangers.number(model, mean, threshold, taken)
            naming.is_new_stranger = self._strangers.given > before
            return
        if naming.is_new_stranger and evidence.seconds < SETTLED_AFTER_S:
            number = self._strangers.earlier(model, naming.stranger, mean, threshold, taken)
            naming.is_new_stranger = number == naming.stranger
            naming.stranger = number
        self._strangers.see(model, naming.stranger, mean)

    def _name_voice(self, stamp_ns: int) -> Identity:
        """Identify the voice by its embedding, by the face that it belongs to, or by both."""
        claims = self._claims(VOICE, self._voice.mean)
        best = max((claim.score for claim in claims.values()), default=None)
        claim = self._voice_name.decide(claims.values(), self._rate(), stamp_ns, enough=self._voice.enough)
        name = claim.name if claim is not None else self._voice_name.name
        speaker = self._attribution.speaker
        face = self._identities.get(speaker.track_id) if speaker is not None else None
        own = Identity(name, claim.score if claim is not None else best, by=VOICE if name is not None else "")
        if speaker is None:
            return self._stranger_voice(own)
        attributed = replace(own, track_id=speaker.track_id, because=speaker.because, guess=speaker.guess)
        if face is None:
            return attributed
        if face.name is None:
            if name is None and face.unknown is not None and not speaker.guess:
                self._share_number(face.unknown)
            return attributed if name is not None else replace(attributed, unknown=face.unknown)
        if name is None:
            return replace(attributed, name=face.name, by=FACE)
        if name == face.name:
            return replace(attributed, by=BOTH, guess=False)
        return own  # face and voice are different people: the voice belongs to no visible face

    def _share_number(self, number: int) -> None:
        """Give the voice the number of the stranger whose mouth speaks it, so that it has one number off camera too."""
        if self._voice.mean is not None and self._voice.enough and VOICE in self._made_by:
            self._voice_name.stranger = number
            self._strangers.see(self._made_by[VOICE], number, self._voice.mean)

    def _stranger_voice(self, own: Identity) -> Identity:
        """Give a voice that belongs to no visible face a stranger's number."""
        mean, table = self._voice.mean, self._tables.get(VOICE)
        if own.name is not None or mean is None or table is None or not self._voice.enough:
            return own
        if self._voice.seconds < STRANGER_AFTER_S:
            return own
        self._number(VOICE, self._voice_name, self._voice, table, set())
        return replace(own, unknown=self._voice_name.stranger)

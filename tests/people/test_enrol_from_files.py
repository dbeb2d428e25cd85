"""Real clips and the released weights: who was enrolled from one clip is named in another, and nobody else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Identity
from emotion_desk.people.embedder_ids import embedders
from emotion_desk.people.embedding_predictor import PeopleReader, load_people_reader
from emotion_desk.people.embedding_schedule import face_schedule
from emotion_desk.people.enrol_from_files import FileSamples, identify, samples_from_files
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.impostor_thresholds import thresholds_of
from emotion_desk.people.person_records import FACE
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.pipeline.inference_step import InferenceStep
from emotion_desk.sessions.analysis_options import AnalysisOptions, load_reader
from emotion_desk.sessions.offline_inputs import step_inputs
from emotion_desk.sessions.source_state import MediaCounts
from emotion_desk.sources.media import open_media

FPS = 6.0
MADE_BY = {FACE: embedders("multitask")[FACE]}


@pytest.fixture(scope="module")
def reader() -> PeopleReader:
    return load_people_reader()


@pytest.fixture(scope="module")
def enrolled(reader: PeopleReader, ravdess_videos: list[Path]) -> FileSamples:
    """Return the samples of actor 01 from one clip."""
    return samples_from_files(clips_of(1, ravdess_videos)[:1], reader, MADE_BY, (FACE,))


def clips_of(actor: int, clips: list[Path]) -> list[Path]:
    return [clip for clip in clips if clip.stem.endswith(f"-{actor:02}")]


def names_in(clip: Path, gallery: Gallery) -> tuple[list[tuple[float, Identity]], list[Identity]]:
    """Play a clip on its own time; return who stands over the face and since when it is there, and who speaks."""
    network = load_reader(AnalysisOptions())
    people = Recogniser(gallery, face_schedule=face_schedule())
    people.network(network)
    step = InferenceStep(people)
    step.use_network(network)
    faces: list[tuple[float, Identity]] = []
    voices: list[Identity] = []
    begun: int | None = None
    for new in step_inputs(open_media(clip, paced=False), FPS, MediaCounts()):
        request = step.request(new)
        answer = network.read(request.crops, request.mel) if request is not None else None
        step.update(new, answer)
        reading = step.reading(network, 0, 0.0, asked=True)
        assert reading is not None
        if new.packet is not None and reading.people:
            begun = new.packet.frame.stamp_ns if begun is None else begun
            faces.append(((new.packet.frame.stamp_ns - begun) / NS_PER_S, reading.people[0].identity))
        if reading.voice is not None and reading.voice.speaking:
            voices.append(reading.voice.identity)
    return faces, voices


@pytest.mark.slow
def test_who_was_enrolled_from_one_clip_is_named_in_another(
    enrolled: FileSamples, ravdess_videos: list[Path], gallery: Gallery
) -> None:
    gallery.enrol("Actor 01", enrolled.session.prototypes(least_faces=1), consent=True)
    faces, voices = names_in(clips_of(1, ravdess_videos)[1], gallery)
    since, _ = next(found for found in faces if found[1].name is not None)
    assert since <= 1.0
    assert {identity.name for at, identity in faces if at >= since} == {"Actor 01"}
    assert {voice.name for voice in voices[-10:] if voice.track_id is not None} == {"Actor 01"}


@pytest.mark.slow
def test_somebody_else_is_unknown(enrolled: FileSamples, ravdess_videos: list[Path], gallery: Gallery) -> None:
    gallery.enrol("Actor 01", enrolled.session.prototypes(least_faces=1), consent=True)
    for clip in clips_of(5, ravdess_videos):
        faces, voices = names_in(clip, gallery)
        assert {identity.name for _, identity in faces} == {None}
        assert {identity.unknown for at, identity in faces if at > 1.5} == {1}
        assert {voice.name for voice in voices} == {None}


@pytest.mark.slow
def test_files_are_identified(
    reader: PeopleReader, enrolled: FileSamples, ravdess_videos: list[Path], gallery: Gallery
) -> None:
    person = gallery.enrol("Actor 01", enrolled.session.prototypes(least_faces=1), consent=True)
    assert enrolled.refused == []
    assert enrolled.session.progress.faces >= 3
    assert all(one.quality > 0.3 for one in person.prototypes)
    for clip in ravdess_videos:
        found = identify(clip, reader, MADE_BY, gallery.people, thresholds_of(MADE_BY))
        assert (found.file, found.voice) == (str(clip), None)
        assert found.face is not None
        assert (found.face.name is not None) == clip.stem.endswith("-01")

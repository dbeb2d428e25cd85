"""Real clips and a network that really tells people apart: dlib's, the teacher, in the place of the desk's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import FaceReading, Identity, Mel, Picture, VoiceReading
from emotion_desk.people.files import FileSamples, identify, samples_from_files
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.people.records import FACE
from emotion_desk.people.thresholds import Impostors
from emotion_desk.pipeline.ticks import Ticks
from emotion_desk.sessions.filetime import Seen, news_of
from emotion_desk.sources.media import open_media
from tests.conftest import REPOSITORY

MODEL = "dlib-resnet-v1"
#: ``emotion-desk evaluate identity --teachers``, faces: 417 people of LFW, 687,232 comparisons of strangers.
TABLE = Impostors(
    (0.562, 0.178, 0.0562, 0.0178, 0.00562, 0.00178, 0.000562, 0.000178),
    (-0.00567, 0.2208, 0.34962, 0.44137, 0.51719, 0.58456, 0.64578, 0.69528),
    687_232,
    417,
    "strangers among people of LFW",
)
FPS = 6.0


class DlibReader:
    """Faces by dlib, everything else left blank."""

    mode = "multitask"
    engine = "dlib"
    made_by = {FACE: MODEL}  # noqa: RUF012

    def __init__(self, mean: np.ndarray) -> None:
        from emotion_desk.training.teachers.face import FaceTeacher, place_of

        self._teacher = FaceTeacher()
        self._place = place_of("ravdess_face_crops_actors_01_05.zip")
        self._mean = mean

    def read_faces(self, crops: Sequence[Picture]) -> list[FaceReading]:
        emotion = dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))
        vectors = self._teacher.vectors([self._teacher.locate(crop, self._place).chip for crop in crops]) - self._mean
        return [FaceReading(emotion, vector / np.linalg.norm(vector)) for vector in vectors]

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        voice = None if mel is None else VoiceReading(dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS)))
        return tuple(self.read_faces(crops)) if crops else (), voice


@pytest.fixture(scope="module")
def reader() -> DlibReader:
    pytest.importorskip("dlib", reason="the teacher of faces (extra 'teach') is not installed")
    pytest.importorskip("torch", reason="the extra 'train' is not installed")
    file = REPOSITORY / "runs" / "teachers" / "face.safetensors"
    if not file.is_file():
        pytest.skip("'emotion-desk data teach' was not run: runs/teachers/face.safetensors is missing")
    from emotion_desk.training.teachers.cache import TeacherCache

    return DlibReader(TeacherCache.open(file).mean)


@pytest.fixture(scope="module")
def enrolled(reader: DlibReader, ravdess_videos: list[Path]) -> FileSamples:
    """Return the samples of actor 01 from one clip."""
    return samples_from_files(clips_of(1, ravdess_videos)[:1], reader, reader.made_by, (FACE,))  # type: ignore[arg-type]


def clips_of(actor: int, clips: list[Path]) -> list[Path]:
    return [clip for clip in clips if clip.stem.endswith(f"-{actor:02}")]


def names_in(clip: Path, reader: DlibReader, gallery: Gallery) -> tuple[list[tuple[float, Identity]], list[Identity]]:
    """Play a clip on its own time; return who stands over the face and since when it is there, and who speaks."""
    people = Recogniser(gallery, tables=lambda _made_by: {FACE: TABLE})
    ticks = Ticks(people)
    ticks.new_network(reader)
    faces: list[tuple[float, Identity]] = []
    voices: list[Identity] = []
    begun: int | None = None
    for news in news_of(open_media(clip, paced=False), FPS, Seen()):
        question = ticks.question(news)
        answer = reader.read(question.crops, question.mel) if question is not None else None
        ticks.take_in(news, answer)
        reading = ticks.reading(reader, 0, 0.0, asked=True)
        assert reading is not None
        if news.packet is not None and reading.people:
            begun = news.packet.frame.stamp_ns if begun is None else begun
            faces.append(((news.packet.frame.stamp_ns - begun) / NS_PER_S, reading.people[0].identity))
        if reading.voice is not None and reading.voice.speaking:
            voices.append(reading.voice.identity)
    return faces, voices


def test_who_was_enrolled_from_one_clip_is_named_in_another(
    reader: DlibReader, enrolled: FileSamples, ravdess_videos: list[Path], gallery: Gallery
) -> None:
    gallery.enrol("Actor 01", enrolled.session.prototypes(), consent=True)
    faces, voices = names_in(clips_of(1, ravdess_videos)[1], reader, gallery)
    since, _ = next(found for found in faces if found[1].name is not None)
    assert since <= 1.0
    assert {identity.name for at, identity in faces if at >= since} == {"Actor 01"}
    assert {voice.name for voice in voices[-10:] if voice.track_id is not None} == {"Actor 01"}


def test_somebody_else_is_unknown(
    reader: DlibReader, enrolled: FileSamples, ravdess_videos: list[Path], gallery: Gallery
) -> None:
    gallery.enrol("Actor 01", enrolled.session.prototypes(), consent=True)
    faces, voices = names_in(clips_of(5, ravdess_videos)[0], reader, gallery)
    assert {identity.name for _, identity in faces} == {None}
    assert {identity.unknown for at, identity in faces if at > 1.5} == {1}
    assert {voice.name for voice in voices} == {None}


def test_files_are_identified(
    reader: DlibReader, enrolled: FileSamples, ravdess_videos: list[Path], gallery: Gallery
) -> None:
    person = gallery.enrol("Actor 01", enrolled.session.prototypes(), consent=True)
    assert enrolled.refused == []
    assert enrolled.session.progress.faces >= 5
    assert all(one.quality > 0.3 for one in person.prototypes)
    clip = clips_of(1, ravdess_videos)[1]
    found = identify(clip, reader, reader.made_by, gallery.people, {FACE: TABLE})  # type: ignore[arg-type]
    assert (found.file, found.voice) == (str(clip), None)
    assert found.face is not None
    assert found.face.name == "Actor 01"

"""RAVDESS is found however it lies, and each performance is one recording of its best clips."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_desk.errors import DataError
from emotion_desk.modelling.data.extract_clip import FACE_SIZE, extract
from emotion_desk.modelling.data.mel_codec import from_steps
from emotion_desk.modelling.data.ravdess import Found, find
from emotion_desk.modelling.data.splits import Performance
from emotion_desk.modelling.data.zip_archives import decode_sound
from emotion_desk.opencv import cv2
from emotion_desk.sound.mel import log_mel
from emotion_desk.sources.media_file import open_container, picture_stream
from emotion_desk.vision.crop import cut_face, resize_face
from emotion_desk.vision.detector import HaarDetector
from tests.modelling.clips import name, video, voice
from tests.modelling.data.test_zip_archives import damage, packed, png


def touch(folder: Path, *names: str) -> Path:
    for file in names:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()
    return folder


def clips(found: Found) -> list[tuple[Performance, list[str], list[str]]]:
    return [(one.performance, [c.stem for c in one.pictures], [c.stem for c in one.sounds]) for one in found.recordings]


FULL = (
    "Video_Speech_Actor_01/Actor_01/01-01-03-01-01-01-01.mp4",
    "Video_Speech_Actor_01/Actor_01/02-01-03-01-01-01-01.mp4",
    "Audio_Speech_Actors_01-24/Actor_01/03-01-03-01-01-01-01.wav",
    "Video_Song_Actor_01/Actor_01/01-02-03-01-01-01-01.mp4",
    "Audio_Song_Actors_01-24/Actor_01/03-02-03-01-01-01-01.wav",
    "Audio_Speech_Actors_01-24/Actor_24/03-01-08-02-02-02-24.wav",
)
WANTED = [
    (
        Performance(1, 3, 1, 1, 1),
        ["01-01-03-01-01-01-01", "02-01-03-01-01-01-01"],
        ["03-01-03-01-01-01-01", "01-01-03-01-01-01-01"],
    ),
    (Performance(24, 8, 2, 2, 2), [], ["03-01-08-02-02-02-24"]),
]


@pytest.mark.parametrize("form", ["folders", "flat", "deep", "zips"])
def test_a_download_is_found_in_every_form(tmp_path: Path, form: str) -> None:
    if form == "zips":
        for archive in {file.split("/")[0] for file in FULL}:
            content = {file.split("/", 1)[1]: b"x" for file in FULL if file.startswith(archive)}
            packed(tmp_path / f"{archive}.zip", content)
    else:
        places = {"folders": FULL, "flat": [Path(file).name for file in FULL], "deep": [f"a/b/c/{f}" for f in FULL]}
        touch(tmp_path, *places[form])
    found = find(tmp_path)
    assert clips(found) == WANTED
    assert found.songs == 2
    assert found.broken == []


def test_other_files_are_no_clips(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "03-01-03-01-01-01-25.wav",  # no such actor
        "03-01-09-01-01-01-01.wav",  # no such emotion
        "03-01-03-01-01-01.wav",
        "._03-01-03-01-01-01-01.wav",  # what macOS leaves beside a file
        "03-01-03-01-01-01-01.txt",
        "readme.md",
    )
    with pytest.raises(DataError, match=r"^The folder '.*' has no spoken clip of RAVDESS\.$"):
        find(tmp_path)


def test_only_songs_is_said_so(tmp_path: Path) -> None:
    touch(tmp_path, f"{name(3, 1, channel=2)}.wav")
    with pytest.raises(DataError, match=r"\(1 songs are there\)\.$"):
        find(tmp_path)


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no folder"):
        find(tmp_path / "nowhere")


def test_a_broken_zip_is_reported_and_the_rest_used(tmp_path: Path) -> None:
    touch(tmp_path, f"{name(3, 1)}.wav")
    (tmp_path / "Video_Speech_Actor_01.zip").write_bytes(b"half of a download")
    found = find(tmp_path)
    assert len(found.recordings) == 1
    assert len(found.broken) == 1
    assert "Video_Speech_Actor_01.zip' is not a complete zip file." in found.broken[0]


def test_cut_faces_are_a_clip(data: Path) -> None:
    found = find(data)
    with_pictures = [one for one in found.recordings if one.pictures]
    assert len(found.recordings) == 1440
    assert len(with_pictures) == 112
    # five of them exist as videos, too, which come first
    assert sum(not one.pictures[0].stills and one.pictures[-1].stills for one in with_pictures) == 5


@pytest.mark.parametrize(("rate", "channels", "suffix"), [(48_000, 1, "wav"), (44_100, 2, "flac"), (16_000, 1, "wav")])
def test_sound_of_any_rate_becomes_the_same_picture(tmp_path: Path, rate: int, channels: int, suffix: str) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    file = voice(first / f"{name(3, 1)}.wav", 16_000)
    voice(second / f"{name(3, 1)}.{suffix}", rate, channels=channels)
    (recording,) = find(second).recordings
    taken = extract(recording, 8, tmp_path)
    mel = from_steps(taken.mel)
    wanted = log_mel(decode_sound(file.read_bytes(), ""))
    loud = wanted > -40
    assert mel.shape == wanted.shape
    assert np.abs(mel - wanted)[loud].max() < (0.01 if rate == 16_000 else 1.0)
    assert taken.faces.shape == (0, FACE_SIZE, FACE_SIZE, 3)
    assert taken.complaints == ()


def test_faces_are_those_of_the_live_desk(ravdess_videos: list[Path], tmp_path: Path) -> None:
    (recording, *_) = find(ravdess_videos[0].parent).recordings
    taken = extract(recording, 4, tmp_path)
    assert taken.faces.shape == (4, FACE_SIZE, FACE_SIZE, 3)
    assert taken.picture == taken.sound == ravdess_videos[0].stem  # sound comes from the video where there is no other
    with open_container(ravdess_videos[0]) as container:
        stream = picture_stream(container)
        assert stream is not None
        length = float(stream.duration * stream.time_base)
        decoded = [(frame.time, frame.to_ndarray(format="bgr24")) for frame in container.decode(stream)]
    frames = [frame for _, frame in decoded]
    times = [(number + 0.5) * length / 4 for number in range(4)]
    middles = [next(i for i, (moment, _) in enumerate(decoded) if moment >= time) for time in times]
    detector = HaarDetector()
    for face, middle in zip(taken.faces, middles, strict=True):
        box = (detector.find(frames[middle]) or detector.find(frames[middle]))[0]
        np.testing.assert_array_equal(face, resize_face(cut_face(frames[middle], box), FACE_SIZE))


def test_the_sound_of_a_zip_is_what_the_archives_give(data: Path, tmp_path: Path) -> None:
    recording = find(data).recordings[700]
    taken = extract(recording, 2, tmp_path)
    with zipfile.ZipFile(data / "ravdess_speech_16k.zip") as archive:
        member = f"Actor_{recording.performance.actor:02}/{taken.sound}.flac"
        wanted = log_mel(decode_sound(archive.read(member), member))
    np.testing.assert_allclose(from_steps(taken.mel), wanted, atol=0.01)
    assert list(tmp_path.iterdir()) == []  # what was unpacked is gone


def test_a_broken_clip_is_made_good_by_another(ravdess_videos: list[Path], tmp_path: Path) -> None:
    whole = ravdess_videos[0]
    stem = whole.stem[2:]
    (tmp_path / whole.name).write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    video(tmp_path / f"02{stem}.mp4", whole)
    (tmp_path / f"03{stem}.wav").touch()
    (recording,) = find(tmp_path).recordings
    taken = extract(recording, 2, tmp_path)
    assert taken.picture == f"02{stem}"
    assert taken.sound is None
    assert len(taken.faces) == 2
    assert (
        len(taken.complaints) == 2
    )  # the half video once, though both its picture and its sound were asked for, and the empty sound
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in taken.complaints)
    assert f"'03{stem}.wav' is empty" in " ".join(taken.complaints)


def test_cut_pictures_with_a_broken_one(tmp_path: Path) -> None:
    clip = name(2, 1)
    archive = packed(tmp_path / "crops.zip", {f"Actor_01/{clip}/{i:02}.png": png(i, 64) for i in range(3)})
    damage(archive, f"Actor_01/{clip}/01.png")
    (recording,) = find(tmp_path).recordings
    taken = extract(recording, 8, tmp_path)
    assert len(taken.faces) == 0
    assert "01.png" in taken.complaints[0]


def test_no_face_and_no_voice_are_said(tmp_path: Path) -> None:
    clip = tmp_path / name(1, 1)
    clip.mkdir()
    cv2.imwrite(str(clip / "00.png"), np.full((160, 160, 3), 90, np.uint8))
    soundfile.write(tmp_path / f"{name(3, 1)}.wav", np.zeros(16_000, np.float32), 16_000)
    (recording,) = find(tmp_path).recordings
    taken = extract(recording, 8, tmp_path)
    assert taken.complaints == (
        f"No face was found in the clip '{name(1, 1)}'.",
        f"The clip '{name(3, 1)}.wav' is silent.",
    )

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import keyring
import pytest
from keyring.backends import null

from emotion_desk import crash_log
from emotion_desk.cli import main
from emotion_desk.inference.identity_models import FOLDER
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.people import encrypted_export
from emotion_desk.people.embedder_ids import embedders
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.impostor_thresholds import Impostors, write_thresholds
from emotion_desk.people.person_records import FACE
from tests.conftest import REPOSITORY
from tests.people.made import bytes_below, prototype


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(encrypted_export, "_WORK", 2**10)
    yield
    keyring.set_keyring(before)


@pytest.fixture
def gallery() -> Gallery:
    """Return the gallery that the command line uses, with two people in it."""
    made = Gallery()
    made.load()
    made.enrol("Ana", [prototype(1), prototype(2, "voice")], consent=True)
    made.enrol("Bo", [prototype(3)], consent=True, thumbnail=b"jpeg")
    return made


def names(gallery: Gallery) -> list[str]:
    gallery.load()
    return [person.name for person in gallery.people]


def test_list(gallery: Gallery, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "list", "--json"]) == 0
    ana, bo = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (ana["name"], bo["thumbnail"]) == ("Ana", True)
    assert ana["face"] == {"prototypes": 1, "quality": 0.9, "stale": True}
    assert bo["voice"] == {"prototypes": 0, "quality": None, "stale": False}
    assert main(["people", "list"]) == 0
    said = capsys.readouterr().out
    assert "made by another network" in said
    assert "2 people enrolled. This system has no keyring" in said


def test_rename_merge_and_forget(gallery: Gallery, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "rename", "ana", "Anna"]) == 0
    assert names(gallery) == ["Anna", "Bo"]
    assert main(["people", "rename", "Anna", "Bo"]) == 1
    assert main(["people", "merge", "Anna", "Bo"]) == 0
    assert names(gallery) == ["Anna"]
    assert main(["people", "forget", "Anna"]) == 2  # nobody is there to be asked
    assert main(["people", "forget", "Nobody", "--yes"]) == 1
    assert main(["people", "forget"]) == 2
    assert names(gallery) == ["Anna"]
    assert main(["people", "forget", "Anna", "--yes"]) == 0
    assert names(gallery) == []
    errors = capsys.readouterr().err.splitlines()
    assert all(line.startswith("emotion-desk: ") for line in errors)


def test_forget_all_works_where_nothing_can_be_read(gallery: Gallery) -> None:
    content = gallery.path.read_bytes()
    gallery.path.write_bytes(content.replace(b'"version": 2', b'"version": 9', 1))
    assert main(["people", "list"]) == 1
    assert main(["people", "forget", "--all", "--yes"]) == 0
    assert not any(b"Ana" in held for held in bytes_below(gallery.folder).values())
    assert main(["people", "list"]) == 0


def test_export_and_import(
    gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "p.edpeople"
    assert main(["people", "export", str(out)]) == 2
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery\n")
    assert main(["people", "export", str(out), "--passphrase-file", str(secret)]) == 0
    assert main(["people", "export", str(out), "--passphrase-file", str(secret)]) == 1  # it is there already
    gallery.forget_all()
    monkeypatch.setenv("EMOTION_DESK_PASSPHRASE", "wrong horse battery")
    assert main(["people", "import", str(out)]) == 1
    monkeypatch.setenv("EMOTION_DESK_PASSPHRASE", "correct horse battery")
    assert main(["people", "import", str(out)]) == 0
    assert names(gallery) == ["Ana", "Bo"]
    assert "passphrase is wrong" in capsys.readouterr().err


def test_a_network_that_cannot_tell_people_apart_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EMOTION_DESK_MODELS", str(_models(tmp_path, trained=False)))
    clip = str(REPOSITORY / "assets" / "demo.mp4")
    assert main(["people", "enrol", "Ana", clip, "--consent"]) == 1
    assert main(["people", "identify", clip]) == 1
    said = capsys.readouterr().err
    assert said.count("was not trained to tell people apart") == 2


@pytest.mark.slow
def test_enrol_and_identify(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shipped network's identity heads may not be trained, so a picture is only asked to be like itself."""
    folder = _models(tmp_path, trained=True)
    monkeypatch.setenv("EMOTION_DESK_MODELS", str(folder))
    faces = _faces(tmp_path)
    assert main(["people", "enrol", "Ana", str(faces)]) == 2  # no consent
    assert main(["people", "enrol", "Ana", str(faces / "nothing.png"), "--consent"]) == 1
    assert main(["people", "enrol", "Ana", str(faces / "blurred.png"), "--consent"]) == 1
    assert "blurred" in capsys.readouterr().err
    assert main(["people", "enrol", "Ana", str(faces), "--consent", "--thumbnail"]) == 0
    captured = capsys.readouterr()
    assert "'Ana' is enrolled; samples taken: 1 of the face." in captured.out
    assert "Nothing was taken of 'blurred.png'" in captured.err
    assert "Nothing was taken of 'wall.png'" in captured.err
    gallery = Gallery()
    gallery.load()
    (ana,) = gallery.people
    assert ana.thumbnail is not None
    assert ana.of(FACE)[0].model == embedders("multitask")[FACE]

    assert main(["people", "identify", str(faces / "face.png"), str(faces / "wall.png"), "--json"]) == 0
    captured = capsys.readouterr()
    assert "never measured" in captured.err
    first, second = (json.loads(line) for line in captured.out.splitlines())
    assert first["face"]["name"] is None
    assert first["face"]["score"] == pytest.approx(1.0, abs=0.01)
    assert second == {"file": str(faces / "wall.png"), "face": None, "voice": None, "faces": []}

    table = Impostors((0.5, 0.1, 0.01), (0.0, 0.5, 0.9), 100, 10, "made")
    write_thresholds(folder, {f"{FACE}/{embedders('multitask')[FACE]}": table})
    assert main(["people", "identify", str(faces / "face.png"), "--json"]) == 0
    (found,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert set(found) == {"file", "face", "voice", "faces"}
    assert [one["name"] for one in found["faces"]] == ["Ana"]
    assert found["face"]["name"] == "Ana"
    assert main(["people", "identify", str(faces / "broken.png"), "--json"]) == 1


def test_no_log_holds_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["emotion-desk", "people", "rename", "Xaverine", "Quist"])
    log = tmp_path / "crash.log"
    try:
        int(sys.argv[3])
    except ValueError as error:
        crash_log.record(error, log)
    said = log.read_text()
    assert "emotion-desk people rename" in said
    assert "ValueError" in said
    assert "Xaverine" not in said


def _models(tmp_path: Path, *, trained: bool) -> Path:
    """Return the shipped multi-task network, whose identity heads are said to be trained or not; alone if not."""
    folder = tmp_path / "models"
    shutil.copytree(ModelStore().folder, folder)
    if not trained:
        shutil.rmtree(folder / FOLDER)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["models"] = [model for model in manifest["models"] if model["name"] == "multitask"]
    for head in ("face_identity", "voice_identity"):
        manifest["models"][0]["heads"][head]["trained"] = trained
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "thresholds.json").unlink(missing_ok=True)
    return folder


def _faces(tmp_path: Path) -> Path:
    """Make pictures of the demo's first face: sharp, blurred, and none at all."""
    folder = tmp_path / "faces"
    folder.mkdir()
    capture = cv2.VideoCapture(str(REPOSITORY / "assets" / "demo.mp4"))
    capture.set(cv2.CAP_PROP_POS_FRAMES, 30)
    _, frame = capture.read()
    capture.release()
    cv2.imwrite(str(folder / "face.png"), frame)
    cv2.imwrite(str(folder / "blurred.png"), cv2.GaussianBlur(frame, (0, 0), 9))
    cv2.imwrite(str(folder / "wall.png"), frame[:40, :40])
    broken = tmp_path / "faces" / "broken.png"
    broken.write_bytes(b"no picture")
    return folder

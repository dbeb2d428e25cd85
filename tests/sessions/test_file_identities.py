"""People in analyses: one identity for each track, and analyses that know which gallery they were made with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import null

from emotion_desk.errors import SessionError
from emotion_desk.people.gallery import Gallery
from emotion_desk.sessions.analysis_options import AnalysisOptions, settings_of
from emotion_desk.sessions.file_identities import gallery_fingerprint, recogniser_for_files, unify_identities
from tests.people.made import prototype

NOBODY: dict[str, Any] = {"name": None, "score": None}


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own keyring out of it, and answer at once."""
    monkeypatch.setattr(keyring, "get_keyring", null.Keyring)


def ana(score: float) -> dict[str, Any]:
    return {"name": "Ana", "score": score, "by": "face"}


def stranger(number: int) -> dict[str, Any]:
    return {"name": None, "score": 0.1, "unknown": number}


def unified(folder: Path, *readings: tuple[dict[int, dict[str, Any]], dict[str, Any] | None]) -> list[dict[str, Any]]:
    file = folder / "readings.jsonl"
    lines = [
        {
            "people": [{"track": track, "identity": identity} for track, identity in people.items()],
            "voice": None if voice is None else {"identity": voice},
        }
        for people, voice in readings
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    unify_identities(file)
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["readings.jsonl"]
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_a_track_has_one_identity_from_its_first_reading_to_its_last(tmp_path: Path) -> None:
    lines = unified(
        tmp_path,
        ({1: NOBODY, 2: NOBODY}, None),
        ({1: stranger(3), 2: stranger(1)}, None),
        ({1: stranger(3), 2: stranger(2)}, None),
        ({1: ana(0.5), 2: stranger(2)}, None),
        ({1: ana(0.7)}, None),
    )
    names = [{one["track"]: one["identity"]["name"] for one in line["people"]} for line in lines]
    assert names == [{1: "Ana", 2: None}] * 4 + [{1: "Ana"}]
    assert [line["people"][0]["identity"]["score"] for line in lines] == [0.7, 0.7, 0.7, 0.5, 0.7]
    assert all(line["people"][1]["identity"]["unknown"] == 2 for line in lines[:4])


def test_a_voice_that_is_named_by_a_face_is_renamed_with_it(tmp_path: Path) -> None:
    mouth = {"track_id": 1, "because": "mouth"}
    lines = unified(
        tmp_path,
        ({1: stranger(3)}, {"name": None, "score": None, "unknown": 3, **mouth}),
        ({1: ana(0.7)}, {"name": "Ana", "score": None, "by": "face", **mouth}),
        ({1: ana(0.7)}, {"name": "Bo", "score": 0.6, "by": "voice"}),
        ({1: ana(0.7)}, {"name": None, "score": None, "guess": True, **mouth}),
    )
    assert [line["voice"]["identity"]["name"] for line in lines] == ["Ana", "Ana", "Bo", None]
    assert "unknown" not in lines[0]["voice"]["identity"]


def test_nothing_is_changed_where_nobody_is_known(tmp_path: Path) -> None:
    assert unified(tmp_path, ({1: NOBODY}, NOBODY))[0]["people"][0]["identity"] == NOBODY
    (tmp_path / "readings.jsonl").write_text("[]\n")
    with pytest.raises(SessionError, match="cannot be rewritten"):
        unify_identities(tmp_path / "readings.jsonl")


def test_an_analysis_is_out_of_date_when_the_gallery_changed() -> None:
    options = AnalysisOptions()
    before = settings_of("00", options)
    assert "people" not in before  # as sessions of older versions have it
    assert recogniser_for_files() is None
    gallery = Gallery()
    gallery.enrol("Ana", [prototype(1)], consent=True)
    named = settings_of("00", options)
    assert named["people"] == gallery_fingerprint()
    assert recogniser_for_files() is not None
    assert settings_of("00", AnalysisOptions(people=False)) == before
    gallery.rename(gallery.person("Ana").key, "Anna")
    assert settings_of("00", options) != named

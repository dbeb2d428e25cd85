from __future__ import annotations

import base64
import json
import logging
import os
import stat
import threading
from pathlib import Path

import keyring
import numpy as np
import pytest

from emotion_desk.errors import GalleryError
from emotion_desk.people import gallery_edits, gallery_file
from emotion_desk.people.gallery import Gallery, GalleryState
from emotion_desk.people.gallery_store import FILE
from emotion_desk.people.keyring_keys import THREAD_NAME, SystemKeys
from emotion_desk.people.person_records import FACE, MOST_PROTOTYPES, VOICE, diverse, with_prototypes
from tests.people.made import (
    MODEL,
    HangingKeyring,
    LockedKeyring,
    MemoryKeyring,
    bytes_below,
    near,
    prototype,
    vector,
)
from tests.pipeline.fakes import wait_until


def again(gallery: Gallery) -> Gallery:
    """Return the gallery as another program sees it."""
    other = Gallery(gallery.folder)
    other.load()
    return other


def test_what_was_enrolled_is_there_after_a_restart(gallery: Gallery) -> None:
    gallery.enrol("  Ana   María ", [prototype(1), prototype(2, VOICE)], consent=True, thumbnail=b"jpeg")
    (ana,) = again(gallery).people
    assert (ana.name, ana.thumbnail) == ("Ana María", b"jpeg")
    assert ana.consent
    assert ana.added
    np.testing.assert_array_equal(ana.of(FACE)[0].vector, vector(1))
    assert (ana.of(VOICE)[0].model, ana.of(VOICE)[0].quality) == (MODEL, 0.9)


def test_more_samples_go_to_the_person_of_that_name(gallery: Gallery) -> None:
    first = gallery.enrol("Ana", [prototype(1)], consent=True)
    second = gallery.enrol("ANA", [prototype(2)], consent=True)
    assert (second.key, second.name, len(second.of(FACE))) == (first.key, "Ana", 2)


@pytest.mark.parametrize("name", ["", "  ", "Unknown 3", "unknown", "x" * 81, "a\x00b"])
def test_names_that_cannot_be(gallery: Gallery, name: str) -> None:
    with pytest.raises(GalleryError):
        gallery.enrol(name, [prototype(1)], consent=True)


def test_nobody_is_enrolled_without_consent_or_samples(gallery: Gallery) -> None:
    with pytest.raises(GalleryError, match="agrees"):
        gallery.enrol("Ana", [prototype(1)], consent=False)
    with pytest.raises(GalleryError, match="sample"):
        gallery.enrol("Ana", [], consent=True)
    assert not gallery.path.exists()


def test_rename_merge_and_thumbnail(gallery: Gallery) -> None:
    ana = gallery.enrol("Ana", [prototype(1)], consent=True)
    bo = gallery.enrol("Bo", [prototype(2), prototype(3, VOICE)], consent=True, thumbnail=b"bo")
    with pytest.raises(GalleryError, match="already"):
        gallery.rename(ana.key, "bo")
    before = gallery.people
    assert gallery.rename(ana.key, "ana").name == "ana"
    whole = gallery.merge(ana.key, bo.key)
    assert (whole.name, len(whole.of(FACE)), len(whole.of(VOICE)), whole.thumbnail) == ("ana", 2, 1, b"bo")
    gallery.unmerge(gallery_edits.renamed(gallery_edits.without(before, bo.key), ana.key, "ana")[0], bo)
    assert [(person.name, len(person.prototypes)) for person in again(gallery).people] == [("ana", 1), ("Bo", 2)]
    with pytest.raises(GalleryError, match="enrolled again"):
        gallery.unmerge(ana, bo)
    gallery.merge(ana.key, bo.key)
    gallery.change_thumbnail(ana.key, None)
    assert [person.thumbnail for person in again(gallery).people] == [None]
    with pytest.raises(GalleryError, match="itself"):
        gallery.merge(ana.key, ana.key)
    with pytest.raises(GalleryError, match="any more"):
        gallery.rename(bo.key, "Carla")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_the_owner_may_read(folder: Path) -> None:
    gallery = Gallery(folder / "above" / "people")
    gallery.load()
    before = os.umask(0)
    try:
        gallery.enrol("Ana", [prototype(1)], consent=True)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(one.stat().st_mode) for one in (gallery.folder, gallery.folder.parent)} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in gallery.folder.iterdir()} == {0o600}


# Forgetting


def test_nothing_of_a_forgotten_person_stays_in_the_data_folder(
    gallery: Gallery, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    gallery.enrol("Xaverine Quist", [prototype(1), prototype(2, VOICE)], consent=True, thumbnail=b"her picture")
    gallery.enrol("Bo", [prototype(3)], consent=True)
    whole = gallery.path.read_bytes()
    # A process that was killed, a file that was damaged, and the state before: all hold her.
    (gallery.folder / f".{FILE}.123-abcd.part").write_bytes(whole)
    gallery.path.write_bytes(whole[:-7])
    broken = again(gallery)
    assert broken.message
    assert "renamed" in broken.message
    gallery.path.write_bytes(whole)
    her = [b"Xaverine", base64.b64encode(b"her picture"), vector(1).tobytes(), vector(2).tobytes()]
    held = bytes_below(gallery.folder.parent)
    assert all(any(secret in content for content in held.values()) for secret in her)

    found = again(gallery)
    found.forget(found.person("Xaverine Quist").key)
    for path, content in bytes_below(gallery.folder.parent).items():
        for secret in her:
            assert secret not in content, path
        assert b"Xaverine" not in path.name.encode()
    assert [person.name for person in again(gallery).people] == ["Bo"]
    assert "Xaverine" not in caplog.text


def test_an_old_name_does_not_stay(gallery: Gallery) -> None:
    ana = gallery.enrol("Xaverine Quist", [prototype(1)], consent=True)
    gallery.rename(ana.key, "Bo")
    assert not any(b"Xaverine" in content for content in bytes_below(gallery.folder.parent).values())


def test_forget_all_empties_the_folder_and_the_keyring(folder: Path, memory_keyring: MemoryKeyring) -> None:
    gallery = Gallery(folder)
    gallery.load()
    gallery.enrol("Ana", [prototype(1)], consent=True)
    assert len(memory_keyring.secrets) == 1
    gallery.forget_all()
    assert [path.name for path in folder.iterdir()] == ["people.lock"]
    assert not memory_keyring.secrets
    assert gallery.people == ()
    assert again(gallery).people == ()


# Encryption


def test_with_a_keyring_the_file_is_encrypted(folder: Path, memory_keyring: MemoryKeyring) -> None:
    gallery = Gallery(folder)
    gallery.load()
    gallery.enrol("Xaverine Quist", [prototype(1)], consent=True)
    content = gallery.path.read_bytes()
    assert b"Xaverine" not in content
    assert vector(1).tobytes() not in content
    assert "encrypted (AES-256-GCM)" in gallery.protection()
    assert again(gallery).person("xaverine quist").of(FACE)


def test_after_forgetting_old_bytes_cannot_be_read_any_more(folder: Path, memory_keyring: MemoryKeyring) -> None:
    gallery = Gallery(folder)
    gallery.load()
    ana = gallery.enrol("Ana", [prototype(1)], consent=True)
    gallery.enrol("Bo", [prototype(2)], consent=True)
    stolen = gallery.path.read_bytes()
    gallery.forget(ana.key)
    assert len(memory_keyring.secrets) == 1
    gallery.path.write_bytes(stolen)
    late = again(gallery)
    assert (late.people, late.state) == ((), GalleryState.LOCKED)
    assert [person.name for person in gallery.people] == ["Bo"]


def test_without_a_keyring_it_says_so(gallery: Gallery) -> None:
    gallery.enrol("Ana", [prototype(1)], consent=True)
    assert "no keyring" in gallery.protection()
    assert gallery_file.unpack(gallery.path.read_bytes())[0].key is None


def test_a_plain_gallery_is_encrypted_once_there_is_a_keyring(gallery: Gallery) -> None:
    gallery.enrol("Ana", [prototype(1)], consent=True)
    keyring.set_keyring(MemoryKeyring())
    late = again(gallery)
    assert "not encrypted yet" in late.protection()
    late.enrol("Bo", [prototype(2)], consent=True)
    assert gallery_file.unpack(late.path.read_bytes())[0].key is not None
    assert [person.name for person in again(gallery).people] == ["Ana", "Bo"]


def test_a_locked_keyring_leaves_the_file_as_it_is(folder: Path, memory_keyring: MemoryKeyring) -> None:
    gallery = Gallery(folder)
    gallery.load()
    gallery.enrol("Ana", [prototype(1)], consent=True)
    before = gallery.path.read_bytes()
    locked = LockedKeyring()
    keyring.set_keyring(locked)
    late = again(gallery)
    assert (late.people, late.state) == ((), GalleryState.LOCKED)
    assert late.message
    assert "keyring" in late.message
    with pytest.raises(GalleryError, match="keyring"):
        late.enrol("Bo", [prototype(2)], consent=True)
    assert gallery.path.read_bytes() == before
    keyring.set_keyring(memory_keyring)
    late.load()
    assert [person.name for person in late.people] == ["Ana"]


def test_a_keyring_that_keeps_nothing_gives_a_plain_file(folder: Path) -> None:
    keyring.set_keyring(LockedKeyring())
    gallery = Gallery(folder)
    gallery.load()
    gallery.enrol("Ana", [prototype(1)], consent=True)
    assert again(gallery).person("Ana")
    assert gallery_file.unpack(gallery.path.read_bytes())[0].key is None


def test_a_keyring_that_hangs_delays_nothing(folder: Path) -> None:
    hanging = HangingKeyring()
    keyring.set_keyring(hanging)
    gallery = Gallery(folder, SystemKeys(timeout_s=0.2))
    try:
        gallery.load()
        gallery.enrol("Ana", [prototype(1)], consent=True)
        assert gallery.person("Ana")
    finally:
        hanging.answer.set()
        wait_until(lambda: not any(thread.name == THREAD_NAME for thread in threading.enumerate()))


def test_another_key_is_not_taken_for_damage(folder: Path, memory_keyring: MemoryKeyring) -> None:
    gallery = Gallery(folder)
    gallery.load()
    gallery.enrol("Ana", [prototype(1)], consent=True)
    memory_keyring.secrets.clear()
    late = again(gallery)
    assert (late.people, late.state) == ((), GalleryState.LOCKED)
    assert gallery.path.exists()


# Damage and versions


@pytest.mark.parametrize("damage", [b"", b"garbage", b'{"format": "emotion-desk gallery"}\n', b"\xff" * 5000, b"[]\n"])
def test_a_damaged_file_is_renamed_and_never_overwritten(gallery: Gallery, damage: bytes) -> None:
    gallery.folder.mkdir(parents=True)
    gallery.path.write_bytes(damage)
    late = again(gallery)
    assert (late.people, late.state) == ((), GalleryState.READY)
    (renamed,) = gallery.folder.glob("people.damaged-*")
    assert renamed.read_bytes() == damage
    assert late.message
    assert renamed.name in late.message
    late.enrol("Ana", [prototype(1)], consent=True)
    assert renamed.read_bytes() == damage


def test_a_cut_off_file_is_renamed_by_a_change_as_well(gallery: Gallery) -> None:
    gallery.enrol("Ana", [prototype(1)], consent=True)
    content = gallery.path.read_bytes()
    gallery.path.write_bytes(content[: len(content) // 2])
    gallery.enrol("Bo", [prototype(2)], consent=True)
    (renamed,) = gallery.folder.glob("people.damaged-*")
    assert renamed.read_bytes() == content[: len(content) // 2]
    assert [person.name for person in again(gallery).people] == ["Bo"]


def test_a_newer_file_is_refused_and_left_alone(gallery: Gallery) -> None:
    gallery.enrol("Ana", [prototype(1)], consent=True)
    line, _, body = gallery.path.read_bytes().partition(b"\n")
    newer = json.dumps(json.loads(line) | {"version": gallery_file.VERSION + 1}).encode() + b"\n" + body
    gallery.path.write_bytes(newer)
    late = again(gallery)
    assert (late.people, late.state) == ((), GalleryState.NEWER)
    assert late.message
    assert "newer" in late.message
    with pytest.raises(GalleryError, match="newer"):
        late.enrol("Bo", [prototype(2)], consent=True)
    assert gallery.path.read_bytes() == newer


def test_a_file_of_version_1_is_read(gallery: Gallery) -> None:
    raw = {
        "people": [
            {
                "key": "k",
                "name": "Ana",
                "added": "2026-01-01T00:00:00+00:00",
                "consent": "2026-01-01T00:00:00+00:00",
                "thumbnail": None,
                "face": [{"model": MODEL, "added": "2026-01-01T00:00:00+00:00", "at": 0, "size": 128}],
                "voice": [{"model": MODEL, "added": "2026-01-01T00:00:00+00:00", "at": 128, "size": 128}],
            }
        ]
    }
    text = json.dumps(raw).encode()
    body = len(text).to_bytes(8, "little") + text + vector(1).tobytes() + vector(2).tobytes()
    line, _, rest = gallery_file.pack(body, None, None).partition(b"\n")
    gallery.folder.mkdir(parents=True)
    gallery.path.write_bytes(json.dumps(json.loads(line) | {"version": 1}).encode() + b"\n" + rest)
    ana = again(gallery).person("Ana")
    np.testing.assert_array_equal(ana.of(VOICE)[0].vector, vector(2))
    assert ana.of(FACE)[0].quality == 1.0
    gallery.enrol("Bo", [prototype(3)], consent=True)
    assert gallery_file.unpack(gallery.path.read_bytes())[0].version == gallery_file.VERSION
    assert [person.name for person in again(gallery).people] == ["Ana", "Bo"]


# Several at once


def test_two_desks_lose_nothing_of_each_other(folder: Path) -> None:
    def enrol(number: int) -> None:
        gallery = Gallery(folder)
        gallery.load()
        for turn in range(5):
            gallery.enrol(f"Person {number} {turn}", [prototype(10 * number + turn)], consent=True)

    threads = [threading.Thread(target=enrol, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    late = Gallery(folder)
    late.load()
    assert len(late.people) == 20
    assert not list(folder.glob(".*"))


def test_changes_of_another_program_are_noticed(gallery: Gallery) -> None:
    other = again(gallery)
    other.enrol("Ana", [prototype(1)], consent=True)
    assert not gallery.people
    version = gallery.version
    gallery.poll()
    for _ in range(500):
        if gallery.people:
            break
        threading.Event().wait(0.01)
    assert [person.name for person in gallery.people] == ["Ana"]
    assert gallery.version > version


def test_a_change_knows_what_another_program_did(gallery: Gallery) -> None:
    ana = gallery.enrol("Ana", [prototype(1)], consent=True)
    other = again(gallery)
    other.forget(ana.key)
    with pytest.raises(GalleryError, match="any more"):
        gallery.rename(ana.key, "Bo")
    assert again(gallery).people == ()


# Prototypes


def test_many_samples_are_thinned_to_the_ones_that_differ(gallery: Gallery) -> None:
    centre = vector(0)
    alike = [prototype(0)] + [
        type(prototype(0))(FACE, near(centre, seed, 0.995), MODEL, 0.9, "2026") for seed in range(1, 40)
    ]
    odd = [type(prototype(0))(FACE, near(centre, 100 + seed, 0.5), MODEL, 0.9, "2026") for seed in range(4)]
    kept = diverse(alike + odd, MOST_PROTOTYPES)
    assert len(kept) == MOST_PROTOTYPES
    assert all(any(one is other for other in kept) for one in odd)


def test_prototypes_of_other_networks_stay_and_are_stale(gallery: Gallery) -> None:
    person = gallery.enrol("Ana", [prototype(1, model="old:1")], consent=True)
    assert person.is_stale(FACE, MODEL)
    assert not person.is_stale(VOICE, MODEL)
    more = with_prototypes(person, [prototype(2)])
    assert not more.is_stale(FACE, MODEL)
    assert [one.model for one in more.of(FACE)] == ["old:1", MODEL]

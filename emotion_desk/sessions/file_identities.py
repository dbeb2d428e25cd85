"""Names enrolled people in analyses of files, one identity for each track from its first reading to its last.

Live, a track has no name until there are enough embeddings. A file is known whole, so each track gets the identity that
it had most often, in all of its readings.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emotion_desk.errors import SessionError
from emotion_desk.people.embedding_schedule import face_schedule, voice_schedule
from emotion_desk.people.gallery import Gallery, gallery_folder
from emotion_desk.people.gallery_edits import People
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.translatable import translatable

if TYPE_CHECKING:
    from emotion_desk.people.recogniser import Recogniser

#: Name and number of a stranger of an identity, as they stand in a line.
Who = tuple[str | None, int | None]


@cache
def _gallery_in(folder: Path) -> Gallery:
    return Gallery(folder)


def _gallery() -> Gallery:
    """Return the gallery as it is now; an unchanged file is not read again."""
    gallery = _gallery_in(gallery_folder())
    gallery.load()
    return gallery


def recogniser_for_files() -> Recogniser | None:
    """Return a recogniser for one file, ``None`` where nobody is enrolled."""
    gallery = _gallery()
    if not gallery.people:
        return None
    from emotion_desk.people.recogniser import Recogniser  # only where somebody is enrolled

    return Recogniser(gallery, face_schedule=face_schedule(), voice_schedule=voice_schedule())


def gallery_fingerprint() -> str | None:
    """Return a hash of who is enrolled, by which an analysis is known to be out of date; ``None``: nobody is."""
    people = _gallery().people
    return _fingerprint(people) if people else None


def _fingerprint(people: People) -> str:
    digest = hashlib.sha256()
    for person in sorted(people, key=lambda one: one.key):
        digest.update(f"{person.key}\0{person.name}\0".encode("utf-8", "replace"))
        for one in person.prototypes:
            digest.update(one.vector.tobytes())
    return digest.hexdigest()[:16]


def unify_identities(readings: Path) -> None:
    """Rewrite a file of readings so that each track has one identity in all of them.

    A track without a name at any time keeps the number of a stranger that it had most often.

    Raises:
        SessionError: the file cannot be read or written.
    """
    counts: dict[int, Counter[Who]] = {}
    best: dict[tuple[int, Who], dict[str, Any]] = {}
    try:
        with readings.open(encoding="utf-8") as lines:
            for line in lines:
                for person in json.loads(line)["people"]:
                    identity, track = person["identity"], person["track"]
                    who = (identity["name"], identity.get("unknown"))
                    if who == (None, None):
                        continue
                    counts.setdefault(track, Counter())[who] += 1
                    known = best.get((track, who))
                    if known is None or (identity["score"] or -1.0) > (known["score"] or -1.0):
                        best[track, who] = identity
        chosen = {track: best[track, _most_often(found)] for track, found in counts.items()}
        if not chosen:
            return
        unified = readings.with_name(f".{readings.name}.unified")
        with readings.open(encoding="utf-8") as lines, LineWriter(unified) as out:
            for line in lines:
                raw = json.loads(line)
                for person in raw["people"]:
                    person["identity"] = _with(person["identity"], chosen.get(person["track"]))
                voice = raw["voice"]
                if voice is not None:
                    voice["identity"] = _voice_of(voice["identity"], chosen)
                out.write(raw)
        unified.replace(readings)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SessionError(translatable("'{readings}' cannot be rewritten.", readings=readings)) from error


def _most_often(found: Counter[Who]) -> Who:
    """Return the most frequent name, or the most frequent number where there was no name."""
    return max(found, key=lambda who: (who[0] is not None, found[who]))


def _with(identity: dict[str, Any], chosen: dict[str, Any] | None) -> dict[str, Any]:
    """Return the chosen identity, with the score of the reading itself where it is of the same person."""
    if chosen is None or (identity["name"], identity.get("unknown")) == (chosen["name"], chosen.get("unknown")):
        return identity
    return dict(chosen)


def _voice_of(identity: dict[str, Any], chosen: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Return the voice's identity; one that was taken from a face changes with it."""
    face = chosen.get(identity.get("track_id", -1))
    if face is None or identity.get("guess") or (identity["name"] is not None and identity.get("by") != "face"):
        return identity
    taken = {key: value for key, value in identity.items() if key not in ("name", "unknown", "by")}
    if face["name"] is not None:
        return {**taken, "name": face["name"], "by": "face"}
    return {**taken, "name": None, "unknown": face.get("unknown")}

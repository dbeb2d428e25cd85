"""Enrols people from files; the network for it is loaded once, beside the desk's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from emotion_desk.errors import GalleryError
from emotion_desk.people.person_records import checked_name
from emotion_desk.ui.language import tr
from emotion_desk.ui.sentences import sentence

if TYPE_CHECKING:
    from emotion_desk.people.embedding_predictor import PeopleReader
    from emotion_desk.people.gallery import Gallery


def enrol_files(gallery: Gallery, name: str, paths: Iterable[Path], mode: str) -> str:
    """Enrol a person from files, or add samples; takes seconds.

    Args:
        gallery: the gallery to change.
        name: name of the person, whose consent the user has confirmed.
        paths: pictures, videos and sound files.
        mode: the networks to use.

    Returns:
        One sentence about the samples taken.

    Raises:
        GalleryError: nothing usable is in the files, or the gallery cannot be changed.
        ModelError, EngineError: the network cannot be loaded.
    """
    from emotion_desk.catalogue import primary_mode
    from emotion_desk.people.embedder_ids import embedders
    from emotion_desk.people.enrol_from_files import files_of, samples_from_files

    mode = primary_mode(mode)
    name = checked_name(name)
    found = samples_from_files(files_of(paths), _network(mode), embedders(mode))
    # The files were chosen by hand, so a single good picture or clip is enough.
    prototypes = found.session.prototypes(least_faces=1, least_speech_s=0.0)
    left_out = [sentence(found.refused[0])] if found.refused else []
    if not prototypes:
        raise GalleryError(" ".join([tr("'{name}' was not enrolled.", name=name), *left_out]))
    gallery.enrol(name, prototypes, consent=True)
    said = [tr("{name} is enrolled; samples taken: {count}.", name=name, count=len(prototypes))]
    said += [sentence(text) for text in found.looked_at[:1]]
    if found.refused:
        said += [tr("Files of which nothing was taken: {count}.", count=len(found.refused)), *left_out]
    return " ".join(said)


@cache
def _network(mode: str) -> PeopleReader:
    from emotion_desk.people.embedding_predictor import load_people_reader

    return load_people_reader(mode)

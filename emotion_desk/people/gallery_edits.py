"""Edits of the gallery as pure functions: each takes all enrolled people and returns them after the edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emotion_desk.errors import GalleryError
from emotion_desk.people.person_records import (
    NeutralFace,
    Person,
    Prototype,
    new_person,
    now,
    same_name,
    with_neutral,
    with_prototypes,
)
from emotion_desk.translatable import translatable

People = tuple[Person, ...]


def of_key(people: People, key: str) -> Person:
    """Return the person with a key.

    Raises:
        GalleryError: there is none.
    """
    for person in people:
        if person.key == key:
            return person
    raise GalleryError(translatable("This person is not enrolled any more."))


def of_name(people: People, name: str) -> Person | None:
    """Return the person with a name, compared by :func:`~emotion_desk.people.person_records.same_name`."""
    return next((person for person in people if same_name(person.name, name)), None)


def enrolled(people: People, name: str, prototypes: Sequence[Prototype], thumbnail: bytes | None) -> People:
    """Add prototypes to the person of a name, who is created if needed; the name has been checked."""
    found = of_name(people, name)
    if found is None:
        return (*people, with_prototypes(new_person(name, now(), thumbnail), prototypes))
    return _with(people, replace(with_prototypes(found, prototypes), thumbnail=thumbnail or found.thumbnail))


def renamed(people: People, key: str, name: str) -> People:
    """Change a person's name; the new name has been checked.

    Raises:
        GalleryError: nobody has this key, or another person has this name.
    """
    person, other = of_key(people, key), of_name(people, name)
    if other is not None and other.key != key:
        raise GalleryError(
            translatable("Somebody called '{name}' is enrolled already; merge the two if they are the same.", name=name)
        )
    return _with(people, replace(person, name=name))


def merged(people: People, kept: str, gone: str) -> People:
    """Add the prototypes of the person ``gone`` to the person ``kept``, and remove ``gone``.

    Raises:
        GalleryError: nobody has one of the keys.
    """
    one, other = of_key(people, kept), of_key(people, gone)
    neutral = with_neutral(other, one.neutral).neutral
    whole = with_prototypes(one, other.prototypes)
    whole = replace(whole, thumbnail=one.thumbnail or other.thumbnail, neutral=neutral)
    return without(_with(people, whole), gone)


def unmerged(people: People, kept: Person, gone: Person) -> People:
    """Undo :func:`merged`: put back both as they were before; samples that ``kept`` got since are lost.

    Raises:
        GalleryError: the merged person is gone, or somebody has the other's key or name by now.
    """
    of_key(people, kept.key)
    other = of_name(people, gone.name)
    if any(person.key == gone.key for person in people) or (other is not None and other.key != kept.key):
        raise GalleryError(
            translatable("Somebody called '{name}' is enrolled again; the merge cannot be undone.", name=gone.name)
        )
    return (*_with(people, kept), gone)


def with_thumbnail(people: People, key: str, thumbnail: bytes | None) -> People:
    """Replace a person's thumbnail; ``None`` removes it.

    Raises:
        GalleryError: nobody has this key.
    """
    return _with(people, replace(of_key(people, key), thumbnail=thumbnail))


def with_neutral_face(people: People, key: str, faces: Sequence[NeutralFace]) -> People:
    """Add neutral faces to a person, or remove all if none are given.

    Raises:
        GalleryError: nobody has this key.
    """
    person = of_key(people, key)
    return _with(people, with_neutral(person, faces) if faces else replace(person, neutral=()))


def without(people: People, key: str) -> People:
    """Remove a person.

    Raises:
        GalleryError: nobody has this key.
    """
    of_key(people, key)
    return tuple(person for person in people if person.key != key)


def _with(people: People, changed: Person) -> People:
    return tuple(changed if person.key == changed.key else person for person in people)

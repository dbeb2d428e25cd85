"""What can be done to the enrolled people: each function takes everybody and returns everybody as they are after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emotion_desk.errors import GalleryError
from emotion_desk.people.person_records import Person, Prototype, new_person, now, same_name, with_prototypes

People = tuple[Person, ...]


def of_key(people: People, key: str) -> Person:
    """Return the person of a key.

    Raises:
        GalleryError: there is none.
    """
    for person in people:
        if person.key == key:
            return person
    raise GalleryError("This person is not enrolled any more.")


def of_name(people: People, name: str) -> Person | None:
    """Return the person of a name, whatever its case."""
    return next((person for person in people if same_name(person.name, name)), None)


def enrolled(people: People, name: str, prototypes: Sequence[Prototype], thumbnail: bytes | None) -> People:
    """Add somebody, or add the samples to the person of that name; ``name`` is a checked one."""
    found = of_name(people, name)
    if found is None:
        return (*people, with_prototypes(new_person(name, now(), thumbnail), prototypes))
    return _with(people, replace(with_prototypes(found, prototypes), thumbnail=thumbnail or found.thumbnail))


def renamed(people: People, key: str, name: str) -> People:
    """Give a person another, checked name.

    Raises:
        GalleryError: nobody has this key, or somebody else has this name.
    """
    person, other = of_key(people, key), of_name(people, name)
    if other is not None and other.key != key:
        raise GalleryError(f"Somebody called '{name}' is enrolled already; merge the two if they are the same.")
    return _with(people, replace(person, name=name))


def merged(people: People, kept: str, gone: str) -> People:
    """Give the person of one key the samples of another, who goes.

    Raises:
        GalleryError: nobody has one of the keys.
    """
    one, other = of_key(people, kept), of_key(people, gone)
    whole = replace(with_prototypes(one, other.prototypes), thumbnail=one.thumbnail or other.thumbnail)
    return without(_with(people, whole), gone)


def with_thumbnail(people: People, key: str, thumbnail: bytes | None) -> People:
    """Keep another thumbnail of a person, or none.

    Raises:
        GalleryError: nobody has this key.
    """
    return _with(people, replace(of_key(people, key), thumbnail=thumbnail))


def without(people: People, key: str) -> People:
    """Leave a person out.

    Raises:
        GalleryError: nobody has this key.
    """
    of_key(people, key)
    return tuple(person for person in people if person.key != key)


def _with(people: People, changed: Person) -> People:
    return tuple(changed if person.key == changed.key else person for person in people)

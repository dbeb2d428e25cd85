"""``emotion-desk people``: manages enrolled people and identifies people in files."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emotion_desk.catalogue import ANALYSIS_MODES, BOTH, DETECTORS, MULTITASK
from emotion_desk.commands.argument_parser import Parser, UsageError, mode_name
from emotion_desk.commands.output import say, say_json, warn
from emotion_desk.crash_log import printable
from emotion_desk.errors import DeskError, GalleryError
from emotion_desk.plain_file import exists

if TYPE_CHECKING:
    from emotion_desk.messages import Identity
    from emotion_desk.people.embedder_ids import Embedders
    from emotion_desk.people.embedding_predictor import PeopleReader
    from emotion_desk.people.gallery import Gallery
    from emotion_desk.people.person_records import Person, Prototype

#: Environment variable with the passphrase of an export, for scripts.
PASSPHRASE_VARIABLE = "EMOTION_DESK_PASSPHRASE"
_MODALITIES = ("face", "voice")
#: So much of a passphrase file is read, in bytes.
_LONGEST_PASSPHRASE = 65_536


def run(options: argparse.Namespace) -> int:
    """Run the chosen action and return the exit status: 1 if a file could not be used."""
    action: Callable[[argparse.Namespace], int] = options.do
    return action(options)


# Actions


def _list(options: argparse.Namespace) -> int:
    from emotion_desk.people.embedder_ids import embedders

    gallery = _gallery()
    made_by = [found for mode in ANALYSIS_MODES if (found := embedders(mode))]
    for person in gallery.people:
        facts = _facts(person, made_by)
        if options.json:
            say_json(facts)
        else:
            say(_line(facts))
    if not options.json:
        count = len(gallery.people)
        say(f"{count} {'person' if count == 1 else 'people'} enrolled. {gallery.protection()}")
    return 0


def _facts(person: Person, made_by: list[Embedders]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": person.name,
        "added": person.added,
        "consent": person.consent,
        "thumbnail": person.thumbnail is not None,
    }
    for modality in _MODALITIES:
        prototypes = person.of(modality)
        models = {ids[modality] for ids in made_by if modality in ids}
        facts[modality] = {
            "prototypes": len(prototypes),
            "quality": round(sum(one.quality for one in prototypes) / len(prototypes), 3) if prototypes else None,
            "stale": bool(prototypes) and not any(one.model in models for one in prototypes),
        }
    return facts


def _line(facts: dict[str, Any]) -> str:
    parts = []
    for modality in _MODALITIES:
        found = facts[modality]
        if found["prototypes"]:
            state = "made by another network, enrol again" if found["stale"] else f"quality {found['quality']:.2f}"
            parts.append(f"{modality} {found['prototypes']} ({state})")
    return f"{facts['name']}: {', '.join(parts) or 'no samples'}; since {facts['added'][:10]}"


def _enrol(options: argparse.Namespace) -> int:
    from emotion_desk.people.enrol_from_files import encode_thumbnail, files_of, samples_from_files
    from emotion_desk.people.person_records import checked_name

    name = checked_name(options.name)
    files = files_of(options.files)
    gallery = _gallery()
    _require_agreement(name, options)
    wants = (options.only,) if options.only else _MODALITIES
    prototypes: list[Prototype] = []
    refused: list[str] = []
    looked_at: list[str] = []
    thumbnail = None
    for number, (predictor, made_by) in enumerate(_networks(options, wants)):
        samples = samples_from_files(files, predictor, made_by, wants, detector=options.detector)
        # The user chose the files, so a single good picture or clip is enough.
        prototypes += samples.session.prototypes(least_faces=1, least_speech_s=0.0)
        if number == 0:  # later networks process only some modalities
            refused, looked_at = samples.refused, samples.looked_at
        crop = samples.session.thumbnail() if options.thumbnail else None
        thumbnail = encode_thumbnail(crop) if crop is not None else thumbnail
    for sentence in looked_at:
        say(sentence)
    for sentence in refused:
        warn(sentence)
    if not prototypes:
        raise GalleryError(f"'{name}' was not enrolled: the files hold no usable sample of a face or a voice.")
    _require_difference(name, prototypes, gallery, options)
    person = gallery.enrol(name, prototypes, consent=True, thumbnail=thumbnail)
    taken = ", ".join(
        f"{count} of the {modality}"
        for modality in _MODALITIES
        if (count := sum(one.modality == modality for one in prototypes))
    )
    say(f"'{person.name}' is enrolled; samples taken: {taken}.")
    return 0


def _require_difference(name: str, prototypes: list[Prototype], gallery: Gallery, options: argparse.Namespace) -> None:
    """Ask for confirmation, or refuse, if the samples match an enrolled person with another name."""
    from emotion_desk.people.embedder_ids import embedders
    from emotion_desk.people.impostor_thresholds import thresholds_of
    from emotion_desk.people.resemblance import resemblances

    if options.anyway:
        return
    tables = {modality: table for mode in ANALYSIS_MODES for modality, table in thresholds_of(embedders(mode)).items()}
    found = resemblances(name, prototypes, gallery.people, tables)
    if not found:
        return
    matches = " ".join(one.sentence for one in found)
    if not sys.stdin.isatty():
        raise GalleryError(f"{matches} '{name}' was not enrolled; --anyway enrols them all the same.")
    if not _yes(f"{matches} Enrol '{name}' all the same? [y/N] "):
        raise GalleryError("Nobody was enrolled.")


def _require_agreement(name: str, options: argparse.Namespace) -> None:
    if options.consent:
        return
    if not sys.stdin.isatty():
        raise UsageError("Nobody is enrolled without their agreement; state it with --consent.")
    question = f"Does {name} agree that this machine keeps what tells their face and voice apart? [y/N] "
    if not _yes(question):
        raise GalleryError("Nobody was enrolled.")


def _rename(options: argparse.Namespace) -> int:
    gallery = _gallery()
    person = gallery.rename(gallery.person(options.name).key, options.new)
    say(f"The name is '{person.name}' now.")
    return 0


def _merge(options: argparse.Namespace) -> int:
    gallery = _gallery()
    person = gallery.merge(gallery.person(options.kept).key, gallery.person(options.gone).key)
    say(f"'{person.name}' has the samples of both now.")
    return 0


def _forget(options: argparse.Namespace) -> int:
    if bool(options.name) == options.all:
        raise UsageError("Say whom to forget: a name, or --all.")
    gallery = _gallery(must_be_readable=not options.all)
    key = None if options.all else gallery.person(options.name).key
    whom = "everybody" if options.all else f"'{options.name}'"
    if not options.yes:
        if not sys.stdin.isatty():
            raise UsageError(f"To forget {whom} without a question, add --yes.")
        if not _yes(f"Forget {whom} for good? [y/N] "):
            raise GalleryError("Nobody was forgotten.")
    if key is None:
        gallery.forget_all()
    else:
        gallery.forget(key)
    say(f"Forgot {whom}. Recordings and exports that you made keep the names that stand in them.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from emotion_desk.people.encrypted_export import export_people

    gallery = _gallery()
    people = [gallery.person(name) for name in options.names] if options.names else list(gallery.people)
    if exists(options.file) and not options.yes:
        raise GalleryError(f"'{options.file}' is there already; --yes replaces it.")
    export_people(people, options.file, _passphrase(options, twice=True))
    say(f"{len(people)} exported to '{options.file}'.")
    return 0


def _import(options: argparse.Namespace) -> int:
    from emotion_desk.people.encrypted_export import import_people, read_people

    gallery = _gallery()
    people = read_people(options.file, _passphrase(options, twice=False))
    names = import_people(gallery, people)
    say(f"Imported: {', '.join(names)}.")
    return 0


def _identify(options: argparse.Namespace) -> int:
    from emotion_desk.people.enrol_from_files import files_of, identify
    from emotion_desk.people.impostor_thresholds import thresholds_of

    files = files_of(options.files)
    gallery = _gallery()
    ((predictor, made_by),) = _networks(options, _MODALITIES)
    tables = thresholds_of(made_by)
    for modality in made_by.keys() - tables.keys():
        warn(f"the error rate of this network by {modality} was never measured, so nobody is identified by it.")
    status = 0
    for path in files:
        try:
            found = identify(path, predictor, made_by, gallery.people, tables, options.false_accepts, options.detector)
        except DeskError as error:
            warn(str(error))
            status = 1
            continue
        if options.json:
            raw: dict[str, Any] = {
                "file": found.file,
                "face": _raw(found.face),
                "voice": _raw(found.voice),
                "faces": [{**(_raw(one.identity) or {}), "box": one.box} for one in found.faces],
            }
            if found.looked_at:
                raw["looked_at"] = found.looked_at
            say_json(raw)
        else:
            faces = ", ".join(_text(one.identity) for one in found.faces) or "none"
            what = "faces" if len(found.faces) > 1 else "face"
            say(f"{found.file}: {what} {faces}; voice {_text(found.voice)}")
            if found.looked_at:
                say(f"  {found.looked_at}")
        sys.stdout.flush()
    return status


def _raw(identity: Identity | None) -> dict[str, Any] | None:
    if identity is None:
        return None
    return {"name": identity.name, "score": None if identity.score is None else round(identity.score, 4)}


def _text(identity: Identity | None) -> str:
    if identity is None:
        return "none"
    score = "" if identity.score is None else f" ({identity.score:.2f})"
    return f"{identity.name or 'unknown'}{score}"


# Helpers of the actions


def _gallery(*, must_be_readable: bool = True) -> Gallery:
    from emotion_desk.people.gallery import Gallery, GalleryState

    gallery = Gallery()
    gallery.load()
    if gallery.state is not GalleryState.READY and must_be_readable:
        raise GalleryError(gallery.message or "The enrolled people cannot be read.")
    if gallery.message:
        warn(gallery.message)
    return gallery


def _networks(options: argparse.Namespace, wants: tuple[str, ...]) -> list[tuple[PeopleReader, Embedders]]:
    """Return a predictor for each mode, with the ids of the embeddings that no mode before it computes.

    The modes share the separate face embedder, for example, so only the predictor of the first mode has its id.
    """
    from emotion_desk.inference.modes import available_modes
    from emotion_desk.people.embedder_ids import embedders
    from emotion_desk.people.embedding_predictor import load_people_reader
    from emotion_desk.people.enrol_from_files import require

    reasons = available_modes()
    modes = [options.mode] if options.mode else [mode for mode in ANALYSIS_MODES if reasons.get(mode) is None]
    able: dict[str, Embedders] = {}
    known: set[str] = set()
    for mode in modes:
        made_by = {modality: model for modality, model in embedders(mode).items() if model not in known}
        if set(made_by) & set(wants):
            able[mode] = made_by
            known |= set(made_by.values())
    if not able:
        require({}, wants)
    return [(load_people_reader(mode, options.engine), made_by) for mode, made_by in able.items()]


def _yes(question: str) -> bool:
    sys.stdout.write(printable(question))
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _passphrase(options: argparse.Namespace, *, twice: bool) -> str:
    if options.passphrase_file is not None:
        try:
            with options.passphrase_file.open("rb") as file:
                lines = file.read(_LONGEST_PASSPHRASE).decode().splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise GalleryError(f"'{options.passphrase_file}' cannot be read.") from error
        return str(lines[0]) if lines else ""
    named = os.environ.get(PASSPHRASE_VARIABLE)
    if named is not None:
        return named
    if not sys.stdin.isatty():
        raise UsageError(f"The file needs a passphrase: --passphrase-file FILE, or the variable {PASSPHRASE_VARIABLE}.")
    given = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != given:
        raise GalleryError("The two passphrases differ.")
    return given


# Arguments


def add_arguments(parser: Parser) -> None:
    """Add the actions with their arguments."""
    parser.description = (
        "Who is enrolled, and who is in files. Embeddings of faces and voices are kept on this machine."
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)

    def add(name: str, do: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        action.set_defaults(do=do)
        return action

    one = add("list", _list, "list the people who are enrolled")
    one.add_argument("--json", action="store_true", help="one JSON object a person")
    one = add("enrol", _enrol, "enrol a person from pictures, videos, sounds or folders of them, or add samples")
    one.add_argument("name", metavar="NAME")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument("--consent", action="store_true", help="the person agrees")
    one.add_argument("--only", choices=_MODALITIES, help="enrol by face or by voice only")
    one.add_argument("--anyway", action="store_true", help="also where the samples match somebody of another name")
    one.add_argument("--thumbnail", action="store_true", help="keep a small picture of the face")
    _add_network(one, "default: every mode that is installed")
    one = add("rename", _rename, "give a person another name")
    one.add_argument("name", metavar="NAME")
    one.add_argument("new", metavar="NEW_NAME")
    one = add("merge", _merge, "give a person the samples of another, who goes")
    one.add_argument("kept", metavar="NAME")
    one.add_argument("gone", metavar="OTHER")
    one = add("forget", _forget, "forget a person, or everybody, for good")
    one.add_argument("name", nargs="?", metavar="NAME")
    one.add_argument("--all", action="store_true", help="everybody")
    one.add_argument("--yes", action="store_true", help="do not ask")
    one = add("export", _export, "write people into one encrypted file")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("names", nargs="*", metavar="NAME", help="default: everybody")
    one.add_argument("--yes", action="store_true", help="replace a file that is there")
    _add_passphrase(one)
    one = add("import", _import, "add the people of an encrypted file")
    one.add_argument("file", type=Path, metavar="FILE")
    _add_passphrase(one)
    one = add("identify", _identify, "say who is in files")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument(
        "--json",
        action="store_true",
        help="one JSON object a file: file, voice, faces from left to right, the main face; with name and score",
    )
    one.add_argument("--false-accepts", type=_share, default=0.01, metavar="SHARE", help=_SHARE_HELP)
    _add_network(one, "default: multitask")
    one.set_defaults(mode=MULTITASK)


_SHARE_HELP = "share of strangers that may be taken for somebody enrolled (default: 0.01)"


def _add_network(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--mode", type=mode_name, choices=ANALYSIS_MODES, help=f"which networks ({default})")
    parser.add_argument("--engine", default="auto", help="what runs the networks (default: auto)")
    parser.add_argument("--detector", choices=DETECTORS, default=BOTH, help=f"what finds faces (default: {BOTH})")


def _add_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=f"its first line (else {PASSPHRASE_VARIABLE}, else asked)"
    )


def _share(text: str) -> float:
    value = float(text)
    if not 0.0 < value <= 0.5:
        raise argparse.ArgumentTypeError(f"'{text}' is no share between 0 and 0.5")
    return value

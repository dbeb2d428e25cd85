"""A study in a plain file: what is shown to whom, in which order; ``study.toml`` is read and checked here.

The file can be written without the window.  It is untrusted, as every file is: each field is checked, and stimuli are
plain files below the study's folder or absolute paths.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from emotion_desk.errors import SessionError
from emotion_desk.plain_file import make_private_folder, read_bounded
from emotion_desk.translatable import translatable

STUDY_FILE: Final = "study.toml"
FORMAT: Final = 1
_LARGEST_BYTES: Final = 1_000_000
_NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}\Z"
#: The name of the stretch before the first stimulus.
BASELINE: Final = "baseline"

_Word = Annotated[str, msgspec.Meta(pattern=_NAME)]
_Seconds = Annotated[float, msgspec.Meta(ge=0, le=36_000)]
_Path = Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]


@dataclass(frozen=True, slots=True)
class Stimulus:
    """One thing that is shown.

    Args:
        name: of the stimulus in tables.
        file: a video, sound or picture; relative to the study's folder.
        condition: what it stands for, for example ``pleasant``.
        seconds: how long a picture is shown; of a video or a sound, its own length if 0.
    """

    name: _Word
    file: _Path
    condition: str = ""
    seconds: _Seconds = 0.0


@dataclass(frozen=True, slots=True)
class Study:
    """The content of ``study.toml``.

    Args:
        title: of the study.
        stimuli: what is shown, in the order of the file.
        participants: codes, never names.
        order: ``fixed``, or ``random``: shuffled for each participant by seed and code.
        seed: of the random order.
        fixation_s: a cross before each stimulus, in seconds.
        baseline_s: a neutral stretch at the start, in seconds; 0 for none.
        consent: the text that each participant agrees to; empty for none.
        screen: number of the screen that shows the stimuli, from 0.
        markers: labels of the marker keys.
        lsl_markers: name of a stream of markers to receive by Lab Streaming Layer; empty for none.
        own_neutral: whether answers to faces are corrected by those to the participant's baseline.
        format: of the file.
    """

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    stimuli: Annotated[tuple[Stimulus, ...], msgspec.Meta(min_length=1, max_length=1000)]
    participants: tuple[_Word, ...] = ()
    order: Literal["fixed", "random"] = "fixed"
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31)] = 0
    fixation_s: _Seconds = 1.0
    baseline_s: _Seconds = 10.0
    consent: Annotated[str, msgspec.Meta(max_length=20_000)] = ""
    screen: Annotated[int, msgspec.Meta(ge=0, le=32)] = 0
    markers: tuple[str, ...] = ()
    lsl_markers: Annotated[str, msgspec.Meta(max_length=200)] = ""
    own_neutral: bool = False
    format: Literal[1] = field(default=FORMAT)


def read_study(folder: Path) -> Study:
    """Read and check ``study.toml`` of a folder.

    Raises:
        SessionError: one sentence that says what is wrong with it.
    """
    path = folder / STUDY_FILE
    try:
        raw = tomllib.loads(read_bounded(path, _LARGEST_BYTES).decode("utf-8"))
        study = msgspec.convert(raw, Study)
    except FileNotFoundError as error:
        raise SessionError(
            translatable("'{folder}' is no study: it has no {study_file}.", folder=folder, study_file=STUDY_FILE)
        ) from error
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    except msgspec.ValidationError as error:
        raise SessionError(translatable("'{path}': {reason}.", path=path, reason=_in_words(error))) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise SessionError(
            translatable("'{path}' is not valid TOML: {reason}.", path=path, reason=" ".join(str(error).split()))
        ) from error
    stimuli, people = translatable("stimuli"), translatable("participants")
    for what, names in ((stimuli, [s.name for s in study.stimuli]), (people, list(study.participants))):
        count = Counter(name.casefold() for name in names)
        twice = {name for name in names if count[name.casefold()] > 1}
        if twice or BASELINE in names:
            raise SessionError(
                translatable(
                    "'{path}': two {what} are called '{name}'.", path=path, what=what, name=min(twice or {BASELINE})
                )
            )
    return study


def stimulus_path(folder: Path, stimulus: Stimulus) -> Path:
    """Return the file of a stimulus.

    Raises:
        SessionError: it is not there.
    """
    path = folder / stimulus.file
    try:
        if "\0" not in stimulus.file and path.is_file():
            return path
    except OSError:
        pass
    raise SessionError(translatable("The stimulus '{name}' is missing: '{path}'.", name=stimulus.name, path=path))


def order_for(study: Study, participant: str) -> list[Stimulus]:
    """Return the stimuli in the order in which a participant sees them; always the same for one seed and code.

    Example:
        >>> study = Study("s", (Stimulus("a", "a.png"), Stimulus("b", "b.png")), order="random", seed=1)
        >>> order_for(study, "P01") == order_for(study, "P01")
        True
    """
    stimuli = list(study.stimuli)
    if study.order == "random":
        random.Random(f"{study.seed}:{participant}").shuffle(stimuli)
    return stimuli


def checked_code(code: str) -> str:
    """Return a participant's code if it can be one.

    Raises:
        SessionError: it holds other characters, or looks like a path.
    """
    if not re.match(_NAME, code) or code.endswith("."):
        raise SessionError(
            translatable("The code of a participant has letters, digits, '-', '_' or '.', and at most 64 of them.")
        )
    return code


def write_study(folder: Path, study: Study) -> Path:
    """Write ``study.toml``.

    Raises:
        SessionError: the folder cannot be written.
    """
    from emotion_desk.atomic_file import write_atomically

    raw = msgspec.to_builtins(study)
    stimuli = raw.pop("stimuli")
    lines = [f"{name} = {_toml(value)}" for name, value in raw.items()]
    for stimulus in stimuli:
        lines += ["", "[[stimuli]]", *(f"{name} = {_toml(value)}" for name, value in stimulus.items())]
    path = folder / STUDY_FILE
    try:
        make_private_folder(folder)
        write_atomically(path, "\n".join(lines) + "\n")
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    return path


def _toml(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_toml(each) for each in value)}]"
    if isinstance(value, str):
        # A basic string of TOML is written like one of JSON, but for the delete character.
        return msgspec.json.encode(value).decode().replace("\x7f", "\\u007F")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _in_words(error: msgspec.ValidationError) -> str:
    text, _, place = str(error).partition(" - at ")
    where = place.strip("`").removeprefix("$.")
    return f"{text[:1].lower()}{text[1:]} (at '{where}')" if where else f"{text[:1].lower()}{text[1:]}"


def describe(study: Study, participants: Sequence[str] = ()) -> str:
    """Return the study in one line."""
    people = participants or study.participants
    return f"{study.title}: {len(study.stimuli)} stimuli in {study.order} order, {len(people)} participants"
